//! The terms of a part of the corpus: a period, or a cluster.

use similarity::Terms;

use crate::Members;

/// The terms of `groups`, which are among `papers`: a row for each of their papers, group after group, with the document
/// frequencies of `papers`; and which rows are of which group. Terms keep their numbers.
///
/// Time and space `O(entries + vocabulary)`.
pub fn part(terms: &Terms, papers: &[u32], groups: &[Vec<u32>]) -> (Terms, Members) {
    let mut counts = vec![0; terms.vocabulary.len()];
    for &paper in papers {
        for &term in terms.vectors.row(paper as usize).0 {
            counts[term as usize] += 1;
        }
    }
    let vocabulary = terms
        .vocabulary
        .iter()
        .zip(counts)
        .map(|(term, papers)| similarity::Term { papers, ..term.clone() })
        .collect();
    let mut own = Terms { vocabulary, ..Terms::default() };
    let mut group_of = Vec::new();
    for (group, papers) in groups.iter().enumerate() {
        for &paper in papers {
            let (columns, values) = terms.vectors.row(paper as usize);
            own.vectors.push(columns.iter().copied().zip(values.iter().copied()));
            group_of.push(group as u32);
        }
    }
    (own, Members::new(&group_of))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::tests::terms_of;

    #[test]
    fn frequencies_are_those_of_the_part() {
        let terms = terms_of(&[vec![0], vec![0, 1], vec![1], vec![0, 1]], &["a", "b"]);
        let (own, members) = part(&terms, &[0, 1, 2], &[vec![2], vec![1]]);
        assert_eq!(own.vocabulary.iter().map(|term| term.papers).collect::<Vec<_>>(), [2, 2]);
        assert_eq!((own.vectors.row(0).0, own.vectors.row(1).0), (&[1][..], &[0, 1][..]));
        assert_eq!((members.of(0), members.of(1)), (&[0][..], &[1][..]));
    }
}
