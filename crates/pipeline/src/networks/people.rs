//! Networks of what papers name: authors who wrote together, keywords and repositories that papers name together, venues in which
//! the same authors publish.
//!
//! [`write()`] makes of the papers what [`run`](super::run) reads from files, a network and columns, and goes the same way from there.
//! Venues are the odd ones: no paper has two, so that what they share is authors (venue-author coupling; Ni, Sugimoto and Jiang
//! 2013, "Venue-author-coupling: A measure for identifying disciplines through author communities").

mod outputs;
mod page;

use std::{cmp::Reverse, fs, path::Path};

use exchange::{
    Network,
    network::{Column, Item},
};
use network::{
    Graph, Link,
    community::{LeidenSettings, Quality},
};
use parallel::Progress;
use rustc_hash::FxHashSet;
use similarity::{
    Incidence, Kind,
    cooccurrence::{self, Counting, Strength},
};

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
    words::{count, thousands},
};

/// Keywords or repositories of a paper that are linked, or venues of an author, at most: the time goes with the square.
const MOST: usize = 500;
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
        return Ok(Written::empty(kind, empty(kind, &shared, settings)));
    }
    let wishes = Wishes {
        size: Some("papers".to_owned()),
        overlay: Some("mean_year".to_owned()),
        ..Wishes::default()
    };
    let network = Network::of_links(
        items(kind, &things, &shared),
        shared.links.clone(),
        columns(analysis, &things, &shared),
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
    let mut notes = notes(&counted, settings);
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

/// What the items of a network share.
struct Shared {
    /// The items, by their place among the groups: those with most papers first.
    chosen: Vec<usize>,
    /// Things that papers name, in the network or not.
    things: usize,
    /// Of these, the ones that enough papers name.
    enough: usize,
    /// Links by counts.
    links: Vec<Link>,
    /// Papers (authors) that name too many things to link any.
    left_out: usize,
    /// The papers (authors) of each item, of those that link.
    rows_of: Incidence,
    /// How many things each paper (author) has.
    sizes: Vec<usize>,
    /// The names of authors, where they are what is shared.
    authors: Vec<String>,
}

impl Shared {
    fn of(kind: Kind, analysis: &Analysis, things: &Things<'_>, settings: &Settings) -> Self {
        let wanted = &settings.networks;
        let is_enough = |&place: &usize| things.groups[place].papers.len() >= wanted.min_papers;
        let mut chosen: Vec<usize> = (0..things.groups.len()).filter(is_enough).collect();
        let enough = chosen.len();
        if enough > wanted.items {
            // Of as many papers, those that have them to themselves.
            chosen.sort_by(|&a, &b| {
                let papers = |place: usize| Reverse(things.groups[place].papers.len());
                papers(a)
                    .cmp(&papers(b))
                    .then(things.fractional[b].total_cmp(&things.fractional[a]))
                    .then(a.cmp(&b))
            });
            chosen.truncate(wanted.items);
            chosen.sort_unstable();
        }
        let mut numbers = vec![None; things.named.names.len()];
        for (number, &place) in chosen.iter().enumerate() {
            numbers[things.groups[place].key as usize] = Some(number as u32);
        }
        let (rows, authors) = match kind {
            Kind::Venues => venues_of_authors(analysis, &things.named.of_paper),
            _ => (things.named.of_paper.clone(), Vec::new()),
        };
        let most = if kind == Kind::Authors { wanted.max_authors } else { MOST };
        let counted = cooccurrence::count(&rows, &numbers, wanted.counting, most);
        let mut of_rows = Incidence::default();
        for row in 0..rows.rows() {
            let things = rows.of(row);
            let kept = things.iter().filter_map(|&thing| numbers[thing as usize]);
            of_rows.push(kept.filter(|_| things.len() <= most));
        }
        Self {
            things: things.groups.len(),
            enough,
            links: counted.links,
            left_out: counted.left_out,
            rows_of: of_rows.transposed(),
            sizes: (0..rows.rows()).map(|row| rows.of(row).len()).collect(),
            authors,
            chosen,
        }
    }
}

/// The venues in which each author publishes, and the names of the authors.
fn venues_of_authors(analysis: &Analysis, venues_of: &Incidence) -> (Incidence, Vec<String>) {
    let authors = groups::things(Kind::Authors, analysis);
    let papers_of = authors.named.of_paper.transposed();
    let mut venues = Incidence::default();
    for author in 0..papers_of.rows() {
        venues.push(papers_of.of(author).iter().flat_map(|&paper| venues_of.of(paper as usize)).copied());
    }
    (venues, authors.named.names.iter().map(|&name| name.to_owned()).collect())
}

fn items(kind: Kind, things: &Things<'_>, shared: &Shared) -> Vec<Item> {
    let mut ids = FxHashSet::default();
    let item = |&place: &usize| {
        let group = &things.groups[place];
        let (name, id) = (things.name(group), things.id(group));
        let id = id.unwrap_or(name);
        // Two names may be written alike and yet not be one, such as a name that looks like a number.
        let id = if ids.insert(id.to_owned()) { id.to_owned() } else { format!("{id} ({})", group.key) };
        Item { url: address(kind, &id), id, label: name.to_owned(), ..Item::default() }
    };
    shared.chosen.iter().map(item).collect()
}

/// Where a thing is on the web.
fn address(kind: Kind, id: &str) -> Option<String> {
    match (kind, id.split_once(':')) {
        (Kind::Repos | Kind::Owners, _) => Some(format!("https://{id}")),
        (Kind::Authors, Some(("orcid", number))) => Some(format!("https://orcid.org/{number}")),
        (Kind::Authors, Some(("openalex", number))) => {
            Some(format!("https://openalex.org/{}", number.to_uppercase()))
        }
        (Kind::Authors, Some(("scopus", number))) => {
            Some(format!("https://www.scopus.com/authid/detail.uri?authorId={number}"))
        }
        _ => None,
    }
}

/// Numbers of items: what other programs size and colour them by.
fn columns(analysis: &Analysis, things: &Things<'_>, shared: &Shared) -> Vec<Column> {
    let groups = || shared.chosen.iter().map(|&place| &things.groups[place]);
    let column =
        |name: &str, is_score: bool, values: Vec<f64>| Column { name: name.to_owned(), is_score, values };
    vec![
        column("papers", false, groups().map(|group| group.papers.len() as f64).collect()),
        column(
            "papers_fractional",
            false,
            shared.chosen.iter().map(|&place| things.fractional[place]).collect(),
        ),
        column("citations", false, groups().map(|group| group.citations as f64).collect()),
        column("h_index", false, groups().map(|group| group.h_index as f64).collect()),
        column("mean_year", true, groups().map(|group| mean_year(analysis, group)).collect()),
        column("mean_citations", true, groups().map(mean_citations).collect()),
    ]
}

fn mean_citations(group: &Group<u32>) -> f64 {
    group.citations as f64 / group.papers.len() as f64
}

/// The mean year of these papers; NaN where none has one.
fn mean_year(analysis: &Analysis, group: &Group<u32>) -> f64 {
    let years = group.papers.iter().filter_map(|&paper| analysis.corpus.papers[paper as usize].year);
    let (sum, papers) = years.fold((0.0, 0u32), |(sum, papers), year| (sum + f64::from(year), papers + 1));
    if papers == 0 { f64::NAN } else { sum / f64::from(papers) }
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

/// What a reader should know of a network.
fn notes(counted: &Counted<'_>, settings: &Settings) -> Vec<String> {
    let Counted { kind, shared, .. } = counted;
    let wanted = &settings.networks;
    let name = kind.name();
    let mut notes = Vec::new();
    if shared.enough > shared.chosen.len() {
        notes.push(format!(
            "The network of {name} has the {} with most papers; {} more are named by {} or more papers (network.items).",
            thousands(shared.chosen.len()),
            thousands(shared.enough - shared.chosen.len()),
            wanted.min_papers
        ));
    }
    if shared.left_out > 0 {
        let (rows, most) = match kind {
            Kind::Authors => ("paper", wanted.max_authors),
            Kind::Venues => ("author", MOST),
            _ => ("paper", MOST),
        };
        let remedy = if *kind == Kind::Authors { " (network.max_authors)" } else { "" };
        notes.push(format!(
            "{} with more than {most} {name} link nobody in the network of {name}{remedy}.",
            count(shared.left_out, rows)
        ));
    }
    if shared.links.is_empty() {
        notes.push(format!("In the network of {name} there are no links: nothing is named together."));
    }
    notes
}

/// Why there is no network.
fn empty(kind: Kind, shared: &Shared, settings: &Settings) -> String {
    format!(
        "The network of {} is empty and was not written: of {}, none is named by {} or more (network.min_papers).",
        kind.name(),
        count(shared.things, kind.one()),
        count(settings.networks.min_papers, "paper")
    )
}

/// How the network came about, in a sentence for a report.
pub fn method(kind: Kind, settings: &Settings) -> String {
    let wanted = &settings.networks;
    let linked = match kind {
        Kind::Venues => "Two venues are linked by the authors who publish in both",
        Kind::Authors => "Two authors are linked by the papers that they wrote together",
        Kind::Keywords => "Two keywords are linked by the papers that have both",
        Kind::Repos | Kind::Owners => "Two of them are linked by the papers that name both",
    };
    let counting = match wanted.counting {
        Counting::Full => "each counting 1 (full counting)",
        Counting::Fractional => "each counting 1/(n−1) among its n items (fractional counting)",
    };
    let strength = match wanted.strength {
        Strength::Association => {
            "Clusters (Leiden, constant Potts model) and map rest on the association strength: the count over the one that chance would give"
        }
        Strength::Fractionalisation => {
            "Clusters (Leiden, constant Potts model) and map rest on the share that the count has in those of either item"
        }
        Strength::None => "Clusters (Leiden, modularity) and map rest on the counts",
    };
    format!(
        "{linked}, {counting}. {strength}; resolution {}. Items are named by {} or more.",
        wanted.resolution,
        count(wanted.min_papers, "paper")
    )
}
