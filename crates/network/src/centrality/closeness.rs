//! Closeness: how near all other vertices are, in links.
//!
//! Breadth-first searches from 64 sources at a time, one bit of a word for each (Then, Kaufmann, Chirigati,
//! Hoang-Vu, Pham, Kemper, Neumann, Vo 2014, "The more the merrier: efficient multi-source graph
//! traversal"). Links have no direction, so the distances from all sources to a vertex are those from the
//! vertex to all sources: they are added up where the searches arrive.

use parallel::{Progress, reduce};

use crate::Graph;
use crate::border;
use crate::centrality::order;
use crate::centrality::sample::{self, Accuracy, CONFIDENCE, Sampling};

/// Up to so many vertices the exact computation takes half a minute or so on a graph of papers.
pub const EXACT_UP_TO: usize = 100_000;

/// How many vertices are drawn where that is left open.
pub const PIVOTS: usize = 4096;

/// What [`closeness`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Closeness {
    /// Closeness of each vertex in the form of Wasserman and Faust, from 0 to 1.
    pub closeness: Vec<f64>,
    /// Harmonic centrality of each vertex, from 0 to 1.
    pub harmonic: Vec<f64>,
    /// How accurate both are.
    pub accuracy: Accuracy,
}

/// Searches that run together, one bit each.
const LANES: usize = 64;

/// Batches are handed out in this many parts at most, each with sums of its own: `3 × PARTS × n` numbers of
/// memory.
const PARTS: usize = 16;

/// Closeness and harmonic centrality over paths of fewest links (weights are not looked at):
///
/// ```text
/// closeness(v) = (r − 1)/(n − 1) · (r − 1) / Σ over u reached from v of d(u,v)
/// harmonic(v)  = 1/(n − 1) · Σ over u ≠ v of 1/d(u,v)
/// ```
///
/// with `r` the vertices reached from `v`, itself included, and 1/d = 0 for those not reached. Both are 0
/// for a vertex without links and 1 for one that is linked to all others.
///
/// In a graph of more than `sampling.exact_up_to` vertices, every connected component of more than
/// `sampling.pivots` is searched only from so many of its vertices, drawn at random (Eppstein, Wang 2004,
/// "Fast approximation of centrality"); the others stay exact. The result says by how much any score may be
/// wrong: Hoeffding's bound (1963), for all vertices at once.
///
/// Time `O(n (n + m) / 64)` at best and about a twentieth of `n` single searches in graphs of papers, in
/// parallel; space `O(n + m)` with `50 n` numbers or so. Progress: stage `closeness`, one unit a source.
///
/// Wasserman, Faust (1994), "Social network analysis", section 5.2; Marchiori, Latora (2000), "Harmony in
/// the small-world".
///
/// ```
/// use network::{Graph, Link, centrality::{Sampling, closeness}};
/// // A path of three.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(3, &[link(0, 1), link(1, 2)])?;
/// let sampling = Sampling { exact_up_to: 1000, pivots: 100, seed: 0 };
/// let found = closeness(&graph, sampling, &parallel::Progress::none());
/// assert_eq!(found.closeness, [2.0 / 3.0, 1.0, 2.0 / 3.0]);
/// assert_eq!(found.harmonic, [0.75, 1.0, 0.75]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn closeness(graph: &Graph, sampling: Sampling, progress: &Progress) -> Closeness {
    let nodes = graph.nodes();
    let components = Components::new(graph);
    let limit = if nodes > sampling.exact_up_to { sampling.pivots.max(1) } else { nodes };
    let sources = components.sources(graph, limit, sampling.seed);
    let stage = progress.stage("closeness", sources.len());
    let sums = reduce::sum_rows(
        sources.len().div_ceil(LANES),
        2 * nodes,
        PARTS,
        || Search::new(nodes),
        |search, batch, sums| {
            let batch = &sources[batch * LANES..sources.len().min((batch + 1) * LANES)];
            let (distances, inverses) = sums.split_at_mut(nodes);
            search.run(graph, batch, distances, inverses);
            stage.tick(batch.len());
        },
    );
    let (distances, inverses) = sums.split_at(nodes);
    let estimates: Vec<Estimate> = (0..nodes)
        .map(|node| Estimate::new(nodes, components.size_of(node), limit, distances[node], inverses[node]))
        .collect();
    Closeness {
        closeness: estimates.iter().map(|estimate| estimate.closeness(estimate.distance)).collect(),
        harmonic: estimates.iter().map(Estimate::harmonic).collect(),
        accuracy: accuracy(graph, &components, limit, &estimates),
    }
}

