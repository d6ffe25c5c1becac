//! PageRank: how often a random walk along links comes by.

use parallel::{Progress, chunks, reduce};

use crate::Graph;

/// What [`pagerank`] is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRankSettings {
    /// The chance that the walk follows a link rather than begin anew anywhere, from 0 to below 1.
    pub damping: f64,
    /// Iterations end when the scores of one differ from those of the one before by less than this, in sum.
    pub tolerance: f64,
    /// The most iterations.
    pub max_iterations: usize,
}

impl Default for PageRankSettings {
    /// Damping 0.85, tolerance 1e-12, at most 1,000 iterations.
    fn default() -> Self {
        Self { damping: 0.85, tolerance: 1e-12, max_iterations: 1000 }
    }
}

/// What [`pagerank`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct PageRank {
    /// The score of each vertex; they sum to 1.
    pub scores: Vec<f64>,
    /// How many iterations it took.
    pub iterations: usize,
    /// By how much the last iteration changed the scores, in sum.
    pub residual: f64,
}

/// Why [`pagerank`] cannot run.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum PageRankError {
    /// The damping is out of its range.
    #[error("the damping is {0}; it must be at or above 0 and below 1 (0.85 is usual)")]
    Damping(f64),
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
/// By power iteration, in parallel over vertices. Time `O(n + m)` an iteration, about `ln(tolerance)/ln(d)`
/// of them at worst; space `O(n)`. Progress: stage `pagerank`, one unit an iteration.
///
/// Brin, Page (1998), "The anatomy of a large-scale hypertextual Web search engine".
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
    let damping = settings.damping;
    if !(0.0..1.0).contains(&damping) {
        return Err(PageRankError::Damping(damping));
    }
    let nodes = graph.nodes();
    let stage = progress.stage("pagerank", 0);
    let strengths = chunks::collect(nodes, CHUNK, |node| graph.strength(node));
    let mut scores = vec![1.0 / nodes as f64; nodes];
    let mut passed_on = vec![0.0; nodes]; // by each vertex, per weight of a link
    let mut next = vec![0.0; nodes];
    let (mut iterations, mut residual) = (0, 0.0);
    while iterations < settings.max_iterations {
        chunks::fill(&mut passed_on, CHUNK, |node| {
            if strengths[node] > 0.0 { scores[node] / strengths[node] } else { 0.0 }
        });
        let stranded = reduce::sum(nodes, |node| if strengths[node] > 0.0 { 0.0 } else { scores[node] });
        let everywhere = (1.0 - damping + damping * stranded) / nodes as f64;
        chunks::fill(&mut next, CHUNK, |node| {
            let arriving: f64 =
                graph.links_of(node).map(|(neighbour, weight)| weight * passed_on[neighbour]).sum();
            everywhere + damping * arriving
        });
        residual = reduce::sum(nodes, |node| (next[node] - scores[node]).abs());
        std::mem::swap(&mut scores, &mut next);
        iterations += 1;
        stage.tick(1);
        if residual < settings.tolerance {
            break;
        }
    }
    let total = reduce::sum(nodes, |node| scores[node]);
    chunks::fill(&mut next, CHUNK, |node| scores[node] / total);
    Ok(PageRank { scores: next, iterations, residual })
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
        assert!(club.residual < 1e-12 && club.iterations < 1000);
    }

    #[test]
    fn a_star_by_hand() {
        // Centre c, leaves l: c = 0.15/4 + 0.85 · 3l and l = 0.15/4 + 0.85 · c/3.
        let centre = (0.0375 + 2.55 * 0.0375) / (1.0 - 0.85 * 0.85);
        let leaf = 0.0375 + 0.85 * centre / 3.0;
        assert_near(&found(4, &graphs::star(4)).scores, &[centre, leaf, leaf, leaf]);
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
