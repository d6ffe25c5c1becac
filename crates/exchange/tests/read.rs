//! Networks as other programs write them, and files that are wrong.

use exchange::{
    Format, Network,
    read::{File, ReadError, read},
};
use network::Link;

fn parse(text: &str) -> Network {
    read(&[File { name: "net", bytes: text.as_bytes() }]).expect("a network")
}

fn refused(text: &str) -> String {
    read(&[File { name: "net", bytes: text.as_bytes() }]).expect_err("no network").to_string()
}

/// Links as pairs of ids with their weights.
fn links(network: &Network) -> Vec<(&str, &str, f64)> {
    let id = |item: u32| network.items[item as usize].id.as_str();
    network.links.iter().map(|link| (id(link.source), id(link.target), link.weight)).collect()
}

fn problems(network: &Network) -> Vec<String> {
    network.problems.list.iter().map(|problem| format!("{}: {}", problem.line, problem.what)).collect()
}

/// What `fixtures/make.py` put into every file: labels, clusters, places, weights.
fn is_the_fixture(network: &Network, format: Format, ids: [&str; 3]) {
    has_the_labels(network, format, ids, ["Euler & \"Ä\"", "<b>", "c"]);
}

fn has_the_labels(network: &Network, format: Format, ids: [&str; 3], labels: [&str; 3]) {
    assert_eq!(network.format, format);
    assert_eq!(network.items.iter().map(|item| &*item.id).collect::<Vec<_>>(), ids);
    assert_eq!(network.items.iter().map(|item| &*item.label).collect::<Vec<_>>(), labels);
    assert_eq!(
        network.items.iter().map(|item| item.cluster).collect::<Vec<_>>(),
        [Some(0), Some(0), Some(1)]
    );
    assert_eq!(network.clusters.iter().map(|cluster| &*cluster.name).collect::<Vec<_>>(), ["1", "2"]);
    let places: Vec<_> = network.items.iter().map(|item| item.position).collect();
    assert_eq!(places, [Some([0.0, 1.0]), Some([1.0, 0.0]), Some([2.0, 0.5])]);
    // igraph turns links round.
    let mut links = network.links.clone();
    links.iter_mut().for_each(|link| {
        (link.source, link.target) = (link.source.min(link.target), link.source.max(link.target));
    });
    let link = |source, target, weight| Link { source, target, weight };
    assert_eq!(links, [link(0, 1, 2.0), link(1, 2, 0.25)]);
    assert!(network.problems.is_empty(), "{:?}", network.problems);
}

#[test]
fn files_of_networkx() {
    let ids = ["a", "b", "c"];
    for (text, format) in [
        (include_str!("fixtures/networkx.graphml"), Format::Graphml),
        (include_str!("fixtures/networkx.gexf"), Format::Gexf),
    ] {
        let network = parse(text);
        is_the_fixture(&network, format, ids);
        assert_eq!(network.columns[0].name, "size");
        assert_eq!(network.columns[0].values, [2.5, 1.0, -1.0]);
        assert!(network.columns[0].is_score, "what falls below 0 is no size");
        assert_eq!(network.notes, ["attributes that are not kept: \"note\""]);
    }
    // In GML networkx has the name of a vertex for its label.
    has_the_labels(&parse(include_str!("fixtures/networkx.gml")), Format::Gml, ["0", "1", "2"], ids);
    let list = parse(include_str!("fixtures/networkx.edges"));
    assert_eq!(links(&list), [("a", "b", 2.0), ("b", "c", 0.25)]);
    let list = parse(include_str!("fixtures/networkx-dictionaries.edges"));
    assert_eq!(links(&list), [("a", "b", 2.0), ("a", "c", 1.0), ("b", "c", 0.25)]);
    assert!(list.problems.is_empty(), "{:?}", problems(&list));
}

#[test]
fn files_of_igraph() {
    is_the_fixture(&parse(include_str!("fixtures/igraph.graphml")), Format::Graphml, ["n0", "n1", "n2"]);
    is_the_fixture(&parse(include_str!("fixtures/igraph.gml")), Format::Gml, ["0", "1", "2"]);
    let pajek = parse(include_str!("fixtures/igraph.net"));
    assert_eq!(links(&pajek), [("1", "2", 2.0), ("2", "3", 0.25)]);
    // The page of Pajek has its second coordinate downwards.
    assert_eq!(pajek.items[0].position, Some([0.0, 0.0]));
}

