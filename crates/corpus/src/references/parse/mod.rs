//! One reference, as a database or a style writes it, taken to its parts.
//!
//! The shape is told from marks that only it has: a year alone between commas (Web of Science), a year in brackets
//! (Scopus, APA), bars (Dimensions), a title in quotes (IEEE), `2009;173(3):413` (Vancouver). What no shape explains
//! keeps its identifiers and its year.

mod brackets;
mod identifiers;
mod journal;
mod names;
mod styles;
mod web_of_science;

use self::{
    brackets::{no_year, year_in_brackets},
    identifiers::{arxiv, pubmed},
    styles::{bars, quoted, vancouver},
    web_of_science::web_of_science,
};
use crate::id;

/// The parts of a reference. All are optional; texts are as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts<'a> {
    /// DOI, lower case and bare.
    pub doi: Option<String>,
    /// arXiv id without version, lower case.
    pub arxiv: Option<String>,
    /// PubMed id.
    pub pubmed: Option<String>,
    /// OpenAlex id of the work.
    pub openalex: Option<String>,
    /// The first author, as written.
    pub author: Option<&'a str>,
    /// Year, 1500 to 2100.
    pub year: Option<i32>,
    /// Title.
    pub title: Option<&'a str>,
    /// Journal or conference.
    pub venue: Option<&'a str>,
    /// Volume.
    pub volume: Option<&'a str>,
    /// The first page, or the article number.
    pub page: Option<&'a str>,
}

/// Takes a reference apart. Time is linear in its length.
pub fn parse(text: &str) -> Parts<'_> {
    let text = text.trim().trim_end_matches(['.', ',', ';', ' ']);
    let mut parts = Parts { doi: id::doi(text), arxiv: arxiv(text), ..Parts::default() };
    if !text.contains(' ') {
        parts.openalex = id::openalex(text);
    }
    parts.pubmed = pubmed(text);
    // An identifier alone has no other parts.
    if text.split(' ').count() < 3 {
        return parts;
    }
    let shapes = [bars, web_of_science, year_in_brackets, quoted, vancouver, no_year];
    if !shapes.into_iter().any(|shape| shape(text, &mut parts)) {
        loose(text, &mut parts);
    }
    parts
}

/// A year of four digits, 1500 to 2100; `2009a` too.
fn year(text: &str) -> Option<i32> {
    let digits = text.strip_suffix(|char: char| char.is_ascii_lowercase()).unwrap_or(text);
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|year| (1500..=2100).contains(year))
}

/// Text without the spaces and marks around it, where anything is left.
fn some(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', ',', '.', ';', ':']);
    (!text.is_empty()).then_some(text)
}

/// As [`some`], with the full stop behind an initial.
fn some_name(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', ',', ';', ':']);
    (!text.is_empty()).then_some(text)
}

/// Anything else: its first year, and the name at its front.
fn loose<'a>(text: &'a str, parts: &mut Parts<'a>) {
    parts.year = text.split(|char: char| !char.is_ascii_alphanumeric()).find_map(year);
    parts.author = names::leading_author(text).map(|(name, _)| name);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// author | year | title | venue | volume | page | doi, "-" where there is none.
    fn shown(text: &str) -> String {
        let parts = parse(text);
        let year = parts.year.map(|year| year.to_string());
        let cells = [
            parts.author,
            year.as_deref(),
            parts.title,
            parts.venue,
            parts.volume,
            parts.page,
            parts.doi.as_deref(),
        ];
        cells.map(|cell| cell.unwrap_or("-")).join(" | ")
    }

    #[track_caller]
    pub(super) fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text}");
    }
    #[test]
    fn identifiers_alone_and_in_text() {
        assert_eq!(parse("https://openalex.org/W27").openalex.as_deref(), Some("w27"));
        assert_eq!(parse("Doe J. On maps. arXiv:2301.00001v2 (2023)").arxiv.as_deref(), Some("2301.00001"));
        assert_eq!(parse("10.48550/arXiv.2301.00001").arxiv.as_deref(), Some("2301.00001"));
        assert_eq!(parse("On maps. PMID: 123456.").pubmed.as_deref(), Some("123456"));
        assert_eq!(parse("Thesis of somebody, Paris 1975, unpublished").year, Some(1975));
        assert_eq!(parse(""), Parts::default());
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "([A-Za-zé系工., ()\\[\\]|;:\"“”0-9-]|\\(2009\\)|, 2009, |V1|P2|DOI |pp\\. |arXiv:){0,24}") {
            parse(&text);
        }
    }
}
