//! Networks from elsewhere: the files of another program to a map of ours.
//!
//! Networks of what papers name come from the papers themselves, in [`people`], and go the same way.
//!
//! What the file tells is kept, and what it does not tell is computed: clusters where it has none, positions where it does not
//! place every item. [`run`] does all; `study.rs` computes, `outputs.rs` writes.

mod keys;
mod outputs;
pub mod people;
mod study;

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Instant,
};

pub use exchange::{
    Drawn, Format, Network,
    network::{Problem, Problems},
    write::parts,
};
pub use keys::check as check_keys;
pub use network::Graph;

use exchange::read::File;
use parallel::Progress;
use sha2::{Digest, Sha256};

use crate::{
    RunError, as_typed,
    clock::{Clock, StageCost},
    config::{Settings, options::Value},
    publish::{self, Draft},
    words::census,
};

/// What is done with a network beyond [`Settings`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Cluster it although its file tells clusters.
    pub new_clusters: bool,
    /// Lay it out although its file tells positions.
    pub new_layout: bool,
    /// A column of the file by which items are sized, instead of `map.size`.
    pub size: Option<String>,
    /// A column of the file by which the overlay is coloured, instead of the first score, years before others.
    pub overlay: Option<String>,
}

/// What was done with a network.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapped {
    /// Where the map is.
    pub folder: PathBuf,
    /// Items.
    pub items: usize,
    /// Links.
    pub links: usize,
    /// Clusters.
    pub clusters: usize,
    /// Wall time of all.
    pub seconds: f64,
    /// What somebody who looks at the map should know.
    pub notes: Vec<String>,
    /// What was wrong in the files.
    pub problems: Problems,
    /// What each stage took.
    pub stages: Vec<StageCost>,
}

impl Mapped {
    /// What was done, in a line.
    pub fn headline(&self) -> String {
        format!("{} in {:.1} s", census(self.items, "item", self.links, self.clusters), self.seconds)
    }
}

/// A file that was read, for the card.
struct Input {
    path: String,
    bytes: Vec<u8>,
}

impl Input {
    fn sha256(&self) -> String {
        Sha256::digest(&self.bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Reads the network of these files, one or those that go together, computes what is missing and writes the map into the folder
/// of `settings`, whole or not at all.
///
/// # Errors
///
/// See [`RunError`].
pub fn run(
    files: &[PathBuf],
    wishes: &Wishes,
    settings: &Settings,
    progress: &Progress,
) -> Result<Mapped, RunError> {
    parallel::with_threads(settings.threads, || on_this_pool(files, wishes, settings, progress))
        .map_err(|error| RunError::Threads(error.to_string()))?
}

fn on_this_pool(
    files: &[PathBuf],
    wishes: &Wishes,
    settings: &Settings,
    progress: &Progress,
) -> Result<Mapped, RunError> {
    let begin = Instant::now();
    let mut clock = Clock::default();
    let (inputs, network) = clock.stage("read", || {
        let _stage = progress.stage("read", 0);
        let inputs = files.iter().map(|path| load(path)).collect::<Result<Vec<_>, _>>()?;
        let network = parse(&inputs)?;
        Ok::<_, RunError>((inputs, network))
    })?;
    let settings = &titled(settings, &network);
    crate::outputs::pictures::set_font(settings)?;
    let draft = Draft::begin(&settings.out)?;
    let study = study::Study::of(network, None, wishes, settings, &mut clock, progress)?;
    let notes = study.notes(settings);
    let written = outputs::write(&study, settings, draft.folder(), &mut clock, progress)?;
    let stages = clock.into_stages();
    outputs::write_card(&study, settings, &inputs, &stages, &written, &draft.folder().join(publish::CARD))?;
    let folder = draft.publish()?;
    Ok(Mapped {
        folder: as_typed(&settings.out, folder),
        items: study.network.items.len(),
        links: study.graph.links(),
        clusters: study.clusters.len(),
        seconds: begin.elapsed().as_secs_f64(),
        notes,
        problems: study.network.problems,
        stages,
    })
}

/// The settings with the title of the file, where nobody gave one.
fn titled(settings: &Settings, network: &Network) -> Settings {
    let mut settings = settings.clone();
    let given = settings.resolved.iter().any(|(key, value)| {
        *key == "report.title" && !matches!(value, Value::Text(text) if text.trim().is_empty())
    });
    if !given && !network.title.trim().is_empty() {
        settings.title = network.title.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    settings
}

/// The network of these files.
///
/// # Errors
///
/// A file that cannot be opened, or no network in it.
pub fn read(files: &[PathBuf]) -> Result<Network, RunError> {
    let inputs = files.iter().map(|path| load(path)).collect::<Result<Vec<_>, _>>()?;
    parse(&inputs)
}

fn load(path: &Path) -> Result<Input, RunError> {
    let unread = |source: io::Error| RunError::NoNetwork { path: path.to_owned(), source };
    Ok(Input { path: path.display().to_string(), bytes: fs::read(path).map_err(unread)? })
}

fn parse(inputs: &[Input]) -> Result<Network, RunError> {
    let files: Vec<File<'_>> =
        inputs.iter().map(|input| File { name: &input.path, bytes: &input.bytes }).collect();
    Ok(exchange::read::read(&files)?)
}
