//! The strongest few of many candidates.

use std::cmp::Ordering;

/// A candidate for a tie with a paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) paper: u32,
    pub(super) strength: f64,
}

impl Candidate {
    /// Stronger first; of equal ones the nearer to `paper` in the order of the corpus, then the earlier.
    ///
    /// Counts of shared items tie all the time. Were the earliest paper to win, the first papers of a corpus would be linked
    /// to all others with the same keyword and look central.
    fn order(self, other: Self, paper: u32) -> Ordering {
        let by_distance = self.paper.abs_diff(paper).cmp(&other.paper.abs_diff(paper));
        other.strength.total_cmp(&self.strength).then(by_distance).then(self.paper.cmp(&other.paper))
    }
}

/// Keeps the `most` strongest candidates of `paper`, in no order. Time linear in the candidates.
pub(super) fn keep(candidates: &mut Vec<Candidate>, most: usize, paper: u32) {
    if most < candidates.len() {
        candidates.select_nth_unstable_by(most, |a, b| a.order(*b, paper));
        candidates.truncate(most);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strength_goes_before_nearness_and_nearness_before_order() {
        let kept = |most| {
            let strengths = [(0, 0.5), (3, 0.5), (6, 0.5), (7, 0.5), (9, 0.9)];
            let mut candidates: Vec<Candidate> =
                strengths.map(|(paper, strength)| Candidate { paper, strength }).to_vec();
            keep(&mut candidates, most, 5);
            let mut papers: Vec<u32> = candidates.iter().map(|candidate| candidate.paper).collect();
            papers.sort_unstable();
            papers
        };
        assert_eq!((kept(1), kept(2), kept(3)), (vec![9], vec![6, 9], vec![3, 6, 9]));
        assert_eq!((kept(0), kept(5), kept(usize::MAX)), (vec![], vec![0, 3, 6, 7, 9], vec![0, 3, 6, 7, 9]));
    }
}
