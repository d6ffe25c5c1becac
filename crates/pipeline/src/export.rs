//! Papers as tables for engines of many machines: what `bibliograph export` writes, and `bibliograph-cluster` reads.
//!
//! Files are read in batches, so memory does not grow with them. Terms are those of a run as long as all papers fit into the
//! sample from which the vocabulary is learnt; of more papers a sample gives the vocabulary, and the files are read once more.

mod rows;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use corpus::{Paper, Problem, ReadError, ReadOptions};
use parallel::Progress;
use rayon::prelude::*;
use serde::Serialize;
use similarity::{Lexicon, TermSettings, terms};
use tables::{
    PartError, Parts, Values,
    exported::{self, EXPORTED},
};

/// Papers from which the vocabulary is learnt: about a gigabyte of texts.
pub const SAMPLE: usize = 200_000;

/// Rows of a file; of papers, which have texts, fewer.
const ROWS: usize = 1 << 20;
const ROWS_OF_PAPERS: usize = 1 << 16;

/// The file that says what the tables hold.
pub const DESCRIPTION: &str = "schema.json";

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The papers could not be read, or not be taken.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A table could not be written.
    #[error(transparent)]
    Part(#[from] PartError),
    /// The place is taken.
    #[error("{}: is there already; choose another folder, or remove it", .0.display())]
    Taken(PathBuf),
    /// A folder or the description could not be written.
    #[error("cannot write {}: {source}; is the disk full?", .path.display())]
    File {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Standard input cannot be read twice.
    #[error(
        "papers from standard input cannot be exported, for files are read twice; write them to a file first"
    )]
    Standard,
}

/// What was exported.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exported {
    /// Rows of each table.
    pub rows: BTreeMap<&'static str, u64>,
    /// What was wrong with records.
    pub problems: Vec<Problem>,
    /// Whether the vocabulary is that of a sample.
    pub sampled: bool,
}

/// Writes the papers of `paths` as tables into the new folder `out`, which is in its place only when all is written.
///
/// `sample` is the number of papers that the vocabulary is learnt from, 1 or more. Time is that of reading, twice where there are
/// more; space that of the sample, and of the rows of some files.
///
/// # Errors
///
/// See [`ExportError`].
pub fn export(
    paths: &[PathBuf],
    out: &Path,
    options: &ReadOptions,
    sample: usize,
    progress: &Progress,
) -> Result<Exported, ExportError> {
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(ExportError::Standard);
    }
    if out.exists() {
        return Err(ExportError::Taken(out.to_owned()));
    }
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ExportError::File { path, source }
    };
    let above = out.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(above).map_err(failed(above))?;
    let draft = tempfile::Builder::new().prefix(".bibliograph-").tempdir_in(above).map_err(failed(above))?;
    let exported = write(paths, draft.path(), options, sample, progress)?;
    fs::rename(draft.path(), out).map_err(failed(out))?;
    Ok(exported)
}

fn write(
    paths: &[PathBuf],
    folder: &Path,
    options: &ReadOptions,
    sample: usize,
    progress: &Progress,
) -> Result<Exported, ExportError> {
    let settings = TermSettings { max_share: 1.0, ..TermSettings::default() };
    let mut tables = Tables::new(folder)?;
    let mut learnt = Sample::new(sample);
    let records = corpus::read_batches(paths, options, progress, &mut |papers| {
        learnt.take(papers);
        Ok(())
    })?;
    let sampled = learnt.seen > learnt.papers.len();
    let (vocabulary, counts) =
        terms::occurrences(&learnt.papers, &settings, progress).expect("the defaults are in range");
    if sampled {
        let lexicon = Lexicon::new(&vocabulary, learnt.papers.len(), &settings);
        drop(std::mem::take(&mut learnt.papers));
        corpus::read_batches(paths, options, progress, &mut |papers| {
            let of_paper = |paper: &Paper| lexicon.occurrences(paper);
            let occurrences: Vec<_> = papers.par_iter().map(of_paper).collect();
            tables.add(&papers, occurrences).map_err(|error| ReadError::Taker(Box::new(error)))
        })?;
    } else {
        for (at, papers) in learnt.papers.chunks(ROWS_OF_PAPERS).enumerate() {
            let first = at * ROWS_OF_PAPERS;
            let row = |paper: usize| {
                let (terms, counts) = counts.row(first + paper);
                terms.iter().copied().zip(counts.iter().copied()).collect()
            };
            tables.add(papers, (0..papers.len()).map(row).collect())?;
        }
    }
    tables.add_terms(vocabulary.into_iter().map(|term| term.text).collect())?;
    let rows = tables.finish(folder)?;
    Ok(Exported { rows, problems: records.problems, sampled })
}

/// Papers of which each was as likely to be among them as any other (Vitter 1985, "Random sampling with a reservoir", algorithm R);
/// all of them, in their order, as long as they fit.
struct Sample {
    most: usize,
    seen: usize,
    papers: Vec<Paper>,
}

/// The stage whose random numbers choose the sample.
const STAGE: &str = "export";

impl Sample {
    fn new(most: usize) -> Self {
        Self { most, seen: 0, papers: Vec::new() }
    }

