//! Links to graph, with what is done about bad ones.

use crate::csr::{DirectedGraph, Graph, Rows};

/// A link between two vertices; in a [`DirectedGraph`] it leads from `source` to `target`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// One end.
    pub source: u32,
    /// The other end.
    pub target: u32,
    /// How strongly they belong together; finite, at or above 0.
    pub weight: f64,
}

/// Why links do not make a graph.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum GraphError {
    /// A weight is negative, NaN or infinite.
    #[error(
        "link {index} ({source_node} – {target}) has the weight {weight}; weights are finite and not negative"
    )]
    Weight {
        /// Position in the list of links, from 0.
        index: usize,
        /// One end.
        source_node: u32,
        /// The other end.
        target: u32,
        /// The weight as given.
        weight: f64,
    },
    /// A link names a vertex that does not exist.
    #[error("link {index} names vertex {node}, but there are only {nodes} (counted from 0)")]
    Node {
        /// Position in the list of links, from 0.
        index: usize,
        /// The vertex as given.
        node: u32,
        /// How many vertices there are.
        nodes: usize,
    },
}

impl Graph {
    /// The graph of `nodes` vertices with these links, in any order.
    ///
    /// Repeated pairs, either way round, are added up. Loops are left out, and links of weight 0 or less than
    /// 2.3e-308, by which nothing can be divided.
    /// Time `O(m log d)` with `d` the largest degree; space `O(n + m)`.
    ///
    /// # Errors
    ///
    /// A weight that is negative, NaN or infinite, or an end that is not below `nodes`.
    ///
    /// ```
    /// use network::{Graph, Link};
    /// let link = |source, target, weight| Link { source, target, weight };
    /// let graph = Graph::from_links(3, &[link(0, 1, 0.5), link(1, 0, 0.5), link(2, 2, 9.0)])?;
    /// assert_eq!(graph.links(), 1);
    /// assert_eq!(graph.strength(0), 1.0);
    /// # Ok::<(), network::GraphError>(())
    /// ```
    pub fn from_links(nodes: usize, links: &[Link]) -> Result<Self, GraphError> {
        check(nodes, links)?;
        let both_ways = kept(links)
            .flat_map(|(source, target, weight)| [(source, target, weight), (target, source, weight)]);
        let Rows { offsets, targets, weights } = rows(nodes, both_ways);
        Ok(Self { offsets, targets, weights })
    }
}

impl DirectedGraph {
    /// The graph of `nodes` vertices with these links, in any order.
    ///
    /// Repeated links are added up; a link back is another link. Loops and links without weight are left out, as by
    /// [`Graph::from_links`]. Time `O(m log d)` with `d` the largest degree; space `O(n + m)`.
    ///
    /// # Errors
    ///
    /// As [`Graph::from_links`].
    ///
    /// ```
    /// use network::{DirectedGraph, Link};
    /// let link = |source, target| Link { source, target, weight: 1.0 };
    /// let graph = DirectedGraph::from_links(3, &[link(2, 0), link(1, 0)])?;
    /// assert_eq!((graph.nodes(), graph.links()), (3, 2));
    /// assert_eq!(graph.into_links(0).collect::<Vec<_>>(), [(1, 1.0), (2, 1.0)]);
    /// # Ok::<(), network::GraphError>(())
    /// ```
    pub fn from_links(nodes: usize, links: &[Link]) -> Result<Self, GraphError> {
        check(nodes, links)?;
        let back = kept(links).map(|(source, target, weight)| (target, source, weight));
        Ok(Self { out: rows(nodes, kept(links)), into: rows(nodes, back) })
    }
}

/// The links that count, as (source, target, weight).
fn kept(links: &[Link]) -> impl Iterator<Item = (u32, u32, f64)> + Clone {
    links
        .iter()
        .filter(|link| link.source != link.target && link.weight >= f64::MIN_POSITIVE)
        .map(|link| (link.source, link.target, link.weight))
}

/// Sorts entries (row, column, value) into rows by counting.
fn rows(nodes: usize, entries: impl Iterator<Item = (u32, u32, f64)> + Clone) -> Rows {
    let mut offsets = vec![0usize; nodes + 1];
    for (row, ..) in entries.clone() {
        offsets[row as usize + 1] += 1;
    }
    for node in 0..nodes {
        offsets[node + 1] += offsets[node];
    }
    let mut next = offsets.clone();
    let mut sorted = vec![(0u32, 0.0f64); offsets[nodes]];
    for (row, column, value) in entries {
        sorted[next[row as usize]] = (column, value);
        next[row as usize] += 1;
    }
    merge_repeats(offsets, sorted)
}

fn check(nodes: usize, links: &[Link]) -> Result<(), GraphError> {
    for (index, &Link { source, target, weight }) in links.iter().enumerate() {
        if let Some(&node) = [source, target].iter().find(|&&node| node as usize >= nodes) {
            return Err(GraphError::Node { index, node, nodes });
        }
        if !weight.is_finite() || weight < 0.0 {
            return Err(GraphError::Weight { index, source_node: source, target, weight });
        }
    }
    Ok(())
}

