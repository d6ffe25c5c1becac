//! Labels that stand for the same term, as a person wrote them down.

use std::collections::BTreeMap;

use super::{
    conflate::Lookup,
    phrases::{self, Run},
    reading::BREAK,
    words,
};
use crate::terms::words::Token;

/// Labels with what replaces each, in the manner of the thesaurus files of VOSviewer (van Eck and Waltman 2010, "Software
/// survey: VOSviewer, a computer program for bibliometric mapping").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thesaurus {
    entries: Vec<Entry>,
}

/// A line of a thesaurus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The term to be replaced, as written.
    pub(super) label: String,
    /// The term that takes its place; empty where the label is removed.
    pub(super) replacement: String,
}

/// What is wrong with a thesaurus: the line, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ThesaurusError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong, and the remedy.
    pub what: String,
}

/// The first line, whatever its capitals.
const HEADER: [&str; 2] = ["label", "replace by"];

impl Thesaurus {
    /// Reads lines of a label, a tabulator and its replacement, after a header `label<TAB>replace by`. A replacement that is
    /// blank or missing removes the label. Empty lines say nothing; capitals and white space at the ends do not matter.
    ///
    /// ```
    /// use similarity::Thesaurus;
    /// let thesaurus = Thesaurus::parse("label\treplace by\nml\tmachine learning\nstudy\t\n")?;
    /// assert_eq!(thesaurus.len(), 2);
    /// # Ok::<(), similarity::ThesaurusError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A header that is not there, a line with more than two cells or without a label, a label with two replacements, and a
    /// replacement that is itself replaced; each with its line.
    pub fn parse(text: &str) -> Result<Self, ThesaurusError> {
        let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
        let header = lines.next().map(|(_, line)| line.to_lowercase()).unwrap_or_default();
        if !header.split('\t').map(str::trim).eq(HEADER) {
            return Err(error(1, "the first line must be the header \"label\", a tabulator, \"replace by\""));
        }
        let mut replaced: BTreeMap<String, (usize, String)> = BTreeMap::new();
        let mut entries = Vec::new();
        for (line, text) in lines.filter(|(_, text)| !text.trim().is_empty()) {
            let (label, replacement) = cells(line, text)?;
            if label.eq_ignore_ascii_case(replacement) {
                continue;
            }
            match replaced.get(&label.to_lowercase()) {
                Some((_, same)) if same == replacement => continue,
                Some((first, _)) => {
                    let what =
                        format!("\"{label}\" has another replacement in line {first}; keep one of the two");
                    return Err(error(line, what));
                }
                None => replaced.insert(label.to_lowercase(), (line, replacement.to_owned())),
            };
            entries.push(Entry { label: label.to_owned(), replacement: replacement.to_owned() });
        }
        for (line, replacement) in replaced.values() {
            if let Some((other, _)) = replaced.get(&replacement.to_lowercase()) {
                let what = format!(
                    "\"{replacement}\" is itself replaced in line {other}; write what is to stand in the end"
                );
                return Err(error(*line, what));
            }
        }
        Ok(Self { entries })
    }

    /// How many labels are replaced or removed.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is replaced.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Labels and replacements as written, in their order; a replacement is empty where the label is removed.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|entry| (entry.label.as_str(), entry.replacement.as_str()))
    }

    /// The labels with their replacements, in the order in which they are written.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The two or three words that labels and replacements are made of: phrases, however rarely they stand together.
    pub(super) fn runs(&self, lookup: &Lookup<'_>) -> Vec<Run> {
        let texts = self.entries.iter().flat_map(|entry| [&entry.label, &entry.replacement]);
        texts.filter_map(|text| phrases::run_of(words_of(text, lookup))).collect()
    }
}

/// The words that a text is made of; [`BREAK`] for one that is not in the corpus.
pub(super) fn words_of(text: &str, lookup: &Lookup<'_>) -> Vec<u32> {
    let mut found = Vec::new();
    words::scan(text, &mut String::new(), |token| {
        if let Token::Word { text, .. } = token {
            found.push(lookup.word(text).unwrap_or(BREAK));
        }
    });
    found
}

/// Label and replacement of a line.
fn cells(line: usize, text: &str) -> Result<(&str, &str), ThesaurusError> {
    let mut cells = text.split('\t').map(str::trim);
    let (label, replacement) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
    if label.is_empty() {
        return Err(error(line, "there is no label before the tabulator"));
    }
    if cells.any(|cell| !cell.is_empty()) {
        return Err(error(
            line,
            "there are more than two cells; write a label, a tabulator and its replacement",
        ));
    }
    Ok((label, replacement))
}

fn error(line: usize, what: impl Into<String>) -> ThesaurusError {
    ThesaurusError { line, what: what.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        Thesaurus::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn lines_by_hand() {
        let text = "\u{feff}Label\tReplace by\r\nML\tmachine learning\r\n\r\n study \t \r\npaper\nML\tmachine learning\nA\ta\n";
        let entry =
            |label: &str, replacement: &str| Entry { label: label.into(), replacement: replacement.into() };
        let thesaurus = Thesaurus::parse(text).unwrap();
        assert_eq!(
            thesaurus.entries(),
            [entry("ML", "machine learning"), entry("study", ""), entry("paper", "")]
        );
        assert!(Thesaurus::parse("label\treplace by").unwrap().is_empty());
    }

    #[test]
    fn problems_name_the_line() {
        assert!(message("").starts_with("line 1: the first line must be the header"));
        assert!(message("ml\tmachine learning\n").starts_with("line 1: the first line must be the header"));
        assert!(message("label\treplace by\n\tx").starts_with("line 2: there is no label"));
        assert!(message("label\treplace by\n\na\tb\tc").starts_with("line 3: there are more than two cells"));
        assert_eq!(
            message("label\treplace by\na\tb\nA\tc"),
            "line 3: \"A\" has another replacement in line 2; keep one of the two"
        );
        assert_eq!(
            message("label\treplace by\nb\tc\na\tB"),
            "line 3: \"B\" is itself replaced in line 2; write what is to stand in the end"
        );
    }
}
