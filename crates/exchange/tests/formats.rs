//! Whole files, as the readers of others take them: quick-xml and serde_json are the oracles.

use exchange::{Drawn, Format, Measure, Vertex, write};
use network::{Graph, Link};
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};

const FORMATS: [Format; 3] = [Format::Graphml, Format::Gexf, Format::VosviewerJson];

fn written(drawn: &Drawn<'_>, format: Format) -> String {
    let mut bytes = Vec::new();
    write::write(format, drawn, &mut bytes).expect("memory takes all");
    String::from_utf8(bytes).expect("files are UTF-8")
}

fn path(weights: [f64; 2]) -> Graph {
    let link = |source, target, weight| Link { source, target, weight };
    Graph::from_links(3, &[link(0, 1, weights[0]), link(1, 2, weights[1])]).expect("links of three vertices")
}

fn example(graph: &Graph) -> Drawn<'_> {
    let vertex = |id, label, x, cluster, year| Vertex {
        id,
        label,
        position: Some([x, 0.5]),
        cluster: Some(cluster),
        year,
        ..Vertex::default()
    };
    let vertices = vec![
        Vertex { url: Some("https://doi.org/1?a&b"), ..vertex("10.1/a", "Euler <1736>", 0.0, 1, Some(1736)) },
        Vertex { url: Some("javascript:x"), ..vertex("b", "Graphs & \"maps\"", 0.125, 1, None) },
        vertex("c", "Ordnung", 1.0, 2, Some(-300)),
    ];
    let measure = Measure { name: "pagerank", values: &[0.25, 0.5, 0.25], is_score: false };
    Drawn::new(graph, vertices, vec!["walks", "order"], vec![measure]).expect("parts that fit")
}