#[test]
fn gephi_and_yed_have_ways_of_their_own() {
    let gephi = parse(
        "<gexf version=\"1.3\" xmlns:viz=\"v\"><graph defaultedgetype=\"directed\"><attributes class=\"node\">\
         <attribute id=\"modularity_class\" title=\"Modularity Class\" type=\"integer\"><default>4</default></attribute>\
         </attributes><edges><edge source=\"a\" target=\"b\"/><edge source=\"b\" target=\"a\" weight=\"2\"/></edges>\
         <nodes><node id=\"a\" label=\"A\"><attvalues><attvalue for=\"modularity_class\" value=\"0\"/></attvalues>\
         <viz:size value=\"3.5\"/><viz:position x=\"-1\" y=\"2\" z=\"0\"/></node><node id=\"b\"/></nodes></graph></gexf>",
    );
    assert_eq!(links(&gephi), [("a", "b", 1.0), ("b", "a", 2.0)]);
    assert_eq!(gephi.items[0].position, Some([-1.0, 2.0]));
    let clusters: Vec<&str> = gephi.clusters.iter().map(|cluster| &*cluster.name).collect();
    assert_eq!(clusters, ["0", "4"]);
    assert_eq!(gephi.columns[0].values[0], 3.5);
    assert!(gephi.columns[0].values[1].is_nan());
    assert!(gephi.notes.iter().any(|note| note.contains("both ways are added up")), "{:?}", gephi.notes);

    let yed = parse(
        "<graphml xmlns:y=\"y\"><key for=\"node\" id=\"d6\" yfiles.type=\"nodegraphics\"/><graph edgedefault=\"undirected\">\
         <node id=\"n0\"><data key=\"d6\"><y:ShapeNode><y:Geometry height=\"2\" width=\"4\" x=\"10\" y=\"20\"/>\
         <y:NodeLabel>Ann &amp; Bo</y:NodeLabel></y:ShapeNode></data></node></graph></graphml>",
    );
    assert_eq!((&*yed.items[0].label, yed.items[0].position), ("Ann & Bo", Some([12.0, -21.0])));
    let placed = parse(
        "<graphml xmlns:y=\"y\"><graph><node id=\"n0\"><data key=\"d6\"><y:ShapeNode><y:NodeLabel x=\"1\">Ann\
         <y:LabelModel><y:SmartNodeLabelModel distance=\"4\"/></y:LabelModel></y:NodeLabel></y:ShapeNode></data></node>\
         </graph></graphml>",
    );
    assert_eq!(placed.items[0].label, "Ann");
}

#[test]
fn vosviewer_in_json_and_in_two_files() {
    let json = parse(
        r#"{"network": {"items": [
            {"id": 1, "label": "a", "x": 0, "y": 1, "cluster": 2, "weights": {"Links": 3}, "scores": {"Age": 1.5}},
            {"id": "z", "label": "b", "cluster": 2}],
          "links": [{"source_id": 1, "target_id": "z", "strength": 0.5}, {"source_id": 1, "target_id": "z"}],
          "clusters": [{"cluster": 2, "label": "letters"}]}, "info": {"title": "Two"}}"#,
    );
    assert_eq!(json.title, "Two");
    assert_eq!(links(&json), [("1", "z", 0.5), ("1", "z", 1.0)]);
    assert_eq!(json.clusters[0].label.as_deref(), Some("letters"));
    assert_eq!(json.columns.iter().map(|column| column.is_score).collect::<Vec<_>>(), [false, true]);
    assert!(!json.is_laid_out(), "one of two has a position");

    let map = "id\tlabel\tx\ty\tcluster\tweight<Docs>\tscore<Year>\n7\tone\t0\t1\t1\t5\t1999\n8\ttwo\t1\t1\t1\t4\t\n";
    let network = File { name: "network.txt", bytes: b"7\t8\t0.5\n8\t9\t1\n" };
    let map = File { name: "map.txt", bytes: map.as_bytes() };
    for files in [[network, map], [map, network]] {
        let both = read(&files).expect("map and network");
        assert_eq!(both.format, Format::VosviewerText);
        assert_eq!(links(&both), [("7", "8", 0.5)]);
        assert_eq!(problems(&both), ["2: a link leads to \"9\", which is no item; it is left out"]);
        assert_eq!(both.problems.list[0].file, "network.txt");
        assert!(both.is_laid_out());
    }
}

#[test]
fn a_weight_and_a_score_of_one_name_are_two_columns() {
    let json = r#"{"network": {"items": [{"id": 1, "weights": {"A": 3}, "scores": {"A": 0.5, "B": 2}}, {"id": 2}]}}"#;
    let table = "id\tlabel\tweight<A>\tscore<A>\tscore<B>\tweight<B>\n1\t1\t3\t0.5\t2\t\n2\t2\t\t\t\t\n";
    for text in [json, table] {
        let columns = parse(text).columns;
        let told: Vec<_> =
            columns.iter().map(|column| (&*column.name, column.is_score, column.values[0])).collect();
        assert_eq!(told, [("A", false, 3.0), ("A (score)", true, 0.5), ("B", true, 2.0)]);
    }
}

