//! What every writer writes: a graph whose vertices have names, places and clusters.

use std::collections::BTreeSet;

use ::network::Graph;

use crate::network::{Cluster, Column, Network};

/// What is told of a vertex.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vertex<'a> {
    /// Its name in files, told apart from all others; for a paper, its identifier in `papers.csv`.
    pub id: &'a str,
    /// What people see.
    pub label: &'a str,
    /// Where it stands, rightwards and upwards; on a map of this program from 0 to 1.
    pub position: Option<[f64; 2]>,
    /// Its cluster, from 1.
    pub cluster: Option<u32>,
    /// A year, where one is known.
    pub year: Option<i32>,
    /// Where it is on the web. Only `http:` and `https:` addresses are written: other programs make links of them.
    pub url: Option<&'a str>,
    /// What is told of it.
    pub description: Option<&'a str>,
}

impl Vertex<'_> {
    /// The address where it is one that may become a link.
    pub(crate) fn web_address(&self) -> Option<&str> {
        let scheme = |url: &str| url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        self.url.filter(|url| matches!(scheme(url).as_deref(), Some("http" | "https")))
    }
}

/// A figure for every vertex.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure<'a> {
    /// Its name, such as `pagerank`.
    pub name: &'a str,
    /// Its values in the order of the vertices: finite, or NaN where there is none.
    pub values: &'a [f64],
    /// Whether it is a score, by which vertices may be coloured but not sized.
    pub is_score: bool,
}

/// Why the parts do not make a drawn graph.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DrawnError {
    /// There are more or fewer vertices than the graph has.
    #[error("{given} vertices are described, but the graph has {expected}")]
    Vertices {
        /// How many the graph has.
        expected: usize,
        /// How many are described.
        given: usize,
    },
    /// Two vertices have one name.
    #[error("two vertices are named {id}; files tell vertices apart by name")]
    RepeatedId {
        /// The name.
        id: String,
    },
    /// A vertex is nowhere.
    #[error("vertex {id} is at ({x}, {y}); positions are finite")]
    Position {
        /// The vertex.
        id: String,
        /// Its position.
        x: f64,
        /// Its position.
        y: f64,
    },
    /// A vertex is in a cluster that has no label.
    #[error("vertex {id} is in cluster {cluster}, but clusters are numbered from 1 to {clusters}")]
    Cluster {
        /// The vertex.
        id: String,
        /// Its cluster.
        cluster: u32,
        /// How many labels there are.
        clusters: usize,
    },
    /// A measure has more or fewer values than there are vertices, or one that is not finite.
    #[error("measure {name} needs {expected} values, one a vertex, none of them infinite")]
    Measure {
        /// The measure.
        name: String,
        /// How many vertices there are.
        expected: usize,
    },
    /// A part has more or fewer values than there are links, or one that is not finite.
    #[error("part {name} needs {expected} finite values, one a link")]
    Part {
        /// The part.
        name: String,
        /// How many links there are.
        expected: usize,
    },
}

/// A graph whose vertices have names, places and clusters. Made by [`Drawn::new`], which checks that parts fit.
#[derive(Clone, Debug)]
pub struct Drawn<'a> {
    graph: &'a Graph,
    vertices: Vec<Vertex<'a>>,
    clusters: Vec<&'a str>,
    measures: Vec<Measure<'a>>,
    parts: Vec<Measure<'a>>,
}

impl<'a> Drawn<'a> {
    /// The graph with what is told of its vertices, in their order, the labels of clusters 1, 2, … and the measures.
    ///
    /// # Errors
    ///
    /// The first part that does not fit: see [`DrawnError`].
    pub fn new(
        graph: &'a Graph,
        vertices: Vec<Vertex<'a>>,
        clusters: Vec<&'a str>,
        measures: Vec<Measure<'a>>,
    ) -> Result<Self, DrawnError> {
        let (expected, given) = (graph.nodes(), vertices.len());
        if expected != given {
            return Err(DrawnError::Vertices { expected, given });
        }
        check_vertices(&vertices, clusters.len())?;
        let fits = |measure: &Measure<'_>| {
            measure.values.len() == expected && !measure.values.iter().any(|value| value.is_infinite())
        };
        if let Some(measure) = measures.iter().find(|measure| !fits(measure)) {
            return Err(DrawnError::Measure { name: measure.name.to_owned(), expected });
        }
        Ok(Self { graph, vertices, clusters, measures, parts: Vec::new() })
    }

    /// The same with what each link is made of: for every part a value a link, links ascending by their ends.
    ///
    /// # Errors
    ///
    /// A part with more or fewer values than there are links, or with one that is not finite.
    pub fn with_parts(self, parts: Vec<Measure<'a>>) -> Result<Self, DrawnError> {
        let expected = self.graph.links();
        let fits = |part: &Measure<'_>| {
            part.values.len() == expected && part.values.iter().all(|value| value.is_finite())
        };
        match parts.iter().find(|part| !fits(part)) {
            Some(part) => Err(DrawnError::Part { name: part.name.to_owned(), expected }),
            None => Ok(Self { parts, ..self }),
        }
    }

    /// A network as its file tells it; `graph` is that of its links.
    ///
    /// # Errors
    ///
    /// As [`Drawn::new`]; none, where `graph` has the items of the network.
    pub fn of(network: &'a Network, graph: &'a Graph) -> Result<Self, DrawnError> {
        let vertices = network.items.iter().map(|item| Vertex {
            id: &item.id,
            label: &item.label,
            position: item.position,
            cluster: item.cluster.map(|cluster| cluster + 1),
            year: None,
            url: item.url.as_deref(),
            description: item.description.as_deref(),
        });
        let label = |cluster: &'a Cluster| cluster.label.as_deref().unwrap_or(&cluster.name);
        let clusters = network.clusters.iter().map(label).collect();
        let measure = |column: &'a Column| Measure {
            name: &column.name,
            values: &column.values,
            is_score: column.is_score,
        };
        Self::new(graph, vertices.collect(), clusters, network.columns.iter().map(measure).collect())
    }

    pub(crate) fn graph(&self) -> &Graph {
        self.graph
    }

    pub(crate) fn vertices(&self) -> &[Vertex<'a>] {
        &self.vertices
    }

    pub(crate) fn clusters(&self) -> &[&'a str] {
        &self.clusters
    }

    pub(crate) fn measures(&self) -> &[Measure<'a>] {
        &self.measures
    }

    pub(crate) fn parts(&self) -> &[Measure<'a>] {
        &self.parts
    }

    /// Each link once, as (lower vertex, higher vertex, weight), ascending.
    pub(crate) fn links(&self) -> impl Iterator<Item = (usize, usize, f64)> + '_ {
        (0..self.graph.nodes()).flat_map(move |source| {
            let higher = self.graph.links_of(source).filter(move |&(target, _)| target > source);
            higher.map(move |(target, weight)| (source, target, weight))
        })
    }
}

