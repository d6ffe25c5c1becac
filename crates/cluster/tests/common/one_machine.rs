//! The program for one machine, whose answers are the measure.
#![allow(dead_code, reason = "each test binary uses a part")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::Command,
};

/// The program, where it was built. `.ci/run` says where that is; a desk without it skips.
pub fn program() -> Option<PathBuf> {
    let path = match std::env::var_os("BIBLIOGRAPH") {
        Some(path) => PathBuf::from(path),
        None => PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/debug/bibliograph")),
    };
    let path = std::path::absolute(path).unwrap();
    assert!(
        path.exists() || std::env::var_os("BIBLIOGRAPH").is_none(),
        "BIBLIOGRAPH is {}, which is not there",
        path.display()
    );
    if !path.exists() {
        eprintln!("skipped: {} is not built (cargo build)", path.display());
    }
    Some(path).filter(|path| path.exists())
}

/// A sample of the repository.
pub fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(name)
}

/// Runs it; its files of the run go into `folder`.
pub fn call(program: &Path, folder: &Path, arguments: &[&str]) {
    let done = Command::new(program).args(arguments).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// The answers of one machine.
pub struct Report {
    /// Of each pair of papers the value of each column of links.csv, where there is one.
    pub links: BTreeMap<(String, String), BTreeMap<String, f64>>,
    /// Of each paper the PageRank of citations.
    pub ranks: BTreeMap<String, f64>,
}

impl Report {
    /// Reads the tables of a report.
    pub fn read(folder: &Path) -> Self {
        let mut links = BTreeMap::new();
        for row in rows(&folder.join("tables/links.csv")) {
            let pair = ordered(row["source"].clone(), row["target"].clone());
            let numbers =
                row.into_iter().filter_map(|(name, cell)| Some((name, cell.parse().ok()?))).collect();
            links.insert(pair, numbers);
        }
        let rank =
            |row: BTreeMap<String, String>| Some((row["id"].clone(), row["cite_pagerank"].parse().ok()?));
        Self { links, ranks: rows(&folder.join("tables/papers.csv")).into_iter().filter_map(rank).collect() }
    }
}

/// A pair in the order of the alphabet.
pub fn ordered(a: String, b: String) -> (String, String) {
    if a < b { (a, b) } else { (b, a) }
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// Copies the first rows of a table.
pub fn first_rows(from: &Path, rows: usize, to: &Path) {
    let mut reader = csv::Reader::from_path(from).unwrap();
    let mut writer = csv::Writer::from_path(to).unwrap();
    writer.write_record(reader.headers().unwrap()).unwrap();
    for row in reader.records().take(rows) {
        writer.write_record(&row.unwrap()).unwrap();
    }
    writer.flush().unwrap();
}
