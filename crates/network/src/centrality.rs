//! Centralities: how important a vertex is, in several senses.
//!
//! | file | question | follows weights |
//! | --- | --- | --- |
//! | [`degree`] | how many neighbours, how strongly linked | strength does |
//! | [`pagerank`](mod@pagerank) | how often a random walk along links comes by | yes |
//! | [`citerank`] | the same along citations, from recent papers | yes |
//! | [`eigenvector`](mod@eigenvector) | how central its neighbours are; hubs and authorities | yes |
//! | [`betweenness`](mod@betweenness) | how many shortest paths between others lead through it | if asked; else hops |
//! | [`closeness`](mod@closeness) | how near all others are | no, paths count hops |
//! | [`core`] | how deep inside the graph | no |
//! | [`roles`](mod@roles) | what part it plays within and between clusters | yes |
//!
//! Path centralities visit the graph from every vertex; above a size that the caller states ([`BetweennessSettings`],
//! [`Sampling`]) they do so from a random sample and say how far off they may be ([`Accuracy`]).

pub mod betweenness;
pub mod citerank;
pub mod closeness;
pub mod core;
pub mod degree;
pub mod eigenvector;
mod order;
pub mod pagerank;
mod principal;
pub mod roles;
mod sample;

pub use betweenness::{Betweenness, BetweennessSettings, Paths, betweenness};
pub use citerank::{cite_rank, recency};
pub use closeness::{Closeness, closeness};
pub use core::core_numbers;
pub use degree::{degrees, strengths};
pub use eigenvector::{Hits, eigenvector, hits};
pub use pagerank::{PageRank, PageRankError, PageRankSettings, pagerank};
pub use principal::Principal;
pub use roles::{Roles, roles};
pub use sample::{Accuracy, Sampling};
