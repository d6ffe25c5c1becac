//! `network.of`: networks of people and things beside the map of papers.

use std::collections::BTreeMap;

use crate::util::Place;

/// The first papers of the conference.
fn papers() -> String {
    let all = include_str!("../data/vis.csv");
    all.split_inclusive('\n').take(121).collect()
}

/// How many papers each two authors wrote together, counted from the file itself.
fn counted(papers: &str, renamed: &BTreeMap<&str, &str>) -> BTreeMap<[String; 2], u32> {
    let mut counts = BTreeMap::new();
    for row in csv::Reader::from_reader(papers.as_bytes()).deserialize() {
        let row: BTreeMap<String, String> = row.unwrap();
        let names = row["authors"].split(';').map(str::trim).filter(|name| !name.is_empty());
        let mut names: Vec<&str> = names.map(|name| *renamed.get(name).unwrap_or(&name)).collect();
        names.sort_unstable();
        names.dedup();
        for (at, a) in names.iter().enumerate() {
            for b in &names[at + 1..] {
                *counts.entry([(*a).to_owned(), (*b).to_owned()]).or_default() += 1;
            }
        }
    }
    counts
}

#[test]
fn authors_are_linked_by_the_papers_that_they_wrote_together() {
    let place = Place::new();
    place.file("papers.csv", papers());
    let someone = "Hesselink, L.";
    place.file("names.tsv", format!("label\treplace by\n{someone}\tSomebody Else\nNobody At All\tNobody\n"));
    let run = place
        .bibliograph(&["run", "papers.csv", "--out", "out", "--set", "network.of=[\"authors\", \"repos\"]"])
        .args(["--set", "names.authors=names.tsv", "--set", "network.min_papers=1"])
        .args(["--set", "network.items=2000", "--set", "network.max_authors=2000"])
        .output()
        .unwrap();
    let notes = String::from_utf8(run.stderr).unwrap();
    assert!(
        notes.contains(
            "1 label of the thesaurus found among the authors of no paper (names.authors): \"Nobody At All\""
        ),
        "{notes}"
    );

    let items: Vec<String> =
        place.table("out/authors/tables/items.csv").into_iter().map(|row| row["label"].clone()).collect();
    assert!(items.contains(&"Somebody Else".to_owned()) && !items.contains(&someone.to_owned()));
    let links = place.table("out/authors/tables/links.csv");
    let expected = counted(&papers(), &BTreeMap::from([(someone, "Somebody Else")]));
    assert_eq!(links.len(), expected.len());
    for link in links {
        let mut pair = [link["source_label"].clone(), link["target_label"].clone()];
        pair.sort();
        let count: f64 = link["weight"].parse().unwrap();
        assert_eq!(count, f64::from(expected[&pair]), "{pair:?}");
    }
    // What has nothing to show leaves no folder, and says so.
    assert!(!place.path("out/repos").exists() && notes.contains("The network of repos is empty"), "{notes}");
    assert!(place.text("out/report.md").contains("## Network of authors"));
}