    fn take(&mut self, papers: Vec<Paper>) {
        for paper in papers {
            self.seen += 1;
            if self.papers.len() < self.most {
                self.papers.push(paper);
                continue;
            }
            use rand::RngExt;
            let place = parallel::seed::stream(1, STAGE, self.seen as u64).random_range(0..self.seen);
            if let Some(old) = self.papers.get_mut(place) {
                *old = paper;
            }
        }
    }
}

/// The tables as far as they are written.
struct Tables {
    parts: Vec<Parts>,
    /// Records so far.
    papers: usize,
}

impl Tables {
    fn new(folder: &Path) -> Result<Self, ExportError> {
        let part = |spec: &&'static tables::catalogue::TableSpec| {
            let path = folder.join(spec.name);
            fs::create_dir(&path).map_err(|source| ExportError::File { path: path.clone(), source })?;
            let rows = if spec.name == exported::PAPERS.name { ROWS_OF_PAPERS } else { ROWS };
            Ok(Parts::new(spec, path, rows))
        };
        Ok(Self { parts: EXPORTED.iter().map(part).collect::<Result<_, ExportError>>()?, papers: 0 })
    }

    /// Adds records, and the terms of each.
    fn add(&mut self, papers: &[Paper], occurrences: Vec<Vec<(u32, f32)>>) -> Result<(), PartError> {
        let first = self.papers;
        self.papers += papers.len();
        let rows = [
            rows::papers(papers, first),
            rows::identifiers(papers, first),
            rows::references(papers, first),
            rows::repositories(papers, first),
            rows::postings(&occurrences, first),
        ];
        self.parts.iter_mut().zip(rows).try_for_each(|(parts, rows)| parts.add(rows))
    }

    fn add_terms(&mut self, terms: Vec<String>) -> Result<(), PartError> {
        let rows = vec![("term", Values::integers(0..terms.len())), ("text", Values::texts(terms))];
        self.parts.last_mut().map_or(Ok(()), |parts| parts.add(rows))
    }

    /// Writes what is left and the description; gives the rows of each table.
    fn finish(self, folder: &Path) -> Result<BTreeMap<&'static str, u64>, ExportError> {
        #[derive(Serialize)]
        struct Size {
            rows: u64,
            files: u64,
        }
        #[derive(Serialize)]
        struct Description {
            version: u64,
            tables: BTreeMap<&'static str, Size>,
        }
        let mut tables = BTreeMap::new();
        for (spec, parts) in EXPORTED.iter().zip(self.parts) {
            let (rows, files) = parts.finish()?;
            tables.insert(spec.name, Size { rows, files });
        }
        let rows = tables.iter().map(|(&name, size)| (name, size.rows)).collect();
        let description = Description { version: exported::VERSION, tables };
        let text = serde_json::to_string_pretty(&description).expect("names and numbers become JSON");
        let path = folder.join(DESCRIPTION);
        fs::write(&path, text + "\n").map_err(|source| ExportError::File { path, source })?;
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vis() -> Vec<PathBuf> {
        vec![concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/vis.csv").into()]
    }

    fn exported(sample: usize) -> (Exported, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        (export(&vis(), &out, &ReadOptions::default(), sample, &Progress::none()).unwrap(), folder)
    }

    #[test]
    fn a_sample_gives_nearly_the_same_postings() {
        let (all, _) = exported(SAMPLE);
        let (some, folder) = exported(1000);
        assert!(!all.sampled && some.sampled);
        for table in ["papers", "identifiers", "paper_references", "repositories"] {
            assert_eq!(all.rows[table], some.rows[table], "{table}");
        }
        assert_eq!(all.rows["papers"], 2752);
        // Rare terms of papers outside of the sample are not known.
        let share = some.rows["postings"] as f64 / all.rows["postings"] as f64;
        assert!(share > 0.85 && share < 1.0, "{share}");
        let text = fs::read_to_string(folder.path().join("out").join(DESCRIPTION)).unwrap();
        assert!(text.contains("\"version\": 1"), "{text}");
    }

    #[test]
    fn what_is_there_stays_and_standard_input_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let to =
            |paths: &[PathBuf], out: &Path| export(paths, out, &ReadOptions::default(), 9, &Progress::none());
        assert!(matches!(to(&vis(), folder.path()), Err(ExportError::Taken(_))));
        let out = folder.path().join("out");
        assert!(matches!(to(&["-".into()], &out), Err(ExportError::Standard)));
        assert!(matches!(to(&["nothing.csv".into()], &out), Err(ExportError::Read(_))));
        assert!(!out.exists());
    }

    #[test]
    fn a_sample_is_all_as_long_as_it_fits_and_fair_beyond() {
        let numbered = |count: usize| -> Vec<Paper> {
            (0..count).map(|number| Paper { id: number.to_string(), ..Paper::default() }).collect()
        };
        let mut sample = Sample::new(100);
        sample.take(numbered(100));
        assert_eq!(sample.papers, numbered(100));
        let mut sample = Sample::new(100);
        sample.take(numbered(1000));
        let mean = sample.papers.iter().map(|paper| paper.id.parse::<f64>().unwrap()).sum::<f64>() / 100.0;
        assert!((mean - 500.0).abs() < 100.0, "{mean}");
    }
}
