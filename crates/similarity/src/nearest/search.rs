//! Find by rare columns, bound what the frequent ones can add, complete only what may still be among the best.

use std::ops::Range;

use super::{
    best::{Best, Scored},
    index::Tile,
    split::Split,
};
use crate::SparseRows;

/// Sums that are bounded at a time; a whole number of SIMD registers.
const LANES: usize = 16;

/// Memory that a thread uses again and again; all zero between rows.
pub(super) struct Scratch {
    /// What the rare columns give to each row of a tile.
    sums: Vec<f32>,
    /// The frequent columns of the row in hand.
    frequent: Vec<f32>,
    /// Positions in the tile that passed the bound, with their sums.
    passed: Vec<(usize, f32)>,
}

/// All that a search reads.
pub(super) struct Search<'a> {
    pub(super) rows: &'a SparseRows,
    pub(super) split: Split,
    pub(super) tiles: Vec<Tile>,
    pub(super) k: usize,
    pub(super) floor: f32,
}

impl Search<'_> {
    pub(super) fn scratch(&self) -> Scratch {
        let largest = self.tiles.iter().map(|tile| tile.rows.len()).max().unwrap_or(0);
        Scratch {
            sums: vec![0.0; largest.next_multiple_of(LANES)],
            frequent: vec![0.0; self.split.frequent_width],
            passed: Vec::new(),
        }
    }

    /// The best of each row of `range`. A tile is read for all of them while it is in cache.
    pub(super) fn best_of(&self, scratch: &mut Scratch, range: Range<usize>) -> Vec<Vec<Scored>> {
        let mut best: Vec<Best> =
            range.clone().map(|row| Best::new(self.k, self.floor, self.slack(row))).collect();
        // The tile of these rows first: records of one venue and year stand together in a file, and early good candidates
        // keep later ones out.
        let first = self.tiles.iter().position(|tile| tile.rows.contains(&range.start)).unwrap_or(0);
        for tile in self.tiles[first..].iter().chain(&self.tiles[..first]) {
            for (row, best) in range.clone().zip(&mut best) {
                self.search(scratch, tile, row, best);
            }
        }
        let settle =
            |(row, best): (usize, Best)| best.settle(self.floor, |other| self.rows.dot(row, other as usize));
        range.zip(best).map(settle).collect()
    }

    /// How far a sum of single precision can be off, whatever its order: `m` products give `(m + 1) · 2⁻²⁴ · |a| |b|` (Higham
    /// 2002, "Accuracy and Stability of Numerical Algorithms", section 3.1), twice that to be safe, and some for the bound.
    fn slack(&self, row: usize) -> f32 {
        let largest = self.split.norm.iter().copied().fold(0.0, f32::max);
        let products = self.rows.row(row).0.len() as f32 + 8.0;
        products * f32::EPSILON * self.split.norm[row] * largest
    }

    fn search(&self, scratch: &mut Scratch, tile: &Tile, row: usize, best: &mut Best) {
        let (columns, values) = self.split.rare.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            let (positions, others) = tile.postings(column);
            for (&position, &other) in positions.iter().zip(others) {
                scratch.sums[usize::from(position)] += value * other;
            }
        }
        self.pass(scratch, tile, row, best.threshold());
        self.complete(scratch, tile, row, best);
    }

    /// Gathers the rows of the tile whose sum and bound are above `threshold`, and clears the sums.
    ///
    /// The bound is the inequality of Cauchy and Schwarz on the frequent columns: `Σ aᵢ bᵢ ≤ |a| |b|`.
    fn pass(&self, scratch: &mut Scratch, tile: &Tile, row: usize, threshold: f32) {
        scratch.passed.clear();
        let norm = self.split.frequent_norm[row];
        let norms = &self.split.frequent_norm[tile.rows.clone()];
        for (chunk, (norms, sums)) in norms.chunks(LANES).zip(scratch.sums.chunks_mut(LANES)).enumerate() {
            let mut highest = f32::NEG_INFINITY;
            for (&other, &sum) in norms.iter().zip(&*sums) {
                let bound = sum + norm * other;
                highest = if bound > highest { bound } else { highest };
            }
            if highest > threshold {
                let bounded = norms.iter().zip(&*sums).enumerate();
                let passed = bounded.filter(|&(_, (&other, &sum))| sum + norm * other > threshold);
                scratch.passed.extend(passed.map(|(lane, (_, &sum))| (chunk * LANES + lane, sum)));
            }
            sums.fill(0.0);
        }
    }

    /// Adds the frequent columns to what passed and offers it.
    fn complete(&self, scratch: &mut Scratch, tile: &Tile, row: usize, best: &mut Best) {
        if scratch.passed.is_empty() {
            return;
        }
        let (columns, values) = self.split.frequent.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            scratch.frequent[column as usize] = value;
        }
        let norm = self.split.frequent_norm[row];
        for &(position, sum) in &scratch.passed {
            let other = tile.rows.start + position;
            // The threshold has risen since it passed.
            if other == row || sum + norm * self.split.frequent_norm[other] <= best.threshold() {
                continue;
            }
            let score = sum + dot_dense(&scratch.frequent, self.split.frequent.row(other));
            best.offer(Scored { score, row: other as u32 });
        }
        for &column in columns {
            scratch.frequent[column as usize] = 0.0;
        }
    }
}

/// A dense row by a sparse one, in four sums that do not wait for each other.
fn dot_dense(dense: &[f32], (columns, values): (&[u32], &[f32])) -> f32 {
    let mut sums = [0.0f32; 4];
    let (columns, last_columns) = columns.as_chunks::<4>();
    let (values, last_values) = values.as_chunks::<4>();
    for (columns, values) in columns.iter().zip(values) {
        for lane in 0..4 {
            sums[lane] += dense[columns[lane] as usize] * values[lane];
        }
    }
    let last: f32 =
        last_columns.iter().zip(last_values).map(|(&column, &value)| dense[column as usize] * value).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + last
}
