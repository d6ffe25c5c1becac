//! What can go wrong, worded for the person who runs it.

use std::{io, path::PathBuf};

use datafusion::error::DataFusionError;

/// Why a run stopped. Steps that are done stay as they are: the same command goes on behind them.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A folder is no export.
    #[error("{}: no tables of bibliograph; `bibliograph export --parquet DIR PAPERS` writes them", .0.display())]
    NoExport(PathBuf),
    /// The tables are of another version.
    #[error("{}: its tables are of version {found}, this program reads version {known}; export the papers anew", .path.display())]
    Version {
        /// The description of the tables.
        path: PathBuf,
        /// What it says.
        found: u64,
        /// What is known.
        known: u64,
    },
    /// Files of a table are gone, or were added.
    #[error(
        "{}: {rows} rows in {files} files are there, {expected_rows} in {expected_files} were written; a part is missing or was \
         added: bring it back, or delete the folder and run again", .path.display()
    )]
    Incomplete {
        /// The folder of the table.
        path: PathBuf,
        /// Rows that are there.
        rows: u64,
        /// Files that are there.
        files: u64,
        /// Rows that were written.
        expected_rows: u64,
        /// Files that were written.
        expected_files: u64,
    },
    /// A file cannot be read or written.
    #[error("{}: {source}", .path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk is full.
    #[error("{step}: the disk is full, at {} or where the engine spills to; make room and run the same command again", .path.display())]
    DiskFull {
        /// The step.
        step: String,
        /// Where results go.
        path: PathBuf,
    },
    /// The engine ran out of its memory.
    #[error(
        "{step}: the engine needs more memory than it may have ({message}); give it more by --memory, or make smaller parts by --products"
    )]
    Memory {
        /// The step.
        step: String,
        /// What the engine said.
        message: String,
    },
    /// The scheduler does not answer.
    #[error(
        "{step}: the cluster does not answer ({message}); start scheduler and executors and run the same command again"
    )]
    Cluster {
        /// The step.
        step: String,
        /// What the engine said.
        message: String,
    },
    /// A cluster gave a query up: an executor was lost, or none was there.
    #[error(
        "{step}: the cluster gave it up ({message}); an executor was lost or none is there, as the scheduler tells: see that executors run, and run the same command again"
    )]
    GivenUp {
        /// The step.
        step: String,
        /// What the engine said.
        message: String,
    },
    /// Anything else that the engine says.
    #[error("{step}: {message}")]
    Engine {
        /// The step.
        step: String,
        /// What the engine said.
        message: String,
    },
    /// Tasks that were done twice left their rows twice, again and again.
    #[error(
        "{step}: {rows} rows were written where {expected} were reported, three times over; are executors lost all the time?"
    )]
    Unsettled {
        /// The step.
        step: String,
        /// Rows in the files.
        rows: u64,
        /// Rows that the engine reported.
        expected: u64,
    },
    /// An iteration does not come to rest.
    #[error("{step}: {change} is still above {bound} after {iterations} iterations")]
    Restless {
        /// The step.
        step: String,
        /// What changed in the last iteration.
        change: f64,
        /// What would have been good.
        bound: f64,
        /// How many there were.
        iterations: usize,
    },
    /// A step that nobody knows.
    #[error("there is no step {name:?}; there are {known}")]
    NoStep {
        /// As asked for.
        name: String,
        /// All steps.
        known: String,
    },
    /// What was asked for cannot be.
    #[error("{0}")]
    Usage(String),
}

impl Error {
    /// What the engine says about a step that writes to `path`.
    pub fn of_engine(step: &str, path: &std::path::Path, error: &DataFusionError) -> Self {
        let (step, message) = (step.to_owned(), first_line(&error.to_string()));
        let says = |words: &[&str]| words.iter().any(|word| error.to_string().contains(word));
        match () {
            () if says(&[
                "No space left",
                "StorageFull",
                "os error 28",
                "exceeds the max_temp_directory_size",
            ]) =>
            {
                Self::DiskFull { step, path: path.to_owned() }
            }
            () if says(&["Resources exhausted", "ResourcesExhausted", "Failed to allocate"]) => {
                Self::Memory { step, message }
            }
            // Whatever else such a message holds, of connections to an executor, say: the scheduler answered.
            () if says(&["Execution error: Job "]) => Self::GivenUp { step, message },
            () if says(&[
                "transport error",
                "Unavailable",
                "tcp connect",
                "Connection refused",
                "GrpcConnectionError",
            ]) =>
            {
                Self::Cluster { step, message }
            }
            () => Self::Engine { step, message },
        }
    }

    /// For a file that cannot be read or written.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| match source.kind() {
            io::ErrorKind::StorageFull => Self::DiskFull { step: "writing".to_owned(), path },
            _ => Self::File { path, source },
        }
    }
}

/// Engines say much; the first line tells what.
fn first_line(text: &str) -> String {
    const LONGEST: usize = 400;
    text.lines().next().unwrap_or_default().chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_engines_say_is_told_apart() {
        let of = |text: &str| {
            Error::of_engine("links", "out".as_ref(), &DataFusionError::External(text.to_owned().into()))
        };
        assert!(matches!(of("IO error: No space left on device (os error 28)"), Error::DiskFull { .. }));
        assert!(matches!(of("Resources exhausted: Failed to allocate 9 bytes"), Error::Memory { .. }));
        assert!(matches!(of("status: Unavailable, message: tcp connect error"), Error::Cluster { .. }));
        let lost = "Execution error: Job 7 failed: Connection refused";
        assert!(matches!(of(lost), Error::GivenUp { .. }));
        assert!(matches!(of("Schema error: No field named x"), Error::Engine { .. }));
    }
}
