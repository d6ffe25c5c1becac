//! `workspace.toml` to a finished report.
//!
//! [`config`] says what is to be done, [`analysis`] computes it, [`outputs`] writes it into a draft folder that
//! [`publish`] puts in its place when all is written; [`networks`] does the same for networks of other programs. This crate knows nothing of terminals and arguments: it tells a
//! [`Progress`] how far it is and gives back a [`Summary`].
//!
//! ```no_run
//! use std::path::Path;
//! use pipeline::config::{Options, Settings};
//!
//! let options = Options::from_toml("[input]\npapers = [\"papers.csv\"]", Path::new("workspace.toml"))?;
//! let settings = Settings::resolve(&options, Path::new(""), None)?;
//! let summary = pipeline::run(&settings, &parallel::Progress::none())?;
//! println!("{}", summary.headline());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod analysis;
pub mod card;
pub mod certainty;
pub mod clock;
pub mod compare;
pub mod config;
pub mod earlier;
pub mod embeddings;
pub mod export;
mod groups;
pub mod labels;
pub mod links;
pub mod missing;
pub mod networks;
pub mod outputs;
pub mod publish;
pub mod time;
pub mod words;

use std::{
    io,
    path::{Path, PathBuf},
    time::Instant,
};

use corpus::Problem;
use discover::references::{Checked, Reference};
use parallel::Progress;

use crate::{
    analysis::Analysis,
    clock::{Clock, StageCost},
    config::Settings,
    publish::{Draft, PublishError},
    words::census,
};

