//! Centralities on planted graphs: `cargo bench -p bibliograph-network --bench centrality`.

use network::centrality::{self, BetweennessSettings, Paths, Sampling};
use network::{DirectedGraph, Graph, Link};
use parallel::Progress;

const EXACT: Sampling = Sampling { exact_up_to: usize::MAX, pivots: 0, seed: 0 };

fn main() {
    divan::main();
}

/// Groups of 100 vertices with 20 links each.
fn planted(nodes: u32) -> Graph {
    let links: Vec<Link> = testkit::graphs::planted_sparse(nodes / 100, 100, 20, 1)
        .into_iter()
        .map(|(source, target, weight)| Link { source, target, weight })
        .collect();
    Graph::from_links(nodes as usize, &links).expect("generators make good links")
}

fn between(exact_up_to: usize, paths: Paths) -> BetweennessSettings {
    BetweennessSettings { exact_up_to, paths, ..BetweennessSettings::default() }
}

#[divan::bench(args = [1_000, 5_000], sample_count = 3)]
fn betweenness_exact(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    let settings = between(usize::MAX, Paths::Links);
    bencher.bench(|| centrality::betweenness(&graph, &settings, &Progress::none()));
}

#[divan::bench(args = [1_000, 5_000], sample_count = 3)]
fn betweenness_weighted(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    let settings = between(usize::MAX, Paths::Weights);
    bencher.bench(|| centrality::betweenness(&graph, &settings, &Progress::none()));
}

#[divan::bench(args = [5_000, 20_000, 80_000], sample_count = 3)]
fn betweenness_sampled(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    let settings = between(0, Paths::Links);
    bencher.bench(|| centrality::betweenness(&graph, &settings, &Progress::none()));
}

#[divan::bench(args = [1_000, 5_000, 20_000], sample_count = 3)]
fn closeness_exact(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| centrality::closeness(&graph, EXACT, &Progress::none()));
}

#[divan::bench(args = [10_000, 100_000], sample_count = 5)]
fn pagerank(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| centrality::pagerank(&graph, &Default::default(), &Progress::none()));
}

#[divan::bench(args = [10_000, 100_000], sample_count = 5)]
fn eigenvector(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| centrality::eigenvector(&graph, &Progress::none()));
}

/// The planted links as citations, from later to earlier vertices.
fn citations(nodes: u32) -> DirectedGraph {
    let links: Vec<Link> = testkit::graphs::planted_sparse(nodes / 100, 100, 20, 1)
        .into_iter()
        .map(|(a, b, _)| Link { source: a.max(b), target: a.min(b), weight: 1.0 })
        .collect();
    DirectedGraph::from_links(nodes as usize, &links).expect("generators make good links")
}

#[divan::bench(args = [10_000, 100_000], sample_count = 5)]
fn cite_rank(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = citations(nodes);
    let restart = vec![1.0; nodes as usize];
    bencher.bench(|| centrality::cite_rank(&graph, &restart, &Default::default(), &Progress::none()));
}

#[divan::bench(args = [10_000, 100_000], sample_count = 5)]
fn hits(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = citations(nodes);
    bencher.bench(|| centrality::hits(&graph, &Progress::none()));
}

#[divan::bench(args = [10_000, 100_000], sample_count = 5)]
fn core_numbers(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| centrality::core_numbers(&graph, &Progress::none()));
}
