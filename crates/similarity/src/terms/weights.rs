//! Occurrences to weights.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    Term, Terms,
    conflate::Words,
    phrases::Phrases,
    reading::{BREAK, Chunk, FIELDS, neighbours},
};
use crate::{SparseRows, TermSettings};

/// What stands in the vocabulary for a term that is not in it.
const LEFT_OUT: u32 = u32::MAX;

/// A term that no more papers have than this is not too common, whatever its share.
const ALWAYS_FEW: u32 = 10;

/// What an occurrence of a phrase counts beside one of a word: its words are counted already, and a phrase at full weight made
/// the neighbours of papers worse.
const PHRASE: f32 = 0.5;

/// Counts, chooses the vocabulary, and weighs. Candidates are numbered words first, then phrases.
pub(super) fn weigh(
    chunks: Vec<Chunk>,
    words: &Words,
    phrases: &Phrases,
    papers: usize,
    settings: &TermSettings,
) -> Terms {
    let fields = [settings.title, settings.keywords, settings.abstract_text];
    let counted: Vec<SparseRows> =
        chunks.into_par_iter().map(|chunk| count(&chunk, words, phrases, fields)).collect();

    let mut document_frequency = vec![0u32; words.shown.len() + phrases.words.len()];
    for &candidate in counted.iter().flat_map(|rows| &rows.columns) {
        document_frequency[candidate as usize] += 1;
    }
    let (vocabulary, number_of) = choose(&document_frequency, words, phrases, papers, settings);
    let idf: Vec<f32> = vocabulary
        .iter()
        .map(|term| (((1 + papers) as f64 / (1.0 + f64::from(term.papers))).ln() + 1.0) as f32)
        .collect();

    let weighted: Vec<SparseRows> =
        counted.into_par_iter().map(|rows| normalised(&rows, &number_of, &idf)).collect();
    Terms { vocabulary, vectors: concatenate(weighted) }
}

/// What each candidate counts in each paper; columns ascending.
fn count(chunk: &Chunk, words: &Words, phrases: &Phrases, fields: [f32; FIELDS]) -> SparseRows {
    let mut rows = SparseRows::default();
    let mut found: Vec<(u32, f32)> = Vec::new();
    let first_phrase = words.shown.len() as u32;
    for paper in chunk.papers() {
        found.clear();
        for (tokens, weight) in paper.into_iter().zip(fields).filter(|&(_, weight)| weight > 0.0) {
            let each = tokens.iter().map(|&token| words.of(token)).filter(|&word| word != BREAK);
            found.extend(each.map(|word| (word, weight)));
            let joined = neighbours(tokens).filter_map(|(left, right)| phrases.of(words, left, right));
            found.extend(joined.map(|phrase| (first_phrase + phrase, PHRASE * weight)));
        }
        // Stable: equal candidates are added in the order of the text.
        found.sort_by_key(|&(candidate, _)| candidate);
        rows.push(
            found
                .chunk_by(|a, b| a.0 == b.0)
                .map(|same| (same[0].0, same.iter().map(|&(_, weight)| weight).sum())),
        );
    }
    rows
}

/// The terms that enough and not too many papers have, and the number of each candidate among them.
fn choose(
    document_frequency: &[u32],
    words: &Words,
    phrases: &Phrases,
    papers: usize,
    settings: &TermSettings,
) -> (Vec<Term>, Vec<u32>) {
    let most = ((settings.max_share * papers as f64).floor() as u32).max(ALWAYS_FEW);
    let first_phrase = words.shown.len();
    let text = |candidate: usize| match candidate.checked_sub(first_phrase) {
        Some(phrase) => phrases.texts[phrase].as_str(),
        None => words.text(candidate as u32),
    };
    let mut chosen: Vec<usize> = (0..document_frequency.len())
        .filter(|&candidate| (settings.min_papers..=most).contains(&document_frequency[candidate]))
        .collect();
    chosen.par_sort_unstable_by(|&a, &b| {
        document_frequency[b].cmp(&document_frequency[a]).then_with(|| text(a).cmp(text(b)))
    });
    let mut number_of = vec![LEFT_OUT; document_frequency.len()];
    for (number, &candidate) in chosen.iter().enumerate() {
        number_of[candidate] = number as u32;
    }
    let whole_keywords = Parts::new(words, phrases);
    let term = |&candidate: &usize| {
        let parts = match candidate.checked_sub(first_phrase) {
            Some(phrase) => vec![phrases.words[phrase].0, phrases.words[phrase].1],
            None => whole_keywords.of(text(candidate)),
        };
        let numbers = parts.into_iter().map(|part| number_of[part as usize]).filter(|&part| part != LEFT_OUT);
        Term {
            text: text(candidate).to_owned(),
            papers: document_frequency[candidate],
            parts: numbers.collect(),
        }
    };
    let vocabulary = chosen.iter().map(term).collect();
    (vocabulary, number_of)
}

/// The candidates inside keywords of several words.
struct Parts<'a> {
    by_surface: FxHashMap<&'a str, u32>,
    words: &'a Words,
    phrases: &'a Phrases,
}

impl<'a> Parts<'a> {
    fn new(words: &'a Words, phrases: &'a Phrases) -> Self {
        let by_surface = words.surfaces.iter().zip(&words.word_of).map(|(surface, &word)| (&**surface, word));
        Self { by_surface: by_surface.collect(), words, phrases }
    }

    fn of(&self, text: &str) -> Vec<u32> {
        if !text.contains(' ') {
            return Vec::new();
        }
        let word = |surface| self.by_surface.get(surface).copied().unwrap_or(BREAK);
        let inside: Vec<u32> = text.split([' ', '-']).map(word).collect();
        let first_phrase = self.words.shown.len() as u32;
        let pairs = inside.windows(2).filter_map(|at| self.phrases.numbers.get(&(at[0], at[1])));
        let pairs: Vec<u32> = pairs.map(|phrase| first_phrase + phrase).collect();
        inside.into_iter().filter(|&word| word != BREAK).chain(pairs).collect()
    }
}

/// Counts to weights in the columns of the vocabulary; each row has the length 1 or is empty.
fn normalised(counted: &SparseRows, number_of: &[u32], idf: &[f32]) -> SparseRows {
    let mut rows = SparseRows::default();
    let mut row: Vec<(u32, f32)> = Vec::new();
    for paper in 0..counted.rows() {
        let (candidates, counts) = counted.row(paper);
        row.clear();
        row.extend(candidates.iter().zip(counts).filter_map(|(&candidate, &count)| {
            let term = number_of[candidate as usize];
            let damped = if count < 1.0 { count } else { 1.0 + count.ln() };
            (term != LEFT_OUT).then(|| (term, damped * idf[term as usize]))
        }));
        row.sort_unstable_by_key(|&(term, _)| term);
        let length = row.iter().map(|&(_, weight)| f64::from(weight).powi(2)).sum::<f64>().sqrt();
        rows.push(row.iter().map(|&(term, weight)| (term, (f64::from(weight) / length) as f32)));
    }
    rows
}

fn concatenate(parts: Vec<SparseRows>) -> SparseRows {
    let entries = parts.iter().map(|part| part.columns.len()).sum();
    let mut all = SparseRows::default();
    all.columns.reserve_exact(entries);
    all.values.reserve_exact(entries);
    for part in parts {
        let base = all.columns.len();
        all.offsets.extend(part.offsets[1..].iter().map(|offset| base + offset));
        all.columns.extend(part.columns);
        all.values.extend(part.values);
    }
    all
}
