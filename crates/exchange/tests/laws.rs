//! What holds for any file, and for any graph that is written and read back.

#[path = "../fuzz/src/law.rs"]
mod law;

use exchange::{
    Drawn, Format, Measure, Vertex,
    read::{File, read},
    write,
};
use law::check;
use network::{Graph, Link};
use proptest::prelude::*;

fn seeds() -> Vec<&'static [u8]> {
    vec![
        include_bytes!("fixtures/networkx.graphml"),
        include_bytes!("fixtures/networkx.gexf"),
        include_bytes!("fixtures/networkx.gml"),
        include_bytes!("fixtures/networkx.edges"),
        include_bytes!("fixtures/igraph.graphml"),
        include_bytes!("fixtures/igraph.gml"),
        include_bytes!("fixtures/igraph.net"),
        b"*Vertices 3\n*Matrix\n0 1 2\n1 0 0\n2 0 0\n*Partition p\n1\n1\n2\n*Vector v\n0.5\n1\n2\n",
        b"id,label,x,y,cluster,weight<a>,score<b>\n1,\"a,b\",0,1,1,2,3\n2,c,1,1,2,,-1\n",
        br#"{"network":{"items":[{"id":1,"label":"a","x":1,"y":2,"cluster":1,"weights":{"w":1}},{"id":2}],"links":[{"source_id":1,"target_id":2,"strength":2}]}}"#,
    ]
}

#[test]
fn the_seeds_are_networks() {
    for seed in seeds() {
        assert!(
            check(seed).is_some_and(|network| network.items.len() >= 2),
            "{}",
            String::from_utf8_lossy(seed)
        );
    }
}

/// A name, a label and what else may stand in a file, hostile.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[<>&\"'\\]\\[%#*,;\\t\\r\\n a-z-]{0,12}"]
}

/// What is left of text in formats that cannot hold all of it: signs that are no line of a table are spaces, outer ones cut off.
fn plain(text: &str) -> String {
    let signs = text.chars().map(|c| match c {
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => ' ',
        '\u{fffe}' | '\u{ffff}' | char::REPLACEMENT_CHARACTER => ' ',
        '"' => '\'',
        c => c,
    });
    signs.collect::<String>().trim().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }

    #[test]
    fn no_damage_to_a_seed_breaks_a_law(
        seed in prop::sample::select(seeds()),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..8),
    ) {
        let mut bytes = seed.to_vec();
        for (at, byte, kind) in edits {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => bytes.insert(at, b"0123456789\"<>[]*&-e."[byte as usize % 20]),
                _ if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => {}
            }
        }
        check(&bytes);
    }

    /// Every format gives back what it can hold, whatever stands in names and labels.
    #[test]
    fn what_is_written_is_read_back(
        labels in prop::collection::vec(text(), 2..6),
        weights in prop::collection::vec(1e-9..1e9f64, 5),
        places in prop::collection::vec((-1e3..1e3f64, -1e3..1e3f64), 6),
    ) {
        let items = labels.len();
        let ids: Vec<String> = (0..items).map(|item| format!("n{item}{}", plain(&labels[item]))).collect();
        let chain: Vec<Link> = (1..items as u32)
            .map(|target| Link { source: target - 1, target, weight: weights[target as usize - 1] })
            .collect();
        let graph = Graph::from_links(items, &chain).unwrap();
        let vertices: Vec<Vertex<'_>> = (0..items)
            .map(|item| Vertex {
                id: &ids[item],
                label: &labels[item],
                position: Some(places[item].into()),
                cluster: Some(1 + item as u32 % 2),
                ..Vertex::default()
            })
            .collect();
        let values: Vec<f64> = places[..items].iter().map(|place| place.0.abs()).collect();
        let measure = Measure { name: "pagerank", values: &values, is_score: false };
        let drawn = Drawn::new(&graph, vertices, vec!["one", "two"], vec![measure]).unwrap();
        for format in Format::ALL {
            let parts: Vec<(String, Vec<u8>)> = write::parts(format)
                .iter()
                .map(|part| {
                    let mut bytes = Vec::new();
                    part.write(&drawn, &mut bytes).unwrap();
                    (format!("pagerank{}", part.ending), bytes)
                })
                .collect();
            let files: Vec<File<'_>> = parts.iter().map(|(name, bytes)| File { name, bytes }).collect();
            let back = read(&files).unwrap();
            prop_assert_eq!(back.format, format);
            prop_assert!(back.problems.is_empty(), "{:?}", back.problems);
            // serde_json may read the last digit wrong.
            let near = |a: f64, b: f64| (a - b).abs() <= 1e-15 * b.abs();
            let pairs = || back.links.iter().zip(&chain);
            prop_assert!(pairs().all(|(a, b)| (a.source, a.target) == (b.source, b.target)), "{}", format.name());
            prop_assert!(back.links.len() == chain.len() && pairs().all(|(a, b)| near(a.weight, b.weight)));
            if format == Format::EdgeList {
                prop_assert!(back.items.iter().zip(&ids).all(|(item, id)| item.id == *id), "{:?}", back.items);
                continue;
            }
            for (item, label) in back.items.iter().zip(&labels) {
                let expected = plain(label);
                let shown = if expected.is_empty() { plain(&item.id) } else { expected };
                // GML may hold the name where there is no label.
                let same = plain(&item.label) == shown || plain(label).is_empty();
                prop_assert!(same, "{}: {:?} became {:?}", format.name(), label, item.label);
            }
            let clusters: Vec<_> = back.items.iter().map(|item| item.cluster).collect();
            prop_assert_eq!(clusters, (0..items).map(|item| Some(item as u32 % 2)).collect::<Vec<_>>());
            let column = back.columns.iter().find(|column| column.name == "pagerank").unwrap();
            let same = column.values.iter().zip(&values).all(|(&a, &b)| near(a, b));
            prop_assert!(same && column.values.len() == items, "{}", format.name());
            for (item, &(x, y)) in back.items.iter().zip(&places) {
                let [back_x, back_y] = item.position.unwrap();
                let near = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + b.abs());
                prop_assert!(near(back_x, x) && near(back_y, y), "{}", format.name());
            }
        }
    }
}
