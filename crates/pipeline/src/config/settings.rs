//! Configuration as the work sees it: every key has a value, and every value has been checked.

use std::path::{Path, PathBuf};

use charts::{map::View, palette::Theme};
use corpus::ReadOptions;
use exchange::Format;
use network::{
    centrality::{BetweennessSettings, PageRankSettings, Paths, Sampling},
    community::{LeidenSettings, Quality},
    layout::{LayoutSettings, Method},
};
use similarity::{
    GraphSettings, Kind, Normalisation, Relation, Sharing, Space, TermSettings, Thesaurus, Weighting,
    cooccurrence::{Counting, Strength},
};

use super::{
    catalogue::{self, KEYS, NETWORKS},
    hints,
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

/// Names that stand for others.
#[derive(Clone, Debug, PartialEq)]
pub struct NameThesaurus {
    /// What it names.
    pub kind: Kind,
    /// The key that names the file.
    pub key: &'static str,
    /// The file.
    pub path: PathBuf,
    /// What it says, once it is read.
    pub thesaurus: Thesaurus,
}

/// Networks of what papers name.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkSettings {
    /// Which, each once, in the order of [`NETWORKS`].
    pub of: Vec<Kind>,
    /// What a paper counts.
    pub counting: Counting,
    /// What counts are compared with.
    pub strength: Strength,
    /// Resolution of the clusters.
    pub resolution: f64,
    /// Papers of an item, at least.
    pub min_papers: usize,
    /// Items, at most.
    pub items: usize,
    /// Authors of a paper that links them, at most.
    pub max_authors: usize,
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

/// How the map is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct MapSettings {
    /// What the size of a point shows.
    pub size: Measure,
    /// Which pictures, in the order of [`VIEWS`].
    pub views: Vec<(&'static str, View)>,
    /// What the colours of the overlay show.
    pub overlay: Shade,
    /// Size and look of the pictures.
    pub page: charts::Style,
    /// A font for scripts that the own one lacks.
    pub font: Option<PathBuf>,
    /// Labelled clusters, at most.
    pub clusters: usize,
    /// Named papers, at most.
    pub names: usize,
    /// Drawn links, at most.
    pub links: usize,
    /// Whether `map.html` is written.
    pub html: bool,
}

/// The pictures of a map by name.
pub const VIEWS: [(&str, View); 5] = [
    ("network", View::Network),
    ("clusters", View::Clusters),
    ("overlay", View::Overlay),
    ("density", View::Density),
    ("cluster-density", View::ClusterDensity),
];

/// A number of each paper that points may be coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// The year of publication.
    Year,
    /// The share of starts that agree on the cluster of a paper.
    Stability,
    /// What points may be sized by, too.
    Measure(Measure),
}

impl Shade {
    /// As they are written in `workspace.toml`.
    pub const NAMES: &[&str] = &[
        "year",
        "stability",
        "pagerank",
        "strength",
        "degree",
        "betweenness",
        "closeness",
        "cited_by",
        "citations",
    ];

    fn named(name: &str) -> Self {
        match name {
            "year" => Self::Year,
            "stability" => Self::Stability,
            measure => Self::Measure(Measure::named(measure)),
        }
    }

    /// As the legend writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Year => "Year",
            Self::Stability => "Stability of cluster",
            Self::Measure(Measure::PageRank) => "PageRank",
            Self::Measure(Measure::Strength) => "Link strength",
            Self::Measure(Measure::Degree) => "Number of links",
            Self::Measure(Measure::Betweenness) => "Betweenness",
            Self::Measure(Measure::Closeness) => "Closeness",
            Self::Measure(Measure::CitedBy) => "Citations",
            Self::Measure(Measure::Citations) => "Citations in this corpus",
            Self::Measure(Measure::Equal) => "",
        }
    }
}

/// A number of each paper that points may be sized by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// PageRank in the similarity graph.
    PageRank,
    /// Sum of link weights.
    Strength,
    /// Number of links.
    Degree,
    /// Share of shortest paths.
    Betweenness,
    /// Nearness to all others.
    Closeness,
    /// Citations by the source's count.
    CitedBy,
    /// Citations from papers of the corpus.
    Citations,
    /// All the same.
    Equal,
}

impl Measure {
    fn named(name: &str) -> Self {
        match name {
            "strength" => Self::Strength,
            "degree" => Self::Degree,
            "betweenness" => Self::Betweenness,
            "closeness" => Self::Closeness,
            "cited_by" => Self::CitedBy,
            "citations" => Self::Citations,
            "equal" => Self::Equal,
            // The catalogue lets nothing else through.
            _ => Self::PageRank,
        }
    }

