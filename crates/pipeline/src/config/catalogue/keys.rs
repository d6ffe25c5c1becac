//! The keys themselves.

use exchange::Format;
use similarity::{
    Normalisation,
    cooccurrence::{Counting, Strength},
};

use super::{Default, Key, Kind};
use crate::config::settings::Shade;

const fn key(path: &'static str, kind: Kind, default: Default, about: &'static str) -> Key {
    Key { path, kind, default, about }
}

/// The name of a column in CSV and TSV files.
const fn column(path: &'static str, about: &'static str) -> Key {
    key(path, Kind::Text, Default::Text(""), about)
}

/// The names of [`Normalisation::ALL`].
const NORMALISATIONS: &[&str] = &[
    Normalisation::Count.name(),
    Normalisation::Cosine.name(),
    Normalisation::Jaccard.name(),
    Normalisation::Association.name(),
    Normalisation::Fractional.name(),
    Normalisation::Rarity.name(),
];

/// The weight of a relation in a link.
const fn weight(path: &'static str, default: f64, about: &'static str) -> Key {
    key(path, Kind::Number(0.0, 1000.0), Default::Number(default), about)
}

/// How counts of shared things become strengths.
const fn normalisation(path: &'static str, default: Normalisation, about: &'static str) -> Key {
    key(path, Kind::Choice(NORMALISATIONS), Default::Text(default.name()), about)
}

/// What more papers share than this ties nobody together.
const fn cap(path: &'static str, default: i64, about: &'static str) -> Key {
    key(path, Kind::Integer(2, 1_000_000), Default::Integer(default), about)
}

