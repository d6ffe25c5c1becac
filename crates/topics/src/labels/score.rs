//! How far a term speaks for a cluster.
//!
//! The log-odds ratio with an informative Dirichlet prior, divided by its standard deviation (Burt L. Monroe, Michael P.
//! Colaresi and Kevin M. Quinn, 2008, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the Content of
//! Political Conflict"), which favours neither the rare nor the common. In the paper, `y` counts words in texts of a group;
//! here it counts papers that have the term. `α` is the prior: what an average cluster would hold.

use similarity::Terms;

use super::KeyTerm;
use crate::Members;

/// How much further a phrase reaches than a word of the same score: "time series" tells a reader more than "series".
pub const PHRASE_FAVOUR: f64 = 1.6;
/// A term needs this many papers of a cluster to speak for it.
const SUPPORT: u32 = 2;

/// How many papers of each cluster have each term.
#[derive(Debug)]
pub struct Counts {
    clusters: Vec<Vec<(u32, u32)>>,
}

impl Counts {
    /// Counts the papers of `members` in the rows of `terms`. Time `O(entries)`.
    pub fn new(terms: &Terms, members: &Members) -> Self {
        let clusters = parallel::chunks::map_with(
            members.clusters(),
            1,
            || vec![0u32; terms.vocabulary.len()],
            |counts, range| {
                let mut touched = Vec::new();
                for &paper in members.of(range.start) {
                    for &term in terms.vectors.row(paper as usize).0 {
                        if counts[term as usize] == 0 {
                            touched.push(term);
                        }
                        counts[term as usize] += 1;
                    }
                }
                touched.sort_unstable();
                touched.into_iter().map(|term| (term, std::mem::take(&mut counts[term as usize]))).collect()
            },
        );
        Self { clusters }
    }

    /// The terms of a cluster, ascending, with how many of its papers have each.
    pub fn of(&self, cluster: usize) -> &[(u32, u32)] {
        &self.clusters[cluster]
    }
}

/// The terms that two or more papers of a cluster have and that it has more than its share of, best first, ties by term. `all` is
/// the sum of the papers of all terms.
pub fn score(terms: &Terms, counts: &[(u32, u32)], all: f64, clusters: usize) -> Vec<KeyTerm> {
    let within: f64 = counts.iter().map(|&(_, papers)| f64::from(papers)).sum();
    let mut scored: Vec<KeyTerm> = counts
        .iter()
        .filter(|&&(_, papers)| papers >= SUPPORT)
        .map(|&(term, papers)| {
            let word = &terms.vocabulary[term as usize];
            let everywhere = f64::from(word.papers);
            let group = Group { with: f64::from(papers), all: within };
            let rest = Group { with: everywhere - group.with, all: all - within };
            let prior = Group { with: everywhere / clusters as f64, all: all / clusters as f64 };
            let favour = if word.is_phrase() { PHRASE_FAVOUR } else { 1.0 };
            KeyTerm { term, papers, score: favour * log_odds(group, rest, prior) }
        })
        .filter(|key| key.score > 0.0)
        .collect();
    scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    scored
}

/// How often a term occurs among all occurrences of terms.
#[derive(Clone, Copy)]
struct Group {
    with: f64,
    all: f64,
}

/// The z-score of equation 22 of the paper: `δ / σ(δ)`.
fn log_odds(group: Group, rest: Group, prior: Group) -> f64 {
    let odds = |side: Group| {
        ((side.with + prior.with) / (side.all + prior.all - side.with - prior.with).max(1.0)).ln()
    };
    let variance = 1.0 / (group.with + prior.with) + 1.0 / (rest.with + prior.with);
    (odds(group) - odds(rest)) / variance.sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_odds_by_hand() {
        let group = Group { with: 8.0, all: 100.0 };
        let rest = Group { with: 2.0, all: 300.0 };
        let prior = Group { with: 2.0, all: 100.0 };
        // ln(10/190) − ln(4/396) = 1.6507; variance 1/10 + 1/4 = 0.35.
        let expected = ((10.0f64 / 190.0).ln() - (4.0f64 / 396.0).ln()) / 0.35f64.sqrt();
        assert!((log_odds(group, rest, prior) - expected).abs() < 1e-12);
        assert!((expected - 2.790_160).abs() < 1e-6, "{expected}");
        // A term as common inside as outside says nothing.
        let even = Group { with: 4.0, all: 100.0 };
        assert!(
            log_odds(even, Group { with: 12.0, all: 300.0 }, Group { with: 4.0, all: 100.0 }).abs() < 1e-12
        );
    }
}
