//! Petgraph at the border: graphs from and to [`petgraph`], and what its algorithms answer about ours.
//!
//! Hot loops run on the flat arrays of [`Graph`]; whoever holds a petgraph graph, or wants one of its many
//! algorithms, crosses here.

use std::cmp::Reverse;

use petgraph::graph::UnGraph;
use petgraph::unionfind::UnionFind;
use petgraph::visit::{EdgeRef, NodeIndexable};

use crate::{Graph, GraphError, Link};

impl Graph {
    /// The same graph as petgraph holds it: vertex `v` has index `v`, links come in the order of (smaller
    /// end, larger end).
    ///
    /// Time and space `O(n + m)`.
    ///
    /// ```
    /// use network::{Graph, Link};
    /// let graph = Graph::from_links(3, &[Link { source: 2, target: 0, weight: 0.5 }])?;
    /// let there = graph.to_petgraph();
    /// assert_eq!((there.node_count(), there.edge_count()), (3, 1));
    /// assert_eq!(Graph::try_from(&there)?, graph);
    /// # Ok::<(), network::GraphError>(())
    /// ```
    pub fn to_petgraph(&self) -> UnGraph<(), f64> {
        let mut graph = UnGraph::with_capacity(self.nodes(), self.links());
        let nodes: Vec<_> = (0..self.nodes()).map(|_| graph.add_node(())).collect();
        for source in 0..self.nodes() {
            for (target, weight) in self.links_of(source).filter(|&(target, _)| target > source) {
                graph.add_edge(nodes[source], nodes[target], weight);
            }
        }
        graph
    }
}

/// An undirected petgraph graph, with any vertex data (dropped) and link strengths as edge data.
///
/// Vertices keep their index; parallel edges are added up, loops and weights of 0 left out, as by
/// [`Graph::from_links`].
///
/// # Errors
///
/// A weight that is negative, NaN or infinite.
impl<N> TryFrom<&UnGraph<N, f64>> for Graph {
    type Error = GraphError;

    fn try_from(graph: &UnGraph<N, f64>) -> Result<Self, GraphError> {
        let vertex = |node| u32::try_from(graph.to_index(node)).expect("petgraph's own index is a u32");
        let links: Vec<Link> = graph
            .edge_references()
            .map(|edge| Link {
                source: vertex(edge.source()),
                target: vertex(edge.target()),
                weight: *edge.weight(),
            })
            .collect();
        Self::from_links(graph.node_count(), &links)
    }
}

/// The number of the connected component of each vertex.
///
/// Component 0 has the most vertices; among components of one size the one with the smallest vertex comes
/// first. Time `O(n + m α(n))` by petgraph's union-find, space `O(n)`.
///
/// ```
/// use network::{Graph, Link, border};
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(5, &[link(1, 2), link(3, 2)])?;
/// assert_eq!(border::components(&graph), [1, 0, 0, 0, 2]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn components(graph: &Graph) -> Vec<u32> {
    let mut pieces: UnionFind<u32> = UnionFind::new(graph.nodes());
    for node in 0..graph.nodes() {
        for &neighbour in graph.neighbours(node) {
            pieces.union(node as u32, neighbour);
        }
    }
    by_size(&pieces.into_labeling())
}

/// Renumbers groups from 0 by size, the largest first, ties by smallest member. Labels are below the number
/// of vertices.
pub(crate) fn by_size(labels: &[u32]) -> Vec<u32> {
    const UNSEEN: u32 = u32::MAX;
    // Groups in the order of their smallest member, so that a stable sort by size settles ties.
    let mut order_of = vec![UNSEEN; labels.len()];
    let mut sizes: Vec<u32> = Vec::new();
    let seen_order: Vec<u32> = labels
        .iter()
        .map(|&label| {
            let order = &mut order_of[label as usize];
            if *order == UNSEEN {
                *order = sizes.len() as u32;
                sizes.push(0);
            }
            sizes[*order as usize] += 1;
            *order
        })
        .collect();
    let mut ranked: Vec<u32> = (0..sizes.len() as u32).collect();
    ranked.sort_by_key(|&group| Reverse(sizes[group as usize]));
    let mut rank = vec![0; ranked.len()];
    for (place, &group) in ranked.iter().enumerate() {
        rank[group as usize] = place as u32;
    }
    seen_order.into_iter().map(|group| rank[group as usize]).collect()
}

/// A graph from the edge lists of testkit.
#[cfg(test)]
pub(crate) fn from_edges(nodes: usize, edges: &[(u32, u32, f64)]) -> Graph {
    let links: Vec<Link> =
        edges.iter().map(|&(source, target, weight)| Link { source, target, weight }).collect();
    Graph::from_links(nodes, &links).expect("generators make good links")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn petgraph_graphs_may_have_loops_and_parallel_edges() {
        let mut there: UnGraph<&str, f64> = UnGraph::new_undirected();
        let (a, b) = (there.add_node("a"), there.add_node("b"));
        there.extend_with_edges([(a, b, 1.0), (b, a, 2.0), (a, a, 9.0)]);
        let graph = Graph::try_from(&there).unwrap();
        assert_eq!((graph.nodes(), graph.links(), graph.strength(0)), (2, 1, 3.0));
    }

    #[test]
    fn bad_weights_are_refused() {
        let mut there: UnGraph<(), f64> = UnGraph::new_undirected();
        let (a, b) = (there.add_node(()), there.add_node(()));
        there.add_edge(a, b, -1.0);
        assert!(matches!(Graph::try_from(&there), Err(GraphError::Weight { index: 0, .. })));
    }

    #[test]
    fn groups_are_numbered_by_size_then_smallest_member() {
        assert_eq!(by_size(&[3, 1, 1, 3, 0, 2]), [0, 1, 1, 0, 2, 3]);
        assert_eq!(by_size(&[]), [] as [u32; 0]);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_graph(
            links in prop::collection::vec((0u32..20, 0u32..20, 0.0f64..5.0), 0..60),
        ) {
            let graph = from_edges(20, &links);
            prop_assert_eq!(Graph::try_from(&graph.to_petgraph()).unwrap(), graph.clone());

            // The second opinion: petgraph's own count, and both ends of a link in one component.
            let numbers = components(&graph);
            let count = numbers.iter().max().unwrap() + 1;
            let counted = petgraph::algo::connected_components(&graph.to_petgraph());
            prop_assert_eq!(count as usize, counted);
            for node in 0..20 {
                for &neighbour in graph.neighbours(node) {
                    prop_assert_eq!(numbers[node], numbers[neighbour as usize]);
                }
            }
        }
    }
}
