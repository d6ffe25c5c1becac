//! The most similar rows of each dense row, exactly.

use parallel::Progress;

use super::{
    DenseRows,
    best::{Best, Scored},
};
use crate::Nearest;

/// Rows that a task compares with all others: their values stay in the fastest cache.
const CHUNK: usize = 64;

/// Rows that are compared side by side, one a lane.
const LANES: usize = 16;

/// Rows of a task that are compared with the lanes at a time: their sums stay in registers.
const SIDE: usize = 4;

/// How far a score in single precision may be off, for rows of length 1: `width · 2⁻²⁴` is a bound.
fn slack(width: usize) -> f32 {
    width as f32 * f32::EPSILON
}

/// For each row its `k` most similar other rows by dot product ([`DenseRows::dot`]), if above `floor`; of equal scores the smaller
/// row wins. Rows must not be longer than 1.
///
/// Every row is compared with every other: fast in single precision, and what may be among the best once more in double. So the
/// result is exact. Time `O(n² d)`, space `O(n (d + k))`, never `n²`. The same bits at any number of threads. Ticks the stage
/// `links` once a row.
///
/// # Panics
///
/// If `k` is 0 or `floor` is not finite.
pub fn top_k(rows: &DenseRows, k: usize, floor: f32, progress: &Progress) -> Nearest {
    assert!(k > 0 && floor.is_finite(), "k is at least 1 and the floor a number");
    let stage = progress.stage("links", rows.rows());
    let lanes = Lanes::new(rows);
    let found = parallel::chunks::map(rows.rows(), CHUNK, |range| {
        let mut best: Vec<Best> = range.clone().map(|_| Best::new(k, floor, slack(rows.width))).collect();
        for block in 0..lanes.blocks {
            for (part, best) in best.chunks_mut(SIDE).enumerate() {
                let first = range.start + part * SIDE;
                for (at, scores) in lanes.scores(rows, first, block)[..best.len()].iter().enumerate() {
                    best[at].offer_all(first + at, block * LANES, scores, rows.rows());
                }
            }
        }
        stage.tick(range.len());
        let settle = |(row, best): (usize, Best)| best.settle(floor, |other| rows.dot(row, other as usize));
        range.zip(best).map(settle).collect::<Vec<_>>()
    });
    Nearest::from_rows(found.into_iter().flatten())
}

impl Best {
    /// Offers the rows from `first` on with their scores, but not `own` and none past `rows`.
    fn offer_all(&mut self, own: usize, first: usize, scores: &[f32; LANES], rows: usize) {
        // Most blocks hold nothing of interest.
        if scores.iter().all(|&score| score <= self.threshold()) {
            return;
        }
        for (row, &score) in (first..rows).zip(scores).filter(|&(row, _)| row != own) {
            self.offer(Scored { score, row: row as u32 });
        }
    }
}

/// The rows in blocks of [`LANES`], turned: the first values of all rows of a block, then the second ones, and so on.
struct Lanes {
    blocks: usize,
    width: usize,
    values: Vec<[f32; LANES]>,
}

impl Lanes {
    fn new(rows: &DenseRows) -> Self {
        let blocks = rows.rows().div_ceil(LANES);
        let mut values = vec![[0.0; LANES]; blocks * rows.width];
        for row in 0..rows.rows() {
            let block = &mut values[row / LANES * rows.width..];
            for (slot, &value) in block.iter_mut().zip(rows.row(row)) {
                slot[row % LANES] = value;
            }
        }
        Self { blocks, width: rows.width, values }
    }

    /// The scores of [`SIDE`] rows from `first` on with each row of a block. Rows past the last are taken for the last.
    fn scores(&self, rows: &DenseRows, first: usize, block: usize) -> [[f32; LANES]; SIDE] {
        let side: [&[f32]; SIDE] = std::array::from_fn(|at| rows.row((first + at).min(rows.rows() - 1)));
        let block = &self.values[block * self.width..][..self.width];
        let mut sums = [[0.0f32; LANES]; SIDE];
        for (dimension, lanes) in block.iter().enumerate() {
            for (sums, row) in sums.iter_mut().zip(side) {
                let value = row[dimension];
                for (sum, &other) in sums.iter_mut().zip(lanes) {
                    *sum += value * other;
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn brute_force(rows: &DenseRows, k: usize, floor: f32) -> Vec<Vec<(u32, u32)>> {
        let of = |row: usize| {
            let mut scored: Vec<(u32, f32)> = (0..rows.rows())
                .filter(|&other| other != row)
                .map(|other| (other as u32, rows.dot(row, other)))
                .filter(|&(_, score)| score > floor)
                .collect();
            scored.sort_by(|a, b| b.1.total_cmp(&a.1));
            scored.truncate(k);
            scored.into_iter().map(|(other, score)| (other, score.to_bits())).collect()
        };
        (0..rows.rows()).map(of).collect()
    }

    proptest! {
        // Few values make many ties.
        #[test]
        fn equals_brute_force_bit_for_bit(
            values in prop::collection::vec(-2i8..3, 0..600),
            width in 1usize..9,
            k in 1usize..6,
            floor in prop::sample::select(vec![0.0f32, 0.3, 0.9]),
        ) {
            let mut rows = DenseRows { width, values: Vec::new() };
            for row in values.chunks_exact(width) {
                let length = row.iter().map(|&x| f32::from(x).powi(2)).sum::<f32>().sqrt().max(1.0);
                rows.values.extend(row.iter().map(|&x| f32::from(x) / length));
            }
            let run = |threads| parallel::with_threads(threads, || top_k(&rows, k, floor, &Progress::none())).unwrap();
            let nearest = run(1);
            let bits = |row: usize| nearest.of(row).map(|(other, score)| (other, score.to_bits())).collect::<Vec<_>>();
            prop_assert_eq!((0..rows.rows()).map(bits).collect::<Vec<_>>(), brute_force(&rows, k, floor));
            prop_assert_eq!(nearest, run(3));
        }
    }
}