/// All keys, in the order in which `init` writes them; those of one table stand together.
pub const KEYS: &[Key] = &[
    key("report.name", Kind::Text, Default::Text("papers"), "Name of the report: its folder under reports/."),
    key(
        "report.title",
        Kind::Text,
        Default::Text(""),
        "Title on the map and the report; empty: made from the name.",
    ),
    key(
        "report.top",
        Kind::Integer(1, 1000),
        Default::Integer(10),
        "How many papers, terms and repositories each list of the report shows.",
    ),
    key(
        "report.xlsx",
        Kind::Flag,
        Default::Flag(true),
        "Write tables/report.xlsx, too: all tables in one workbook for Excel and LibreOffice.",
    ),
    key(
        "report.parquet",
        Kind::Flag,
        Default::Flag(false),
        "Write every table as Parquet, too, beside its CSV: typed, for pandas, polars, R and DuckDB.",
    ),
    key(
        "report.graphs",
        Kind::List,
        Default::List(&[Format::Graphml.name(), Format::Gexf.name(), Format::VosviewerJson.name()]),
        "Formats of the graph for other programs: graphml, gexf, vosviewer-json, vosviewer (map and network file), gml, pajek \
         (.net, .clu and .vec), edge-list.",
    ),
    key(
        "input.papers",
        Kind::List,
        Default::Empty,
        "Files of papers, relative to this file. The format is told from the content.",
    ),
    key(
        "input.strict",
        Kind::Flag,
        Default::Flag(false),
        "Stop at the first record that cannot be read, instead of listing it in problems.csv.",
    ),
    key(
        "input.vectors",
        Kind::Text,
        Default::Text(""),
        "Vectors of papers, such as embeddings, relative to this file: Parquet with a column of ids or DOIs and the numbers, in one \
         column of lists or in many; or a NumPy file (.npy) of floats with a row a vector.",
    ),
    key(
        "input.vectors_ids",
        Kind::Text,
        Default::Text(""),
        "Whose vectors these are, for a NumPy file: a text file with an id or DOI a line, a line a row.",
    ),
    key(
        "input.links",
        Kind::Text,
        Default::Text(""),
        "Links that were made elsewhere, relative to this file: a folder of Parquet files with the columns source, target and weight;          they take the place of those that [graph] makes.",
    ),
    column("columns.id", "Column of the paper's id, where its name tells nothing; empty: found by its name."),
    column("columns.title", "Column of the title, for example \"Name of the paper\"."),
    column("columns.abstract", "Column of the abstract."),
    column("columns.year", "Column of the year."),
    column("columns.venue", "Column of the journal or conference."),
    column("columns.authors", "Column of the authors."),
    column("columns.keywords", "Column of the keywords."),
    column("columns.repos", "Column of the repositories of code, models and data."),
    column("columns.references", "Column of what the paper cites."),
    column("columns.cited_by", "Column of the number of citations."),
    column("columns.doi", "Column of the DOI."),
    key(
        "terms.min_papers",
        Kind::Integer(1, 1_000_000),
        Default::Integer(2),
        "A term counts if at least so many papers have it.",
    ),
    key(
        "terms.max_share",
        Kind::Number(0.0, 1.0),
        Default::Number(0.5),
        "A term that more than this share of the papers have is left out: it tells nothing apart. Ten papers are never too many.",
    ),
    key(
        "terms.phrase_count",
        Kind::Integer(0, 1_000_000),
        Default::Integer(0),
        "Two or three words are a phrase if they stand side by side at least so often; 0: by the size of the corpus, 3 to 10 times.",
    ),
    key(
        "terms.phrase_npmi",
        Kind::Number(-1.0, 1.0),
        Default::Number(0.2),
        "… and hold together at least so well: normalised pointwise mutual information; 1 takes in effect no phrases.",
    ),
    key(
        "terms.weighting",
        Kind::Choice(&["tfidf", "bm25"]),
        Default::Text("tfidf"),
        "How occurrences become weights: logarithm of the count and rarity (tfidf), or BM25 with k1 = 1.2 and b = 0.75.",
    ),
    key(
        "terms.thesaurus",
        Kind::Text,
        Default::Text(""),
        "File of terms that stand for others, relative to this file: a header `label`, tabulator, `replace by`, then a line a term. \
         A blank replacement removes the term.",
    ),
    key(
        "terms.title",
        Kind::Number(0.0, 100.0),
        Default::Number(2.0),
        "How often a word of the title counts.",
    ),
    key("terms.keywords", Kind::Number(0.0, 100.0), Default::Number(2.0), "How often a keyword counts."),
    key(
        "terms.abstract",
        Kind::Number(0.0, 100.0),
        Default::Number(1.0),
        "How often a word of the abstract counts.",
    ),
    key(
        "graph.neighbours",
        Kind::Integer(1, 1000),
        Default::Integer(15),
        "By each relation a paper is linked to so many that are most like it; repositories and citations link all they tie.",
    ),
    key(
        "graph.floor",
        Kind::Number(0.0, 1.0),
        Default::Number(0.05),
        "Cosine similarity at or under which two papers are not linked by terms or vectors.",
    ),
    weight("graph.terms", 1.0, "Weight of shared terms in a link."),
    weight("graph.repos", 1.0, "Weight of shared code, model and data repositories."),
    weight("graph.citations", 1.0, "Weight of a direct citation."),
    weight("graph.coupling", 0.0, "Weight of works that both cite (bibliographic coupling); try 0.25."),
    weight(
        "graph.cocitation",
        0.0,
        "Weight of papers of this corpus that cite both (co-citation); try 0.25.",
    ),
    weight(
        "graph.authors",
        0.0,
        "Weight of shared authors. A name is not a person: two people may share one.",
    ),
    weight("graph.keywords", 0.0, "Weight of shared keywords, besides what they count as terms."),
    weight("graph.vectors", 1.0, "Weight of the cosine of input.vectors, where there are any."),
    key(
        "graph.space",
        Kind::Choice(&["terms", "latent"]),
        Default::Text("terms"),
        "Compare papers by the terms that they share (terms), or in a space of few dimensions, where terms that keep the same company \
         are near (latent): slower, and a link may have no shared term to show.",
    ),
    key(
        "graph.dimensions",
        Kind::Integer(1, 1000),
        Default::Integer(100),
        "How many dimensions the latent space has.",
    ),
    key(
        "graph.prune",
        Kind::Integer(0, 1_000_000),
        Default::Integer(0),
        "Keep only links among so many strongest of either end; 0 keeps all.",
    ),
    normalisation(
        "graph.repos_normalisation",
        Normalisation::Rarity,
        "How shared repositories count: by how few papers have them (rarity), or like the others below.",
    ),
    cap(
        "graph.repos_cap",
        50,
        "A repository that more papers than this link ties nobody together; the report names it.",
    ),
    normalisation(
        "graph.coupling_normalisation",
        Normalisation::Cosine,
        "How works in common count: their number over the largest (count), over the lengths of both lists (cosine, jaccard, \
         association), each work over the papers that have it (fractional), or by its rarity alone.",
    ),
    cap(
        "graph.coupling_cap",
        500,
        "A work that more papers than this cite couples nobody; the report names it.",
    ),
    normalisation(
        "graph.cocitation_normalisation",
        Normalisation::Cosine,
        "How papers that cite both count.",
    ),
    cap(
        "graph.cocitation_cap",
        200,
        "A paper that cites more papers of this corpus than this, say a survey, makes none of them co-cited.",
    ),
    normalisation("graph.authors_normalisation", Normalisation::Fractional, "How shared authors count."),
    cap("graph.authors_cap", 100, "A name that more papers than this bear ties nobody together."),
    normalisation("graph.keywords_normalisation", Normalisation::Fractional, "How shared keywords count."),
    cap("graph.keywords_cap", 500, "A keyword that more papers than this have ties nobody together."),
    key(
        "names.authors",
        Kind::Text,
        Default::Text(""),
        "File of names of authors that stand for others in tables and networks, relative to this file: a header `label`, tabulator, \
         `replace by`, then a line a name (or a number such as orcid:0000-0002-1825-0097). A blank replacement removes the name.",
    ),
    key("names.keywords", Kind::Text, Default::Text(""), "The same for keywords."),
    key("names.venues", Kind::Text, Default::Text(""), "The same for venues."),
    key(
        "network.of",
        Kind::List,
        Default::Empty,
        "Further networks, each with its own map, tables and files in a folder of the report: \"authors\" who wrote together, \
         \"keywords\" and \"repos\" that papers name together, \"venues\" in which the same authors publish.",
    ),
    key(
        "network.counting",
        Kind::Choice(&[Counting::Full.name(), Counting::Fractional.name()]),
        Default::Text(Counting::Full.name()),
        "What a paper counts for each pair of its n items: 1 (full), or 1/(n-1), so that every paper counts the same to each of its \
         items (fractional).",
    ),
    key(
        "network.normalisation",
        Kind::Choice(&[
            Strength::Association.name(),
            Strength::Fractionalisation.name(),
            Strength::None.name(),
        ]),
        Default::Text(Strength::Association.name()),
        "What counts are compared with before clusters and map are computed: what chance would give (association), the counts of \
         either item (fractionalisation), or nothing (none; clusters by modularity).",
    ),
    key(
        "network.resolution",
        Kind::Number(1e-9, 1e6),
        Default::Number(1.0),
        "Higher gives more and smaller clusters of items.",
    ),
    key(
        "network.min_papers",
        Kind::Integer(1, 1_000_000),
        Default::Integer(2),
        "An item is in the network if at least so many papers name it.",
    ),
    key(
        "network.items",
        Kind::Integer(2, 100_000),
        Default::Integer(500),
        "At most so many items are in the network, those with most papers; the report says how many are left out.",
    ),
    key(
        "network.max_authors",
        Kind::Integer(2, 100_000),
        Default::Integer(25),
        "A paper of more authors links nobody: they need not know each other.",
    ),
    key(
        "clusters.quality",
        Kind::Choice(&["modularity", "cpm"]),
        Default::Text("modularity"),
        "What Leiden optimises: modularity, or the constant Potts model (cpm).",
    ),
    key(
        "clusters.resolution",
        Kind::Number(1e-9, 1e6),
        Default::Number(1.0),
        "Higher gives more and smaller clusters. For cpm it is a link density: begin near 0.01.",
    ),
    key(
        "clusters.starts",
        Kind::Integer(1, 1000),
        Default::Integer(4),
        "Random starts; what they agree upon is kept together, and how far they agree is the stability in the tables.",
    ),
    key(
        "clusters.min_size",
        Kind::Integer(1, 1_000_000),
        Default::Integer(1),
        "A smaller cluster joins the one it is most strongly linked to, the smallest first, if it is linked at all. \
         Sub-clusters have at least so many within their cluster, too, and never fewer than five.",
    ),
    key(
        "clusters.sub_resolution",
        Kind::Number(1.0, 1e6),
        Default::Number(5.0),
        "Each cluster is split into sub-clusters at so many times the resolution.",
    ),
    key(
        "clusters.certainty",
        Kind::Flag,
        Default::Flag(true),
        "Cluster again at other resolutions, with other random numbers and without each relation, to tell how sure the clusters are.",
    ),
    key(
        "centrality.exact_up_to",
        Kind::Integer(0, 10_000_000),
        Default::Integer(20_000),
        "Betweenness and closeness are exact up to so many papers, sampled with a stated error above.",
    ),
    key(
        "centrality.pivots",
        Kind::Integer(1, 10_000_000),
        Default::Integer(1000),
        "From so many papers is closeness sampled; the more, the smaller the error.",
    ),
    key(
        "centrality.error",
        Kind::Number(1e-4, 0.5),
        Default::Number(0.001),
        "No sampled betweenness may be further off than this; half of it takes two to four times as long.",
    ),
    key(
        "centrality.paths",
        Kind::Choice(&["links", "weights"]),
        Default::Text("links"),
        "What makes a path short for betweenness: few links, or strong ones (a link of weight w is 1/w long).",
    ),
    key(
        "centrality.recency",
        Kind::Number(0.1, 1e6),
        Default::Number(2.6),
        "PageRank of citations begins its walks at recent papers: at e times fewer with each so many years of age; a \
         million: at all alike.",
    ),
    key(
        "time.periods",
        Kind::List,
        Default::Empty,
        "First years of the periods across which topics are followed, such as [\"1990\", \"2000\"]; empty: periods of about as \
         many papers each.",
    ),
    key(
        "time.burst_gamma",
        Kind::Number(0.0, 1000.0),
        Default::Number(1.0),
        "What it costs a term or repository to burst: the higher, the fewer and stronger the bursts.",
    ),
    key(
        "missing.top",
        Kind::Integer(0, 1000),
        Default::Integer(10),
        "For each paper that cites others here, at most so many citations that it does not make though they are likely, \
         one in ten or more; 0: none. Learnt from 100 citations between papers or more.",
    ),
    key(
        "map.size",
        Kind::Choice(&[
            "pagerank",
            "strength",
            "degree",
            "betweenness",
            "closeness",
            "cited_by",
            "citations",
            "equal",
        ]),
        Default::Text("pagerank"),
        "What the size of a point shows; citations are those from papers of this corpus.",
    ),
    key(
        "map.layout",
        Kind::Choice(&["neighbours", "forces"]),
        Default::Text("neighbours"),
        "What the map shows best: which papers are near each other (t-SNE), or how far groups are from each other (LinLog, \
         forces as in ForceAtlas2 and VOSviewer; for up to some ten thousand papers).",
    ),
    key(
        "map.from",
        Kind::Text,
        Default::Text(""),
        "Folder of an earlier report, relative to this file: its papers begin where they stood, and clusters keep the numbers \
         and colours of those that they share most papers with. Empty: none.",
    ),
    key(
        "map.views",
        Kind::List,
        Default::List(&["network", "overlay", "density"]),
        "Which pictures of the map are drawn, each as PNG and SVG: \"network\" (map.png, always drawn), \"clusters\" (their \
         areas, map-clusters.png), \"overlay\" (coloured by map.overlay), \"density\" and \"cluster-density\".",
    ),
    key(
        "map.overlay",
        Kind::Choice(Shade::NAMES),
        Default::Text("year"),
        "What the colours of the overlay show.",
    ),
    key("map.width", Kind::Integer(200, 20_000), Default::Integer(3000), "Width of the map in pixels."),
    key("map.height", Kind::Integer(200, 20_000), Default::Integer(2250), "Height of the map in pixels."),
    key(
        "map.dpi",
        Kind::Integer(36, 2400),
        Default::Integer(300),
        "Pixels an inch: what the pictures say of their size in print, and with it how large type is in pixels.",
    ),
    key(
        "map.text",
        Kind::Number(0.25, 4.0),
        Default::Number(1.0),
        "How large type, points and lines of the map are; 1 is the usual.",
    ),
    key(
        "map.theme",
        Kind::Choice(&["light", "dark"]),
        Default::Text("light"),
        "Dark on white, or light on nearly black.",
    ),
    key(
        "map.background",
        Kind::Choice(&["solid", "transparent"]),
        Default::Text("solid"),
        "Whether the ground of the map hides what lies beneath the picture.",
    ),
    key(
        "map.font",
        Kind::Text,
        Default::Text(""),
        "A font file (.ttf, .otf), relative to this file, for scripts that the program's own font lacks, such as Chinese; \
         names that no font can draw are left out and counted.",
    ),
    key(
        "map.clusters",
        Kind::Integer(0, 500),
        Default::Integer(24),
        "At most so many clusters are labelled on the map and written about in the report.",
    ),
    key(
        "map.names",
        Kind::Integer(0, 500),
        Default::Integer(20),
        "At most so many central papers are named on the map.",
    ),
    key(
        "map.links",
        Kind::Integer(0, 10_000_000),
        Default::Integer(20_000),
        "At most so many links are drawn, the strongest first.",
    ),
    key(
        "map.html",
        Kind::Flag,
        Default::Flag(true),
        "Write map.html, the map to look around in: search, filters and the reasons of each link, in one file without a network.",
    ),
    key(
        "run.seed",
        Kind::Integer(0, i64::MAX),
        Default::Integer(1),
        "Seed of all random numbers: the same seed and papers give the same bytes.",
    ),
    key(
        "run.threads",
        Kind::Integer(0, 4096),
        Default::Integer(0),
        "Threads; 0: one per core. Results do not depend on it.",
    ),
];
