//! Networks of what papers name: authors who wrote together, keywords and repositories that papers name together, venues in which
//! the same authors publish.
//!
//! [`write()`] makes of the papers what [`run`](super::run) reads from files, a network and columns, and goes the same way from there.
//! Venues are the odd ones: no paper has two, so that what they share is authors (venue-author coupling; Ni, Sugimoto and Jiang
//! 2013, "Venue-author-coupling: A measure for identifying disciplines through author communities").

mod items;
mod outputs;
mod page;
mod shared;
mod words;

use std::{fs, path::Path};

use exchange::Network;
use network::{
    Graph,
    community::{LeidenSettings, Quality},
};
use parallel::Progress;
use similarity::{
    Kind,
    cooccurrence::{self, Strength},
};

pub use words::method;

use super::{
    Wishes,
    study::{Basis, Study},
};
use crate::{
    RunError,
    analysis::Analysis,
    clock::Clock,
    config::Settings,
    groups::{self, Group, Things},
};
use shared::Shared;

/// Items that name a cluster.
const IN_LABEL: usize = 2;
/// Items with a name on the map, at least, where there is room.
const NAMES: usize = 120;
/// Items of a cluster that are listed.
const LISTED: usize = 10;

/// A network of what papers name, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// What its items are.
    pub kind: Kind,
    /// Items that are in it.
    pub items: usize,
    /// Links between them.
    pub links: usize,
    /// Its clusters, largest first, by label, number of items and the items with most papers.
    pub clusters: Vec<(String, usize, Vec<String>)>,
    /// Modularity of these clusters by the weights of the links.
    pub modularity: f64,
    /// The items with most papers: name, papers, total link strength, citations, cluster from 1.
    pub first: Vec<(String, usize, f64, u64, u32)>,
    /// What a reader should know of it.
    pub notes: Vec<String>,
    /// Every file, from the folder of the report, with what it holds.
    pub files: Vec<(String, String)>,
}

impl Written {
    /// A network without items, which is not written; `why` says why.
    fn empty(kind: Kind, why: String) -> Self {
        Self {
            kind,
            items: 0,
            links: 0,
            clusters: Vec::new(),
            modularity: 0.0,
            first: Vec::new(),
            notes: vec![why],
            files: Vec::new(),
        }
    }

    /// Its folder in the report.
    pub fn folder(&self) -> &'static str {
        self.kind.name()
    }
}

/// Computes the networks that the settings ask for and writes each into a folder of `folder`.
///
/// # Errors
///
/// See [`RunError`].
pub fn write(analysis: &Analysis, settings: &Settings, folder: &Path) -> Result<Vec<Written>, RunError> {
    settings
        .networks
        .of
        .iter()
        .map(|&kind| write_one(kind, analysis, settings, &folder.join(kind.name())))
        .collect()
}

fn write_one(
    kind: Kind,
    analysis: &Analysis,
    settings: &Settings,
    folder: &Path,
) -> Result<Written, RunError> {
    let things = groups::things(kind, analysis);
    let shared = Shared::of(kind, analysis, &things, settings);
    if shared.chosen.is_empty() {
        return Ok(Written::empty(kind, words::empty(kind, &shared, settings)));
    }
    let wishes = Wishes {
        size: Some("papers".to_owned()),
        overlay: Some("mean_year".to_owned()),
        ..Wishes::default()
    };
    let network = Network::of_links(
        items::items(kind, &things, &shared),
        shared.links.clone(),
        items::columns(analysis, &things, &shared),
    );
    let quiet = Progress::none();
    let mut study =
        Study::of(network, Some(basis(&shared, settings)), &wishes, settings, &mut Clock::default(), &quiet)?;
    let members = members(&study);
    for (cluster, members) in study.clusters.iter_mut().zip(&members) {
        let names = members.iter().take(IN_LABEL).map(|&item| study.network.items[item].label.as_str());
        cluster.label = names.collect::<Vec<_>>().join(" · ");
    }
    let settings = &titled(settings, kind);
    let folder_of_tables = folder.join("tables");
    fs::create_dir_all(&folder_of_tables)
        .map_err(|source| RunError::File { path: folder_of_tables.clone(), source })?;
    let counted =
        Counted { kind, analysis, things: &things, shared: &shared, study: &study, members: &members };
    let (files, of_tables) = outputs::write(&counted, settings, folder)?;
    let mut notes = words::notes(&counted, settings);
    notes.extend(of_tables);
    Ok(Written {
        kind,
        items: shared.chosen.len(),
        links: shared.links.len(),
        clusters: counted.described(),
        modularity: study.modularity,
        first: counted.first(settings.top),
        notes,
        files: files
            .into_iter()
            .map(|(path, content)| (format!("{}/{path}", kind.name()), content))
            .collect(),
    })
}

