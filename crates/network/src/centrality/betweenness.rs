//! Betweenness: how many shortest paths between others lead through a vertex.
//!
//! Brandes (2001), "A faster algorithm for betweenness centrality", finds the dependencies of all vertices
//! on one source in one sweep forth and one back. Here eight sources share their sweeps: the neighbours
//! of a vertex are read once for all sources that reach it at the same depth, and the sums run over rows of
//! numbers that stand side by side.

use parallel::{Progress, reduce};

use crate::Graph;
use crate::centrality::order;
use crate::centrality::sample::{self, Accuracy, CONFIDENCE, Sampling};

/// Up to so many vertices the exact computation takes a minute or so on a graph of papers.
pub const EXACT_UP_TO: usize = 30_000;

/// How many vertices are drawn where that is left open.
pub const PIVOTS: usize = 2048;

/// What [`betweenness`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Betweenness {
    /// The score of each vertex, from 0 to 1.
    pub scores: Vec<f64>,
    /// How accurate they are.
    pub accuracy: Accuracy,
}

/// Sources that share their sweeps: a row of `f64` fills a cache line.
const LANES: usize = 8;
/// One number for each source.
type Row = [f64; LANES];

/// Sources are handed out in this many parts at most, each with a sum of its own: `PARTS × n` numbers of
/// memory.
const PARTS: usize = 32;

/// Betweenness over paths of fewest links (weights are not looked at), normalised by pairs:
///
/// ```text
/// b(v) = 1/((n − 1)(n − 2)) · Σ over s ≠ v ≠ t of σ(s,t | v)/σ(s,t)
/// ```
///
/// with `σ(s,t)` the number of shortest paths between `s` and `t`, and `σ(s,t | v)` those that lead through
/// `v`. All scores are 0 for fewer than three vertices.
///
/// Above `sampling.exact_up_to` vertices only paths from `sampling.pivots` random vertices are looked at
/// (Brandes, Pich 2007, "Centrality estimation in large networks"), and the result says by how much any
/// score may be wrong: Hoeffding's bound (1963, theorem 1), for all vertices at once.
///
/// Time `O(n (n + m))`, or `O(pivots (n + m))`, in parallel over sources; space `O(n + m)` with `48 n`
/// numbers or so. Progress: stage `betweenness`, one unit a source.
///
/// ```
/// use network::{Graph, Link, centrality::{Sampling, betweenness}};
/// // On a path of three the middle is between the one pair there is.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(3, &[link(0, 1), link(1, 2)])?;
/// let sampling = Sampling { exact_up_to: 1000, pivots: 100, seed: 0 };
/// let found = betweenness(&graph, sampling, &parallel::Progress::none());
/// assert_eq!(found.scores, [0.0, 1.0, 0.0]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn betweenness(graph: &Graph, sampling: Sampling, progress: &Progress) -> Betweenness {
    let nodes = graph.nodes();
    if nodes < 3 {
        return Betweenness { scores: vec![0.0; nodes], accuracy: Accuracy::Exact };
    }
    let sampled = nodes > sampling.exact_up_to && sampling.pivots < nodes;
    let mut sources = order::breadth_first(graph);
    if sampled {
        let places = sample::draw(nodes, sampling.pivots.max(1), sampling.seed, "betweenness", 0);
        sources = places.into_iter().map(|place| sources[place as usize]).collect();
    }
    let stage = progress.stage("betweenness", sources.len());
    let mut scores = reduce::sum_rows(
        sources.len().div_ceil(LANES),
        nodes,
        PARTS,
        || Sweep::new(nodes),
        |sweep, batch, sums| {
            let batch = &sources[batch * LANES..sources.len().min((batch + 1) * LANES)];
            sweep.forth(graph, batch);
            sweep.back(graph, sums);
            stage.tick(batch.len());
        },
    );

    // With n sources this divides by (n − 1)(n − 2).
    let (count, n) = (sources.len() as f64, nodes as f64);
    let scale = n / (n - 1.0);
    for score in &mut scores {
        *score *= scale / (count * (n - 2.0));
    }
    let accuracy = if sampled { bound(&scores, scale, sources.len()) } else { Accuracy::Exact };
    Betweenness { scores, accuracy }
}

/// A source contributes a number from 0 to 1 to the mean of each vertex, before scaling.
fn bound(scores: &[f64], scale: f64, pivots: usize) -> Accuracy {
    let slack = sample::slack(scores.len(), pivots);
    let error = reduce::max(scores.len(), |node| scale * sample::half_width(scores[node] / scale, slack));
    Accuracy::Sampled { pivots, error, confidence: CONFIDENCE }
}

/// A vertex at the depth at which it is reached from some of the sources.
#[derive(Clone, Copy)]
struct Visit {
    node: u32,
    /// One bit for each of those sources.
    lanes: u8,
}

