//! How good lists of terms are: whether their terms go together, and whether the lists differ.
//!
//! Coherence is the mean normalised pointwise mutual information of pairs of terms (Gerlof Bouma, 2009, "Normalized (Pointwise)
//! Mutual Information in Collocation Extraction"), counted over papers: with `p(a)` the share of papers that have `a`,
//!
//! `npmi(a, b) = ln (p(a, b) / (p(a) p(b))) / −ln p(a, b)`,
//!
//! 1 where they are always together, 0 by chance, −1 where never. Jey Han Lau, David Newman and Timothy Baldwin (2014, "Machine
//! Reading Tea Leaves") found it to agree with what people judge. Diversity is the share of terms that are different among the terms of
//! all lists (Adji B. Dieng, Francisco J. R. Ruiz and David M. Blei, 2020, "Topic Modeling in Embedding Spaces").

use similarity::Terms;

/// The papers of each term, ascending.
#[derive(Debug)]
pub struct Postings {
    offsets: Vec<usize>,
    papers: Vec<u32>,
    rows: usize,
}

impl Postings {
    /// From the rows of `terms`. Time and space `O(entries)`.
    pub fn new(terms: &Terms) -> Self {
        let columns = &terms.vectors.columns;
        let mut offsets = vec![0; terms.vocabulary.len() + 1];
        for &term in columns {
            offsets[term as usize + 1] += 1;
        }
        for term in 1..offsets.len() {
            offsets[term] += offsets[term - 1];
        }
        let mut next = offsets.clone();
        let mut papers = vec![0; columns.len()];
        let rows = terms.vectors.rows();
        for row in 0..rows {
            for &term in terms.vectors.row(row).0 {
                papers[next[term as usize]] = row as u32;
                next[term as usize] += 1;
            }
        }
        Self { offsets, papers, rows }
    }

    fn of(&self, term: u32) -> &[u32] {
        &self.papers[self.offsets[term as usize]..self.offsets[term as usize + 1]]
    }
}

/// How many papers have each pair of a few terms.
#[derive(Debug)]
pub struct Together {
    /// A square, row by row; the diagonal has the papers of each term.
    papers: Vec<u32>,
    terms: usize,
    rows: f64,
}

impl Together {
    /// Counts the papers of each two terms of `list`. With `k` papers of all of them in sum, time `O(k (log k + list))`.
    pub fn count(postings: &Postings, list: &[u32]) -> Self {
        let of_term = |(at, &term): (usize, &u32)| postings.of(term).iter().map(move |&paper| (paper, at));
        let mut entries: Vec<(u32, usize)> = list.iter().enumerate().flat_map(of_term).collect();
        entries.sort_unstable();
        let mut papers = vec![0; list.len() * list.len()];
        for here in entries.chunk_by(|a, b| a.0 == b.0) {
            for &(_, a) in here {
                for &(_, b) in here {
                    papers[a * list.len() + b] += 1;
                }
            }
        }
        Self { papers, terms: list.len(), rows: postings.rows as f64 }
    }

    /// The normalised pointwise mutual information of two terms by their places in the list, −1 to 1.
    pub fn npmi(&self, a: usize, b: usize) -> f64 {
        let share = |a: usize, b: usize| f64::from(self.papers[a * self.terms + b]) / self.rows;
        let both = share(a, b);
        match both {
            _ if self.papers[a * self.terms + b] == 0 => -1.0,
            // All papers have both: nothing could be closer.
            1.0 => 1.0,
            _ => (both / (share(a, a) * share(b, b))).ln() / -both.ln(),
        }
    }
}

/// The mean of the mean NPMI of the pairs of each list; `None` where no list has a pair.
pub fn coherence(terms: &Terms, lists: &[Vec<u32>]) -> Option<f64> {
    let postings = Postings::new(terms);
    let of_list = |list: &Vec<u32>| {
        let together = Together::count(&postings, list);
        let pairs = (0..list.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        pairs.clone().map(|(a, b)| together.npmi(a, b)).sum::<f64>() / pairs.count() as f64
    };
    let lists: Vec<&Vec<u32>> = lists.iter().filter(|list| list.len() > 1).collect();
    let all = parallel::chunks::collect(lists.len(), 1, |at| of_list(lists[at]));
    (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
}

/// The share of different terms among the terms of all lists; `None` where there are none.
pub fn diversity(lists: &[Vec<u32>]) -> Option<f64> {
    let mut all: Vec<u32> = lists.concat();
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    (count > 0).then(|| all.len() as f64 / count as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::tests::terms_of;

    #[test]
    fn coherence_by_hand() {
        // Of eight papers four have 0, two have 1 (both with 0), two have 2 (one with 0, none with 1).
        let papers = [vec![0, 1], vec![0, 1], vec![0, 2], vec![0], vec![2], vec![], vec![], vec![]];
        let terms = terms_of(&papers, &["a", "b", "c"]);
        let together = Together::count(&Postings::new(&terms), &[0, 1, 2]);
        // ln (1/4 / (1/2 · 1/4)) / ln 4 = ln 2 / ln 4; ln (1/8 / (1/2 · 1/4)) = 0; never.
        assert!((together.npmi(0, 1) - 0.5).abs() < 1e-12);
        assert!(together.npmi(0, 2).abs() < 1e-12);
        assert_eq!(together.npmi(1, 2), -1.0);
        let coherence = coherence(&terms, &[vec![0, 1], vec![2, 0, 1], vec![2]]).unwrap();
        assert!((coherence - (0.5 - 0.5 / 3.0) / 2.0).abs() < 1e-12, "{coherence}");
    }

    #[test]
    fn diversity_by_hand() {
        assert_eq!(diversity(&[vec![0, 1], vec![1, 2]]), Some(0.75));
        assert_eq!(diversity(&[vec![]]), None);
    }
}
