//! A weighted graph in, numbers out.
//!
//! Graphs are weighted and held as compressed sparse rows: undirected ones as [`Graph`], citations as
//! [`DirectedGraph`]. Vertices are `0..nodes` and carry no names: this crate knows nothing of papers, terms or files,
//! and holds no strings.
//!
//! Begin reading in [`csr`], then [`build`].

pub mod border;
pub mod build;
pub mod centrality;
pub mod community;
pub mod csr;
pub mod layout;

pub use build::{GraphError, Link};
pub use csr::{DirectedGraph, Graph};
