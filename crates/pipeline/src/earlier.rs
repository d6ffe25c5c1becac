//! An earlier report, with which the map and the numbers of clusters line up.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use corpus::Corpus;
use rustc_hash::FxHashMap;

/// Where the papers of a corpus stood in an earlier report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    /// The position of each paper; `None` where it was not there.
    pub positions: Vec<Option<[f64; 2]>>,
    /// The cluster of each paper, from 0; `None` where it was not there.
    pub clusters: Vec<Option<u32>>,
}

/// Why an earlier report cannot be used. What it says names the file and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EarlierError {
    /// There is no table of papers.
    #[error("cannot read {}: {source}; `map.from` names the folder of an earlier report", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system or the reader of CSV said.
        source: csv::Error,
    },
    /// A column is missing.
    #[error("{} has no column `{column}`; `map.from` needs id, cluster, x and y as a run writes them", .path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// A row does not say where a paper stood.
    #[error("{}:{line}: `{cell}` is no {column} of a paper; take a report as a run wrote it", .path.display())]
    Cell {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        cell: String,
    },
    /// No paper is of this corpus.
    #[error("no paper in {} is one of this run, by its id; is `map.from` a report on the same field?", .path.display())]
    Strangers {
        /// The file.
        path: PathBuf,
    },
}

/// Reads where the papers of `corpus` stood in the report in `folder`, from its `tables/papers.csv`. Papers are known by their ids,
/// or by those of records that were merged into them.
///
/// # Errors
///
/// See [`EarlierError`].
pub fn read(folder: &Path, corpus: &Corpus) -> Result<Earlier, EarlierError> {
    let path = folder.join("tables").join("papers.csv");
    let broken = |source| EarlierError::File { path: path.clone(), source };
    let mut rows = csv::Reader::from_path(&path).map_err(broken)?;
    let headers = rows.headers().map_err(broken)?.clone();
    let place = |column: &'static str| {
        let is_it = |header: &str| header.trim_start_matches('\u{feff}') == column;
        let missing = || EarlierError::Column { path: path.clone(), column };
        headers.iter().position(is_it).ok_or_else(missing)
    };
    let (id, cluster, x, y) = (place("id")?, place("cluster")?, place("x")?, place("y")?);
    let paper_of = papers_by_id(corpus);
    let mut earlier =
        Earlier { positions: vec![None; corpus.papers.len()], clusters: vec![None; corpus.papers.len()] };
    for row in rows.records() {
        let row = row.map_err(broken)?;
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let bad = |column, at| {
            let line = row.position().map_or(0, csv::Position::line);
            EarlierError::Cell { path: path.clone(), line, column, cell: cell(at).to_owned() }
        };
        let coordinate = |column, at| {
            let value = cell(at).parse().ok().filter(|value: &f64| value.abs() <= 1e6);
            value.ok_or_else(|| bad(column, at))
        };
        let position = [coordinate("x", x)?, coordinate("y", y)?];
        let number = cell(cluster).parse().ok().and_then(|number: u32| number.checked_sub(1));
        let number = number.ok_or_else(|| bad("cluster", cluster))?;
        if let Some(&paper) = paper_of.get(cell(id)) {
            earlier.positions[paper].get_or_insert(position);
            earlier.clusters[paper].get_or_insert(number);
        }
    }
    if earlier.positions.iter().all(Option::is_none) && !corpus.papers.is_empty() {
        return Err(EarlierError::Strangers { path });
    }
    Ok(earlier)
}

/// Papers by their ids as tables write them.
pub(crate) fn papers_by_id(corpus: &Corpus) -> FxHashMap<Cow<'_, str>, usize> {
    let mut papers: FxHashMap<Cow<'_, str>, usize> = FxHashMap::default();
    for (number, paper) in corpus.papers.iter().enumerate() {
        papers.insert(tables::defuse::defuse(&paper.id), number);
    }
    for duplicate in &corpus.duplicates {
        if let Some(&kept) = papers.get(&tables::defuse::defuse(&duplicate.kept)) {
            papers.entry(tables::defuse::defuse(&duplicate.merged)).or_insert(kept);
        }
    }
    papers
}
