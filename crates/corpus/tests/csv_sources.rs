//! Tables as databases write them: small ones made here, and the real ones of the workplace where they are.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use corpus::{Paper, ReadOptions, Records};
use parallel::Progress;

fn records(path: &Path, columns: &[(&str, &str)]) -> Records {
    let columns = columns.iter().map(|&(field, column)| (field.to_owned(), column.to_owned())).collect();
    let options = ReadOptions { columns, ..ReadOptions::default() };
    corpus::read_files(&[path.to_owned()], &options, &Progress::none()).unwrap()
}

/// The papers of a table with these columns named by the user.
fn mapped(text: &str, columns: &[(&str, &str)]) -> Vec<Paper> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.csv");
    std::fs::write(&path, text).unwrap();
    records(&path, columns).papers
}

fn papers(text: &str) -> Vec<Paper> {
    mapped(text, &[])
}

/// What an export of the workplace holds, and its rows by another reader of CSV; nothing where it is absent.
fn export(name: &str, delimiter: u8) -> Option<(Records, usize)> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports")).join(name);
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.delimiter(delimiter).quoting(delimiter != b'\t').flexible(true);
    let rows = reader.from_path(&path).unwrap().byte_records().count();
    Some((records(&path, &[]), rows))
}

#[test]
fn scopus_of_three_generations() {
    let old = papers(
        "\u{feff}Authors,Title,Year,Source title,Page start,Page end,Cited by,DOI,References,Source,EID\n\
         \"Doe J.C., Roe R.\",On YBa<inf>2</inf> &amp; more,2016,Journal,12,19,,10.1000/1,\"Poe, E., (1999) J, 151, p. 283; Moe, A., B (2001) K, 3\",Scopus,2-s2.0-1\n",
    );
    assert_eq!(old[0].title, "On YBa2 & more");
    assert_eq!(old[0].authors, ["Doe J.C.", "Roe R."]);
    assert_eq!(old[0].references, ["Poe, E., (1999) J, 151, p. 283", "Moe, A., B (2001) K, 3"]);
    assert_eq!(old[0].imprint.page_range.as_deref(), Some("12-19"));
    assert_eq!((old[0].id.as_str(), old[0].cited_by), ("2-s2.0-1", Some(0)));

    let new = papers(
        "Authors,Author full names,Author(s) ID,Titles,Publication Year,Source title,References,Source,EID\n\
         \"Doe, J.; Roe, R.\",\"Doe, Jane (57202138757); Roe, Richard (7004212771)\",57202138757; 7004212771,A title,2025,,\"Poe, E.; Moe, A., B, K, 3, (2001); Woe, W., C, L, (1999)\",Scopus,2-s2.0-2\n",
    );
    assert_eq!(new[0].authors, ["Doe, Jane", "Roe, Richard"]);
    assert_eq!(new[0].references, ["Poe, E.; Moe, A., B, K, 3, (2001)", "Woe, W., C, L, (1999)"]);
    assert_eq!(new[0].venue, None);
}

#[test]
fn openalex_of_both_layouts() {
    let dotted = papers(
        "id,display_name,publication_year,authorships.author.display_name,primary_location.source.display_name,referenced_works,doi,biblio.volume,keywords.display_name\n\
         https://openalex.org/W1,A title,2020,Jane Doe|Roe; Richard,Journal,https://openalex.org/W2|https://openalex.org/W3,null,7,Maps|Trees\n",
    );
    assert_eq!((dotted[0].id.as_str(), dotted[0].openalex.as_deref()), ("W1", Some("w1")));
    assert_eq!(dotted[0].authors, ["Jane Doe", "Roe; Richard"]);
    assert_eq!(dotted[0].references, ["w2", "w3"]);
    assert_eq!((dotted[0].venue.as_deref(), dotted[0].doi.as_deref()), (Some("Journal"), None));
    assert_eq!(
        (dotted[0].imprint.volume.as_deref(), &*dotted[0].keywords),
        (Some("7"), &["Maps".to_owned(), "Trees".to_owned()][..])
    );
    let plain = papers(
        "Work ID,Title,Author,Author IDs,Year,Source,DOI,Citation count,Abstract\n\
         W1,A title,Jane Doe|Roe; Richard,A1|A2,2026,Journal,https://doi.org/10.1000/X,12,Text\n",
    );
    assert_eq!(
        (plain[0].authors.len(), plain[0].cited_by, plain[0].doi.as_deref()),
        (2, Some(12), Some("10.1000/x"))
    );
}

#[test]
fn dimensions_with_its_first_line() {
    let papers = papers(
        "\"About the data: Exported on Jan 1, 2026. Criteria: maps\"\n\
         Publication ID,DOI,Title,Source title/Anthology title,PubYear,Volume,Pagination,Authors,Times cited,Cited references\n\
         pub.1,10.1000/1,A title,Journal,2019,4,12-19,\"Doe, Jane; Roe, Richard\",3,\"[Poe, E|Other|J|2001|||1|10.1000/2|pub.2];[Moe, A; Woe, W|Third|K|1999|5|2|7-9||pub.3]\"\n",
    );
    assert_eq!((papers[0].id.as_str(), papers[0].year, papers[0].cited_by), ("pub.1", Some(2019), Some(3)));
    assert_eq!(papers[0].references, ["10.1000/2", "Moe, A; Woe, W, Third (1999) K, 5, p. 7"]);
}

