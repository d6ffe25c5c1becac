//! Links between papers of which one cites the other.

use super::Tie;

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
    let tie = |&(citing, cited): &(u32, u32)| {
        let damped = damping(references[citing as usize]) * damping(cited_by[cited as usize]);
        Tie::between(citing, cited, 1.0 / damped.sqrt())
    };
    merge(citations.iter().filter(|(citing, cited)| citing != cited).map(tie).collect())
}

/// Independent pieces of evidence for the same pair add up so that 1 is never passed: `1 − Π(1 − sᵢ)`.
///
/// `ties` are put in order of (source, target); pieces are combined in the order in which they came.
fn merge(mut ties: Vec<Tie>) -> Vec<Tie> {
    ties.sort_by_key(Tie::key);
    ties.dedup_by(|next, kept| {
        let same = next.key() == kept.key();
        if same {
            kept.strength = 1.0 - (1.0 - kept.strength) * (1.0 - next.strength);
        }
        same
    });
    ties
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_halves_make_three_quarters() {
        let tie = |source, target, strength| Tie { source, target, strength };
        let merged = merge(vec![tie(1, 2, 0.5), tie(0, 2, 0.1), tie(1, 2, 0.5)]);
        assert_eq!(merged, [tie(0, 2, 0.1), tie(1, 2, 0.75)]);
    }

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