/// A network with what it is made of.
struct Counted<'a> {
    kind: Kind,
    analysis: &'a Analysis,
    things: &'a Things<'a>,
    shared: &'a Shared,
    study: &'a Study,
    /// The items of each cluster, those with most papers first.
    members: &'a [Vec<usize>],
}

impl Counted<'_> {
    /// The group of an item.
    fn group(&self, item: usize) -> &Group<u32> {
        &self.things.groups[self.shared.chosen[item]]
    }

    fn described(&self) -> Vec<(String, usize, Vec<String>)> {
        let label = |&item: &usize| self.study.network.items[item].label.clone();
        let described = self.study.clusters.iter().zip(self.members);
        described
            .map(|(cluster, members)| {
                (cluster.label.clone(), cluster.size, members.iter().take(LISTED).map(label).collect())
            })
            .collect()
    }

    fn first(&self, top: usize) -> Vec<(String, usize, f64, u64, u32)> {
        let row = |item: usize| {
            let group = self.group(item);
            let strength = self.study.centrality.strength[item];
            (
                self.study.network.items[item].label.clone(),
                group.papers.len(),
                strength,
                group.citations,
                self.study.cluster_of[item] + 1,
            )
        };
        (0..self.shared.chosen.len()).take(top).map(row).collect()
    }

    /// What two items share, the ones with fewest items first: papers, or authors between venues.
    fn examples(&self, source: u32, target: u32, most: usize) -> (usize, Vec<&str>) {
        let shared = self.shared;
        let mut both: Vec<u32> = shared.rows_of.shared(source as usize, target as usize).collect();
        both.sort_by_key(|&row| shared.sizes[row as usize]);
        let name = |&row: &u32| match self.kind {
            Kind::Venues => shared.authors[row as usize].as_str(),
            _ => self.analysis.corpus.papers[row as usize].title.as_str(),
        };
        (both.len(), both.iter().take(most).map(name).collect())
    }
}

/// What clusters and positions are computed from. Strengths over chance are clustered by the constant Potts model, which is what
/// VOSviewer maximises (Waltman, van Eck and Noyons 2010, "A unified approach to mapping and clustering of bibliometric networks");
/// bare counts by modularity, which compares with chance itself.
fn basis(shared: &Shared, settings: &Settings) -> Basis {
    let (items, strength) = (shared.chosen.len(), settings.networks.strength);
    let links = cooccurrence::normalised(items, &shared.links, strength);
    let quality = if strength == Strength::None { Quality::Modularity } else { Quality::Cpm };
    Basis {
        graph: Graph::from_links(items, &links)
            .expect("links are between items, and strengths above 0 and finite"),
        clusters: LeidenSettings { quality, resolution: settings.networks.resolution, ..settings.clusters },
    }
}

/// The items of each cluster, those with most papers first.
fn members(study: &Study) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); study.clusters.len()];
    for (item, &cluster) in study.cluster_of.iter().enumerate() {
        members[cluster as usize].push(item);
    }
    members
}

/// The settings for the pictures: a title, and the items themselves as names, since a person or a keyword says more than the two that
/// stand for its cluster.
fn titled(settings: &Settings, kind: Kind) -> Settings {
    let what = match kind {
        Kind::Authors => "authors who wrote together",
        Kind::Keywords => "keywords of the same papers",
        Kind::Repos => "repositories of the same papers",
        Kind::Owners => "owners of repositories of the same papers",
        Kind::Venues => "venues of the same authors",
    };
    let mut settings = settings.clone();
    settings.title = format!("{}: {what}", settings.title);
    settings.map.clusters = 0;
    settings.map.names = settings.map.names.max(NAMES);
    settings
}
