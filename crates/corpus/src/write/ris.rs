//! RIS: one tag and one value a line.
//!
//! References go to `CR`, as Web of Science has it; what RIS has no tag for stands in notes, `N1`: the count of citations
//! as Scopus writes it, ids of archives, repositories and web pages.

use std::io::{self, Write};

use super::{first_and_last, id, joined};
use crate::{Paper, Repo, kinds};

/// Writes the papers as records.
///
/// # Errors
///
/// Only those of `out`.
///
/// ```
/// let paper = corpus::Paper { id: "a".into(), title: "On maps".into(), year: Some(1999), ..Default::default() };
/// let mut out = Vec::new();
/// corpus::write::ris::write(&[paper], &mut out).unwrap();
/// assert_eq!(String::from_utf8(out).unwrap(), "TY  - GEN\nID  - a\nTI  - On maps\nPY  - 1999\nER  - \n\n");
/// ```
pub fn write(papers: &[Paper], mut out: impl Write) -> io::Result<()> {
    for paper in papers {
        record(paper, &mut out)?;
    }
    out.flush()
}

fn record(paper: &Paper, out: &mut impl Write) -> io::Result<()> {
    let imprint = &paper.imprint;
    let kind = imprint.kind.as_deref().and_then(kinds::named);
    let unknown = if paper.venue.is_some() { "JOUR" } else { "GEN" };
    let mut line = |tag: &str, value: &str| writeln!(out, "{tag}  - {}", one_line(value));
    line("TY", kind.map_or(unknown, |kind| kind.ris))?;
    line("ID", &id(paper))?;
    line("TI", &paper.title)?;
    for author in &paper.authors {
        // Some readers take a semicolon for the end of a name.
        line("AU", &author.replace(';', ","))?;
    }
    let year = paper.year.map(|year| year.to_string());
    let date = paper.date.map(|date| date.to_string().replace('-', "/"));
    let pages = imprint.page_range.as_deref().map(first_and_last);
    for (tag, value) in [
        ("PY", year.as_deref()),
        ("DA", date.as_deref()),
        ("T2", paper.venue.as_deref()),
        ("AB", paper.abstract_text.as_deref()),
        ("VL", imprint.volume.as_deref()),
        ("IS", imprint.issue.as_deref()),
        ("SP", pages.map(|(first, _)| first)),
        ("EP", pages.and_then(|(_, last)| last)),
        ("PB", imprint.publisher.as_deref()),
        ("LA", imprint.language.as_deref()),
        ("M3", imprint.kind.as_deref().filter(|&name| kind.is_none_or(|kind| kind.name != name))),
        ("DO", paper.doi.as_deref()),
        ("UR", paper.url.as_deref()),
    ] {
        if let Some(value) = value {
            line(tag, value)?;
        }
    }
    match paper.keywords.as_slice() {
        // Readers look for separators in the only keyword.
        [_] => line("KW", &joined(&paper.keywords))?,
        keywords => keywords.iter().try_for_each(|keyword| line("KW", keyword))?,
    }
    notes(paper).iter().try_for_each(|note| line("N1", note))?;
    paper.references.iter().try_for_each(|reference| line("CR", reference))?;
    out.write_all(b"ER  - \n\n")
}

fn notes(paper: &Paper) -> Vec<String> {
    let arxiv = paper.arxiv.iter().map(|arxiv| format!("arXiv:{arxiv}"));
    let pubmed = paper.pubmed.iter().map(|pubmed| format!("PMID: {pubmed}"));
    let cited_by = paper.cited_by.iter().map(|count| format!("Cited By :{count}"));
    let repos = paper.repos.iter().map(Repo::url);
    arxiv.chain(pubmed).chain(cited_by).chain(repos).chain(paper.pages.iter().cloned()).collect()
}

/// The value without line breaks, which would begin a new tag.
fn one_line(value: &str) -> String {
    value.split(['\r', '\n']).map(str::trim).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_line() {
        let paper = Paper { title: "A\nER  - \r\nTY  - X".into(), ..Paper::default() };
        let mut out = Vec::new();
        write(&[paper], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().filter(|line| line.starts_with("ER")).count(), 1, "{text}");
    }
}
