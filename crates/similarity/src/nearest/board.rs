//! Where all threads put what they find.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

use super::best::{Best, Scored};

/// The best candidates of every row. A pair is scored once and told to both of its rows.
///
/// The order in which candidates come depends on threads, what is kept in the end does not: thresholds only ever rise, and
/// only over what cannot be among the best.
pub(super) struct Board {
    best: Vec<Mutex<Best>>,
    /// The bits of the threshold of each row: read without a lock, and harmless when old.
    thresholds: Vec<AtomicU32>,
}

impl Board {
    pub(super) fn new(best: impl Iterator<Item = Best>) -> Self {
        let (best, thresholds) = best
            .map(|best| (AtomicU32::new(best.threshold().to_bits()), Mutex::new(best)))
            .map(|(t, b)| (b, t))
            .unzip();
        Self { best, thresholds }
    }

    /// A score that is not above this is of no interest to `row`.
    pub(super) fn threshold(&self, row: usize) -> f32 {
        f32::from_bits(self.thresholds[row].load(Ordering::Relaxed))
    }

    /// Tells both rows of a pair.
    pub(super) fn offer(&self, a: usize, b: usize, score: f32) {
        for (row, other) in [(a, b), (b, a)] {
            if score > self.threshold(row) {
                let mut best = self.best[row].lock().unwrap_or_else(PoisonError::into_inner);
                best.offer(Scored { score, row: other as u32 });
                self.thresholds[row].store(best.threshold().to_bits(), Ordering::Relaxed);
            }
        }
    }

    /// Everything that was kept, row by row.
    pub(super) fn into_best(self) -> Vec<Best> {
        self.best.into_iter().map(|best| best.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}
