//! Laws of the tagged formats: damage costs one record, line ends and threads change nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../fuzz/src/law.rs"]
mod law;

use std::path::Path;

use corpus::{Paper, Place, ReadOptions, Records};
use parallel::Progress;
use proptest::prelude::*;

fn read_path(path: &Path) -> Option<Records> {
    corpus::read_files(&[path.to_owned()], &ReadOptions::default(), &Progress::none()).ok()
}

/// The records of a file of these bytes; nothing where it is no file of papers.
fn read(bytes: &[u8]) -> Option<Records> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    std::fs::write(&path, bytes).unwrap();
    read_path(&path)
}

/// Papers without the places they were found at.
fn papers(bytes: &[u8]) -> Vec<Paper> {
    let records = read(bytes).unwrap_or_default();
    records.papers.into_iter().map(|paper| Paper { place: Place::default(), ..paper }).collect()
}

fn titles(text: &str) -> Vec<String> {
    papers(text.as_bytes()).into_iter().map(|paper| paper.title).collect()
}

/// Three records of every format; the middle one between its first and its last line.
fn three() -> [[String; 3]; 4] {
    let wos = |at: usize| {
        format!(
            "PT J\nAU Doe{at}, J\n   Roe, R\nTI On\n   maps {at}\nDE a; b\nCR X, 1999, Y\n   Z, 1998, W\nPY 200{at}\nUT W{at}\nER\n\n"
        )
    };
    let ris = |at: usize| {
        format!(
            "TY  - JOUR\nAU  - Doe{at}, J\nTI  - On\nmaps {at}\nKW  - a\nKW  - b\nPY  - 200{at}\nAN  - W{at}x\nER  - \n\n"
        )
    };
    let nbib = |at: usize| {
        format!(
            "PMID- 10{at}\nOWN - NLM\nSTAT- X\nTI  - On\n      maps {at}.\nFAU - Doe{at}, J\nOT  - a\nDP  - 200{at}\nSO  - x\n\n"
        )
    };
    let xml = |at: usize| {
        format!(
            "<record>\n<ref-type name=\"A\"/>\n<titles>\n<title>On\nmaps {at}</title>\n</titles>\n<author>Doe{at}</author>\n<year>200{at}</year>\n</record>\n"
        )
    };
    let mut all = [[1, 2, 3].map(ris), [1, 2, 3].map(wos), [1, 2, 3].map(nbib), [1, 2, 3].map(xml)];
    all[1][0].insert_str(0, "FN X\nVR 1.0\n");
    all[3][0].insert_str(0, "<xml><records>\n");
    all
}

#[test]
fn the_seeds_are_valid() {
    for records in three() {
        assert_eq!(titles(&records.concat()), ["On maps 1", "On maps 2", "On maps 3"]);
        assert_eq!(read(records.concat().as_bytes()).unwrap().problems, []);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_behind_a_mark_make_it_panic(mark in 0_usize..4, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let marks: [&[u8]; 4] = [b"TY  - JOUR\n", b"FN X\nPT J\n", b"PMID- 1\n", b"<xml><record><ref-type/>\n"];
        law::check_bytes(&[marks[mark], &bytes].concat());
    }

    #[test]
    fn a_damaged_record_costs_only_itself(format in 0_usize..4, line in any::<prop::sample::Index>(), all_behind in any::<bool>()) {
        let [first, middle, last] = three()[format].clone();
        let lines: Vec<&str> = middle.split_inclusive('\n').collect();
        let at = line.index(lines.len());
        let behind = if all_behind { "".to_owned() } else { lines[at + 1..].concat() };
        let damaged = lines[..at].concat() + &behind;
        let whole = papers(three()[format].concat().as_bytes());
        let records = read(format!("{first}{damaged}{last}").as_bytes()).unwrap();
        law::check_bytes(format!("{first}{damaged}{last}").as_bytes());
        let rest = papers(format!("{first}{damaged}{last}").as_bytes());
        prop_assert_eq!(rest.first(), whole.first());
        prop_assert_eq!(rest.last(), whole.last());
        // The record itself is a paper, or a problem, or was left out whole.
        prop_assert!(records.files[0].records == 3 || damaged.trim().is_empty());
    }

    #[test]
    fn line_ends_and_blank_lines_change_nothing(format in 0_usize..4, blank in 1_usize..4) {
        let text = three()[format].concat();
        let expected = papers(text.as_bytes());
        prop_assert_eq!(papers(text.replace('\n', "\r\n").as_bytes()), expected.clone());
        prop_assert_eq!(papers(text.replace('\n', "\r").as_bytes()), expected.clone());
        prop_assert_eq!(papers(text.replace('\n', &"\n".repeat(blank)).as_bytes()), expected);
    }

    #[test]
    fn what_was_written_is_read(
        records in prop::collection::vec(("[A-Z][a-zäß ,;:]{0,30}x", 1000_i32..3000, prop::collection::vec("[A-Z][a-z]{1,8}, [A-Z]", 0..4)), 1..8),
        format in 0_usize..2,
    ) {
        let mut text = String::new();
        for (title, year, authors) in &records {
            text += &match format {
                0 => format!("TY  - JOUR\n{}TI  - {title}\nPY  - {year}\nER  - \n", authors.iter().map(|name| format!("AU  - {name}\n")).collect::<String>()),
                _ => format!("PT J\n{}TI {title}\nPY {year}\nER\n", if authors.is_empty() { String::new() } else { format!("AU {}\n", authors.join("\n   ")) }),
            };
        }
        let read = papers(text.as_bytes());
        prop_assert_eq!(read.len(), records.len());
        for (paper, (title, year, authors)) in read.iter().zip(&records) {
            prop_assert_eq!(&paper.title, &title.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert_eq!(paper.year, Some(*year));
            let mut once = authors.clone();
            once.sort();
            once.dedup();
            prop_assert_eq!(paper.authors.len(), once.len());
        }
    }
}

#[test]
fn threads_and_blocks_change_nothing() {
    let words = "maps of science and of what it cites ".repeat(8);
    for format in 0..3 {
        let text: String = (0..6000)
            .map(|at| {
                let record = match format {
                    0 => format!("TY  - JOUR\nTI  - Paper {at}\nAB  - {words}\nAN  - W:{at}\nER  - \n\n"),
                    1 => format!("PT J\nTI Paper {at}\nAB {words}\nUT W:{at}\nER\n\n"),
                    _ => format!("PMID- {at}\nOWN - NLM\nTI  - Paper {at}\nAB  - {words}\n\n"),
                };
                if at % 1000 == 7 { record.replace("ER  - \n", "").replace("ER\n", "") } else { record }
            })
            .collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("papers");
        std::fs::write(&path, text).unwrap();
        let run = |threads| parallel::with_threads(threads, || read_path(&path).unwrap()).unwrap();
        let one = run(1);
        assert_eq!(one, run(4));
        assert!(one.papers.iter().enumerate().all(|(at, paper)| paper.title == format!("Paper {at}")));
        assert_eq!(one.papers.len(), 6000);
        assert_eq!(one.problems.len(), if format < 2 { 6 } else { 0 });
    }
}
