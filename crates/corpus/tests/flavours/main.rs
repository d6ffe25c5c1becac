//! The seeds of the fuzz targets: what must come out of each flavour of each format.
//!
//! The seeds are written by hand after the real exports; what is asked for here was worked out by hand from them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bibtex;
mod json;
mod tables;
mod tagged;

#[path = "../../fuzz/src/law.rs"]
mod law;

use std::path::{Path, PathBuf};

use corpus::{Corpus, Paper, ReadOptions};
use parallel::Progress;

const FUZZ: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz");

/// What is in a seed, by its path below `seeds/`.
fn read(seed: &str) -> Corpus {
    law::check_bytes(&std::fs::read(Path::new(FUZZ).join("seeds").join(seed)).unwrap()).unwrap()
}

/// Sees that the papers of a seed are these, one a text, and the problems these, as `line: reason`.
#[track_caller]
fn expect(seed: &str, papers: &[&str], problems: &[&str]) {
    let corpus = read(seed);
    let folder = Path::new(seed).parent().unwrap();
    assert_eq!(Path::new(&corpus.files[0].format), folder, "{seed}");
    let found: Vec<String> = corpus.papers.iter().map(shown).collect();
    let trimmed = |text: &&str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned();
    assert_eq!(found, papers.iter().map(trimmed).collect::<Vec<_>>(), "{seed}:\n{}", found.join("\n\n"));
    let found: Vec<String> =
        corpus.problems.iter().map(|problem| format!("{}: {}", problem.place.line, problem.reason)).collect();
    assert_eq!(found, problems, "{seed}");
}

/// A paper in lines: what it has of title, year, authors, venue, DOI, references and keywords.
fn shown(paper: &Paper) -> String {
    let mut lines = vec![paper.title.clone()];
    let lists = [("by", &paper.authors), ("cites", &paper.references), ("on", &paper.keywords)];
    lines.extend(paper.year.map(|year| format!("in {year}")));
    lines.extend(paper.venue.as_ref().map(|venue| format!("at {venue}")));
    lines.extend(paper.doi.as_ref().map(|doi| format!("doi {doi}")));
    lines.extend(
        lists
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(name, list)| format!("{name} {}", list.join(" / "))),
    );
    lines.extend(paper.repos.iter().map(|repo| format!("code {repo}")));
    lines.join("\n")
}

/// All files below a folder, by name.
fn files(folder: &str) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![Path::new(FUZZ).join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

#[test]
fn the_laws_hold_for_every_seed_and_for_what_the_fuzzer_found() {
    for path in files("seeds").into_iter().chain(files("regressions")) {
        law::check_bytes(&std::fs::read(path).unwrap());
    }
}

#[test]
fn packed_seeds_hold_what_was_packed() {
    for (name, titles) in [
        ("lines.jsonl.gz", &["On maps", "On trees"][..]),
        ("lines.jsonl.zst", &["On maps", "On trees"]),
        ("lines-twice.jsonl.gz", &["On maps", "On trees", "On rocks"]),
        ("deflated.zip", &["On maps", "On trees"]),
        ("stored.zip", &["On maps", "On trees"]),
    ] {
        let path = Path::new(FUZZ).join("seeds/packed").join(name);
        let records = corpus::read_files(&[path], &ReadOptions::default(), &Progress::none()).unwrap();
        assert!(records.papers.iter().map(|paper| paper.title.as_str()).eq(titles.iter().copied()), "{name}");
        let pictures =
            records.problems.iter().filter(|problem| problem.reason.contains("PNG picture")).count();
        assert_eq!(
            (records.problems.len(), pictures),
            if name.ends_with("zip") { (1, 1) } else { (0, 0) },
            "{name}"
        );
    }
}
