//! Weighted graphs as compressed sparse rows.

/// An undirected weighted graph without loops or parallel links.
///
/// Three flat arrays, for `n` vertices and `m` links:
///
/// * `offsets`, `n + 1` entries: the neighbours of `v` stand at `offsets[v]..offsets[v + 1]`;
/// * `targets`, `2m` entries: each link stands at both of its ends, each row ascending;
/// * `weights`, `2m` entries beside `targets`: finite and above 0, the same at both ends of a link.
///
/// Memory: `8(n + 1) + 24m` bytes. Made by [`Graph::from_links`].
#[derive(Clone, Debug, PartialEq)]
pub struct Graph {
    pub(crate) offsets: Vec<usize>,
    pub(crate) targets: Vec<u32>,
    pub(crate) weights: Vec<f64>,
}

impl Graph {
    /// How many vertices there are.
    pub fn nodes(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many links there are, each counted once.
    pub fn links(&self) -> usize {
        self.targets.len() / 2
    }

    /// How many neighbours `node` has.
    pub fn degree(&self, node: usize) -> usize {
        self.offsets[node + 1] - self.offsets[node]
    }

    /// The neighbours of `node`, ascending.
    pub fn neighbours(&self, node: usize) -> &[u32] {
        &self.targets[self.offsets[node]..self.offsets[node + 1]]
    }

    /// The weights of the links of `node`, beside [`Graph::neighbours`].
    pub fn weights(&self, node: usize) -> &[f64] {
        &self.weights[self.offsets[node]..self.offsets[node + 1]]
    }

    /// The links of `node` as (neighbour, weight), neighbours ascending.
    pub fn links_of(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        self.neighbours(node)
            .iter()
            .zip(self.weights(node))
            .map(|(&target, &weight)| (target as usize, weight))
    }

    /// The sum over the links of `node` of the weight times the value of the neighbour: a row of the adjacency
    /// matrix times a vector. Four sums side by side, for one would wait for itself.
    pub(crate) fn sum_over_links(&self, node: usize, values: &[f64]) -> f64 {
        let mut sums = [0.0; 4];
        let mut targets = self.neighbours(node).chunks_exact(4);
        let mut weights = self.weights(node).chunks_exact(4);
        for (targets, weights) in targets.by_ref().zip(weights.by_ref()) {
            for lane in 0..4 {
                sums[lane] += weights[lane] * values[targets[lane] as usize];
            }
        }
        for (&target, &weight) in targets.remainder().iter().zip(weights.remainder()) {
            sums[0] += weight * values[target as usize];
        }
        (sums[0] + sums[1]) + (sums[2] + sums[3])
    }

    /// The sum of the weights of the links of `node`.
    pub fn strength(&self, node: usize) -> f64 {
        self.weights(node).iter().sum()
    }

    /// The sum of all weights, each link counted once.
    pub fn total_weight(&self) -> f64 {
        parallel::reduce::sum(self.nodes(), |node| self.strength(node)) / 2.0
    }
}

/// A directed weighted graph without loops or parallel links, such as citations: from citing to cited.
///
/// Each link stands in two tables of rows, by its source and by its target. Memory: `16(n + 1) + 24m` bytes. Made by
/// [`DirectedGraph::from_links`].
#[derive(Clone, Debug, PartialEq)]
pub struct DirectedGraph {
    pub(crate) out: Rows,
    pub(crate) into: Rows,
}

/// A sparse matrix by rows, in the manner of [`Graph`]: each row ascending.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rows {
    pub(crate) offsets: Vec<usize>,
    pub(crate) targets: Vec<u32>,
    pub(crate) weights: Vec<f64>,
}

impl DirectedGraph {
    /// How many vertices there are.
    pub fn nodes(&self) -> usize {
        self.out.offsets.len() - 1
    }

    /// How many links there are.
    pub fn links(&self) -> usize {
        self.out.targets.len()
    }

    /// The links that leave `node` as (target, weight), targets ascending.
    pub fn out_links(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        self.out.row(node)
    }

    /// The links that lead to `node` as (source, weight), sources ascending.
    pub fn into_links(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        self.into.row(node)
    }
}

impl Rows {
    fn row(&self, node: usize) -> impl ExactSizeIterator<Item = (usize, f64)> + '_ {
        let range = self.offsets[node]..self.offsets[node + 1];
        self.targets[range.clone()]
            .iter()
            .zip(&self.weights[range])
            .map(|(&target, &weight)| (target as usize, weight))
    }
}