/// Sorts each row and adds up repeated targets. The sort is stable, so both ends of a pair add its repeats in the
/// order of the list and get the same bits.
fn merge_repeats(mut offsets: Vec<usize>, mut rows: Vec<(u32, f64)>) -> Rows {
    let mut targets = Vec::with_capacity(rows.len());
    let mut weights: Vec<f64> = Vec::with_capacity(rows.len());
    let mut begin = 0;
    for node in 0..offsets.len() - 1 {
        let end = offsets[node + 1];
        let row = &mut rows[begin..end];
        row.sort_by_key(|&(target, _)| target);
        let first = targets.len();
        for &(target, weight) in &*row {
            if targets.len() > first && targets[targets.len() - 1] == target {
                let last = weights.len() - 1;
                weights[last] += weight;
            } else {
                targets.push(target);
                weights.push(weight);
            }
        }
        begin = end;
        offsets[node + 1] = targets.len();
    }
    Rows { offsets, targets, weights }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn link(source: u32, target: u32, weight: f64) -> Link {
        Link { source, target, weight }
    }

    #[test]
    fn a_path_of_three() {
        let graph = Graph::from_links(4, &[link(2, 1, 3.0), link(0, 1, 2.0)]).unwrap();
        assert_eq!(graph.offsets, [0, 1, 3, 4, 4]);
        assert_eq!(graph.targets, [1, 0, 2, 1]);
        assert_eq!(graph.weights, [2.0, 2.0, 3.0, 3.0]);
        assert_eq!((graph.nodes(), graph.links(), graph.degree(3)), (4, 2, 0));
        assert_eq!(graph.total_weight(), 5.0);
    }

    #[test]
    fn repeats_add_up_the_same_at_both_ends() {
        let graph = Graph::from_links(2, &[link(0, 1, 0.1), link(1, 0, 0.2), link(0, 1, 0.3)]).unwrap();
        assert_eq!(graph.weights[0].to_bits(), graph.weights[1].to_bits());
        assert!((graph.weights[0] - 0.6).abs() < 1e-12);
    }

    #[test]
    fn a_link_back_is_another_link() {
        let links = [link(0, 1, 1.0), link(1, 0, 2.0), link(0, 1, 0.5), link(2, 2, 1.0), link(2, 1, 0.0)];
        let graph = DirectedGraph::from_links(3, &links).unwrap();
        assert_eq!((graph.nodes(), graph.links()), (3, 2));
        assert_eq!(graph.out_links(0).collect::<Vec<_>>(), [(1, 1.5)]);
        assert_eq!(graph.into_links(0).collect::<Vec<_>>(), [(1, 2.0)]);
        assert!(matches!(
            DirectedGraph::from_links(2, &[link(0, 2, 1.0)]),
            Err(GraphError::Node { node: 2, .. })
        ));
    }

    #[test]
    fn loops_and_zeros_are_left_out() {
        let graph = Graph::from_links(2, &[link(0, 0, 1.0), link(0, 1, 0.0), link(0, 1, 1e-310)]).unwrap();
        assert_eq!((graph.nodes(), graph.links()), (2, 0));
    }

    #[test]
    fn bad_weights_and_ends_are_named() {
        for weight in [-1.0, f64::NAN, f64::INFINITY] {
            let error = Graph::from_links(2, &[link(0, 1, 1.0), link(1, 0, weight)]).unwrap_err();
            assert!(matches!(error, GraphError::Weight { index: 1, .. }), "{error}");
        }
        let error = Graph::from_links(2, &[link(0, 2, 1.0)]).unwrap_err();
        assert_eq!(error.to_string(), "link 0 names vertex 2, but there are only 2 (counted from 0)");
    }

    proptest! {
        /// Against a table of pairs, filled link by link.
        #[test]
        fn rows_are_the_table_of_pairs(
            links in prop::collection::vec((0u32..12, 0u32..12, 0u8..4), 0..60),
        ) {
            let links: Vec<Link> =
                links.into_iter().map(|(source, target, weight)| link(source, target, weight.into())).collect();
            let mut table: BTreeMap<(u32, u32), f64> = BTreeMap::new();
            for &Link { source, target, weight } in links.iter().filter(|link| link.source != link.target && link.weight > 0.0) {
                *table.entry((source, target)).or_default() += weight;
                *table.entry((target, source)).or_default() += weight;
            }
            let graph = Graph::from_links(12, &links).unwrap();
            let rows: BTreeMap<(u32, u32), f64> = (0..12u32)
                .flat_map(|node| graph.links_of(node as usize).map(move |(other, weight)| ((node, other as u32), weight)))
                .collect();
            prop_assert!((0..12).all(|node| graph.neighbours(node).is_sorted_by(|a, b| a < b)));
            prop_assert_eq!(graph.links() * 2, table.len());
            prop_assert_eq!(rows, table);
        }
    }
}
