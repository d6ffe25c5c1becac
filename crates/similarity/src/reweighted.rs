//! The graph that other weights of the relations would give on the same links.

use network::{Graph, Link};

use crate::{RELATIONS, Relation, Similarity};

/// The graph of the links of `similarity` with other `weights`, in the order of [`Relation::ALL`]; links to which no relation
/// with a weight adds anything are left out. A relation that counted nothing when the links were made counts nothing here.
///
/// The links are those that were found: a relation that is left out here would have let others find no more, since each finds
/// its own, but where links were pruned others might have stayed. Time and space `O(m)`.
///
/// # Panics
///
/// If a weight is negative or not finite.
pub fn reweighted(similarity: &Similarity, weights: &[f64; RELATIONS]) -> Graph {
    assert!(
        weights.iter().all(|weight| weight.is_finite() && *weight >= 0.0),
        "weights are finite and at or above 0"
    );
    let relations = Relation::ALL.into_iter().zip(weights).filter(|&(_, &weight)| weight > 0.0);
    let parts: Vec<(&[f64], f64)> =
        relations.filter_map(|(relation, &weight)| Some((similarity.parts(relation)?, weight))).collect();
    let weight = |link: usize| parts.iter().map(|(parts, weight)| weight * parts[link]).sum::<f64>();
    let links: Vec<Link> = (similarity.links.iter().enumerate())
        .map(|(position, link)| Link { weight: weight(position), ..*link })
        .filter(|link| link.weight > 0.0)
        .collect();
    Graph::from_links(similarity.graph.nodes(), &links)
        .expect("ends are papers, and weights sums of finite numbers at or above 0")
}

#[cfg(test)]
mod tests {
    use corpus::{Corpus, Paper};
    use parallel::Progress;

    use super::*;
    use crate::{GraphSettings, TermSettings, relate, terms};

    /// Papers 0 and 1 share words, 1 and 2 a citation, 0 and 3 both.
    fn made() -> (Similarity, GraphSettings) {
        let titles = ["volume rendering", "volume rendering", "graph drawing", "volume rendering"];
        let papers = titles.map(|title| Paper { title: title.into(), ..Paper::default() }).to_vec();
        let corpus = Corpus { papers, citations: vec![(2, 1), (3, 0)], ..Corpus::default() };
        let settings = TermSettings { max_share: 1.0, ..TermSettings::default() };
        let terms = terms::build(&corpus.papers, &settings, &Progress::none()).unwrap();
        let settings = GraphSettings::default();
        (relate(&corpus, &terms, None, &settings, &Progress::none()).unwrap(), settings)
    }

    fn only(relation: Relation) -> [f64; RELATIONS] {
        Relation::ALL.map(|other| if other == relation { 1.0 } else { 0.0 })
    }

    #[test]
    fn the_same_weights_give_the_same_graph() {
        let (similarity, settings) = made();
        assert_eq!(reweighted(&similarity, &settings.weights), similarity.graph);
    }

    #[test]
    fn links_go_with_the_relation_that_carried_them() {
        let (similarity, _) = made();
        let neighbours = |relation, node| reweighted(&similarity, &only(relation)).neighbours(node).to_vec();
        assert_eq!((neighbours(Relation::Terms, 1), neighbours(Relation::Terms, 2)), (vec![0, 3], vec![]));
        assert_eq!(
            (neighbours(Relation::Citations, 1), neighbours(Relation::Citations, 0)),
            (vec![2], vec![3])
        );
        assert_eq!(reweighted(&similarity, &only(Relation::Vectors)).links(), 0);
    }
}
