//! BibTeX.
//!
//! Standard fields where there are any. What BibTeX has no field for is written to fields of our own that styles pass
//! over: `references` (one a line), `repository`, `website`, `openalex`; the count of citations goes to `note`, as
//! Scopus writes it.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use super::{first_and_last, id, joined};
use crate::{Paper, Repo, kinds};

/// Writes the papers as entries under unique keys.
///
/// # Errors
///
/// Only those of `out`.
///
/// ```
/// let paper = corpus::Paper { id: "a b".into(), title: "R&D".into(), ..Default::default() };
/// let mut out = Vec::new();
/// corpus::write::bibtex::write(&[paper], &mut out).unwrap();
/// assert_eq!(String::from_utf8(out).unwrap(), "@misc{a-b,\n  title = {R\\&D},\n}\n\n");
/// ```
pub fn write(papers: &[Paper], mut out: impl Write) -> io::Result<()> {
    let mut keys = FxHashSet::default();
    for paper in papers {
        entry(paper, &key(paper, &mut keys), &mut out)?;
    }
    out.flush()
}

fn entry(paper: &Paper, key: &str, out: &mut impl Write) -> io::Result<()> {
    let imprint = &paper.imprint;
    let (entry_type, kind) = entry_type(paper);
    writeln!(out, "@{entry_type}{{{key},")?;
    let mut field = |name: &str, value: Option<String>| match value {
        Some(value) => writeln!(out, "  {name} = {{{value}}},"),
        None => Ok(()),
    };
    let text = |value: &Option<String>| value.as_deref().map(escaped);
    let list = |list: &[String], write: fn(&[String]) -> String| (!list.is_empty()).then(|| write(list));
    field("title", Some(escaped(&paper.title)))?;
    field("author", list(&paper.authors, people))?;
    field("year", paper.year.map(|year| year.to_string()))?;
    field("date", paper.date.map(|date| date.to_string()))?;
    field(if entry_type == "article" { "journal" } else { "booktitle" }, text(&paper.venue))?;
    field("volume", text(&imprint.volume))?;
    field("number", text(&imprint.issue))?;
    field("pages", imprint.page_range.as_deref().map(pages))?;
    field("publisher", text(&imprint.publisher))?;
    field("type", kind.map(escaped))?;
    field("language", text(&imprint.language))?;
    field("doi", paper.doi.as_deref().map(guarded))?;
    field("eprint", paper.arxiv.as_deref().map(guarded))?;
    field("archiveprefix", paper.arxiv.as_ref().map(|_| "arXiv".to_owned()))?;
    field("pmid", paper.pubmed.as_deref().map(guarded))?;
    field("openalex", paper.openalex.as_deref().map(guarded))?;
    field("url", paper.url.as_deref().map(guarded))?;
    field("keywords", list(&paper.keywords, |keywords| escaped(&joined(keywords))))?;
    field("abstract", text(&paper.abstract_text))?;
    field("note", paper.cited_by.map(|count| format!("Cited by {count}")))?;
    let repos: Vec<String> = paper.repos.iter().map(Repo::url).collect();
    field("repository", list(&repos, lines))?;
    field("website", list(&paper.pages, lines))?;
    field("references", list(&paper.references, lines))?;
    out.write_all(b"}\n\n")
}

/// The type of the entry, and the kind in words where the type does not say it.
fn entry_type(paper: &Paper) -> (&'static str, Option<&str>) {
    let Some(kind) = paper.imprint.kind.as_deref() else {
        return (if paper.venue.is_some() { "article" } else { "misc" }, None);
    };
    match kinds::named(kind) {
        Some(known) => (known.bibtex, (known.name != kind).then_some(kind)),
        None if kind.to_lowercase().contains("proceeding") => ("inproceedings", Some(kind)),
        None if paper.venue.is_some() => ("article", Some(kind)),
        None => ("misc", Some(kind)),
    }
}

/// A key without the signs that mean something to BibTeX or LaTeX, and that no paper before has, whatever the case.
fn key(paper: &Paper, keys: &mut FxHashSet<String>) -> String {
    let illegal =
        |char: char| char.is_whitespace() || char.is_control() || "{}(),\"'`=#%~\\@$&^".contains(char);
    let legal = |char: char| if illegal(char) { '-' } else { char };
    let base: String = id(paper).chars().map(legal).collect();
    let mut key = base.clone();
    let mut copies = 1;
    while !keys.insert(key.to_lowercase()) {
        copies += 1;
        key = format!("{base}-{copies}");
    }
    key
}

/// Names joined by "and"; one that holds that word itself, or is no name of a person, stands in braces.
fn people(names: &[String]) -> String {
    let name = |name: &String| {
        let apart = name
            .split(' ')
            .any(|word| word.eq_ignore_ascii_case("and") || word.eq_ignore_ascii_case("others"));
        if apart { format!("{{{}}}", escaped(name)) } else { escaped(name) }
    };
    names.iter().map(name).collect::<Vec<_>>().join(" and ")
}

fn pages(range: &str) -> String {
    match first_and_last(range) {
        (first, Some(last)) => format!("{}--{}", guarded(first), guarded(last)),
        (all, None) => guarded(all),
    }
}

/// One entry a line.
fn lines(entries: &[String]) -> String {
    let lines: String = entries.iter().map(|entry| format!("    {}\n", guarded(entry))).collect();
    format!("\n{lines}  ")
}

/// Running text for LaTeX. Two hyphens or quotes in a row are kept apart, for LaTeX would make one sign of them.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for char in text.chars() {
        match char {
            '\\' => safe.push_str("\\textbackslash{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '^' => safe.push_str("\\textasciicircum{}"),
            '{' | '}' | '&' | '%' | '$' | '#' | '_' => safe.extend(['\\', char]),
            '-' | '\'' | '`' if char == before => safe.extend(['{', '}', char]),
            _ => safe.push(char),
        }
        before = char;
    }
    safe
}

/// A link or an identifier, which LaTeX reads as it is: only what would break the entry is escaped.
fn guarded(text: &str) -> String {
    if !text.contains(['\\', '{', '}']) {
        return text.to_owned();
    }
    text.replace('\\', "\\textbackslash\u{0}").replace('{', "\\{").replace('}', "\\}").replace('\u{0}', "{}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_legal_and_unique() {
        let papers = ["a,b", "a b", "A-B", "é{1}"].map(|id| Paper { id: id.into(), ..Paper::default() });
        let mut keys = FxHashSet::default();
        assert_eq!(papers.map(|paper| key(&paper, &mut keys)), ["a-b", "a-b-2", "A-B-3", "é-1-"]);
    }

    #[test]
    fn what_latex_would_read_otherwise_is_escaped() {
        assert_eq!(
            escaped("50% & a_b #1 {x} ~ ^ \\ $"),
            r"50\% \& a\_b \#1 \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{} \$"
        );
        assert_eq!(escaped("a--b ''c''"), "a-{}-b '{}'c'{}'");
        assert_eq!(guarded("https://a.b/{c}_d\\e"), r"https://a.b/\{c\}_d\textbackslash{}e");
        assert_eq!(people(&["A and B".into(), "Doe, J.".into()]), "{A and B} and Doe, J.");
    }
}
