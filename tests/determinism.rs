//! The same input, configuration and seed give the same bytes, whatever the number of threads.

use std::collections::BTreeMap;

use crate::util::{Place, SIX_PAPERS, contents, repository};

/// The files of a report but for `run.json`, which holds timings.
fn report(place: &Place, papers: &str, threads: &str) -> BTreeMap<String, Vec<u8>> {
    place.succeeds(&["run", papers, "--out", "out", "--threads", threads]);
    let mut files = contents(&place.path("out"));
    files.remove("run.json").unwrap();
    files
}

#[test]
fn one_and_two_and_five_threads_write_the_same_bytes() {
    let place = Place::new();
    let papers = repository("data/vis.csv").display().to_string();
    let one = report(&place, &papers, "1");
    for threads in ["2", "5"] {
        let more = report(&place, &papers, threads);
        assert_eq!(one.keys().collect::<Vec<_>>(), more.keys().collect::<Vec<_>>());
        for (name, bytes) in &one {
            assert!(*bytes == more[name], "{name} differs between 1 and {threads} threads");
        }
    }
}

#[test]
fn another_seed_may_change_the_map_but_not_the_links() {
    let place = Place::new();
    let papers = repository("data/daily-papers.jsonl").display().to_string();
    place.succeeds(&["run", &papers, "--out", "one", "--seed", "1"]);
    place.succeeds(&["run", &papers, "--out", "two", "--seed", "2"]);
    let (one, two) = (contents(&place.path("one")), contents(&place.path("two")));
    assert_eq!(one["tables/links.csv"], two["tables/links.csv"]);
}

#[test]
fn the_order_of_files_does_not_matter() {
    let place = Place::new();
    let lines: Vec<&str> = SIX_PAPERS.lines().collect();
    place.file("a.jsonl", lines[..2].join("\n"));
    place.file("b.jsonl", lines[2..4].join("\n"));
    place.file("c.jsonl", lines[4..].join("\n"));
    place.succeeds(&["run", "a.jsonl", "b.jsonl", "c.jsonl", "--out", "abc", "--set", "report.name=x"]);
    place.succeeds(&[
        "run",
        "c.jsonl",
        "a.jsonl",
        "b.jsonl",
        "a.jsonl",
        "--out",
        "cab",
        "--set",
        "report.name=x",
    ]);
    for table in ["papers", "links", "clusters"] {
        assert_eq!(
            place.text(&format!("abc/tables/{table}.csv")),
            place.text(&format!("cab/tables/{table}.csv")),
            "{table}"
        );
    }
}