#[test]
fn descriptions_of_vosviewer_are_text_again() {
    let json = r#"{"network": {"items": [{"id": 1, "description": "<b>a</b> &lt; &amp;amp; c"}]}}"#;
    let table = "id\tlabel\tdescription\tx\ty\n1\ta\t<b>a</b> &lt; &amp;amp; c\t0\t0\n";
    for text in [json, table] {
        assert_eq!(parse(text).items[0].description.as_deref(), Some("<b>a</b> < &amp; c"));
    }
}

#[test]
fn pajek_with_partition_vector_and_every_kind_of_link() {
    let net = File {
        name: "g.net",
        bytes: b"% made by hand\r\n*Vertices 4\r\n1 \"an n\" 0.5 0.25 0.5 ic Red\r\n3 c\r\n*Arcs\r\n1 2 3 l \"x\"\r\n2 9\r\n\
                 *Edgeslist\r\n3 1 4\r\n",
    };
    let clu = File { name: "g.clu", bytes: b"*Vertices 4\r\n1\r\n1\r\n2\r\n2\r\n" };
    let vec = File { name: "rank.vec", bytes: b"*Vertices 4\r\n1\r\n2\r\n3\r\n4\r\n5\r\n" };
    let network = read(&[vec, net, clu]).expect("a network");
    assert_eq!(links(&network), [("1", "2", 3.0), ("3", "1", 1.0), ("3", "4", 1.0)]);
    assert_eq!(network.items.iter().map(|item| &*item.label).collect::<Vec<_>>(), ["an n", "2", "c", "4"]);
    assert_eq!(network.items[0].position, Some([0.5, 0.75]));
    assert_eq!(network.items.iter().map(|item| item.cluster).collect::<Vec<_>>(), [0, 0, 1, 1].map(Some));
    assert_eq!(
        (&*network.columns[0].name, &network.columns[0].values[..]),
        ("rank", &[1.0, 2.0, 3.0, 4.0][..])
    );
    assert_eq!(network.problems.len(), 2, "{:?}", problems(&network));

    // The same both ways: each link once. Otherwise both ways are added up.
    let matrix = parse("*Vertices 2\n*Matrix\n0 2\n2 0\n");
    assert_eq!(links(&matrix), [("1", "2", 2.0)]);
    let matrix = parse("*Vertices 2\n*Matrix\n7 2\n3 0\n");
    assert_eq!(links(&matrix), [("1", "2", 2.0), ("2", "1", 3.0)]);
    // Of two kinds of vertices rows are the first, columns the second.
    let two_kinds =
        parse("*Vertices 5 3\n1 \"a\"\n2 \"b\"\n3 \"c\"\n4 \"X\"\n5 \"Y\"\n*Matrix\n1 0\n0 1\n1 1\n");
    assert_eq!(links(&two_kinds), [("1", "4", 1.0), ("2", "5", 1.0), ("3", "4", 1.0), ("3", "5", 1.0)]);
    assert!(two_kinds.problems.is_empty() && two_kinds.notes.is_empty(), "{:?}", two_kinds.notes);
    // 0 is no cluster.
    let some = parse("*Vertices 3\n*Edges\n1 2\n*Partition p\n0\n2\n0\n");
    assert_eq!(some.items.iter().map(|item| item.cluster).collect::<Vec<_>>(), [None, Some(0), None]);
    assert_eq!(some.clusters.iter().map(|cluster| &*cluster.name).collect::<Vec<_>>(), ["2"]);
    assert!(
        refused("*Vertices 4000000000\n1 \"a\"\n").contains("net:1: *Vertices announces 4000000000 vertices")
    );
}

#[test]
fn lists_of_links_in_any_dress() {
    let plain = parse("# friends\nanna bert\nbert carl 2.5\n");
    assert_eq!(links(&plain), [("anna", "bert", 1.0), ("bert", "carl", 2.5)]);
    assert_eq!(plain.notes, ["links without a weight, which count 1: 1"]);
    let table = parse("n;Source;Target;Weight\n1;\"a;b\";c d;2\n2;x;;1\n");
    assert_eq!(links(&table), [("a;b", "c d", 2.0)]);
    assert_eq!(problems(&table), ["3: the line names no two items; it is left out"]);
    assert_eq!(links(&parse("a,b\nb,c\n")), [("a", "b", 1.0), ("b", "c", 1.0)]);
    assert_eq!(links(&parse("a\tb\tfriends\nb\tc\tfoes\n")), [("a", "b", 1.0), ("b", "c", 1.0)]);
    let numpy = parse("a,b,{'kind': 'x', 'weight': np.float64(0.5)}\nb,c,{'weight': None}\n");
    assert_eq!(links(&numpy), [("a", "b", 0.5), ("b", "c", 1.0)]);
}

