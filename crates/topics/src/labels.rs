//! Key terms of clusters, and labels made from them.
//!
//! A term speaks for a cluster if its papers have it far more often than the others. How far is measured by the
//! log-odds ratio with an informative Dirichlet prior, divided by its standard deviation (Burt L. Monroe, Michael P.
//! Colaresi and Kevin M. Quinn, 2008, "Fightin' Words: Lexical Feature Selection and Evaluation for Identifying the
//! Content of Political Conflict"), which favours neither the rare nor the common.
//!
//! Symbols: in the paper, `y` counts words in texts of a group; here it counts papers that have the term. `α` is the
//! prior: what an average cluster would hold.
//!
//! A label then follows a readability rule: phrases over the words in them, no word twice, a few terms that fit on a
//! map; and no two clusters get the same.

use rustc_hash::FxHashSet;
use similarity::Terms;

use crate::Members;

/// A term that speaks for a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyTerm {
    /// Number of the term in the vocabulary.
    pub term: u32,
    /// Papers of the cluster that have it; 2 or more.
    pub papers: u32,
    /// Standard deviations of its log-odds ratio above 0; for phrases 1.6 times that.
    pub score: f64,
}

/// A term needs this many papers of a cluster to speak for it.
const SUPPORT: u32 = 2;
/// A word gives way to a phrase that contains it where so many of its papers have the phrase.
const PHRASE_SHARE: f64 = 0.4;
/// How much further a phrase reaches than a word of the same score: "time series" tells a reader more than "series".
const PHRASE_FAVOUR: f64 = 1.6;
/// Terms in a label, at most.
const LABEL_TERMS: usize = 3;
/// Characters in a label, at most, unless its first term is longer.
const LABEL_LENGTH: usize = 40;

/// Of each cluster, its `top` key terms, best first, ties by vocabulary order; without terms that repeat a better one.
///
/// Time `O(entries + clusters × vocabulary touched)`, space `O(vocabulary)` a thread. Deterministic.
pub fn key_terms(terms: &Terms, members: &Members, top: usize) -> Vec<Vec<KeyTerm>> {
    let all: f64 = terms.vocabulary.iter().map(|term| f64::from(term.papers)).sum();
    parallel::chunks::map_with(
        members.clusters(),
        1,
        || vec![0u32; terms.vocabulary.len()],
        |counts, range| {
            let cluster = range.start;
            let touched = count(terms, members.of(cluster), counts);
            let scored = score(terms, &touched, counts, all, members.clusters());
            for &term in &touched {
                counts[term as usize] = 0;
            }
            pick(terms, scored, top)
        },
    )
}

/// A label for each cluster from its key terms, joined by ", "; empty where it has none. No two are the same, unless
/// there are no terms left to tell them apart.
pub fn labels(terms: &Terms, key_terms: &[Vec<KeyTerm>]) -> Vec<String> {
    let mut taken = FxHashSet::default();
    key_terms
        .iter()
        .map(|keys| {
            let mut label = String::new();
            for (position, key) in keys.iter().enumerate() {
                let text = &terms.vocabulary[key.term as usize].text;
                let full = position >= LABEL_TERMS
                    || label.chars().count() + text.chars().count() + 2 > LABEL_LENGTH;
                if full && !label.is_empty() && !taken.contains(&label) {
                    break;
                }
                if !label.is_empty() {
                    label += ", ";
                }
                label += text;
            }
            taken.insert(label.clone());
            label
        })
        .collect()
}

/// Counts the papers of a cluster that have each term; returns the terms it met, ascending.
fn count(terms: &Terms, papers: &[u32], counts: &mut [u32]) -> Vec<u32> {
    let mut touched = Vec::new();
    for &paper in papers {
        for &term in terms.vectors.row(paper as usize).0 {
            if counts[term as usize] == 0 {
                touched.push(term);
            }
            counts[term as usize] += 1;
        }
    }
    touched.sort_unstable();
    touched
}

