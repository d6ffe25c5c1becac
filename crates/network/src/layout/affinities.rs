//! The graph's weights as the probabilities `p` that t-SNE keeps.

use parallel::chunks;

use super::pieces::Piece;
use crate::Graph;

/// Rows in a task: enough work to pay for it.
const CHUNK: usize = 1024;

/// Symmetric probabilities `p` over the pairs of a piece, as compressed sparse rows with the piece's own numbers
/// `0..n`: the neighbours of `i` stand at `offsets[i]..offsets[i + 1]` in `targets` and `weights`.
pub(super) struct Affinities {
    pub offsets: Vec<usize>,
    pub targets: Vec<u32>,
    pub weights: Vec<f32>,
}

impl Affinities {
    /// `p(i, j) = (w(i, j) / s(i) + w(i, j) / s(j)) / 2n` with `s` the strengths: they add up to 1.
    pub fn of(graph: &Graph, piece: &Piece) -> Self {
        let n = piece.len();
        let mut own = vec![0u32; graph.nodes()];
        for (number, &vertex) in piece.vertices.iter().enumerate() {
            own[vertex as usize] = number as u32;
        }
        let strengths = chunks::collect(n, CHUNK, |i| graph.strength(piece.vertices[i] as usize));
        let rows: Vec<Vec<(u32, f32)>> = chunks::collect(n, CHUNK, |i| {
            let vertex = piece.vertices[i] as usize;
            graph
                .links_of(vertex)
                .map(|(neighbour, weight)| {
                    let j = own[neighbour];
                    let shares = weight / strengths[i] + weight / strengths[j as usize];
                    (j, (shares / (2.0 * n as f64)) as f32)
                })
                .collect()
        });
        Self::from_rows(rows)
    }

    /// The same with `order[i]` as the vertex `i`.
    pub fn reordered(&self, order: &[u32]) -> Self {
        let mut number = vec![0u32; order.len()];
        for (new, &old) in order.iter().enumerate() {
            number[old as usize] = new as u32;
        }
        let rows: Vec<Vec<(u32, f32)>> = chunks::collect(order.len(), CHUNK, |i| {
            let mut row: Vec<(u32, f32)> =
                self.row(order[i] as usize).map(|(j, weight)| (number[j], weight)).collect();
            row.sort_unstable_by_key(|&(j, _)| j);
            row
        });
        Self::from_rows(rows)
    }

    fn from_rows(rows: Vec<Vec<(u32, f32)>>) -> Self {
        let mut offsets = vec![0];
        offsets.extend(rows.iter().scan(0, |end, row| {
            *end += row.len();
            Some(*end)
        }));
        let (targets, weights) = rows.into_iter().flatten().unzip();
        Self { offsets, targets, weights }
    }

    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The affinities of `i` as (other, p).
    pub fn row(&self, i: usize) -> impl Iterator<Item = (usize, f32)> + '_ {
        let range = self.offsets[i]..self.offsets[i + 1];
        self.targets[range.clone()].iter().map(|&j| j as usize).zip(self.weights[range].iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Link, layout::pieces};

    #[test]
    fn a_path_of_three_by_hand() {
        let links =
            [(1, 2, 3.0), (2, 3, 1.0)].map(|(source, target, weight)| Link { source, target, weight });
        let graph = Graph::from_links(5, &links).unwrap();
        let affinities = Affinities::of(&graph, &pieces::connected(&graph)[0]);
        assert_eq!(affinities.offsets, [0, 1, 3, 4]);
        assert_eq!(affinities.targets, [1, 0, 2, 1]);
        // Shares 1 of 3 and 3/4 of 4 for the first link, 1/4 and 1 for the second, over 2 × 3.
        let (first, second) = (1.75 / 6.0, 1.25 / 6.0);
        for (weight, expected) in affinities.weights.iter().zip([first, first, second, second]) {
            assert!((weight - expected).abs() < 1e-7, "{weight} {expected}");
        }
    }
}
