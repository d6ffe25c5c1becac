//! What attributes mean by their names, whichever program wrote them.

/// What an attribute of an item says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What people see; of several the lowest rank counts.
    Label(u8),
    /// From left to right.
    X,
    /// From bottom to top.
    Y,
    /// The cluster's number or name; of several the lowest rank counts.
    Cluster(u8),
    /// What the cluster is about.
    ClusterLabel,
    /// A web address.
    Url,
    /// Text about the item.
    Description,
    /// A number, in this column.
    Number(usize),
    /// Nothing that is kept.
    Nothing,
}

/// Names of labels, best first.
const LABELS: [&str; 3] = ["label", "name", "title"];
/// Names of clusters, best first: those of this program and VOSviewer, Gephi, igraph, and what people write.
const CLUSTERS: [&str; 8] =
    ["cluster", "modularity_class", "membership", "community", "group", "partition", "module", "modularity"];

impl Meaning {
    /// The meaning of a name, whatever its case and the signs between its words.
    ///
    /// `None`: an attribute without a meaning of its own.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace([' ', '-'], "_");
        let rank = |names: &[&str]| names.iter().position(|known| *known == name).map(|rank| rank as u8);
        if let Some(rank) = rank(&LABELS) {
            return Some(Self::Label(rank));
        }
        if let Some(rank) = rank(&CLUSTERS) {
            return Some(Self::Cluster(rank));
        }
        match name.as_str() {
            "x" => Some(Self::X),
            "y" => Some(Self::Y),
            "cluster_label" | "clusterlabel" => Some(Self::ClusterLabel),
            "url" | "uri" | "href" => Some(Self::Url),
            "description" => Some(Self::Description),
            _ => None,
        }
    }

    /// Whether an attribute of links with this name is their weight.
    pub(super) fn is_weight(name: &str) -> bool {
        ["weight", "strength", "value"].contains(&name.trim().to_lowercase().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_programs() {
        assert_eq!(Meaning::of("Modularity Class"), Some(Meaning::Cluster(1)));
        assert_eq!(Meaning::of(" Label"), Some(Meaning::Label(0)));
        assert_eq!(Meaning::of("cluster-label"), Some(Meaning::ClusterLabel));
        assert_eq!(Meaning::of("pagerank"), None);
        assert!(Meaning::is_weight("Weight") && !Meaning::is_weight("label"));
    }
}