fn check_vertices(vertices: &[Vertex<'_>], clusters: usize) -> Result<(), DrawnError> {
    let mut seen = BTreeSet::new();
    for &Vertex { id, position, cluster, .. } in vertices {
        if let Some([x, y]) = position
            && !(x.is_finite() && y.is_finite())
        {
            return Err(DrawnError::Position { id: id.to_owned(), x, y });
        }
        if let Some(cluster) = cluster
            && (cluster == 0 || cluster as usize > clusters)
        {
            return Err(DrawnError::Cluster { id: id.to_owned(), cluster, clusters });
        }
        if !seen.insert(id) {
            return Err(DrawnError::RepeatedId { id: id.to_owned() });
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use ::network::Link;

    use super::*;

    /// Two triangles joined by one link.
    pub(crate) fn bowtie() -> Graph {
        let ends = [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4), (4, 5), (3, 5)];
        Graph::from_links(6, &ends.map(|(source, target)| Link { source, target, weight: 0.5 })).unwrap()
    }

    pub(crate) fn vertex<'a>(id: &'a str, label: &'a str) -> Vertex<'a> {
        Vertex { id, label, position: Some([0.25, 0.75]), cluster: Some(1), ..Vertex::default() }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let graph = Graph::from_links(2, &[]).unwrap();
        let two = || vec![vertex("a", "A"), vertex("b", "B")];
        let refused = |vertices, clusters, measures| {
            Drawn::new(&graph, vertices, clusters, measures).unwrap_err().to_string()
        };
        assert_eq!(refused(vec![], vec![], vec![]), "0 vertices are described, but the graph has 2");
        assert_eq!(
            refused(two(), vec![], vec![]),
            "vertex a is in cluster 1, but clusters are numbered from 1 to 0"
        );
        assert_eq!(
            refused(vec![vertex("a", ""), vertex("a", "")], vec!["x"], vec![]),
            "two vertices are named a; files tell vertices apart by name"
        );
        let lost = Vertex { position: Some([f64::NAN, 0.75]), ..vertex("a", "A") };
        assert_eq!(
            refused(vec![lost, vertex("b", "")], vec!["x"], vec![]),
            "vertex a is at (NaN, 0.75); positions are finite"
        );
        for values in [&[1.0][..], &[1.0, f64::INFINITY]] {
            let measure = Measure { name: "core", values, is_score: false };
            assert_eq!(
                refused(two(), vec!["x"], vec![measure]),
                "measure core needs 2 values, one a vertex, none of them infinite"
            );
        }
    }

    #[test]
    fn only_web_addresses_become_links() {
        let address = |url| Vertex { url: Some(url), ..vertex("a", "A") }.web_address().map(str::to_owned);
        assert_eq!(address("HTTPS://doi.org/1").as_deref(), Some("HTTPS://doi.org/1"));
        for url in ["javascript:alert(1)", "data:text/html,x", "doi.org/1", ""] {
            assert_eq!(address(url), None, "{url}");
        }
    }

    #[test]
    fn each_link_comes_once() {
        let graph = bowtie();
        let names = ["a", "b", "c", "d", "e", "f"];
        let drawn = Drawn::new(&graph, names.map(|id| vertex(id, id)).to_vec(), vec!["x"], vec![]).unwrap();
        let links: Vec<_> = drawn.links().map(|(source, target, _)| (source, target)).collect();
        assert_eq!(links, [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (3, 5), (4, 5)]);
    }
}
