//! What igraph computes of the karate club, against what is exported: `make.py` beside the fixture says how it was made.

use exchange::{Drawn, Measure, Vertex, read, write};
use network::{
    Graph, Link,
    centrality::{BetweennessSettings, PageRankSettings, betweenness, pagerank},
    community::{Quality, quality},
};
use serde_json::Value;

#[test]
fn figures_of_the_exported_graph_are_those_of_igraph() {
    let club: Value =
        serde_json::from_str(include_str!("../../exchange/tests/fixtures/karate.json")).expect("JSON");
    let numbers = |name: &str| -> Vec<f64> {
        club[name].as_array().expect("a list").iter().map(|value| value.as_f64().expect("a number")).collect()
    };
    let links: Vec<Link> = club["links"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|pair| {
            let end = |side: usize| pair[side].as_u64().expect("a vertex") as u32;
            Link { source: end(0), target: end(1), weight: 1.0 }
        })
        .collect();
    let clusters: Vec<u32> = numbers("clusters").into_iter().map(|cluster| cluster as u32).collect();
    let graph = Graph::from_links(34, &links).expect("the club");
    let none = parallel::Progress::none();
    let ranks = pagerank(&graph, &PageRankSettings::default(), &none).expect("settings").scores;
    let between = betweenness(&graph, &BetweennessSettings::default(), &none).scores;
    let names: Vec<String> = (0..34).map(|member| format!("member {member}")).collect();
    let vertex = |member: usize| Vertex {
        id: &names[member],
        label: &names[member],
        cluster: Some(clusters[member]),
        ..Vertex::default()
    };
    let measure = |name, values| Measure { name, values, is_score: false };
    let measures = vec![measure("pagerank", &ranks), measure("betweenness", &between)];
    let drawn =
        Drawn::new(&graph, (0..34).map(vertex).collect(), vec!["one", "two"], measures).expect("fits");
    let mut bytes = Vec::new();
    write::graphml(&drawn, &mut bytes).expect("memory takes all");

    let back = read::read(&[read::File { name: "club", bytes: &bytes }]).expect("our own file");
    let graph = Graph::from_links(34, &back.links).expect("the club");
    let cluster_of: Vec<u32> = back.items.iter().map(|item| item.cluster.expect("a cluster")).collect();
    let modularity = quality(&graph, &cluster_of, Quality::Modularity, 1.0);
    assert!((modularity - club["modularity"].as_f64().expect("a number")).abs() < 1e-12, "{modularity}");
    for name in ["pagerank", "betweenness"] {
        let column = back.columns.iter().find(|column| column.name == name).expect("the measure");
        for (ours, theirs) in column.values.iter().zip(numbers(name)) {
            assert!((ours - theirs).abs() < 1e-9, "{name}: {ours} and {theirs}");
        }
    }
}
