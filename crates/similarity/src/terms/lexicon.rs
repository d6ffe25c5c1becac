//! Any text in the terms of a corpus.

use corpus::Paper;
use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;

use super::{
    Term, conflate,
    language::{ENGLISH, LANGUAGES},
    reading::{self, BREAK, HYPHEN},
    weights::PHRASE,
    words::{self, Token},
};
use crate::{TermSettings, Weighting};

/// The terms of a corpus by what their surface forms have in common, so that a text that is not of the corpus can be weighed in
/// them: a question, a draft, an abstract without one of its sentences.
///
/// Words are stemmed as English ones, and the thesaurus is not asked: a paper of the corpus gets nearly, not exactly, the vector
/// that [`super::build`] gave it.
#[derive(Debug)]
pub struct Lexicon {
    terms: FxHashMap<String, u32>,
    /// What the rarity of each term counts.
    rarity: Vec<f32>,
    fields: [f32; reading::FIELDS],
    weighting: Weighting,
}

impl Lexicon {
    /// The lexicon of a vocabulary that comes from so many papers. Time and space linear in the vocabulary.
    pub fn new(vocabulary: &[Term], papers: usize, settings: &TermSettings) -> Self {
        let stemmer = Stemmer::create(LANGUAGES[usize::from(ENGLISH)].stemmer);
        let mut terms = FxHashMap::default();
        // Commonest first: of two terms that English stems do not tell apart the commoner one is meant.
        for (number, term) in (0..).zip(vocabulary) {
            terms.entry(key_of(&term.text, &stemmer)).or_insert(number);
        }
        Self {
            terms,
            rarity: vocabulary.iter().map(|term| settings.weighting.rarity(papers, term.papers)).collect(),
            fields: [settings.title, settings.keywords, settings.abstract_text],
            weighting: settings.weighting,
        }
    }

    /// The terms of a paper with what their occurrences count by their fields, terms ascending.
    pub fn occurrences(&self, paper: &Paper) -> Vec<(u32, f32)> {
        let chunk = reading::read(std::slice::from_ref(paper), &[ENGLISH]);
        let stemmer = Stemmer::create(LANGUAGES[usize::from(ENGLISH)].stemmer);
        let keys: Vec<String> =
            chunk.surfaces.iter().map(|surface| conflate::key(&surface.text, &stemmer)).collect();
        let key = |token: u32| (token != BREAK).then(|| keys[(token & !HYPHEN) as usize].as_str());
        let mut counts: Vec<(u32, f32)> = Vec::new();
        for (tokens, weight) in chunk.papers().flatten().zip(self.fields) {
            let mut count = |words: &[u32], weight: f32| {
                let words: Option<Vec<&str>> = words.iter().map(|&token| key(token)).collect();
                let term = words.and_then(|words| self.terms.get(&words.join(" ")));
                counts.extend(term.map(|&term| (term, weight)));
            };
            tokens.iter().for_each(|&token| count(&[token], weight));
            reading::runs(tokens).for_each(|pair: [u32; 2]| count(&pair, PHRASE * weight));
            reading::runs(tokens).for_each(|triple: [u32; 3]| count(&triple, PHRASE * weight));
        }
        counts.sort_by_key(|&(term, _)| term);
        let sums = counts.chunk_by(|a, b| a.0 == b.0);
        sums.map(|same| (same[0].0, same.iter().map(|&(_, weight)| weight).sum())).collect()
    }

    /// The terms of a paper with their weights, terms ascending; of length 1, or empty.
    pub fn vector(&self, paper: &Paper) -> Vec<(u32, f32)> {
        let weight = |(term, count)| (term, self.weighting.damped(count, 1.0) * self.rarity[term as usize]);
        let weights = self.occurrences(paper).into_iter().map(weight);
        let mut vector: Vec<(u32, f32)> = weights.filter(|&(_, weight)| weight > 0.0).collect();
        let norm = vector.iter().map(|&(_, weight)| f64::from(weight).powi(2)).sum::<f64>().sqrt();
        for (_, weight) in &mut vector {
            *weight = (f64::from(*weight) / norm) as f32;
        }
        vector
    }
}

/// The stems of a term as it is shown.
fn key_of(text: &str, stemmer: &Stemmer) -> String {
    let mut stems: Vec<String> = Vec::new();
    let mut lower = String::new();
    words::scan(text, &mut lower, |token| {
        if let Token::Word { text, .. } = token {
            stems.push(conflate::key(text, stemmer));
        }
    });
    stems.join(" ")
}

#[cfg(test)]
mod tests {
    use parallel::Progress;

    use super::*;

    #[test]
    fn papers_of_the_corpus_get_their_own_vectors() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/vis.csv").into();
        let papers = corpus::read(&[path], &Default::default(), &Progress::none()).unwrap().papers;
        let settings = TermSettings::default();
        let terms = super::super::build(&papers, &settings, &Progress::none()).unwrap();
        let lexicon = Lexicon::new(&terms.vocabulary, papers.len(), &settings);
        let mut cosines: Vec<f64> = Vec::new();
        for (row, paper) in papers.iter().enumerate() {
            let (columns, values) = terms.vectors.row(row);
            let product = |(term, weight): (u32, f32)| {
                let at = columns.binary_search(&term).ok()?;
                Some(f64::from(weight) * f64::from(values[at]))
            };
            if !columns.is_empty() {
                cosines.push(lexicon.vector(paper).into_iter().filter_map(product).sum());
            }
        }
        let mean = cosines.iter().sum::<f64>() / cosines.len() as f64;
        assert!(mean > 0.99, "{mean}");
    }

    #[test]
    fn a_text_without_known_terms_has_none() {
        let lexicon = Lexicon::new(&[], 0, &TermSettings::default());
        assert!(lexicon.vector(&Paper { title: "volume rendering".into(), ..Paper::default() }).is_empty());
    }
}