/// What the searches tell of one vertex.
struct Estimate {
    /// Vertices of the graph, and of the vertex's component.
    nodes: f64,
    reached: f64,
    /// Means over all vertices of the component, the vertex itself included with 0.
    distance: f64,
    inverse: f64,
}

impl Estimate {
    fn new(nodes: usize, component: usize, limit: usize, distances: f64, inverses: f64) -> Self {
        let sources = component.min(limit) as f64;
        Self {
            nodes: nodes as f64,
            reached: component as f64,
            distance: distances / sources,
            inverse: inverses / sources,
        }
    }

    /// Closeness if the mean distance were this.
    fn closeness(&self, distance: f64) -> f64 {
        if self.reached < 2.0 {
            return 0.0;
        }
        let others = self.reached - 1.0;
        // No distance is below 1; an estimate may be, in a component of which hardly more than the vertex
        // itself was drawn.
        let mean = (distance * self.reached / others).max(1.0);
        others / (self.nodes - 1.0) / mean
    }

    fn harmonic(&self) -> f64 {
        if self.reached < 2.0 { 0.0 } else { self.inverse * self.reached / (self.nodes - 1.0) }
    }

    /// How far off either score may be, where no distance is above `diameter`.
    fn error(&self, diameter: f64, slack: f64) -> f64 {
        let harmonic = sample::half_width(self.inverse, slack) * self.reached / (self.nodes - 1.0);
        let width = diameter * sample::half_width(self.distance / diameter, slack);
        let closeness = self.closeness(self.distance);
        let nearer = self.closeness(self.distance - width) - closeness;
        let farther = closeness - self.closeness(self.distance + width);
        harmonic.max(nearer).max(farther)
    }
}

/// The bound of the worst vertex, over all components that were sampled.
fn accuracy(graph: &Graph, components: &Components, limit: usize, estimates: &[Estimate]) -> Accuracy {
    let sampled = components.sizes.iter().filter(|&&size| size > limit).count();
    if sampled == 0 {
        return Accuracy::Exact;
    }
    // Two means of each vertex, each to be missed on neither side.
    let slack = sample::slack(2 * estimates.len(), limit);
    let diameters: Vec<f64> = (0..sampled as u32).map(|number| components.diameter(graph, number)).collect();
    let error = reduce::max(estimates.len(), |node| {
        diameters
            .get(components.of[node] as usize)
            .map_or(0.0, |&diameter| estimates[node].error(diameter, slack))
    });
    Accuracy::Sampled { samples: limit, error, confidence: CONFIDENCE }
}

/// Connected components, the largest first.
struct Components {
    of: Vec<u32>,
    sizes: Vec<usize>,
}

impl Components {
    fn new(graph: &Graph) -> Self {
        let of = border::components(graph);
        let mut sizes = vec![0; of.iter().max().map_or(0, |&last| last as usize + 1)];
        for &component in &of {
            sizes[component as usize] += 1;
        }
        Self { of, sizes }
    }

    fn size_of(&self, node: usize) -> usize {
        self.sizes[self.of[node] as usize]
    }

