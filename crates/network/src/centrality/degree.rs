//! Degree and strength: how many links a vertex has, and their weight.

use crate::Graph;

const CHUNK: usize = 4096;

/// The number of neighbours of each vertex. Time and space `O(n)`.
///
/// ```
/// use network::{Graph, Link, centrality::degrees};
/// let link = |source, target| Link { source, target, weight: 0.5 };
/// assert_eq!(degrees(&Graph::from_links(4, &[link(0, 1), link(1, 2)])?), [1, 2, 1, 0]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn degrees(graph: &Graph) -> Vec<u32> {
    (0..graph.nodes()).map(|node| graph.degree(node) as u32).collect()
}

/// The sum of the link weights of each vertex. Time `O(n + m)`, in parallel; space `O(n)`.
///
/// ```
/// use network::{Graph, Link, centrality::strengths};
/// let link = |source, target, weight| Link { source, target, weight };
/// let graph = Graph::from_links(4, &[link(0, 1, 0.5), link(1, 2, 0.25)])?;
/// assert_eq!(strengths(&graph), [0.5, 0.75, 0.25, 0.0]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn strengths(graph: &Graph) -> Vec<f64> {
    parallel::chunks::collect(graph.nodes(), CHUNK, |node| graph.strength(node))
}

#[cfg(test)]
mod tests {
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    #[test]
    fn degrees_add_up_to_twice_the_links_and_strengths_to_twice_their_weight() {
        let graph = from_edges(60, &graphs::random(60, 0.2, 4));
        assert_eq!(degrees(&graph).iter().sum::<u32>() as usize, 2 * graph.links());
        assert!((strengths(&graph).iter().sum::<f64>() - 2.0 * graph.total_weight()).abs() < 1e-9);
    }
}
