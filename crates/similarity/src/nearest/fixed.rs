//! Scores in 16 bits: coarse, fast to add up, and wrong by no more than is known.

use crate::SparseRows;

/// The largest number of 16 bits: what the length of the longest row becomes.
const ONE: f64 = 65_535.0;

/// The product of two such numbers, in 2⁻¹⁶ and rounded down: on most processors one instruction for eight of them.
#[inline(always)]
pub(super) fn product(a: u16, b: u16) -> u16 {
    ((u32::from(a) * u32::from(b)) >> 16) as u16
}

/// How values and scores of a matrix become 16-bit numbers.
///
/// A value `a` becomes `⌊x⌋` with `x = 65535 a / L`, `L` the length of the longest row, and a score the sum of the products
/// above. As all is rounded down, by the inequality of Cauchy and Schwarz no sum is above `65535² / 2¹⁶ < 65535`, so that none
/// overflows, whatever its order.
pub(super) struct Scale {
    longest: f64,
}

impl Scale {
    pub(super) fn of(rows: &SparseRows) -> Self {
        let square = |row| rows.row(row).1.iter().map(|&value| f64::from(value).powi(2)).sum::<f64>();
        let longest = (0..rows.rows()).map(square).fold(0.0, f64::max).sqrt();
        // A little more than rounding can have lost; not 0, by which nothing can be divided.
        Self { longest: longest * (1.0 + 1e-9) + f64::MIN_POSITIVE }
    }

    pub(super) fn value(&self, value: f32) -> u16 {
        (f64::from(value) / self.longest * ONE) as u16
    }

    /// The score that a dot product would have if nothing were rounded.
    pub(super) fn score(&self, dot: f32) -> f64 {
        f64::from(dot) / self.longest / self.longest * ONE * ONE / 65_536.0
    }

    /// A score lies below the unrounded one, by less than this, for every pair with a row of so many entries.
    ///
    /// A shared column loses less than 1 by the product and `(x + y) / 2¹⁶` by the values, and the `x` of `m` entries add up
    /// to `2¹⁶ √m` at most.
    pub(super) fn slack(entries: usize) -> u16 {
        (entries as f64 + 2.0 * (entries as f64).sqrt()).ceil() as u16
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn scores_are_below_the_truth_by_less_than_the_slack(
            values in prop::collection::vec((0.0f32..1.0, 0.0f32..1.0), 1..80),
            shrink in prop::sample::select(vec![1.0f32, 0.01]),
        ) {
            let mut rows = SparseRows::default();
            rows.push((0..).zip(values.iter().map(|&(a, _)| a)));
            rows.push((0..).zip(values.iter().map(|&(_, b)| b * shrink)));
            let scale = Scale::of(&rows);
            let products = values.iter().map(|&(a, b)| product(scale.value(a), scale.value(b * shrink)));
            let score: f64 = products.map(f64::from).sum();
            let truth = scale.score(rows.dot(0, 1));
            // The truth itself is rounded to single precision.
            prop_assert!(score <= truth + 0.01, "{score} {truth}");
            prop_assert!(truth - score < f64::from(Scale::slack(values.len())) + 0.01, "{score} {truth}");
        }
    }

    #[test]
    fn the_largest_score_fits() {
        let mut rows = SparseRows::default();
        rows.push([(0, 3.0), (1, 4.0)]);
        let scale = Scale::of(&rows);
        let [three, four] = [3.0, 4.0].map(|value| scale.value(value));
        assert_eq!((three, four), (39_320, 52_427));
        assert_eq!(product(three, three) + product(four, four), 65_531);
        assert_eq!(Scale::of(&SparseRows::default()).value(0.0), 0);
    }
}
