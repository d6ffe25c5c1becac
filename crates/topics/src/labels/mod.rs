//! Key terms of clusters, and labels made from them.
//!
//! A term speaks for a cluster if its papers have it far more often than the others ([`score`]). Terms that are at home everywhere
//! are stop words of the discipline and speak for none ([`general`]). Of the rest those are chosen that also go together, since a
//! list is read as one topic, and none that is a piece of another ([`choose`]). A label is the first few of them that a reader
//! takes in at a glance, no word twice; no two clusters get the same. [`wording`] writes terms as the texts do; [`quality`]
//! measures lists of terms of any origin.

pub mod choose;
pub mod general;
pub mod quality;
pub mod score;
pub mod wording;

use rustc_hash::FxHashSet;
use similarity::Terms;

use crate::Members;
use choose::words_in_common;

/// A term that speaks for a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyTerm {
    /// Number of the term in the vocabulary.
    pub term: u32,
    /// Papers of the cluster that have it; 2 or more.
    pub papers: u32,
    /// Standard deviations of its log-odds ratio above 0; for phrases [`score::PHRASE_FAVOUR`] times that.
    pub score: f64,
}

/// Terms in a label, at most.
const LABEL_TERMS: usize = 3;
/// So many of the best key terms may stand in a label.
const LABEL_REACH: usize = 8;
/// A label names what at least this share of the papers has that have its cluster's commonest key term.
const LABEL_SHARE: f64 = 0.15;
/// And so many papers, where any key term has them.
const LABEL_SUPPORT: u32 = 5;
/// How much further a phrase reaches than a word of the same score, beyond [`score::PHRASE_FAVOUR`].
const LABEL_FAVOUR: f64 = 2.0;
/// Characters in a label, at most, unless its first term is longer.
const LABEL_LENGTH: usize = 44;

/// Of each cluster, its `top` key terms, best first; of equal ones, the first of the vocabulary.
///
/// `terms` has a row for each paper of `members`. Papers of a term are counted in the rows for a cluster, and taken from the
/// vocabulary for the whole. Time `O(entries)` and, for each cluster, that of [`choose::choose`]; space `O(entries)`. Deterministic.
pub fn key_terms(terms: &Terms, members: &Members, top: usize) -> Vec<Vec<KeyTerm>> {
    let counts = score::Counts::new(terms, members);
    let general = general::general(terms, &counts, members);
    let postings = quality::Postings::new(terms);
    let all: f64 = terms.vocabulary.iter().map(|term| f64::from(term.papers)).sum();
    parallel::chunks::collect(members.clusters(), 1, |cluster| {
        let mut scored = score::score(terms, counts.of(cluster), all, members.clusters());
        scored.retain(|key| !general[key.term as usize]);
        choose::choose(terms, &postings, scored, top)
    })
}

/// The key terms that make up the label of each cluster, in their order; none where a cluster has no key terms.
///
/// Terms that tell the cluster apart come first, phrases among them before words of twice their score. A term that shares a word with one before it, or stands in the
/// label of an earlier cluster, is passed over while there are others.
pub fn label_terms(terms: &Terms, key_terms: &[Vec<KeyTerm>]) -> Vec<Vec<KeyTerm>> {
    let mut taken: FxHashSet<u32> = FxHashSet::default();
    key_terms
        .iter()
        .map(|keys| {
            let label = label_of(terms, keys, &taken);
            taken.extend(label.iter().map(|key| key.term));
            label
        })
        .collect()
}

fn label_of(terms: &Terms, keys: &[KeyTerm], taken: &FxHashSet<u32>) -> Vec<KeyTerm> {
    let text = |key: &KeyTerm| terms.vocabulary[key.term as usize].text.as_str();
    let most = keys.iter().map(|key| key.papers).max().unwrap_or(0);
    let weighty = |key: &&KeyTerm| {
        key.papers >= most.min(LABEL_SUPPORT) && f64::from(key.papers) >= LABEL_SHARE * f64::from(most)
    };
    let mut order: Vec<&KeyTerm> = keys.iter().take(LABEL_REACH).filter(weighty).collect();
    let worth = |key: &KeyTerm| if text(key).contains(' ') { LABEL_FAVOUR * key.score } else { key.score };
    order.sort_by(|a, b| {
        taken.contains(&a.term).cmp(&taken.contains(&b.term)).then(worth(b).total_cmp(&worth(a)))
    });
    let mut label: Vec<KeyTerm> = Vec::new();
    let mut length = 0;
    for key in order {
        let longer = length + text(key).chars().count() + 2;
        let fits = label.is_empty() || longer <= LABEL_LENGTH + 2 && !taken.contains(&key.term);
        let repeats = label.iter().any(|other| repeats(text(other), text(key)));
        if label.len() < LABEL_TERMS && fits && !repeats {
            label.push(key.clone());
            length = longer;
        }
    }
    label
}

