//! Petgraph at the border: graphs from and to [`petgraph`], and what its algorithms answer about ours.
//!
//! Hot loops run on the flat arrays of [`Graph`]; whoever holds a petgraph graph, or wants one of its many
//! algorithms, crosses here.

use std::cmp::Reverse;

use petgraph::EdgeType;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, Graph as Petgraph, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use crate::{DirectedGraph, Graph, GraphError, Link};

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
        Self::from_links(graph.node_count(), &links(graph))
    }
}

impl DirectedGraph {
    /// The same graph as petgraph holds it: vertex `v` has index `v` and the weight `weights[v]`, links come in the
    /// order of (source, target).
    ///
    /// Time and space `O(n + m)`.
    ///
    /// # Panics
    ///
    /// If there are fewer weights than vertices.
    ///
    /// ```
    /// use network::{DirectedGraph, Link};
    /// let graph = DirectedGraph::from_links(2, &[Link { source: 1, target: 0, weight: 1.0 }])?;
    /// let there = graph.to_petgraph(&[2019, 2024]);
    /// assert_eq!(there.node_weights().copied().collect::<Vec<_>>(), [2019, 2024]);
    /// assert_eq!(DirectedGraph::try_from(&there)?, graph);
    /// # Ok::<(), network::GraphError>(())
    /// ```
    pub fn to_petgraph<N: Clone>(&self, weights: &[N]) -> DiGraph<N, f64> {
        let mut graph = DiGraph::with_capacity(self.nodes(), self.links());
        let nodes: Vec<_> =
            weights[..self.nodes()].iter().map(|weight| graph.add_node(weight.clone())).collect();
        for source in 0..self.nodes() {
            for (target, weight) in self.out_links(source) {
                graph.add_edge(nodes[source], nodes[target], weight);
            }
        }
        graph
    }
}

/// A directed petgraph graph, with any vertex data (dropped) and link strengths as edge data.
///
/// Vertices keep their index; parallel edges are added up, loops and weights of 0 left out, as by
/// [`DirectedGraph::from_links`].
///
/// # Errors
///
/// A weight that is negative, NaN or infinite.
impl<N> TryFrom<&DiGraph<N, f64>> for DirectedGraph {
    type Error = GraphError;

    fn try_from(graph: &DiGraph<N, f64>) -> Result<Self, GraphError> {
        Self::from_links(graph.node_count(), &links(graph))
    }
}

fn links<N, D: EdgeType>(graph: &Petgraph<N, f64, D>) -> Vec<Link> {
    graph
        .edge_references()
        .map(|edge| Link {
            source: edge.source().index() as u32, // petgraph's own index is a u32
            target: edge.target().index() as u32,
            weight: *edge.weight(),
        })
        .collect()
}

/// All vertices in an order in which links lead forward: citing papers before those they cite.
///
/// Where links run in a circle there is no such order; the vertices that reach each other stand side by side. Time and
/// space `O(n + m)` by petgraph's form of Kosaraju's algorithm (Sharir 1981, "A strong-connectivity algorithm and its
/// applications in data flow analysis").
///
/// ```
/// use network::{DirectedGraph, Link, border};
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = DirectedGraph::from_links(3, &[link(0, 1), link(2, 0)])?;
/// assert_eq!(border::topological_order(&graph), [2, 0, 1]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn topological_order(graph: &DirectedGraph) -> Vec<u32> {
    let there = graph.to_petgraph(&vec![(); graph.nodes()]);
    // What others lead to comes first there.
    kosaraju_scc(&there).into_iter().rev().flatten().map(|node| node.index() as u32).collect()
}

/// The number of the strong component of each vertex: vertices that reach each other along links have one number, from 0 in
/// an order in which links lead forward.
///
/// Time and space `O(n + m)`, as [`topological_order`].
///
/// ```
/// use network::{DirectedGraph, Link, border};
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = DirectedGraph::from_links(3, &[link(0, 1), link(1, 0), link(2, 0)])?;
/// assert_eq!(border::strong_components(&graph), [1, 1, 0]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn strong_components(graph: &DirectedGraph) -> Vec<u32> {
    let there = graph.to_petgraph(&vec![(); graph.nodes()]);
    let mut number_of = vec![0; graph.nodes()];
    for (number, members) in kosaraju_scc(&there).into_iter().rev().enumerate() {
        for node in members {
            number_of[node.index()] = number as u32;
        }
    }
    number_of
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
    fn directed_graphs_keep_their_directions_and_refuse_bad_weights() {
        let mut there: DiGraph<&str, f64> = DiGraph::new();
        let (a, b) = (there.add_node("a"), there.add_node("b"));
        there.extend_with_edges([(a, b, 1.0), (b, a, 2.0), (a, b, 0.5), (a, a, 9.0)]);
        let graph = DirectedGraph::try_from(&there).unwrap();
        assert_eq!(graph.out_links(0).collect::<Vec<_>>(), [(1, 1.5)]);
        assert_eq!(graph.out_links(1).collect::<Vec<_>>(), [(0, 2.0)]);
        there.add_edge(a, b, f64::NAN);
        assert!(matches!(DirectedGraph::try_from(&there), Err(GraphError::Weight { index: 4, .. })));
    }

    #[test]
    fn groups_are_numbered_by_size_then_smallest_member() {
        assert_eq!(by_size(&[3, 1, 1, 3, 0, 2]), [0, 1, 1, 0, 2, 3]);
        assert_eq!(by_size(&[]), [] as [u32; 0]);
    }

    proptest! {
        #[test]
        fn links_lead_forward_but_for_circles(
            links in prop::collection::vec((0u32..12, 0u32..12, 0.5f64..5.0), 0..20),
        ) {
            let links: Vec<Link> =
                links.into_iter().map(|(source, target, weight)| Link { source, target, weight }).collect();
            let graph = DirectedGraph::from_links(12, &links).unwrap();
            prop_assert_eq!(&DirectedGraph::try_from(&graph.to_petgraph(&[(); 12])).unwrap(), &graph);

            let order = topological_order(&graph);
            let mut place = [usize::MAX; 12];
            for (at, &node) in order.iter().enumerate() {
                place[node as usize] = at;
            }
            prop_assert!(order.len() == 12 && !place.contains(&usize::MAX));
            let there = graph.to_petgraph(&[(); 12]);
            let reaches = |from: usize, to: usize| {
                petgraph::algo::has_path_connecting(&there, (from as u32).into(), (to as u32).into(), None)
            };
            for source in 0..12 {
                for (target, _) in graph.out_links(source) {
                    prop_assert!(place[source] < place[target] || reaches(target, source));
                }
            }
        }

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
