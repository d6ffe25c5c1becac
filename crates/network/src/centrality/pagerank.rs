//! PageRank: how often a random walk along links comes by.

use parallel::{Progress, chunks, progress::Stage, reduce};

use crate::Graph;
use crate::centrality::strengths;

/// What [`pagerank`] is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRankSettings {
    /// The chance that the walk follows a link rather than begin anew anywhere, from 0 to below 1.
    pub damping: f64,
    /// The errors of all scores add up to at most this.
    pub tolerance: f64,
    /// The most iterations.
    pub max_iterations: usize,
}

impl Default for PageRankSettings {
    /// Damping 0.85, tolerance 1e-9, at most 1,000 iterations.
    fn default() -> Self {
        Self { damping: 0.85, tolerance: 1e-9, max_iterations: 1000 }
    }
}

impl PageRankSettings {
    pub(super) fn check(&self) -> Result<(), PageRankError> {
        if (0.0..1.0).contains(&self.damping) { Ok(()) } else { Err(PageRankError::Damping(self.damping)) }
    }
}

/// What [`pagerank`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct PageRank {
    /// The score of each vertex; they sum to 1.
    pub scores: Vec<f64>,
    /// How many iterations it took.
    pub iterations: usize,
    /// The errors of all scores, rounding aside, add up to at most this; above the tolerance where the iterations
    /// did not suffice.
    pub error: f64,
}

/// Why PageRank cannot run.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum PageRankError {
    /// The damping is out of its range.
    #[error("the damping is {0}; it must be at or above 0 and below 1 (0.85 is usual)")]
    Damping(f64),
    /// Restart weights that are no weights; see [`cite_rank`](super::cite_rank).
    #[error("vertex {node} has the restart weight {weight}; weights are finite, not negative, and not all 0")]
    Restart {
        /// The vertex.
        node: usize,
        /// Its weight as given.
        weight: f64,
    },
}

const CHUNK: usize = 2048;

/// PageRank of a weighted undirected graph:
///
/// ```text
/// x(v) = (1 − d)/n + d · ( Σ over neighbours u of x(u) · w(u,v)/s(u)  +  Σ over u without links of x(u)/n )
/// ```
///
/// with `d` the damping and `s(u)` the strength of `u`. A walk that comes to a vertex without links goes on
/// anywhere.
///
/// What every vertex gets from anywhere is one number for all, so the scores are those of `z = 1 + d·A·u` with
/// `u(v) = z(v)/s(v)`, made to sum to 1. Links have no direction, which makes `(S − d·A) u = 1` symmetric and
/// positive definite: conjugate gradients, begun at the strengths (the scores for `d → 1`), come near in a quarter of
/// the iterations of the power method, which then has the last word and bounds the error.
///
/// In parallel over vertices. Time `O(n + m)` an iteration, some 30 of them in graphs of papers, at worst
/// `ln(tolerance)/ln(d)`; space `O(n)`. Progress: stage `pagerank`, one unit an iteration.
///
/// Brin, Page (1998), "The anatomy of a large-scale hypertextual Web search engine"; Hestenes, Stiefel (1952),
/// "Methods of conjugate gradients for solving linear systems".
///
/// # Errors
///
/// A damping below 0, at or above 1, or NaN.
///
/// ```
/// use network::{Graph, Link, centrality::{PageRankSettings, pagerank}};
/// let graph = Graph::from_links(2, &[Link { source: 0, target: 1, weight: 3.0 }])?;
/// let found = pagerank(&graph, &PageRankSettings::default(), &parallel::Progress::none())?;
/// assert_eq!(found.scores, [0.5, 0.5]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pagerank(
    graph: &Graph,
    settings: &PageRankSettings,
    progress: &Progress,
) -> Result<PageRank, PageRankError> {
    settings.check()?;
    let stage = progress.stage("pagerank", 0);
    let walk = Walk::new(graph, settings.damping);
    let (mut flow, mut iterations) = walk.conjugate_gradients(settings, &stage);
    let mut visits = vec![0.0; graph.nodes()];
    loop {
        let change = walk.step(&mut flow, &mut visits);
        let total = reduce::sum(visits.len(), |node| visits[node]);
        let error = if total > 0.0 { 2.0 * walk.error_after(change) / total } else { 0.0 };
        iterations += 1;
        stage.tick(1);
        if error <= settings.tolerance || iterations >= settings.max_iterations {
            let mut scores = visits;
            scores.iter_mut().for_each(|score| *score /= total);
            return Ok(PageRank { scores, iterations, error });
        }
    }
}

