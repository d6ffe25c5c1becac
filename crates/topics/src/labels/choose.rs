//! Which of the terms that speak for a cluster stand in its list.
//!
//! A piece of a longer phrase gives way to it where most of its papers have the phrase: it is nested in it and seldom stands alone
//! (Katerina Frantzi, Sophia Ananiadou and Hideki Mima, 2000, "Automatic recognition of multi-word terms: the C-value/NC-value
//! method"). Then the list grows term by term, each time by the one with the highest
//!
//! `score × (1 + λ × mean NPMI with those that stand there)`,
//!
//! a greedy trade between what tells the cluster apart and what belongs together, after maximal marginal relevance (Jaime
//! Carbonell and Jade Goldstein, 1998, "The use of MMR, diversity-based reranking for reordering documents and producing
//! summaries"), with nearness sought instead of avoided. Pieces of one phrase never stand side by side.

use similarity::Terms;

use super::{
    KeyTerm,
    quality::{Postings, Together},
};

/// `λ`: how much it counts that terms are found together.
const TOGETHER: f64 = 3.0;
/// So many times as many terms are looked at as are chosen.
const REACH: usize = 8;
/// A word gives way to a phrase that contains it where so many of its papers have the phrase.
const WORD_SHARE: f64 = 0.4;
/// And so many, if it is itself a phrase.
const PHRASE_SHARE: f64 = 0.5;

/// The `top` terms of `scored`, which has the best first.
///
/// `postings` are those of `terms`. Time that of [`Together::count`], and `O(candidates² × words)`, for `REACH × top` candidates.
pub fn choose(terms: &Terms, postings: &Postings, mut scored: Vec<KeyTerm>, top: usize) -> Vec<KeyTerm> {
    scored.truncate(REACH * top);
    let words: Vec<Vec<&str>> = scored.iter().map(|key| words(text(terms, key))).collect();
    let gives_way = |at: usize, to: usize| {
        let share = if words[at].len() == 1 { WORD_SHARE } else { PHRASE_SHARE };
        words[to].len() > words[at].len()
            && contains(&words[to], &words[at])
            && f64::from(scored[to].papers) >= share * f64::from(scored[at].papers)
    };
    let mut left: Vec<usize> = (0..scored.len()).collect();
    let together = Together::count(postings, &scored.iter().map(|key| key.term).collect::<Vec<_>>());
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < top {
        let worth = |at: usize| {
            let near: f64 = chosen.iter().map(|&other| together.npmi(at, other)).sum();
            scored[at].score * (1.0 + TOGETHER * near / chosen.len().max(1) as f64)
        };
        // Of equal worth the first, which has the higher score.
        let whole = left.iter().copied().filter(|&at| !left.iter().any(|&to| gives_way(at, to)));
        let Some(best) = whole.reduce(|best, at| if worth(at) > worth(best) { at } else { best }) else {
            break;
        };
        left.retain(|&at| at != best && !pieces_of_one(&words[at], &words[best]));
        chosen.push(best);
    }
    chosen.into_iter().map(|at| scored[at].clone()).collect()
}

fn text<'a>(terms: &'a Terms, key: &KeyTerm) -> &'a str {
    &terms.vocabulary[key.term as usize].text
}

/// The words of a term; a compound is as many as hyphens join.
fn words(text: &str) -> Vec<&str> {
    text.split([' ', '-']).collect()
}

/// Whether two terms have a word in common, in any form.
pub(super) fn words_in_common(a: &str, b: &str) -> bool {
    words(a).iter().any(|a| words(b).iter().any(|b| same_word(a, b)))
}

/// Whether the words of `short` stand side by side in `long`.
fn contains(long: &[&str], short: &[&str]) -> bool {
    long.windows(short.len()).any(|window| window.iter().zip(short).all(|(a, b)| same_word(a, b)))
}

/// Whether one contains the other, or one ends as the other begins: "markov chain monte" and "chain monte carlo".
fn pieces_of_one(a: &[&str], b: &[&str]) -> bool {
    let overlaps = |a: &[&str], b: &[&str]| {
        let equal = |length: usize| a[a.len() - length..].iter().zip(b).all(|(a, b)| same_word(a, b));
        (1..=a.len().min(b.len())).any(equal)
    };
    contains(a, b) || contains(b, a) || overlaps(a, b) || overlaps(b, a)
}

/// Whether two words are forms of one: equal but for an `s`, or one begins with the other and has at most an ending more.
pub(super) fn same_word(a: &str, b: &str) -> bool {
    const ENDING: usize = 3;
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.starts_with(short)
        && match long.len() - short.len() {
            0 => true,
            1 if short.len() > 1 && long.ends_with('s') => true,
            more => short.len() > 3 && more <= ENDING,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::tests::terms_of;

    #[test]
    fn forms_of_a_word() {
        assert!(same_word("graph", "graphs"));
        assert!(same_word("render", "rendering"));
        assert!(same_word("gan", "gans") && !same_word("a", "as") && !same_word("art", "article"));
        assert!(!same_word("flow", "volume"));
    }

    #[test]
    fn pieces_of_a_phrase_are_told() {
        let pieces = |a, b| pieces_of_one(&words(a), &words(b));
        assert!(pieces("markov chain monte", "chain monte carlo"));
        assert!(pieces("neural networks", "deep neural"));
        assert!(pieces("mesh", "surface meshes"));
        assert!(!pieces("motion planning", "path planning"));
        assert!(!pieces("volume rendering", "volume data"));
    }

    fn keys(of: &[(u32, u32, f64)]) -> Vec<KeyTerm> {
        of.iter().map(|&(term, papers, score)| KeyTerm { term, papers, score }).collect()
    }

    fn chosen(terms: &Terms, scored: &[(u32, u32, f64)], top: usize) -> Vec<u32> {
        choose(terms, &Postings::new(terms), keys(scored), top).iter().map(|key| key.term).collect()
    }

    #[test]
    fn a_piece_gives_way_to_the_phrase_it_is_nested_in() {
        let terms = terms_of(&[], &["generative adversarial", "generative adversarial networks", "networks"]);
        // Half of the papers of the piece have the whole; not two fifths of those of the word.
        assert_eq!(chosen(&terms, &[(0, 10, 3.0), (1, 5, 2.0), (2, 13, 1.0)], 3), [1]);
        assert_eq!(chosen(&terms, &[(0, 10, 3.0), (1, 4, 2.0), (2, 11, 1.0)], 3), [0, 2]);
    }

    #[test]
    fn terms_that_go_together_come_first() {
        // Papers: volume and ray in two, graph alone in two. NPMI of volume and ray is 1, of volume and graph −1.
        let terms = terms_of(&[vec![0, 1], vec![0, 1], vec![2], vec![2]], &["volume", "ray", "graph"]);
        assert_eq!(chosen(&terms, &[(0, 2, 3.0), (2, 2, 2.0), (1, 2, 1.0)], 3), [0, 1, 2]);
    }
}
