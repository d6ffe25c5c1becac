//! CSL-JSON: an array of items as citation processors read them.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::id;
use crate::{Date, Paper, kinds};

/// An item. Fields that a paper lacks are left out.
#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Value>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    venue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(rename = "DOI", skip_serializing_if = "Option::is_none")]
    doi: Option<&'a str>,
    #[serde(rename = "PMID", skip_serializing_if = "Option::is_none")]
    pubmed: Option<&'a str>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(rename = "keyword", skip_serializing_if = "Option::is_none")]
    keywords: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    abstract_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Writes the papers as one array, an item a line.
///
/// # Errors
///
/// Only those of `out`.
///
/// ```
/// let paper = corpus::Paper { id: "a".into(), title: "On maps".into(), authors: vec!["Doe, J.".into()], ..Default::default() };
/// let mut out = Vec::new();
/// corpus::write::csl_json::write(&[paper], &mut out).unwrap();
/// let items: serde_json::Value = serde_json::from_slice(&out).unwrap();
/// assert_eq!(items[0]["author"][0]["family"], "Doe");
/// ```
pub fn write(papers: &[Paper], mut out: impl Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, paper) in papers.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &item(paper, &id(paper)))?;
    }
    out.write_all(b"\n]\n")?;
    out.flush()
}

fn item<'a>(paper: &'a Paper, id: &'a str) -> Item<'a> {
    let imprint = &paper.imprint;
    let kind = imprint.kind.as_deref().and_then(kinds::named);
    let unknown = if paper.venue.is_some() { "article-journal" } else { "document" };
    Item {
        id,
        kind: kind.map_or(unknown, |kind| kind.csl),
        title: &paper.title,
        author: paper.authors.iter().map(|name| author(name)).collect(),
        issued: issued(paper),
        venue: paper.venue.as_deref(),
        volume: imprint.volume.as_deref(),
        issue: imprint.issue.as_deref(),
        page: imprint.page_range.as_deref(),
        publisher: imprint.publisher.as_deref(),
        genre: imprint.kind.as_deref().filter(|&name| kind.is_none_or(|kind| kind.name != name)),
        language: imprint.language.as_deref(),
        doi: paper.doi.as_deref(),
        pubmed: paper.pubmed.as_deref(),
        url: paper.url.as_deref(),
        keywords: (!paper.keywords.is_empty()).then(|| super::joined(&paper.keywords)),
        abstract_text: paper.abstract_text.as_deref(),
        note: paper.arxiv.as_ref().map(|arxiv| format!("arXiv: {arxiv}")),
    }
}

/// A name in its parts where a comma tells them; else as it is, for the last word need not be the family.
fn author(name: &str) -> Value {
    match name.split_once(", ") {
        Some((family, given)) => json!({ "family": family, "given": given }),
        None => json!({ "literal": name }),
    }
}

/// The date as far as it is known: year, month, day.
fn issued(paper: &Paper) -> Option<Value> {
    let parts = match paper.date {
        Some(Date { year, month: Some(month), day: Some(day) }) => json!([year, month, day]),
        Some(Date { year, month: Some(month), .. }) => json!([year, month]),
        Some(Date { year, .. }) => json!([year]),
        None => json!([paper.year?]),
    };
    Some(json!({ "date-parts": [parts] }))
}