#[test]
fn graphml_line_by_line() {
    let text = written(&example(&path([0.5, 1e-7])), FORMATS[0]);
    let body = text.split_once("undirected\">\n").unwrap().1;
    assert_eq!(
        body,
        r#"<node id="10.1/a"><data key="d0">Euler &lt;1736&gt;</data><data key="d1">0</data><data key="d2">0.5</data><data key="d3">1</data><data key="d4">walks</data><data key="d5">1736</data><data key="d6">https://doi.org/1?a&amp;b</data><data key="d7">0.25</data></node>
<node id="b"><data key="d0">Graphs &amp; &quot;maps&quot;</data><data key="d1">0.125</data><data key="d2">0.5</data><data key="d3">1</data><data key="d4">walks</data><data key="d7">0.5</data></node>
<node id="c"><data key="d0">Ordnung</data><data key="d1">1</data><data key="d2">0.5</data><data key="d3">2</data><data key="d4">order</data><data key="d5">-300</data><data key="d7">0.25</data></node>
<edge source="10.1/a" target="b"><data key="weight">0.5</data></edge>
<edge source="b" target="c"><data key="weight">0.0000001</data></edge>
</graph>
</graphml>
"#
    );
    assert!(text.contains(r#"<key id="d5" for="node" attr.name="year" attr.type="int"/>"#));
    assert!(text.contains(r#"<key id="d7" for="node" attr.name="pagerank" attr.type="double"/>"#));
}

#[test]
fn gexf_line_by_line() {
    let text = written(&example(&path([0.5, 2.0])), FORMATS[1]);
    let body = text.split_once("<nodes>\n").unwrap().1;
    assert_eq!(
        body,
        r#"<node id="10.1/a" label="Euler &lt;1736&gt;"><attvalues><attvalue for="0" value="1"/><attvalue for="1" value="walks"/><attvalue for="2" value="1736"/><attvalue for="3" value="https://doi.org/1?a&amp;b"/><attvalue for="4" value="0.25"/></attvalues><viz:position x="0" y="500" z="0"/></node>
<node id="b" label="Graphs &amp; &quot;maps&quot;"><attvalues><attvalue for="0" value="1"/><attvalue for="1" value="walks"/><attvalue for="4" value="0.5"/></attvalues><viz:position x="125" y="500" z="0"/></node>
<node id="c" label="Ordnung"><attvalues><attvalue for="0" value="2"/><attvalue for="1" value="order"/><attvalue for="2" value="-300"/><attvalue for="4" value="0.25"/></attvalues><viz:position x="1000" y="500" z="0"/></node>
</nodes>
<edges>
<edge id="0" source="10.1/a" target="b" weight="0.5"/>
<edge id="1" source="b" target="c" weight="2"/>
</edges>
</graph>
</gexf>
"#
    );
    assert!(text.contains(r#"<attribute id="2" title="year" type="integer"/>"#));
}

#[test]
fn links_say_what_they_are_made_of() {
    let graph = path([0.5, 2.0]);
    let part = |name, values| Measure { name, values, is_score: false };
    let drawn =
        example(&graph).with_parts(vec![part("terms", &[0.5, 1.0]), part("authors", &[0.0, 1.0])]).unwrap();
    let graphml = written(&drawn, FORMATS[0]);
    assert!(graphml.contains("<key id=\"p1\" for=\"edge\" attr.name=\"authors\" attr.type=\"double\"/>"));
    assert!(graphml.contains(
        "<edge source=\"b\" target=\"c\"><data key=\"weight\">2</data><data key=\"p0\">1</data><data key=\"p1\">1</data></edge>"
    ));
    let gexf = written(&drawn, FORMATS[1]);
    assert!(
        gexf.contains("<attributes class=\"edge\">\n<attribute id=\"0\" title=\"terms\" type=\"double\"/>")
    );
    assert!(gexf.contains(
        "weight=\"0.5\"><attvalues><attvalue for=\"0\" value=\"0.5\"/><attvalue for=\"1\" value=\"0\"/></attvalues></edge>"
    ));
    let refused = example(&graph).with_parts(vec![part("terms", &[0.5])]).unwrap_err();
    assert_eq!(refused.to_string(), "part terms needs 2 finite values, one a link");
}

#[test]
fn vosviewer_field_by_field() {
    let read: Value = serde_json::from_str(&written(&example(&path([0.5, 2.0])), FORMATS[2])).unwrap();
    let network = &read["network"];
    assert_eq!(
        network["items"][0],
        json!({
            "id": 1, "label": "Euler <1736>", "description": "10.1/a", "url": "https://doi.org/1?a&b",
            "x": 0.0, "y": 0.5, "cluster": 1, "scores": {"Year": 1736.0},
            "weights": {"Links": 1.0, "Total link strength": 0.5, "pagerank": 0.25},
        })
    );
    assert_eq!(
        network["items"][1],
        json!({
            "id": 2, "label": "Graphs & \"maps\"", "description": "b", "x": 0.125, "y": 0.5, "cluster": 1,
            "weights": {"Links": 2.0, "Total link strength": 2.5, "pagerank": 0.5},
        })
    );
    assert_eq!(
        network["links"],
        json!([
            {"source_id": 1, "target_id": 2, "strength": 0.5},
            {"source_id": 2, "target_id": 3, "strength": 2.0},
        ])
    );
    assert_eq!(
        network["clusters"],
        json!([{"cluster": 1, "label": "walks"}, {"cluster": 2, "label": "order"}])
    );
}

#[test]
fn a_graph_of_nothing_is_a_file_too() {
    let graph = Graph::from_links(0, &[]).unwrap();
    let drawn = Drawn::new(&graph, vec![], vec![], vec![]).unwrap();
    for format in &FORMATS[..2] {
        assert_eq!(elements(&written(&drawn, *format)), (0, 0));
    }
    let read: Value = serde_json::from_str(&written(&drawn, FORMATS[2])).unwrap();
    assert_eq!(read, json!({"network": {"items": [], "links": [], "clusters": []}}));
}

/// How many `node` and `edge` elements there are. Every edge must end at nodes that came before it, and every
/// element must be closed.
fn elements(page: &str) -> (usize, usize) {
    let mut reader = quick_xml::Reader::from_str(page);
    let (mut nodes, mut edges) = (Vec::new(), 0);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                "node" => nodes.push(attribute(&element, "id")),
                "edge" => {
                    edges += 1;
                    for end in ["source", "target"] {
                        assert!(nodes.contains(&attribute(&element, end)), "an edge leads nowhere");
                    }
                }
                _ => {}
            },
            Event::Eof => return (nodes.len(), edges),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    element
        .try_get_attribute(name)
        .expect("well-formed XML")
        .expect("the attribute is there")
        .value
        .into_owned()
}

proptest! {
    #[test]
    fn hostile_text_leaves_files_whole(
        label in prop_oneof![any::<String>(), "[<>&\"'\\]\\x00-\\x1f;#a-z-]{0,12}"],
        weights in [f64::MIN_POSITIVE..1e300, 1e-9..1.0f64],
    ) {
        let graph = path(weights);
        let ids = ["a", "b", "c"].map(|id| format!("{id}{label}"));
        let vertex = |id| Vertex {
            id,
            label: &label,
            position: Some([0.5, 0.5]),
            cluster: Some(1),
            url: Some(&label),
            ..Vertex::default()
        };
        let vertices = ids.iter().map(|id| vertex(id.as_str())).collect();
        let measure = Measure { name: &label, values: &[0.0, 1.0, 2.0], is_score: false };
        let drawn = Drawn::new(&graph, vertices, vec![&label], vec![measure]).unwrap();

        prop_assert_eq!(elements(&written(&drawn, FORMATS[0])), (3, 2));
        prop_assert_eq!(elements(&written(&drawn, FORMATS[1])), (3, 2));
        let json = written(&drawn, FORMATS[2]);
        let read: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read["network"]["items"][0]["label"].as_str(), Some(label.as_str()));
        // serde_json may read the last digit wrong; the standard library does not.
        let strengths = json.split("\"strength\":").skip(1).map(|rest| rest.split('}').next().unwrap());
        let strengths: Vec<f64> = strengths.map(|digits| digits.parse().unwrap()).collect();
        prop_assert!(strengths.ends_with(&weights));
    }
}

/// A disk that is full from the first byte.
struct Full;

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn what_the_buffer_held_back_is_written_or_an_error() {
    let graph = path([0.5, 2.0]);
    let drawn = example(&graph);
    for format in Format::ALL {
        for part in write::parts(format) {
            assert!(part.write(&drawn, std::io::BufWriter::new(Full)).is_err(), "{}", part.ending);
        }
        assert!(write::write(format, &drawn, std::io::BufWriter::new(Full)).is_err(), "{}", format.name());
    }
    assert!(write::graphml(&drawn, std::io::BufWriter::new(Full)).is_err());
}

#[test]
fn gexf_scales_the_unit_square_only() {
    let graph = Graph::from_links(2, &[]).expect("two vertices");
    for (far, expected) in [(1.0, "x=\"1000\" y=\"500\""), (1.5, "x=\"1.5\" y=\"0.5\"")] {
        let vertex = |id, x| Vertex { id, label: id, position: Some([x, 0.5]), ..Vertex::default() };
        let drawn = Drawn::new(&graph, vec![vertex("a", 0.0), vertex("b", far)], vec![], vec![])
            .expect("parts that fit");
        assert!(written(&drawn, Format::Gexf).contains(expected), "{}", written(&drawn, Format::Gexf));
    }
}

#[test]
fn vosviewer_has_names_for_descriptions_only_where_they_would_be_lost() {
    let graph = Graph::from_links(4, &[]).expect("four vertices");
    let vertex = |id, label| Vertex { id, label, ..Vertex::default() };
    let told = Vertex { description: Some("a & b"), ..vertex("n", "told") };
    let vertices = vec![vertex("1", "number"), vertex("same", "same"), vertex("10.1/a", "other"), told];
    let drawn = Drawn::new(&graph, vertices, vec![], vec![]).expect("parts that fit");
    let json: Value = serde_json::from_str(&written(&drawn, Format::VosviewerJson)).expect("JSON");
    let table = written(&drawn, Format::VosviewerText);
    let expected = [None, None, Some("10.1/a"), Some("a &amp; b")];
    for (item, expected) in expected.into_iter().enumerate() {
        assert_eq!(json["network"]["items"][item]["description"].as_str(), expected);
        let line = table.lines().nth(item + 1).expect("a line for each item");
        assert_eq!(line.split('\t').nth(2), Some(expected.unwrap_or_default()));
    }
}
