//! Questions to a report: `similar`, `explain`, `suggest`.

use crate::util::{Place, repository};

/// Runs the analysis of the VIS papers; gives where they are.
fn vis(place: &Place) -> String {
    let papers = repository("data/vis.csv").display().to_string();
    place.succeeds(&["run", &papers]);
    papers
}

#[test]
fn a_report_answers_questions() {
    let place = Place::new();
    let papers = vis(&place);

    // Likely citations, with how well hidden ones are found.
    assert!(place.table("reports/vis/tables/missing.csv").len() > 1000);
    let card: serde_json::Value = serde_json::from_str(&place.text("reports/vis/run.json")).unwrap();
    assert!(card["quality"]["missing_citations"]["model"]["recall_at_10"].as_f64().unwrap() > 0.38);

    // A paper, by the beginning of its title, as JSON and as a page.
    let answer = place.succeeds(&[
        "similar",
        "--id",
        "The topology of symmetric",
        "--top",
        "3",
        "--format",
        "json",
        "--html",
        "page.html",
    ]);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let found = answer["papers"].as_array().unwrap();
    assert_eq!(found.len(), 3);
    assert!(found[0]["terms"][0]["share"].as_f64().unwrap() > 0.0);
    assert!(place.text("page.html").contains("<h2>1. "));

    // Words, as CSV: a line a paper below the header.
    let table = place.succeeds(&["similar", "tensor field topology", "--top", "4", "--format", "csv"]);
    assert_eq!(table.lines().count(), 5);
    assert!(table.lines().nth(1).unwrap().to_lowercase().contains("tensor"));

    // A link has parts; what is no link has reasons and a path.
    let linked = place.succeeds(&["explain", "10.1109/tvcg.2008.110", "10.1109/visual.2005.1532839"]);
    assert!(linked.contains("They are linked") && linked.contains("citations: "), "{linked}");
    let apart = place.succeeds(&["explain", "10.1109/visual.1990.146363", "10.1109/visual.2005.1532839"]);
    assert!(apart.contains("They are not linked") && apart.contains("The best path"), "{apart}");

    // A draft that cites one paper.
    place.file("draft.txt", "Tensor field topology\nWe extract lines; see 10.1109/visual.1994.346326.\n");
    let suggested = place.succeeds(&["suggest", "draft.txt", &papers, "--top", "3", "--format", "csv"]);
    assert_eq!(suggested.lines().count(), 4);
    assert!(!suggested.contains("10.1109/visual.1994.346326,"));
}

#[test]
fn questions_that_cannot_be_answered_are_told_why() {
    let place = Place::new();
    assert!(place.fails(2, &["similar", "maps"]).contains("--report"));
    assert!(place.fails(1, &["similar", "maps", "--report", "nowhere"]).contains("bibliograph run"));
    place.fails(2, &["similar"]);
    place.file("reports/a/index.bin", "bibliograph index 0\nand more");
    assert!(place.fails(1, &["similar", "maps"]).contains("another version"));
    place.file("reports/a/index.bin", "bibliograph index 1\nand more, but nonsense");
    assert!(place.fails(1, &["explain", "a", "b"]).contains("damaged"));
    place.file("few.csv", "title,year\nOn maps,1999\n");
    place.file("draft.txt", "On maps");
    assert!(place.fails(2, &["suggest", "draft.txt", "few.csv"]).contains("100 are needed"));
}