    /// An upper bound of the largest distance in a component: any way can lead through its best linked
    /// vertex.
    fn diameter(&self, graph: &Graph, number: u32) -> f64 {
        let hub = (0..graph.nodes())
            .filter(|&node| self.of[node] == number)
            .max_by_key(|&node| graph.degree(node))
            .expect("components are not empty");
        2.0 * eccentricity(graph, hub as u32)
    }

    /// At most `limit` vertices of each component, component by component.
    fn sources(&self, graph: &Graph, limit: usize, seed: u64) -> Vec<u32> {
        let mut members: Vec<Vec<u32>> = self.sizes.iter().map(|&size| Vec::with_capacity(size)).collect();
        for node in order::breadth_first(graph) {
            members[self.of[node as usize] as usize].push(node);
        }
        members
            .iter()
            .enumerate()
            .flat_map(|(component, members)| {
                sample::draw(members.len(), limit, seed, "closeness", component as u64)
                    .into_iter()
                    .map(|at| members[at as usize])
            })
            .collect()
    }
}

/// The largest distance from `source`.
fn eccentricity(graph: &Graph, source: u32) -> f64 {
    let mut search = Search::new(graph.nodes());
    let mut distances = vec![0.0; graph.nodes()];
    let mut inverses = vec![0.0; graph.nodes()];
    search.run(graph, &[source], &mut distances, &mut inverses);
    reduce::max(distances.len(), |node| distances[node])
}

/// Searches from a batch of sources; a bit of each word belongs to one of them.
struct Search {
    seen: Vec<u64>,
    arriving: Vec<u64>,
    front: Vec<(u32, u64)>,
    next: Vec<u32>,
    reached: Vec<u32>,
}

impl Search {
    fn new(nodes: usize) -> Self {
        Self { seen: vec![0; nodes], arriving: vec![0; nodes], front: vec![], next: vec![], reached: vec![] }
    }

    /// Adds the distance from each source, and one over it, to the sums of all vertices it reaches.
    fn run(&mut self, graph: &Graph, sources: &[u32], distances: &mut [f64], inverses: &mut [f64]) {
        self.front.clear();
        for (lane, &source) in sources.iter().enumerate() {
            self.seen[source as usize] = 1 << lane;
            self.front.push((source, 1 << lane));
            self.reached.push(source);
        }
        for distance in 1.. {
            for &(node, lanes) in &self.front {
                for &neighbour in graph.neighbours(node as usize) {
                    let arriving = &mut self.arriving[neighbour as usize];
                    if *arriving == 0 {
                        self.next.push(neighbour);
                    }
                    *arriving |= lanes;
                }
            }
            self.front.clear();
            for node in self.next.drain(..) {
                let at = node as usize;
                let fresh = std::mem::take(&mut self.arriving[at]) & !self.seen[at];
                if fresh == 0 {
                    continue;
                }
                if self.seen[at] == 0 {
                    self.reached.push(node);
                }
                self.seen[at] |= fresh;
                self.front.push((node, fresh));
                let sources = f64::from(fresh.count_ones());
                distances[at] += sources * f64::from(distance);
                inverses[at] += sources / f64::from(distance);
            }
            if self.front.is_empty() {
                break;
            }
        }
        for node in self.reached.drain(..) {
            self.seen[node as usize] = 0;
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

    fn exact(nodes: usize, edges: &[(u32, u32, f64)]) -> Closeness {
        let found = closeness(&from_edges(nodes, edges), EXACT, &Progress::none());
        assert_eq!(found.accuracy, Accuracy::Exact);
        found
    }

    fn assert_near(ours: &[f64], theirs: &[f64]) {
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() < 1e-11, "{ours} {theirs}");
        }
    }

