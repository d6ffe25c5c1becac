//! Every relation from file to link: what it gives, what it shows for it, and what is said when it gives nothing.

use crate::util::{Place, SIX_PAPERS, shared};

/// Two papers with no word in common but a keyword, that cite the same works, share an author, and are cited together.
const RELATED: &str = r#"{"id":"p1","title":"Apples","authors":["Doe, J."],"keywords":["Orchards"],"references":["Old J, 1950, NATURE, V1, P1","10.1/rare"]}
{"id":"p2","title":"Quarks","authors":["DOE J"],"keywords":["orchards"],"references":["10.1/rare","Old J, 1950, NATURE, V1, P1"]}
{"id":"p3","title":"Zebras","references":["p1","p2"]}
"#;

const ALL_ON: [&str; 8] = [
    "--set",
    "graph.coupling=1",
    "--set",
    "graph.cocitation=1",
    "--set",
    "graph.authors=1",
    "--set",
    "graph.keywords=1",
];

fn run(place: &Place, more: &[&str]) {
    place.succeeds(&[&["run", "papers.jsonl", "--out", "out"], more].concat());
}

#[test]
fn a_link_shows_what_each_relation_rests_on() {
    let place = Place::new();
    place.file("papers.jsonl", RELATED);
    run(&place, &ALL_ON);
    let links = place.table("out/tables/links.csv");
    let link = links.iter().find(|row| row["source"] == "p1" && row["target"] == "p2").unwrap();
    for relation in ["coupling", "cocitation", "authors", "keywords"] {
        assert_eq!(link[relation], "1.0", "{relation}: {link:?}");
    }
    // The keyword is a term, too, and the only one.
    assert_eq!(
        (link["terms"].as_str(), link["vectors"].as_str(), link["weight"].as_str()),
        ("1.0", "", "5.0")
    );
    assert!(link["shared_references"].contains("Old J, 1950, NATURE, V1, P1"), "{link:?}");
    assert!(link["shared_references"].contains("10.1/rare"), "{link:?}");
    assert_eq!(link["cited_together_by"], "p3");
    assert_eq!((link["shared_authors"].as_str(), link["shared_keywords"].as_str()), ("Doe, J.", "Orchards"));
    let graph = place.text("out/graph.graphml");
    assert!(graph.contains("for=\"edge\" attr.name=\"cocitation\""));
    let card: serde_json::Value = serde_json::from_str(&place.text("out/run.json")).unwrap();
    assert_eq!(card["counts"]["links_by"]["coupling"], 1);
}

#[test]
fn what_was_not_asked_for_is_empty() {
    let place = Place::new();
    place.file("papers.jsonl", RELATED);
    run(&place, &[]);
    let links = place.table("out/tables/links.csv");
    assert!(links.iter().all(|link| link["coupling"].is_empty() && link["shared_references"].is_empty()));
}

#[test]
fn a_relation_that_can_give_nothing_says_why() {
    let place = Place::new();
    place.file(
        "papers.jsonl",
        r#"{"id":"1","title":"Birds of the sea"}
{"id":"2","title":"Birds of the land"}"#,
    );
    run(&place, &ALL_ON);
    let report = place.text("out/report.md");
    for reason in
        ["no paper in these files lists references", "no paper names authors", "no paper has keywords"]
    {
        assert!(report.contains(reason), "{reason}\n{report}");
    }
}

#[test]
fn a_hub_is_named_and_ties_nobody() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    run(&place, &["--set", "graph.authors=1", "--set", "graph.authors_cap=2"]);
    let links = place.table("out/tables/links.csv");
    let of = |source: &str, target: &str| {
        let link = links.iter().find(|row| row["source"] == source && row["target"] == target).unwrap();
        link["authors"].parse::<f64>().unwrap()
    };
    // Bo Chen and Cy Dahl have two papers each, and paper a2 has two authors.
    assert_eq!((of("a2", "a3"), of("b1", "b2")), (1.0 / 2f64.sqrt(), 1.0));

    let lines: String = (0..4)
        .map(|number| {
            format!("{{\"id\":\"{number}\",\"title\":\"Title {number}\",\"keywords\":[\"Data\"]}}\n")
        })
        .collect();
    place.file("papers.jsonl", lines);
    run(&place, &["--set", "graph.keywords=1", "--set", "graph.keywords_cap=3"]);
    let report = place.text("out/report.md");
    assert!(report.contains("Data (4)") && report.contains("keywords\\_cap"), "{report}");
    let card: serde_json::Value = serde_json::from_str(&place.text("out/run.json")).unwrap();
    assert_eq!(card["limits"][0]["papers"], 4);
}

/// A NumPy file of two numbers a row.
fn npy(rows: &[[f32; 2]]) -> Vec<u8> {
    let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': ({}, 2), }}", rows.len());
    let mut bytes = b"\x93NUMPY\x01\x00\x76\x00".to_vec();
    bytes.extend(format!("{header:<117}\n").bytes());
    bytes.extend(rows.iter().flatten().flat_map(|number| number.to_le_bytes()));
    bytes
}

#[test]
fn vectors_that_are_brought_link_papers() {
    let place = Place::new();
    place.file("papers.jsonl", RELATED);
    place.file("v.npy", npy(&[[2.0, 0.0], [0.6, 0.8], [0.0, -1.0]]));
    place.file("v.txt", "p1\np3\nsomebody else\n");
    let vectors = ["--set", "input.vectors=v.npy", "--set", "input.vectors_ids=v.txt"];
    run(&place, &vectors);
    let links = place.table("out/tables/links.csv");
    let link = links.iter().find(|row| row["source"] == "p1" && row["target"] == "p3").unwrap();
    assert!((link["vectors"].parse::<f64>().unwrap() - 0.6).abs() < 1e-7, "{link:?}");
    assert!(place.text("out/report.md").contains("2 of 3 papers have a vector"));

    place.file("v.txt", "p1\np3\n");
    let message = place.fails(1, &[&["run", "papers.jsonl", "--out", "out"], &vectors[..]].concat());
    assert!(message.contains("v.txt has 2 ids, but") && message.contains("v.npy has 3 vectors"), "{message}");
    place.file("v.txt", "p1\np3\np2\n");
    place.file("v.npy", npy(&[[2.0, f32::NAN], [0.6, 0.8], [0.0, -1.0]]));
    let message = place.fails(1, &[&["run", "papers.jsonl", "--out", "out"], &vectors[..]].concat());
    assert!(message.contains("row 1 (counted from 1) has NaN at position 2"), "{message}");
}

#[test]
fn web_of_science_files_couple_and_are_co_cited() {
    for (name, least) in [("exports/wos.bib", [100, 1]), ("exports/wos-export.isi", [1, 0])] {
        let Some(file) = shared(name) else { continue };
        let place = Place::new();
        let file = file.display().to_string();
        place.succeeds(&[
            "run",
            &file,
            "--out",
            "out",
            "--set",
            "graph.coupling=1",
            "--set",
            "graph.cocitation=1",
        ]);
        let card: serde_json::Value = serde_json::from_str(&place.text("out/run.json")).unwrap();
        let links = |relation: &str| card["counts"]["links_by"][relation].as_u64().unwrap();
        assert!(
            links("coupling") >= least[0] && links("cocitation") >= least[1],
            "{name}: {}",
            card["counts"]
        );
    }
}
