//! An undirected weighted graph as compressed sparse rows.

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

    /// The sum of the weights of the links of `node`.
    pub fn strength(&self, node: usize) -> f64 {
        self.weights(node).iter().sum()
    }

    /// The sum of all weights, each link counted once.
    pub fn total_weight(&self) -> f64 {
        parallel::reduce::sum(self.nodes(), |node| self.strength(node)) / 2.0
    }
}
