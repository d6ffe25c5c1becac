//! The formats of networks.

/// A format in which programs keep networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// JSON of VOSviewer and VOSviewer Online.
    VosviewerJson,
    /// Map file and network file of VOSviewer: tables of items and of links.
    VosviewerText,
    /// GraphML, of igraph, networkx, yEd, Cytoscape.
    Graphml,
    /// GEXF, of Gephi.
    Gexf,
    /// Pajek's `.net`, with `.clu` for clusters and `.vec` for numbers.
    Pajek,
    /// Graph Modelling Language.
    Gml,
    /// A link a line.
    EdgeList,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 7] = [
        Self::Graphml,
        Self::Gexf,
        Self::VosviewerJson,
        Self::VosviewerText,
        Self::Gml,
        Self::Pajek,
        Self::EdgeList,
    ];

    /// The name under which it can be asked for.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VosviewerJson => "vosviewer-json",
            Self::VosviewerText => "vosviewer",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Pajek => "pajek",
            Self::Gml => "gml",
            Self::EdgeList => "edge-list",
        }
    }

    /// As people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::VosviewerJson => "VOSviewer JSON",
            Self::VosviewerText => "VOSviewer map and network",
            Self::Graphml => "GraphML",
            Self::Gexf => "GEXF",
            Self::Pajek => "Pajek",
            Self::Gml => "GML",
            Self::EdgeList => "edge list",
        }
    }

    /// The format named so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format that an extension tells, whatever its case, where it means no other kind of file.
    ///
    /// ```
    /// use exchange::Format;
    /// assert_eq!(Format::of_extension("GraphML"), Some(Format::Graphml));
    /// assert_eq!(Format::of_extension("json"), None);
    /// ```
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "graphml" => Self::Graphml,
            "gexf" => Self::Gexf,
            "net" | "paj" => Self::Pajek,
            "gml" => Self::Gml,
            "edges" | "edgelist" => Self::EdgeList,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
        }
        assert_eq!(Format::named("csv"), None);
    }
}