/// The sweeps from a batch of sources. All rows are by vertex.
struct Sweep {
    /// Sources that have reached a vertex, and that reach it at the next depth.
    seen: Vec<u8>,
    arriving: Vec<u8>,
    /// The vertices that some source reaches at the next depth: the first `found_len` entries of `n + 1`.
    found: Vec<u32>,
    found_len: usize,
    /// Shortest paths from each source (σ) on the way forth; `(1 + δ)/σ` on the way back.
    values: Vec<Row>,
    /// The values of the vertices at one depth, 0 for all others: summing over all neighbours then sums
    /// over those at that depth.
    front: Vec<Row>,
    /// All visits by depth; those of depth `d` are `visits[depths[d]..depths[d + 1]]`.
    visits: Vec<Visit>,
    depths: Vec<usize>,
}

impl Sweep {
    fn new(nodes: usize) -> Self {
        Self {
            seen: vec![0; nodes],
            arriving: vec![0; nodes],
            found: vec![0; nodes + 1],
            found_len: 0,
            values: vec![[0.0; LANES]; nodes],
            front: vec![[0.0; LANES]; nodes],
            visits: Vec::new(),
            depths: Vec::new(),
        }
    }

    /// Counts the shortest paths from each source to all vertices, depth by depth.
    fn forth(&mut self, graph: &Graph, sources: &[u32]) {
        self.visits.clear();
        self.depths.clear();
        for (lane, &source) in sources.iter().enumerate() {
            self.seen[source as usize] = 1 << lane;
            self.values[source as usize][lane] = 1.0;
            self.visits.push(Visit { node: source, lanes: 1 << lane });
        }
        let mut begin = 0;
        while begin < self.visits.len() {
            let end = self.visits.len();
            self.depths.push(begin);
            self.raise_front(begin..end);
            self.discover(graph, begin..end);
            for at in end..self.visits.len() {
                let node = self.visits[at].node as usize;
                let lanes = std::mem::take(&mut self.arriving[node]);
                self.visits[at].lanes = lanes;
                self.seen[node] |= lanes;
                let paths = self.sum_of_neighbours(graph, node);
                select(&mut self.values[node], lanes, |lane, _| paths[lane]);
            }
            self.lower_front(begin..end);
            begin = end;
        }
        self.depths.push(begin);
        for visit in &self.visits {
            self.seen[visit.node as usize] = 0;
        }
    }

    /// Adds to `sums` the dependency δ of all sources on each vertex, from the deepest to the nearest.
    ///
    /// Brandes' recursion `δ(v) = Σ over successors w of σ(v)/σ(w) · (1 + δ(w))`, divided by σ(v).
    fn back(&mut self, graph: &Graph, sums: &mut [f64]) {
        let deepest = self.depths.len() - 2;
        for depth in (1..=deepest).rev() {
            let range = self.depths[depth]..self.depths[depth + 1];
            for at in range.clone() {
                let Visit { node, lanes } = self.visits[at];
                let node = node as usize;
                let successors = self.sum_of_neighbours(graph, node);
                let mut dependency = 0.0;
                select(&mut self.values[node], lanes, |lane, paths| {
                    dependency += paths * successors[lane];
                    1.0 / paths + successors[lane]
                });
                sums[node] += dependency;
            }
            if depth < deepest {
                self.lower_front(self.depths[depth + 1]..self.depths[depth + 2]);
            }
            self.raise_front(range);
        }
        if deepest > 0 {
            self.lower_front(self.depths[1]..self.depths[2]);
        }
    }

    /// Appends the vertices that are reached next, and notes from which sources.
    fn discover(&mut self, graph: &Graph, front: std::ops::Range<usize>) {
        for at in front {
            let Visit { node, lanes } = self.visits[at];
            for &neighbour in graph.neighbours(node as usize) {
                // No branches: whether a neighbour is new is as good as random.
                let fresh = lanes & !self.seen[neighbour as usize];
                let arriving = &mut self.arriving[neighbour as usize];
                let first = (*arriving == 0) & (fresh != 0);
                *arriving |= fresh;
                self.found[self.found_len] = neighbour;
                self.found_len += usize::from(first);
            }
        }
        let found = self.found[..self.found_len].iter();
        self.visits.extend(found.map(|&node| Visit { node, lanes: 0 }));
        self.found_len = 0;
    }

    #[inline]
    fn sum_of_neighbours(&self, graph: &Graph, node: usize) -> Row {
        let mut sums = [0.0; LANES];
        for &neighbour in graph.neighbours(node) {
            let row = &self.front[neighbour as usize];
            for lane in 0..LANES {
                sums[lane] += row[lane];
            }
        }
        sums
    }

    fn raise_front(&mut self, range: std::ops::Range<usize>) {
        for visit in &self.visits[range] {
            let values = &self.values[visit.node as usize];
            select(&mut self.front[visit.node as usize], visit.lanes, |lane, _| values[lane]);
        }
    }

