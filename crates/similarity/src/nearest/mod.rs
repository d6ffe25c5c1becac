//! The most similar rows of each row, exactly.
//!
//! 1. Values become 16-bit numbers, rounded down, so that a score is an integer that is below the true one by less than is
//!    known (`fixed`).
//! 2. Columns are cut into frequent and rare ones (`split`), rows into tiles whose scores stay in cache (`index`). A frequent
//!    column is stored with all its zeros, to be added eight rows an instruction; a rare one as a list of the rows that have it.
//!    In abstracts the hundred most frequent of 43,000 columns hold 70 of 100 products, so that most of the work is of the first
//!    kind.
//! 3. Each row is scored against all rows before it: a pair is scored once and told to both of its rows (`search`, `board`).
//! 4. A row keeps what its coarse scores leave among its best `k`, a few more than `k` (`best`). In the end true scores,
//!    [`SparseRows::dot`], choose and order them: nothing of what was rounded is left in the result.
//!
//! Begin reading in `search`.

mod best;
mod board;
mod fixed;
mod index;
mod search;
mod split;

use parallel::{Progress, progress::Stage};

use crate::SparseRows;
use board::Board;
use fixed::Scale;
use search::{Scratch, Search};

/// Rows that a task compares at a time: a tile of the index is read from memory once for all of them.
const CHUNK: usize = 512;

/// The most similar rows of each row.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    offsets: Vec<usize>,
    rows: Vec<u32>,
    scores: Vec<f32>,
}

/// The best `k` of `rows` by true score, if above `floor`; of equal ones the smaller row first.
pub(crate) fn best_by_truth(
    rows: impl Iterator<Item = u32>,
    k: usize,
    floor: f32,
    truth: impl Fn(u32) -> f32,
) -> Vec<(u32, f32)> {
    let mut best: Vec<(u32, f32)> = rows.map(|row| (row, truth(row))).collect();
    best.retain(|&(_, score)| score > floor);
    best.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    best.truncate(k);
    best
}

impl Nearest {
    /// Takes what was found for each row, best first.
    pub(crate) fn from_rows(found: impl IntoIterator<Item = Vec<(u32, f32)>>) -> Self {
        let mut nearest = Self { offsets: vec![0], rows: Vec::new(), scores: Vec::new() };
        for row in found {
            nearest.rows.extend(row.iter().map(|&(other, _)| other));
            nearest.scores.extend(row.iter().map(|&(_, score)| score));
            nearest.offsets.push(nearest.rows.len());
        }
        nearest
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The rows most similar to `row` with their scores, best first; of equal scores the smaller row first.
    pub fn of(&self, row: usize) -> impl ExactSizeIterator<Item = (u32, f32)> + '_ {
        let range = self.offsets[row]..self.offsets[row + 1];
        self.rows[range.clone()].iter().copied().zip(self.scores[range].iter().copied())
    }
}

/// For each row its `k` most similar other rows by dot product ([`SparseRows::dot`]), if above `floor`.
///
/// Where rows have the length 1 that is the cosine. The result is exact: the same rows, scores and order as comparing every
/// row with every other. Of equal scores the smaller row wins. It is fast where rows are of about the same length, as 16 bits
/// then tell scores apart.
///
/// How it works is told at the top of this module. No pair goes unscored: bounds in the manner of Bayardo, Ma and Srikant (2007,
/// "Scaling up all pairs similarity search") and of Anastasiu and Karypis (2014, "L2AP: fast cosine similarity search with prefix
/// L-2 norm bounds") were tried on abstracts, where the products they spare are those that cost least here.
///
/// Time `O(Σ d²)` over the columns with `d` entries each, and `n²` very cheap steps; space `O(entries + n k)`, never `n²`. The
/// same bits at any number of threads. Ticks the stage `links` once a row.
///
/// # Panics
///
/// If `k` is 0, `floor` is not finite, or a value is negative or not finite.
pub fn top_k(rows: &SparseRows, k: usize, floor: f32, progress: &Progress) -> Nearest {
    assert!(k > 0 && floor.is_finite(), "k is at least 1 and the floor a number");
    assert!(rows.values.iter().all(|&value| (0.0..f32::INFINITY).contains(&value)), "values are 0 or more");
    search(rows, k, floor, &progress.stage("links", rows.rows()))
}

