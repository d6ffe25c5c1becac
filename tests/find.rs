//! Questions to a report: `similar`, `explain`, `suggest`.

use std::{fs, path::Path};

use crate::program::{bibliograph, sample};

/// Runs the analysis of the VIS papers into `folder/vis`.
fn report(folder: &Path) {
    bibliograph()
        .current_dir(folder)
        .args(["run", "--out", "reports/vis", "--set", "map.width=200", "--set", "map.height=200"])
        .arg(sample("vis.csv"))
        .assert()
        .success();
}

fn printed(folder: &Path, args: &[&str]) -> String {
    let output = bibliograph().current_dir(folder).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_report_answers_questions() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    report(folder);

    // Likely citations, with how well hidden ones are found.
    let missing = fs::read_to_string(folder.join("reports/vis/tables/missing.csv")).unwrap();
    assert!(missing.lines().count() > 1000);
    let card: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(folder.join("reports/vis/run.json")).unwrap()).unwrap();
    assert!(card["quality"]["missing_citations"]["model"]["recall_at_10"].as_f64().unwrap() > 0.38);

    // A paper, by the beginning of its title, as JSON and as a page.
    let answer = printed(
        folder,
        &["similar", "--id", "The topology of symmetric", "--top", "3", "--format", "json", "--html", "page.html"],
    );
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let papers = answer["papers"].as_array().unwrap();
    assert_eq!(papers.len(), 3);
    assert!(papers[0]["terms"][0]["share"].as_f64().unwrap() > 0.0);
    assert!(fs::read_to_string(folder.join("page.html")).unwrap().contains("<h2>1. "));

    // Words, as CSV: a line a paper below the header.
    let table = printed(folder, &["similar", "tensor field topology", "--top", "4", "--format", "csv"]);
    assert_eq!(table.lines().count(), 5);
    assert!(table.lines().nth(1).unwrap().to_lowercase().contains("tensor"));

    // A link has parts; what is no link has reasons and a path.
    let linked = printed(folder, &["explain", "10.1109/tvcg.2008.110", "10.1109/visual.2005.1532839"]);
    assert!(linked.contains("They are linked") && linked.contains("citations: "), "{linked}");
    let apart = printed(folder, &["explain", "10.1109/visual.1990.146363", "10.1109/visual.2005.1532839"]);
    assert!(apart.contains("They are not linked") && apart.contains("The best path"), "{apart}");

    // A draft that cites one paper.
    fs::write(folder.join("draft.txt"), "Tensor field topology\nWe extract lines; see 10.1109/visual.1994.346326.\n").unwrap();
    let vis = sample("vis.csv").display().to_string();
    let suggested = printed(folder, &["suggest", "draft.txt", &vis, "--top", "3", "--format", "csv"]);
    assert_eq!(suggested.lines().count(), 4);
    assert!(!suggested.contains("10.1109/visual.1994.346326,"));
}

#[test]
fn questions_that_cannot_be_answered_are_told_why() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let failed = |args: &[&str]| {
        let output = bibliograph().current_dir(folder).args(args).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (status, message) = failed(&["similar", "maps"]);
    assert!(status == 2 && message.contains("--report"), "{message}");

    fs::create_dir_all(folder.join("reports/a")).unwrap();
    fs::write(folder.join("reports/a/index.bin"), "bibliograph index 0\nand more").unwrap();
    let (status, message) = failed(&["similar", "maps"]);
    assert!(status == 1 && message.contains("another version"), "{message}");
    fs::write(folder.join("reports/a/index.bin"), "bibliograph index 1\nand more, but nonsense").unwrap();
    let (status, message) = failed(&["explain", "a", "b"]);
    assert!(status == 1 && message.contains("damaged"), "{message}");
    let (status, _) = failed(&["similar"]);
    assert_eq!(status, 2);
}
