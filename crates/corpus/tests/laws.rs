//! Laws that hold for any input: no bytes make a reader panic, and what does not matter changes nothing.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../fuzz/src/law.rs"]
mod law;

use std::fmt::Write;

use corpus::{Corpus, Paper, ReadOptions};
use parallel::Progress;
use proptest::prelude::*;

/// The corpus of a file of these bytes; nothing where it is no file of papers.
fn read(bytes: &[u8]) -> Option<Corpus> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    std::fs::write(&path, bytes).unwrap();
    corpus::read(&[path], &ReadOptions::default(), &Progress::none()).ok()
}

/// Papers without the places they were found at.
fn papers(bytes: &[u8]) -> Vec<Paper> {
    let corpus = read(bytes).unwrap_or_default();
    corpus.papers.into_iter().map(|paper| Paper { place: corpus::Place::default(), ..paper }).collect()
}

/// Small valid files of every format.
fn seeds() -> [String; 8] {
    let prose = "We show that a page of papers can be read. Code is at https://github.com/a/b. ".repeat(4);
    [
        r#"{"meta": {}, "results": [{"id": "https://openalex.org/W1", "title": "On <i>maps</i> &amp; more", "abstract_inverted_index": {"We": [0], "map": [1]}, "ids": {"pmid": "1"}, "referenced_works": ["https://openalex.org/W2"]}], "x": {"y": 1}}
{"results": [{"id": "https://openalex.org/W2", "title": "On trees", "authors_parsed": [["Doe", "J."]], "categories": "cs.LG"}]}"#
            .to_owned(),
        "Authors,Title,References,Source,EID\n\"Doe J., Roe R.\",On maps,\"Poe, E., (1999) J, 1; Moe, A., B (2001) K\",Scopus,1\n\"Doe, J.\",On trees,\"Poe, E.; Moe, A., B, K, (2001); Woe, (1999)\",Scopus,2\n".to_owned(),
        "\"About the data\"\nPublication ID,Title,Authors,Cited references\npub.1,On maps,\"Doe, J; Roe, R\",\"[Poe|Other|J|2001|||1|10.1000/2|p];[Moe|K|L|1999]\"\npub.2,On trees,\"Roe, R\",\n".to_owned(),
        "{\"id\": 1, \"title\": \"On maps\", \"year\": 1999, \"authors\": [\"A B\"], \"abstract\": \"x https://github.com/a/b\"}\n{\"id\": 2, \"title\": \"On trees\", \"references\": [1]}\n".to_owned(),
        "[{\"title\": \"On maps\", \"doi\": \"10.1000/1\"},\n {\"title\": \"On trees\", \"authors\": [{\"given\": \"A\", \"family\": \"B\"}]}]".to_owned(),
        "\u{feff}Title,Year,Authors\n\"On, maps\",1999,\"Doe, J.; Roe, R.\"\nOn trees,2001,\n".to_owned(),
        "title\tyear\tkeywords\nOn maps\t1999\ta; b\nOn trees\t2001\t\n".to_owned(),
        format!("News\n\nOn maps\n\n{prose}\n\nOn trees\n\n{prose}\n"),
    ]
}

/// The files that the fuzz targets begin with.
fn fuzz_seeds() -> Vec<Vec<u8>> {
    let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds")).unwrap();
    let files = folders.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap());
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn the_seeds_are_valid() {
    for seed in seeds() {
        assert_eq!(papers(seed.as_bytes()).len(), 2, "{seed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        law::check_bytes(&bytes);
    }

    /// The body of the fuzz targets, on their seeds, so that it runs on any compiler.
    #[test]
    fn no_damage_to_a_seed_breaks_a_law(
        seed in prop::sample::select(fuzz_seeds()),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..8),
    ) {
        let mut bytes = seed;
        for (at, byte, kind) in edits {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        law::check_bytes(&bytes);
    }

    #[test]
    fn line_ends_and_blank_lines_change_nothing(seed in 0_usize..7, blank in 1_usize..4) {
        let text = &seeds()[seed];
        let expected = papers(text.as_bytes());
        prop_assert_eq!(papers(text.replace('\n', "\r\n").as_bytes()), expected.clone());
        prop_assert_eq!(papers(text.replace('\n', &"\n".repeat(blank)).as_bytes()), expected);
    }

    #[test]
    fn what_was_written_is_read(
        rows in prop::collection::vec(("[A-Za-zäß ,;\"']{1,20}x", prop::option::of(1000_i32..3000), prop::collection::vec("[A-Z][a-z]{1,8} [A-Z][a-z]{1,8}", 0..4)), 1..8)
    ) {
        let mut lines = String::new();
        for (at, (title, year, authors)) in rows.iter().enumerate() {
            let text = |text: &str| format!("\"{}\"", text.replace('"', "\\\""));
            let authors = authors.iter().map(|name| text(name)).collect::<Vec<_>>().join(",");
            let year = year.map_or("null".to_owned(), |year| year.to_string());
            writeln!(lines, "{{\"id\":{at},\"title\":{},\"year\":{year},\"authors\":[{authors}]}}", text(title)).unwrap();
        }
        let corpus = read(lines.as_bytes()).unwrap();
        for (at, (title, year, authors)) in rows.into_iter().enumerate() {
            // Another record may have been merged into this one, but then it stays under its own id.
            let Some(paper) = corpus.papers.iter().find(|paper| paper.id == at.to_string()) else {
                prop_assert!(corpus.duplicates.iter().any(|duplicate| duplicate.merged == at.to_string()));
                continue;
            };
            prop_assert_eq!(&paper.title, &title.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert!(year.is_none() || paper.year == year);
            let mut once: Vec<String> = Vec::new();
            for name in authors {
                if !once.contains(&name) {
                    once.push(name);
                }
            }
            prop_assert!(once.is_empty() || paper.authors == once);
        }
    }
}

#[test]
fn threads_change_nothing() {
    let mut lines = String::new();
    for at in 0..5000 {
        let _ = writeln!(
            lines,
            "{{\"id\":\"{at}\",\"title\":\"Paper {} of many\",\"year\":{},\"references\":[\"{}\",\"{}\"]}}",
            at % 4000,
            1900 + at % 100,
            at / 2,
            at * 7 % 6000
        );
        if at % 500 == 0 {
            lines.push_str("{\"title\": }\n");
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.jsonl");
    std::fs::write(&path, lines).unwrap();
    let run = |threads| {
        let read =
            || corpus::read(std::slice::from_ref(&path), &ReadOptions::default(), &Progress::none()).unwrap();
        parallel::with_threads(threads, read).unwrap()
    };
    let one = run(1);
    assert_eq!(one, run(4));
    assert_eq!(one.problems.len(), 10);
    assert!(one.citations.is_sorted() && one.citations.len() > 5000);
}
