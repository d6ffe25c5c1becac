//! RIS: one tag and one value a line.

use std::io::{self, Write};

use super::{first_and_last, id};
use crate::{Paper, kinds};

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
        line("AU", author)?;
    }
    let year = paper.year.map(|year| year.to_string());
    let note = paper.arxiv.as_ref().map(|arxiv| format!("arXiv:{arxiv}"));
    let pages = imprint.page_range.as_deref().map(first_and_last);
    for (tag, value) in [
        ("PY", year.as_deref()),
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
        ("AN", paper.pubmed.as_deref()),
        ("UR", paper.url.as_deref()),
        ("N1", note.as_deref()),
    ] {
        if let Some(value) = value {
            line(tag, value)?;
        }
    }
    for keyword in &paper.keywords {
        line("KW", keyword)?;
    }
    out.write_all(b"ER  - \n\n")
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
