//! Quality functions: what a good partition is.
//!
//! Both are one formula. With the weight `k` of a vertex and a resolution `r`,
//!
//! ```text
//! H = Σ over clusters C of [ e(C) − r · K(C)² / 2 ]      e(C): weight of the links inside C
//!                                                         K(C): sum of k over the vertices of C
//! ```
//!
//! * constant Potts model (Traag, Van Dooren, Nesterov 2011, "Narrow scope for resolution-limit-free
//!   community detection"): `k = 1`, `r = γ`;
//! * modularity (Newman, Girvan 2004; with resolution: Reichardt, Bornholdt 2006): `k` is the vertex's
//!   strength and `r = γ / 2m`, with `m` the weight of all links.
//!
//! Reported values are `H / m`, which for modularity is its usual scale.

use crate::Graph;
use crate::community::aggregation::Level;

/// What is maximised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Quality {
    /// Links inside clusters beyond what strengths alone would give. Resolution 1 is the classical one;
    /// sizes of clusters depend on the size of the whole graph.
    #[default]
    Modularity,
    /// Constant Potts model: clusters denser inside than the resolution, and sparser between. Its clusters
    /// do not depend on the size of the whole graph; the resolution is a link weight per pair of vertices.
    Cpm,
}

impl Quality {
    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Modularity => "modularity",
            Self::Cpm => "the constant Potts model",
        }
    }
}

impl Quality {
    /// The weight `k` of each vertex in the formula above.
    pub(super) fn node_weights(self, graph: &Graph) -> Vec<f64> {
        match self {
            Self::Modularity => (0..graph.nodes()).map(|node| graph.strength(node)).collect(),
            Self::Cpm => vec![1.0; graph.nodes()],
        }
    }

    /// The formula above for a resolution as users give it.
    pub(super) fn objective(self, graph: &Graph, resolution: f64) -> Objective {
        let total = graph.total_weight();
        let unit = if graph.links() == 0 { 1.0 } else { total / graph.links() as f64 };
        let resolution = match self {
            Self::Modularity if total > 0.0 => resolution / (2.0 * total),
            Self::Modularity => 0.0,
            Self::Cpm => resolution,
        };
        Objective { resolution, unit }
    }
}

/// What the phases maximise: the formula above, with the scale of its numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Objective {
    /// The `r` of the formula.
    pub resolution: f64,
    /// The mean weight of a link of the given graph. Thresholds are in this unit, so that clusters do not
    /// depend on the unit of the weights.
    pub unit: f64,
}

impl Objective {
    /// The least gain that moves a vertex: well above what rounding can feign, so that moving comes to an
    /// end.
    pub fn least_gain(self) -> f64 {
        1e-10 * self.unit
    }
}

/// The quality of a partition, `H / m` of the [module's formula](self); 0 for a graph without links.
///
/// `clusters[v]` is the cluster of vertex `v`, any number below the number of vertices. For modularity
///
/// ```text
/// Q = Σ over clusters C of [ e(C)/m − γ (K(C) / 2m)² ]
/// ```
///
/// Time `O(n + m)`, space `O(n)`.
///
/// # Panics
///
/// If `clusters` is shorter than the graph, or names a cluster at or above the number of vertices.
///
/// ```
/// use network::{Graph, Link, community::{Quality, quality}};
/// // Two pairs and a link between them: Q = 2/3 − (3/6)² − (3/6)².
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(4, &[link(0, 1), link(2, 3), link(1, 2)])?;
/// let q = quality(&graph, &[0, 0, 1, 1], Quality::Modularity, 1.0);
/// assert!((q - 1.0 / 6.0).abs() < 1e-15);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn quality(graph: &Graph, clusters: &[u32], quality: Quality, resolution: f64) -> f64 {
    let total = graph.total_weight();
    if total == 0.0 {
        return 0.0;
    }
    potts(&Level::of_graph(graph, quality), clusters, quality.objective(graph, resolution)) / total
}

/// `H` of the [module's formula](self).
pub(super) fn potts(level: &Level<'_>, clusters: &[u32], objective: Objective) -> f64 {
    let mut inside = vec![0.0; level.nodes()];
    let mut weights = vec![0.0; level.nodes()];
    for node in 0..level.nodes() {
        let cluster = clusters[node] as usize;
        weights[cluster] += level.node_weights[node];
        // Every link stands at both of its ends: half of it counts at each.
        let linked: f64 = level
            .graph
            .links_of(node)
            .filter(|&(neighbour, _)| clusters[neighbour] as usize == cluster)
            .map(|(_, weight)| weight)
            .sum();
        inside[cluster] += level.loops[node] + linked / 2.0;
    }
    inside
        .iter()
        .zip(&weights)
        .map(|(inside, weight)| inside - objective.resolution * weight * weight / 2.0)
        .sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    #[test]
    fn two_triangles_by_hand() {
        let graph = from_edges(6, &graphs::two_triangles());
        let halves = [5, 5, 5, 2, 2, 2];
        // Six of seven links inside, half of all strength in each cluster.
        let modularity = |resolution| quality(&graph, &halves, Quality::Modularity, resolution);
        assert!((modularity(1.0) - (6.0 / 7.0 - 0.5)).abs() < 1e-15);
        assert!((modularity(2.0) - (6.0 / 7.0 - 1.0)).abs() < 1e-15);
        // Six links inside; two clusters of three, r/2 · 3² each.
        assert!((quality(&graph, &halves, Quality::Cpm, 0.5) - (6.0 - 0.25 * 18.0) / 7.0).abs() < 1e-15);
    }

    #[test]
    fn a_graph_without_links_has_quality_0() {
        let graph = from_edges(3, &[]);
        assert_eq!(quality(&graph, &[0, 1, 2], Quality::Modularity, 1.0), 0.0);
        assert_eq!(quality(&graph, &[0, 1, 2], Quality::Cpm, 1.0), 0.0);
    }

    #[test]
    fn zachary_by_igraph() {
        // python-igraph, Graph.Famous("Zachary").modularity(factions, resolution=...).
        let factions: Vec<u32> = (0..34)
            .map(|member| {
                u32::from(![0, 1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 16, 17, 19, 21].contains(&member))
            })
            .collect();
        let graph = from_edges(34, &graphs::karate());
        let modularity = |resolution| quality(&graph, &factions, Quality::Modularity, resolution);
        assert!((modularity(1.0) - 0.371_466_140_696_91).abs() < 1e-12);
        assert!((modularity(0.5) - 0.621_630_506_245_890_9).abs() < 1e-12);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn modularity_is_the_sum_over_all_pairs(
            seed: u64,
            clusters in prop::collection::vec(0u32..5, 12),
            resolution in 0.0f64..3.0,
        ) {
            let edges = graphs::random(12, 0.3, seed);
            prop_assume!(!edges.is_empty());
            let ours = quality(&from_edges(12, &edges), &clusters, Quality::Modularity, resolution);
            prop_assert!((ours - graphs::modularity(12, &edges, &clusters, resolution)).abs() < 1e-12);
        }
    }
}
