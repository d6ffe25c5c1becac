//! Generators and naive oracles on plain data, for tests and benches only.
//!
//! Rests on none of our crates: graphs are edge lists, papers are plain records, so that every crate can use it as a
//! dev-dependency.

pub mod graphs;
pub mod papers;
pub mod sparse;