    /// As the legend writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::PageRank => "PageRank",
            Self::Strength => "link strength",
            Self::Degree => "number of links",
            Self::Betweenness => "betweenness",
            Self::Closeness => "closeness",
            Self::CitedBy => "citations",
            Self::Citations => "citations in this corpus",
            Self::Equal => "",
        }
    }
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
        let clusters = LeidenSettings {
            quality: match merged.text("clusters.quality").as_str() {
                "cpm" => Quality::Cpm,
                _ => Quality::Modularity,
            },
            resolution: merged.number("clusters.resolution"),
            starts: merged.size("clusters.starts"),
            seed,
            ..LeidenSettings::default()
        };
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
            links: Some(merged.text("input.links"))
                .filter(|path| !path.is_empty())
                .map(|path| home.join(path)),
            terms: TermSettings {
                min_papers: merged.integer("terms.min_papers") as u32,
                max_share: merged.number("terms.max_share"),
                title: merged.number("terms.title") as f32,
                keywords: merged.number("terms.keywords") as f32,
                abstract_text: merged.number("terms.abstract") as f32,
                phrase_count: Some(merged.integer("terms.phrase_count") as u32).filter(|&least| least > 0),
                phrase_npmi: merged.number("terms.phrase_npmi"),
                weighting: match merged.text("terms.weighting").as_str() {
                    "bm25" => Weighting::Bm25,
                    _ => Weighting::TfIdf,
                },
                thesaurus: Thesaurus::default(),
            },
            thesaurus: Some(merged.text("terms.thesaurus"))
                .filter(|path| !path.is_empty())
                .map(|path| home.join(path)),
            names: merged.names(home),
            networks: NetworkSettings {
                of: merged.networks()?,
                counting: match merged.text("network.counting").as_str() {
                    "fractional" => Counting::Fractional,
                    _ => Counting::Full,
                },
                strength: match merged.text("network.normalisation").as_str() {
                    "fractionalisation" => Strength::Fractionalisation,
                    "none" => Strength::None,
                    _ => Strength::Association,
                },
                resolution: merged.number("network.resolution"),
                min_papers: merged.size("network.min_papers"),
                items: merged.size("network.items"),
                max_authors: merged.size("network.max_authors"),
            },
            graph: GraphSettings {
                neighbours: merged.size("graph.neighbours"),
                floor: merged.number("graph.floor") as f32,
                weights: Relation::ALL.map(|relation| merged.number(&format!("graph.{}", relation.name()))),
                repos: merged.sharing(Relation::Repos),
                coupling: merged.sharing(Relation::Coupling),
                cocitation: merged.sharing(Relation::Cocitation),
                authors: merged.sharing(Relation::Authors),
                keywords: merged.sharing(Relation::Keywords),
                space: match merged.text("graph.space").as_str() {
                    "latent" => Space::Latent { dimensions: merged.size("graph.dimensions"), seed },
                    _ => Space::Terms,
                },
                prune: Some(merged.size("graph.prune")).filter(|&strongest| strongest > 0),
            },
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
            betweenness: BetweennessSettings {
                exact_up_to: merged.size("centrality.exact_up_to"),
                error: merged.number("centrality.error"),
                paths: match merged.text("centrality.paths").as_str() {
                    "weights" => Paths::Weights,
                    _ => Paths::Links,
                },
                seed,
            },
            sampling: Sampling {
                exact_up_to: merged.size("centrality.exact_up_to"),
                pivots: merged.size("centrality.pivots"),
                seed,
            },
            layout: LayoutSettings {
                seed,
                method: match merged.text("map.layout").as_str() {
                    "forces" => Method::Forces,
                    _ => Method::Neighbours,
                },
                ..LayoutSettings::default()
            },
            earlier: Some(merged.text("map.from"))
                .filter(|path| !path.is_empty())
                .map(|path| home.join(path)),
            time: TimeSettings {
                period_starts: merged.years("time.periods")?,
                burst_gamma: merged.number("time.burst_gamma"),
            },
            map: MapSettings {
                size: Measure::named(&merged.text("map.size")),
                views: merged.views()?,
                overlay: Shade::named(&merged.text("map.overlay")),
                page: charts::Style {
                    width: merged.integer("map.width") as u32,
                    height: merged.integer("map.height") as u32,
                    dpi: merged.integer("map.dpi") as u32,
                    text: merged.number("map.text"),
                    theme: match merged.text("map.theme").as_str() {
                        "dark" => Theme::Dark,
                        _ => Theme::Light,
                    },
                    transparent: merged.text("map.background") == "transparent",
                },
                font: Some(merged.text("map.font"))
                    .filter(|path| !path.is_empty())
                    .map(|path| home.join(path)),
                clusters: merged.size("map.clusters"),
                names: merged.size("map.names"),
                links: merged.size("map.links"),
                html: merged.flag("map.html"),
            },
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

/// Options over defaults. A key's kind is the catalogue's, which every option has passed; a wrong name or kind here is a
/// fault of this file that its test finds.
struct Merged<'a>(&'a Options);