/// The walk along links, with each vertex as a fresh start once.
///
/// `visits` are `z`: how often a vertex is come by; `flow` is `u`, the visits per strength.
struct Walk<'a> {
    graph: &'a Graph,
    damping: f64,
    strengths: Vec<f64>,
    /// One over the strengths, 0 for vertices without links.
    ease: Vec<f64>,
}

impl<'a> Walk<'a> {
    fn new(graph: &'a Graph, damping: f64) -> Self {
        let strengths = strengths(graph);
        let ease =
            strengths.iter().map(|&strength| if strength > 0.0 { 1.0 / strength } else { 0.0 }).collect();
        Self { graph, damping, strengths, ease }
    }

    /// Visits by way of links: `d · A · flow`.
    fn arriving(&self, node: usize, flow: &[f64]) -> f64 {
        self.damping * self.graph.sum_over_links(node, flow)
    }

    /// One iteration of the power method. Gives the sum of all changes of visits.
    fn step(&self, flow: &mut [f64], visits: &mut [f64]) -> f64 {
        chunks::fill(visits, CHUNK, |node| 1.0 + self.arriving(node, flow));
        let change = reduce::sum(flow.len(), |node| match self.ease[node] > 0.0 {
            true => (visits[node] - flow[node] * self.strengths[node]).abs(),
            false => 0.0,
        });
        chunks::fill(flow, CHUNK, |node| visits[node] * self.ease[node]);
        change
    }

    /// A step shrinks the sum of all errors at least by the damping.
    fn error_after(&self, change: f64) -> f64 {
        self.damping / (1.0 - self.damping) * change
    }

    /// The flow with `(S − d·A) · flow = 1`, nearly, and the iterations that it took.
    fn conjugate_gradients(&self, settings: &PageRankSettings, stage: &Stage<'_>) -> (Vec<f64>, usize) {
        let nodes = self.graph.nodes();
        let dot = |a: &[f64], b: &[f64]| reduce::sum(nodes, |node| a[node] * b[node]);
        let linked = reduce::sum(nodes, |node| f64::from(u8::from(self.ease[node] > 0.0)));
        let strength = reduce::sum(nodes, |node| self.strengths[node]);
        // Each vertex once, and for the rest as often as strengths say: the sum is right from the start.
        let rest = self.damping / (1.0 - self.damping) * linked / strength;
        let mut flow = self.ease.clone();
        flow.iter_mut().filter(|flow| **flow > 0.0).for_each(|flow| *flow += rest);

        let mut image = vec![0.0; nodes];
        self.image(&flow, &mut image);
        let mut missing: Vec<f64> = image.iter().map(|image| 1.0 - image).collect();
        let sum_of = |missing: &[f64]| reduce::sum(nodes, |node| missing[node].abs());
        let start = (flow.clone(), sum_of(&missing));
        let mut direction = vec![0.0; nodes];
        let (mut size, mut earlier, mut iterations) = (self.size(&missing), f64::INFINITY, 0);
        // By the inequality of Cauchy and Schwarz the sum of what is missing is at most this root.
        let good = settings.tolerance * linked / 2.0;
        while (strength * size).sqrt() > good && 2 * iterations < settings.max_iterations {
            let turn = size / earlier;
            chunks::update(&mut direction, CHUNK, |node, old| missing[node] * self.ease[node] + turn * old);
            self.image(&direction, &mut image);
            let length = size / dot(&direction, &image);
            if !length.is_finite() {
                break;
            }
            chunks::update(&mut flow, CHUNK, |node, old| old + length * direction[node]);
            chunks::update(&mut missing, CHUNK, |node, old| old - length * image[node]);
            (earlier, size) = (size, self.size(&missing));
            iterations += 1;
            stage.tick(1);
        }
        // Strengths that lie too far apart for sums of floating-point numbers can lead astray.
        let flow = if sum_of(&missing) <= start.1 { flow } else { start.0 };
        (flow, iterations)
    }

    /// `(S − d·A) · flow`.
    fn image(&self, flow: &[f64], image: &mut [f64]) {
        chunks::fill(image, CHUNK, |node| self.strengths[node] * flow[node] - self.arriving(node, flow));
    }

