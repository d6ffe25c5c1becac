//! Real files of the tagged formats. Each test skips where they are absent.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use corpus::{Paper, ReadOptions, Records};
use parallel::Progress;

/// A real file with the number of its record marks (`grep -c`), or nothing where it is absent.
fn real(name: &str, mark: &str) -> Option<(Records, usize)> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports")).join(name);
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    let bytes = std::fs::read(&path).unwrap();
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(&bytes);
    let marks = bytes.split(|byte| *byte == b'\n').filter(|line| line.starts_with(mark.as_bytes())).count();
    let records = corpus::read_files(&[path], &ReadOptions::default(), &Progress::none()).unwrap();
    Some((records, marks))
}

#[test]
fn real_files_give_as_many_papers_as_they_have_marks() {
    // Papers with abstract, year, authors, keywords, DOI, count of citations;
    // counted again by patterns over the lines of each file.
    for (name, format, mark, expected) in [
        ("scopus.ris", "ris", "TY  -", [89, 92, 92, 71, 82, 83]),
        ("search-1.ris", "ris", "TY  -", [642, 642, 642, 615, 597, 642]),
        ("search-2.ris", "ris", "TY  -", [557, 557, 557, 542, 527, 557]),
        ("wos-export.isi", "wos", "PT ", [12, 34, 34, 12, 19, 34]),
        ("pubmed.txt", "nbib", "PMID-", [335, 335, 335, 326, 331, 0]),
        ("pubmed-export.nbib", "nbib", "PMID-", [171, 175, 174, 120, 171, 0]),
    ] {
        let Some((records, marks)) = real(name, mark) else { return };
        let card = &records.files[0];
        assert_eq!(
            (card.format.as_str(), card.records, card.read, card.skipped),
            (format, marks, marks, 0),
            "{name}"
        );
        let count = |has: fn(&Paper) -> bool| records.papers.iter().filter(|paper| has(paper)).count();
        let found = [
            count(|paper| paper.abstract_text.is_some()),
            count(|paper| paper.year.is_some()),
            count(|paper| !paper.authors.is_empty()),
            count(|paper| !paper.keywords.is_empty()),
            count(|paper| paper.doi.is_some()),
            count(|paper| paper.cited_by.is_some()),
        ];
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn the_web_of_science_counts_the_references_as_we_do() {
    let Some((records, _)) = real("wos-export.isi", "PT ") else { return };
    // NR adds up to 986. The record whose references strayed lists one more than it says, and two references name a
    // DOI that stands in the same list already.
    let references: usize = records.papers.iter().map(|paper| paper.references.len()).sum();
    assert!((985..=987).contains(&references), "{references}");
    assert_eq!(records.files[0].repaired, 1);
}

#[test]
fn tables_of_the_web_of_science_are_tables() {
    for name in ["wos-2026-1000.txt", "wos-2026-2000.txt"] {
        let Some((records, marks)) = real(name, "J\t") else { return };
        assert_eq!(records.files[0].format, "tsv");
        assert!(records.files[0].read >= marks);
    }
}
