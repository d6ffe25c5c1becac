//! How long the table of links of a large corpus takes: 900,000 rows of two names, four numbers and two lists.

use std::io::sink;

use divan::Bencher;
use tables::{Table, Values, catalogue, write_csv};

const ROWS: usize = 900_000;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 3)]
fn links(bencher: Bencher<'_, '_>) {
    let names: Vec<String> = (0..60_000).map(|paper| format!("10.1000/conf.{paper:06}")).collect();
    let name = |row: usize| names[row % names.len()].as_str();
    let weights = || Values::numbers((0..ROWS).map(|row| 1.0 / (row as f64 + 3.0)));
    let links = Table::new(
        &catalogue::LINKS,
        [
            ("source", Values::texts((0..ROWS).map(name))),
            ("target", Values::texts((0..ROWS).map(|row| name(row * 7 + 1)))),
            ("weight", weights()),
            ("terms", weights()),
            ("repos", weights()),
            ("citations", weights()),
            ("shared_terms", Values::texts((0..ROWS).map(|_| "volume rendering; transfer function"))),
            ("shared_repos", Values::texts_or_empty((0..ROWS).map(|_| None::<&str>))),
        ],
    )
    .expect("the columns of the catalogue");
    bencher.bench_local(|| write_csv(&links, sink()).expect("a sink takes all"));
}
