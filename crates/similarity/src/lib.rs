//! Papers to a similarity graph, with evidence for each link.
//!
//! 1. [`terms`] turns titles, keywords and abstracts into one weighted vector a paper;
//! 2. [`nearest`] finds for each vector its most similar others, exactly ([`latent`] and [`dense`] in a space of few dimensions);
//! 3. [`relations`] turns them and whatever else papers have in common into links between 0 and 1;
//! 4. [`combine`] adds them up to the similarity graph;
//! 5. [`reweighted`](mod@reweighted) gives the graph of other weights on the same links;
//! 6. [`evidence`] tells for one link what the two papers share.
//!
//! Beside papers stand people and places: [`named`](mod@named) says which authors, keywords, venues and repositories are the same, and
//! [`cooccurrence`] links those that papers name together.
//!
//! This crate knows nothing of files, clusters or pictures. Begin reading in [`combine`].
//!
//! ```
//! use corpus::{Corpus, Paper};
//! use parallel::Progress;
//! use similarity::{GraphSettings, TermSettings};
//!
//! let paper = |title: &str| Paper { title: title.to_owned(), ..Paper::default() };
//! let papers = vec![
//!     paper("Volume rendering of medical scans"),
//!     paper("Fast volume rendering"),
//!     paper("Counting birds"),
//! ];
//! let corpus = Corpus { papers, ..Corpus::default() };
//! let terms = similarity::terms::build(&corpus.papers, &TermSettings::default(), &Progress::none())?;
//! let similarity = similarity::relate(&corpus, &terms, None, &GraphSettings::default(), &Progress::none())?;
//! assert_eq!(similarity.links.len(), 1);
//! assert_eq!((similarity.links[0].source, similarity.links[0].target), (0, 1));
//! # Ok::<(), similarity::SettingsError>(())
//! ```

pub mod combine;
pub mod cooccurrence;
pub mod dense;
pub mod evidence;
pub mod latent;
pub mod named;
pub mod nearest;
pub mod relations;
pub mod reweighted;
pub mod rows;
pub mod settings;
pub mod space;
pub mod terms;

pub use combine::{Limit, Similarity, relate};
pub use dense::DenseRows;
pub use evidence::{Evidence, Reasons};
pub use named::{Kind, Named, named};
pub use nearest::Nearest;
pub use relations::{Incidence, Normalisation, RELATIONS, Relation, Vectors, VectorsError, shared::Sharing};
pub use reweighted::reweighted;
pub use rows::SparseRows;
pub use settings::{GraphSettings, SettingsError, Space, TermSettings, Weighting};
pub use space::TermSpace;
pub use terms::{Lexicon, Term, Terms, Thesaurus, ThesaurusError};
