//! What is wrong in a list of references: each is compared with what a corpus knows.
//!
//! [`entries`] cuts a pasted bibliography, [`Reference`] is one of its references or a record of a reference manager, [`Known`] an index
//! of the papers of a corpus and of the works that they cite; [`check()`] compares one with the other and says what differs.
//!
//! A reference is *verified* where title and authors are those of a work that is known, by the rules of `titles` and `names`: what
//! people write differently in good faith (initials, accents, misprints, abbreviated journals, missing subtitles, the year of a
//! preprint) is no fault. Running text is not cut into parts that would be compared: titles and names of candidates are looked for in it
//! (`running`), so that any style can be read. References without titles, as the Web of Science writes them, are recognised by author,
//! year, journal, volume and page. A work that is no paper of the corpus counts as known where its papers cite it; what it differs in
//! is then a warning at most, for one list may be as wrong as another.
//!
//! ```
//! use corpus::{Corpus, Paper};
//! use discover::references::{Known, Reference, check, entries};
//!
//! let paper = Paper {
//!     title: "Maps of very large trees".to_owned(),
//!     authors: vec!["Jane Doe".to_owned()],
//!     year: Some(2009),
//!     ..Paper::default()
//! };
//! let corpus = Corpus { papers: vec![paper], ..Corpus::default() };
//! let list = "[1] J. Doe, “Maps of very large trees,” J. Maps, 2009.\n[2] K. Roe, “Maps of very large trees,” J. Maps, 2009.";
//! let references: Vec<_> = entries(list).iter().map(|entry| Reference::of_entry(&"list.txt".into(), entry)).collect();
//! let checked = check(&references, &Known::new(&corpus), None);
//! assert_eq!(checked[0].verdict(), "verified");
//! assert_eq!(checked[1].verdict(), "author-differs");
//! ```

mod check;
mod compare;
mod duplicates;
mod finding;
mod identifiers;
mod known;
mod list;
mod names;
mod reference;
mod running;
mod titles;
mod venues;

pub(crate) use self::titles::is_telling;
pub use self::{
    check::{Checked, Work, check},
    finding::{Finding, Level, Rule},
    known::Known,
    list::{Entry, entries},
    reference::Reference,
};
