//! What clusters are about, and how they move.
//!
//! Papers, their terms and a partition go in; labels, representative papers, bridges and growth come out. This crate
//! knows nothing of files, pictures or reports. Begin reading in [`labels`].

pub mod bursts;
pub mod flows;
pub mod growth;
pub mod labels;
pub mod mainpath;
pub mod members;
pub mod periods;
pub mod representatives;
pub mod rpys;
pub mod strategic;
pub mod trends;

pub use members::Members;
