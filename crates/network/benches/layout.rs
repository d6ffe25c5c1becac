//! Time of a map of a graph with planted groups, 8 links a vertex.

use network::{Graph, Link, layout};
use parallel::{Progress, seed};
use rand::RngExt;

fn main() {
    divan::main();
}

fn planted(nodes: u32) -> Graph {
    let mut random = seed::stream(1, "planted", 0);
    let groups = nodes / 100;
    let links: Vec<Link> = (0..nodes)
        .flat_map(|source| (0..8).map(move |_| source))
        .map(|source| {
            let anywhere = random.random_range(0..nodes);
            let within = (anywhere / groups * groups + source % groups).min(nodes - 1);
            let target = if random.random_range(0..5) == 0 { anywhere } else { within };
            Link { source, target, weight: random.random_range(0.5..1.0) }
        })
        .collect();
    Graph::from_links(nodes as usize, &links).expect("ends are below the number of vertices")
}

#[divan::bench(args = [500, 5_000, 20_000], sample_count = 3)]
fn embed(bencher: divan::Bencher<'_, '_>, nodes: u32) {
    let graph = planted(nodes);
    bencher.bench(|| layout::embed(&graph, &layout::LayoutSettings::default(), &Progress::none()));
}
