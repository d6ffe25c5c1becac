//! Links that were made elsewhere, matched to the papers.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use corpus::Corpus;
use network::{GraphError, Link};
use rustc_hash::FxHashMap;
use similarity::{RELATIONS, Relation, Similarity};
use tables::LinksError;

/// Links from elsewhere, and how they fit the papers.
#[derive(Debug)]
pub struct GivenLinks {
    /// The graph that they make.
    pub similarity: Similarity,
    /// How many there were.
    pub rows: usize,
    /// How many of them had an end that is no paper of the corpus.
    pub strangers: usize,
}

/// Why links cannot be used. What it says names the file and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GivenLinksError {
    /// A folder or file cannot be read.
    #[error("cannot read {}: {source}; input.links or --links names it", .path.display())]
    File {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// There is nothing in the folder.
    #[error("{}: no file in it ends in .parquet; links are Parquet files with the columns source, target and weight", .0.display())]
    Nothing(PathBuf),
    /// A file gives no links.
    #[error("{}: {source}", .path.display())]
    Links {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: LinksError,
    },
    /// No link is between papers of the corpus.
    #[error("{}: no link is between two of these papers; its ends are ids as in tables/papers.csv", .0.display())]
    Strangers(PathBuf),
    /// Weights make no graph.
    #[error("{}: {source}", .path.display())]
    Graph {
        /// The folder.
        path: PathBuf,
        /// What is wrong.
        source: GraphError,
    },
}

/// Reads the links of a Parquet file, or of those of a folder, between papers of `corpus`, by their ids or those of records that were
/// merged into them.
///
/// # Errors
///
/// See [`GivenLinksError`].
pub fn read(path: &Path, corpus: &Corpus) -> Result<GivenLinks, GivenLinksError> {
    let papers = papers_by_id(corpus);
    let names = Relation::ALL.map(Relation::name);
    let (mut links, mut rows) = (Vec::new(), 0);
    let mut parts: [Option<Vec<f64>>; RELATIONS] = Default::default();
    for file in files(path)? {
        let bytes = fs::read(&file).map_err(|source| GivenLinksError::File { path: file.clone(), source })?;
        let found = tables::read_links(&bytes, &names)
            .map_err(|source| GivenLinksError::Links { path: file.clone(), source })?;
        let before = links.len();
        let ends =
            |row: usize| Some((*papers.get(&*found.sources[row])?, *papers.get(&*found.targets[row])?));
        let known: Vec<usize> = (0..found.weights.len()).filter(|&row| ends(row).is_some()).collect();
        for (row, (source, target)) in known.iter().filter_map(|&row| Some((row, ends(row)?))) {
            links.push(Link { source, target, weight: found.weights[row] });
        }
        for (relation, part) in Relation::ALL.into_iter().zip(&mut parts) {
            let told = found.parts.iter().find(|(name, _)| *name == relation.name());
            if part.is_none() && told.is_none() {
                continue;
            }
            // A relation that only some files tell says nothing in the others.
            let part = part.get_or_insert_with(|| vec![0.0; before]);
            part.extend(known.iter().map(|&row| told.map_or(0.0, |(_, values)| values[row])));
        }
        rows += found.weights.len();
    }
    if links.is_empty() && rows > 0 {
        return Err(GivenLinksError::Strangers(path.to_owned()));
    }
    let strangers = rows - links.len();
    let similarity = Similarity::given(corpus.papers.len(), &links, parts)
        .map_err(|source| GivenLinksError::Graph { path: path.to_owned(), source })?;
    Ok(GivenLinks { similarity, rows, strangers })
}

/// The file, or those of a folder, by name.
fn files(path: &Path) -> Result<Vec<PathBuf>, GivenLinksError> {
    let failed = |source| GivenLinksError::File { path: path.to_owned(), source };
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        if file.extension().is_some_and(|extension| extension == "parquet") {
            files.push(file);
        }
    }
    files.sort_unstable();
    if files.is_empty() { Err(GivenLinksError::Nothing(path.to_owned())) } else { Ok(files) }
}

/// Papers by their ids; those of merged records where no paper has the id itself.
fn papers_by_id(corpus: &Corpus) -> FxHashMap<&str, u32> {
    let own: FxHashMap<&str, u32> =
        (0..).zip(&corpus.papers).map(|(number, paper)| (paper.id.as_str(), number)).collect();
    let mut all = own.clone();
    for duplicate in &corpus.duplicates {
        if let Some(&kept) = own.get(&*duplicate.kept) {
            all.entry(&duplicate.merged).or_insert(kept);
        }
    }
    all
}