impl Merged<'_> {
    fn value(&self, path: &str) -> Value {
        let written = self.0.get(path).map(|(value, _)| value.clone());
        written.unwrap_or_else(|| {
            catalogue::find(path).expect("every key read here is in the catalogue").default.value()
        })
    }

    fn origin(&self, path: &str) -> String {
        self.0.get(path).map_or_else(|| "configuration".to_owned(), |(_, origin)| origin.to_owned())
    }

    fn text(&self, path: &str) -> String {
        match self.value(path) {
            Value::Text(text) => text,
            other => unreachable!("{path} is text in the catalogue, not {other}"),
        }
    }

    fn integer(&self, path: &str) -> i64 {
        match self.value(path) {
            Value::Integer(number) => number,
            other => unreachable!("{path} is a whole number in the catalogue, not {other}"),
        }
    }

    fn size(&self, path: &str) -> usize {
        usize::try_from(self.integer(path)).expect("the catalogue lets no negative number through")
    }

    fn number(&self, path: &str) -> f64 {
        match self.value(path) {
            Value::Number(number) => number,
            other => unreachable!("{path} is a number in the catalogue, not {other}"),
        }
    }

    fn flag(&self, path: &str) -> bool {
        match self.value(path) {
            Value::Flag(flag) => flag,
            other => unreachable!("{path} is yes or no in the catalogue, not {other}"),
        }
    }

    /// The files of names that were written.
    fn names(&self, home: &Path) -> Vec<NameThesaurus> {
        let files = [
            (Kind::Authors, "names.authors"),
            (Kind::Keywords, "names.keywords"),
            (Kind::Venues, "names.venues"),
        ];
        files
            .into_iter()
            .map(|(kind, key)| (kind, key, self.text(key)))
            .filter(|(_, _, path)| !path.is_empty())
            .map(|(kind, key, path)| NameThesaurus {
                kind,
                key,
                path: home.join(path),
                thesaurus: Thesaurus::default(),
            })
            .collect()
    }

    /// The networks that are asked for, each once.
    fn networks(&self) -> Result<Vec<Kind>, ConfigError> {
        let wanted = self.list("network.of");
        let known = NETWORKS.map(Kind::name);
        if let Some(odd) = wanted.iter().find(|name| !known.contains(&name.as_str())) {
            let hint = hints::nearest(odd, known)
                .map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            let reason = format!(
                "`network.of` names \"{odd}\", but networks are of \"{}\"{hint}",
                known.join("\", \"")
            );
            return Err(ConfigError::new(self.origin("network.of"), reason));
        }
        Ok(NETWORKS.into_iter().filter(|kind| wanted.iter().any(|name| name == kind.name())).collect())
    }

    fn sharing(&self, relation: Relation) -> Sharing {
        let key = |what: &str| format!("graph.{}_{what}", relation.name());
        let normalisation = Normalisation::named(&self.text(&key("normalisation")));
        Sharing {
            normalisation: normalisation.expect("the catalogue lets no other name through"),
            cap: self.size(&key("cap")),
        }
    }

    fn graph_files(&self) -> Result<Vec<Format>, ConfigError> {
        let names = self.list("report.graphs");
        if let Some(stray) = names.iter().find(|name| Format::named(name).is_none()) {
            let known = Format::ALL.map(Format::name).join(", ");
            let reason = format!("`report.graphs` names \"{stray}\", but there are {known}");
            return Err(ConfigError::new(self.origin("report.graphs"), reason));
        }
        let wanted = |format: &Format| names.iter().any(|name| name == format.name());
        Ok(Format::ALL.into_iter().filter(wanted).collect())
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
        let (vectors, ids) = (self.text("input.vectors"), self.text("input.vectors_ids"));
        if vectors.is_empty() && !ids.is_empty() {
            let reason = "`input.vectors_ids` needs `input.vectors`, too: the vectors that the ids belong to";
            return Err(ConfigError::new(self.origin("input.vectors_ids"), reason));
        }
        // Whether ids are needed is known when the file is read.
        let found = |path: String| Some(path).filter(|path| !path.is_empty()).map(|path| home.join(path));
        Ok(found(vectors).map(|vectors| EmbeddingFiles { vectors, ids: found(ids) }))
    }

    /// The network and the views that are asked for, each once.
    fn views(&self) -> Result<Vec<(&'static str, View)>, ConfigError> {
        let wanted = self.list("map.views");
        let known = VIEWS.map(|(name, _)| name);
        if let Some(odd) = wanted.iter().find(|name| !known.contains(&name.as_str())) {
            let hint = hints::nearest(odd, known)
                .map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            let reason =
                format!("`map.views` names \"{odd}\", but views are \"{}\"{hint}", known.join("\", \""));
            return Err(ConfigError::new(self.origin("map.views"), reason));
        }
        // The first is the map itself, which the report shows.
        let asked = |name: &str| name == VIEWS[0].0 || wanted.iter().any(|wanted| wanted == name);
        Ok(VIEWS.into_iter().filter(|(name, _)| asked(name)).collect())
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

    fn list(&self, path: &str) -> Vec<String> {
        match self.value(path) {
            Value::List(list) => list,
            other => unreachable!("{path} is a list in the catalogue, not {other}"),
        }
    }
}

#[cfg(test)]
mod tests {
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
