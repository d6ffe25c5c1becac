//! Files to papers, and every problem on the way.
//!
//! A reader returns papers *and* [`Problem`]s, never one or the other: one bad record never costs its neighbours,
//! and nothing is lost in silence. Only a file that is no file is an error.
//!
//! This crate knows nothing of graphs; it ends where a [`Corpus`] stands: papers with unique ids, duplicates
//! merged, and the citations between them resolved. Begin reading in [`paper`], then [`read_files`] and [`merge`].
//!
//! ```
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("papers.csv");
//! std::fs::write(&path, "title,year,doi\nOn the use of maps,1999,10.1000/1\nOn the use of Maps.,1999,\n,2001,\n").unwrap();
//!
//! let corpus = corpus::read(&[path], &Default::default(), &parallel::Progress::none()).unwrap();
//! assert_eq!(corpus.papers.len(), 1);
//! assert_eq!(corpus.papers[0].id, "10.1000/1");
//! assert_eq!(corpus.duplicates[0].rule, "title");
//! assert_eq!(corpus.problems[0].reason, "the record has no title");
//! ```

pub mod clean;
mod date;
mod error;
mod fields;
pub mod id;
mod kinds;
pub mod links;
pub mod markup;
pub mod merge;
pub mod paper;
pub mod place;
pub mod problem;
mod read;
pub mod references;
pub mod repo;
mod sniff;
pub mod write;

use std::path::PathBuf;

use parallel::Progress;

pub use date::{Date, DateError};
pub use error::ReadError;
pub use merge::Records;
pub use paper::Paper;
pub use place::Place;
pub use problem::{Problem, Severity};
pub use read::{format_of_records, formats, read_batches, read_files, read_from};
pub use references::CitedWork;
pub use repo::Repo;

/// How to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Whether the first problem is an error.
    pub strict: bool,
    /// Columns of tables under names that nobody could know: a field (`title`, `cited_by`) and the name of its column.
    /// They go before the columns that are known by their own names.
    pub columns: Vec<(String, String)>,
}

impl ReadOptions {
    /// The columns by field; a field that is not known is left out.
    fn fields(&self) -> impl Iterator<Item = (fields::Field, String)> {
        let known = |(field, column): &(String, String)| Some((fields::lookup(field)?.0, column.clone()));
        self.columns.iter().filter_map(known)
    }
}

/// Reads the files, merges duplicates and resolves references: [`read_files`], then [`Records::merge`].
///
/// # Errors
///
/// The first file that cannot be read at all, or, where `options.strict` is set, the first problem.
pub fn read(paths: &[PathBuf], options: &ReadOptions, progress: &Progress) -> Result<Corpus, ReadError> {
    let corpus = read_files(paths, options, progress)?.merge(progress);
    match corpus.problems.first() {
        Some(problem) if options.strict => Err(ReadError::Strict(Box::new(problem.clone()))),
        _ => Ok(corpus),
    }
}

/// What was read: papers with unique ids, and all that happened on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// The papers, in the order of the files and of the records in them; ids are unique.
    pub papers: Vec<Paper>,
    /// Citations between these papers as (citing, cited) positions in `papers`, ascending, each once, no loops.
    pub citations: Vec<(u32, u32)>,
    /// Every work that the papers cite, once, in the order in which they cite it first; papers of the corpus among them.
    pub works: Vec<CitedWork>,
    /// The works that each paper cites, as positions in `works`, ascending, each once: what two papers have in common here
    /// couples them, two works that meet here are co-cited.
    pub references_of: Vec<Vec<u32>>,
    /// How many references the papers have together, one a work.
    pub references: usize,
    /// How many of these lead to a paper of the corpus.
    pub resolved: usize,
    /// What was merged into what.
    pub duplicates: Vec<Duplicate>,
    /// What was wrong, in the order of the files.
    pub problems: Vec<Problem>,
    /// One card a file, in the order given.
    pub files: Vec<FileCard>,
}

/// A record that was merged into a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicate {
    /// The id of the paper that stays.
    pub kept: String,
    /// The id of the record that went into it, as its file gives it.
    pub merged: String,
    /// Where that record stands.
    pub place: Place,
    /// The rule that found it, by its name: see [`merge::Rule`].
    pub rule: &'static str,
    /// Similarity of the titles, 0 to 1.
    pub similarity: f64,
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileCard {
    /// The path as given.
    pub path: String,
    /// The format's name, as in the table of readers.
    pub format: String,
    /// SHA-256 of the bytes of the file as it lies on disk, hexadecimal; of a member of an archive, as it is unpacked.
    pub sha256: String,
    /// Bytes of the file as it lies on disk.
    pub bytes: u64,
    /// Records that the file holds.
    pub records: usize,
    /// Records that became a paper, before merging.
    pub read: usize,
    /// Of these, the ones that were repaired (a field was dropped or mended).
    pub repaired: usize,
    /// Records that could not become a paper.
    pub skipped: usize,
    /// Share of read records that have a field, in the order of [`paper::FIELDS`].
    pub fields: Vec<(&'static str, f64)>,
}
