//! The sparse matrix of papers and terms to its strongest dimensions.

use std::f64::consts::TAU;

use parallel::{Progress, seed::stream};
use rand::Rng;

use super::gram::{Tall, add};
use crate::{DenseRows, SparseRows};

/// Dimensions beyond those asked for, so that the last of them are found well too.
const SPARE: usize = 10;

/// How often the sample is drawn through the matrix: each time what is weak fades further.
const ROUNDS: usize = 4;

/// The rows in the space of the `dimensions` strongest right singular vectors, each of length 1, or all 0 where nothing of a row
/// lies in the space. There are fewer columns where the matrix has a lower rank.
///
/// With `A = U Σ Vᵀ` these are the rows of `U Σ`, divided by their lengths: latent semantic analysis (Deerwester et al. 1990,
/// "Indexing by latent semantic analysis"). The space is found by a randomised subspace iteration (Halko, Martinsson and
/// Tropp 2011, "Finding structure with randomness", algorithm 4.4) with ten spare dimensions and four rounds.
///
/// Time `O(entries · d + n d²)`, `d` being `dimensions`; space `O((n + m) d)` in double precision for `n` rows and `m` columns.
/// The same bits at any number of threads: random numbers come from `seed` and the column, sums are added in fixed parts.
/// Ticks the stage `space` once a round.
///
/// # Panics
///
/// If `dimensions` is 0.
pub fn project(rows: &SparseRows, dimensions: usize, seed: u64, progress: &Progress) -> DenseRows {
    assert!(dimensions > 0, "there is at least one dimension");
    let stage = progress.stage("space", ROUNDS);
    let turned = transposed(rows);
    let sample = Tall::make(turned.rows(), dimensions + SPARE, |column, out| gaussians(seed, column, out));
    let mut basis = product(rows, &sample).orthonormal();
    for _ in 0..ROUNDS {
        basis = product(rows, &product(&turned, &basis)).orthonormal();
        stage.tick(1);
    }
    if basis.width == 0 {
        return DenseRows { width: 1, values: vec![0.0; rows.rows()] };
    }
    // With B = QᵀA and B Bᵀ = W Λ Wᵀ, U Σ = Q W Λ^½.
    let strengths = product(&turned, &basis).principal();
    let strongest = strengths.values.iter().zip(&strengths.vectors).take(dimensions);
    let scaled: Vec<Vec<f64>> =
        strongest.map(|(value, vector)| vector.iter().map(|x| x * value.max(0.0).sqrt()).collect()).collect();
    normalised(&basis.times(&scaled))
}

/// Independent standard normal numbers, by the transform of Box and Muller (1958).
fn gaussians(seed: u64, column: usize, out: &mut [f64]) {
    let mut random = stream(seed, "space", column as u64);
    // 53 bits, in (0, 1].
    let mut uniform = || ((random.next_u64() >> 11) + 1) as f64 / (1u64 << 53) as f64;
    for value in out {
        *value = (-2.0 * uniform().ln()).sqrt() * (TAU * uniform()).cos();
    }
}

/// `A M`.
fn product(sparse: &SparseRows, tall: &Tall) -> Tall {
    Tall::make(sparse.rows(), tall.width, |row, out| {
        let (columns, values) = sparse.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            add(out, value.into(), tall.row(column as usize));
        }
    })
}

fn transposed(rows: &SparseRows) -> SparseRows {
    let width = rows.width();
    let mut offsets = vec![0; width + 1];
    for &column in &rows.columns {
        offsets[column as usize + 1] += 1;
    }
    for column in 0..width {
        offsets[column + 1] += offsets[column];
    }
    let mut next = offsets.clone();
    let (mut columns, mut values) = (vec![0; rows.columns.len()], vec![0.0; rows.columns.len()]);
    for row in 0..rows.rows() {
        for (&column, &value) in rows.row(row).0.iter().zip(rows.row(row).1) {
            let at = &mut next[column as usize];
            (columns[*at], values[*at]) = (row as u32, value);
            *at += 1;
        }
    }
    SparseRows { offsets, columns, values }
}

