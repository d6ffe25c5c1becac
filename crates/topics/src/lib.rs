//! What clusters are about, and how they move.
//!
//! Papers, their terms and a partition go in; labels, representative papers and bridges come out, and how the field moved:
//! growth, bursts, trend topics, the years it goes back to, the main path of its citations, topics across periods. This
//! crate knows nothing of files, pictures or reports. Begin reading in [`labels`]; for time, in [`growth`] and [`periods`].

pub mod bursts;
pub mod changes;
pub mod flows;
pub mod growth;
pub mod labels;
pub mod mainpath;
pub mod members;
pub mod part;
pub mod periods;
pub mod representatives;
pub mod rpys;
pub mod strategic;
pub mod trends;

pub use members::Members;
