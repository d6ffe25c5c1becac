//! Speed on the real files where they lie beside the repository, each beside the crate that only parses.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::{borrow::Cow, path::PathBuf};

use corpus::{ReadOptions, Records};
use divan::{Bencher, counter::BytesCount};
use parallel::Progress;
use tempfile::TempDir;

fn main() {
    divan::main();
}

const BIBTEX: [&str; 3] = ["scopus.bib", "wos.bib", "conferences.bib"];
const TABLES: [&str; 3] = ["scopus-export.csv", "ieee-xplore.csv", "springer.csv"];
const ALL: [&str; 11] = [
    "scopus.bib",
    "wos.bib",
    "conferences.bib",
    "scopus-export.csv",
    "ieee-xplore.csv",
    "springer.csv",
    "search-1.ris",
    "search-2.ris",
    "pubmed.txt",
    "pubmed-export.nbib",
    "wos-2026-1000.txt",
];

/// A file of the data beside the repository.
fn shared(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not on this machine");
        return None;
    }
    Some(path)
}

fn export(name: &str) -> Option<PathBuf> {
    shared(&format!("exports/{name}"))
}

fn text(path: PathBuf) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
}

/// File to papers.
fn read(bencher: Bencher<'_, '_>, path: &PathBuf, threads: usize) {
    let read = || -> Records {
        corpus::read_files(std::slice::from_ref(path), &ReadOptions::default(), &Progress::none()).unwrap()
    };
    bencher
        .counter(BytesCount::new(std::fs::metadata(path).unwrap().len()))
        .bench(|| parallel::with_threads(threads, read).unwrap());
}

/// On one thread.
#[divan::bench(args = ALL)]
fn ours(bencher: Bencher<'_, '_>, name: &str) {
    if let Some(path) = export(name) {
        read(bencher, &path, 1);
    }
}

/// Text to entries with decoded fields, entry by entry as one bad entry fails a whole file.
#[divan::bench(args = BIBTEX)]
fn biblatex(bencher: Bencher<'_, '_>, name: &str) {
    let Some(text) = export(name).map(text) else { return };
    let entries: Vec<String> = text
        .split("\n@")
        .map(|entry| format!("@{}", entry.trim_start_matches(['\u{feff}', '@', '\n'])))
        .collect();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| entries.iter().filter(|entry| biblatex::Bibliography::parse(entry).is_ok()).count());
}

/// Text to rows of owned cells.
#[divan::bench(args = TABLES)]
fn csv(bencher: Bencher<'_, '_>, name: &str) {
    let Some(text) = export(name).map(text) else { return };
    let rows = || {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        reader.records().collect::<Result<Vec<_>, _>>().unwrap()
    };
    bencher.counter(BytesCount::of_str(&text)).bench(rows);
}

/// The papers of the conferences, unpacked in a folder of their own.
fn conferences() -> Option<(TempDir, PathBuf)> {
    let packed = std::fs::File::open(shared("conferences.jsonl.zst")?).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("conferences.jsonl");
    zstd::stream::copy_decode(packed, std::fs::File::create(&path).unwrap()).unwrap();
    Some((folder, path))
}

#[divan::bench(args = [1, 2], sample_count = 5)]
fn json_lines(bencher: Bencher<'_, '_>, threads: usize) {
    if let Some((_folder, path)) = conferences() {
        read(bencher, &path, threads);
    }
}

/// Unpacked while reading; bytes as they lie on disk.
#[divan::bench(args = [1, 2], sample_count = 5)]
fn json_lines_zst(bencher: Bencher<'_, '_>, threads: usize) {
    if let Some(path) = shared("conferences.jsonl.zst") {
        read(bencher, &path, threads);
    }
}

/// Text to values of any shape, on one thread.
#[divan::bench(sample_count = 5)]
fn serde_json_value(bencher: Bencher<'_, '_>) {
    let Some(text) = conferences().map(|(_folder, path)| text(path)) else { return };
    let parse = || -> Vec<serde_json::Value> {
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    bencher.counter(BytesCount::of_str(&text)).bench(parse);
}

/// Text to four fields that borrow from it, on one thread.
#[divan::bench(sample_count = 5)]
fn serde_json_borrowed(bencher: Bencher<'_, '_>) {
    #[derive(serde::Deserialize)]
    #[expect(dead_code, reason = "only parsed")]
    struct Line<'a> {
        #[serde(borrow)]
        title: Cow<'a, str>,
        #[serde(borrow, rename = "abstract")]
        prose: Option<Cow<'a, str>>,
        #[serde(default, borrow)]
        authors: Vec<Cow<'a, str>>,
        year: Option<i32>,
    }
    let Some(text) = conferences().map(|(_folder, path)| text(path)) else { return };
    let parse = || text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Line<'_>>>();
    bencher.counter(BytesCount::of_str(&text)).bench(parse);
}
