//! Terms to the papers that have them.

use similarity::SparseRows;

/// The vectors of papers turned round: for each term the papers that have it, ascending, with its weight in each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Postings {
    offsets: Vec<usize>,
    papers: Vec<u32>,
    weights: Vec<f32>,
}

impl Postings {
    /// The postings of `terms` terms in `rows`, a row a paper. Time and space linear in the entries.
    pub fn of(rows: &SparseRows, terms: usize) -> Self {
        let mut offsets = vec![0; terms + 1];
        for &term in &rows.columns {
            offsets[term as usize + 1] += 1;
        }
        for term in 0..terms {
            offsets[term + 1] += offsets[term];
        }
        let mut next = offsets.clone();
        let (mut papers, mut weights) = (vec![0; rows.columns.len()], vec![0.0; rows.columns.len()]);
        for paper in 0..rows.rows() {
            let (terms, values) = rows.row(paper);
            for (&term, &value) in terms.iter().zip(values) {
                let at = &mut next[term as usize];
                (papers[*at], weights[*at]) = (paper as u32, value);
                *at += 1;
            }
        }
        Self { offsets, papers, weights }
    }

    /// How many terms there are.
    pub fn terms(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The papers that have `term`, ascending, and its weight in each.
    pub fn term(&self, term: u32) -> (&[u32], &[f32]) {
        let range = self.offsets[term as usize]..self.offsets[term as usize + 1];
        (&self.papers[range.clone()], &self.weights[range])
    }
}
