//! `bibliograph compare`: what changed between two reports.

use std::fs;

use crate::util::Place;

const DAILY: &str = include_str!("../data/daily-papers.jsonl");

/// Reports of the first 70 of the daily papers and of all but the first two.
fn two_reports() -> Place {
    let place = Place::new();
    let lines: Vec<&str> = DAILY.split_inclusive('\n').collect();
    place.file("before.jsonl", lines[..70].concat());
    place.file("after.jsonl", lines[2..].concat());
    place.succeeds(&["run", "before.jsonl", "--out", "old"]);
    place.succeeds(&["run", "after.jsonl", "--out", "new", "--set", "clusters.resolution=1.5"]);
    place
}

#[test]
fn papers_topics_and_settings_that_changed_are_told() {
    let place = two_reports();
    let text = place.succeeds(&["compare", "old", "new"]);
    let added = DAILY.lines().count() - 70;
    assert!(
        text.contains(&format!(
            "68 papers of the later report are in the earlier one, too; {added} are new, 2 are gone."
        )),
        "{text}"
    );
    assert!(text.contains("| clusters.resolution | 1.0 | 1.5 |"), "{text}");
    assert!(text.contains("| input before.jsonl | 70 records"), "{text}");

    place.succeeds(&["compare", "old", "new", "--out", "diff"]);
    let papers = place.table("diff/papers.csv");
    let how_many = |change: &str| papers.iter().filter(|row| row["change"] == change).count();
    assert_eq!((how_many("added"), how_many("gone")), (added, 2));
    assert_eq!(papers.len(), DAILY.lines().count());
    assert!(papers.iter().all(|row| (row["change"] == "gone") == row["new_cluster"].is_empty()));

    // Each topic of either report stands in the table, and sizes are those of the reports.
    let topics = place.table("diff/topics.csv");
    for (report, side) in [("old", "old"), ("new", "new")] {
        for cluster in place.table(&format!("{report}/tables/clusters.csv")) {
            let of = |row: &&std::collections::BTreeMap<String, String>| {
                row[&format!("{side}_cluster")] == cluster["cluster"]
            };
            let Some(row) = topics.iter().find(of) else {
                // An earlier topic whose papers went apart has a row as well: that it is gone.
                panic!("{side} cluster {} is missing", cluster["cluster"]);
            };
            assert_eq!(row[&format!("{side}_size")], cluster["size"]);
        }
    }
    assert!(fs::read_to_string(place.path("diff/compare.html")).unwrap().contains("<h2>Topics</h2>"));
    // Once more over its own files, with the same bytes.
    let before = place.text("diff/compare.md");
    place.succeeds(&["compare", "old", "new", "--out", "diff"]);
    assert_eq!(place.text("diff/compare.md"), before);
}

#[test]
fn a_report_and_its_copy_do_not_differ() {
    let place = Place::new();
    place.file("papers.jsonl", DAILY);
    place.succeeds(&["run", "papers.jsonl", "--out", "a"]);
    place.succeeds(&["run", "papers.jsonl", "--out", "b"]);
    let text = place.succeeds(&["compare", "a", "b"]);
    assert!(text.contains("0 are new, 0 are gone"), "{text}");
    assert!(text.contains("adjusted mutual information 1.00, adjusted Rand index 1.00"), "{text}");
    assert!(!text.contains("splits off") && !text.contains("differ"), "{text}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let place = two_reports();
    let fails = |arguments: &[&str]| place.fails(1, &[&["compare"], arguments].concat());
    assert!(fails(&["old", "old/"]).contains("the same folder"));
    assert!(fails(&["old", "nowhere"]).contains("nowhere: no report on papers"));
    place.file("taken/mine.txt", "mine");
    assert!(fails(&["old", "new", "--out", "taken"]).contains("--out"));
    assert_eq!(place.text("taken/mine.txt"), "mine");
    place.file("bad/tables/papers.csv", "id,title\na,b\n");
    assert!(fails(&["old", "bad"]).contains("no column `cluster`"));
    place.file("worse/tables/papers.csv", "id,title,cluster\na,b,one\n");
    assert!(fails(&["old", "worse"]).contains("worse/tables/papers.csv:2: `one` is no cluster"));
    // A table alone can be compared, and what is missing is told.
    place.file("bare/tables/papers.csv", "id,title,cluster\na,b,1\n");
    let text = place.succeeds(&["compare", "old", "bare"]);
    assert!(text.contains("With no paper in common") && text.contains("run.json cannot be read"), "{text}");
}