/// Rows of length 1.
fn normalised(rows: &Tall) -> DenseRows {
    let scaled = parallel::chunks::map(rows.rows, 4096, |range| {
        let mut values = Vec::with_capacity(range.len() * rows.width);
        for row in range {
            let row = rows.row(row);
            let length = row.iter().map(|x| x * x).sum::<f64>().sqrt();
            // What is left of a row outside of the space is rounding, not a direction.
            let scale = if length > 1e-9 { 1.0 / length } else { 0.0 };
            values.extend(row.iter().map(|x| (x * scale) as f32));
        }
        values
    });
    DenseRows { width: rows.width, values: scaled.concat() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sparse(dense: &[Vec<f32>]) -> SparseRows {
        let mut rows = SparseRows::default();
        for row in dense {
            rows.push((0..).zip(row.iter().copied()).filter(|&(_, value)| value != 0.0));
        }
        rows
    }

    #[test]
    fn two_groups_without_a_shared_term_become_two_directions() {
        // Papers 0 and 2 share no term, but both share some with paper 1: in one dimension a group they are the same.
        let rows = sparse(&[
            vec![0.8, 0.6, 0.0, 0.0, 0.0],
            vec![0.0, 0.8, 0.6, 0.0, 0.0],
            vec![0.0, 0.0, 1.0, 0.0, 0.0],
            vec![0.0, 0.0, 0.0, 0.6, 0.8],
            vec![0.0, 0.0, 0.0, 0.8, 0.6],
        ]);
        let found = project(&rows, 2, 1, &Progress::none());
        assert_eq!((found.rows(), found.width), (5, 2));
        for (a, b, expected) in [(0, 2, 1.0), (0, 1, 1.0), (3, 4, 1.0), (0, 3, 0.0), (2, 4, 0.0)] {
            assert!((found.dot(a, b) - expected).abs() < 1e-5, "{a} {b} {}", found.dot(a, b));
        }
    }

    #[test]
    fn cosines_are_those_of_an_exact_decomposition() {
        let entry = |row: usize, column: usize| match (row * row * 7 + column * 13 + row * column * 5) % 31 {
            hash @ 0..9 => (hash + 1) as f32 / (1 << (column / 4)) as f32,
            _ => 0.0,
        };
        let dense: Vec<Vec<f32>> =
            (0..40).map(|row| (0..25).map(|column| entry(row, column)).collect()).collect();
        let found = project(&sparse(&dense), 4, 1, &Progress::none());
        // numpy.linalg.svd of the same matrix in double precision: U Σ of four dimensions, rows divided by their lengths.
        let expected = [(1, 0.162545), (2, 0.984529), (3, 0.147823), (17, 0.179981), (39, 0.020534)];
        for (other, cosine) in expected {
            assert!((found.dot(0, other) - cosine).abs() < 1e-5, "{other} {}", found.dot(0, other));
        }
    }

    #[test]
    fn nothing_and_little() {
        assert_eq!(project(&SparseRows::default(), 3, 1, &Progress::none()).rows(), 0);
        let empty = sparse(&[vec![], vec![]]);
        assert_eq!(project(&empty, 3, 1, &Progress::none()).values, [0.0, 0.0]);
        // A rank of 1 gives one dimension, whatever is asked for.
        let same = project(&sparse(&[vec![1.0], vec![], vec![1.0]]), 3, 1, &Progress::none());
        assert_eq!((same.width, same.dot(0, 2), same.dot(0, 1)), (1, 1.0, 0.0));
    }

    proptest! {
        // With as many dimensions as terms nothing is lost: cosines are those of the sparse rows.
        #[test]
        fn all_dimensions_keep_every_cosine(
            dense in prop::collection::vec(prop::collection::vec((0u8..4).prop_map(f32::from), 6), 1..40),
            seed: u64,
        ) {
            let rows = sparse(&dense);
            let run = |threads| parallel::with_threads(threads, || project(&rows, 6, seed, &Progress::none())).unwrap();
            let found = run(1);
            let length = |row: usize| f64::from(rows.dot(row, row)).sqrt();
            for a in 0..rows.rows() {
                for b in (0..rows.rows()).filter(|&b| length(a) * length(b) > 0.0) {
                    let cosine = f64::from(rows.dot(a, b)) / length(a) / length(b);
                    prop_assert!((f64::from(found.dot(a, b)) - cosine).abs() < 1e-5);
                }
            }
            prop_assert_eq!(found, run(3));
        }
    }
}
