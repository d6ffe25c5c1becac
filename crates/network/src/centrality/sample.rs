//! How much work path centralities may do, and what is said of the result.

use parallel::{reduce, seed};
use rand::seq::SliceRandom;

/// When a path centrality is computed from a sample of the vertices, and from how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sampling {
    /// Graphs with at most so many vertices are computed exactly.
    pub exact_up_to: usize,
    /// How many vertices are drawn in larger ones.
    pub pivots: usize,
    /// Where the random numbers come from.
    pub seed: u64,
}

/// How accurate scores are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Accuracy {
    /// Up to rounding.
    Exact,
    /// Estimated from a sample.
    Sampled {
        /// How many vertices, or pairs of vertices, were drawn.
        samples: usize,
        /// With the stated confidence no score is further than this from its true value.
        error: f64,
        /// The chance that the error bound holds for all vertices at once.
        confidence: f64,
    },
}

/// The confidence of stated error bounds.
pub(super) const CONFIDENCE: f64 = 0.95;

/// `count` of `0..len` without repetition, ascending.
pub(super) fn draw(len: usize, count: usize, seed: u64, stage: &str, index: u64) -> Vec<u32> {
    let mut random = seed::stream(seed, stage, index);
    let mut all: Vec<u32> = (0..len as u32).collect();
    let (drawn, _) = all.partial_shuffle(&mut random, count.min(len));
    drawn.sort_unstable();
    drawn.to_vec()
}

/// What [`half_width`] needs so that intervals for `means` means, each from a sample of `pivots`, all hold
/// with [`CONFIDENCE`].
pub(super) fn slack(means: usize, pivots: usize) -> f64 {
    // Each interval can fail on two sides.
    (2.0 * means as f64 / (1.0 - CONFIDENCE)).ln() / pivots as f64
}

/// `ln(1/p)` where each side of the intervals of `means` means may fail with probability `p` in this round, from 1, so
/// that all intervals of all rounds hold with [`CONFIDENCE`]: the failures `1/(r(r + 1))` of rounds add up to 1.
pub(super) fn rarity(means: usize, round: usize) -> f64 {
    (2.0 * means as f64 * (round * (round + 1)) as f64 / (1.0 - CONFIDENCE)).ln()
}

/// How large a sample must be for an interval around `mean` no wider than `wanted` on either side.
pub(super) fn needed(mean: f64, wanted: f64, rarity: f64) -> usize {
    let above = relative_entropy(mean, (mean + wanted).min(1.0));
    let below = if wanted < mean { relative_entropy(mean, mean - wanted) } else { f64::INFINITY };
    (rarity / above.min(below)).ceil() as usize
}

/// The largest [`half_width`] around any of the means `sums/samples`.
pub(super) fn widest(sums: &[f64], samples: usize, slack: f64) -> f64 {
    let width = |sum: f64| half_width(sum / samples as f64, slack);
    let largest = reduce::max(sums.len(), |at| sums[at]);
    let around = width(largest);
    // Intervals widen with the mean as long as they lie below one half.
    if largest / samples as f64 + around < 0.5 {
        around
    } else {
        reduce::max(sums.len(), |at| width(sums[at]))
    }
}

/// Half the width of an interval that holds the mean of numbers in 0..1, of which a sample of `pivots`
/// (with or without repetition) has the mean `mean`; it fails with probability `2 exp(−pivots · slack)` at
/// most, where `slack` is `ln(2/failure)/pivots`.
///
/// The interval is all `p` with `KL(mean ‖ p) ≤ slack`, `KL` the relative entropy of two coins: Hoeffding
/// (1963), "Probability inequalities for sums of bounded random variables", theorem 1 in its first and
/// sharpest form, and section 6 for drawing without repetition. For scores near 0, the usual case, it is
/// far narrower than the well-known last form.
pub(super) fn half_width(mean: f64, slack: f64) -> f64 {
    let mean = mean.clamp(0.0, 1.0);
    let upper = boundary(mean, 1.0, slack) - mean;
    let lower = mean - boundary(mean, 0.0, slack);
    upper.max(lower)
}

/// Where, on the way from `mean` to `end`, the relative entropy reaches `slack`; by bisection, from the
/// outside.
fn boundary(mean: f64, end: f64, slack: f64) -> f64 {
    let (mut inside, mut outside) = (mean, end);
    for _ in 0..40 {
        let middle = (inside + outside) / 2.0;
        if relative_entropy(mean, middle) <= slack { inside = middle } else { outside = middle }
    }
    outside
}

fn relative_entropy(p: f64, q: f64) -> f64 {
    let term = |p: f64, q: f64| if p == 0.0 { 0.0 } else { p * (p / q).ln() };
    term(p, q) + term(1.0 - p, 1.0 - q)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_has_nobody_twice_and_depends_on_the_seed() {
        let drawn = draw(1000, 300, 7, "test", 0);
        assert_eq!(drawn.len(), 300);
        assert!(drawn.is_sorted_by(|a, b| a < b) && drawn[299] < 1000);
        assert_ne!(drawn, draw(1000, 300, 8, "test", 0));
        assert_eq!(draw(5, 9, 7, "test", 0), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn widths_by_hand() {
        // From the mean 0, KL(0 ‖ p) = −ln(1 − p): the border is 1 − exp(−slack).
        assert!((half_width(0.0, 0.01) - (1.0 - (-0.01f64).exp())).abs() < 1e-9);
        assert!((half_width(1.0, 0.01) - (1.0 - (-0.01f64).exp())).abs() < 1e-9);
        // Never wider than the last form of the bound, √(slack/2), by Pinsker's inequality, and near it at
        // one half.
        let widest = (0.001f64 / 2.0).sqrt();
        assert!(half_width(0.5, 0.001) <= widest + 1e-9 && half_width(0.5, 0.001) > 0.999 * widest);
        assert!(half_width(0.01, 0.001) < 0.3 * widest);
    }

    #[test]
    fn a_sample_as_large_as_needed_has_an_interval_as_wide_as_wanted() {
        for mean in [0.0, 0.002, 0.3, 0.9] {
            let samples = needed(mean, 0.01, rarity(100, 1));
            let width = |samples: usize| half_width(mean, rarity(100, 1) / samples as f64);
            assert!(width(samples) <= 0.01 + 1e-9 && width(samples - 1) > 0.01 - 1e-9, "{mean}");
        }
        // No mean of the list has a wider interval than what is said of all.
        for sums in [[0.0, 1.0, 5.0], [0.0, 49.0, 60.0], [10.0, 51.0, 99.0]] {
            let each = sums.map(|sum| half_width(sum / 100.0, 0.05));
            assert_eq!(widest(&sums, 100, 0.05), each.into_iter().fold(0.0, f64::max));
        }
        // The failures of all rounds stay within what is left of the confidence.
        let failures: f64 = (1..1000).map(|round| 2.0 * 7.0 * (-rarity(7, round)).exp()).sum();
        assert!(failures < 1.0 - CONFIDENCE && failures > 0.99 * (1.0 - CONFIDENCE));
    }
}
