//! `bibliograph init`.

use crate::util::{Place, SIX_PAPERS};

#[test]
fn init_writes_a_workspace_that_runs() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["init", "papers.jsonl"]);
    let text = place.text("workspace.toml");
    assert!(text.contains("papers = [\"papers.jsonl\"]") && text.contains("# neighbours = 15"), "{text}");
    place.succeeds(&["run"]);
    assert!(place.path("reports/papers/report.md").is_file());
}

#[test]
fn init_elsewhere_still_finds_the_papers() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    std::fs::create_dir(place.path("study")).unwrap();
    place.succeeds(&["init", "papers.jsonl", "--out", "study/w.toml"]);
    place.succeeds(&["run", "study/w.toml"]);
    assert!(place.path("reports/papers/report.md").is_file());
}

#[test]
fn init_replaces_nothing_and_reads_before_it_writes() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.file("workspace.toml", "# mine\n");
    let message = place.fails(1, &["init", "papers.jsonl"]);
    assert!(message.contains("workspace.toml is there already"), "{message}");
    assert_eq!(place.text("workspace.toml"), "# mine\n");

    let message = place.fails(1, &["init", "nowhere.csv", "--out", "other.toml"]);
    assert!(message.contains("nowhere.csv"), "{message}");
    assert!(!place.path("other.toml").exists());
}
