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
