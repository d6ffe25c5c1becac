//! Papers as vectors, in the space where they are compared.

use parallel::Progress;

use crate::{DenseRows, Nearest, Space, Terms, dense, latent, nearest};

/// The vectors of papers by their terms, of length 1 or all 0.
#[derive(Debug)]
pub enum TermSpace<'a> {
    /// A dimension a term.
    Terms(&'a Terms),
    /// The strongest dimensions of all.
    Latent(DenseRows),
}

impl<'a> TermSpace<'a> {
    /// The papers of `terms` in `space`.
    pub fn new(terms: &'a Terms, space: Space, progress: &Progress) -> Self {
        match space {
            Space::Terms => Self::Terms(terms),
            Space::Latent { dimensions, seed } => {
                Self::Latent(latent::project(&terms.vectors, dimensions, seed, progress))
            }
        }
    }

    /// For each paper its `k` most similar others by cosine, if above `floor`, exactly: [`nearest::top_k`] or
    /// [`dense::top_k`].
    pub fn top_k(&self, k: usize, floor: f32, progress: &Progress) -> Nearest {
        match self {
            Self::Terms(terms) => nearest::top_k(&terms.vectors, k, floor, progress),
            Self::Latent(rows) => dense::top_k(rows, k, floor, progress),
        }
    }

    /// The cosine of two papers, 0 to 1. Papers that point away from each other in a latent space have nothing in common: 0.
    pub fn cosine(&self, a: usize, b: usize) -> f64 {
        let cosine = match self {
            Self::Terms(terms) => terms.vectors.dot(a, b),
            Self::Latent(rows) => rows.dot(a, b),
        };
        // Rounding may carry the cosine of equal vectors over 1.
        f64::from(cosine).clamp(0.0, 1.0)
    }
}
