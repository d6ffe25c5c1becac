//! Papers out as tables, and links made elsewhere back in.

use std::io::Write;

use crate::util::{Place, SIX_PAPERS};

/// A work as OpenAlex writes it.
fn work(number: u32, title: &str, cites: &[u32]) -> String {
    let cites: Vec<String> = cites.iter().map(|work| format!("\"https://openalex.org/W{work}\"")).collect();
    format!(
        r#"{{"id":"https://openalex.org/W{number}","display_name":"{title}","publication_year":2020,"referenced_works":[{}]}}"#,
        cites.join(",")
    )
}

fn gzipped(lines: &[String]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all((lines.join("\n") + "\n").as_bytes()).unwrap();
    packed.finish().unwrap()
}

fn rows(place: &Place, folder: &str) -> serde_json::Value {
    let schema: serde_json::Value =
        serde_json::from_str(&place.text(&format!("{folder}/schema.json"))).unwrap();
    assert_eq!(schema["version"], 1);
    schema["tables"].clone()
}

#[test]
fn a_snapshot_of_openalex_is_read_as_it_lies() {
    let place = Place::new();
    let (first, second) = (work(1, "Maps of science", &[]), work(2, "Maps of birds", &[1, 9]));
    place.file("works/updated_date=2024-01-01/part_000.gz", gzipped(&[first, second]));
    place.file("works/updated_date=2024-02-01/part_000.gz", gzipped(&[work(3, "Counting birds", &[2])]));
    place.file("works/manifest", r#"{"entries":[{"url":"s3://openalex/data/works/updated_date=2024-01-01/part_000.gz","meta":{"content_length":9,"record_count":2}}]}"#);
    place.succeeds(&["export", "works", "--parquet", "tables"]);
    let rows = rows(&place, "tables");
    assert_eq!((&rows["papers"]["rows"], &rows["paper_references"]["rows"]), (&3.into(), &3.into()));
    // Id and OpenAlex id of each.
    assert_eq!(rows["identifiers"]["rows"], 6);
    assert!(place.path("tables/postings/part-00000.parquet").exists());
    assert!(place.fails(1, &["export", "works", "--parquet", "tables"]).contains("is there already"));
}

#[test]
fn links_that_come_back_give_the_same_graph() {
    let place = Place::new();
    place.file("papers.csv", SIX_PAPERS);
    place.succeeds(&["run", "papers.csv", "--out", "first", "--set", "report.parquet=true"]);
    place.succeeds(&["run", "papers.csv", "--out", "second", "--links", "first/tables/links.parquet"]);
    let ends = |report: &str| {
        let rows = place.table(&format!("{report}/tables/links.csv"));
        rows.into_iter()
            .map(|row| ["source", "target", "weight", "terms"].map(|name| row[name].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(ends("first"), ends("second"));
    let clusters = |report: &str| {
        let rows = place.table(&format!("{report}/tables/papers.csv"));
        rows.into_iter().map(|row| row["cluster"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(clusters("first"), clusters("second"));
    assert!(place.text("second/report.md").contains("made elsewhere"));
    assert!(place.fails(1, &["run", "papers.csv", "--links", "papers.csv"]).contains("no Parquet file"));
}
