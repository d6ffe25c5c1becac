//! Files to papers, and every problem on the way.
//!
//! A reader returns papers *and* [`Problem`]s, never one or the other: one bad record never costs its neighbours,
//! and nothing is lost in silence. Only a file that is no file is an error.
//!
//! This crate knows nothing of graphs; it ends where a [`Corpus`] stands: papers with unique ids, duplicates
//! merged, and the citations between them resolved. Begin reading in [`paper`].

pub mod paper;
pub mod place;
pub mod problem;
pub mod repo;

pub use paper::Paper;
pub use place::Place;
pub use problem::{Problem, Severity};
pub use repo::Repo;

/// What was read: papers with unique ids, and all that happened on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Corpus {
    /// The papers, in the order of the files and of the records in them; ids are unique.
    pub papers: Vec<Paper>,
    /// Citations between these papers as (citing, cited) positions in `papers`, ascending, each once, no loops.
    pub citations: Vec<(u32, u32)>,
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
    /// The rule that found it: `id`, `doi`, `title`.
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
    /// SHA-256 of the bytes of the file as it lies on disk, hexadecimal.
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
