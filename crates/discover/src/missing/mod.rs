//! Likely missing citations.
pub mod features;
pub mod gather;
pub mod learn;
pub mod model;
pub mod past;
pub mod sums;
pub mod trial;
