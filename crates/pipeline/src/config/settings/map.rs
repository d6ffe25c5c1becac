//! How the map is drawn: which pictures, and what sizes and colours show.

use std::path::{Path, PathBuf};

use charts::{map::View, palette::Theme};

use super::Merged;
use crate::config::ConfigError;

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

impl Merged<'_> {
    pub(super) fn map(&self, home: &Path) -> Result<MapSettings, ConfigError> {
        Ok(MapSettings {
            size: Measure::named(&self.text("map.size")),
            views: self.views()?,
            overlay: Shade::named(&self.text("map.overlay")),
            page: charts::Style {
                width: self.integer("map.width") as u32,
                height: self.integer("map.height") as u32,
                dpi: self.integer("map.dpi") as u32,
                text: self.number("map.text"),
                theme: match self.text("map.theme").as_str() {
                    "dark" => Theme::Dark,
                    _ => Theme::Light,
                },
                transparent: self.text("map.background") == "transparent",
            },
            font: self.path("map.font", home),
            clusters: self.size("map.clusters"),
            names: self.size("map.names"),
            links: self.size("map.links"),
            html: self.flag("map.html"),
        })
    }

    /// The network and the views that are asked for, each once.
    fn views(&self) -> Result<Vec<(&'static str, View)>, ConfigError> {
        let wanted = self.words("map.views", VIEWS.map(|(name, _)| name), "views are")?;
        // The first is the map itself, which the report shows.
        let asked = |name: &str| name == VIEWS[0].0 || wanted.contains(&name);
        Ok(VIEWS.into_iter().filter(|(name, _)| asked(name)).collect())
    }
}
