//! The most similar rows of each row, exactly.
//!
//! Begin reading in `search`: `split` and `index` prepare what it reads, `board` and `best` keep what it finds.

pub(crate) mod best;
mod board;
mod index;
mod search;
mod split;

use parallel::{Progress, progress::Stage};

use crate::SparseRows;
use search::Search;

/// Rows that a task compares at a time: a tile of the index is read from memory once for all of them. Divides every tile.
const CHUNK: usize = 256;

/// How many postings of rare columns there may be for each pair of rows. More make finding dearer, and the bound on what is
/// left tighter. CPU seconds on 83,000 abstracts, one run each on a busy machine: 61 at 0.7, 27 at 1.4, 15.1 at 2.5, 14.3 at
/// 3.3, and 15.7 and 16.0 without frequent columns.
const POSTINGS_PER_PAIR: f64 = 3.0;

/// The most similar rows of each row.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    offsets: Vec<usize>,
    rows: Vec<u32>,
    scores: Vec<f32>,
}

impl Nearest {
    /// Takes what was found for each row, best first.
    pub(crate) fn from_rows(found: impl IntoIterator<Item = Vec<best::Scored>>) -> Self {
        let mut nearest = Self { offsets: vec![0], rows: Vec::new(), scores: Vec::new() };
        for row in found {
            nearest.rows.extend(row.iter().map(|scored| scored.row));
            nearest.scores.extend(row.iter().map(|scored| scored.score));
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
/// row with every other. Of equal scores the smaller row wins.
///
/// Columns are split into rare and frequent ones. Postings of the rare ones are added up for all rows at once; by the
/// inequality of Cauchy and Schwarz on the frequent ones most rows are then out, and only the rest is completed. Each pair is
/// looked at once. The idea that
/// the most frequent columns need no index is that of Bayardo, Ma and Srikant (2007, "Scaling up all pairs similarity search"),
/// the bound by lengths that of Anastasiu and Karypis (2014, "L2AP: fast cosine similarity search with prefix L-2 norm
/// bounds").
///
/// Time up to `O(Σ d²)` over the columns with `d` entries each, and `n²` very cheap steps; space `O(entries + n k)`, never
/// `n²`. The same bits at any number of threads. Ticks the stage `links` once a row.
///
/// # Panics
///
/// If `k` is 0 or `floor` is not finite.
pub fn top_k(rows: &SparseRows, k: usize, floor: f32, progress: &Progress) -> Nearest {
    assert!(k > 0 && floor.is_finite(), "k is at least 1 and the floor a number");
    search(rows, k, floor, POSTINGS_PER_PAIR, &progress.stage("links", rows.rows()))
}

fn search(rows: &SparseRows, k: usize, floor: f32, postings_per_pair: f64, stage: &Stage<'_>) -> Nearest {
    let split = split::split(rows, postings_per_pair);
    let tiles = index::tiles(&split.rare, split.rare_width);
    let search = Search { rows, split, tiles };
    let board = search.board(k, floor);
    parallel::chunks::map_with(
        rows.rows(),
        CHUNK,
        || search.scratch(),
        |scratch, range| {
            let ticks = range.len();
            search.compare(scratch, range, &board);
            stage.tick(ticks);
        },
    );
    let best = board.into_best();
    let found = parallel::chunks::collect(rows.rows(), CHUNK, |row| {
        best[row].settle(floor, |other| rows.dot(row, other as usize))
    });
    Nearest::from_rows(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every row with every other.
    fn brute_force(rows: &SparseRows, k: usize, floor: f32) -> Vec<Vec<(u32, u32)>> {
        let of = |row: usize| {
            let others = (0..rows.rows()).filter(|&other| other != row);
            let mut scored: Vec<(u32, f32)> =
                others.map(|other| (other as u32, rows.dot(row, other))).collect();
            scored.retain(|&(_, score)| score > floor);
            scored.sort_by(|a, b| b.1.total_cmp(&a.1));
            scored.truncate(k);
            scored.into_iter().map(|(other, score)| (other, score.to_bits())).collect()
        };
        (0..rows.rows()).map(of).collect()
    }

    fn bits(nearest: &Nearest) -> Vec<Vec<(u32, u32)>> {
        (0..nearest.rows())
            .map(|row| nearest.of(row).map(|(other, score)| (other, score.to_bits())).collect())
            .collect()
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
        // Few columns and small values make many ties; skewed columns make the split matter.
        #[test]
        fn equals_brute_force_bit_for_bit(
            entries in prop::collection::vec(
                prop::collection::vec(((0u32..8, 0u32..8, 0u32..6).prop_map(|(a, b, c)| a * b * c % 60), 1u8..4), 0..10), 0..90),
            normalise: bool,
            k in 1usize..7,
            floor in prop::sample::select(vec![0.0f32, 0.3, 0.9]),
            // From all columns frequent to all rare.
            postings_per_pair in prop::sample::select(vec![0.0, 0.1, 0.5, 100.0]),
        ) {
            let rows = matrix(&entries, normalise);
            let run = |threads| {
                let work = || search(&rows, k, floor, postings_per_pair, &Progress::none().stage("links", 0));
                parallel::with_threads(threads, work).unwrap()
            };
            let nearest = run(1);
            prop_assert_eq!(bits(&nearest), brute_force(&rows, k, floor));
            prop_assert_eq!(nearest, run(3));
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
        assert_eq!(bits(&nearest), [const { Vec::new() }; 3]);
    }
}
