//! The part that vertices play within and between clusters.

use parallel::chunks;

use crate::Graph;

const CHUNK: usize = 1024;

/// What [`roles`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Roles {
    /// How evenly the links of each vertex spread over clusters: 0 (all in one, or none) to below 1.
    pub participation: Vec<f64>,
    /// By how many standard deviations of its cluster each vertex is more strongly linked within it than the mean.
    pub within: Vec<f64>,
}

/// The participation coefficient and the z-score within clusters, over weights of links:
///
/// ```text
/// participation(v) = 1 − Σ over clusters c of (k(v,c)/k(v))²
/// within(v)        = (k(v,C) − mean over u of C of k(u,C)) / standard deviation over u of C of k(u,C)
/// ```
///
/// with `k(v,c)` the weight of the links between `v` and cluster `c`, `k(v)` their sum and `C` the cluster of `v`. The
/// deviation divides by the size of the cluster; where it is 0, as in clusters of one, the score is 0. In the paper
/// links have no weights, which is the same with weights of 1.
///
/// `cluster_of` holds the cluster of each vertex, below the number of vertices. In parallel over vertices; time
/// `O(m log d)` with `d` the largest degree, space `O(n)`.
///
/// Guimerà, Amaral (2005), "Functional cartography of complex metabolic networks".
///
/// # Panics
///
/// If `cluster_of` does not have a cluster for each vertex.
///
/// ```
/// use network::{Graph, Link, centrality::roles};
/// // A path of three, its last vertex a cluster of its own.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(3, &[link(0, 1), link(1, 2)])?;
/// assert_eq!(roles(&graph, &[0, 0, 1]).participation, [0.0, 0.5, 0.0]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn roles(graph: &Graph, cluster_of: &[u32]) -> Roles {
    assert_eq!(cluster_of.len(), graph.nodes(), "each vertex has a cluster");
    let spread: Vec<(f64, f64)> =
        chunks::collect(graph.nodes(), CHUNK, |node| spread(graph, cluster_of, node));
    let inside: Vec<f64> = spread.iter().map(|&(_, inside)| inside).collect();
    Roles {
        participation: spread.into_iter().map(|(participation, _)| participation).collect(),
        within: standardised(&inside, cluster_of),
    }
}

/// The participation of a vertex, and the weight of its links within its cluster.
fn spread(graph: &Graph, cluster_of: &[u32], node: usize) -> (f64, f64) {
    let mut links: Vec<(u32, f64)> =
        graph.links_of(node).map(|(neighbour, weight)| (cluster_of[neighbour], weight)).collect();
    links.sort_by_key(|&(cluster, _)| cluster);
    let strength = graph.strength(node);
    let (mut squares, mut inside) = (0.0, 0.0);
    for to_one in links.chunk_by(|(one, _), (other, _)| one == other) {
        let weight: f64 = to_one.iter().map(|(_, weight)| weight).sum();
        squares += (weight / strength).powi(2);
        if to_one[0].0 == cluster_of[node] {
            inside = weight;
        }
    }
    (if links.is_empty() { 0.0 } else { (1.0 - squares).max(0.0) }, inside)
}

/// Values less the mean of their cluster, over its standard deviation.
fn standardised(values: &[f64], cluster_of: &[u32]) -> Vec<f64> {
    let clusters = cluster_of.iter().max().map_or(0, |&last| last as usize + 1);
    let mean_of = |value: &dyn Fn(usize) -> f64| {
        let mut sums = vec![(0.0, 0.0); clusters];
        for (node, &cluster) in cluster_of.iter().enumerate() {
            let (sum, size) = &mut sums[cluster as usize];
            *sum += value(node);
            *size += 1.0;
        }
        sums.into_iter().map(|(sum, size): (f64, f64)| sum / size).collect::<Vec<f64>>()
    };
    let means = mean_of(&|node| values[node]);
    let off = |node: usize| values[node] - means[cluster_of[node] as usize];
    let variances = mean_of(&|node| off(node) * off(node));
    let score = |node: usize| {
        let (off, deviation) = (off(node), variances[cluster_of[node] as usize].sqrt());
        // A deviation that is rounding alone is none.
        if deviation > 1e-12 * values[node].abs() { off / deviation } else { 0.0 }
    };
    (0..values.len()).map(score).collect()
}

#[cfg(test)]
mod tests {
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    #[test]
    fn two_triangles_by_hand() {
        let graph = from_edges(6, &graphs::two_triangles());
        // The ends of the bridge have two links at home and one abroad: 1 − 4/9 − 1/9.
        let found = roles(&graph, &[0, 0, 0, 1, 1, 1]);
        let expected = [0.0, 0.0, 4.0 / 9.0, 4.0 / 9.0, 0.0, 0.0];
        assert!(found.participation.iter().zip(expected).all(|(ours, theirs)| (ours - theirs).abs() < 1e-15));
        assert_eq!(found.within, [0.0; 6]);
        // All in one cluster: degrees 2, 2, 3, 3, 2, 2 have the mean 7/3 and the variance 2/9.
        let found = roles(&graph, &[0; 6]);
        assert_eq!(found.participation, [0.0; 6]);
        assert!((found.within[2] - (2.0f64 / 9.0).sqrt().recip() * 2.0 / 3.0).abs() < 1e-12);
        assert!((found.within[0] + (2.0f64 / 9.0).sqrt().recip() / 3.0).abs() < 1e-12);
    }

    #[test]
    fn weights_count_and_the_unlinked_play_no_part() {
        let found = roles(&from_edges(4, &[(0, 1, 3.0), (1, 2, 1.0)]), &[0, 0, 1, 2]);
        assert_eq!(found.participation, [0.0, 1.0 - 0.75 * 0.75 - 0.25 * 0.25, 0.0, 0.0]);
        assert_eq!(roles(&from_edges(0, &[]), &[]).within, []);
    }
}
