//! `check-references`: what is wrong in a list of references, for people and for programs.

use serde_json::Value;

use crate::util::{Place, SIX_PAPERS};

/// One sound reference, and three that are not.
const BIBTEX: &str = "@article{sound,
  author = {Byron, A.},
  title = {Volume Rendering of Large Fluid Simulations},
  journal = {Vis}, year = 2001
}
@article{stolen,
  author = {Quirk, Zoe},
  title = {Transfer functions for volume rendering},
  year = 2002
}
@article{madeup,
  author = {Dahl, C.},
  title = {Quantum bundling of hyperbolic recipes},
  year = 2003,
  doi = {10.1000nothing}
}
@article{double,
  author = {Ada Byron},
  title = {Volume rendering of large fluid simulations},
  year = 2001
}
";

fn place() -> Place {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.file("refs.bib", BIBTEX);
    place
}

fn stdout(place: &Place, status: i32, args: &[&str]) -> String {
    let output = place.bibliograph(args).assert().code(status).get_output().clone();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn people_read_file_line_what_and_remedy() {
    let place = place();
    let said = stdout(&place, 1, &["check-references", "refs.bib", "--against", "papers.jsonl"]);
    assert!(!said.contains("sound: "), "{said}");
    for line in [
        "refs.bib:6: error: stolen: the author is “Ada Byron; Bo Chen”, not “Quirk, Zoe” [author-differs]",
        "    look the paper up: such references are often made up",
        "    known as: Ada Byron; Bo Chen (2002) Transfer functions for volume rendering Vis (id a2)",
        "refs.bib:11: error: madeup: “10.1000nothing” is no DOI [malformed]",
        "[not-found]",
        "refs.bib:17: warning: double: it is the same work as sound on line 1 [duplicate]",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
    let message = place.fails(1, &["check-references", "refs.bib", "--against", "papers.jsonl"]);
    assert!(message.contains("4 references against 6 papers"), "{message}");
    assert!(message.contains("2 with errors, 1 with warnings, 1 verified"), "{message}");
}

#[test]
fn the_status_goes_by_the_level() {
    let place = place();
    let check = |level| ["check-references", "refs.bib", "--against", "papers.jsonl", "--fail-on", level];
    stdout(&place, 1, &check("error"));
    stdout(&place, 0, &check("never"));
    place.file("sound.txt", "A. Byron, “Volume rendering of large fluid simulations,” Vis, 2000.\n");
    let sound = |level| ["check-references", "sound.txt", "--against", "papers.jsonl", "--fail-on", level];
    stdout(&place, 0, &sound("warning"));
    stdout(&place, 1, &sound("note"));
    stdout(&place, 1, &["check-references", "sound.txt", "--against", "papers.jsonl", "--year", "1998"]);
}

#[test]
fn programs_read_json_csv_and_sarif() {
    let place = place();
    let check = |format| ["check-references", "refs.bib", "--against", "papers.jsonl", "--format", format];
    let json: Value = serde_json::from_str(&stdout(&place, 1, &check("json"))).unwrap();
    let verdicts: Vec<_> =
        json["references"].as_array().unwrap().iter().map(|one| one["verdict"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["verified", "author-differs", "malformed", "duplicate"]);
    assert_eq!(json["references"][1]["findings"][0]["known"], "Ada Byron; Bo Chen");

    let rows = stdout(&place, 1, &check("csv"));
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(rows.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!((&rows[0][4], &rows[1][4], &rows[1][10]), ("verified", "author-differs", "a2"));

    let sarif: Value = serde_json::from_str(&stdout(&place, 1, &check("sarif"))).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        assert_eq!(rules[result["ruleIndex"].as_u64().unwrap() as usize]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "refs.bib");
        assert!(place["region"]["startLine"].as_u64().unwrap() > 0);
    }
    assert_eq!(run["results"].as_array().unwrap().len(), 4);
}

#[test]
fn without_papers_those_of_the_workspace_are_taken() {
    let place = place();
    let message = place.fails(2, &["check-references", "refs.bib"]);
    assert!(message.contains("workspace.toml") && message.contains("--against"), "{message}");
    place.file("workspace.toml", "[input]\npapers = [\"papers.jsonl\"]\n");
    assert!(stdout(&place, 1, &["check-references", "refs.bib"]).contains("stolen"));
}

#[test]
fn hostile_lists_are_told_in_a_sentence() {
    let place = place();
    place.file("empty.bib", " \n");
    place.file("binary.bib", [0, 159, 146, 150, 0, 1, 2, 3, 0, 0]);
    place.file("words.txt", "12 34\n--\n");
    for (list, words) in [
        ("absent.bib", "absent.bib: cannot be read"),
        ("empty.bib", "empty.bib: there is no reference in it"),
        ("binary.bib", "binary.bib: the file holds binary data"),
        ("words.txt", "there is no reference in it"),
        (".", "cannot be read"),
    ] {
        let message = place.fails(1, &["check-references", list, "--against", "papers.jsonl"]);
        assert!(message.contains(words), "{list}: {message}");
    }
    place.file(
        "long.txt",
        format!("[1] {}\n[2] A. Byron. A \u{1b}[31mred\u{7} title. 2001.\n", "word ".repeat(250_000)),
    );
    let said = stdout(&place, 1, &["check-references", "long.txt", "--against", "papers.jsonl"]);
    assert!(said.contains("only the first 4000 characters") && said.len() < 5000, "{}", said.len());
    assert!(!said.contains('\u{1b}') && !said.contains('\u{7}'), "{said:?}");
    place.file("bad.bib", "@misc{x, note = {no title}}\n@article{y, title = {Edge bundling for graph drawing}, author = {C. Dahl}, year = 2004}");
    let said = stdout(&place, 1, &["check-references", "bad.bib", "--against", "papers.jsonl"]);
    assert!(
        said.contains("bad.bib:1: warning: the record \"x\" has no title [unreadable]")
            && !said.contains("bad.bib:2"),
        "{said}"
    );
}
