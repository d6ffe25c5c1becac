//! The map of a network that VOSviewer laid out, against its own positions.

use std::collections::BTreeMap;

use network::{
    Graph, Link,
    layout::{self, LayoutSettings, Method},
};
use parallel::Progress;

const FILE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports/vosviewer-iclr2021.json");

/// The mean share of a vertex's ten strongest links that lead to its ten nearest on the map.
fn kept(graph: &Graph, map: &[[f64; 2]]) -> f64 {
    let of = |v: usize| {
        let mut links: Vec<(usize, f64)> = graph.links_of(v).collect();
        links.sort_by(|a, b| b.1.total_cmp(&a.1));
        links.truncate(10);
        let distance = |u: usize| (map[v][0] - map[u][0]).hypot(map[v][1] - map[u][1]);
        let mut nearest: Vec<usize> = (0..map.len()).filter(|&u| u != v).collect();
        nearest.sort_by(|&a, &b| distance(a).total_cmp(&distance(b)));
        let hits = links.iter().filter(|(u, _)| nearest[..10].contains(u)).count();
        (!links.is_empty()).then(|| hits as f64 / links.len() as f64)
    };
    let shares: Vec<f64> = (0..map.len()).filter_map(of).collect();
    shares.iter().sum::<f64>() / shares.len() as f64
}

#[test]
fn more_neighbours_are_kept_than_on_the_map_of_vosviewer() {
    let Ok(text) = std::fs::read_to_string(FILE) else {
        eprintln!("skipped: there is no ../shared/data/exports/vosviewer-iclr2021.json");
        return;
    };
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let items = file["network"]["items"].as_array().unwrap();
    let number: BTreeMap<&str, u32> =
        items.iter().map(|item| item["id"].as_str().unwrap()).zip(0..).collect();
    let links: Vec<Link> = file["network"]["links"]
        .as_array()
        .unwrap()
        .iter()
        .map(|link| Link {
            source: number[link["source_id"].as_str().unwrap()],
            target: number[link["target_id"].as_str().unwrap()],
            weight: link["strength"].as_f64().unwrap(),
        })
        .collect();
    let graph = Graph::from_links(items.len(), &links).unwrap();
    let theirs: Vec<[f64; 2]> =
        items.iter().map(|item| ["x", "y"].map(|axis| item[axis].as_f64().unwrap())).collect();
    let ours = |method| {
        let settings = LayoutSettings { method, ..LayoutSettings::default() };
        kept(&graph, &layout::embed(&graph, &settings, &Progress::none()))
    };
    let (theirs, neighbours, forces) =
        (kept(&graph, &theirs), ours(Method::Neighbours), ours(Method::Forces));
    eprintln!("kept: VOSviewer {theirs:.3}, neighbours {neighbours:.3}, forces {forces:.3}");
    assert!(neighbours > theirs, "{neighbours} {theirs}");
}
