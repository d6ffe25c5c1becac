//! What bad input gets: a message with place and remedy, never a panic, and the earlier report untouched.

use std::{fs, io::Write};

use crate::util::{Place, SIX_PAPERS, contents};

/// A place with a report in `out`, whose bytes must survive.
fn with_report() -> Place {
    let place = Place::new();
    place.file("good.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "good.jsonl", "--out", "out"]);
    place
}

/// The run fails with this status, says all of this, and leaves the earlier report as it was.
#[track_caller]
fn refused(place: &Place, status: i32, args: &[&str], says: &[&str]) {
    let before = contents(&place.path("out"));
    let message = place.fails(status, &[&["run", "--out", "out"], args].concat());
    for words in says {
        assert!(message.contains(words), "`{words}` is not in: {message}");
    }
    assert_eq!(before, contents(&place.path("out")), "the earlier report changed");
}

#[test]
fn files_that_are_no_papers() {
    let place = with_report();
    refused(&place, 1, &["nowhere.jsonl"], &["nowhere.jsonl", "no such file"]);
    fs::create_dir(place.path("folder")).unwrap();
    refused(&place, 1, &["folder"], &["folder"]);
    place.file("empty.csv", "");
    refused(&place, 1, &["empty.csv"], &["empty.csv", "empty"]);
    place.file("binary.csv", [0u8, 159, 146, 150, 1, 2, 3, 0, 255, 254].repeat(50));
    refused(&place, 1, &["binary.csv"], &["binary.csv"]);
    place.file("untitled.csv", "colour,price\nred,3\n");
    refused(&place, 1, &["untitled.csv"], &["untitled.csv", "title", "colour"]);
}

#[test]
fn truncated_archives() {
    let place = with_report();
    let long = SIX_PAPERS.repeat(500);
    let packed = zstd::encode_all(long.as_bytes(), 3).unwrap();
    place.file("cut.jsonl.zst", &packed[..packed.len() / 2]);
    refused(&place, 1, &["cut.jsonl.zst"], &["cut.jsonl.zst"]);

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(long.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    place.file("cut.jsonl.gz", &packed[..packed.len() / 2]);
    refused(&place, 1, &["cut.jsonl.gz"], &["cut.jsonl.gz"]);
}

#[test]
fn bad_records_are_counted_and_cost_only_themselves() {
    let place = Place::new();
    let lines = format!("{SIX_PAPERS}this is no json\n{{\"id\":\"x\",\"abstract\":\"no title here\"}}\n");
    place.file("some.jsonl", lines);
    place.succeeds(&["run", "some.jsonl", "--out", "out"]);
    assert_eq!(place.table("out/tables/papers.csv").len(), 6);
    let problems = place.table("out/tables/problems.csv");
    let places: Vec<(&str, &str)> =
        problems.iter().map(|row| (row["file"].as_str(), row["line"].as_str())).collect();
    assert_eq!(places, [("some.jsonl", "7"), ("some.jsonl", "8")]);
    assert!(problems.iter().all(|row| !row["reason"].is_empty() && !row["remedy"].is_empty()));
    assert!(problems[1]["reason"].contains("title"), "{problems:?}");

    let message = place.fails(1, &["run", "some.jsonl", "--strict"]);
    assert!(message.contains("some.jsonl:7"), "{message}");
}

#[test]
fn two_records_with_one_id() {
    let place = Place::new();
    let second = r#"{"id":"a1","title":"Something else altogether about cooking","year":1999}"#;
    place.file("twice.jsonl", format!("{SIX_PAPERS}{second}\n"));
    place.succeeds(&["run", "twice.jsonl", "--out", "out"]);
    assert_eq!(place.table("out/tables/papers.csv").len(), 7, "both papers stay");
    let problems = place.table("out/tables/problems.csv");
    assert!(problems.iter().any(|row| row["line"] == "7" && row["reason"].contains("a1")), "{problems:?}");
}

#[test]
fn configuration_that_cannot_be_meant() {
    let place = with_report();
    place.file("w.toml", "[input]\npapers = [\"good.jsonl\"]\n[graph]\nneighbors = 5\n");
    refused(&place, 2, &["w.toml"], &["w.toml:4", "graph.neighbors", "did you mean `graph.neighbours`?"]);
    place.file("w.toml", "[input]\npapers = [\"good.jsonl\"]\n[clusters]\nresolution = -1\n");
    refused(&place, 2, &["w.toml"], &["w.toml:4", "clusters.resolution", "-1", "a number from"]);
    refused(&place, 2, &["good.jsonl", "--set", "clusters.resolution=-1"], &["clusters.resolution", "-1"]);
    place.file("w.toml", "[input\n");
    refused(&place, 2, &["w.toml"], &["w.toml:1", "not TOML"]);
    place.file("w.toml", "[report]\nname = \"x\"\n");
    refused(&place, 2, &["w.toml"], &["input.papers"]);
    place.file("w.toml", "[input]\npapers = [\"good.jsonl\"]\n[report]\nname = \"../../etc\"\n");
    refused(&place, 2, &["w.toml"], &["report.name"]);
    refused(&place, 2, &["--no-such-flag"], &["--no-such-flag"]);
}

#[test]
fn a_place_that_cannot_be_written() {
    let place = with_report();
    let message = place.fails(1, &["run", "good.jsonl", "--out", "good.jsonl"]);
    assert!(message.contains("good.jsonl") && message.contains("--out"), "{message}");
    let message = place.fails(1, &["run", "good.jsonl", "--out", "good.jsonl/report"]);
    assert!(message.contains("good.jsonl") && message.contains("--out"), "{message}");
    // A folder of somebody else's is not replaced.
    place.file("thesis/chapter.tex", "mine");
    let message = place.fails(1, &["run", "good.jsonl", "--out", "thesis"]);
    assert!(message.contains("no report of bibliograph"), "{message}");
    assert_eq!(place.text("thesis/chapter.tex"), "mine");
}

#[test]
fn tiny_corpora_and_papers_that_share_nothing() {
    for (papers, lines) in [
        (1, r#"{"title":"Alone"}"#),
        (2, "{\"title\":\"Alone\"}\n{\"title\":\"Together\"}"),
        (3, "{\"title\":\"Apples\"}\n{\"title\":\"Zebras\"}\n{\"title\":\"Quarks\"}"),
    ] {
        let place = Place::new();
        place.file("tiny.jsonl", lines);
        place.succeeds(&["run", "tiny.jsonl", "--out", "out"]);
        assert_eq!(place.table("out/tables/papers.csv").len(), papers);
        assert!(place.table("out/tables/links.csv").is_empty());
        assert!(place.path("out/map.png").is_file() && place.path("out/report.md").is_file());
    }
    // All records are bad: an empty corpus is still a report, and says so.
    let place = Place::new();
    place.file("none.jsonl", "{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    place.succeeds(&["run", "none.jsonl", "--out", "out"]);
    assert!(place.table("out/tables/papers.csv").is_empty());
    assert_eq!(place.table("out/tables/problems.csv").len(), 2);
    // Yet it replaces none of papers.
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "papers.jsonl", "--out", "out"]);
    refused(&place, 1, &["none.jsonl"], &["no record became a paper", "out is left as it is"]);
    assert_eq!(place.table("out/tables/papers.csv").len(), 6);
}

#[test]
fn a_year_that_has_begun_shrinks_nothing_and_unknown_citations_are_no_zeros() {
    let topics = ["volume rendering of clouds", "graph drawing with edges", "flow fields along surfaces"];
    let (mut lines, mut line) = (String::new(), 0);
    for (year, papers) in (2001..=2010).map(|year| (year, 4)).chain([(2011, 1)]) {
        for topic in topics {
            for _ in 0..papers {
                line += 1;
                lines += &format!(
                    "{{\"id\": \"{line}\", \"title\": \"{topic} {line}\", \"year\": {year}, \"authors\": [\"A. Doe\"]}}\n"
                );
            }
        }
    }
    let place = Place::new();
    place.file("papers.jsonl", &lines);
    place.succeeds(&["run", "papers.jsonl", "--out", "out"]);
    let papers = place.table("out/tables/papers.csv");
    for cluster in place.table("out/tables/clusters.csv") {
        let years = |from: i32, to: i32| {
            let within = |row: &&std::collections::BTreeMap<String, String>| {
                row["cluster"] == cluster["cluster"] && (from..=to).contains(&row["year"].parse().unwrap())
            };
            papers.iter().filter(within).count() as f64
        };
        let expected = years(2006, 2010) / years(2001, 2005) - 1.0;
        assert!((cluster["growth"].parse::<f64>().unwrap() - expected).abs() < 1e-9, "{cluster:?}");
    }
    let author = &place.table("out/tables/authors.csv")[0];
    assert_eq!((author["citations"].as_str(), author["h_index"].as_str()), ("", ""));
}

#[test]
fn a_draft_is_text_and_a_table_with_other_names_is_told_how_to_be_read() {
    let place = with_report();
    place.file("a.pdf", "%PDF-1.7 endobj");
    let message = place.fails(2, &["similar", "--report", "out", "--file", "a.pdf"]);
    assert!(message.contains("is a PDF document; save it as plain text"), "{message}");
    place.file("odd.csv", "Name of the paper,Of\nOn clouds,2001\nOn trees,2002\n");
    let message = place.fails(1, &["inspect", "odd.csv"]);
    assert!(message.contains("--columns \"title=...\""), "{message}");
}

#[test]
fn text_of_papers_is_never_trusted() {
    let place = Place::new();
    let hostile = r#"{"id":"=cmd|' /C calc'!A0","title":"<script>alert(1)</script> | [x](javascript:alert(1)) \u202e\u0000","abstract":"</title><svg onload=alert(1)>","url":"javascript:alert(1)","venue":"@SUM(A1)","authors":["=1+1"]}"#;
    let other = r#"{"id":"ok","title":"<script>alert(1)</script> again"}"#;
    place.file("hostile.jsonl", format!("{hostile}\n{other}\n"));
    place.succeeds(&["run", "hostile.jsonl", "--out", "out"]);
    for page in ["out/report.md", "out/report.html", "out/map.svg"] {
        let text = place.text(page);
        assert!(!text.contains("<script>alert") && !text.contains("<svg onload"), "{page}");
        assert!(!text.contains("href=\"javascript:"), "{page}");
    }
    // In Markdown a bracket behind a backslash is a bracket, not a link.
    assert!(!place.text("out/report.md").replace("\\]", "").contains("](javascript:"));
    for row in place.table("out/tables/papers.csv") {
        for cell in row.values() {
            let formula = cell.starts_with(['=', '@', '\t', '\r'])
                || (cell.starts_with(['+', '-']) && cell.parse::<f64>().is_err());
            assert!(!formula, "{cell}");
        }
    }
}
