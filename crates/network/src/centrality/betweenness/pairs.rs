//! Betweenness from pairs of vertices drawn at random.

use parallel::{progress::Stage, reduce, seed};
use rand::RngExt;

use super::PARTS;
use crate::centrality::sample;
use crate::{Graph, border};

/// Means over pairs drawn at random.
pub(super) struct Estimate {
    pub(super) means: Vec<f64>,
    pub(super) samples: usize,
    /// No mean is further than this from the one over all pairs.
    pub(super) error: f64,
}

/// Draws pairs until no mean is further off than `wanted`.
///
/// `spread(scratch, source, target, sums)` adds a number from 0 to 1 to the sum of each vertex.
pub(super) fn means<S>(
    nodes: usize,
    wanted: f64,
    seed: u64,
    stage: &Stage<'_>,
    scratch: impl Fn() -> S + Sync + Send,
    spread: impl Fn(&mut S, u32, u32, &mut [f64]) + Sync + Send,
) -> Estimate {
    let mut sums = vec![0.0; nodes];
    let (mut samples, mut largest) = (0, 0.0);
    for round in 1.. {
        let rarity = sample::rarity(nodes, round);
        // As many as would do if the means stayed as they are.
        let enough = sample::needed(largest, wanted, rarity).max(samples + 1);
        let more = reduce::sum_rows(enough - samples, nodes, PARTS, &scratch, |scratch, index, sums| {
            let (source, target) = draw(nodes, seed, samples + index);
            spread(scratch, source, target, sums);
            stage.tick(1);
        });
        sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        samples = enough;
        largest = reduce::max(nodes, |node| sums[node]) / samples as f64;
        let error = sample::widest(&sums, samples, rarity / samples as f64);
        if error <= wanted {
            let means = sums.into_iter().map(|sum| sum / samples as f64).collect();
            return Estimate { means, samples, error };
        }
    }
    unreachable!("rounds are counted without end")
}

/// Two vertices, not the same.
fn draw(nodes: usize, seed: u64, index: usize) -> (u32, u32) {
    let mut random = seed::stream(seed, "betweenness", index as u64);
    let source = random.random_range(0..nodes as u32);
    let other = random.random_range(0..nodes as u32 - 1);
    (source, if other < source { other } else { other + 1 })
}

/// Searches from two vertices that meet.
///
/// Each search goes on depth by depth, the one with fewer links ahead first. When a link joins them, every shortest
/// path crosses exactly one such link, between the last depths of both.
pub(super) struct Meeting<'a> {
    graph: &'a Graph,
    components: Vec<u32>,
    spots: Vec<Spot>,
    /// The share of shortest paths that leads through each vertex; all 0 between pairs.
    shares: Vec<f64>,
    searches: [Search; 2],
    /// Links that join the searches.
    crossings: Vec<(u32, u32)>,
}

/// What the searches know of a vertex.
#[derive(Clone, Copy)]
struct Spot {
    /// Shortest paths from where the search began.
    paths: f64,
    depth: u32,
    /// The search that reached it, or `NOBODY`.
    search: u8,
}

const NOBODY: u8 = 2;

#[derive(Default)]
struct Search {
    /// Vertices in the order in which they were reached; those at the last depth from `last` on.
    reached: Vec<u32>,
    last: usize,
    depth: u32,
    /// Links of the vertices at the last depth.
    ahead: usize,
}

impl<'a> Meeting<'a> {
    pub(super) fn new(graph: &'a Graph) -> Self {
        let nodes = graph.nodes();
        Self {
            graph,
            components: border::components(graph),
            spots: vec![Spot { paths: 0.0, depth: 0, search: NOBODY }; nodes],
            shares: vec![0.0; nodes],
            searches: Default::default(),
            crossings: Vec::new(),
        }
    }

    /// Adds to `sums` the share of the shortest paths from `source` to `target` that leads through each vertex.
    pub(super) fn spread(&mut self, source: u32, target: u32, sums: &mut [f64]) {
        if self.components[source as usize] != self.components[target as usize] {
            return;
        }
        self.begin(0, source);
        self.begin(1, target);
        while self.crossings.is_empty() {
            let nearer = u8::from(self.searches[1].ahead < self.searches[0].ahead);
            self.advance(nearer);
        }
        self.share_out(sums);
        for search in &mut self.searches {
            for node in search.reached.drain(..) {
                self.spots[node as usize].search = NOBODY;
            }
        }
        self.crossings.clear();
    }

