//! A report as a run wrote it: its papers and its card.

use std::{
    fs,
    path::{Path, PathBuf},
};

use corpus::{Paper, Place, id};
use rustc_hash::FxHashMap;
use serde_json::Value as Json;
use tables::defuse::restored;

use crate::publish;

/// A report that was read.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Where it is, as the user wrote it.
    pub folder: String,
    /// Its papers, in the order of the table, with what tells whether two are one: id, title, year, venue, authors, DOI, arXiv id.
    pub papers: Vec<Paper>,
    /// The topic of each paper, by its position in `topics`.
    pub topic_of: Vec<usize>,
    /// The topics, by their numbers.
    pub topics: Vec<Topic>,
    /// The rank of each paper by PageRank, from 1; empty where the table has no such column.
    pub ranks: Vec<usize>,
    /// The records that were merged into a paper, and the id of that paper.
    pub merged: Vec<(String, String)>,
    /// What `run.json` says; null where it says nothing.
    pub card: Json,
    /// What could not be read, a sentence each.
    pub notes: Vec<String>,
}

/// A topic of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topic {
    /// Its number.
    pub number: u32,
    /// Its label; empty where the report gives none.
    pub label: String,
    /// How many papers it holds.
    pub size: usize,
}

/// Why two reports cannot be compared. What it says names the place and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// There is no table of papers.
    #[error("{}: no report on papers: cannot read tables/papers.csv: {source}; say a folder that `bibliograph run` wrote", .folder.display())]
    NoReport {
        /// The folder.
        folder: PathBuf,
        /// What the system or the reader of CSV said.
        source: csv::Error,
    },
    /// A row of the table cannot be read.
    #[error("{}: {source}; the report is broken: run it again", .path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// Where, and what is wrong.
        source: csv::Error,
    },
    /// A column is missing.
    #[error("{} has no column `{column}`, without which reports cannot be compared; run the report again", .path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The column.
        column: &'static str,
    },
    /// A cell holds what it cannot.
    #[error("{}:{line}: `{cell}` is no {column}; the report is broken: run it again", .path.display())]
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
    /// Both folders are one.
    #[error("{} and {} are the same folder, in which nothing can have changed; say the reports of two runs", .0.display(), .1.display())]
    Same(PathBuf, PathBuf),
    /// The place for the comparison is taken.
    #[error("{} is there already and holds no comparison (no compare.md), so nothing is written into it; choose another folder with --out", .0.display())]
    Taken(PathBuf),
    /// A file cannot be written.
    #[error("cannot write {}: {source}; choose another folder with --out", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A table does not fit its catalogue.
    #[error(transparent)]
    Table(#[from] tables::TableError),
}

impl Report {
    /// Reads the report in `folder`.
    pub fn read(folder: &Path) -> Result<Self, CompareError> {
        let mut report = Self { folder: folder.display().to_string(), ..Self::default() };
        report.read_papers(folder)?;
        report.read_merged(folder);
        report.read_card(folder);
        Ok(report)
    }

