//! The best few of many candidates whose scores are known up to rounding.

/// A candidate with its score, in 16 bits: the true one is not below it, and above it by less than the slack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scored {
    pub(super) score: u16,
    pub(super) row: u32,
}

/// Keeps every candidate that may be among the best `k`, and the score below which none can be.
#[derive(Debug)]
pub(super) struct Best {
    k: usize,
    slack: u16,
    /// No candidate at or below this score is of interest.
    threshold: u16,
    kept: Vec<Scored>,
    /// How many candidates may gather before the worst are thrown out.
    room: usize,
}

/// Throwing out costs a pass: let some gather first.
const SPARE: usize = 8;

/// If more than so many times `k` are too close to tell apart, as copies of one paper are, their true scores tell.
const CROWD: usize = 8;

impl Best {
    /// Candidates at or below `threshold` do not count.
    pub(super) fn new(k: usize, slack: u16, threshold: u16) -> Self {
        Self { k, slack, threshold, kept: Vec::new(), room: k.saturating_add(SPARE) }
    }

    /// A candidate whose score is not above this cannot be among the best.
    pub(super) fn threshold(&self) -> u16 {
        self.threshold
    }

    /// At least `k` candidates that were offered or will be have this score or more.
    pub(super) fn raise(&mut self, score: u16) {
        // One more for the rounding of true scores to single precision.
        self.threshold = self.threshold.max(score.saturating_sub(self.slack).saturating_sub(1));
    }

    /// `truth` gives the true scores of rows, of which only those above `floor` count.
    pub(super) fn offer(&mut self, candidate: Scored, floor: f32, truth: impl Fn(u32) -> f32) {
        if candidate.score <= self.threshold {
            return;
        }
        self.kept.push(candidate);
        if self.kept.len() < self.room {
            return;
        }
        self.shrink();
        if self.kept.len() / CROWD > self.k {
            let best = self.settle(floor, truth);
            self.kept.retain(|candidate| best.iter().any(|&(row, _)| row == candidate.row));
        }
        self.room = self.kept.len().max(self.k) + SPARE;
    }

    fn shrink(&mut self) {
        if self.kept.len() < self.k {
            return;
        }
        let (_, kth, _) = self.kept.select_nth_unstable_by(self.k - 1, |a, b| b.score.cmp(&a.score));
        let kth = kth.score;
        self.raise(kth);
        self.kept.retain(|candidate| candidate.score > self.threshold);
    }

    /// The best `k` by true score, of equal ones the smaller row first.
    pub(super) fn settle(&mut self, floor: f32, truth: impl Fn(u32) -> f32) -> Vec<(u32, f32)> {
        self.shrink();
        super::best_by_truth(self.kept.iter().map(|candidate| candidate.row), self.k, floor, truth)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn keeps_what_sorting_keeps(
            scores in prop::collection::vec((0u8..8, 0.0f32..0.99), 0..90),
            k in 1usize..6,
            slack in prop::sample::select(vec![0u16, 1, 10]),
        ) {
            let truth = |row: u32| f32::from(scores[row as usize].0);
            let mut best = Best::new(k, slack, 2u16.saturating_sub(slack));
            // Backwards: ties must go to the smaller row all the same.
            for (row, &(score, error)) in scores.iter().enumerate().rev() {
                // One more, as on the board: a threshold of 0 lets everything pass.
                let score = u16::from(score).saturating_sub((f32::from(slack) * error) as u16) + 1;
                best.offer(Scored { score, row: row as u32 }, 2.0, truth);
                prop_assert!(best.kept.len() <= CROWD * (k + 1) + SPARE);
            }
            let mut expected: Vec<(u32, f32)> =
                (0..scores.len() as u32).map(|row| (row, truth(row))).filter(|&(_, score)| score > 2.0).collect();
            expected.sort_by(|a, b| b.1.total_cmp(&a.1));
            expected.truncate(k);
            prop_assert_eq!(best.settle(2.0, truth), expected);
        }
    }
}
