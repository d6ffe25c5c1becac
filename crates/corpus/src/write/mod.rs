//! Writers of bibliographies: papers to the formats that other programs read.
//!
//! Each is a function `write(papers, out)` in a file of its own. Begin with [`Format`].

pub mod bibtex;
pub mod csl_json;
pub mod csv;
pub mod json_lines;
pub mod ris;

use std::{
    borrow::Cow,
    io::{self, Write},
};

use crate::{Paper, id};

/// A format that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RIS, for reference managers.
    Ris,
    /// BibTeX, for LaTeX.
    Bibtex,
    /// CSL-JSON, for citation processors.
    CslJson,
    /// One JSON object a line, with all fields of the program.
    JsonLines,
    /// Comma-separated, with all fields of the program.
    Csv,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Ris, Self::Bibtex, Self::CslJson, Self::JsonLines, Self::Csv];

    /// Its name; also the name under which it can be asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ris => "ris",
            Self::Bibtex => "bibtex",
            Self::CslJson => "csl-json",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
        }
    }

    /// The format that the extension of a file tells, whatever its case.
    ///
    /// ```
    /// assert_eq!(corpus::write::Format::of_extension("BIB"), Some(corpus::write::Format::Bibtex));
    /// ```
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "ris" => Self::Ris,
            "bib" | "bibtex" => Self::Bibtex,
            "json" => Self::CslJson,
            "jsonl" | "ndjson" => Self::JsonLines,
            "csv" => Self::Csv,
            _ => return None,
        })
    }

    /// Writes the papers, in their order.
    ///
    /// # Errors
    ///
    /// Only those of `out`.
    pub fn write(self, papers: &[Paper], out: impl Write) -> io::Result<()> {
        match self {
            Self::Ris => ris::write(papers, out),
            Self::Bibtex => bibtex::write(papers, out),
            Self::CslJson => csl_json::write(papers, out),
            Self::JsonLines => json_lines::write(papers, out),
            Self::Csv => csv::write(papers, out),
        }
    }

    /// What the format has no place for: the field, and how many of the papers have it. Only fields that some have.
    pub fn leaves_out(self, papers: &[Paper]) -> Vec<(&'static str, usize)> {
        let fields: &[Optional] = match self {
            Self::Ris => &[("openalex", |paper| paper.openalex.is_some()), VOTES],
            Self::CslJson => &[
                ("references", |paper| !paper.references.is_empty()),
                ("repos", |paper| !paper.repos.is_empty()),
                ("cited_by", |paper| paper.cited_by.is_some()),
                VOTES,
                ("openalex", |paper| paper.openalex.is_some()),
                ("web pages", |paper| !paper.pages.is_empty()),
            ],
            Self::Bibtex => &[VOTES],
            Self::JsonLines | Self::Csv => &[],
        };
        let counted =
            fields.iter().map(|(name, has)| (*name, papers.iter().filter(|paper| has(paper)).count()));
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

/// A field by its name, and whether a paper has it.
type Optional = (&'static str, fn(&Paper) -> bool);

/// The votes of readers, for which only formats of our own have a place.
const VOTES: Optional = ("votes", |paper| paper.votes.is_some());

/// The id of a paper as writers and `papers.csv` give it, also of one whose source gives none.
pub fn id(paper: &Paper) -> Cow<'_, str> {
    match (paper.id.as_str(), &paper.doi) {
        ("", Some(doi)) => Cow::Borrowed(doi),
        ("", None) => Cow::Owned(id::made(&paper.title, paper.year)),
        (id, _) => Cow::Borrowed(id),
    }
}

/// Entries in one text, between semicolons. A semicolon inside of an entry becomes a comma; one entry alone that
/// holds what could be taken for a separator is closed with a semicolon, so that it is read as one.
fn joined(entries: &[String]) -> String {
    let mut text = entries.iter().map(|entry| entry.replace(';', ",")).collect::<Vec<_>>().join("; ");
    if entries.len() == 1 && (text.contains([',', '|']) || text.contains(" and ")) {
        text.push(';');
    }
    text
}

/// The first and the last page of `413-436`; all in the first where it is no such range.
fn first_and_last(page_range: &str) -> (&str, Option<&str>) {
    match page_range.split_once('-') {
        Some((first, last)) if !first.is_empty() && !last.is_empty() && !last.contains('-') => {
            (first, Some(last))
        }
        _ => (page_range, None),
    }
}
