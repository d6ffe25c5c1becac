//! Links between papers whose vectors point the same way: embeddings that the user brings.

use parallel::Progress;

use super::{Tie, each_once};
use crate::{DenseRows, dense};

/// A vector of length 1 for some of the papers.
#[derive(Clone, Debug, PartialEq)]
pub struct Vectors {
    /// The papers that have a vector, ascending.
    papers: Vec<u32>,
    /// A row for each of them.
    rows: DenseRows,
}

/// Why numbers are no vectors.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum VectorsError {
    /// A number is NaN or infinite.
    #[error("row {row} (counted from 1) has {value} at position {position}; vectors are of finite numbers")]
    NotFinite {
        /// The row, from 1.
        row: usize,
        /// The position in the row, from 1.
        position: usize,
        /// The number.
        value: f32,
    },
    /// The numbers do not fill the rows.
    #[error("{rows} rows of {dimension} numbers need {expected} numbers, but there are {given}")]
    Shape {
        /// How many rows there are to be.
        rows: usize,
        /// How long each is to be.
        dimension: usize,
        /// How many numbers that makes.
        expected: usize,
        /// How many there are.
        given: usize,
    },
}

impl Vectors {
    /// The vectors of papers, brought to length 1. `values` has `dimension` numbers for each entry of `papers`; a row that
    /// belongs to no paper is `None`, and of several rows of one paper the first counts. A vector of zeros points nowhere and
    /// stays as it is.
    ///
    /// # Errors
    ///
    /// A number that is not finite, of whatever row, or more or fewer numbers than the rows have places.
    pub fn new(dimension: usize, values: &[f32], papers: &[Option<u32>]) -> Result<Self, VectorsError> {
        let (rows, given) = (papers.len(), values.len());
        let expected = rows.saturating_mul(dimension);
        if expected != given {
            return Err(VectorsError::Shape { rows, dimension, expected, given });
        }
        if let Some(place) = values.iter().position(|value| !value.is_finite()) {
            let (row, position, value) = (place / dimension + 1, place % dimension + 1, values[place]);
            return Err(VectorsError::NotFinite { row, position, value });
        }
        let mut row_of: Vec<(u32, usize)> =
            papers.iter().enumerate().filter_map(|(row, paper)| Some(((*paper)?, row))).collect();
        row_of.sort_unstable();
        row_of.dedup_by_key(|(paper, _)| *paper);
        let papers = row_of.iter().map(|&(paper, _)| paper).collect();
        let mut unit = Vec::with_capacity(row_of.len() * dimension);
        for (_, row) in row_of {
            let row = &values[row * dimension..(row + 1) * dimension];
            let length = row.iter().map(|&value| f64::from(value).powi(2)).sum::<f64>().sqrt();
            let scale = if length > 0.0 { length.recip() } else { 0.0 };
            unit.extend(row.iter().map(|&value| (f64::from(value) * scale) as f32));
        }
        Ok(Self { papers, rows: DenseRows { width: dimension, values: unit } })
    }

    /// How many papers have a vector.
    pub fn papers(&self) -> usize {
        self.papers.len()
    }

    /// The cosine of two papers, 0 to 1; 0 where it is negative or one of them has no vector.
    pub fn cosine(&self, a: u32, b: u32) -> f64 {
        match (self.papers.binary_search(&a), self.papers.binary_search(&b)) {
            (Ok(a), Ok(b)) => clamped(self.rows.dot(a, b)),
            _ => 0.0,
        }
    }

    /// A tie for every two papers of which one has the other among its `most` most similar, if their cosine is above `floor`.
    ///
    /// Exact, by [`dense::top_k`]: every vector is compared with every other, so time is `O(n² dimension)`, space `O(n most)`
    /// besides the vectors. Ascending by (source, target), each pair once; the same bits at any number of threads.
    pub fn ties(&self, most: usize, floor: f32, progress: &Progress) -> Vec<Tie> {
        let nearest = dense::top_k(&self.rows, most, floor, progress);
        let tie = |row: usize, (other, score): (u32, f32)| {
            Tie::between(self.papers[row], self.papers[other as usize], clamped(score))
        };
        let ties = (0..nearest.rows()).flat_map(|row| nearest.of(row).map(move |found| tie(row, found)));
        each_once(ties.collect())
    }
}

