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

/// What became of some records, one after the other.
#[derive(Default)]
pub(crate) struct Tally {
    pub papers: Vec<Paper>,
    pub problems: Vec<Problem>,
    repaired: usize,
    skipped: usize,
    filled: [usize; paper::FIELDS.len()],
}

impl Tally {
    /// Of no records yet, with room for so many papers.
    pub fn of(papers: usize) -> Self {
        Self { papers: Vec::with_capacity(papers), ..Self::default() }
    }

    /// Takes the outcome of the next record.
    pub fn push(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Read(made) => self.push_paper(made),
            Outcome::Skipped(problem) => {
                self.skipped += 1;
                self.problems.push(*problem);
            }
            Outcome::Beside(problem) => self.problems.push(*problem),
        }
    }

    fn push_paper(&mut self, Made { paper, repairs }: Made) {
        if !repairs.is_empty() {
            self.repaired += 1;
            self.problems.push(Problem {
                place: paper.place.clone(),
                severity: Severity::Repaired,
                reason: repairs.join("; "),
                remedy: "the record was read all the same; mend the file if it matters".to_owned(),
            });
        }
        self.count(&paper);
        self.papers.push(paper);
    }

    fn count(&mut self, paper: &Paper) {
        for (count, has) in self.filled.iter_mut().zip(paper.filled()) {
            *count += usize::from(has);
        }
    }

    /// Takes what became of the records behind.
    fn append(&mut self, mut behind: Self) {
        self.papers.append(&mut behind.papers);
        self.problems.append(&mut behind.problems);
        self.repaired += behind.repaired;
        self.skipped += behind.skipped;
        self.filled.iter_mut().zip(behind.filled).for_each(|(sum, count)| *sum += count);
    }
}

/// Takes papers away while their file is still being read, on any thread.
pub type Drain<'a> = dyn FnMut(Vec<Paper>) -> Result<(), ReadError> + Send + 'a;

/// What was read of one file.
pub(crate) struct Sink<'a, 'b> {
    pub path: Arc<str>,
    /// The papers are those that nobody took away yet.
    pub tally: Tally,
    /// Whether papers of the file lean on each other, so that none may be taken away before all are read.
    pub holds: bool,
    drain: Option<&'a mut Drain<'b>>,
    drained: usize,
    strict: bool,
}

impl<'a, 'b> Sink<'a, 'b> {
    /// `drain` takes the papers away as they come.
    pub fn new(path: Arc<str>, strict: bool, drain: Option<&'a mut Drain<'b>>) -> Self {
        Self { path, tally: Tally::default(), holds: false, drain, drained: 0, strict }
    }

    /// Has the papers taken away that are there, if somebody takes them.
    pub fn drain(&mut self) -> Result<(), ReadError> {
        let papers = &mut self.tally.papers;
        match &mut self.drain {
            Some(drain) if !self.holds && !papers.is_empty() => {
                self.drained += papers.len();
                drain(std::mem::take(papers))
            }
            _ => Ok(()),
        }
    }

    /// Whether papers were taken away.
    pub fn has_drained(&self) -> bool {
        self.drained > 0
    }

    /// Records that became papers.
    fn read(&self) -> usize {
        self.drained + self.tally.papers.len()
    }

    /// Records seen so far.
    pub fn records(&self) -> usize {
        self.read() + self.tally.skipped
    }

    /// Takes an outcome; an error where reading is strict and something was wrong.
    pub fn push(&mut self, outcome: Outcome) -> Result<(), ReadError> {
        self.tally.push(outcome);
        self.check()
    }

    /// Takes what became of the next records; an error as from [`Self::push`].
    pub fn append(&mut self, tally: Tally) -> Result<(), ReadError> {
        self.tally.append(tally);
        self.check()
    }

    /// Notes that something that is no record was left out; an error as from [`Self::push`].
    pub fn problem(&mut self, problem: Problem) -> Result<(), ReadError> {
        self.tally.problems.push(problem);
        self.check()
    }

    /// Strict reading stops at the first problem.
    fn check(&self) -> Result<(), ReadError> {
        match self.tally.problems.first() {
            Some(problem) if self.strict => Err(ReadError::Strict(Box::new(problem.clone()))),
            _ => Ok(()),
        }
    }

    /// Counts the fields anew, after the papers themselves were changed.
    pub fn count_fields(&mut self) {
        let papers = std::mem::take(&mut self.tally.papers);
        self.tally.filled = Default::default();
        papers.iter().for_each(|paper| self.tally.count(paper));
        self.tally.papers = papers;
    }

    /// The card of the file.
    pub fn card(&self, format: &str, sha256: String, bytes: u64) -> FileCard {
        let Tally { repaired, skipped, filled, .. } = &self.tally;
        let share = |count: &usize| *count as f64 / self.read().max(1) as f64;
        FileCard {
            path: self.path.to_string(),
            format: format.to_owned(),
            sha256,
            bytes,
            records: self.records(),
            read: self.read(),
            repaired: *repaired,
            skipped: *skipped,
            fields: paper::FIELDS.into_iter().zip(filled.iter().map(share)).collect(),
        }
    }
}
