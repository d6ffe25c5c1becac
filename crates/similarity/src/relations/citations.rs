//! Links between papers of which one cites the other.

use super::{Tie, merge};

/// Ties each citing paper to the one it cites.
///
/// One citation among many says less, be it from a survey or to a classic. The strength is `1 / √(log₂(1 + r) · log₂(1 + c))`
/// with `r` the references of the citing paper inside the corpus and `c` the citations of the cited one: 1 for an only
/// citation, 0.19 from a paper with 20 references to one with 100 citations. The logarithm is the same damping as that of
/// repositories; dividing by `√(r · c)` itself would leave 0.02 there, which drowns in chance similarity of terms. Two
/// papers that cite each other add up by `1 − Π(1 − sᵢ)`.
///
/// `citations` are (citing, cited) papers below `papers`; loops are left out. Ascending by (source, target), each pair
/// once. Time `O(m log m)`.
pub fn ties(papers: usize, citations: &[(u32, u32)]) -> Vec<Tie> {
    let mut references = vec![0u32; papers];
    let mut cited_by = vec![0u32; papers];
    for &(citing, cited) in citations {
        references[citing as usize] += 1;
        cited_by[cited as usize] += 1;
    }
    let damping = |count: u32| (1.0 + f64::from(count)).log2();
    let tie = |&(citing, cited): &(u32, u32)| Tie {
        source: citing.min(cited),
        target: citing.max(cited),
        strength: 1.0 / (damping(references[citing as usize]) * damping(cited_by[cited as usize])).sqrt(),
    };
    merge(citations.iter().filter(|(citing, cited)| citing != cited).map(tie).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_by_hand() {
        // 3 cites 0, 1 and 2; 0 is cited by three papers, and 0 and 4 cite each other.
        let ties = ties(5, &[(0, 4), (1, 0), (3, 0), (3, 1), (3, 2), (4, 0)]);
        let at = |source, target| {
            ties.iter().find(|tie| (tie.source, tie.target) == (source, target)).unwrap().strength
        };
        assert_eq!(ties.len(), 5);
        assert_eq!(at(1, 3), 1.0 / 2.0f64.sqrt()); // log₂ 4 = 2 references, log₂ 2 = 1 citation
        assert_eq!(at(0, 3), 0.5); // log₂ 4 = 2 on both sides
        assert_eq!(at(0, 1), 1.0 / 2.0f64.sqrt());
        assert_eq!(at(0, 4), 1.0); // 0 cites 4 alone: nothing can be added
    }
}
