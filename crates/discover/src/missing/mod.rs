//! Likely missing citations: earlier papers that a paper does not cite though everything speaks for it.
//!
//! 1. [`past`] puts the papers in the order of time, so that only what was known before a paper's year can speak;
//! 2. [`gather`] adds up what lies around a paper: like texts, citations of its references, other papers of its authors;
//! 3. [`features`] turns that into numbers for each paper that it might cite;
//! 4. [`learn`] learns from the corpus's own citations what they count, with a [`model`] of logistic regression;
//! 5. [`trial`] hides citations and looks how well they are found again;
//! 6. [`suggest`](mod@suggest) ranks, with [evidence](suggest::Suggestion) for each; [`overview`](mod@overview) counts by year.

pub mod draft;
pub mod features;
pub mod gather;
pub mod having;
pub mod learn;
pub mod model;
pub mod overview;
pub mod past;
pub mod suggest;
pub mod sums;
pub mod trial;

pub use draft::with_draft;
pub use features::Reason;
pub use overview::{YearOfCitations, overview};
pub use suggest::{Suggestion, Telling, suggest};
pub use trial::{Found, Trial};
