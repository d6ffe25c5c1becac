//! What two reports have in common: [`report`] reads them, [`same`](mod@same) tells which of their papers are one. What became of topics is
//! told by [`topics::changes`].

pub mod report;
pub mod same;
