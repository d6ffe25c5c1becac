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
/// with `d` the damping and `s(u)` the strength of `u`. A walk that comes to a vertex without links goes on anywhere.
///
/// By power iteration, in parallel over vertices. Time `O(n + m)` an iteration, about `ln(tolerance)/ln(d)` of them at worst; space `O(n)`.
/// Progress: stage `pagerank`, one unit an iteration.
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
