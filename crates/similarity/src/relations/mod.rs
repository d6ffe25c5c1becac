//! The kinds of evidence that two papers belong together. Each gives links with a strength between 0 and 1.
//!
//! | relation | two papers are tied if | strength |
//! | --- | --- | --- |
//! | terms | one is among the other's most similar by terms | cosine ([`terms`]) |
//! | repos | they link the same repository | [`shared`], by rarity |
//! | citations | one cites the other | damped by counts ([`citations`]) |
//! | coupling | they cite the same work (Kessler 1963, "Bibliographic coupling between scientific papers") | [`shared`], cosine |
//! | cocitation | a paper cites both (Small 1973, "Co-citation in the scientific literature") | [`shared`], cosine |
//! | authors | they have an author in common | [`shared`], fractional |
//! | keywords | they have a keyword in common | [`shared`], fractional |
//! | vectors | one is among the other's most similar by vectors that the user brings | cosine ([`vectors`]) |
//!
//! What [`shared`] counts comes from [`items`], and how counts become strengths is a choice of [`Normalisation`].

pub mod citations;
pub mod incidence;
pub mod items;
pub mod normalisation;
pub mod shared;
mod strongest;
pub mod terms;
pub mod vectors;

pub use incidence::Incidence;
pub use normalisation::Normalisation;
pub use vectors::{Vectors, VectorsError};

/// A kind of evidence that two papers belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They use the same terms.
    Terms,
    /// They link the same repositories.
    Repos,
    /// One cites the other.
    Citations,
    /// They cite the same works: bibliographic coupling.
    Coupling,
    /// The same papers cite both: co-citation.
    Cocitation,
    /// They have authors in common.
    Authors,
    /// They have keywords in common.
    Keywords,
    /// Vectors that the user brings point the same way.
    Vectors,
}

/// How many relations there are.
pub const RELATIONS: usize = Relation::ALL.len();

impl Relation {
    /// Every relation; the position of each is its number.
    pub const ALL: [Self; 8] = [
        Self::Terms,
        Self::Repos,
        Self::Citations,
        Self::Coupling,
        Self::Cocitation,
        Self::Authors,
        Self::Keywords,
        Self::Vectors,
    ];

    /// The name in tables and settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Terms => "terms",
            Self::Repos => "repos",
            Self::Citations => "citations",
            Self::Coupling => "coupling",
            Self::Cocitation => "cocitation",
            Self::Authors => "authors",
            Self::Keywords => "keywords",
            Self::Vectors => "vectors",
        }
    }
}

/// What one relation says about two papers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The paper with the smaller number.
    pub source: u32,
    /// The paper with the larger number.
    pub target: u32,
    /// How strongly they belong together, above 0 and up to 1.
    pub strength: f64,
}

impl Tie {
    /// The tie of two papers in either order.
    pub(crate) fn between(a: u32, b: u32, strength: f64) -> Self {
        Self { source: a.min(b), target: a.max(b), strength }
    }

    /// The pair as one number, in the order of (source, target).
    pub(crate) fn key(&self) -> u64 {
        u64::from(self.source) << 32 | u64::from(self.target)
    }
}

/// Ties that either end may have found, and with the same strength: each pair once, ascending.
fn each_once(mut ties: Vec<Tie>) -> Vec<Tie> {
    ties.sort_unstable_by_key(Tie::key);
    ties.dedup_by_key(|tie| tie.key());
    ties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_positions() {
        for (number, relation) in Relation::ALL.into_iter().enumerate() {
            assert_eq!(relation as usize, number);
        }
    }
}
