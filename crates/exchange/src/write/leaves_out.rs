//! What a graph has and a format cannot hold.

use std::collections::BTreeSet;

use crate::{Drawn, Format, Vertex};

impl Format {
    /// What files of this format have no place for, each with how many of it the graph has. Nothing, where all is written.
    ///
    /// Addresses that do not begin with `http:` or `https:` are written by no format.
    pub fn leaves_out(self, drawn: &Drawn<'_>) -> Vec<(&'static str, usize)> {
        let vertices = drawn.vertices();
        let with = |has: fn(&Vertex<'_>) -> bool| vertices.iter().filter(|vertex| has(vertex)).count();
        let (is_list, is_pajek) = (self == Self::EdgeList, self == Self::Pajek);
        let is_vosviewer = matches!(self, Self::VosviewerJson | Self::VosviewerText);
        let is_bare = is_list || is_pajek;
        let measures = drawn.measures().len();
        let has_label = |vertex: &Vertex<'_>| vertex.label != vertex.id;
        // A list names items, the others number and label them; VOSviewer has the name for a description.
        let described = with(|vertex| vertex.description.is_some() && vertex.label != vertex.id);
        let (further_names, names) = match self {
            Self::Pajek => (true, with(has_label)),
            _ => (is_vosviewer, described),
        };
        [
            ("items without links", is_list, isolated(drawn)),
            ("labels", is_list, with(has_label)),
            ("names beside labels", further_names, names),
            ("positions", is_list, with(|vertex| vertex.position.is_some())),
            ("clusters", is_list, drawn.clusters().len()),
            ("labels of clusters", is_pajek || self == Self::VosviewerText, labelled_clusters(drawn)),
            ("years", is_bare, with(|vertex| vertex.year.is_some())),
            ("web addresses", is_bare, with(|vertex| vertex.web_address().is_some())),
            (
                "addresses that are none of the web",
                true,
                with(|vertex| vertex.url.is_some() && vertex.web_address().is_none()),
            ),
            ("descriptions", is_bare, with(|vertex| vertex.description.is_some())),
            ("measures", is_list, measures),
            ("measures beyond the first", is_pajek, measures.saturating_sub(1)),
            ("parts of links", is_bare || is_vosviewer, drawn.parts().len()),
        ]
        .into_iter()
        .filter(|&(_, is_lost, how_many)| is_lost && how_many > 0)
        .map(|(what, _, how_many)| (what, how_many))
        .collect()
    }
}

fn isolated(drawn: &Drawn<'_>) -> usize {
    (0..drawn.graph().nodes()).filter(|&vertex| drawn.graph().degree(vertex) == 0).count()
}

/// Clusters whose label is more than their number in the file.
fn labelled_clusters(drawn: &Drawn<'_>) -> usize {
    let used: BTreeSet<u32> = drawn.vertices().iter().filter_map(|vertex| vertex.cluster).collect();
    let label = |&cluster: &u32| drawn.clusters()[cluster as usize - 1];
    used.iter().map(label).filter(|label| label.parse::<f64>().is_err()).count()
}

#[cfg(test)]
mod tests {
    use ::network::{Graph, Link};

    use super::*;
    use crate::Measure;

    #[test]
    fn what_is_lost_is_counted() {
        let graph = Graph::from_links(3, &[Link { source: 0, target: 1, weight: 2.0 }]).unwrap();
        let vertex = |id, label| Vertex {
            id,
            label,
            position: Some([0.0, 1.0]),
            cluster: Some(1),
            ..Vertex::default()
        };
        let vertices = vec![
            Vertex { description: Some("told"), year: Some(1736), ..vertex("a", "A") },
            Vertex { url: Some("https://doi.org/1"), ..vertex("b", "b") },
            Vertex { url: Some("ftp://old"), ..vertex("c", "C") },
        ];
        let measure = |name| Measure { name, values: &[1.0, 2.0, 3.0], is_score: false };
        let drawn = Drawn::new(&graph, vertices, vec!["walks"], vec![measure("x"), measure("y")]).unwrap();
        let parts = vec![Measure { name: "terms", values: &[1.0], is_score: false }];
        let drawn = drawn.with_parts(parts).unwrap();
        let old = ("addresses that are none of the web", 1);
        for format in [Format::Graphml, Format::Gexf, Format::Gml] {
            assert_eq!(format.leaves_out(&drawn), [old]);
        }
        let parts = ("parts of links", 1);
        assert_eq!(Format::VosviewerJson.leaves_out(&drawn), [("names beside labels", 1), old, parts]);
        let labels = ("labels of clusters", 1);
        assert_eq!(
            Format::VosviewerText.leaves_out(&drawn),
            [("names beside labels", 1), labels, old, parts]
        );
        let (years, addresses, descriptions) = (("years", 1), ("web addresses", 1), ("descriptions", 1));
        let further = ("measures beyond the first", 1);
        assert_eq!(
            Format::Pajek.leaves_out(&drawn),
            [("names beside labels", 2), labels, years, addresses, old, descriptions, further, parts]
        );
        let of_list = [("items without links", 1), ("labels", 2), ("positions", 3), ("clusters", 1)];
        assert_eq!(
            Format::EdgeList.leaves_out(&drawn),
            [&of_list[..], &[years, addresses, old, descriptions, ("measures", 2), parts]].concat()
        );
    }
}
