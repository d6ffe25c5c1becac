//! Core numbers: how deep inside the graph a vertex lies.

use parallel::Progress;

use crate::Graph;

/// The core number of each vertex: the largest `k` such that the vertex belongs to a part of the graph in
/// which everybody has at least `k` neighbours within that part.
///
/// Vertices are taken off in the order of the links they have left. Time `O(n + m)`, space `O(n)`.
/// Progress: stage `core`.
///
/// Batagelj, Zaveršnik (2003), "An O(m) algorithm for cores decomposition of networks".
///
/// ```
/// use network::{Graph, Link, centrality::core_numbers};
/// // A triangle with a tail.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(5, &[link(0, 1), link(1, 2), link(2, 0), link(2, 3)])?;
/// assert_eq!(core_numbers(&graph, &parallel::Progress::none()), [2, 2, 2, 1, 0]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn core_numbers(graph: &Graph, progress: &Progress) -> Vec<u32> {
    let stage = progress.stage("core", graph.nodes());
    let mut left: Vec<u32> = (0..graph.nodes()).map(|node| graph.degree(node) as u32).collect();
    let mut order = Buckets::new(&left);
    for at in 0..graph.nodes() {
        let node = order.nodes[at];
        for &neighbour in graph.neighbours(node as usize) {
            if left[neighbour as usize] > left[node as usize] {
                order.lower(neighbour, left[neighbour as usize]);
                left[neighbour as usize] -= 1;
            }
        }
    }
    stage.tick(graph.nodes());
    left
}

/// Vertices in ascending order of a small number that falls in steps of one.
struct Buckets {
    nodes: Vec<u32>,
    /// Where each vertex stands in `nodes`.
    place: Vec<u32>,
    /// Where in `nodes` the vertices of each number begin.
    begin: Vec<u32>,
}

impl Buckets {
    fn new(numbers: &[u32]) -> Self {
        let largest = numbers.iter().copied().max().unwrap_or(0) as usize;
        let mut begin = vec![0u32; largest + 2];
        for &number in numbers {
            begin[number as usize + 1] += 1;
        }
        for number in 0..=largest {
            begin[number + 1] += begin[number];
        }
        let mut next = begin.clone();
        let mut nodes = vec![0; numbers.len()];
        let mut place = vec![0; numbers.len()];
        for (node, &number) in numbers.iter().enumerate() {
            let at = next[number as usize];
            next[number as usize] += 1;
            nodes[at as usize] = node as u32;
            place[node] = at;
        }
        Self { nodes, place, begin }
    }

    /// Lowers the number of `node` by one: it changes places with the first of its bucket, whose border
    /// then moves.
    fn lower(&mut self, node: u32, number: u32) {
        let (at, first) = (self.place[node as usize], self.begin[number as usize]);
        let other = self.nodes[first as usize];
        self.nodes.swap(at as usize, first as usize);
        self.place[node as usize] = first;
        self.place[other as usize] = at;
        self.begin[number as usize] += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    #[test]
    fn zachary_by_igraph() {
        // python-igraph, Graph.Famous("Zachary").coreness().
        let expected = [
            4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2, 2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3,
            4, 4,
        ];
        assert_eq!(core_numbers(&from_edges(34, &graphs::karate()), &Progress::none()), expected);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn as_by_taking_off_round_by_round(seed: u64, density in 0.0f64..0.6) {
            let edges = graphs::random(18, density, seed);
            let ours = core_numbers(&from_edges(18, &edges), &Progress::none());
            prop_assert_eq!(ours, graphs::core_numbers(18, &edges));
        }
    }
}