/// Whether two terms say the same: they share a word, or one is the initials of the other.
fn repeats(a: &str, b: &str) -> bool {
    let initials = |long: &str, short: &str| {
        let first = long.split([' ', '-']).filter_map(|word| word.chars().next());
        long.contains([' ', '-']) && first.eq(short.strip_suffix('s').unwrap_or(short).chars())
    };
    words_in_common(a, b) || initials(a, b) || initials(b, a)
}

/// A label for each cluster from its [`label_terms`], joined by ", "; empty where it has none.
pub fn labels(terms: &Terms, key_terms: &[Vec<KeyTerm>]) -> Vec<String> {
    let text = |key: &KeyTerm| terms.vocabulary[key.term as usize].text.as_str();
    let joined = |label: Vec<KeyTerm>| label.iter().map(text).collect::<Vec<_>>().join(", ");
    label_terms(terms, key_terms).into_iter().map(joined).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Terms of made-up papers: one list of numbers of `texts` a paper.
    pub(crate) fn terms_of(papers: &[Vec<u32>], texts: &[&str]) -> Terms {
        let mut terms = Terms::default();
        for row in papers {
            let mut row = row.clone();
            row.sort_unstable();
            row.dedup();
            terms.vectors.push(row.into_iter().map(|term| (term, 1.0)));
        }
        let papers_with = |term| terms.vectors.columns.iter().filter(|&&column| column == term).count();
        let vocabulary = (0..texts.len() as u32).map(|term| similarity::Term {
            text: texts[term as usize].to_owned(),
            papers: papers_with(term) as u32,
            parts: Vec::new(),
        });
        terms.vocabulary = vocabulary.collect();
        terms
    }

    fn numbers(keys: &[Vec<KeyTerm>]) -> Vec<Vec<u32>> {
        keys.iter().map(|keys| keys.iter().map(|key| key.term).collect()).collect()
    }

    #[test]
    fn key_terms_are_those_of_the_cluster_and_labels_differ() {
        // Two papers on terms 0 and 1, two on 2 and 3; term 4 is everywhere and speaks for nobody.
        let papers = [vec![0, 1, 4], vec![0, 1, 4], vec![2, 3, 4], vec![2, 3, 4]];
        let terms = terms_of(&papers, &["volume", "ray", "graph", "tree", "data"]);
        let found = key_terms(&terms, &Members::new(&[0, 0, 1, 1]), 3);
        assert_eq!(numbers(&found), [[0, 1], [2, 3]]);
        assert_eq!(labels(&terms, &found), ["volume, ray", "graph, tree"]);
    }

    #[test]
    fn labels_prefer_phrases_that_no_other_label_has() {
        let terms = terms_of(&[], &["mesh", "surface mesh", "level of detail", "flow"]);
        let keys = |list: &[u32]| list.iter().map(|&term| KeyTerm { term, papers: 9, score: 1.0 }).collect();
        let found = labels(&terms, &[keys(&[0, 3, 1, 2]), keys(&[2, 0]), keys(&[2]), keys(&[])]);
        // `mesh` is in `surface mesh`. The second has `level of detail` only where nothing else is left.
        assert_eq!(found, ["surface mesh, level of detail, flow", "mesh", "level of detail", ""]);
    }

    #[test]
    fn initials_repeat_what_they_stand_for() {
        assert!(repeats("generative adversarial networks", "gan") && repeats("llms", "llm"));
        assert!(
            repeats("auvs", "autonomous underwater vehicles")
                && !repeats("a", "art")
                && !repeats("volume", "flow")
        );
    }

    proptest::proptest! {
        #[test]
        fn every_key_term_has_its_support(
            papers in proptest::collection::vec(proptest::collection::vec(0u32..20, 0..8), 1..30),
            clusters in proptest::collection::vec(0u32..4, 30),
        ) {
            let texts: Vec<String> = (0..20u8).map(|term| format!("{}word", char::from(b'a' + term))).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let terms = terms_of(&papers, &texts);
            let cluster_of = &clusters[..papers.len()];
            let members = Members::new(cluster_of);
            let found = key_terms(&terms, &members, 5);
            for threads in [1, 3] {
                let again = parallel::with_threads(threads, || key_terms(&terms, &members, 5)).unwrap();
                proptest::prop_assert_eq!(&found, &again);
            }
            for (cluster, keys) in found.iter().enumerate() {
                for key in keys {
                    let having = papers
                        .iter()
                        .zip(cluster_of)
                        .filter(|(row, of)| **of as usize == cluster && row.contains(&key.term))
                        .count();
                    proptest::prop_assert_eq!(having, key.papers as usize);
                    proptest::prop_assert!(key.papers >= 2 && key.score > 0.0);
                }
            }
        }
    }
}
