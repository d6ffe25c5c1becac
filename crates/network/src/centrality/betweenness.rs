//! Betweenness: how many shortest paths between others lead through a vertex.

mod pairs;
mod sweep;
mod weighted;

use parallel::Progress;

use crate::Graph;
use crate::centrality::sample::{Accuracy, CONFIDENCE};

/// Sources, or pairs of them, are handed out in this many parts at most, each with a sum of its own: `PARTS × n`
/// numbers of memory.
const PARTS: usize = 32;

/// What makes a path short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paths {
    /// Few links, whatever their weights.
    Links,
    /// Strong links: a link of weight `w` is `1/w` long (Newman 2001, "Scientific collaboration networks II"). Two
    /// ways are equally short if their lengths differ by less than one part in ten billion.
    Weights,
}

/// What [`betweenness`] is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetweennessSettings {
    /// Graphs with at most so many vertices are computed exactly.
    pub exact_up_to: usize,
    /// In larger ones no score may be further off than this; 0 asks for exact scores there too.
    pub error: f64,
    /// What makes a path short.
    pub paths: Paths,
    /// Where the random numbers come from.
    pub seed: u64,
}

impl Default for BetweennessSettings {
    /// Exact up to 20,000 vertices, off by 0.001 at most above; over paths of few links.
    fn default() -> Self {
        Self { exact_up_to: 20_000, error: 0.001, paths: Paths::Links, seed: 0 }
    }
}

/// What [`betweenness`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Betweenness {
    /// The score of each vertex, from 0 to 1.
    pub scores: Vec<f64>,
    /// How accurate they are.
    pub accuracy: Accuracy,
}

/// Betweenness over shortest paths, normalised by pairs:
///
/// ```text
/// b(v) = 1/((n − 1)(n − 2)) · Σ over s ≠ v ≠ t of σ(s,t | v)/σ(s,t)
/// ```
///
/// with `σ(s,t)` the number of shortest paths between `s` and `t`, and `σ(s,t | v)` those that lead through
/// `v`; pairs that no path joins count 0. All scores are 0 for fewer than three vertices.
///
/// Exact up to `settings.exact_up_to` vertices (Brandes 2001, "A faster algorithm for betweenness centrality"):
/// time `O(n (n + m))`, over weights `O(n (n + m) log n)`; space `O(n + m)` with `60 n` numbers or so.
///
/// In larger graphs pairs of vertices are drawn, and each spreads 1 over the vertices on its shortest paths
/// (Riondato, Upfal 2018, "ABRA: Approximating betweenness centrality in static and dynamic graphs with Rademacher
/// averages"), found by searches from both ends that meet (Borassi, Natale 2019, "KADABRA is an ADaptive Algorithm
/// for Betweenness via Random Approximation"). More are drawn, round by round, until no score is further off than
/// `settings.error` with the confidence that the result states, for all vertices and rounds at once: Hoeffding's
/// bound (1963, theorem 1). Some `ln(n)/error` pairs suffice where no score is large, `b ln(n)/error²` with `b` the
/// largest score.
///
/// In parallel over sources or pairs. Progress: stage `betweenness`, one unit a source or a pair.
///
/// ```
/// use network::{Graph, Link, centrality::{BetweennessSettings, betweenness}};
/// // On a path of three the middle is between the one pair there is.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(3, &[link(0, 1), link(1, 2)])?;
/// let found = betweenness(&graph, &BetweennessSettings::default(), &parallel::Progress::none());
/// assert_eq!(found.scores, [0.0, 1.0, 0.0]);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn betweenness(graph: &Graph, settings: &BetweennessSettings, progress: &Progress) -> Betweenness {
    let nodes = graph.nodes();
    if nodes < 3 {
        return Betweenness { scores: vec![0.0; nodes], accuracy: Accuracy::Exact };
    }
    if nodes > settings.exact_up_to && settings.error > 0.0 {
        return sampled(graph, settings, progress);
    }
    let mut scores = match settings.paths {
        Paths::Links => sweep::dependencies(graph, progress),
        Paths::Weights => weighted::dependencies(graph, progress),
    };
    let pairs = (nodes - 1) as f64 * (nodes - 2) as f64;
    scores.iter_mut().for_each(|score| *score /= pairs);
    Betweenness { scores, accuracy: Accuracy::Exact }
}

