//! Where all threads put what they find.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU16, Ordering},
};

use super::{
    best::{Best, Scored},
    fixed::Scale,
};
use crate::SparseRows;

/// The best candidates of every row. A pair is scored once and told to both of its rows.
///
/// The order in which candidates come depends on threads, what is kept in the end does not: thresholds only ever rise, and
/// only over what cannot be among the best.
///
/// Scores on the board are one more than those of [`Scale`]: a threshold of 0 then lets everything pass, as it must where the
/// floor is below the slack.
pub(super) struct Board<'a> {
    rows: &'a SparseRows,
    floor: f32,
    best: Vec<Mutex<Best>>,
    /// The threshold of each row: read without a lock, and harmless when old.
    thresholds: Vec<AtomicU16>,
}

impl<'a> Board<'a> {
    /// A board with nothing on it.
    pub(super) fn new(rows: &'a SparseRows, scale: &Scale, k: usize, floor: f32) -> Self {
        let best = |row: usize| {
            let slack = Scale::slack(rows.row(row).0.len());
            // A float below 0 becomes 0. Less one for the rounding of true scores to single precision.
            Best::new(k, slack, (scale.score(floor) - f64::from(slack) - 1.0) as u16)
        };
        let (best, thresholds) = (0..rows.rows())
            .map(best)
            .map(|best| (AtomicU16::new(best.threshold()), Mutex::new(best)))
            .map(|(threshold, best)| (best, threshold))
            .unzip();
        Self { rows, floor, best, thresholds }
    }

    /// A score that is not above this is of no interest to `row`.
    pub(super) fn threshold(&self, row: usize) -> u16 {
        self.thresholds[row].load(Ordering::Relaxed)
    }

    /// `k` rows that have been or will be offered to `row` score so much or more.
    pub(super) fn raise(&self, row: usize, score: u16) {
        self.change(row, |best| best.raise(score));
    }

    /// Tells both rows of a pair.
    pub(super) fn offer(&self, a: usize, b: usize, score: u16) {
        for (row, other) in [(a, b), (b, a)] {
            if score > self.threshold(row) {
                let truth = |other: u32| self.rows.dot(row, other as usize);
                let candidate = Scored { score, row: other as u32 };
                self.change(row, |best| best.offer(candidate, self.floor, truth));
            }
        }
    }

    fn change(&self, row: usize, change: impl FnOnce(&mut Best)) {
        let mut best = self.best[row].lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut best);
        self.thresholds[row].store(best.threshold(), Ordering::Relaxed);
    }

    /// The best of a row with their true scores, best first, once all pairs have been offered. `spread` is as long as the matrix
    /// is wide, and all 0 before and after.
    pub(super) fn settle(&self, row: usize, spread: &mut [f32]) -> Vec<(u32, f32)> {
        let (columns, values) = self.rows.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            spread[column as usize] = value;
        }
        let mut best = self.best[row].lock().unwrap_or_else(PoisonError::into_inner);
        let settled = best.settle(self.floor, |other| self.rows.dot_spread(spread, other as usize));
        for &column in columns {
            spread[column as usize] = 0.0;
        }
        settled
    }
}
