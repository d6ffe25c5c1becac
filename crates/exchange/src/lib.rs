//! Graphs from and to the files of other programs.
//!
//! [`read`] takes networks in, [`write`](mod@write) gives graphs out, both in every [`Format`]:
//!
//! | format | files | programs |
//! | --- | --- | --- |
//! | GraphML | `.graphml` | networkx, igraph, Cytoscape, yEd, Gephi |
//! | GEXF 1.3 | `.gexf` | Gephi, networkx, sigma.js |
//! | VOSviewer JSON | `.json` | VOSviewer, VOSviewer Online |
//! | VOSviewer map and network | two tables | VOSviewer |
//! | GML | `.gml` | igraph, networkx, Cytoscape, yEd |
//! | Pajek | `.net`, `.clu`, `.vec` | Pajek, igraph, networkx |
//! | edge list | a link a line | everything |
//!
//! A file becomes a [`Network`], a plain table of items and links with what was wrong. All writers write the same
//! [`Drawn`] graph: vertices with a name, perhaps a place and a cluster, and what was measured of them. The crate knows
//! nothing of papers, and nothing of how a graph came about.
//!
//! Begin reading in [`network`](mod@network) and [`read`], then in [`drawn`] and [`write`](mod@write).
//!
//! ```
//! use exchange::{Drawn, Format, Measure, Vertex, read, write};
//! use ::network::{Graph, Link};
//!
//! let graph = Graph::from_links(2, &[Link { source: 0, target: 1, weight: 0.5 }])?;
//! let vertex = |id, x| Vertex { id, label: id, position: Some([x, 0.5]), year: Some(1999), ..Vertex::default() };
//! let degrees = Measure { name: "degree", values: &[1.0, 1.0], is_score: false };
//! let drawn = Drawn::new(&graph, vec![vertex("a", 0.0), vertex("b", 1.0)], vec![], vec![degrees])?;
//!
//! let mut bytes = Vec::new();
//! write::graphml(&drawn, &mut bytes)?;
//! let network = read::read(&[read::File { name: "letters", bytes: &bytes }])?;
//! assert_eq!(network.format, Format::Graphml);
//! assert_eq!(network.items[1].position, Some([1.0, 0.5]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod drawn;
mod format;
pub mod network;
pub mod read;
pub mod write;

pub use drawn::{Drawn, DrawnError, Measure, Vertex};
pub use format::Format;
pub use network::Network;