    fn begin(&mut self, search: u8, node: u32) {
        self.spots[node as usize] = Spot { paths: 1.0, depth: 0, search };
        let from = &mut self.searches[usize::from(search)];
        from.reached.push(node);
        (from.last, from.depth, from.ahead) = (0, 0, self.graph.degree(node as usize));
    }

    /// One depth further, or no further than to the links that join the searches.
    fn advance(&mut self, search: u8) {
        let Search { reached, last, depth, ahead } = &mut self.searches[usize::from(search)];
        let front = *last..reached.len();
        *last = front.end;
        *depth += 1;
        *ahead = 0;
        for at in front {
            let node = reached[at];
            let paths = self.spots[node as usize].paths;
            for &neighbour in self.graph.neighbours(node as usize) {
                let spot = &mut self.spots[neighbour as usize];
                if spot.search == NOBODY {
                    if self.crossings.is_empty() {
                        *spot = Spot { paths, depth: *depth, search };
                        reached.push(neighbour);
                        *ahead += self.graph.degree(neighbour as usize);
                    }
                } else if spot.search != search {
                    self.crossings.push((node, neighbour));
                } else if spot.depth == *depth {
                    spot.paths += paths;
                }
            }
        }
    }

    fn share_out(&mut self, sums: &mut [f64]) {
        let paths = |node: u32| self.spots[node as usize].paths;
        let total: f64 = self.crossings.iter().map(|&(here, there)| paths(here) * paths(there)).sum();
        for here in [true, false] {
            let mut front = Vec::new();
            for &(one, other) in &self.crossings {
                let share = self.spots[one as usize].paths * self.spots[other as usize].paths / total;
                give(&mut self.shares, &mut front, if here { one } else { other }, share);
            }
            self.walk_back(front, sums);
        }
    }

    /// Adds up the shares of these vertices, all at one depth of one search, and of those before them.
    fn walk_back(&mut self, mut front: Vec<u32>, sums: &mut [f64]) {
        let mut before = Vec::new();
        while !front.is_empty() {
            for node in front.drain(..) {
                let share = std::mem::take(&mut self.shares[node as usize]);
                let Spot { paths, depth, search } = self.spots[node as usize];
                if depth == 0 {
                    continue;
                }
                sums[node as usize] += share;
                for &neighbour in self.graph.neighbours(node as usize) {
                    let spot = self.spots[neighbour as usize];
                    if spot.search == search && spot.depth + 1 == depth {
                        give(&mut self.shares, &mut before, neighbour, share * spot.paths / paths);
                    }
                }
            }
            std::mem::swap(&mut front, &mut before);
        }
    }
}

/// Adds to the share of a vertex, and lists it when it gets its first.
fn give(shares: &mut [f64], listed: &mut Vec<u32>, node: u32, share: f64) {
    let sum = &mut shares[node as usize];
    if *sum == 0.0 {
        listed.push(node);
    }
    *sum += share;
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;
    use crate::centrality::betweenness::weighted::Ways;

    #[test]
    fn pairs_are_two_vertices_each_as_often() {
        let mut counts = [[0; 3]; 3];
        for index in 0..6000 {
            let (source, target) = draw(3, 5, index);
            counts[source as usize][target as usize] += 1;
        }
        for (source, row) in counts.iter().enumerate() {
            for (target, &count) in row.iter().enumerate() {
                // 1,000 on average, with a standard deviation of 29.
                assert_eq!((850..1150).contains(&count), source != target, "{counts:?}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        /// All pairs together are the definition, which testkit follows word by word; one pair at a time, the searches
        /// that meet give what a search to the end gives.
        #[test]
        fn all_pairs_are_the_definition(seed: u64, density in 0.0f64..0.4) {
            let edges: Vec<_> =
                graphs::random(20, density, seed).into_iter().map(|(a, b, _)| (a, b, 1.0)).collect();
            let graph = from_edges(20, &edges);
            let (mut meeting, mut ways) = (Meeting::new(&graph), Ways::new(&graph));
            let mut sums = [0.0; 20];
            for source in 0..20 {
                for target in (0..20).filter(|&target| target != source) {
                    let (mut here, mut there) = (vec![0.0; 20], vec![0.0; 20]);
                    meeting.spread(source, target, &mut here);
                    ways.spread(source, target, &mut there);
                    for node in 0..20 {
                        prop_assert!((here[node] - there[node]).abs() < 1e-12);
                        sums[node] += here[node];
                    }
                }
            }
            for (sum, expected) in sums.iter().zip(graphs::betweenness(20, &edges)) {
                prop_assert!((sum / (19.0 * 18.0) - expected).abs() < 1e-12);
            }
        }
    }
}
