//! What makes a whole file unreadable. What is wrong with one record is a [`Problem`] instead.

use std::io;

use crate::Problem;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing lies at the path.
    #[error(
        "{path}: there is no such file; check the path, which is taken from the folder that the program runs in"
    )]
    Missing {
        /// The path as given.
        path: String,
    },
    /// A pattern finds no file.
    #[error(
        "{path}: no file has such a name; check the pattern, which is taken from the folder that the program runs in"
    )]
    NoMatch {
        /// The pattern as given.
        path: String,
    },
    /// Nothing in a folder or an archive can be read.
    #[error("{path}: no file in it can be read{}; put files of papers into it, or name them", .first.as_ref().map_or_else(|| ", for there is none".to_owned(), |first| format!(" ({first})")))]
    NothingInside {
        /// The path as given.
        path: String,
        /// What is wrong with the first file in it.
        first: Option<Box<ReadError>>,
    },
    /// The file holds nothing, or nothing but white space.
    #[error("{path}: the file is empty; export it again, or leave it out")]
    Empty {
        /// The path as given.
        path: String,
    },
    /// No reader knows the format.
    #[error("{path}: the file {seen}, which no reader knows; convert it to one of: {known}")]
    Unknown {
        /// The path as given.
        path: String,
        /// What was seen, as the end of a sentence: `begins like a PDF document`.
        seen: String,
        /// The formats that are known.
        known: String,
    },
    /// A table has no column for the title.
    #[error(
        "{path}:{line}: no column holds the title; {columns}; rename one to `title` ({accepted} are known too), or name it in workspace.toml: [columns] title = \"...\""
    )]
    NoTitleColumn {
        /// The path as given.
        path: String,
        /// The line of the header.
        line: u64,
        /// The columns seen, as a part of the sentence.
        columns: String,
        /// Other names that would do.
        accepted: String,
    },
    /// A compressed file ends too early, or its bytes are damaged.
    #[error(
        "{path}: the {packing} data is incomplete or damaged near byte {byte} of the file, after {records} \
         records ({reason}); copy or download the file again"
    )]
    Broken {
        /// The path as given.
        path: String,
        /// How the file is packed: `zstd`, `gzip`.
        packing: &'static str,
        /// How many bytes of the file had been read.
        byte: u64,
        /// How many records stand in front of the fault, read or skipped.
        records: usize,
        /// What the decompressor says.
        reason: String,
    },
    /// A compressed file unfolds to far more than papers would.
    #[error(
        "{path}: {packed} bytes unfold to more than {unpacked}; more than {limit}-fold is refused, for papers never \
         shrink so far; unpack the file by hand and look at what it holds"
    )]
    TooDense {
        /// The path as given.
        path: String,
        /// Bytes of the file read so far.
        packed: u64,
        /// Bytes that came out of them.
        unpacked: u64,
        /// The largest ratio that is read.
        limit: u64,
    },
    /// The operating system could not read the file.
    #[error("{path}: cannot be read ({source}); check that it is readable for you")]
    Io {
        /// The path as given.
        path: String,
        /// What the operating system says.
        source: io::Error,
    },
    /// Whoever takes the papers cannot go on.
    #[error("{0}")]
    Taker(Box<dyn std::error::Error + Send + Sync>),
    /// Strict reading met its first problem.
    #[error("{}: {}; {} (strict reading stops at the first problem)", .0.place, .0.reason, .0.remedy)]
    Strict(Box<Problem>),
}

impl ReadError {
    /// Whether nothing more may be read: the fault is not that of one file.
    pub(crate) fn stops(&self) -> bool {
        matches!(self, Self::Strict(_) | Self::Taker(_))
    }
}