/// Why a run failed. What it says names the place and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// The papers could not be read.
    #[error(transparent)]
    Read(#[from] corpus::ReadError),
    /// No record became a paper, and a report stands where one of nothing would replace it.
    #[error(
        "no record became a paper{}; the report in {} is left as it is; what holds a network and no papers is drawn by \
         `bibliograph map`", .first.as_ref().map_or_else(String::new, |first| format!(" ({}: {})", first.place, first.reason)),
        .out.display()
    )]
    NothingRead {
        /// Where the report stands.
        out: PathBuf,
        /// What was wrong first.
        first: Option<Box<Problem>>,
    },
    /// The vectors of papers could not be read.
    #[error(transparent)]
    Embeddings(#[from] embeddings::EmbeddingsError),
    /// Links from elsewhere could not be read.
    #[error(transparent)]
    Links(#[from] links::GivenLinksError),
    /// The earlier report could not be read.
    #[error(transparent)]
    Earlier(#[from] earlier::EarlierError),
    /// The settings of the similarity graph do not fit together.
    #[error(transparent)]
    Similarity(#[from] similarity::SettingsError),
    /// The thesaurus could not be read.
    #[error("cannot read the thesaurus {}: {source}; {key} names it", .path.display())]
    NoThesaurus {
        /// The file.
        path: PathBuf,
        /// The key that names it.
        key: &'static str,
        /// What the system said; text that is no UTF-8 is told here too.
        source: io::Error,
    },
    /// The thesaurus says something that cannot be done.
    #[error("{}: {source}", .path.display())]
    Thesaurus {
        /// The file.
        path: PathBuf,
        /// The line, and what is wrong.
        source: similarity::ThesaurusError,
    },
    /// The settings of the clusters do not fit together.
    #[error(transparent)]
    Community(#[from] network::community::CommunityError),
    /// The settings of PageRank do not fit together.
    #[error(transparent)]
    PageRank(#[from] network::centrality::PageRankError),
    /// The font of the map could not be read.
    #[error("cannot read the font {}: {source}; map.font names it", .path.display())]
    NoFont {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The font of the map is none.
    #[error("{}: {source}", .path.display())]
    Font {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: charts::ChartError,
    },
    /// A picture could not be drawn.
    #[error(transparent)]
    Chart(#[from] charts::ChartError),
    /// A table does not fit its catalogue.
    #[error(transparent)]
    Table(#[from] tables::TableError),
    /// A table could not be written.
    #[error(transparent)]
    Write(#[from] tables::WriteError),
    /// A network could not be read.
    #[error("cannot read {}: {source}", .path.display())]
    NoNetwork {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A network could not be understood.
    #[error(transparent)]
    Network(#[from] exchange::read::ReadError),
    /// Items should be sized by a column that is not there.
    #[error("the network has no column of numbers {name:?}; it has {}", list(.known))]
    NoColumn {
        /// The column as asked for.
        name: String,
        /// The columns that are there.
        known: Vec<String>,
    },
    /// Items should be sized by what falls below 0.
    #[error("the column {name:?} falls below 0, so items cannot be sized by it")]
    SizeBelowZero {
        /// The column.
        name: String,
    },
    /// The graph could not be handed to other programs.
    #[error(transparent)]
    Exchange(#[from] exchange::DrawnError),
    /// A file of the report could not be written.
    #[error("cannot write {}: {source}; is the disk full?", .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The report could not be put in its place.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The system gave no threads.
    #[error("cannot start threads: {0}; try --threads 1")]
    Threads(String),
}

pub use report::{
    DigestSection, DigestView, ListedPaper, PaperList, digest_html, digest_markdown, list_html,
};
pub use tables::defuse::defuse;

/// What a run did.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Where the report is.
    pub folder: PathBuf,
    /// Papers after merging.
    pub papers: usize,
    /// Links of the similarity graph.
    pub links: usize,
    /// Clusters.
    pub clusters: usize,
    /// Wall time of the whole run.
    pub seconds: f64,
    /// What somebody who reads the report should know: what is missing, capped or sampled.
    pub notes: Vec<String>,
    /// What was wrong with records.
    pub problems: Vec<Problem>,
    /// What each stage took.
    pub stages: Vec<StageCost>,
}

impl Summary {
    /// What was done, in a line.
    pub fn headline(&self) -> String {
        format!("{} in {:.1} s", census(self.papers, "paper", self.links, self.clusters), self.seconds)
    }
}

/// Does what `settings` say; on success a whole report stands in its folder, on failure an earlier one is as it was.
///
/// # Errors
///
/// See [`RunError`].
pub fn run(settings: &Settings, progress: &Progress) -> Result<Summary, RunError> {
    parallel::with_threads(settings.threads, || run_on_this_pool(settings, progress))
        .map_err(|error| RunError::Threads(error.to_string()))?
}

fn run_on_this_pool(settings: &Settings, progress: &Progress) -> Result<Summary, RunError> {
    let begin = Instant::now();
    let mut clock = Clock::default();
    let settings = &analysis::with_thesauri(settings)?;
    // Before hours of work, not after.
    outputs::pictures::set_font(settings)?;
    let corpus = analysis::read(settings, &mut clock, progress)?;
    if corpus.papers.is_empty() && settings.out.join(publish::CARD).is_file() {
        let first = corpus.problems.into_iter().next().map(Box::new);
        return Err(RunError::NothingRead { out: settings.out.clone(), first });
    }
    // Before the work, so that a place that cannot be written is known now; after reading, so that a mistyped file leaves no trace.
    let draft = Draft::begin(&settings.out)?;
    let analysis = Analysis::compute(corpus, settings, &mut clock, progress)?;
    let mut notes = outputs::notes::notes(&analysis, settings);
    let written = outputs::write(&analysis, settings, draft.folder(), &mut clock, progress)?;
    notes.extend(written.notes.iter().cloned());
    let stages = clock.into_stages();
    card::write(&analysis, settings, &stages, &notes, &written, &draft.folder().join(publish::CARD))?;
    let folder = draft.publish()?;
    Ok(Summary {
        folder: as_typed(&settings.out, folder),
        papers: analysis.corpus.papers.len(),
        links: analysis.similarity.links.len(),
        clusters: analysis.topics.len(),
        seconds: begin.elapsed().as_secs_f64(),
        notes,
        problems: analysis.corpus.problems,
        stages,
    })
}

/// Writes what each file of a corpus holds as CSV, a row a file: `tables/files.csv` of a report.
///
/// # Errors
///
/// When `out` takes no more.
pub fn write_files_csv(corpus: &corpus::Corpus, out: impl io::Write) -> Result<(), RunError> {
    let table = outputs::tables::files(corpus)?;
    tables::write_csv(&table, out)
        .map_err(|source| RunError::File { path: PathBuf::from("standard output"), source })
}

/// Names for a message.
fn list(names: &[String]) -> String {
    match names {
        [] => "none".to_owned(),
        names => names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "),
    }
}

/// Writes what was found out about references as CSV, a row a finding.
///
/// # Errors
///
/// When `out` takes no more.
pub fn write_checked_csv(
    references: &[Reference],
    checked: &[Checked],
    out: impl io::Write,
) -> Result<(), RunError> {
    let table = outputs::checked::table(references, checked)?;
    tables::write_csv(&table, out)
        .map_err(|source| RunError::File { path: PathBuf::from("standard output"), source })
}

/// The folder as the user wrote it, which is shorter to read than where it is.
fn as_typed(typed: &Path, folder: PathBuf) -> PathBuf {
    if typed.as_os_str().is_empty() { folder } else { typed.to_owned() }
}
