//! Fast local moving: vertices go, one at a time, to the cluster where they serve the quality best.
//!
//! A queue holds the vertices that may have a reason to move: at first all, blocks of them in random order; after a move
//! the neighbours that were left behind (Traag, Waltman, van Eck 2019, algorithm 2, `MoveNodesFast`).

use rand::Rng;
use rand::seq::SliceRandom;

use crate::community::aggregation::{Level, Sums};
use crate::community::quality::Objective;

/// The most visits, for each vertex. Nearly all is gained in the first two rounds; the next iteration, which has
/// better clusters to begin with, makes up for what is left.
const ROUNDS: usize = 2;

/// How many vertices that stand beside each other do so in the queue at first, at most: their links are then read
/// one after the other from memory, which takes a fifth less time.
const BLOCK: usize = 32;

/// Small graphs have so many blocks all the same, of single vertices if need be.
const LEAST_BLOCKS: usize = 1000;

/// Moves vertices until the queue is empty, or so many visits were made. Returns whether any vertex moved; where
/// none did, no single move improves the quality.
///
/// `clusters[v]` is the cluster of `v`, a number below the number of vertices. A vertex moves only for a
/// strict gain, to a cluster it is linked to, or to one of its own. Vertices without links never move. Time
/// about `O(m)` per visit of all vertices.
pub(super) fn move_nodes(
    level: &Level<'_>,
    clusters: &mut [u32],
    objective: Objective,
    random: &mut impl Rng,
) -> bool {
    let mut state = State::new(level, clusters);
    let mut queue = Queue::shuffled(level.nodes(), random);
    let mut moved = false;
    for _ in 0..ROUNDS * level.nodes() {
        let Some(node) = queue.pop() else { break };
        let current = clusters[node as usize];
        let best = state.best_cluster(level, clusters, node as usize, objective);
        if best != current {
            moved = true;
            clusters[node as usize] = best;
            for &neighbour in level.graph.neighbours(node as usize) {
                if clusters[neighbour as usize] != best {
                    queue.push(neighbour);
                }
            }
        }
    }
    moved
}

/// What is known of each cluster while vertices move.
struct State {
    weights: Vec<f64>,
    sizes: Vec<u32>,
    empty: Vec<u32>,
    links: Sums,
}

impl State {
    fn new(level: &Level<'_>, clusters: &[u32]) -> Self {
        let nodes = level.nodes();
        let mut weights = vec![0.0; nodes];
        let mut sizes = vec![0; nodes];
        for (node, &cluster) in clusters.iter().enumerate() {
            weights[cluster as usize] += level.node_weights[node];
            sizes[cluster as usize] += 1;
        }
        let empty = (0..nodes as u32).rev().filter(|&cluster| sizes[cluster as usize] == 0).collect();
        Self { weights, sizes, empty, links: Sums::new(nodes) }
    }

    /// Takes `node` out of its cluster and puts it where `links − r · k · K` is largest; that cluster is
    /// returned, and only `clusters[node]` is left to the caller.
    fn best_cluster(
        &mut self,
        level: &Level<'_>,
        clusters: &[u32],
        node: usize,
        objective: Objective,
    ) -> u32 {
        let current = clusters[node];
        let penalty = objective.resolution * level.node_weights[node];
        for (neighbour, weight) in level.graph.links_of(node) {
            self.links.add(clusters[neighbour], weight);
        }
        self.leave(current, level.node_weights[node]);

        let gain = |cluster: u32| self.links.of(cluster) - penalty * self.weights[cluster as usize];
        let (mut best, mut best_gain) = (current, gain(current) + objective.least_gain());
        for &cluster in self.links.touched() {
            let gain = gain(cluster);
            if gain > best_gain {
                (best, best_gain) = (cluster, gain);
            }
        }
        // A cluster of its own gains nothing and loses nothing.
        if best_gain < 0.0 && self.sizes[best as usize] > 0 {
            best =
                *self.empty.last().expect("a vertex that shares its cluster leaves one of n clusters empty");
        }
        self.links.clear();
        self.join(best, level.node_weights[node]);
        best
    }

