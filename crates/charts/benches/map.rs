//! The map at print size: composing, drawing and encoding, on one thread.

use charts::map::{Group, Link, Map, MapStyle, Name, Point};

fn main() {
    divan::main();
}

const CLUSTERS: usize = 40;

/// Points in blobs of falling size: a golden-angle spiral around each of the centres, so that no random numbers are needed.
fn points(count: usize) -> Vec<Point> {
    (0..count)
        .map(|i| {
            let group = ((i * i) % (CLUSTERS * CLUSTERS)).isqrt();
            let (turn, reach) = (group as f64 * 2.4, (group as f64 / CLUSTERS as f64).sqrt() * 0.4);
            let (angle, radius) = (i as f64 * 2.399_963, 0.1 * (i as f64 / count as f64));
            let (x, y) = (
                0.5 + reach * turn.cos() + radius * angle.cos(),
                0.5 + reach * turn.sin() + radius * angle.sin(),
            );
            Point { x, y, size: 1.0 / (1 + i % 997) as f64, group }
        })
        .collect()
}

fn links(count: usize) -> Vec<Link> {
    let near = |i: usize| (1..=5).map(move |step| (i, (i + step * CLUSTERS) % count));
    (0..count)
        .flat_map(near)
        .map(|(a, b)| Link { source: a as u32, target: b as u32, weight: 1.0 / (1 + (a + b) % 89) as f64 })
        .collect()
}

fn with_map(count: usize, run: impl FnOnce(&Map<'_>)) {
    let (points, links) = (points(count), links(count));
    let groups: Vec<Group> = (0..CLUSTERS)
        .map(|i| Group { label: format!("cluster of some name {i}"), size: count / (i + 2) })
        .collect();
    let names: Vec<Name> = (0..30)
        .map(|i| Name { point: i * 31, text: format!("The title of a paper that has the number {i}") })
        .collect();
    run(&Map {
        title: "Papers",
        points: &points,
        links: &links,
        groups: &groups,
        names: &names,
        size_measure: "PageRank",
        ..Map::default()
    });
}

#[divan::bench(args = [1_000, 83_169], sample_count = 5)]
fn png(bencher: divan::Bencher<'_, '_>, count: usize) {
    with_map(count, |map| bencher.bench_local(|| map.png(&MapStyle::default())));
}

#[divan::bench(args = [1_000, 83_169], sample_count = 5)]
fn svg(bencher: divan::Bencher<'_, '_>, count: usize) {
    with_map(count, |map| bencher.bench_local(|| map.svg(&MapStyle::default())));
}
