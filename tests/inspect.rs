//! `bibliograph inspect`.

use crate::util::{Place, SIX_PAPERS};

#[test]
fn inspect_counts_records_fields_and_problems() {
    let place = Place::new();
    place.file("papers.jsonl", format!("{SIX_PAPERS}no json\n"));
    let said = place.succeeds(&["inspect", "papers.jsonl"]);
    assert!(said.contains("7 records: 6 read") && said.contains("1 skipped"), "{said}");
    assert!(said.contains("papers.jsonl:7"), "{said}");
    assert!(said.contains("6 papers after merging 0 duplicates; 6 references"), "{said}");
}

#[test]
fn inspect_json_has_the_fields_of_the_design() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    let card: serde_json::Value =
        serde_json::from_str(&place.succeeds(&["inspect", "--format", "json", "papers.jsonl"])).unwrap();
    assert_eq!(card["papers"], 6);
    assert_eq!(card["duplicates"], 0);
    assert_eq!((card["references"].as_u64(), card["resolved"].as_u64()), (Some(6), Some(6)));
    let file = &card["files"][0];
    assert_eq!(file["path"], "papers.jsonl");
    assert_eq!((file["records"].as_u64(), file["read"].as_u64()), (Some(6), Some(6)));
    assert_eq!((file["repaired"].as_u64(), file["skipped"].as_u64()), (Some(0), Some(0)));
    assert_eq!(file["fields"]["abstract"], 1.0);
    assert_eq!(file["fields"]["doi"], 0.0);
}

#[test]
fn inspect_csv_is_a_row_a_file() {
    let place = Place::new();
    place.file("a.jsonl", SIX_PAPERS);
    place.file("b.csv", "title,year\nOne more paper,2001\n");
    let said = place.succeeds(&["inspect", "--format", "csv", "a.jsonl", "b.csv"]);
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(said.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(&rows[1][0], "b.csv");
}

#[test]
fn inspect_says_what_a_source_cannot_give() {
    let place = Place::new();
    place.file("b.csv", "title,year\nOne more paper,2001\n");
    let said = place.succeeds(&["inspect", "b.csv"]);
    assert!(said.contains("no record carries references: no citation links from this file"), "{said}");
}

#[test]
fn inspect_takes_columns_by_name() {
    let place = Place::new();
    place.file("b.csv", "Name of it,When\nOne more paper,2001\n");
    let said =
        place.succeeds(&["inspect", "--columns", "title=Name of it", "--columns", "year=Wann", "b.csv"]);
    assert!(said.contains("1 record: 1 read"), "{said}");
    assert!(said.contains("no column \"Wann\"; the columns are \"Name of it\", \"When\""), "{said}");
    let said = place.fails(2, &["inspect", "--columns", "titel=Name of it", "b.csv"]);
    assert!(said.contains("columns.title"), "{said}");
    place.fails(2, &["inspect", "--columns", "title", "b.csv"]);
}
