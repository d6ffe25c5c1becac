//! `convert`: papers of any files in another format.

use crate::util::{Place, SIX_PAPERS, shared};

#[test]
fn papers_come_back_from_every_format() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    for out in ["papers.bib", "papers.csv", "papers.json", "again.jsonl"] {
        place.succeeds(&["convert", "papers.jsonl", out]);
        let card: serde_json::Value =
            serde_json::from_str(&place.succeeds(&["inspect", "--format", "json", out])).unwrap();
        assert_eq!(card["papers"], 6, "{out}");
        assert_eq!(card["files"][0]["skipped"], 0, "{out}");
    }
    place.succeeds(&["convert", "papers.bib", "papers.ris"]);
    let ris = place.text("papers.ris");
    assert_eq!(ris.matches("\nER  - ").count(), 6);
    assert!(ris.contains("AU  - Ada Byron\n") && ris.contains("PY  - 2001\n"), "{ris}");
}

#[test]
fn an_existing_file_stays_unless_forced() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.file("out.bib", "precious");
    let message = place.fails(2, &["convert", "papers.jsonl", "out.bib"]);
    assert!(message.contains("out.bib") && message.contains("--force"), "{message}");
    assert_eq!(place.text("out.bib"), "precious");
    place.succeeds(&["convert", "papers.jsonl", "out.bib", "--force"]);
    assert!(place.text("out.bib").starts_with("@article{a1,"));
}

#[test]
fn a_dash_is_standard_output() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    for _ in 0..2 {
        let bibtex = place.succeeds(&["convert", "papers.jsonl", "-", "--to", "bibtex"]);
        assert!(bibtex.starts_with("@article{a1,"), "{bibtex}");
    }
    assert!(!place.path("-").exists());
    place.fails(2, &["convert", "papers.jsonl", "-"]);
}

#[test]
fn what_is_lost_or_wrong_is_said() {
    let place = Place::new();
    place.file("papers.jsonl", format!("{SIX_PAPERS}{{\"year\": 2000}}\n"));
    let output =
        place.bibliograph(&["convert", "papers.jsonl", "out.json"]).assert().success().get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("out.json: 6 papers as csl-json; 0 records repaired, 1 skipped"), "{said}");
    assert!(said.contains("csl-json has no place for references: left out of 4 papers"), "{said}");
    assert!(said.contains("papers.jsonl:7: the record has no title"), "{said}");
    let quiet = place
        .bibliograph(&["--quiet", "convert", "papers.jsonl", "q.ris"])
        .assert()
        .success()
        .get_output()
        .clone();
    assert!(quiet.stderr.is_empty());
}

#[test]
fn wrong_usage_leaves_nothing_behind() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    assert!(place.fails(2, &["convert", "papers.jsonl", "out.xyz"]).contains("--to"));
    assert!(
        place.fails(2, &["convert", "papers.jsonl", "out", "--to", "docx"]).contains("ris, bibtex, csl-json")
    );
    place.fails(1, &["convert", "absent.bib", "out.bib"]);
    place.fails(1, &["convert", "papers.jsonl", "nowhere/out.bib"]);
    place.file("bad.jsonl", "{\"title\": \n");
    place.fails(1, &["convert", "bad.jsonl", "out.bib", "--strict"]);
    let names: Vec<_> =
        std::fs::read_dir(place.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[test]
fn a_real_export_becomes_json_lines() {
    let Some(path) = shared("exports/wos.bib") else { return };
    let place = Place::new();
    place.succeeds(&["convert", path.to_str().unwrap(), "wos.jsonl"]);
    assert_eq!(place.text("wos.jsonl").lines().count(), 236);
}