#[test]
fn what_is_wrong_in_a_place_is_listed_and_the_rest_is_read() {
    let text = "source,target,weight\na,b,-1\na,b,nan\na,b,1e999\na,b,1e200\na,b,x\na,a,1\na,b,0\na,b,3\n";
    let network = parse(text);
    assert_eq!(links(&network), [("a", "b", 3.0)]);
    assert_eq!(network.problems.len(), 5);
    assert_eq!(
        problems(&network)[0],
        "2: a link has the weight \"-1\", but weights are numbers from 1e-100 to 1e100; it is left out"
    );
    let twice = parse(
        "graph [ node [ id 1 label \"a\" ] node [ id 1 label \"b\" x nan y 1 ] node [ id 2 x inf y 0 ] ]",
    );
    assert_eq!(twice.items.len(), 2);
    assert_eq!(twice.items[1].position, None);
    assert_eq!(twice.problems.len(), 2, "{:?}", problems(&twice));
}

#[test]
fn broken_files_are_named_with_the_line() {
    assert_eq!(
        refused("<graphml>\n<graph>\n<node id=\"a\">\n</graph>"),
        "net:4: this is no XML: ill-formed document: expected `</node>`, but `</graph>` was found; read as GraphML"
    );
    assert!(
        refused("{\"network\": {\n\"items\": 3}}").starts_with("net:2: invalid type"),
        "{}",
        refused("{\"network\": {\n\"items\": 3}}")
    );
    assert_eq!(
        refused("graph [\n node [ id 1"),
        "net:2: the file ends within node [: is it cut off?; read as GML"
    );
    assert!(refused("word").starts_with("net: this is no network that can be read"));
    let stray = [
        File { name: "a.edges", bytes: b"a b\n" },
        File { name: "b.gml", bytes: b"graph [ node [ id 1 ] ]" },
    ];
    assert!(matches!(read(&stray), Err(ReadError::Unrelated { .. })));
}

#[test]
fn numbers_alone_are_no_network_and_a_long_network_without_labels_is_one() {
    assert_eq!(refused("*Vertices 2\n1\n2\n"), "net: this holds numbers for a network; name the .net, too");
    let vertices: String = (1..=150).map(|vertex| format!("{vertex}\n")).collect();
    assert_eq!(links(&parse(&format!("*Vertices 150\n{vertices}*Edges\n1 150\n"))), [("1", "150", 1.0)]);
}

#[test]
fn keys_for_all_elements_are_weights_of_links() {
    for of in ["for=\"all\"", ""] {
        let network = parse(&format!(
            "<graphml><key id=\"w\" {of} attr.name=\"weight\" attr.type=\"double\"><default>3</default></key><graph>\
             <node id=\"a\"><data key=\"w\">7</data></node><node id=\"b\"/>\
             <edge source=\"a\" target=\"b\"><data key=\"w\">2</data></edge><edge source=\"b\" target=\"a\"/>\
             </graph></graphml>"
        ));
        assert_eq!(links(&network), [("a", "b", 2.0), ("b", "a", 3.0)]);
        assert_eq!(network.columns[0].values, [7.0, 3.0]);
    }
}

#[test]
fn a_long_default_is_not_copied_into_every_item() {
    let (short, long) = ("x".repeat(256), "x".repeat(257));
    for (default, label, faults) in [(&short, &*short, 0), (&long, "a", 1)] {
        let graphml = format!(
            "<graphml><key id=\"l\" for=\"node\" attr.name=\"label\"><default>{default}</default></key><graph>\
             <node id=\"a\"/></graph></graphml>"
        );
        let gexf = format!(
            "<gexf><graph><attributes class=\"node\"><attribute id=\"l\" title=\"label\" type=\"string\">\
             <default>{default}</default></attribute></attributes><nodes><node id=\"a\"/></nodes></graph></gexf>"
        );
        for network in [parse(&graphml), parse(&gexf)] {
            assert_eq!(network.items[0].label, label);
            assert_eq!(network.problems.len(), faults);
        }
    }
}

/// A billion laughs, and entities that lead to files: neither is looked at.
#[test]
fn entities_are_not_expanded() {
    let network = parse(
        "<?xml version=\"1.0\"?><!DOCTYPE g [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
         <graphml><key id=\"l\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/><graph>\
         <node id=\"1\"><data key=\"l\">&b;&f;&lt;</data></node></graph></graphml>",
    );
    assert_eq!(network.items[0].label, "&b;&f;<");
}

#[test]
fn a_column_for_every_item_does_not_fill_the_memory() {
    let items: Vec<String> =
        (0..2000).map(|item| format!("{{\"id\": {item}, \"weights\": {{\"w{item}\": 1}}}}")).collect();
    let network = parse(&format!("{{\"network\": {{\"items\": [{}]}}}}", items.join(",")));
    assert_eq!(network.columns.len(), 64);
}