    #[test]
    fn shapes_by_hand() {
        let star = exact(4, &graphs::star(4));
        assert_near(&star.closeness, &[1.0, 0.6, 0.6, 0.6]);
        assert_near(&star.harmonic, &[1.0, 2.0 / 3.0, 2.0 / 3.0, 2.0 / 3.0]);
        // A pair, a vertex alone: half of the others reached, at distance 1.
        let pieces = exact(3, &graphs::path(2));
        assert_near(&pieces.closeness, &[0.5, 0.5, 0.0]);
        assert_near(&pieces.harmonic, &[0.5, 0.5, 0.0]);
        // Longer than one batch of sources.
        let line = exact(200, &graphs::path(200));
        assert_near(&line.closeness[..1], &[199.0 / (199.0 * 200.0 / 2.0)]);
    }

    #[test]
    fn nobody_to_be_near_to() {
        assert_eq!(exact(0, &[]).closeness, []);
        assert_eq!((exact(1, &[]).closeness, exact(1, &[]).harmonic), (vec![0.0], vec![0.0]));
    }

    #[test]
    fn zachary_by_igraph() {
        // python-igraph: Graph.Famous("Zachary").closeness() and .harmonic_centrality().
        let club = exact(34, &graphs::karate());
        let some = |scores: &[f64]| [0, 1, 2, 11, 16, 33].map(|member| scores[member]);
        assert_near(
            &some(&club.closeness),
            &[0.568965517241, 0.485294117647, 0.559322033898, 0.366666666667, 0.284482758621, 0.55],
        );
        assert_near(
            &some(&club.harmonic),
            &[0.70202020202, 0.580808080808, 0.636363636364, 0.409090909091, 0.336363636364, 0.704545454545],
        );
    }

    #[test]
    fn the_bits_do_not_depend_on_threads() {
        let graph = from_edges(500, &graphs::random(500, 0.01, 8));
        let run = |threads, sampling| {
            with_threads(threads, || closeness(&graph, sampling, &Progress::none())).unwrap()
        };
        for sampling in [EXACT, Sampling { exact_up_to: 100, pivots: 150, seed: 3 }] {
            assert_eq!(run(1, sampling), run(3, sampling));
        }
    }

    #[test]
    fn a_sample_is_within_its_bound_and_says_so() {
        // One large component, and one so small that it is searched from everywhere.
        let mut edges = graphs::random(500, 0.02, 8);
        edges.extend([(500, 501, 1.0), (501, 502, 1.0)]);
        let graph = from_edges(503, &edges);
        let truth = closeness(&graph, EXACT, &Progress::none());
        let sampling = Sampling { exact_up_to: 100, pivots: 250, seed: 3 };
        let sample = closeness(&graph, sampling, &Progress::none());
        let Accuracy::Sampled { samples: 250, error, confidence } = sample.accuracy else {
            panic!("{:?}", sample.accuracy)
        };
        assert!(confidence == 0.95 && error < 0.5);
        let worst = |ours: &[f64], theirs: &[f64]| {
            ours.iter().zip(theirs).map(|(ours, theirs)| (ours - theirs).abs()).fold(0.0, f64::max)
        };
        let off = worst(&sample.closeness, &truth.closeness).max(worst(&sample.harmonic, &truth.harmonic));
        assert!(0.0 < off && off <= error, "{off} {error}");
        assert_near(&sample.closeness[500..], &truth.closeness[500..]);
        assert_near(&sample.harmonic[500..], &truth.harmonic[500..]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn as_by_definition_whatever_the_names(seed: u64, density in 0.0f64..0.2) {
            let edges = graphs::random(70, density, seed);
            let names = graphs::permutation(70, seed);
            let ours = exact(70, &edges);
            let (near, harmonic): (Vec<f64>, Vec<f64>) =
                graphs::closeness_and_harmonic(70, &edges).into_iter().unzip();
            assert_near(&ours.closeness, &near);
            assert_near(&ours.harmonic, &harmonic);
            let renamed = exact(70, &graphs::relabelled(&edges, &names));
            assert_near(&near, &(0..70).map(|node| renamed.closeness[names[node] as usize]).collect::<Vec<_>>());
        }
    }
}
