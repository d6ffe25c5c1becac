//! PageRank of citations, with walks that begin at recent papers.

use parallel::{Progress, reduce};

use super::pagerank::{PageRank, PageRankError, PageRankSettings};
use crate::{DirectedGraph, border};

/// How likely a walk begins at each paper: `exp(−age/τ)`, with `τ` in years and the age counted from the latest year.
///
/// A paper without a year gets the mean of the others, or 1 if no paper has one. With `τ` infinite all are 1. Time
/// `O(n)`.
///
/// Walker, Xie, Yan, Maslov (2007), "Ranking scientific publications using a model of network traffic", who found
/// `τ = 2.6` years for the journals of the American Physical Society.
///
/// ```
/// use network::centrality::recency;
/// let weights = recency(&[Some(2024), Some(2022), None], 2.0);
/// assert_eq!(weights[0], 1.0);
/// assert_eq!(weights[1], (-1.0f64).exp());
/// assert_eq!(weights[2], (weights[0] + weights[1]) / 2.0);
/// ```
pub fn recency(years: &[Option<i32>], tau: f64) -> Vec<f64> {
    let latest = years.iter().flatten().copied().max().unwrap_or_default();
    let weight = |year: i32| (-f64::from(latest.saturating_sub(year)) / tau).exp();
    let dated = years.iter().flatten().count();
    let sum = reduce::sum(years.len(), |node| years[node].map_or(0.0, weight));
    let mean = if dated > 0 { sum / dated as f64 } else { 1.0 };
    years.iter().map(|year| year.map_or(mean, weight)).collect()
}

/// PageRank of a directed graph, with walks that begin where `restart` says:
///
/// ```text
/// x(v) = (1 − d) · r(v) + d · ( Σ over links u → v of x(u) · w(u,v)/s(u)  +  Σ over u without links out of x(u) · r(v) )
/// ```
///
/// with `d` the damping, `r` the weights of `restart` made to sum to 1, and `s(u)` the sum of the weights of the links
/// that leave `u`. A walk that comes to a vertex without links out begins anew. With [`recency`] as restart these are
/// the scores of CiteRank, made to sum to 1, with `d = 1 − α`.
///
/// Vertices are gone through in an order in which links lead forward ([`border::topological_order`]), each from the
/// new values of those before it (Gauss and Seidel). One sweep is exact where links never run in a circle, as most
/// citations do not; circles take some more. Time `O(n + m)` a sweep, space `O(n + m)`. Progress: stage `citerank`, one
/// unit a sweep.
///
/// # Errors
///
/// A damping out of its range; a restart weight that is negative, NaN or infinite, or weights that are all 0.
///
/// # Panics
///
/// If there are fewer restart weights than vertices.
///
/// ```
/// use network::{DirectedGraph, Link, centrality::{PageRankSettings, cite_rank}};
/// let graph = DirectedGraph::from_links(2, &[Link { source: 1, target: 0, weight: 1.0 }])?;
/// let settings = PageRankSettings { damping: 0.5, ..Default::default() };
/// let found = cite_rank(&graph, &[1.0, 1.0], &settings, &parallel::Progress::none())?;
/// // Vertex 0 is come by once from anywhere and half as often again by the link.
/// assert_eq!(found.scores, [0.6, 0.4]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn cite_rank(
    graph: &DirectedGraph,
    restart: &[f64],
    settings: &PageRankSettings,
    progress: &Progress,
) -> Result<PageRank, PageRankError> {
    settings.check()?;
    check(&restart[..graph.nodes()])?;
    let stage = progress.stage("citerank", 0);
    let strengths: Vec<f64> =
        (0..graph.nodes()).map(|node| graph.out_links(node).map(|(_, weight)| weight).sum()).collect();
    let visits_of = |node: usize, visits: &[f64]| {
        let arriving: f64 = graph
            .into_links(node)
            .map(|(source, weight)| visits[source] * (weight / strengths[source]))
            .sum();
        restart[node] + settings.damping * arriving
    };
    let order = border::topological_order(graph);
    let mut visits = vec![0.0; graph.nodes()];
    let mut iterations = 0;
    loop {
        for &node in &order {
            visits[node as usize] = visits_of(node as usize, &visits);
        }
        iterations += 1;
        stage.tick(1);
        let missing = reduce::sum(visits.len(), |node| (visits_of(node, &visits) - visits[node]).abs());
        let total = reduce::sum(visits.len(), |node| visits[node]);
        // What is missing can grow on its way by 1/(1 − d) in sum, and moves the total by as much.
        let error = if total > 0.0 { 2.0 * missing / (1.0 - settings.damping) / total } else { 0.0 };
        if error <= settings.tolerance || iterations >= settings.max_iterations {
            visits.iter_mut().for_each(|visits| *visits /= total);
            return Ok(PageRank { scores: visits, iterations, error });
        }
    }
}

