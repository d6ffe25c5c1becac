//! Configuration as the work sees it: every key has a value, and every value has been checked.

use std::path::{Path, PathBuf};

use corpus::ReadOptions;
use network::{
    centrality::{BetweennessSettings, PageRankSettings, Paths, Sampling},
    community::{LeidenSettings, Quality},
    layout::LayoutSettings,
};
use similarity::{
    GraphSettings, Normalisation, Relation, Sharing, Space, TermSettings, Thesaurus, Weighting,
};

use super::{
    catalogue::{self, KEYS},
    options::{ConfigError, Options, Value},
};

/// What a run does. Made by [`Settings::resolve`].
#[derive(Clone, Debug)]
pub struct Settings {
    /// Title of map and report.
    pub title: String,
    /// Folder of the report.
    pub out: PathBuf,
    /// Length of lists in the report.
    pub top: usize,
    /// Files of papers.
    pub papers: Vec<PathBuf>,
    /// Stop at the first bad record, and columns of tables under names of their own.
    pub read: ReadOptions,
    /// Vectors of papers, where the user brings some.
    pub embeddings: Option<EmbeddingFiles>,
    /// Papers to terms; the thesaurus is still a file.
    pub terms: TermSettings,
    /// Terms that stand for others.
    pub thesaurus: Option<PathBuf>,
    /// Relations to links.
    pub graph: GraphSettings,
    /// Graph to clusters.
    pub clusters: LeidenSettings,
    /// Clusters to clusters within them.
    pub subclusters: LeidenSettings,
    /// Smaller clusters join a neighbour.
    pub min_cluster_size: usize,
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
    /// The picture.
    pub map: MapSettings,
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
    /// The array, in the format of NumPy.
    pub vectors: PathBuf,
    /// An id a line.
    pub ids: PathBuf,
}

/// How walks along citations go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CitationSettings {
    /// Damping, tolerance, iterations.
    pub pagerank: PageRankSettings,
    /// In how many years of age the chance that a walk begins at a paper falls to 1/e.
    pub recency: f64,
}

/// How the map is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct MapSettings {
    /// What the size of a point shows.
    pub size: Measure,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Labelled clusters, at most.
    pub clusters: usize,
    /// Named papers, at most.
    pub names: usize,
    /// Drawn links, at most.
    pub links: usize,
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
    /// No files of papers, vectors without ids, or a name that is no folder name.
    pub fn resolve(options: &Options, home: &Path, out: Option<&Path>) -> Result<Self, ConfigError> {
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
        if papers.is_empty() {
            let reason =
                "`input.papers` names no file; write for example papers = [\"papers.csv\"] under [input]";
            return Err(ConfigError::new(merged.origin("input.papers"), reason));
        }
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
            papers,
            read: ReadOptions { strict: merged.flag("input.strict"), columns: merged.columns() },
            embeddings: merged.embeddings(home)?,
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
            layout: LayoutSettings { seed, ..LayoutSettings::default() },
            map: MapSettings {
                size: Measure::named(&merged.text("map.size")),
                width: merged.integer("map.width") as u32,
                height: merged.integer("map.height") as u32,
                clusters: merged.size("map.clusters"),
                names: merged.size("map.names"),
                links: merged.size("map.links"),
            },
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

    fn sharing(&self, relation: Relation) -> Sharing {
        let key = |what: &str| format!("graph.{}_{what}", relation.name());
        let normalisation = Normalisation::named(&self.text(&key("normalisation")));
        Sharing {
            normalisation: normalisation.expect("the catalogue lets no other name through"),
            cap: self.size(&key("cap")),
        }
    }

    fn embeddings(&self, home: &Path) -> Result<Option<EmbeddingFiles>, ConfigError> {
        let missing = |key: &str, given: &str| {
            let reason =
                format!("`{given}` needs `{key}`, too: vectors in one file, an id a line in the other");
            Err(ConfigError::new(self.origin(given), reason))
        };
        match (self.text("input.vectors"), self.text("input.vectors_ids")) {
            (vectors, ids) if vectors.is_empty() && ids.is_empty() => Ok(None),
            (_, ids) if ids.is_empty() => missing("input.vectors_ids", "input.vectors"),
            (vectors, _) if vectors.is_empty() => missing("input.vectors", "input.vectors_ids"),
            (vectors, ids) => Ok(Some(EmbeddingFiles { vectors: home.join(vectors), ids: home.join(ids) })),
        }
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
    fn vectors_come_with_ids() {
        let both =
            resolve("[input]\npapers = \"a\"\nvectors = \"v.npy\"\nvectors_ids = \"v.txt\"\n").unwrap();
        let files = EmbeddingFiles { vectors: "home/v.npy".into(), ids: "home/v.txt".into() };
        assert_eq!(both.embeddings, Some(files));
        assert_eq!(
            resolve("[input]\npapers = \"a\"\nvectors = \"v.npy\"\n").unwrap_err(),
            "workspace.toml:3: `input.vectors` needs `input.vectors_ids`, too: vectors in one file, an id a line in the other"
        );
    }

    #[test]
    fn no_papers_is_said() {
        assert!(resolve("").unwrap_err().contains("`input.papers` names no file"));
    }
}