    fn leave(&mut self, cluster: u32, weight: f64) {
        let at = cluster as usize;
        self.sizes[at] -= 1;
        self.weights[at] -= weight;
        if self.sizes[at] == 0 {
            self.weights[at] = 0.0; // not what rounding left of it
            self.empty.push(cluster);
        }
    }

    fn join(&mut self, cluster: u32, weight: f64) {
        let at = cluster as usize;
        if self.sizes[at] == 0 {
            // Empty clusters are only ever joined from the top of the stack.
            self.empty.pop();
        }
        self.sizes[at] += 1;
        self.weights[at] += weight;
    }
}

/// First in, first out, nobody twice: a ring with a place for every vertex.
struct Queue {
    ring: Vec<u32>,
    waits: Vec<bool>,
    first: usize,
    len: usize,
}

impl Queue {
    fn shuffled(nodes: usize, random: &mut impl Rng) -> Self {
        let size = (nodes / LEAST_BLOCKS).clamp(1, BLOCK);
        let mut blocks: Vec<usize> = (0..nodes).step_by(size).collect();
        blocks.shuffle(random);
        let block = |first: usize| first as u32..(first + size).min(nodes) as u32;
        let ring: Vec<u32> = blocks.into_iter().flat_map(block).collect();
        Self { ring, waits: vec![true; nodes], first: 0, len: nodes }
    }

    fn pop(&mut self) -> Option<u32> {
        if self.len == 0 {
            return None;
        }
        let node = self.ring[self.first];
        self.first = if self.first + 1 == self.ring.len() { 0 } else { self.first + 1 };
        self.len -= 1;
        self.waits[node as usize] = false;
        Some(node)
    }

    fn push(&mut self, node: u32) {
        if self.waits[node as usize] {
            return;
        }
        self.waits[node as usize] = true;
        let end = self.first + self.len;
        let end = if end >= self.ring.len() { end - self.ring.len() } else { end };
        self.ring[end] = node;
        self.len += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;
    use crate::community::quality::{Quality, potts};

    #[test]
    fn everybody_waits_once_and_neighbours_beside_each_other() {
        let mut random = parallel::seed::stream(1, "test", 0);
        let mut queue = Queue::shuffled(40_000, &mut random);
        queue.push(7); // waits already
        let order: Vec<u32> = std::iter::from_fn(|| queue.pop()).collect();
        let beside = order.windows(2).filter(|pair| pair[0] + 1 == pair[1]).count();
        assert!((40_000 - 1250..40_000 - 1230).contains(&beside), "1250 blocks of 32: {beside}");
        let mut sorted = order;
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..40_000));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_pass_that_moves_nobody_leaves_no_single_move_to_make(seed: u64, resolution in 0.1f64..2.0) {
            let graph = from_edges(16, &graphs::random(16, 0.25, seed));
            let level = Level::of_graph(&graph, Quality::Modularity);
            let objective = Quality::Modularity.objective(&graph, resolution);
            let mut clusters: Vec<u32> = (0..16).collect();
            let before = potts(&level, &clusters, objective);
            let mut random = parallel::seed::stream(seed, "test", 0);
            let moved = move_nodes(&level, &mut clusters, objective, &mut random);
            prop_assert_eq!(moved, potts(&level, &clusters, objective) > before);
            while move_nodes(&level, &mut clusters, objective, &mut random) {}
            let reached = potts(&level, &clusters, objective);
            // Every vertex to every cluster, empty ones among them.
            for node in 0..16 {
                for cluster in 0..16 {
                    let mut other = clusters.clone();
                    other[node] = cluster;
                    prop_assert!(potts(&level, &other, objective) <= reached + 1e-9);
                }
            }
        }
    }
}
