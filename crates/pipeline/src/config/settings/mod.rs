//! Configuration as the work sees it: every key has a value, and every value has been checked.

mod map;
mod merged;
mod networks;
mod stages;

use std::path::{Path, PathBuf};

use corpus::ReadOptions;
use exchange::Format;
use network::{
    centrality::{BetweennessSettings, PageRankSettings, Sampling},
    community::LeidenSettings,
    layout::LayoutSettings,
};
use similarity::{GraphSettings, TermSettings};

pub use map::{MapSettings, Measure, Shade};
use merged::Merged;
pub use networks::{NameThesaurus, NetworkSettings};

use super::{
    catalogue::KEYS,
    options::{ConfigError, Options, Value},
};
use crate::labels::ByHand;

/// What a run does. Made by [`Settings::resolve`].
#[derive(Clone, Debug)]
pub struct Settings {
    /// Title of map and report.
    pub title: String,
    /// Folder of the report.
    pub out: PathBuf,
    /// Length of lists in the report.
    pub top: usize,
    /// Tables as a workbook, too.
    pub xlsx: bool,
    /// Tables as Parquet, too.
    pub parquet: bool,
    /// Formats of the graph for other programs, in the order of [`Format::ALL`].
    pub graph_files: Vec<Format>,
    /// Files of papers.
    pub papers: Vec<PathBuf>,
    /// Stop at the first bad record, and columns of tables under names of their own.
    pub read: ReadOptions,
    /// Vectors of papers, where the user brings some.
    pub embeddings: Option<EmbeddingFiles>,
    /// Links that were made elsewhere, where the user brings some: a file or a folder.
    pub links: Option<PathBuf>,
    /// Papers to terms; the thesaurus is still a file.
    pub terms: TermSettings,
    /// Terms that stand for others.
    pub thesaurus: Option<PathBuf>,
    /// Names that stand for others.
    pub names: Vec<NameThesaurus>,
    /// Networks of what papers name.
    pub networks: NetworkSettings,
    /// Relations to links.
    pub graph: GraphSettings,
    /// Graph to clusters.
    pub clusters: LeidenSettings,
    /// Clusters to clusters within them.
    pub subclusters: LeidenSettings,
    /// Smaller clusters join a neighbour.
    pub min_cluster_size: usize,
    /// Whether variants tell how sure the clusters are.
    pub certainty: bool,
    /// PageRank.
    pub pagerank: PageRankSettings,
    /// PageRank of citations.
    pub citations: CitationSettings,
    /// Likely missing citations that are told of each paper; 0: none.
    pub missing: usize,
    /// What betweenness counts, and when it is sampled.
    pub betweenness: BetweennessSettings,
    /// When closeness is sampled.
    pub sampling: Sampling,
    /// Graph to positions.
    pub layout: LayoutSettings,
    /// What is said about time.
    pub time: TimeSettings,
    /// Folder of a report that the map and the numbers of clusters line up with.
    pub earlier: Option<PathBuf>,
    /// The picture.
    pub map: MapSettings,
    /// Labels by hand, in the order of the file.
    pub labels: Vec<ByHand>,
    /// Seed of all random numbers.
    pub seed: u64,
    /// Threads; 0 is one per core.
    pub threads: usize,
    /// Every key with its value, in the order of the catalogue: for the card of the run.
    pub resolved: Vec<(&'static str, Value)>,
}

/// Vectors of papers, and whose they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbeddingFiles {
    /// The vectors: Parquet, or an array in the format of NumPy.
    pub vectors: PathBuf,
    /// An id a line, for an array; Parquet has ids of its own.
    pub ids: Option<PathBuf>,
}

/// How walks along citations go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CitationSettings {
    /// Damping, tolerance, iterations.
    pub pagerank: PageRankSettings,
    /// In how many years of age the chance that a walk begins at a paper falls to 1/e.
    pub recency: f64,
}

/// What is said about time.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeSettings {
    /// First years of periods; empty: periods of equal size.
    pub period_starts: Vec<i32>,
    /// What it costs a term to burst.
    pub burst_gamma: f64,
}

