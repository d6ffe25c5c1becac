//! CSV with a header: all fields of a [`Paper`], under names that the reader knows, lists between semicolons.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::{id, joined};
use crate::{Paper, Repo};

/// The columns.
const HEADER: [&str; 25] = [
    "id",
    "title",
    "abstract",
    "year",
    "date",
    "venue",
    "authors",
    "author_ids",
    "keywords",
    "repos",
    "references",
    "cited_by",
    "votes",
    "doi",
    "arxiv",
    "pmid",
    "openalex",
    "volume",
    "issue",
    "page_range",
    "publisher",
    "document_type",
    "language",
    "url",
    "website",
];

/// The characters that begin a formula in a spreadsheet, or that some drop before they look for one; the last four are
/// full-width forms.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes the papers as rows. A cell that a spreadsheet would run as a formula gets an apostrophe in front.
///
/// # Errors
///
/// Only those of `out`.
pub fn write(papers: &[Paper], out: impl Write) -> io::Result<()> {
    let mut rows = ::csv::Writer::from_writer(out);
    rows.write_record(HEADER)?;
    for paper in papers {
        rows.write_record(cells(paper).iter().map(|cell| safe(cell).into_owned()))?;
    }
    rows.flush()
}

fn cells(paper: &Paper) -> [Cow<'_, str>; HEADER.len()] {
    let text = |value: &'_ Option<String>| Cow::<str>::Owned(value.clone().unwrap_or_default());
    let list = |entries: &[String]| Cow::<str>::Owned(joined(entries));
    let repos: Vec<String> = paper.repos.iter().map(Repo::url).collect();
    let imprint = &paper.imprint;
    [
        id(paper),
        Cow::Borrowed(&paper.title),
        text(&paper.abstract_text),
        Cow::Owned(paper.year.map_or(String::new(), |year| year.to_string())),
        Cow::Owned(paper.date.map_or(String::new(), |date| date.to_string())),
        text(&paper.venue),
        list(&paper.authors),
        Cow::Owned(author_ids(paper)),
        list(&paper.keywords),
        list(&repos),
        Cow::Owned(references(&paper.references)),
        Cow::Owned(paper.cited_by.map_or(String::new(), |count| count.to_string())),
        Cow::Owned(paper.votes.map_or(String::new(), |count| count.to_string())),
        text(&paper.doi),
        text(&paper.arxiv),
        text(&paper.pubmed),
        text(&paper.openalex),
        text(&imprint.volume),
        text(&imprint.issue),
        text(&imprint.page_range),
        text(&imprint.publisher),
        text(&imprint.kind),
        text(&imprint.language),
        text(&paper.url),
        list(&paper.pages),
    ]
}

/// Numbers of authors in one text, nothing between two semicolons where one has none.
fn author_ids(paper: &Paper) -> String {
    let ids = paper.author_ids.iter().map(|id| id.as_deref().unwrap_or_default());
    ids.collect::<Vec<_>>().join("; ")
}

/// References in one text. Only a semicolon with a space behind it parts them, so that those inside of a DOI stay.
fn references(references: &[String]) -> String {
    let mut text = references.iter().map(|entry| entry.replace("; ", ", ")).collect::<Vec<_>>().join("; ");
    // One alone must not be taken for several.
    if references.len() == 1 && text.contains([',', ';', '|']) {
        text.push_str("; ");
    }
    text
}

fn safe(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULA) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields;

    #[test]
    fn the_reader_knows_every_column() {
        for name in HEADER {
            assert!(fields::lookup(name).is_some(), "{name}");
        }
    }

    #[test]
    fn semicolons_inside_of_a_doi_stay() {
        let list =
            |entries: &[&str]| references(&entries.iter().map(|&entry| entry.to_owned()).collect::<Vec<_>>());
        let doe = "Doe J, 1996, J MAPS, DOI 10.1002/(SICI)5:2<99::AID>3.0.CO;2-8.";
        assert_eq!(list(&[doe, "a; b"]), format!("{doe}; a, b"));
        assert_eq!((list(&[doe]), list(&["10.1000/1"])), (format!("{doe}; "), "10.1000/1".to_owned()));
    }

    #[test]
    fn formulas_are_text() {
        let paper = Paper { id: "a".into(), title: "=HYPERLINK(\"x\")".into(), ..Paper::default() };
        let mut out = Vec::new();
        write(&[paper], &mut out).unwrap();
        let row = String::from_utf8(out).unwrap();
        assert!(row.contains("a,\"'=HYPERLINK(\"\"x\"\")\","), "{row}");
    }
}
