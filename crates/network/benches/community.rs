//! Leiden on planted graphs: `cargo bench -p bibliograph-network --bench community`.

use network::community::{LeidenSettings, Quality, leiden, merge_small, subclusters};
use network::{Graph, Link};
use parallel::Progress;

/// Vertices, in groups of 100 with 20 links each.
const SIZES: [u32; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

fn planted(nodes: u32) -> Graph {
    let links: Vec<Link> = testkit::graphs::planted_sparse(nodes / 100, 100, 20, 1)
        .into_iter()
        .map(|(source, target, weight)| Link { source, target, weight })
        .collect();
    Graph::from_links(nodes as usize, &links).expect("generators make good links")
}

fn run(bencher: divan::Bencher<'_, '_>, nodes: u32, settings: LeidenSettings) {
    let graph = planted(nodes);
    bencher.bench(|| leiden(&graph, &settings, &Progress::none()));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn modularity_by_default(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    run(bencher, nodes, LeidenSettings::default());
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn modularity_one_start_to_convergence(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    run(bencher, nodes, LeidenSettings { starts: 1, max_iterations: 100, ..Default::default() });
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn cpm_by_default(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let settings = LeidenSettings { quality: Quality::Cpm, resolution: 0.05, ..Default::default() };
    run(bencher, nodes, settings);
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn sub_clusters(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    let coarse = LeidenSettings { resolution: 0.1, ..Default::default() };
    let clusters = leiden(&graph, &coarse, &Progress::none()).expect("good settings").partition;
    bencher.bench(|| subclusters(&graph, &clusters, &LeidenSettings::default(), 1));
}

#[divan::bench(args = SIZES, sample_count = 5)]
fn small_clusters_merged(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    let settings = LeidenSettings { resolution: 20.0, max_iterations: 1, ..Default::default() };
    let fine = leiden(&graph, &settings, &Progress::none()).expect("good settings").partition;
    bencher.bench(|| merge_small(&graph, &fine, 50));
}