    fn lower_front(&mut self, range: std::ops::Range<usize>) {
        for visit in &self.visits[range] {
            self.front[visit.node as usize] = [0.0; LANES];
        }
    }
}

/// Replaces the numbers of some lanes.
#[inline]
fn select(row: &mut Row, lanes: u8, mut value: impl FnMut(usize, f64) -> f64) {
    for (lane, slot) in row.iter_mut().enumerate() {
        if lanes >> lane & 1 == 1 {
            *slot = value(lane, *slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use parallel::with_threads;
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    const EXACT: Sampling = Sampling { exact_up_to: usize::MAX, pivots: 0, seed: 0 };

    fn exact(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<f64> {
        let found = betweenness(&from_edges(nodes, edges), EXACT, &Progress::none());
        assert_eq!(found.accuracy, Accuracy::Exact);
        found.scores
    }

    fn assert_near(ours: &[f64], theirs: &[f64]) {
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() < 1e-11, "{ours} {theirs}");
        }
    }

    #[test]
    fn shapes_by_hand() {
        assert_near(&exact(4, &graphs::star(4)), &[1.0, 0.0, 0.0, 0.0]);
        // The ends of the bridge: 3 · 2 of 10 pairs.
        assert_near(&exact(6, &graphs::two_triangles()), &[0.0, 0.0, 0.6, 0.6, 0.0, 0.0]);
        // A square: each opposite pair has two ways.
        assert_near(&exact(4, &graphs::ring(4)), &[1.0 / 6.0; 4]);
        assert_near(&exact(5, &graphs::complete(5)), &[0.0; 5]);
        // Longer than one batch of sources: vertex v is between v · (n − 1 − v) pairs.
        let line: Vec<f64> = (0..21).map(|v| f64::from(v * (20 - v)) / 190.0).collect();
        assert_near(&exact(21, &graphs::path(21)), &line);
    }

    #[test]
    fn fewer_than_three_vertices_are_between_nothing() {
        assert_eq!(exact(0, &[]), []);
        assert_eq!(exact(1, &[]), [0.0]);
        assert_eq!(exact(2, &graphs::path(2)), [0.0, 0.0]);
    }

    #[test]
    fn zachary_by_igraph() {
        // python-igraph: Graph.Famous("Zachary").betweenness(), each times 2/(33 · 32).
        let club = exact(34, &graphs::karate());
        let some = [0, 1, 2, 11, 16, 33].map(|member| club[member]);
        assert_near(&some, &[0.437635281385, 0.053936688312, 0.143656806157, 0.0, 0.0, 0.30407497595]);
    }

    #[test]
    fn the_bits_do_not_depend_on_threads() {
        let graph = from_edges(300, &graphs::random(300, 0.03, 8));
        let run = |threads, sampling| {
            with_threads(threads, || betweenness(&graph, sampling, &Progress::none())).unwrap()
        };
        for sampling in [EXACT, Sampling { exact_up_to: 100, pivots: 50, seed: 3 }] {
            assert_eq!(run(1, sampling), run(3, sampling));
        }
    }

    #[test]
    fn a_sample_is_within_its_bound_and_says_so() {
        let graph = from_edges(400, &graphs::random(400, 0.02, 8));
        let truth = betweenness(&graph, EXACT, &Progress::none()).scores;
        let sampling = Sampling { exact_up_to: 100, pivots: 200, seed: 3 };
        let sample = betweenness(&graph, sampling, &Progress::none());
        let Accuracy::Sampled { pivots: 200, error, confidence } = sample.accuracy else {
            panic!("{:?}", sample.accuracy)
        };
        assert!(confidence == 0.95 && error < 0.1);
        let worst =
            truth.iter().zip(&sample.scores).map(|(truth, score)| (truth - score).abs()).fold(0.0, f64::max);
        assert!(0.0 < worst && worst <= error, "{worst} {error}");
    }

    #[test]
    fn all_vertices_as_pivots_are_the_exact_result() {
        let graph = from_edges(50, &graphs::random(50, 0.1, 8));
        let sampling = Sampling { exact_up_to: 10, pivots: 50, seed: 3 };
        assert_eq!(
            betweenness(&graph, sampling, &Progress::none()),
            betweenness(&graph, EXACT, &Progress::none())
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn as_by_definition_whatever_the_names(seed: u64, density in 0.0f64..0.4) {
            let edges = graphs::random(22, density, seed);
            let names = graphs::permutation(22, seed);
            let ours = exact(22, &edges);
            assert_near(&ours, &graphs::betweenness(22, &edges));
            let renamed = exact(22, &graphs::relabelled(&edges, &names));
            assert_near(&ours, &(0..22).map(|node| renamed[names[node] as usize]).collect::<Vec<_>>());
        }
    }
}
