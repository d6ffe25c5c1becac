//! What a report is made from: plain data, filled by the caller.
//!
//! Everything has a default that means "nothing known"; a section without data says so in a sentence.

/// A report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReportView {
    /// The heading of the report.
    pub title: String,
    /// The counts of the opening paragraph.
    pub summary: Summary,
    /// The map of papers.
    pub map: Option<Picture>,
    /// What was read.
    pub sources: Sources,
    /// The clusters that get a section, the largest first.
    pub clusters: Vec<Cluster>,
    /// The most central papers of all, the first ranked highest.
    pub central: Vec<CentralPaper>,
    /// Papers by year.
    pub years: Years,
    /// How the field moved.
    pub movement: Movement,
    /// How sure the clusters are; empty where that was not asked for.
    pub certainty: Certainty,
    /// Code repositories.
    pub repos: Repos,
    /// Networks of what papers name: authors, keywords.
    pub networks: Vec<Network>,
    /// What else a reader should know before relying on the figures, a sentence each. The report itself states sampled
    /// centralities, capped repositories and papers without links.
    pub limits: Vec<String>,
    /// How the figures were made.
    pub methods: Methods,
    /// The files of the run.
    pub files: Vec<WrittenFile>,
}

/// The counts of the opening paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Papers after merging.
    pub papers: usize,
    /// The earliest year.
    pub first_year: Option<i32>,
    /// The latest year.
    pub last_year: Option<i32>,
    /// Different venues.
    pub venues: usize,
    /// Different names of authors.
    pub authors: usize,
    /// Links of the similarity graph.
    pub links: usize,
    /// Papers that are linked to no other.
    pub unlinked: usize,
    /// Clusters in all, also those without a section.
    pub clusters: usize,
    /// The modularity of the clusters, −0.5 to 1.
    pub modularity: Option<f64>,
}

/// A picture beside the report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Where it is, relative to the report, such as `charts/years.png`.
    pub path: String,
    /// What it shows, in a sentence, for those who cannot see it.
    pub alt: String,
}

/// What was read, and what the sources lack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources {
    /// The files.
    pub files: Vec<SourceFile>,
    /// How many papers have a field filled, in the order in which people look for them.
    pub fields: Vec<FieldShare>,
    /// Records that were merged into another.
    pub duplicates: usize,
    /// Rows of `tables/problems.csv`.
    pub problems: usize,
    /// What the sources cannot give and what follows from that, a sentence each.
    pub missing: Vec<String>,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceFile {
    /// Its name.
    pub path: String,
    /// Its format in words, such as `Scopus CSV`.
    pub format: String,
    /// Records it holds.
    pub records: usize,
    /// Records that were read.
    pub read: usize,
    /// Of those, the ones read after a repair.
    pub repaired: usize,
    /// Records that were lost.
    pub skipped: usize,
}

/// How often a field is filled.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldShare {
    /// The field, such as `abstract`.
    pub name: String,
    /// The share of papers that have it, 0 to 1.
    pub share: f64,
}

/// A paper as the report names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper {
    /// Its identifier in `tables/papers.csv`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it is on the web. It becomes a link where it is an `http:` or `https:` address.
    pub url: Option<String>,
    /// Its year.
    pub year: Option<i32>,
    /// Its venue.
    pub venue: Option<String>,
    /// Its authors; the report shortens the list.
    pub authors: Vec<String>,
}

/// A cluster, as others refer to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClusterName {
    /// Its number, from 1.
    pub number: u32,
    /// Its label.
    pub label: String,
}

/// A cluster.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cluster {
    /// Number and label.
    pub name: ClusterName,
    /// How many papers it holds.
    pub size: usize,
    /// The earliest year of its papers.
    pub first_year: Option<i32>,
    /// The median year of its papers.
    pub median_year: Option<f64>,
    /// The latest year of its papers.
    pub last_year: Option<i32>,
    /// Papers of the last five complete years of the corpus over those of the five years before, less 1.
    pub growth: Option<f64>,
    /// The share of the link weight of its papers that stays inside, 0 to 1.
    pub share_of_links_inside: Option<f64>,
    /// The terms of its label.
    pub label_terms: Vec<TermCount>,
    /// Whether the label was written by hand.
    pub label_by_hand: bool,
    /// The terms that mark it, strongest first.
    pub terms: Vec<TermCount>,
    /// The clusters within it, the largest first; none where it is one piece.
    pub subtopics: Vec<Subtopic>,
    /// Its papers by year, ascending.
    pub years: Vec<YearCount>,
    /// The venues with most of its papers.
    pub venues: Vec<NameCount>,
    /// The authors with most of its papers.
    pub authors: Vec<NameCount>,
    /// The papers most typical of it.
    pub representatives: Vec<Paper>,
    /// Its most central papers.
    pub central: Vec<Paper>,
    /// The papers that tie it to other clusters.
    pub bridges: Vec<Bridge>,
    /// Repositories that several of its papers link.
    pub repos: Vec<Repo>,
}

