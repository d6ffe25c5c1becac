//! Vectors of papers that the user brings, matched to the papers.

pub mod npy;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use corpus::Corpus;
use rustc_hash::FxHashMap;
use serde::Serialize;
use sha2::{Digest, Sha256};
use similarity::{Vectors, VectorsError};
use tables::{Matrix, MatrixError};

use crate::config::settings::EmbeddingFiles;

/// The vectors, and how they fit the papers.
#[derive(Clone, Debug, PartialEq)]
pub struct Embeddings {
    /// The vectors of the papers that have one.
    pub vectors: Vectors,
    /// How many rows the file has.
    pub rows: usize,
    /// How many of them are of no paper of the corpus.
    pub strangers: usize,
    /// The files, for the card of the run.
    pub files: Vec<Source>,
}

/// A file that vectors came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The path, as seen from where the program runs.
    pub path: String,
    /// `parquet`, `npy` or `ids`.
    pub format: &'static str,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: usize,
}

/// Why vectors cannot be used. What it says names the file and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EmbeddingsError {
    /// A file cannot be read.
    #[error("cannot read {}: {source}", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file of vectors is not one.
    #[error("{}: {source}", .path.display())]
    Npy {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: npy::NpyError,
    },
    /// The file of Parquet gives no vectors.
    #[error("{}: {source}", .path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: MatrixError,
    },
    /// An array says nothing of whose vectors it holds.
    #[error("{} has no ids; name them with input.vectors_ids: a text file with an id or DOI a line, a line a row", .path.display())]
    NoIds {
        /// The file of vectors.
        path: PathBuf,
    },
    /// There are ids twice.
    #[error("{} has ids of its own; leave out input.vectors_ids", .path.display())]
    IdsTwice {
        /// The file of vectors.
        path: PathBuf,
    },
    /// There are more or fewer ids than vectors.
    #[error("{} has {ids} ids, but {} has {rows} vectors; an id a line, a line a vector", .ids_path.display(), .path.display())]
    Ids {
        /// The file of vectors.
        path: PathBuf,
        /// How many there are.
        rows: usize,
        /// The file of ids.
        ids_path: PathBuf,
        /// How many there are.
        ids: usize,
    },
    /// No vector is of a paper of the corpus.
    #[error("no id in {} is that of a paper; take those of the column id in tables/papers.csv, or DOIs", .path.display())]
    Strangers {
        /// The file of ids.
        path: PathBuf,
    },
    /// The numbers are no vectors.
    #[error("{}: {source}", .path.display())]
    Vectors {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: VectorsError,
    },
}

/// Reads vectors and matches them to the papers of `corpus`, by their ids, those of records that were merged into them, or DOIs.
/// What kind of file it is is told from its first bytes.
///
/// # Errors
///
/// See [`EmbeddingsError`].
pub fn read(files: &EmbeddingFiles, corpus: &Corpus) -> Result<Embeddings, EmbeddingsError> {
    let path = || files.vectors.clone();
    let bytes = load(&files.vectors)?;
    let (matrix, sources) = if bytes.starts_with(b"PAR1") {
        if files.ids.is_some() {
            return Err(EmbeddingsError::IdsTwice { path: path() });
        }
        let matrix = tables::read_matrix(&bytes)
            .map_err(|source| EmbeddingsError::Parquet { path: path(), source })?;
        (matrix, vec![source(&files.vectors, "parquet", &bytes)])
    } else {
        array_with_ids(files, &bytes)?
    };
    let papers = papers_of(&matrix.ids, corpus);
    let strangers = papers.iter().filter(|paper| paper.is_none()).count();
    if strangers == papers.len() && !corpus.papers.is_empty() {
        let path = files.ids.clone().unwrap_or_else(path);
        return Err(EmbeddingsError::Strangers { path });
    }
    let vectors = Vectors::new(matrix.columns, &matrix.values, &papers)
        .map_err(|source| EmbeddingsError::Vectors { path: path(), source })?;
    Ok(Embeddings { vectors, rows: matrix.ids.len(), strangers, files: sources })
}

/// An array of NumPy, with the ids that lie in a file beside it.
fn array_with_ids(files: &EmbeddingFiles, bytes: &[u8]) -> Result<(Matrix, Vec<Source>), EmbeddingsError> {
    let path = || files.vectors.clone();
    let array = npy::read(bytes).map_err(|source| EmbeddingsError::Npy { path: path(), source })?;
    let ids_path = files.ids.clone().ok_or_else(|| EmbeddingsError::NoIds { path: path() })?;
    let ids_bytes = load(&ids_path)?;
    let text = String::from_utf8_lossy(&ids_bytes);
    let ids: Vec<String> =
        text.trim_start_matches('\u{feff}').lines().map(|line| line.trim().to_owned()).collect();
    let sources = vec![source(&files.vectors, "npy", bytes), source(&ids_path, "ids", &ids_bytes)];
    if ids.len() != array.rows {
        return Err(EmbeddingsError::Ids { path: path(), rows: array.rows, ids_path, ids: ids.len() });
    }
    Ok((Matrix { ids, columns: array.columns, values: array.values }, sources))
}

