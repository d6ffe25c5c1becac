//! Where readers put what they read: papers, problems and counts, or the first problem as an error.

use std::sync::Arc;

use super::draft::{Draft, Made, NoPaper};
use crate::{FileCard, Paper, Place, Problem, ReadError, Severity, paper};

/// What became of a record.
#[expect(clippy::large_enum_variant, reason = "nearly every record becomes a paper")]
pub(crate) enum Outcome {
    /// A paper, and what was mended.
    Read(Made),
    /// Nothing, and why.
    Skipped(Box<Problem>),
    /// Text that is no record was left out.
    Beside(Box<Problem>),
}

impl Outcome {
    /// A record that could not be read at all.
    pub fn skipped(place: Place, reason: String) -> Self {
        let remedy = "the record was left out; mend it in the file and read again".to_owned();
        Self::Skipped(Box::new(Problem { place, severity: Severity::Skipped, reason, remedy }))
    }

    /// Text beside the records.
    pub fn beside(place: Place, reason: String) -> Self {
        let remedy =
            "the text was left out; if it belongs to a record, mend the file and read again".to_owned();
        Self::Beside(Box::new(Problem { place, severity: Severity::Skipped, reason, remedy }))
    }

    /// What becomes of the draft of the record at `place`.
    pub fn of(draft: Draft<'_>, place: Place) -> Self {
        match draft.into_paper(place) {
            Ok(made) => Self::Read(made),
            Err(NoPaper { place, reason }) => Self::skipped(place, reason),
        }
    }
}

/// Takes papers away while their file is still being read, on any thread.
pub type Drain<'a> = dyn FnMut(Vec<Paper>) -> Result<(), ReadError> + Send + 'a;

/// What was read of one file.
pub(crate) struct Sink<'a, 'b> {
    pub path: Arc<str>,
    /// Papers that nobody took away yet.
    pub papers: Vec<Paper>,
    /// Whether papers of the file lean on each other, so that none may be taken away before all are read.
    pub holds: bool,
    drain: Option<&'a mut Drain<'b>>,
    drained: usize,
    pub problems: Vec<Problem>,
    strict: bool,
    repaired: usize,
    skipped: usize,
    filled: [usize; paper::FIELDS.len()],
}

impl<'a, 'b> Sink<'a, 'b> {
    /// `drain` takes the papers away as they come.
    pub fn new(path: Arc<str>, strict: bool, drain: Option<&'a mut Drain<'b>>) -> Self {
        Self {
            path,
            papers: Vec::new(),
            holds: false,
            drain,
            drained: 0,
            problems: Vec::new(),
            strict,
            repaired: 0,
            skipped: 0,
            filled: [0; paper::FIELDS.len()],
        }
    }

    /// Has the papers taken away that are there, if somebody takes them.
    pub fn drain(&mut self) -> Result<(), ReadError> {
        match &mut self.drain {
            Some(drain) if !self.holds && !self.papers.is_empty() => {
                self.drained += self.papers.len();
                drain(std::mem::take(&mut self.papers))
            }
            _ => Ok(()),
        }
    }

    /// Records seen so far.
    pub fn records(&self) -> usize {
        self.drained + self.papers.len() + self.skipped
    }

    /// Takes an outcome; an error where reading is strict and something was wrong.
    pub fn push(&mut self, outcome: Outcome) -> Result<(), ReadError> {
        match outcome {
            Outcome::Read(made) => self.push_paper(made),
            Outcome::Skipped(problem) => {
                self.skipped += 1;
                self.problem(*problem)
            }
            Outcome::Beside(problem) => self.problem(*problem),
        }
    }

    /// Notes that something that is no record was left out.
    pub fn problem(&mut self, problem: Problem) -> Result<(), ReadError> {
        if self.strict {
            return Err(ReadError::Strict(Box::new(problem)));
        }
        self.problems.push(problem);
        Ok(())
    }

    fn push_paper(&mut self, made: Made) -> Result<(), ReadError> {
        let Made { paper, repairs } = made;
        if !repairs.is_empty() {
            self.repaired += 1;
            self.problem(Problem {
                place: paper.place.clone(),
                severity: Severity::Repaired,
                reason: repairs.join("; "),
                remedy: "the record was read all the same; mend the file if it matters".to_owned(),
            })?;
        }
        for (count, has) in self.filled.iter_mut().zip(paper.filled()) {
            *count += usize::from(has);
        }
        self.papers.push(paper);
        Ok(())
    }

    /// Counts the fields anew, after the papers themselves were changed.
    pub fn count_fields(&mut self) {
        self.filled = [0; paper::FIELDS.len()];
        for paper in &self.papers {
            for (count, has) in self.filled.iter_mut().zip(paper.filled()) {
                *count += usize::from(has);
            }
        }
    }

    /// The card of the file.
    pub fn card(&self, format: &str, sha256: String, bytes: u64) -> FileCard {
        let read = self.drained + self.papers.len();
        let share = |count: &usize| *count as f64 / read.max(1) as f64;
        FileCard {
            path: self.path.to_string(),
            format: format.to_owned(),
            sha256,
            bytes,
            records: self.records(),
            read,
            repaired: self.repaired,
            skipped: self.skipped,
            fields: paper::FIELDS.into_iter().zip(self.filled.iter().map(share)).collect(),
        }
    }
}
