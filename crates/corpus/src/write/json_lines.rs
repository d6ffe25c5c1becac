//! JSON Lines: one object a line with all fields of a [`Paper`], under names that the reader knows.

use std::io::{self, Write};

use serde::Serialize;

use super::id;
use crate::{Date, Paper, Repo};

/// A line. Fields that a paper lacks are left out.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    abstract_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author_ids: Vec<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    repos: Vec<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    references: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    cited_by: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    arxiv: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pmid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    openalex: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_range: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    document_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    website: &'a [String],
}

/// Writes the papers, one a line.
///
/// # Errors
///
/// Only those of `out`.
///
/// ```
/// let paper = corpus::Paper { id: "a".into(), title: "On maps".into(), year: Some(1999), ..Default::default() };
/// let mut out = Vec::new();
/// corpus::write::json_lines::write(&[paper], &mut out).unwrap();
/// assert_eq!(out, b"{\"id\":\"a\",\"title\":\"On maps\",\"year\":1999}\n");
/// ```
pub fn write(papers: &[Paper], mut out: impl Write) -> io::Result<()> {
    for paper in papers {
        let imprint = &paper.imprint;
        let line = Line {
            id: &id(paper),
            title: &paper.title,
            abstract_text: paper.abstract_text.as_deref(),
            year: paper.year,
            date: paper.date,
            venue: paper.venue.as_deref(),
            authors: &paper.authors,
            author_ids: paper.author_ids.iter().map(|id| id.as_deref().unwrap_or_default()).collect(),
            keywords: &paper.keywords,
            repos: paper.repos.iter().map(Repo::url).collect(),
            references: &paper.references,
            cited_by: paper.cited_by,
            votes: paper.votes,
            doi: paper.doi.as_deref(),
            arxiv: paper.arxiv.as_deref(),
            pmid: paper.pubmed.as_deref(),
            openalex: paper.openalex.as_deref(),
            volume: imprint.volume.as_deref(),
            issue: imprint.issue.as_deref(),
            page_range: imprint.page_range.as_deref(),
            publisher: imprint.publisher.as_deref(),
            document_type: imprint.kind.as_deref(),
            language: imprint.language.as_deref(),
            url: paper.url.as_deref(),
            website: &paper.pages,
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