    fn read_papers(&mut self, folder: &Path) -> Result<(), CompareError> {
        let path = folder.join("tables").join("papers.csv");
        let fail = |source| CompareError::NoReport { folder: folder.to_owned(), source };
        let mut rows = csv::Reader::from_path(&path).map_err(fail)?;
        let columns = Columns::of(rows.headers().map_err(fail)?);
        let must = |column: &'static str| {
            columns.place(column).ok_or_else(|| CompareError::Column { path: path.clone(), column })
        };
        let (id, title, cluster) = (must("id")?, must("title")?, must("cluster")?);
        let [year, venue, authors, doi, url, label, pagerank] =
            ["year", "venue", "authors", "doi", "url", "cluster_label", "pagerank"]
                .map(|name| columns.place(name));
        let mut scores = Vec::new();
        let mut numbers = Vec::new();
        let mut labels: FxHashMap<u32, String> = FxHashMap::default();
        for row in rows.records() {
            let row = row.map_err(|source| CompareError::Broken { path: path.clone(), source })?;
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |at: usize| restored(row.get(at).unwrap_or_default()).to_owned();
            let some = |at: Option<usize>| at.map(cell).filter(|cell| !cell.is_empty());
            let bad = |column, cell| CompareError::Cell { path: path.clone(), line, column, cell };
            let number = cell(cluster);
            let number = number.parse::<u32>().map_err(|_| bad("cluster", number))?;
            numbers.push(number);
            if let Some(label) = some(label) {
                labels.entry(number).or_insert(label);
            }
            let score = some(pagerank).map(|text| text.parse::<f64>().map_err(|_| bad("pagerank", text)));
            scores.extend(score.transpose()?);
            let year = some(year).map(|text| text.parse::<i32>().map_err(|_| bad("year", text)));
            let authors = some(authors).unwrap_or_default();
            self.papers.push(Paper {
                id: cell(id),
                title: cell(title),
                year: year.transpose()?,
                venue: some(venue),
                authors: authors.split("; ").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
                doi: some(doi),
                arxiv: some(url).as_deref().and_then(id::arxiv),
                url: some(url),
                place: Place { file: self.folder.as_str().into(), line },
                ..Paper::default()
            });
        }
        self.set_topics(&numbers, &mut labels);
        match scores.len() == self.papers.len() {
            true => self.ranks = ranks(&scores),
            false => self.notes.push(format!("{}: no PageRank, so ranks cannot be compared.", self.folder)),
        }
        Ok(())
    }

    /// Topics by number, and the place of that of each paper.
    fn set_topics(&mut self, numbers: &[u32], labels: &mut FxHashMap<u32, String>) {
        let mut known = numbers.to_vec();
        known.sort_unstable();
        let size = |run: &[u32]| Topic {
            number: run[0],
            label: labels.remove(&run[0]).unwrap_or_default(),
            size: run.len(),
        };
        self.topics = known.chunk_by(|a, b| a == b).map(size).collect();
        let place = |number: &u32| self.topics.partition_point(|topic| topic.number < *number);
        self.topic_of = numbers.iter().map(place).collect();
    }

    /// An older report may have no such table: then fewer papers are recognised.
    fn read_merged(&mut self, folder: &Path) {
        let Ok(mut rows) = csv::Reader::from_path(folder.join("tables").join("duplicates.csv")) else {
            return;
        };
        let Ok(columns) = rows.headers().map(Columns::of) else { return };
        let (Some(kept), Some(merged)) = (columns.place("kept"), columns.place("merged")) else { return };
        let pair = |row: csv::StringRecord| {
            let cell = |at| restored(row.get(at).unwrap_or_default()).to_owned();
            (cell(merged), cell(kept))
        };
        self.merged = rows.records().filter_map(Result::ok).map(pair).collect();
    }

    fn read_card(&mut self, folder: &Path) {
        let read = fs::read_to_string(folder.join(publish::CARD)).map_err(|error| error.to_string());
        match read.and_then(|text| serde_json::from_str(&text).map_err(|error| error.to_string())) {
            Ok(card) => self.card = card,
            Err(why) => self.notes.push(format!(
                "{}: {} cannot be read ({why}), so settings and inputs cannot be compared.",
                self.folder,
                publish::CARD
            )),
        }
    }
}

/// The columns of a table by their names.
struct Columns(Vec<String>);

impl Columns {
    fn of(headers: &csv::StringRecord) -> Self {
        Self(headers.iter().map(|header| header.trim_start_matches('\u{feff}').to_owned()).collect())
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|column| column == name)
    }
}

/// Ranks by score, the highest first; of equal ones the first paper.
fn ranks(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut ranks = vec![0; scores.len()];
    for (position, &paper) in order.iter().enumerate() {
        ranks[paper] = position + 1;
    }
    ranks
}
