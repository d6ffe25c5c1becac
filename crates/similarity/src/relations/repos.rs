//! Links between papers that link the same repositories.

use super::{Tie, merge};

/// What shared repositories say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repos {
    /// Ascending by (source, target), each pair once.
    pub ties: Vec<Tie>,
    /// Repositories that more papers link than the cap, as (repository, papers), ascending; they gave no ties.
    pub capped: Vec<(u32, u32)>,
}

/// Ties papers that link the same repositories.
///
/// A repository that `d` papers link ties each two of them with `1 / log₂ d`: 1 where they are the only two, 0.5 at four
/// papers, 0.18 at fifty (after Adamic and Adar 2003, "Friends and neighbors on the Web"). Several shared repositories add
/// up by `1 − Π(1 − sᵢ)`. One that more than `cap` papers link, say a framework, tells nothing about two of them, and its
/// `d²/2` pairs would swamp the graph: it is named in [`Repos::capped`].
///
/// `links` are (repository, paper), in any order; repeats count once. Time and space `O(d² log)` for each repository.
pub fn ties(mut links: Vec<(u32, u32)>, cap: usize) -> Repos {
    links.sort_unstable();
    links.dedup();
    let mut found = Repos::default();
    let mut ties = Vec::new();
    for papers in links.chunk_by(|a, b| a.0 == b.0) {
        if papers.len() > cap {
            found.capped.push((papers[0].0, papers.len() as u32));
            continue;
        }
        let strength = 1.0 / (papers.len() as f64).log2();
        for (position, &(_, source)) in papers.iter().enumerate() {
            ties.extend(papers[position + 1..].iter().map(|&(_, target)| Tie { source, target, strength }));
        }
    }
    found.ties = merge(ties);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_repositories_tie_strongly_and_common_ones_not_at_all() {
        // Repository 0: papers 3 and 1, the latter twice. Repository 1: four papers. Repository 2: five, one over the cap.
        let mut links = vec![(0, 3), (0, 1), (0, 1), (1, 0), (1, 1), (1, 2), (1, 3)];
        links.extend((0..5).map(|paper| (2, paper)));
        let Repos { ties, capped } = ties(links, 4);
        assert_eq!(capped, [(2, 5)]);
        let strengths: Vec<_> = ties.iter().map(|tie| (tie.source, tie.target, tie.strength)).collect();
        assert_eq!(strengths, [(0, 1, 0.5), (0, 2, 0.5), (0, 3, 0.5), (1, 2, 0.5), (1, 3, 1.0), (2, 3, 0.5)]);
    }

    #[test]
    fn a_repository_of_one_paper_ties_nobody() {
        assert_eq!(ties(vec![(0, 0), (1, 1)], 50), Repos::default());
    }
}
