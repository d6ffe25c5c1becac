//! `[labels]`: clusters called by hand.

use crate::util::Place;

const DAILY: &str = include_str!("../data/daily-papers.jsonl");

/// The label of the cluster of a paper, and where it comes from.
fn called(place: &Place, report: &str, id: &str) -> (String, String) {
    let papers = place.table(&format!("{report}/tables/papers.csv"));
    let number = &papers.iter().find(|row| row["id"] == id).unwrap()["cluster"];
    let clusters = place.table(&format!("{report}/tables/clusters.csv"));
    let cluster = clusters.iter().find(|row| &row["cluster"] == number).unwrap();
    (cluster["label"].clone(), cluster["label_from"].clone())
}

#[test]
fn a_label_by_hand_survives_other_runs() {
    let place = Place::new();
    let paper = place.file("all.jsonl", DAILY);
    place.succeeds(&["run", paper, "--out", "plain"]);
    let papers = place.table("plain/tables/papers.csv");
    let id = &papers[0]["id"];
    let of_words = papers.iter().find(|row| row["cluster"] != papers[0]["cluster"]).unwrap();
    let (words, from) = called(&place, "plain", &of_words["id"]);
    assert_eq!(from, "terms");

    let labels = format!(
        "[labels]\n\"{id}\" = \"Bound | <to> a paper\"\n\"{words}\" = \"Bound to words\"\nnowhere = \"Lost\"\n"
    );
    place.file("workspace.toml", format!("[input]\npapers = [\"all.jsonl\"]\n{labels}"));
    let notes = place.bibliograph(&["run", "--out", "named"]).output().unwrap();
    let notes = String::from_utf8(notes.stderr).unwrap();
    assert!(notes.contains("The label \"Lost\" is not used"), "{notes}");
    assert_eq!(called(&place, "named", id), ("Bound | <to> a paper".into(), "hand".into()));
    assert_eq!(called(&place, "named", &of_words["id"]), ("Bound to words".into(), "hand".into()));
    assert!(place.text("named/report.html").contains("Bound | &lt;to&gt; a paper</h3>"));
    assert!(place.text("named/report.md").contains("**Label**: written by hand"));

    // Other papers, other settings, other numbers: the name goes with its paper.
    let ninety: String = DAILY.split_inclusive('\n').take(90).collect();
    place.file("all.jsonl", ninety);
    place.succeeds(&["run", "--out", "named", "--set", "clusters.resolution=2"]);
    assert_eq!(called(&place, "named", id), ("Bound | <to> a paper".into(), "hand".into()));
}