/// A pair contributes a number from 0 to 1 to each vertex. Their mean is over `n(n − 1)` pairs, the score over
/// `(n − 1)(n − 2)`.
fn sampled(graph: &Graph, settings: &BetweennessSettings, progress: &Progress) -> Betweenness {
    let nodes = graph.nodes();
    let scale = nodes as f64 / (nodes as f64 - 2.0);
    let wanted = settings.error / scale;
    let stage = progress.stage("betweenness", 0);
    let estimate = match settings.paths {
        Paths::Links => pairs::means(
            nodes,
            wanted,
            settings.seed,
            &stage,
            || pairs::Meeting::new(graph),
            pairs::Meeting::spread,
        ),
        Paths::Weights => pairs::means(
            nodes,
            wanted,
            settings.seed,
            &stage,
            || weighted::Ways::new(graph),
            weighted::Ways::spread,
        ),
    };
    Betweenness {
        scores: estimate.means.into_iter().map(|mean| scale * mean).collect(),
        accuracy: Accuracy::Sampled {
            samples: estimate.samples,
            error: scale * estimate.error,
            confidence: CONFIDENCE,
        },
    }
}

#[cfg(test)]
mod tests {
    use parallel::with_threads;
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    const EXACT: BetweennessSettings =
        BetweennessSettings { exact_up_to: usize::MAX, error: 0.1, paths: Paths::Links, seed: 0 };

    fn exact(nodes: usize, edges: &[(u32, u32, f64)]) -> Vec<f64> {
        let found = betweenness(&from_edges(nodes, edges), &EXACT, &Progress::none());
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
        for paths in [Paths::Links, Paths::Weights] {
            for exact_up_to in [300, 299] {
                let settings = BetweennessSettings { exact_up_to, error: 0.05, paths, seed: 3 };
                let run = |threads| {
                    with_threads(threads, || betweenness(&graph, &settings, &Progress::none())).unwrap()
                };
                assert_eq!(run(1), run(3));
            }
        }
    }

    #[test]
    fn a_sample_is_within_its_bound_and_says_so() {
        // Two pieces: pairs that no path joins count too.
        let mut edges = graphs::random(400, 0.02, 8);
        edges.extend(graphs::path(30).into_iter().map(|(a, b, weight)| (a + 400, b + 400, weight)));
        let graph = from_edges(430, &edges);
        for paths in [Paths::Links, Paths::Weights] {
            let truth =
                betweenness(&graph, &BetweennessSettings { paths, ..EXACT }, &Progress::none()).scores;
            let settings = BetweennessSettings { exact_up_to: 0, error: 0.01, paths, seed: 3 };
            let sample = betweenness(&graph, &settings, &Progress::none());
            let Accuracy::Sampled { samples, error, confidence } = sample.accuracy else {
                panic!("{:?}", sample.accuracy)
            };
            assert!(confidence == 0.95 && error <= 0.01 && samples > 1000);
            let worst = truth
                .iter()
                .zip(&sample.scores)
                .map(|(truth, score)| (truth - score).abs())
                .fold(0.0, f64::max);
            assert!(0.0 < worst && worst <= error, "{worst} {error}");
        }
    }

    #[test]
    fn no_error_at_all_is_exact() {
        let graph = from_edges(30, &graphs::random(30, 0.2, 8));
        let settings = BetweennessSettings { exact_up_to: 0, error: 0.0, ..EXACT };
        let found = betweenness(&graph, &settings, &Progress::none());
        assert_eq!(found, betweenness(&graph, &EXACT, &Progress::none()));
    }

    #[test]
    fn equal_weights_make_the_paths_of_fewest_links() {
        let edges: Vec<_> = graphs::random(60, 0.08, 5).into_iter().map(|(a, b, _)| (a, b, 0.3)).collect();
        let by_weights = BetweennessSettings { paths: Paths::Weights, ..EXACT };
        let found = betweenness(&from_edges(60, &edges), &by_weights, &Progress::none());
        assert_near(&found.scores, &exact(60, &edges));
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
