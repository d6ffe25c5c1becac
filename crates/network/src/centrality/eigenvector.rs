//! Eigenvector centrality, and hubs and authorities.

use parallel::{Progress, chunks, reduce};

use super::principal::{Principal, principal};
use crate::{DirectedGraph, Graph};

const CHUNK: usize = 2048;

/// Eigenvector centrality: each vertex has what its neighbours have, times the weights of the links, in the same
/// proportion for all:
///
/// ```text
/// λ · x(v) = Σ over neighbours u of w(u,v) · x(u)
/// ```
///
/// with `λ` the largest eigenvalue of the weights; the largest score is 1. Of several components only the one with the
/// largest eigenvalue has scores above 0; where several share it, each has the scores that iterations begun with 1
/// everywhere lead to, as in igraph. All scores are 0 in a graph without links.
///
/// By Lanczos iterations, which a graph in two colours does not make swing. In parallel over vertices; time `O(n + m)` a
/// product, some 100 in graphs of papers; space `26 n` numbers. Progress: stage `eigenvector`, one unit a product.
///
/// Bonacich (1972), "Factoring and weighting approaches to status scores and clique identification".
///
/// ```
/// use network::{Graph, Link, centrality::eigenvector};
/// // A star of three: the centre has √2 times what the leaves have.
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let graph = Graph::from_links(3, &[link(0, 1), link(0, 2)])?;
/// let found = eigenvector(&graph, &parallel::Progress::none());
/// assert!((found.scores[1] - 0.5f64.sqrt()).abs() < 1e-12);
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn eigenvector(graph: &Graph, progress: &Progress) -> Principal {
    let stage = progress.stage("eigenvector", 0);
    let start = (0..graph.nodes()).map(|node| f64::from(u8::from(graph.degree(node) > 0))).collect();
    principal(start, |x, y| chunks::fill(y, CHUNK, |node| graph.sum_over_links(node, x)), || stage.tick(1))
}

/// Hubs and authorities.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// How much each vertex leads to authorities: from 0, the largest is 1.
    pub hubs: Vec<f64>,
    /// How much hubs lead to each vertex: from 0, the largest is 1.
    pub authorities: Vec<f64>,
    /// How many products with the matrix of links there and back it took.
    pub products: usize,
}

/// Hubs and authorities: good hubs lead to good authorities, to which good hubs lead:
///
/// ```text
/// authority(v) ∝ Σ over links u → v of w(u,v) · hub(u)
/// hub(u)       ∝ Σ over links u → v of w(u,v) · authority(v)
/// ```
///
/// Authorities are the principal eigenvector of the weights times their transpose, by Lanczos iterations begun with 1
/// at all vertices to which links lead; of several components that share the largest eigenvalue each has its part. In
/// a citation graph hubs are papers that cite the field's authorities, such as reviews. All are 0 in a graph without
/// links.
///
/// In parallel over vertices; time `O(n + m)` a product, space `27 n` numbers. Progress: stage `hits`, one unit a product.
///
/// Kleinberg (1999), "Authoritative sources in a hyperlinked environment".
///
/// ```
/// use network::{DirectedGraph, Link, centrality::hits};
/// let link = |source, target| Link { source, target, weight: 1.0 };
/// let found = hits(&DirectedGraph::from_links(3, &[link(0, 2), link(1, 2)])?, &parallel::Progress::none());
/// assert_eq!((found.hubs, found.authorities), (vec![1.0, 1.0, 0.0], vec![0.0, 0.0, 1.0]));
/// # Ok::<(), network::GraphError>(())
/// ```
pub fn hits(graph: &DirectedGraph, progress: &Progress) -> Hits {
    let stage = progress.stage("hits", 0);
    let nodes = graph.nodes();
    let leading_to = |authorities: &[f64]| {
        chunks::collect(nodes, CHUNK, |node| {
            graph.out_links(node).map(|(target, weight)| weight * authorities[target]).sum::<f64>()
        })
    };
    let start = (0..nodes).map(|node| f64::from(u8::from(graph.into_links(node).len() > 0))).collect();
    let found = principal(
        start,
        |authorities, image| {
            let hubs = leading_to(authorities);
            chunks::fill(image, CHUNK, |node| {
                graph.into_links(node).map(|(source, weight)| weight * hubs[source]).sum()
            });
        },
        || stage.tick(1),
    );
    let mut hubs = leading_to(&found.scores);
    let top = reduce::max(nodes, |node| hubs[node]);
    if top > 0.0 {
        hubs.iter_mut().for_each(|hub| *hub /= top);
    }
    Hits { hubs, authorities: found.scores, products: found.products }
}

#[cfg(test)]
mod tests {
    use testkit::graphs;

    use super::*;
    use crate::Link;
    use crate::border::from_edges;

    #[test]
    fn a_score_is_what_the_neighbours_have() {
        let graph = from_edges(200, &graphs::planted(4, 50, 0.2, 0.01, 3));
        let found = eigenvector(&graph, &Progress::none());
        for node in 0..200 {
            let around = graph.sum_over_links(node, &found.scores);
            assert!((around - found.eigenvalue * found.scores[node]).abs() < 1e-10 * found.eigenvalue);
        }
        assert_eq!(found.scores.iter().copied().fold(0.0, f64::max), 1.0);
    }

    #[test]
    fn the_bits_do_not_depend_on_threads() {
        let edges = graphs::planted_sparse(50, 100, 6, 4);
        let links: Vec<Link> =
            edges.iter().map(|&(source, target, weight)| Link { source, target, weight }).collect();
        let citations = DirectedGraph::from_links(5000, &links).unwrap();
        let graph = from_edges(5000, &edges);
        let run = |threads| {
            parallel::with_threads(threads, || {
                (eigenvector(&graph, &Progress::none()), hits(&citations, &Progress::none()))
            })
        };
        assert_eq!(run(1).unwrap(), run(3).unwrap());
    }

    #[test]
    fn nobody_leads_anywhere() {
        assert_eq!(eigenvector(&from_edges(2, &[]), &Progress::none()).scores, [0.0, 0.0]);
        let found = hits(&DirectedGraph::from_links(2, &[]).unwrap(), &Progress::none());
        assert_eq!((found.hubs, found.authorities), (vec![0.0; 2], vec![0.0; 2]));
    }
}