/// A cluster within a cluster.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subtopic {
    /// Its number, such as `3.1`.
    pub number: String,
    /// Its label.
    pub label: String,
    /// How many papers it holds.
    pub size: usize,
    /// The paper most typical of it.
    pub paper: Option<Paper>,
}

/// A name and how many papers of the cluster bear it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameCount {
    /// The name.
    pub name: String,
    /// Papers that bear it.
    pub papers: usize,
}

/// A term and how many papers of the cluster use it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TermCount {
    /// The term.
    pub term: String,
    /// Papers that use it.
    pub papers: usize,
}

/// A paper that ties its cluster to others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bridge {
    /// The paper.
    pub paper: Paper,
    /// The clusters it is tied to, the strongest tie first.
    pub to: Vec<ClusterName>,
}

/// A code repository.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repo {
    /// Its name, such as `github.com/owner/name`.
    pub name: String,
    /// Where it is on the web.
    pub url: Option<String>,
    /// How many papers link it.
    pub papers: usize,
    /// The clusters of these papers, by number.
    pub clusters: Vec<u32>,
}

/// All code repositories.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repos {
    /// How many repositories papers link.
    pub named: usize,
    /// How many papers link one.
    pub papers: usize,
    /// The repositories that tie papers, the one with most papers first.
    pub shared: Vec<Repo>,
    /// Repositories with so many papers that they tie none.
    pub capped: Vec<Repo>,
}

/// A network of what papers name, which has a folder of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// The heading.
    pub title: String,
    /// What an item is: `author`.
    pub one: String,
    /// Its map.
    pub map: Picture,
    /// The map to look around in, where there is one.
    pub page: Option<String>,
    /// The table of all items.
    pub table: String,
    /// How many items, links and clusters, and how they came about, in sentences.
    pub counts: String,
    /// The items with most papers.
    pub items: Vec<NetworkItem>,
    /// The largest clusters, each with its number of items and the names of those with most papers.
    pub clusters: Vec<(usize, Vec<String>)>,
}

/// An item of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkItem {
    /// Its name.
    pub name: String,
    /// Papers that name it.
    pub papers: usize,
    /// The sum of the weights of its links.
    pub strength: f64,
    /// Citations of its papers.
    pub citations: u64,
    /// Its cluster, from 1.
    pub cluster: u32,
}

/// A paper in the ranking of the whole field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CentralPaper {
    /// The paper.
    pub paper: Paper,
    /// Its cluster.
    pub cluster: ClusterName,
    /// Its PageRank.
    pub pagerank: f64,
    /// Its betweenness, 0 to 1.
    pub betweenness: f64,
    /// How many papers of the corpus cite it.
    pub cited_in_corpus: usize,
}

/// Papers by year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Years {
    /// The years that have papers, ascending.
    pub counts: Vec<YearCount>,
    /// Papers that bear no year.
    pub without_year: usize,
    /// The same as a chart.
    pub chart: Option<Picture>,
}

/// How many papers a year has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearCount {
    /// The year.
    pub year: i32,
    /// Its papers.
    pub papers: usize,
}

/// What other clusterings say of the clusters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Certainty {
    /// Papers that land elsewhere than most of their cluster more often than with it.
    pub unsure: usize,
    /// Clusters that lose many of their papers that way, the least sure first.
    pub least_sure: Vec<Unsure>,
    /// The clusters after a change, other random numbers first.
    pub changes: Vec<Changed>,
    /// The clusters at other resolutions, ascending.
    pub resolutions: Vec<AtResolution>,
    /// The chart of the resolutions.
    pub picture: Option<Picture>,
}

/// A cluster that is not sure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unsure {
    /// The cluster.
    pub cluster: ClusterName,
    /// The share of its papers that stay with it, in the mean of clusterings.
    pub stability: f64,
}

/// Clusters after a change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    /// What was changed, in words: "without citations".
    pub change: String,
    /// Links that are left.
    pub links: usize,
    /// Papers without a link.
    pub unlinked: usize,
    /// Clusters.
    pub clusters: usize,
    /// Their modularity in the whole graph.
    pub modularity: f64,
    /// Adjusted mutual information with the clusters of the report.
    pub agreement: f64,
    /// Papers in another cluster.
    pub moved: usize,
    /// The share of papers that these are.
    pub moved_share: f64,
}

