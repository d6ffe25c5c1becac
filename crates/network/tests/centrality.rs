//! Centralities against the figures of igraph and networkx, in `fixtures/centrality.txt`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;

use network::centrality::{self, BetweennessSettings, PageRankSettings, Paths, Sampling};
use network::{DirectedGraph, Graph, Link};
use parallel::Progress;

const FIXTURE: &str = include_str!("fixtures/centrality.txt");

/// A graph of the fixture with the figures of others.
#[derive(Default)]
struct Known {
    name: &'static str,
    nodes: usize,
    links: Vec<Link>,
    figures: BTreeMap<&'static str, Vec<f64>>,
}

/// The graphs whose lines begin with `kind`.
fn known(kind: &str) -> Vec<Known> {
    let mut graphs: Vec<(bool, Known)> = Vec::new();
    for line in FIXTURE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let words: Vec<&'static str> = line.split(' ').collect();
        let numbers =
            |from: usize| words[from..].iter().map(|word| word.parse().unwrap()).collect::<Vec<f64>>();
        match words[0] {
            "graph" | "digraph" => {
                let graph = Known { name: words[1], nodes: words[2].parse().unwrap(), ..Known::default() };
                graphs.push((words[0] == kind, graph));
            }
            "link" => {
                let [source, target, weight] = numbers(1)[..] else { panic!("{line}") };
                let (source, target) = (source as u32, target as u32);
                graphs.last_mut().unwrap().1.links.push(Link { source, target, weight });
            }
            measure => {
                graphs.last_mut().unwrap().1.figures.insert(measure, numbers(1));
            }
        }
    }
    graphs.into_iter().filter(|(wanted, _)| *wanted).map(|(_, graph)| graph).collect()
}

impl Known {
    fn assert_near(&self, measure: &str, ours: &[f64]) {
        let Some(theirs) = self.figures.get(measure) else { return };
        assert_eq!(ours.len(), theirs.len(), "{measure} of {}", self.name);
        for (node, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
            assert!((ours - theirs).abs() < 1e-9, "{measure} of {node} in {}: {ours} {theirs}", self.name);
        }
    }
}

#[test]
fn undirected_graphs() {
    let quiet = Progress::none();
    let graphs = known("graph");
    assert_eq!(graphs.len(), 7);
    for known in graphs {
        let graph = Graph::from_links(known.nodes, &known.links).unwrap();
        let pagerank = centrality::pagerank(&graph, &PageRankSettings::default(), &quiet).unwrap();
        known.assert_near("pagerank", &pagerank.scores);
        known.assert_near("eigenvector", &centrality::eigenvector(&graph, &quiet).scores);
        for (measure, paths) in [("betweenness", Paths::Links), ("by-weights", Paths::Weights)] {
            let settings = BetweennessSettings { paths, ..BetweennessSettings::default() };
            known.assert_near(measure, &centrality::betweenness(&graph, &settings, &quiet).scores);
        }
        let exact = Sampling { exact_up_to: known.nodes, pivots: 1, seed: 0 };
        let near = centrality::closeness(&graph, exact, &quiet);
        known.assert_near("closeness", &near.closeness);
        known.assert_near("harmonic", &near.harmonic);
        let core: Vec<f64> = centrality::core_numbers(&graph, &quiet).into_iter().map(f64::from).collect();
        known.assert_near("core", &core);
    }
}

#[test]
fn directed_graphs() {
    let quiet = Progress::none();
    let graphs = known("digraph");
    assert_eq!(graphs.len(), 2);
    for known in graphs {
        let graph = DirectedGraph::from_links(known.nodes, &known.links).unwrap();
        let settings = PageRankSettings { damping: 0.5, ..PageRankSettings::default() };
        let found = centrality::cite_rank(&graph, &known.figures["restart"], &settings, &quiet).unwrap();
        known.assert_near("citerank", &found.scores);
        let found = centrality::hits(&graph, &quiet);
        known.assert_near("hub", &found.hubs);
        known.assert_near("authority", &found.authorities);
    }
}

/// Two components with one largest eigenvalue: the scores that iterations begun with 1 everywhere lead to.
#[test]
fn components_that_share_the_largest_eigenvalue() {
    let twins = known("graph").into_iter().find(|known| known.name == "twins").unwrap();
    let graph = Graph::from_links(twins.nodes, &twins.links).unwrap();
    let found = centrality::eigenvector(&graph, &Progress::none());
    let ends = 0.5f64.sqrt();
    for (ours, theirs) in found.scores.iter().zip([ends, 1.0, ends, ends, 1.0, ends]) {
        assert!((ours - theirs).abs() < 1e-12, "{ours} {theirs}");
    }
    assert!((found.eigenvalue - 2.0f64.sqrt()).abs() < 1e-12);
}