impl Settings {
    /// Puts `options` over the defaults and checks what no key can check alone. Files of papers are found from `home`,
    /// the folder of the workspace file; the report goes to `out`, or else to `reports/` and its name.
    ///
    /// # Errors
    ///
    /// No files of papers, ids without vectors, or a name that is no folder name.
    pub fn resolve(options: &Options, home: &Path, out: Option<&Path>) -> Result<Self, ConfigError> {
        let settings = Self::without_papers(options, home, out)?;
        if settings.papers.is_empty() {
            let reason =
                "`input.papers` names no file; write for example papers = [\"papers.csv\"] under [input]";
            return Err(ConfigError::new(Merged(options).origin("input.papers"), reason));
        }
        Ok(settings)
    }

    /// As [`Settings::resolve`], for work that reads no papers.
    ///
    /// # Errors
    ///
    /// As there, but for files of papers.
    pub fn without_papers(options: &Options, home: &Path, out: Option<&Path>) -> Result<Self, ConfigError> {
        let merged = Merged(options);
        let seed = merged.integer("run.seed") as u64;
        let name = merged.text("report.name");
        if !is_folder_name(&name) {
            let reason = format!(
                "`report.name` is \"{name}\", but must be the name of a folder, without / or \\ and not . or .."
            );
            return Err(ConfigError::new(merged.origin("report.name"), reason));
        }
        let mut papers: Vec<PathBuf> =
            merged.list("input.papers").iter().map(|path| found_from(home, path)).collect();
        // The order in which files are named must not matter, and a file named twice is one file.
        papers.sort();
        papers.dedup();
        let title = match merged.text("report.title") {
            empty if empty.trim().is_empty() => name.clone(),
            title => title,
        };
        let clusters = merged.clusters(seed);
        Ok(Self {
            title,
            out: out.map_or_else(|| Path::new("reports").join(&name), Path::to_owned),
            top: merged.size("report.top"),
            xlsx: merged.flag("report.xlsx"),
            parquet: merged.flag("report.parquet"),
            graph_files: merged.graph_files()?,
            papers,
            read: ReadOptions { strict: merged.flag("input.strict"), columns: merged.columns() },
            embeddings: merged.embeddings(home)?,
            links: merged.path("input.links", home),
            terms: merged.terms(),
            thesaurus: merged.path("terms.thesaurus", home),
            names: merged.names(home),
            networks: merged.networks()?,
            graph: merged.graph(seed),
            clusters,
            subclusters: LeidenSettings {
                resolution: clusters.resolution * merged.number("clusters.sub_resolution"),
                ..clusters
            },
            min_cluster_size: merged.size("clusters.min_size"),
            certainty: merged.flag("clusters.certainty"),
            pagerank: PageRankSettings::default(),
            citations: CitationSettings {
                // Half of the steps follow a reference (Walker, Xie, Yan, Maslov 2007).
                pagerank: PageRankSettings { damping: 0.5, ..PageRankSettings::default() },
                recency: merged.number("centrality.recency"),
            },
            missing: merged.size("missing.top"),
            betweenness: merged.betweenness(seed),
            sampling: merged.sampling(seed),
            layout: merged.layout(seed),
            earlier: merged.path("map.from", home),
            time: TimeSettings {
                period_starts: merged.years("time.periods")?,
                burst_gamma: merged.number("time.burst_gamma"),
            },
            map: merged.map(home)?,
            labels: options
                .labels()
                .iter()
                .map(|(of, text)| ByHand { of: of.clone(), text: text.clone() })
                .collect(),
            seed,
            threads: merged.size("run.threads"),
            resolved: KEYS.iter().map(|key| (key.path, merged.value(key.path))).collect(),
        })
    }
}

