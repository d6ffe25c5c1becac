//! Papers in a space of few dimensions, where papers are near that share no term but whose terms keep the same company.
//!
//! `project` finds the space; [`crate::dense`] compares papers in it. `gram` is the linear algebra.

mod gram;
mod project;

pub use project::project;
