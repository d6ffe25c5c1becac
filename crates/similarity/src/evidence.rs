//! What two papers share: the reasons of a link.

use corpus::{Paper, Repo};

use crate::Terms;

/// What two papers share.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<'a> {
    /// The terms that give most of the cosine, most first; of equal ones the smaller number first.
    pub terms: Vec<SharedTerm>,
    /// How many terms they share in all, words inside of phrases included.
    pub shared_terms: usize,
    /// The repositories that both link, sorted.
    pub repos: Vec<&'a Repo>,
    /// Whether the source cites the target.
    pub cites: bool,
    /// Whether the target cites the source.
    pub cited: bool,
}

/// A term that two papers share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SharedTerm {
    /// The number of the term in the vocabulary.
    pub term: u32,
    /// Its share of the cosine, above 0 and up to 1. A phrase has the shares of its words in it.
    pub share: f64,
}

/// What the papers `source` and `target` share, with at most `most` terms.
///
/// A term gives the product of its two weights to the cosine. A word that is part of a shared phrase is not told besides the
/// phrase: what it gives is counted with the phrase that gives most.
///
/// `citations` are (citing, cited) positions, ascending, as in [`corpus::Corpus`]. Time linear in the terms of the two
/// papers.
pub fn evidence<'a>(
    source: usize,
    target: usize,
    papers: &'a [Paper],
    citations: &[(u32, u32)],
    terms: &Terms,
    most: usize,
) -> Evidence<'a> {
    let cites = |citing: usize, cited: usize| citations.binary_search(&(citing as u32, cited as u32)).is_ok();
    let others = &papers[target].repos;
    let mut told = shared(source, target, terms);
    let shared_terms = terms.vectors.shared(source, target).count();
    told.truncate(most);
    Evidence {
        terms: told,
        shared_terms,
        repos: papers[source].repos.iter().filter(|repo| others.contains(repo)).collect(),
        cites: cites(source, target),
        cited: cites(target, source),
    }
}

/// The shared terms with what they give, most first; parts of shared phrases counted with a phrase.
fn shared(source: usize, target: usize, terms: &Terms) -> Vec<SharedTerm> {
    let mut open: Vec<SharedTerm> = terms
        .vectors
        .shared(source, target)
        .map(|(term, x, y)| SharedTerm { term, share: f64::from(x) * f64::from(y) })
        .collect();
    let total: f64 = open.iter().map(|shared| shared.share).sum();
    for shared in &mut open {
        shared.share /= total;
    }
    let mut told = Vec::with_capacity(open.len());
    // Long phrases first: the phrases inside of them are parts too.
    open.sort_by_key(|shared| std::cmp::Reverse(terms.vocabulary[shared.term as usize].parts.len()));
    while !open.is_empty() {
        let parts_of = |shared: &SharedTerm| terms.vocabulary[shared.term as usize].parts.len();
        let longest = open.iter().take_while(|shared| parts_of(shared) == parts_of(&open[0]));
        let strongest = longest
            .enumerate()
            .fold(0, |best, (at, shared)| if shared.share > open[best].share { at } else { best });
        let mut phrase = open.remove(strongest);
        let parts = &terms.vocabulary[phrase.term as usize].parts;
        open.retain(|shared| {
            let is_part = parts.contains(&shared.term);
            phrase.share += if is_part { shared.share } else { 0.0 };
            !is_part
        });
        told.push(phrase);
    }
    told.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.term.cmp(&b.term)));
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SparseRows, Term};

    fn term(text: &str, parts: &[u32]) -> Term {
        Term { text: text.into(), papers: 2, parts: parts.to_vec() }
    }

    #[test]
    fn a_phrase_stands_for_its_words() {
        let vocabulary = vec![
            term("volume", &[]),
            term("rendering", &[]),
            term("scan", &[]),
            term("volume rendering", &[0, 1]),
        ];
        let mut vectors = SparseRows::default();
        vectors.push([(0, 0.25), (1, 0.25), (2, 0.5), (3, 0.5)]);
        vectors.push([(0, 0.5), (1, 0.5), (2, 0.5), (3, 0.5)]);
        vectors.push([(0, 1.0)]);
        let terms = Terms { vocabulary, vectors, ..Terms::default() };
        let mut papers = vec![Paper::default(); 3];
        papers[1].title = "x".into();
        let found = evidence(0, 1, &papers, &[(1, 0)], &terms, 9);
        // Products 1/8, 1/8, 1/4, 1/4 of 3/4: the phrase has its words' and its own, 2/3 in all.
        let shares: Vec<_> =
            found.terms.iter().map(|shared| (shared.term, (shared.share * 3.0).round())).collect();
        assert_eq!(shares, [(3, 2.0), (2, 1.0)]);
        assert_eq!((found.shared_terms, found.cites, found.cited), (4, false, true));
        // Where the phrase is not shared, the word is told.
        let found = evidence(0, 2, &papers, &[(1, 0)], &terms, 9);
        assert_eq!(found.terms, [SharedTerm { term: 0, share: 1.0 }]);
        assert_eq!((found.cites, found.cited), (false, false));
        assert!(evidence(0, 1, &papers, &[], &terms, 0).terms.is_empty());
    }
}