/// Values that only [`Settings`] has.
impl Merged<'_> {
    fn graph_files(&self) -> Result<Vec<Format>, ConfigError> {
        let wanted = self.words("report.graphs", Format::ALL.map(Format::name), "formats are")?;
        Ok(Format::ALL.into_iter().filter(|format| wanted.contains(&format.name())).collect())
    }

    /// A list of years.
    fn years(&self, path: &str) -> Result<Vec<i32>, ConfigError> {
        let year = |text: &String| match text.trim().parse() {
            Ok(year @ 1000..=2999) => Ok(year),
            _ => {
                let reason = format!(
                    "`{path}` has \"{text}\", but must be a list of years such as [\"1990\", \"2000\"]"
                );
                Err(ConfigError::new(self.origin(path), reason))
            }
        };
        self.list(path).iter().map(year).collect()
    }

    fn embeddings(&self, home: &Path) -> Result<Option<EmbeddingFiles>, ConfigError> {
        let (vectors, ids) = (self.path("input.vectors", home), self.path("input.vectors_ids", home));
        if vectors.is_none() && ids.is_some() {
            let reason = "`input.vectors_ids` needs `input.vectors`, too: the vectors that the ids belong to";
            return Err(ConfigError::new(self.origin("input.vectors_ids"), reason));
        }
        // Whether ids are needed is known when the file is read.
        Ok(vectors.map(|vectors| EmbeddingFiles { vectors, ids }))
    }

    /// Fields with the columns that hold them, where they were written.
    fn columns(&self) -> Vec<(String, String)> {
        let fields =
            KEYS.iter().filter_map(|key| Some((key.path.strip_prefix("columns.")?, self.text(key.path))));
        fields
            .filter(|(_, column)| !column.is_empty())
            .map(|(field, column)| (field.to_owned(), column))
            .collect()
    }
}

/// The name of a report on this file: its own, without folders and endings.
///
/// ```
/// use pipeline::config::settings::name_after;
/// assert_eq!(name_after("data/my papers.jsonl.zst".as_ref()), "my papers");
/// assert_eq!(name_after("..".as_ref()), "papers");
/// ```
pub fn name_after(file: &Path) -> String {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    if is_folder_name(stem) { stem.to_owned() } else { "papers".to_owned() }
}

/// The file as seen from the folder of the workspace file; `-` stays standard input.
fn found_from(home: &Path, path: &str) -> PathBuf {
    if path == "-" { PathBuf::from(path) } else { home.join(path) }
}

fn is_folder_name(name: &str) -> bool {
    !name.trim().is_empty() && name != "-" && name != "." && name != ".." && !name.contains(['/', '\\', '\0'])
}

#[cfg(test)]
mod tests {
    use similarity::{Kind, Normalisation, Relation, Sharing, Space, Weighting};

    use super::*;

    fn resolve(text: &str) -> Result<Settings, String> {
        let options = Options::from_toml(text, Path::new("workspace.toml")).unwrap();
        Settings::resolve(&options, Path::new("home"), None).map_err(|error| error.to_string())
    }

    #[test]
    fn silence_means_the_defaults_of_the_crates() {
        let settings = resolve("[input]\npapers = \"a.csv\"").unwrap();
        assert_eq!(settings.terms, TermSettings::default());
        assert_eq!(settings.graph, GraphSettings::default());
        assert_eq!(settings.clusters, LeidenSettings { seed: settings.seed, ..LeidenSettings::default() });
        assert_eq!(settings.out, Path::new("reports/papers"));
        assert_eq!(settings.papers, [Path::new("home/a.csv")]);
        assert_eq!(settings.resolved.len(), KEYS.len());
    }

    #[test]
    fn every_key_is_taken_over() {
        let settings = resolve(
            "[report]\nname = \"n\"\n[input]\npapers = [\"a\"]\n[graph]\nneighbours = 7\nrepos = 0.5\n\
             coupling_normalisation = \"jaccard\"\ncoupling_cap = 9\n",
        )
        .unwrap();
        let coupling = Sharing { normalisation: Normalisation::Jaccard, cap: 9 };
        assert_eq!(settings.graph.coupling, coupling);
        assert_eq!((settings.graph.neighbours, settings.graph.weight(Relation::Repos)), (7, 0.5));
        assert_eq!(settings.title, "n");
    }

