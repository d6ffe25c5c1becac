//! Terms, neighbours and the similarity graph, on made-up papers and, where they lie, on 20,000 real ones.
//!
//! `cargo bench -p bibliograph-similarity`

use std::{io::BufRead, sync::LazyLock};

use corpus::{Corpus, Paper};
use divan::{Bencher, counter::ItemsCount};
use parallel::Progress;
use similarity::{GraphSettings, SparseRows, TermSettings, Terms, nearest, relate, terms};
use testkit::papers::Plan;

fn main() {
    divan::main();
}

/// A corpus by name, with its citations.
struct Set {
    corpus: Corpus,
    terms: Terms,
}

static MADE: LazyLock<Set> = LazyLock::new(|| set(made()));
static REAL: LazyLock<Set> = LazyLock::new(|| set((real(), Vec::new())));

fn set((papers, citations): (Vec<Paper>, Vec<(u32, u32)>)) -> Set {
    let terms =
        terms::build(&papers, &TermSettings::default(), &Progress::none()).expect("defaults are in range");
    Set { corpus: Corpus { papers, citations, ..Corpus::default() }, terms }
}

fn made() -> (Vec<Paper>, Vec<(u32, u32)>) {
    let made = testkit::papers::corpus(Plan { papers: 10_000, topics: 50, ..Plan::default() }, 1);
    let citations = (0..)
        .zip(&made)
        .flat_map(|(citing, paper)| paper.references.iter().map(move |&cited| (citing, cited)));
    let citations = citations.collect();
    let paper = |made: testkit::papers::MadePaper| Paper {
        title: made.title,
        abstract_text: Some(made.abstract_text),
        ..Paper::default()
    };
    (made.into_iter().map(paper).collect(), citations)
}

/// Every fourth of the shared conference papers; none where the file is absent.
fn real() -> Vec<Paper> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/conferences.jsonl.zst");
    let Ok(file) = std::fs::File::open(path) else {
        eprintln!("skipping the real papers: {path} is absent");
        return Vec::new();
    };
    let lines = std::io::BufReader::new(zstd::Decoder::new(file).expect("the file is zstd")).lines();
    lines
        .step_by(4)
        .map(|line| {
            let record: serde_json::Value =
                serde_json::from_str(&line.expect("a line")).expect("a line is JSON");
            let field = |name: &str| record[name].as_str().map(str::to_owned);
            Paper {
                title: field("title").unwrap_or_default(),
                abstract_text: field("abstract"),
                ..Paper::default()
            }
        })
        .collect()
}

#[derive(Debug)]
enum Name {
    Made,
    Real,
}

impl Name {
    fn set(&self) -> &'static Set {
        match self {
            Self::Made => &MADE,
            Self::Real => &REAL,
        }
    }
}

const ALL: [Name; 2] = [Name::Made, Name::Real];

#[divan::bench(args = ALL, sample_count = 5)]
fn build_terms(bencher: Bencher, name: &Name) {
    let papers = &name.set().corpus.papers;
    bencher
        .counter(ItemsCount::new(papers.len()))
        .bench(|| terms::build(papers, &TermSettings::default(), &Progress::none()));
}

/// The most similar of each paper, ours and a rival's, in pairs.
mod top_k {
    use super::*;

    const NEIGHBOURS: usize = 15;
    const FLOOR: f32 = 0.05;

    /// What a search scores that compares each pair once.
    fn products(vectors: &SparseRows) -> ItemsCount {
        let mut frequencies = vec![0u64; vectors.width()];
        for &column in &vectors.columns {
            frequencies[column as usize] += 1;
        }
        ItemsCount::new(frequencies.iter().map(|frequency| frequency.pow(2)).sum::<u64>() / 2)
    }

    #[divan::bench(args = ALL, consts = [1, 2], sample_count = 5)]
    fn ours<const THREADS: usize>(bencher: Bencher, name: &Name) {
        let vectors = &name.set().terms.vectors;
        let search = || nearest::top_k(vectors, NEIGHBOURS, FLOOR, &Progress::none());
        bencher.counter(products(vectors)).bench(|| parallel::with_threads(THREADS, search));
    }

    /// A port of `sparse_dot_topn`. It counts each row among its own neighbours, so it is asked for one more; blocks and
    /// bookkeeping are those that it chooses itself.
    #[divan::bench(args = ALL, consts = [1, 2], sample_count = 5)]
    fn rival<const THREADS: usize>(bencher: Bencher, name: &Name) {
        let vectors = &name.set().terms.vectors;
        let (rows, width) = (vectors.rows(), vectors.width());
        let number = |value: usize| i32::try_from(value).expect("a bench is small");
        let offsets: Vec<i32> = vectors.offsets.iter().map(|&offset| number(offset)).collect();
        let columns: Vec<i32> = vectors.columns.iter().map(|&column| number(column as usize)).collect();
        let (turned_offsets, turned_rows, turned_values) = turned(&offsets, &columns, &vectors.values, width);
        let matrix = sp_matmul_rs::CsrView::new(rows, width, &offsets, &columns, &vectors.values)
            .expect("it is a matrix");
        let turned = sp_matmul_rs::CsrView::new(width, rows, &turned_offsets, &turned_rows, &turned_values)
            .expect("it is a matrix");
        bencher.counter(products(vectors)).bench(|| {
            let options = sp_matmul_rs::TopNOptions {
                threshold: Some(FLOOR),
                n_threads: Some(THREADS),
                ..Default::default()
            };
            sp_matmul_rs::sp_matmul_topn(matrix, turned, NEIGHBOURS + 1, options)
        });
    }

    /// How time grows with the corpus; minutes: `cargo bench -p bibliograph-similarity -- grows --ignored`.
    #[divan::bench(args = [50_000, 100_000, 200_000, 400_000], sample_count = 1, ignore)]
    fn grows(bencher: Bencher, rows: u32) {
        let plan = testkit::sparse::Plan { rows, topics: rows / 1000, ..testkit::sparse::Plan::default() };
        let mut vectors = SparseRows::default();
        for row in testkit::sparse::rows(plan, 1) {
            vectors.push(row);
        }
        bencher
            .counter(products(&vectors))
            .bench(|| nearest::top_k(&vectors, NEIGHBOURS, FLOOR, &Progress::none()));
    }
}

#[divan::bench(args = ALL, sample_count = 5)]
fn combine(bencher: Bencher, name: &Name) {
    let Set { corpus, terms } = name.set();
    bencher.bench(|| relate(corpus, terms, None, &GraphSettings::default(), &Progress::none()));
}

fn turned(offsets: &[i32], columns: &[i32], values: &[f32], width: usize) -> (Vec<i32>, Vec<i32>, Vec<f32>) {
    let mut starts = vec![0i32; width + 1];
    for &column in columns {
        starts[column as usize + 1] += 1;
    }
    for column in 0..width {
        starts[column + 1] += starts[column];
    }
    let mut next = starts.clone();
    let (mut rows, mut turned) = (vec![0i32; columns.len()], vec![0.0; columns.len()]);
    for row in 0..offsets.len() - 1 {
        for entry in offsets[row] as usize..offsets[row + 1] as usize {
            let at = &mut next[columns[entry] as usize];
            (rows[*at as usize], turned[*at as usize]) = (row as i32, values[entry]);
            *at += 1;
        }
    }
    (starts, rows, turned)
}
