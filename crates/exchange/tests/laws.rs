//! What holds for any file, and for any graph that is written and read back.

#[path = "../fuzz/src/law.rs"]
mod law;

use exchange::{
    Drawn, Format, Measure, Network, Vertex,
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
        given in prop::collection::vec(Given::any(), 2..6),
        weights in prop::collection::vec(1e-9..1e9f64, 5),
    ) {
        let items = given.len();
        let ids: Vec<String> = (0..items).map(|item| format!("n{item}{}", plain(&given[item].label))).collect();
        let chain: Vec<Link> = (1..items as u32)
            .map(|target| Link { source: target - 1, target, weight: weights[target as usize - 1] })
            .collect();
        let graph = Graph::from_links(items, &chain).unwrap();
        for format in Format::ALL {
            // Only VOSviewer tells a weight from a score of the same name.
            let is_vosviewer = matches!(format, Format::VosviewerJson | Format::VosviewerText);
            let score = if is_vosviewer { "pagerank" } else { "age" };
            let (ranks, ages) = (numbers(&given, |given| given.rank), numbers(&given, |given| given.age));
            let measures = vec![
                Measure { name: "pagerank", values: &ranks, is_score: false },
                Measure { name: score, values: &ages, is_score: true },
            ];
            let vertices = given.iter().zip(&ids).map(|(given, id)| Vertex {
                id,
                label: &given.label,
                position: given.place.map(Into::into),
                cluster: given.cluster,
                ..Vertex::default()
            });
            let drawn = Drawn::new(&graph, vertices.collect(), vec!["one", "two"], measures).unwrap();
            let back = written_and_read(&drawn, format);
            prop_assert_eq!(back.format, format);
            prop_assert!(back.problems.is_empty(), "{:?}", back.problems);
            let pairs = || back.links.iter().zip(&chain);
            prop_assert!(pairs().all(|(a, b)| (a.source, a.target) == (b.source, b.target)), "{}", format.name());
            prop_assert!(back.links.len() == chain.len() && pairs().all(|(a, b)| near(a.weight, b.weight)));
            if format == Format::EdgeList {
                prop_assert!(back.items.iter().zip(&ids).all(|(item, id)| item.id == *id), "{:?}", back.items);
                continue;
            }
            // Gephi would have the unit square as one heap.
            let in_unit_square = given.iter().filter_map(|given| given.place).all(|(x, y)| x.max(y) <= 1.0 && x.min(y) >= 0.0);
            let scale = if format == Format::Gexf && in_unit_square { 1000.0 } else { 1.0 };
            for (item, given) in back.items.iter().zip(&given) {
                let expected = plain(&given.label);
                let shown = if expected.is_empty() { plain(&item.id) } else { expected };
                // GML may hold the name where there is no label.
                let same = plain(&item.label) == shown || plain(&given.label).is_empty();
                prop_assert!(same, "{}: {:?} became {:?}", format.name(), given.label, item.label);
                let cluster = item.cluster.map(|cluster| back.clusters[cluster as usize].name.clone());
                prop_assert_eq!(cluster, given.cluster.map(|cluster| cluster.to_string()), "{}", format.name());
                prop_assert_eq!(item.position.is_some(), given.place.is_some(), "{}", format.name());
                for (back, given) in item.position.iter().flatten().zip(given.place.iter().flat_map(|&(x, y)| [x, y])) {
                    // Pajek's page is upside down, which costs digits.
                    let same = (back - scale * given).abs() <= 1e-9 * scale * (1.0 + given.abs());
                    prop_assert!(same, "{}", format.name());
                }
            }
            let is_pajek = format == Format::Pajek;
            // A score keeps a name that nothing else has.
            let has_ranks = ranks.iter().any(|rank| !rank.is_nan());
            if has_ranks || !is_vosviewer {
                prop_assert!(holds(&back, "pagerank", &ranks, is_pajek), "{}: {:?}", format.name(), back.columns);
            }
            if !is_pajek {
                let name = if is_vosviewer && has_ranks { "pagerank (score)" } else { score };
                prop_assert!(holds(&back, name, &ages, false), "{}: {:?}", format.name(), back.columns);
            }
        }
    }
}

/// What is told of an item.
#[derive(Clone, Debug)]
struct Given {
    label: String,
    place: Option<(f64, f64)>,
    cluster: Option<u32>,
    rank: Option<f64>,
    age: Option<f64>,
}

impl Given {
    fn any() -> impl Strategy<Value = Self> {
        let place = prop_oneof![(-1e3..1e3f64, -1e3..1e3f64), (0.01..1.0f64, 0.01..1.0f64)];
        let told = (
            text(),
            prop::option::of(place),
            prop::option::of(1_u32..3),
            prop::option::of(0.0..1e3f64),
            prop::option::of(-1e3..1e3f64),
        );
        told.prop_map(|(label, place, cluster, rank, age)| Self { label, place, cluster, rank, age })
    }
}

fn numbers(given: &[Given], number: fn(&Given) -> Option<f64>) -> Vec<f64> {
    given.iter().map(|given| number(given).unwrap_or(f64::NAN)).collect()
}

fn written_and_read(drawn: &Drawn<'_>, format: Format) -> Network {
    let parts = write::parts(format).iter().map(|part| {
        let mut bytes = Vec::new();
        part.write(drawn, &mut bytes).expect("memory takes all");
        (format!("pagerank{}", part.ending), bytes)
    });
    let parts: Vec<(String, Vec<u8>)> = parts.collect();
    let files: Vec<File<'_>> = parts.iter().map(|(name, bytes)| File { name, bytes }).collect();
    read(&files).expect("what is written is read")
}

/// serde_json may read the last digit wrong.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-15 * b.abs()
}

/// Whether a network has a column with these values; one that is not there has none. Pajek writes 0 for what is not known.
fn holds(network: &Network, name: &str, values: &[f64], is_pajek: bool) -> bool {
    let value = |value: f64| if is_pajek && value.is_nan() { 0.0 } else { value };
    let same =
        |(&back, &given): (&f64, &f64)| near(back, value(given)) || (back.is_nan() && value(given).is_nan());
    match network.columns.iter().find(|column| column.name == name) {
        Some(column) => column.values.len() == values.len() && column.values.iter().zip(values).all(same),
        None => values.iter().all(|&given| value(given).is_nan()),
    }
}