    #[test]
    fn words_choose_weighting_and_space() {
        let settings = resolve(
            "[input]\npapers = \"a\"\n[terms]\nweighting = \"bm25\"\nthesaurus = \"t.txt\"\n\
             [graph]\nspace = \"latent\"\ndimensions = 50\n[run]\nseed = 9\n",
        )
        .unwrap();
        assert_eq!(settings.terms.weighting, Weighting::Bm25);
        assert_eq!(settings.thesaurus.as_deref(), Some(Path::new("home/t.txt")));
        assert_eq!(settings.graph.space, Space::Latent { dimensions: 50, seed: 9 });
    }

    #[test]
    fn a_name_stays_inside_reports() {
        for name in ["..", "a/b", " ", "a\\\\b"] {
            let error =
                resolve(&format!("[input]\npapers = \"a\"\n[report]\nname = \"{name}\"")).unwrap_err();
            assert!(error.starts_with("workspace.toml:4: `report.name`"), "{error}");
        }
    }

    #[test]
    fn columns_are_taken_over_and_standard_input_stays() {
        let settings = resolve("[input]\npapers = \"-\"\n[columns]\ntitle = \"Paper name\"\n").unwrap();
        assert_eq!(settings.read.columns, [("title".to_owned(), "Paper name".to_owned())]);
        assert_eq!(settings.papers, [Path::new("-")]);
    }

    #[test]
    fn vectors_may_come_with_ids() {
        let files = |text: &str| resolve(&format!("[input]\npapers = \"a\"\n{text}"));
        let both = files("vectors = \"v.npy\"\nvectors_ids = \"v.txt\"\n").unwrap();
        let expected = EmbeddingFiles { vectors: "home/v.npy".into(), ids: Some("home/v.txt".into()) };
        assert_eq!(both.embeddings, Some(expected));
        assert_eq!(files("vectors = \"v.parquet\"\n").unwrap().embeddings.unwrap().ids, None);
        assert_eq!(
            files("vectors_ids = \"v.txt\"\n").unwrap_err(),
            "workspace.toml:3: `input.vectors_ids` needs `input.vectors`, too: the vectors that the ids belong to"
        );
    }

    #[test]
    fn periods_begin_with_years() {
        let settings = resolve("[input]\npapers = \"a\"\n[time]\nperiods = [\"1990\", \"2000\"]\n").unwrap();
        assert_eq!(settings.time, TimeSettings { period_starts: vec![1990, 2000], burst_gamma: 1.0 });
        let error = resolve("[input]\npapers = \"a\"\n[time]\nperiods = [\"the nineties\"]\n").unwrap_err();
        assert!(error.starts_with("workspace.toml:4: `time.periods` has \"the nineties\""), "{error}");
    }

    #[test]
    fn no_papers_is_said() {
        assert!(resolve("").unwrap_err().contains("`input.papers` names no file"));
    }

    #[test]
    fn networks_are_known_by_name() {
        let networks = |list: &str| {
            resolve(&format!("[input]\npapers = [\"a.csv\"]\n[network]\nof = {list}\n"))
                .map(|settings| settings.networks.of)
        };
        assert_eq!(networks("\"authors\"").unwrap(), [Kind::Authors]);
        assert_eq!(
            networks("[\"venues\", \"keywords\", \"venues\"]").unwrap(),
            [Kind::Keywords, Kind::Venues]
        );
        assert_eq!(
            networks("[\"author\"]").unwrap_err(),
            "workspace.toml:4: `network.of` names \"author\", but networks are of \"authors\", \"keywords\", \"repos\", \"venues\"; \
             did you mean \"authors\"?"
        );
    }

    #[test]
    fn views_are_drawn_once_and_the_network_always() {
        let views = |list: &str| {
            let text = format!("[input]\npapers = [\"a.csv\"]\n[map]\nviews = {list}\n");
            resolve(&text)
                .map(|settings| settings.map.views.iter().map(|&(name, _)| name).collect::<Vec<_>>())
        };
        assert_eq!(views("[]").unwrap(), ["network"]);
        assert_eq!(
            views("[\"density\", \"clusters\", \"density\"]").unwrap(),
            ["network", "clusters", "density"]
        );
        let error = views("[\"overlays\"]").unwrap_err();
        assert!(error.ends_with("did you mean \"overlay\"?"), "{error}");
    }
}
