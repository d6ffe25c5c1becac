//! Find by rare columns, bound what the frequent ones can add, complete only what may still be among the best.

use std::ops::Range;

use super::{best::Best, board::Board, index::Tile, split::Split};
use crate::SparseRows;

/// Sums that are bounded at a time; a whole number of SIMD registers.
const LANES: usize = 16;

/// All that a search reads.
pub(super) struct Search<'a> {
    pub(super) rows: &'a SparseRows,
    pub(super) split: Split,
    pub(super) tiles: Vec<Tile>,
}

/// Memory that a thread uses again and again.
pub(super) struct Scratch {
    /// What the rare columns give to each row of a tile; zero between rows.
    sums: Vec<f32>,
    /// The thresholds of the rows of a tile, as they were when the tile was begun.
    thresholds: Vec<f32>,
    /// The frequent columns of the row in hand; zero between rows.
    frequent: Vec<f32>,
    /// Rows that passed the bound, with their sums.
    passed: Vec<(usize, f32)>,
}

impl Search<'_> {
    pub(super) fn scratch(&self) -> Scratch {
        let largest = self.tiles.iter().map(|tile| tile.rows.len()).max().unwrap_or(0);
        Scratch {
            sums: vec![0.0; largest],
            thresholds: Vec::with_capacity(largest),
            frequent: vec![0.0; self.split.frequent_width],
            passed: Vec::new(),
        }
    }

    /// A board with nothing on it.
    pub(super) fn board(&self, k: usize, floor: f32) -> Board {
        let largest = self.split.norm.iter().copied().fold(0.0, f32::max);
        Board::new((0..self.rows.rows()).map(|row| Best::new(k, floor, self.slack(row, largest))))
    }

    /// How far a sum of single precision can be off, whatever its order: `m` products give `(m + 1) · 2⁻²⁴ · |a| |b|` (Higham
    /// 2002, "Accuracy and Stability of Numerical Algorithms", section 3.1), twice that to be safe, and some for the bound.
    fn slack(&self, row: usize, largest: f32) -> f32 {
        let products = self.rows.row(row).0.len() as f32 + 8.0;
        products * f32::EPSILON * self.split.norm[row] * largest
    }

    /// Compares each row of `range`, which lies in one tile, with all rows before it. A tile is read for all of the range while
    /// it is in cache.
    pub(super) fn compare(&self, scratch: &mut Scratch, range: Range<usize>, board: &Board) {
        for tile in self.tiles.iter().take_while(|tile| tile.rows.start < range.end) {
            scratch.thresholds.clear();
            scratch.thresholds.extend(tile.rows.clone().map(|row| board.threshold(row)));
            for row in range.clone() {
                self.add_rare(scratch, tile, row);
                self.pass(scratch, tile, row, board.threshold(row));
                self.complete(scratch, row, board);
            }
        }
    }

    fn add_rare(&self, scratch: &mut Scratch, tile: &Tile, row: usize) {
        let sums = &mut scratch.sums[..tile.rows.len()];
        let (columns, values) = self.split.rare.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            let (positions, others) = tile.postings(column);
            for (&position, &other) in positions.iter().zip(others) {
                sums[usize::from(position)] += value * other;
            }
        }
    }

    /// Gathers the rows of the tile before `row` whose sum and bound are above the threshold of either, and clears the sums.
    ///
    /// The bound is the inequality of Cauchy and Schwarz on the frequent columns: `Σ aᵢ bᵢ ≤ |a| |b|`.
    fn pass(&self, scratch: &mut Scratch, tile: &Tile, row: usize, threshold: f32) {
        let Scratch { sums, thresholds, passed, .. } = scratch;
        passed.clear();
        let before = (row - tile.rows.start).min(tile.rows.len());
        let norm = self.split.frequent_norm[row];
        let norms = &self.split.frequent_norm[tile.rows.start..tile.rows.start + before];
        let is_above = |sum: f32, other: f32, others: f32| {
            sum + norm * other > if others < threshold { others } else { threshold }
        };
        let mut gather = |from: usize, sums: &[f32], norms: &[f32], thresholds: &[f32]| {
            for (lane, &sum) in sums.iter().enumerate() {
                if is_above(sum, norms[lane], thresholds[lane]) {
                    passed.push((tile.rows.start + from + lane, sum));
                }
            }
        };
        let (sum_lanes, last_sums) = sums[..before].as_chunks::<LANES>();
        let (norm_lanes, last_norms) = norms.as_chunks::<LANES>();
        let (threshold_lanes, last_thresholds) = thresholds[..before].as_chunks::<LANES>();
        for (chunk, ((sums, norms), thresholds)) in
            sum_lanes.iter().zip(norm_lanes).zip(threshold_lanes).enumerate()
        {
            let mut any = false;
            for lane in 0..LANES {
                any |= is_above(sums[lane], norms[lane], thresholds[lane]);
            }
            if any {
                gather(chunk * LANES, sums, norms, thresholds);
            }
        }
        gather(before - last_sums.len(), last_sums, last_norms, last_thresholds);
        sums[..tile.rows.len()].fill(0.0);
    }

    /// Adds the frequent columns to what passed and tells the board.
    fn complete(&self, scratch: &mut Scratch, row: usize, board: &Board) {
        if scratch.passed.is_empty() {
            return;
        }
        let (columns, values) = self.split.frequent.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            scratch.frequent[column as usize] = value;
        }
        for &(other, sum) in &scratch.passed {
            board.offer(row, other, sum + dot_dense(&scratch.frequent, self.split.frequent.row(other)));
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
