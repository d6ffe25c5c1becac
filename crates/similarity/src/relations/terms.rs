//! Links between papers that use the same terms.

use super::{Tie, each_once};
use crate::Nearest;

/// A tie for every two papers of which one has the other among its most similar; the strength is their cosine.
///
/// Ascending by (source, target), each pair once. Time `O(nk log nk)`.
pub fn ties(nearest: &Nearest) -> Vec<Tie> {
    let of_row = |row: usize| {
        // Rounding may carry the cosine of equal vectors over 1.
        nearest.of(row).map(move |(other, score)| Tie::between(row as u32, other, f64::from(score).min(1.0)))
    };
    each_once((0..nearest.rows()).flat_map(of_row).collect())
}

#[cfg(test)]
mod tests {
    use parallel::Progress;

    use super::*;
    use crate::{SparseRows, nearest};

    #[test]
    fn a_pair_stands_once_whoever_found_it() {
        let mut rows = SparseRows::default();
        rows.push([(0, 1.0)]);
        rows.push([(0, 0.8), (1, 0.6)]);
        rows.push([(1, 1.0)]);
        // 0 and 2 both find 1; 1 finds only 0.
        let ties = ties(&nearest::top_k(&rows, 1, 0.0, &Progress::none()));
        let tie = |source, target, strength: f32| Tie { source, target, strength: strength.into() };
        assert_eq!(ties, [tie(0, 1, 0.8), tie(1, 2, 0.6)]);
    }
}
