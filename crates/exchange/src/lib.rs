//! Graphs to the files of other programs.
//!
//! | module | file | read by |
//! | --- | --- | --- |
//! | [`graphml`] | GraphML 1.0 | networkx, igraph, Cytoscape, yEd, Gephi |
//! | [`gexf`] | GEXF 1.3 | Gephi, networkx, sigma.js |
//! | [`vosviewer`] | VOSviewer JSON | VOSviewer, VOSviewer Online |
//!
//! All three write the same [`Drawn`] graph: vertices with a name, a place and a cluster, and what was measured of
//! them. The crate knows nothing of papers, and nothing of how the graph came about.
//!
//! Begin reading in [`drawn`].
//!
//! ```
//! use exchange::{Drawn, Measure, Vertex, graphml};
//! use network::{Graph, Link};
//!
//! let graph = Graph::from_links(2, &[Link { source: 0, target: 1, weight: 0.5 }])?;
//! let vertex = |id, x| Vertex { id, label: id, x, y: 0.5, cluster: 1, year: Some(1999), url: None };
//! let degrees = Measure { name: "degree", values: &[1.0, 1.0] };
//! let drawn = Drawn::new(&graph, vec![vertex("a", 0.0), vertex("b", 1.0)], vec!["letters"], vec![degrees])?;
//!
//! let mut bytes = Vec::new();
//! graphml::write(&drawn, &mut bytes)?;
//! assert!(String::from_utf8(bytes)?.contains(r#"<edge source="a" target="b">"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod attributes;
pub mod drawn;
pub mod gexf;
pub mod graphml;
pub mod vosviewer;
mod xml;

pub use drawn::{Drawn, DrawnError, Measure, Vertex};
