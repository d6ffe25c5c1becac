//! What two papers share: the reasons of a link.

use corpus::Corpus;

use crate::{
    GraphSettings, RELATIONS, Relation, Terms,
    relations::items::{self, Items},
};

/// What two papers share.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<'a> {
    /// The terms that give most of the cosine, most first; of equal ones the smaller number first.
    pub terms: Vec<SharedTerm>,
    /// How many terms they share in all, words inside of phrases included.
    pub shared_terms: usize,
    /// The repositories that both link, the rarest first, like the next four.
    pub repos: Vec<&'a str>,
    /// The works that both cite: titles, or references as written where there are none.
    pub works: Vec<&'a str>,
    /// The papers that cite both, as positions in the corpus; the rarest are those with the fewest references in the corpus.
    pub citing: Vec<u32>,
    /// The authors that both have, as first written.
    pub authors: Vec<&'a str>,
    /// The keywords that both have, as first written.
    pub keywords: Vec<&'a str>,
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

/// What reasons are looked up in.
pub struct Reasons<'a> {
    corpus: &'a Corpus,
    terms: &'a Terms,
    /// What papers have in common, in the order of [`Relation::ALL`]; nothing where the relation is not about that.
    common: [Option<Common<'a>>; RELATIONS],
}

/// What papers have in common by one relation: the items of each paper, and how many papers have each.
struct Common<'a> {
    items: Items<'a>,
    papers: Vec<u32>,
}

impl<'a> Reasons<'a> {
    /// Prepares to explain links between the papers of `corpus`. Hubs above the caps of `settings` are no reasons, and neither
    /// is anything of a relation that counts nothing. Time and space linear in what papers list.
    pub fn new(corpus: &'a Corpus, terms: &'a Terms, settings: &GraphSettings) -> Self {
        let common = |relation| {
            let sharing = settings.sharing(relation).filter(|_| settings.weight(relation) > 0.0)?;
            let mut items = items::items(relation, corpus)?;
            items.of_paper.take_hubs(sharing.cap);
            let papers = items.of_paper.column_counts();
            Some(Common { items, papers })
        };
        Self { corpus, terms, common: Relation::ALL.map(common) }
    }

    /// What the papers `source` and `target` share, with at most `most` terms. Time linear in what the two papers list.
    pub fn of(&self, source: u32, target: u32, most: usize) -> Evidence<'a> {
        let cites = |citing, cited| self.corpus.citations.binary_search(&(citing, cited)).is_ok();
        let names = |relation| self.names(relation, source, target);
        Evidence {
            terms: self.terms(source, target, most),
            shared_terms: self.terms.vectors.shared(source as usize, target as usize).count(),
            repos: names(Relation::Repos),
            works: names(Relation::Coupling),
            citing: self.items(Relation::Cocitation, source, target),
            authors: names(Relation::Authors),
            keywords: names(Relation::Keywords),
            cites: cites(source, target),
            cited: cites(target, source),
        }
    }

    /// At most `most` of the terms that two papers share, as in [`Evidence::terms`].
    ///
    /// A term gives the product of its two weights to the cosine. A word that is part of a shared phrase is not told besides
    /// the phrase: what it gives is counted with the phrase that gives most.
    pub fn terms(&self, a: u32, b: u32, most: usize) -> Vec<SharedTerm> {
        let mut told = shared_terms(a as usize, b as usize, self.terms);
        told.truncate(most);
        told
    }

    /// What two papers have in common by `relation`, by the numbers of [`relations::items`](crate::relations::items), the
    /// rarest first, ties by number: positions in [`Corpus::works`] for coupling, in [`Corpus::papers`] for co-citation.
    pub fn items(&self, relation: Relation, a: u32, b: u32) -> Vec<u32> {
        let Some(Common { items, papers }) = &self.common[relation as usize] else { return Vec::new() };
        let mut both: Vec<u32> = items.of_paper.shared(a as usize, b as usize).collect();
        both.sort_by_key(|&item| papers[item as usize]);
        both
    }

    /// The same by name.
    pub fn names(&self, relation: Relation, a: u32, b: u32) -> Vec<&'a str> {
        let Some(Common { items, .. }) = &self.common[relation as usize] else { return Vec::new() };
        self.items(relation, a, b).into_iter().map(&items.name).collect()
    }
}

/// The terms that two rows share with what they give to the cosine, most first; parts of shared phrases counted with a phrase.
pub fn shared_terms(source: usize, target: usize, terms: &Terms) -> Vec<SharedTerm> {
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
    use corpus::{CitedWork, Paper};

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
        let corpus =
            Corpus { papers: vec![Paper::default(); 3], citations: vec![(1, 0)], ..Corpus::default() };
        let reasons = Reasons::new(&corpus, &terms, &GraphSettings::default());
        let found = reasons.of(0, 1, 9);
        // Products 1/8, 1/8, 1/4, 1/4 of 3/4: the phrase has its words' and its own, 2/3 in all.
        let shares: Vec<_> =
            found.terms.iter().map(|shared| (shared.term, (shared.share * 3.0).round())).collect();
        assert_eq!(shares, [(3, 2.0), (2, 1.0)]);
        assert_eq!((found.shared_terms, found.cites, found.cited), (4, false, true));
        // Where the phrase is not shared, the word is told.
        let found = reasons.of(0, 2, 9);
        assert_eq!(found.terms, [SharedTerm { term: 0, share: 1.0 }]);
        assert_eq!((found.cites, found.cited), (false, false));
        assert!(reasons.of(0, 1, 0).terms.is_empty());
    }

    /// Papers 0 and 1 share an author, a keyword and two works; 2 and 3 cite both of them, 2 nothing else.
    fn related() -> Corpus {
        let paper = |title: &str, author: &str| Paper {
            title: title.into(),
            authors: vec![author.into()],
            keywords: vec!["Flow".into()],
            ..Paper::default()
        };
        let work = |text: &str| CitedWork { text: text.into(), ..CitedWork::default() };
        Corpus {
            papers: vec![paper("a", "Doe, J."), paper("b", "DOE J"), paper("c", "Roe"), paper("d", "Poe")],
            works: ["classic", "rare", "a", "b", "c"].map(work).to_vec(),
            references_of: vec![vec![0, 1], vec![0, 1], vec![0, 2, 3], vec![2, 3, 4]],
            citations: vec![(2, 0), (2, 1), (3, 0), (3, 1), (3, 2)],
            ..Corpus::default()
        }
    }

    #[test]
    fn what_is_shared_is_told_with_the_rarest_first() {
        let corpus = related();
        let terms = Terms {
            vectors: [0; 4].iter().fold(SparseRows::default(), |mut rows, _| {
                rows.push([]);
                rows
            }),
            ..Terms::default()
        };
        let mut settings = GraphSettings { weights: [1.0; RELATIONS], ..GraphSettings::default() };
        let found = Reasons::new(&corpus, &terms, &settings).of(0, 1, 9);
        assert_eq!(found.works, ["rare", "classic"]);
        assert_eq!(found.citing, [2, 3]);
        assert_eq!((found.authors, found.keywords), (vec!["Doe, J."], vec!["Flow"]));
        // A hub is no reason, and what counts nothing neither.
        settings.keywords.cap = 3;
        settings.weights[Relation::Authors as usize] = 0.0;
        let found = Reasons::new(&corpus, &terms, &settings).of(0, 1, 9);
        assert_eq!((found.authors, found.keywords), (vec![], vec![]));
    }
}
