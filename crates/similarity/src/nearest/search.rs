//! Add up the scores of a row with all rows before it, tile by tile, and tell the board those that count.

use std::ops::Range;

use super::{
    board::Board,
    fixed::product,
    index::{TILE, Tile},
    split::Split,
};

/// Scores that are looked at together; a whole number of SIMD registers.
const LANES: usize = 16;

/// Groups of scores whose maxima tell how good the `k`-th best is at least.
const GROUPS: usize = 64;

/// All that a search reads, and the board that it writes on.
pub(super) struct Search<'a> {
    pub(super) split: Split,
    pub(super) tiles: Vec<Tile>,
    pub(super) board: &'a Board<'a>,
    pub(super) k: usize,
}

/// Memory that a thread uses again and again.
pub(super) struct Scratch {
    /// One more than the score of each row of a tile. As long as 16 bits reach, so that no position needs a check.
    scores: Box<[u16; 1 << 16]>,
    /// The thresholds of the rows of a tile, as they were when the tile was begun.
    thresholds: Vec<u16>,
    /// Positions of scores that count.
    passed: Vec<usize>,
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self { scores: Box::new([1; 1 << 16]), thresholds: Vec::with_capacity(TILE), passed: Vec::new() }
    }
}

impl Search<'_> {
    /// Compares each row of `range` with all rows before it. A tile is read for all of the range while it is in cache; the
    /// nearest tile comes first, as papers that stand together are often alike.
    pub(super) fn compare(&self, scratch: &mut Scratch, range: Range<usize>) {
        let tiles = self.tiles.partition_point(|tile| tile.rows.start < range.end);
        for tile in self.tiles[..tiles].iter().rev() {
            scratch.thresholds.clear();
            scratch.thresholds.extend(tile.rows.clone().map(|row| self.board.threshold(row)));
            for row in range.clone() {
                let before = row.saturating_sub(tile.rows.start).min(tile.rows.len());
                self.add_frequent(scratch, tile, row, before);
                self.add_rare(scratch, tile, row, before);
                self.tell(scratch, tile, row, before);
                scratch.scores[..before].fill(1);
            }
        }
    }

    fn add_frequent(&self, scratch: &mut Scratch, tile: &Tile, row: usize, before: usize) {
        let scores = &mut scratch.scores[..before];
        let (columns, values) = self.split.frequent.row(row);
        let (fours, last_columns) = columns.as_chunks::<4>();
        let (four_values, last_values) = values.as_chunks::<4>();
        for (columns, &values) in fours.iter().zip(four_values) {
            add_four(scores, values, columns.map(|column| tile.frequent(column, before)));
        }
        for (&column, &value) in last_columns.iter().zip(last_values) {
            for (score, &other) in scores.iter_mut().zip(tile.frequent(column, before)) {
                *score += product(value, other);
            }
        }
    }

    fn add_rare(&self, scratch: &mut Scratch, tile: &Tile, row: usize, before: usize) {
        let (columns, values) = self.split.rare.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            let (positions, others) = tile.rare(column);
            let entries = positions.iter().zip(others);
            if before == tile.rows.len() {
                add_list(&mut scratch.scores, value, entries);
            } else {
                let is_before = |&(&position, _): &(&u16, &u16)| usize::from(position) < before;
                add_list(&mut scratch.scores, value, entries.take_while(is_before));
            }
        }
    }

    /// Tells the board every score that is above the threshold of either row.
    fn tell(&self, scratch: &mut Scratch, tile: &Tile, row: usize, before: usize) {
        let scores = &scratch.scores[..before];
        if tile.rows.contains(&row)
            && let Some(score) = kth_at_least(scores, self.k)
        {
            self.board.raise(row, score);
        }
        scratch.passed.clear();
        gather(scores, &scratch.thresholds, self.board.threshold(row), &mut scratch.passed);
        for &position in &scratch.passed {
            self.board.offer(row, tile.rows.start + position, scores[position]);
        }
    }
}

/// Adds four columns at a time: scores are read and written once for all of them.
///
/// On its own the compiler spreads the values over registers once; inlined, again for every eight rows.
#[inline(never)]
fn add_four(scores: &mut [u16], values: [u16; 4], columns: [&[u16]; 4]) {
    let [a, b, c, d] = columns.map(|column| &column[..scores.len()]);
    for (position, score) in scores.iter_mut().enumerate() {
        *score += product(values[0], a[position])
            + product(values[1], b[position])
            + product(values[2], c[position])
            + product(values[3], d[position]);
    }
}

fn add_list<'a>(scores: &mut [u16; 1 << 16], value: u16, entries: impl Iterator<Item = (&'a u16, &'a u16)>) {
    for (&position, &other) in entries {
        scores[usize::from(position)] += product(value, other);
    }
}

/// A score that at least `k` of `scores` reach: the `k`-th best of the maxima of groups.
///
/// Without it a row would take in most of the first tile until it has learnt what is good.
fn kth_at_least(scores: &[u16], k: usize) -> Option<u16> {
    let (chunks, _) = scores.as_chunks::<GROUPS>();
    if chunks.is_empty() || k > GROUPS {
        return None;
    }
    let mut maxima = [0; GROUPS];
    for chunk in chunks {
        for (maximum, &score) in maxima.iter_mut().zip(chunk) {
            *maximum = score.max(*maximum);
        }
    }
    let (_, &mut kth, _) = maxima.select_nth_unstable_by(k - 1, |a, b| b.cmp(a));
    Some(kth)
}

/// Puts the positions of scores above `threshold` or their own threshold into `passed`.
fn gather(scores: &[u16], thresholds: &[u16], threshold: u16, passed: &mut Vec<usize>) {
    // What is above leaves something: SSE2 has no comparison of unsigned numbers.
    let above = |score: u16, own: u16| score.saturating_sub(own) | score.saturating_sub(threshold);
    let mut pick = |from: usize, scores: &[u16], thresholds: &[u16]| {
        let pairs = scores.iter().zip(thresholds).enumerate();
        passed
            .extend(pairs.filter(|&(_, (&score, &own))| above(score, own) != 0).map(|(lane, _)| from + lane));
    };
    let (chunks, last) = scores.as_chunks::<LANES>();
    let (own, last_own) = thresholds[..scores.len()].as_chunks::<LANES>();
    for (chunk, (scores, own)) in chunks.iter().zip(own).enumerate() {
        let mut any = 0;
        for lane in 0..LANES {
            any |= above(scores[lane], own[lane]);
        }
        if any != 0 {
            pick(chunk * LANES, scores, own);
        }
    }
    pick(scores.len() - last.len(), last, last_own);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn at_least_k_scores_reach_it(scores in prop::collection::vec(0u16..500, 0..400), k in 1usize..80) {
            if let Some(score) = kth_at_least(&scores, k) {
                prop_assert!(scores.iter().filter(|&&other| other >= score).count() >= k);
            }
        }

        #[test]
        fn what_is_above_either_threshold_passes(
            pairs in prop::collection::vec((0u16..100, 0u16..100), 0..100),
            threshold in 0u16..100,
        ) {
            let (scores, thresholds): (Vec<u16>, Vec<u16>) = pairs.into_iter().unzip();
            let mut passed = Vec::new();
            gather(&scores, &thresholds, threshold, &mut passed);
            let above = |&position: &usize| scores[position] > thresholds[position].min(threshold);
            prop_assert_eq!(passed, (0..scores.len()).filter(above).collect::<Vec<_>>());
        }
    }
}