/// Clusters at a resolution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AtResolution {
    /// The resolution.
    pub resolution: f64,
    /// Whether it is that of the report.
    pub chosen: bool,
    /// Clusters.
    pub clusters: usize,
    /// The share of papers in the largest.
    pub largest: f64,
    /// How far random starts agree; `None` with a single one.
    pub stability: Option<f64>,
    /// Adjusted mutual information with the clusters of the report.
    pub agreement: f64,
}

/// How the field moved. Every part may be empty: then nothing is said of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Movement {
    /// The first and last year over which growth is measured.
    pub pace_years: Option<(i32, i32)>,
    /// Growth a year of all papers.
    pub field_rate: Option<f64>,
    /// Clusters that rise or fall beyond chance, the fastest first.
    pub growing: Vec<Growing>,
    /// The strongest bursts.
    pub bursts: Vec<Burst>,
    /// The papers of the main path, each cited by the next.
    pub main_path: Vec<Paper>,
    /// Years that the papers go back to.
    pub roots: Vec<Root>,
    /// What became of topics from period to period, in a sentence.
    pub development: String,
    /// The charts.
    pub pictures: Vec<Picture>,
}

/// A cluster that rises or falls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Growing {
    /// The cluster.
    pub cluster: ClusterName,
    /// Growth a year: 0.1 is a tenth more papers each year.
    pub rate: f64,
}

/// Years in which something was named far more often than usual.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Burst {
    /// The term or repository.
    pub name: String,
    /// The first year.
    pub first: i32,
    /// The last year.
    pub last: i32,
    /// The weight of the burst.
    pub strength: f64,
    /// Papers of these years that have it.
    pub papers: usize,
}

/// A year whose works are cited more than those of the years around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Root {
    /// The year.
    pub year: i32,
    /// References to its works.
    pub references: u64,
    /// The works cited most.
    pub works: Vec<String>,
}

/// How the figures were made: what the methods paragraph says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Methods {
    /// The program and its version, such as `bibliograph 0.1.0`.
    pub program: String,
    /// The seed of all random numbers.
    pub seed: u64,
    /// The relations whose weighted sum is the similarity graph.
    pub relations: Vec<Relation>,
    /// How good the key terms of clusters are.
    pub labels: Option<LabelQuality>,
    /// How many of its strongest links each paper keeps, where links were thinned.
    pub neighbours: Option<usize>,
    /// How clusters were found.
    pub clustering: Option<Clustering>,
    /// The damping factor of PageRank.
    pub damping: Option<f64>,
    /// How betweenness was computed.
    pub betweenness: Option<Coverage>,
    /// How closeness was computed.
    pub closeness: Option<Coverage>,
    /// How the map was laid out, in words that continue "The map was laid out".
    pub layout: Option<String>,
    /// Every setting of the run as it was resolved.
    pub parameters: Vec<Parameter>,
}

/// How good lists of key terms are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LabelQuality {
    /// Mean normalised pointwise mutual information of the terms of a list, −1 to 1.
    pub coherence: f64,
    /// The share of different terms among all lists, 0 to 1.
    pub diversity: f64,
}

/// A relation: one kind of evidence that two papers belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation {
    /// Its name, such as `terms`.
    pub name: String,
    /// Its weight in the sum.
    pub weight: f64,
    /// How it is measured, in words that continue "terms:", such as `the cosine of tf-idf vectors`.
    pub measure: String,
    /// How many pairs of papers it links.
    pub links: usize,
}

/// How clusters were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clustering {
    /// The quality function, such as `modularity`.
    pub quality: String,
    /// Its resolution.
    pub resolution: f64,
    /// Random starts that were put together.
    pub starts: usize,
    /// The share of starts that put a paper with most of its cluster, in the mean of all papers; `None` with a single start.
    pub stability: Option<f64>,
}

/// Whether a centrality is exact.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Coverage {
    /// Over all papers.
    Exact,
    /// From a sample.
    Sampled {
        /// Papers in the sample; for betweenness, pairs of papers.
        samples: usize,
        /// The bound of the error, in the unit of the measure.
        error: f64,
        /// The probability with which the bound holds, 0 to 1.
        confidence: f64,
    },
}

/// A setting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameter {
    /// The key, as in `workspace.toml`.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// A file that the run wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is, relative to the report.
    pub path: String,
    /// What it holds, in a line.
    pub content: String,
}