#[test]
fn lens_lists() {
    let papers = papers(
        "Lens ID,Title,Publication Year,Publication Type,Source Title,Author/s,Abstract,Volume,Issue Number,References,Citing Works Count,Fields of Study,DOI\n\
         000-1,A title,2018,journal article,Journal,Jane Doe; Richard Roe,Text,1,2,000-2; 000-3,4,Maps; Trees,10.1000/1\n",
    );
    assert_eq!(papers[0].authors, ["Jane Doe", "Richard Roe"]);
    assert_eq!(papers[0].references, ["000-2", "000-3"]);
    assert_eq!((papers[0].keywords.len(), papers[0].cited_by), (2, Some(4)));
}

#[test]
fn any_table_by_its_columns() {
    let text = "Nr;Name of the paper;When\n7;On, maps;1999\n8;On trees;2001\n";
    let papers = mapped(text, &[("id", "Nr"), ("title", "Name of the paper"), ("year", "When")]);
    assert_eq!((papers.len(), papers[0].title.as_str(), papers[0].year), (2, "On, maps", Some(1999)));
    assert_eq!(papers[1].id, "8");
    // A named column goes before one that is known by its own name.
    let papers = mapped("title,real\nwrong,right\n", &[("title", "real")]);
    assert_eq!(papers[0].title, "right");
}

#[test]
fn a_column_of_citations_that_holds_lists_is_one_of_references() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.csv");
    let read = |text: &str, columns: &[(&str, &str)]| {
        std::fs::write(&path, text).unwrap();
        records(&path, columns)
    };
    let lists = "Title,Citations\nOn maps,\"a_1,b_2,\"\nOn trees,885674\nOn seas,7;8\nOn hills,\n";
    let told = read(lists, &[]);
    assert_eq!(told.papers[0].references, ["a_1", "b_2"]);
    assert_eq!((&*told.papers[1].references, told.papers[1].cited_by), (&["885674".to_owned()][..], None));
    let problems: Vec<(u64, &str)> =
        told.problems.iter().map(|problem| (problem.place.line, &*problem.reason)).collect();
    assert_eq!(problems, [(1, "the column \"Citations\" holds lists, no counts of citations")]);
    // What the user says goes before what the cells look like.
    assert_eq!(read(lists, &[("cited_by", "Citations")]).papers[1].cited_by, Some(885_674));
    let counts = read("Title,Citations\nOn maps,\"1,234\"\nOn trees,7\nOn seas,\"some; few\"\n", &[]);
    assert_eq!((counts.papers[0].cited_by, counts.papers[0].references.len()), (Some(1234), 0));
}

#[test]
fn a_named_column_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers.csv");
    std::fs::write(&path, "Name of the paper,Jahr,Year\nOn maps,1999,1998\n").unwrap();
    let problems =
        records(&path, &[("title", "Name of the paper"), ("year", "Jahre"), ("doi", "x")]).problems;
    let said: Vec<(u64, &str, &str)> =
        problems.iter().map(|found| (found.place.line, &*found.reason, &*found.remedy)).collect();
    let columns = "the columns are \"Name of the paper\", \"Jahr\", \"Year\"";
    assert_eq!(
        said,
        [
            (
                1,
                &*format!("the table has no column \"Jahre\" (is \"Jahr\" meant?); {columns}"),
                "its field was taken from the column \"Year\""
            ),
            (
                1,
                &*format!("the table has no column \"x\"; {columns}"),
                "its field is empty in every record of this file"
            ),
        ]
    );
}

#[test]
fn real_tables_are_read_whole() {
    for (name, delimiter, rows, skipped) in [
        ("scopus-export.csv", b',', 220, 0),
        ("ieee-xplore.csv", b',', 100, 0),
        ("springer.csv", b',', 1000, 0),
        ("ieee-vis-1990-2014.csv", b',', 2592, 0),
        ("wos-2026-1000.txt", b'\t', 1000, 0),
        ("wos-2026-2000.txt", b'\t', 1000, 0),
    ] {
        let Some((records, counted)) = export(name, delimiter) else { continue };
        let card = &records.files[0];
        assert_eq!((card.records, card.skipped, counted), (rows, skipped, rows), "{name}");
        assert!(records.problems.len() < 10, "{name}: {:?}", &records.problems[..10]);
    }
}

#[test]
fn references_of_a_real_scopus_export() {
    let Some((records, _)) = export("scopus-export.csv", b',') else { return };
    let references: Vec<&String> = records.papers.iter().flat_map(|paper| &paper.references).collect();
    let dated = references
        .iter()
        .filter(|text| text.starts_with("10.") || text.contains("(19") || text.contains("(20"));
    assert!(references.len() > 5000 && dated.count() * 100 > 95 * references.len(), "{}", references.len());
}

#[test]
fn authors_of_a_real_springer_export() {
    let Some((records, _)) = export("springer.csv", b',') else { return };
    assert_eq!(records.papers[0].authors, ["Vivek K. Pallipuram", "Mohammad Bhuiyan", "Melissa C. Smith"]);
}

#[test]
fn a_hand_kept_table_cites_itself_once_its_columns_are_named() {
    let path = Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/exports/ieee-vis-1990-2014.csv"
    ));
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return;
    }
    let records = records(path, &[("id", "filename"), ("references", "Citations")]);
    assert_eq!(records.files[0].repaired, 0);
    // By another program: 8957 keys in the column, of which 1014 are names of files; the rest are numbers.
    assert_eq!(records.papers.iter().map(|paper| paper.references.len()).sum::<usize>(), 8957);
    let resolved = records.merge(&Progress::none()).resolved;
    assert_eq!(resolved, 1014);
}

#[test]
fn a_hand_kept_table_cites_itself_by_the_numbers_of_its_publisher() {
    let Some((records, _)) = export("ieee-vis-1990-2014.csv", b',') else { return };
    // The others of the 8957 are names of files.
    assert_eq!(records.merge(&Progress::none()).resolved, 7943);
}