/// Terms with enough support and more than their share, best first.
fn score(terms: &Terms, touched: &[u32], counts: &[u32], all: f64, clusters: usize) -> Vec<KeyTerm> {
    let within: f64 = touched.iter().map(|&term| f64::from(counts[term as usize])).sum();
    let mut scored: Vec<KeyTerm> = touched
        .iter()
        .filter(|&&term| counts[term as usize] >= SUPPORT)
        .map(|&term| {
            let papers = counts[term as usize];
            let everywhere = f64::from(terms.vocabulary[term as usize].papers);
            let group = Group { with: f64::from(papers), all: within };
            let rest = Group { with: everywhere - group.with, all: all - within };
            let prior = Group { with: everywhere / clusters as f64, all: all / clusters as f64 };
            let favour = if terms.vocabulary[term as usize].is_phrase() { PHRASE_FAVOUR } else { 1.0 };
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

/// The first `top` that do not repeat a better one: a word gives way to a phrase that carries much of it, and of
/// terms that share a word only the best stays.
fn pick(terms: &Terms, scored: Vec<KeyTerm>, top: usize) -> Vec<KeyTerm> {
    let words =
        |key: &KeyTerm| terms.vocabulary[key.term as usize].text.split([' ', '-']).collect::<Vec<_>>();
    let reach = scored.len().min(8 * top);
    let mut kept: Vec<KeyTerm> = Vec::new();
    for key in &scored[..reach] {
        if kept.len() == top {
            break;
        }
        let own = words(key);
        let carried = own.len() == 1
            && scored[..reach].iter().any(|phrase| {
                let longer = words(phrase);
                longer.len() > 1
                    && longer.iter().any(|word| same_word(word, own[0]))
                    && f64::from(phrase.papers) >= PHRASE_SHARE * f64::from(key.papers)
            });
        let repeats =
            kept.iter().any(|better| words(better).iter().any(|a| own.iter().any(|b| same_word(a, b))));
        if !carried && !repeats {
            kept.push(key.clone());
        }
    }
    kept
}

/// Whether two words are forms of one: equal, or one begins with the other and has at most an ending more.
fn same_word(a: &str, b: &str) -> bool {
    const ENDING: usize = 3;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.starts_with(short)
        && (long.len() == short.len() || short.len() > 3 && long.len() - short.len() <= ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word() {
        assert!(same_word("graph", "graphs"));
        assert!(same_word("render", "rendering"));
        assert!(!same_word("art", "article"));
        assert!(!same_word("flow", "volume"));
    }

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

    /// Terms of made-up papers: numbers of words, one list a paper.
    fn terms_of(papers: &[Vec<u32>], vocabulary: usize) -> Terms {
        let mut terms = Terms::default();
        for row in papers {
            let mut row = row.clone();
            row.sort_unstable();
            row.dedup();
            terms.vectors.push(row.into_iter().map(|term| (term, 1.0)));
        }
        terms.vocabulary = (0..vocabulary as u32)
            .map(|term| similarity::Term {
                // Letters apart, so that no two are forms of one word.
                text: format!("{}word", char::from(b'a' + term as u8)),
                papers: terms.vectors.columns.iter().filter(|&&column| column == term).count() as u32,
                parts: Vec::new(),
            })
            .collect();
        terms
    }

    #[test]
    fn key_terms_are_those_of_the_cluster_and_labels_differ() {
        // Two papers on terms 0 and 1, two on 2 and 3; term 4 is everywhere and speaks for nobody.
        let papers = [vec![0, 1, 4], vec![0, 1, 4], vec![2, 3, 4], vec![2, 3, 4]];
        let terms = terms_of(&papers, 5);
        let found = key_terms(&terms, &Members::new(&[0, 0, 1, 1]), 3);
        let numbers: Vec<Vec<u32>> =
            found.iter().map(|keys| keys.iter().map(|key| key.term).collect()).collect();
        assert_eq!(numbers, [[0, 1], [2, 3]]);
        assert_eq!(labels(&terms, &found), ["aword, bword", "cword, dword"]);
    }

    proptest::proptest! {
        #[test]
        fn every_key_term_has_its_support(
            papers in proptest::collection::vec(proptest::collection::vec(0u32..20, 0..8), 1..30),
            clusters in proptest::collection::vec(0u32..4, 30),
        ) {
            let terms = terms_of(&papers, 20);
            let cluster_of = &clusters[..papers.len()];
            let found = key_terms(&terms, &Members::new(cluster_of), 5);
            for (cluster, keys) in found.iter().enumerate() {
                for key in keys {
                    let having = papers
                        .iter()
                        .zip(cluster_of)
                        .filter(|(row, of)| **of as usize == cluster && row.contains(&key.term))
                        .count();
                    proptest::prop_assert_eq!(having, key.papers as usize);
                    proptest::prop_assert!(key.papers >= SUPPORT && key.score > 0.0);
                }
            }
        }
    }
}
