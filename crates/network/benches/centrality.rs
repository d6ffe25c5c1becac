//! Centralities on planted graphs: `cargo bench -p bibliograph-network --bench centrality`.

use network::centrality::{self, Sampling};
use network::{Graph, Link};
use parallel::Progress;

const EXACT: Sampling = Sampling { exact_up_to: usize::MAX, pivots: 0, seed: 0 };
const SAMPLED: Sampling = Sampling { exact_up_to: 0, pivots: 512, seed: 0 };

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

#[divan::bench(args = [1_000, 5_000], sample_count = 3)]
fn betweenness_exact(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| centrality::betweenness(&graph, EXACT, &Progress::none()));
}

#[divan::bench(args = [1_000, 5_000, 20_000], sample_count = 3)]
fn betweenness_sampled(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| centrality::betweenness(&graph, SAMPLED, &Progress::none()));
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
fn core_numbers(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| centrality::core_numbers(&graph, &Progress::none()));
}