    /// The square of the length of what is missing, as conjugate gradients measure it.
    fn size(&self, missing: &[f64]) -> f64 {
        reduce::sum(missing.len(), |node| missing[node] * missing[node] * self.ease[node])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use testkit::graphs;

    use super::*;
    use crate::border::from_edges;

    fn found(nodes: usize, edges: &[(u32, u32, f64)]) -> PageRank {
        pagerank(&from_edges(nodes, edges), &PageRankSettings::default(), &Progress::none()).unwrap()
    }

    fn assert_near(ours: &[f64], theirs: &[f64]) {
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert!((ours - theirs).abs() < 1e-9, "{ours} {theirs}");
        }
    }

    #[test]
    fn figures_of_igraph() {
        // python-igraph: Graph(6, edges).pagerank(weights=...); vertex 5 has no links.
        let edges = [(0, 1, 1.0), (1, 2, 2.0), (0, 2, 0.5), (2, 3, 4.0), (3, 4, 0.25)];
        let expected = [
            0.106_679_069_590_581_67,
            0.187_401_145_478_261_2,
            0.374_030_873_098_357_36,
            0.260_606_175_855_576_07,
            0.042_156_522_385_010_81,
            0.029_126_213_592_233_01,
        ];
        assert_near(&found(6, &edges).scores, &expected);
        // Graph.Famous("Zachary").pagerank(), some members.
        let club = found(34, &graphs::karate());
        assert_near(
            &[0, 1, 2, 11, 16, 33].map(|member| club.scores[member]),
            &[0.096997285388, 0.052876924061, 0.057078509488, 0.009564745492, 0.016784005444, 0.100919182333],
        );
        assert!(club.error <= 1e-9 && club.iterations < 40);
    }

    #[test]
    fn a_star_by_hand() {
        // Centre c, leaves l: c = 0.15/4 + 0.85 · 3l and l = 0.15/4 + 0.85 · c/3.
        let centre = (0.0375 + 2.55 * 0.0375) / (1.0 - 0.85 * 0.85);
        let leaf = 0.0375 + 0.85 * centre / 3.0;
        assert_near(&found(4, &graphs::star(4)).scores, &[centre, leaf, leaf, leaf]);
    }

    #[test]
    fn strengths_too_far_apart_to_be_added_up() {
        let (here, there) = (graphs::random(20, 0.2, 1), graphs::random(20, 0.2, 2));
        let pieces = |light: f64, heavy: f64| {
            let here = here.iter().map(|&(a, b, weight)| (a, b, light * weight));
            let there = there.iter().map(|&(a, b, weight)| (a + 20, b + 20, heavy * weight));
            here.chain(there).collect::<Vec<_>>()
        };
        let far_apart = found(40, &pieces(1e-120, 1e120));
        assert!(far_apart.error <= 1e-9);
        assert_near(&far_apart.scores, &found(40, &pieces(1.0, 1.0)).scores);
    }

    #[test]
    fn nothing_to_walk_on() {
        assert_eq!(found(0, &[]).scores, []);
        assert_eq!(found(4, &[]).scores, [0.25; 4]);
    }

    #[test]
    fn damping_out_of_range_is_named() {
        for damping in [-0.1, 1.0, f64::NAN] {
            let settings = PageRankSettings { damping, ..Default::default() };
            let error = pagerank(&from_edges(2, &[]), &settings, &Progress::none()).unwrap_err();
            assert!(error.to_string().contains("below 1"), "{error}");
        }
    }

    #[test]
    fn the_bits_do_not_depend_on_threads() {
        let graph = from_edges(3000, &graphs::planted_sparse(30, 100, 6, 4));
        let run = |threads| {
            parallel::with_threads(threads, || {
                pagerank(&graph, &PageRankSettings::default(), &Progress::none())
            })
        };
        assert_eq!(run(1).unwrap(), run(3).unwrap());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn scores_sum_to_one_and_go_with_the_vertices(seed: u64, density in 0.0f64..0.3) {
            let edges = graphs::random(30, density, seed);
            let names = graphs::permutation(30, seed);
            let (here, there) = (found(30, &edges), found(30, &graphs::relabelled(&edges, &names)));
            prop_assert!((here.scores.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (score, &name) in here.scores.iter().zip(&names) {
                prop_assert!((score - there.scores[name as usize]).abs() < 1e-10);
            }
        }
    }
}
