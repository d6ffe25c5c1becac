//! How long the table of links of a large corpus takes: 900,000 rows of two names, four numbers and two lists.

use std::io::sink;

use divan::Bencher;
use tables::{Table, Values, catalogue, catalogue::Kind, write_csv};

const ROWS: usize = 900_000;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 3)]
fn links(bencher: Bencher<'_, '_>) {
    let names: Vec<String> = (0..60_000).map(|paper| format!("10.1000/conf.{paper:06}")).collect();
    let name = |row: usize| names[row % names.len()].as_str();
    let columns = catalogue::LINKS.columns.iter().map(|column| {
        let values = match (column.name, column.kind) {
            ("source", _) => Values::texts((0..ROWS).map(name)),
            ("target", _) => Values::texts((0..ROWS).map(|row| name(row * 7 + 1))),
            ("shared_terms", _) => Values::texts((0..ROWS).map(|_| "volume rendering; transfer function")),
            ("weight" | "terms" | "repos" | "citations", Kind::Number) => {
                Values::numbers((0..ROWS).map(|row| 1.0 / (row as f64 + 3.0)))
            }
            // Relations that are off by default.
            _ => Values::Empty(ROWS),
        };
        (column.name, values)
    });
    let links = Table::new(&catalogue::LINKS, columns).expect("the columns of the catalogue");
    bencher.bench_local(|| write_csv(&links, sink()).expect("a sink takes all"));
}