fn search(rows: &SparseRows, k: usize, floor: f32, stage: &Stage<'_>) -> Nearest {
    let scale = Scale::of(rows);
    let split = split::split(rows, &scale);
    let tiles = index::tiles(&split, rows.rows());
    let board = Board::new(rows, &scale, k, floor);
    let search = Search { split, tiles, board: &board, k };
    parallel::chunks::map_with(rows.rows(), CHUNK, Scratch::new, |scratch, range| {
        let ticks = range.len();
        search.compare(scratch, range);
        stage.tick(ticks);
    });
    let found = parallel::chunks::map_with(
        rows.rows(),
        CHUNK,
        || vec![0.0; rows.width()],
        |spread, range| range.map(|row| board.settle(row, spread)).collect::<Vec<_>>(),
    );
    Nearest::from_rows(found.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A row with every other; scores as bits.
    fn brute_force_of(rows: &SparseRows, row: usize, k: usize, floor: f32) -> Vec<(u32, u32)> {
        let others = (0..rows.rows()).filter(|&other| other != row);
        let mut scored: Vec<(u32, f32)> = others.map(|other| (other as u32, rows.dot(row, other))).collect();
        scored.retain(|&(_, score)| score > floor);
        // Stable: of equal scores the smaller row stays first.
        scored.sort_by(|a, b| b.1.total_cmp(&a.1));
        scored.truncate(k);
        scored.into_iter().map(|(other, score)| (other, score.to_bits())).collect()
    }

    fn bits_of(nearest: &Nearest, row: usize) -> Vec<(u32, u32)> {
        nearest.of(row).map(|(other, score)| (other, score.to_bits())).collect()
    }

    fn matrix(entries: &[Vec<(u32, u8)>], normalise: bool) -> SparseRows {
        let mut rows = SparseRows::default();
        for entries in entries {
            let mut row: Vec<(u32, f32)> =
                entries.iter().map(|&(column, value)| (column, value.into())).collect();
            // Column 0 gathers most entries, as frequent terms do.
            row.sort_by_key(|&(column, _)| column);
            row.dedup_by_key(|(column, _)| *column);
            let length = row.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
            rows.push(
                row.into_iter()
                    .map(|(column, value)| (column, if normalise { value / length } else { value })),
            );
        }
        rows
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        // Few columns and small values make many ties, empty rows and copies; skewed columns make frequent ones and rare ones.
        #[test]
        fn equals_brute_force_bit_for_bit(
            entries in prop::collection::vec(
                prop::collection::vec(((0u32..8, 0u32..8, 0u32..6).prop_map(|(a, b, c)| a * b * c % 60), 1u8..4), 0..10), 0..150),
            normalise: bool,
            k in prop::sample::select(vec![1usize, 2, 6, 200]),
            floor in prop::sample::select(vec![-1.0f32, 0.0, 0.3, 0.9, 40.0]),
        ) {
            let rows = matrix(&entries, normalise);
            let run = |threads| {
                parallel::with_threads(threads, || top_k(&rows, k, floor, &Progress::none())).unwrap()
            };
            let nearest = run(1);
            for row in 0..rows.rows() {
                prop_assert_eq!(bits_of(&nearest, row), brute_force_of(&rows, row, k, floor));
            }
            prop_assert_eq!(nearest, run(3));
        }
    }

    /// Made-up papers: more than one tile, and every row of a crowd of copies.
    #[test]
    fn tiles_and_crowds_change_nothing() {
        let mut rows = SparseRows::default();
        let plan =
            testkit::sparse::Plan { rows: index::TILE as u32 + 300, ..testkit::sparse::Plan::default() };
        for row in testkit::sparse::rows(plan, 1) {
            rows.push(row);
        }
        for _ in 0..400 {
            rows.push([(3, 0.6), (900, 0.8)]);
        }
        let nearest = top_k(&rows, 15, 0.05, &Progress::none());
        for row in (0..rows.rows()).step_by(9) {
            assert_eq!(bits_of(&nearest, row), brute_force_of(&rows, row, 15, 0.05));
        }
    }
    #[test]
    fn nothing_and_no_neighbours() {
        assert_eq!(top_k(&SparseRows::default(), 3, 0.0, &Progress::none()).rows(), 0);
        let mut rows = SparseRows::default();
        rows.push([(0, 1.0)]);
        rows.push([]);
        rows.push([(1, 1.0)]);
        let nearest = top_k(&rows, 3, 0.0, &Progress::none());
        assert!((0..3).all(|row| nearest.of(row).len() == 0));
    }
}
