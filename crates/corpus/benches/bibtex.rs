//! Speed of reading BibTeX, ours beside the crate `biblatex`, on the real files where they lie beside the repository.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::path::PathBuf;

use corpus::ReadOptions;
use divan::{Bencher, counter::BytesCount};
use parallel::Progress;

fn main() {
    divan::main();
}

const FILES: [&str; 3] = ["scopus.bib", "wos.bib", "conferences.bib"];

fn path(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports")).join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not on this machine");
        return None;
    }
    Some(path)
}

/// File to papers, on one thread.
#[divan::bench(args = FILES)]
fn ours(bencher: Bencher<'_, '_>, name: &str) {
    let Some(path) = path(name) else { return };
    let bytes = std::fs::metadata(&path).unwrap().len();
    let read = || {
        corpus::read_files(std::slice::from_ref(&path), &ReadOptions::default(), &Progress::none()).unwrap()
    };
    bencher.counter(BytesCount::new(bytes)).bench(|| parallel::with_threads(1, read).unwrap());
}

/// Text to entries with decoded fields, entry by entry as one bad entry fails a whole file; on one thread.
#[divan::bench(args = FILES)]
fn biblatex(bencher: Bencher<'_, '_>, name: &str) {
    let Some(path) = path(name) else { return };
    let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
    let entries: Vec<String> = text
        .split("\n@")
        .map(|entry| format!("@{}", entry.trim_start_matches(['\u{feff}', '@', '\n'])))
        .collect();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| entries.iter().filter(|entry| biblatex::Bibliography::parse(entry).is_ok()).count());
}
