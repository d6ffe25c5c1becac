//! Centralities: how important a vertex is, in several senses.
//!
//! | file | question | follows weights |
//! | --- | --- | --- |
//! | [`degree`] | how many neighbours, how strongly linked | strength does |
//! | [`pagerank`](mod@pagerank) | how often a random walk along links comes by | yes |
//! | [`betweenness`](mod@betweenness) | how many shortest paths between others lead through it | no, paths count hops |
//! | [`closeness`](mod@closeness) | how near all others are | no, paths count hops |
//! | [`core`] | how deep inside the graph | no |
//!
//! Path centralities visit the graph from every vertex; above a size that the caller states ([`Sampling`])
//! they do so from a random sample and say how far off they may be ([`Accuracy`]).

pub mod betweenness;
pub mod closeness;
pub mod core;
pub mod degree;
mod order;
pub mod pagerank;
mod sample;

pub use betweenness::{Betweenness, betweenness};
pub use closeness::{Closeness, closeness};
pub use core::core_numbers;
pub use degree::{degrees, strengths};
pub use pagerank::{PageRank, PageRankError, PageRankSettings, pagerank};
pub use sample::{Accuracy, Sampling};
