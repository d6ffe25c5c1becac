//! The best few of many candidates whose scores are known up to rounding.

use crate::nearest::best_by_truth;

/// A candidate with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) score: f32,
    pub(super) row: u32,
}

/// Keeps every candidate that may be among the best `k`, and the score below which none can be.
///
/// Scores may be wrong by `slack` either way. So a candidate within twice that of the `k`-th best must stay: their true order
/// may be the other way round.
#[derive(Debug)]
pub(super) struct Best {
    k: usize,
    slack: f32,
    /// No candidate at or below this score is of interest.
    threshold: f32,
    kept: Vec<Scored>,
    /// How many candidates may gather before the worst are thrown out.
    room: usize,
}

/// Throwing out costs a pass: let some gather first.
const SPARE: usize = 6;

impl Best {
    /// Candidates count if their true score is above `floor`.
    pub(super) fn new(k: usize, floor: f32, slack: f32) -> Self {
        Self { k, slack, threshold: floor - slack, kept: Vec::new(), room: k.saturating_add(SPARE) }
    }

    /// A candidate whose score is not above this cannot be among the best.
    pub(super) fn threshold(&self) -> f32 {
        self.threshold
    }

    pub(super) fn offer(&mut self, candidate: Scored) {
        if candidate.score <= self.threshold {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() >= self.room {
            self.shrink();
            self.room = self.kept.len().max(self.k) + SPARE;
        }
    }

    fn shrink(&mut self) {
        let descending = |a: &Scored, b: &Scored| b.score.total_cmp(&a.score);
        let (_, kth, _) = self.kept.select_nth_unstable_by(self.k - 1, descending);
        // One step further down: a candidate exactly two slacks below must stay.
        self.threshold = self.threshold.max((kth.score - 2.0 * self.slack).next_down());
        self.kept.retain(|candidate| candidate.score > self.threshold);
    }

    /// The best `k` by true score, of equal ones the smaller row first; `truth` gives the true score of a row.
    pub(super) fn settle(&self, floor: f32, truth: impl Fn(u32) -> f32) -> Vec<(u32, f32)> {
        best_by_truth(self.kept.iter().map(|candidate| candidate.row), self.k, floor, truth)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keeps_what_sorting_keeps(
            scores in prop::collection::vec((0u8..8, -0.9f32..0.9), 0..60),
            k in 1usize..6,
            slack in prop::sample::select(vec![0.0f32, 0.1, 1.0]),
        ) {
            let truth = |row: u32| f32::from(scores[row as usize].0);
            let mut best = Best::new(k, 2.0, slack);
            // Backwards: ties must go to the smaller row all the same.
            for (row, &(score, error)) in scores.iter().enumerate().rev() {
                best.offer(Scored { score: f32::from(score) + slack * error, row: row as u32 });
            }
            let mut expected: Vec<(u32, f32)> =
                (0..scores.len() as u32).map(|row| (row, truth(row))).filter(|it| it.1 > 2.0).collect();
            expected.sort_by(|a, b| b.1.total_cmp(&a.1));
            expected.truncate(k);
            prop_assert_eq!(best.settle(2.0, truth), expected);
        }
    }
}