fn load(path: &Path) -> Result<Vec<u8>, EmbeddingsError> {
    fs::read(path).map_err(|source| EmbeddingsError::File { path: path.to_owned(), source })
}

fn source(path: &Path, format: &'static str, bytes: &[u8]) -> Source {
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Source { path: path.display().to_string(), format, sha256, bytes: bytes.len() }
}

/// The paper of each id.
fn papers_of(ids: &[impl AsRef<str>], corpus: &Corpus) -> Vec<Option<u32>> {
    let mut by_id: FxHashMap<&str, u32> = FxHashMap::default();
    for (position, paper) in (0..).zip(&corpus.papers) {
        by_id.insert(&paper.id, position);
    }
    let mut by_alias: FxHashMap<&str, u32> = FxHashMap::default();
    for (position, paper) in (0..).zip(&corpus.papers) {
        by_alias.extend(paper.doi.as_deref().map(|doi| (doi, position)));
    }
    for duplicate in &corpus.duplicates {
        by_alias.extend(by_id.get(duplicate.kept.as_str()).map(|&paper| (duplicate.merged.as_str(), paper)));
    }
    let of = |id: &str| {
        let known = by_id.get(id).or_else(|| by_alias.get(id));
        known.or_else(|| by_alias.get(id.to_lowercase().as_str())).copied()
    };
    ids.iter().map(|id| of(id.as_ref())).collect()
}

#[cfg(test)]
mod tests {
    use corpus::{Duplicate, Paper};

    use super::*;

    fn corpus() -> Corpus {
        let paper = |id: &str, doi: Option<&str>| Paper {
            id: id.into(),
            doi: doi.map(str::to_owned),
            ..Paper::default()
        };
        let merged = Duplicate {
            kept: "b".into(),
            merged: "b2".into(),
            place: corpus::Place::default(),
            rule: "doi",
            similarity: 1.0,
        };
        let papers = vec![paper("a", Some("10.1/x")), paper("b", None)];
        Corpus { papers, duplicates: vec![merged], ..Corpus::default() }
    }

    #[test]
    fn rows_find_their_papers() {
        let ids = ["b2", "10.1/X", "z", "a", ""];
        assert_eq!(papers_of(&ids, &corpus()), [Some(1), Some(0), None, Some(0), None]);
    }

    #[test]
    fn what_does_not_fit_is_told_with_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let ids = folder.path().join("v.txt");
        let files = EmbeddingFiles { vectors: folder.path().join("v.npy"), ids: Some(ids.clone()) };
        let bare = EmbeddingFiles { ids: None, ..files.clone() };
        let mut array = b"\x93NUMPY\x01\x00\x46\x00".to_vec();
        array.extend(
            format!("{:<69}\n", "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }").bytes(),
        );
        array.extend([1.0f32, f32::NAN].iter().flat_map(|number| number.to_le_bytes()));
        let run = |text: &str| {
            fs::write(&ids, text).unwrap();
            read(&files, &corpus()).unwrap_err().to_string()
        };
        assert!(run("").starts_with("cannot read") && run("").contains("v.npy"));
        fs::write(&files.vectors, &array).unwrap();
        assert!(run("a\n").contains("v.txt has 1 ids, but") && run("a\n").contains("v.npy has 2 vectors"));
        assert!(run("y\nz\n").contains("v.txt is that of a paper"));
        assert!(
            run("a\nb\n").ends_with(
                "v.npy: row 2 (counted from 1) has NaN at position 1; vectors are of finite numbers"
            )
        );
        array.truncate(array.len() - 4);
        array.extend(4.0f32.to_le_bytes());
        fs::write(&files.vectors, &array).unwrap();
        fs::write(&ids, "\u{feff}a\r\nz\r\n").unwrap();
        let found = read(&files, &corpus()).unwrap();
        assert_eq!((found.vectors.papers(), found.rows, found.strangers), (1, 2, 1));
        assert_eq!(found.files.iter().map(|file| file.format).collect::<Vec<_>>(), ["npy", "ids"]);
        let message = read(&bare, &corpus()).unwrap_err().to_string();
        assert!(message.contains("v.npy has no ids; name them with input.vectors_ids"), "{message}");
        fs::write(&files.vectors, b"PAR1 and no more").unwrap();
        assert!(read(&files, &corpus()).unwrap_err().to_string().contains("has ids of its own"));
        assert!(read(&bare, &corpus()).unwrap_err().to_string().contains("no Parquet file"));
    }
}