fn check(restart: &[f64]) -> Result<(), PageRankError> {
    let bad = |weight: f64| !weight.is_finite() || weight < 0.0;
    match restart.iter().position(|&weight| bad(weight)) {
        Some(node) => Err(PageRankError::Restart { node, weight: restart[node] }),
        None if !restart.is_empty() && restart.iter().all(|&weight| weight == 0.0) => {
            Err(PageRankError::Restart { node: 0, weight: 0.0 })
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Link;

    fn graph(nodes: usize, links: &[(u32, u32)]) -> DirectedGraph {
        let links: Vec<Link> =
            links.iter().map(|&(source, target)| Link { source, target, weight: 1.0 }).collect();
        DirectedGraph::from_links(nodes, &links).unwrap()
    }

    #[test]
    fn restart_weights_that_are_none_are_named() {
        let run = |restart: &[f64]| {
            cite_rank(&graph(2, &[(1, 0)]), restart, &PageRankSettings::default(), &Progress::none())
        };
        for weight in [-1.0, f64::NAN, f64::INFINITY] {
            let error = run(&[1.0, weight]).unwrap_err();
            assert!(matches!(error, PageRankError::Restart { node: 1, .. }), "{error}");
        }
        assert!(matches!(run(&[0.0, 0.0]), Err(PageRankError::Restart { node: 0, .. })));
        let damping = PageRankSettings { damping: 1.0, ..PageRankSettings::default() };
        assert!(cite_rank(&graph(1, &[]), &[1.0], &damping, &Progress::none()).is_err());
    }

    #[test]
    fn nothing_to_walk_on_and_no_circle_to_walk_in() {
        let run = |graph: &DirectedGraph, restart: &[f64]| {
            cite_rank(graph, restart, &PageRankSettings::default(), &Progress::none()).unwrap()
        };
        assert_eq!(run(&graph(0, &[]), &[]).scores, []);
        // Without a circle one sweep is enough, however the vertices are numbered.
        let chain = run(&graph(5, &[(3, 0), (0, 4), (4, 1), (1, 2)]), &[1.0; 5]);
        assert_eq!(chain.iterations, 1);
        assert!(chain.error < 1e-12);
    }

    #[test]
    fn ages_of_papers() {
        assert_eq!(recency(&[], 2.6), []);
        assert_eq!(recency(&[None, None], 2.6), [1.0, 1.0]);
        assert_eq!(recency(&[Some(i32::MIN), Some(i32::MAX)], 2.6), [0.0, 1.0]);
        assert_eq!(recency(&[Some(1900), Some(2000)], f64::INFINITY), [1.0, 1.0]);
    }

    proptest! {
        /// Against the definition, iterated until nothing changes.
        #[test]
        fn scores_are_what_the_definition_says(
            links in prop::collection::vec((0u32..9, 0u32..9), 0..30),
            restart in prop::collection::vec(0.1f64..2.0, 9),
        ) {
            let graph = graph(9, &links);
            let total: f64 = restart.iter().sum();
            let out: Vec<f64> = (0..9).map(|node| graph.out_links(node).map(|(_, weight)| weight).sum()).collect();
            let mut scores = [1.0 / 9.0; 9];
            for _ in 0..300 {
                let mut next = [0.0; 9];
                for source in 0..9 {
                    for target in 0..9 {
                        let begun = restart[target] / total;
                        let linked = graph.out_links(source).find(|&(node, _)| node == target);
                        let step = match linked {
                            Some((_, weight)) => weight / out[source],
                            None if out[source] == 0.0 => begun,
                            None => 0.0,
                        };
                        next[target] += scores[source] * (0.15 * begun + 0.85 * step);
                    }
                }
                scores = next;
            }
            let found = cite_rank(&graph, &restart, &PageRankSettings::default(), &Progress::none()).unwrap();
            for (ours, theirs) in found.scores.iter().zip(scores) {
                prop_assert!((ours - theirs).abs() < 1e-9, "{} {}", ours, theirs);
            }
        }
    }
}
