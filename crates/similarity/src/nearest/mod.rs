//! The most similar rows of each row, exactly.

mod best;

use parallel::Progress;

use crate::SparseRows;
use best::{Best, Scored};

/// The most similar rows of each row.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    offsets: Vec<usize>,
    rows: Vec<u32>,
    scores: Vec<f32>,
}

impl Nearest {
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

/// For each row its `k` most similar other rows by dot product, if above `floor`.
pub fn top_k(rows: &SparseRows, k: usize, floor: f32, progress: &Progress) -> Nearest {
    let stage = progress.stage("nearest", rows.rows());
    let found = parallel::chunks::map(rows.rows(), 64, |range| {
        stage.tick(range.len());
        range
            .map(|row| {
                let mut best = Best::new(k, floor);
                for other in (0..rows.rows()).filter(|&other| other != row) {
                    best.offer(Scored { score: rows.dot(row, other), row: other as u32 });
                }
                best.take()
            })
            .collect::<Vec<_>>()
    });
    let mut nearest = Nearest { offsets: vec![0], rows: Vec::new(), scores: Vec::new() };
    for row in found.into_iter().flatten() {
        nearest.rows.extend(row.iter().map(|scored| scored.row));
        nearest.scores.extend(row.iter().map(|scored| scored.score));
        nearest.offsets.push(nearest.rows.len());
    }
    nearest
}