/// Rounding may carry the cosine of equal vectors over 1; vectors that point away from each other have nothing in common.
fn clamped(cosine: f32) -> f64 {
    f64::from(cosine).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn directions_by_hand() {
        // Papers 5 and 1 point the same way, 2 half-way to them, 9 against them, 3 nowhere; one row belongs to nobody.
        let values = [2.0, 0.0, 0.5, 0.0, 1.0, 1.0, -3.0, 0.0, 0.0, 0.0, 7.0, 0.0];
        let papers = [Some(5), Some(1), Some(2), Some(9), Some(3), None];
        let vectors = Vectors::new(2, &values, &papers).unwrap();
        assert_eq!(vectors.papers(), 5);
        assert_eq!((vectors.cosine(1, 5), vectors.cosine(5, 9), vectors.cosine(1, 3)), (1.0, 0.0, 0.0));
        assert_eq!((vectors.cosine(1, 4), vectors.cosine(4, 1)), (0.0, 0.0));
        let half = f64::from(0.5f32.sqrt());
        let ties = vectors.ties(5, 0.0, &Progress::none());
        let tie = |source, target, strength| Tie { source, target, strength };
        assert_eq!(ties, [tie(1, 2, half), tie(1, 5, 1.0), tie(2, 5, half)]);
        assert_eq!(vectors.ties(5, 0.8, &Progress::none()), [tie(1, 5, 1.0)]);
    }

    #[test]
    fn what_is_no_vector_is_named() {
        let message =
            |values: &[f32], papers: &[Option<u32>]| Vectors::new(2, values, papers).unwrap_err().to_string();
        assert_eq!(
            message(&[1.0, 2.0, 3.0, f32::NAN], &[Some(0), None]),
            "row 2 (counted from 1) has NaN at position 2; vectors are of finite numbers"
        );
        assert_eq!(
            message(&[1.0, 2.0, 3.0], &[Some(0), None]),
            "2 rows of 2 numbers need 4 numbers, but there are 3"
        );
        assert_eq!(Vectors::new(3, &[], &[]).unwrap().ties(4, 0.0, &Progress::none()), []);
    }

    proptest! {
        #[test]
        fn equals_every_pair_one_by_one(
            rows in prop::collection::vec(prop::collection::vec(-2i8..3, 19), 0..160),
            most in 1usize..5,
            floor in prop::sample::select(vec![0.0f32, 0.4]),
        ) {
            let values: Vec<f32> = rows.iter().flatten().map(|&value| value.into()).collect();
            let papers: Vec<Option<u32>> = (0..rows.len() as u32).map(Some).collect();
            let vectors = Vectors::new(19, &values, &papers).unwrap();
            let run = |threads| parallel::with_threads(threads, || vectors.ties(most, floor, &Progress::none())).unwrap();
            let ties = run(1);
            prop_assert_eq!(&ties, &run(3));
            let mut expected = std::collections::BTreeSet::new();
            for a in 0..rows.len() {
                let dot = |b: usize| rows[a].iter().zip(&rows[b]).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum::<i32>();
                let square = |b: usize| rows[b].iter().map(|x| i32::from(*x).pow(2)).sum::<i32>();
                for b in (0..rows.len()).filter(|&b| b != a) {
                    let exact = f64::from(dot(b)) / (f64::from(square(a)) * f64::from(square(b))).sqrt();
                    let found = vectors.cosine(a as u32, b as u32);
                    prop_assert!(exact.is_nan() || (exact.max(0.0) - found).abs() < 1e-6);
                }
                let mut others: Vec<(f64, usize)> = (0..rows.len())
                    .filter(|&b| b != a)
                    .map(|b| (vectors.cosine(a as u32, b as u32), b))
                    .filter(|other| other.0 > f64::from(floor))
                    .collect();
                others.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
                expected.extend(others.iter().take(most).map(|&(_, b)| (a.min(b) as u32, a.max(b) as u32)));
            }
            let found: std::collections::BTreeSet<_> = ties.iter().map(|tie| (tie.source, tie.target)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
