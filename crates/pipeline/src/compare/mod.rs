//! What changed between two reports: [`report`] reads them, [`same`](mod@same) tells which of their papers are one,
//! [`topics::changes`] what became of their topics. [`comparison`] puts it together; [`tables`](mod@tables) and [`view`] are what a
//! reader gets to see, [`files`] writes them.

pub mod comparison;
pub mod files;
pub mod report;
pub mod same;
pub mod tables;
pub mod view;

pub use comparison::Comparison;
pub use report::{CompareError, Report};
