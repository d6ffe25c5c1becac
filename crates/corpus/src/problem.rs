//! What was wrong with a record, and what became of it.

use crate::Place;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The record was read after something in it was mended or dropped.
    Repaired,
    /// The record could not be read.
    Skipped,
}

/// One problem, worded for the person who has the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// File and line.
    pub place: Place,
    /// What became of the record.
    pub severity: Severity,
    /// What was wrong.
    pub reason: String,
    /// What to do about it, or what was done.
    pub remedy: String,
}

impl Problem {
    /// The kind of identifier, `DOI` or `arXiv id`, that was dropped from the record because it is none.
    pub fn dropped_identifier(&self) -> Option<&'static str> {
        let dropped = |name: &&str| self.reason.contains(&format!("\" is no {name}: dropped"));
        ["DOI", "arXiv id"].into_iter().find(dropped)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use crate::{ReadOptions, format_of_records, read_from};

    #[test]
    fn identifiers_that_are_none_are_told_by_their_kind() {
        let bibtex = "@article{a, title={On maps}, doi={10.1000nothing}}\n\
                      @misc{b, title={On nets}, archivePrefix={arXiv}, eprint={2301.1x}}\n\
                      @misc{c, title={On trees}, archivePrefix={arXiv}, eprint={2301.00001}, note={x}}\n";
        let records = read_from("a.bib", Cursor::new(bibtex), &ReadOptions::default()).unwrap();
        let kinds: Vec<_> = records
            .problems
            .iter()
            .map(|problem| (problem.place.line, problem.dropped_identifier()))
            .collect();
        assert_eq!(kinds, [(1, Some("DOI")), (2, Some("arXiv id"))]);
    }

    #[test]
    fn running_text_is_no_format_of_records() {
        let format = |text: &str| format_of_records(text.as_bytes()).unwrap();
        assert_eq!(format("@article{a, title={On maps}}"), Some("bibtex"));
        assert_eq!(format("TY  - JOUR\nTI  - On maps\nER  - \n"), Some("ris"));
        assert_eq!(format("title,year\nOn maps,2009\n"), Some("csv"));
        assert_eq!(
            format("[1] J. Doe, On maps, 2009.\n[2] R. Roe, On trees, 2010.\n[3] E. Poe, On nets, 2011.\n"),
            None
        );
        assert_eq!(
            format("Doe J, 2009, J MAPS, V1\nRoe R, 2010, J MAPS, V2\nPoe E, 2011, J MAPS, V3\n"),
            None
        );
        assert!(format_of_records(b"%PDF-1.7").is_err());
    }
}
