//! What may become a term: every word, every phrase, and what the thesaurus makes of them.

use rustc_hash::FxHashMap;

use super::{
    conflate::{Lookup, Words},
    phrases::Phrases,
    thesaurus::{self, Thesaurus},
};

/// What stands for a candidate that the thesaurus removes.
pub(super) const REMOVED: u32 = u32::MAX;

/// Words and phrases by number: words first, then phrases, then replacements of the thesaurus that no paper writes.
#[derive(Debug)]
pub(super) struct Candidates<'a> {
    pub(super) words: &'a Words,
    pub(super) phrases: &'a Phrases,
    lookup: &'a Lookup<'a>,
    /// What an occurrence of each counts as: itself, another, or [`REMOVED`].
    counts_as: Vec<u32>,
    /// The names that the thesaurus gives.
    named: FxHashMap<u32, &'a str>,
    /// The labels of the thesaurus that no paper has, in its order.
    pub(super) unused: Vec<String>,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(
        words: &'a Words,
        phrases: &'a Phrases,
        lookup: &'a Lookup<'a>,
        thesaurus: &'a Thesaurus,
    ) -> Self {
        let counts_as = (0..(words.shown.len() + phrases.words.len()) as u32).collect();
        let mut all =
            Self { words, phrases, lookup, counts_as, named: FxHashMap::default(), unused: Vec::new() };
        let mut added: FxHashMap<String, u32> = FxHashMap::default();
        for entry in thesaurus.entries() {
            let Some(label) = all.find(&entry.label) else {
                all.unused.push(entry.label.clone());
                continue;
            };
            all.counts_as[label as usize] = match entry.replacement.as_str() {
                "" => REMOVED,
                name => {
                    let found = all.find(name).or_else(|| added.get(&name.to_lowercase()).copied());
                    let number = found.unwrap_or_else(|| {
                        let number = all.counts_as.len() as u32;
                        all.counts_as.push(number);
                        added.insert(name.to_lowercase(), number);
                        number
                    });
                    all.named.entry(number).or_insert(name);
                    number
                }
            };
        }
        all
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.counts_as.len()
    }

    /// The number of a phrase.
    pub(super) fn phrase(&self, phrase: u32) -> u32 {
        self.words.shown.len() as u32 + phrase
    }

    /// What an occurrence of a candidate counts as; `None` where it is removed.
    pub(super) fn counts_as(&self, candidate: u32) -> Option<u32> {
        Some(self.counts_as[candidate as usize]).filter(|&other| other != REMOVED)
    }

    /// How it is shown: as the thesaurus writes it, or in its commonest form.
    pub(super) fn text(&self, candidate: u32) -> &str {
        if let Some(name) = self.named.get(&candidate) {
            return name;
        }
        match (candidate as usize).checked_sub(self.words.shown.len()) {
            Some(phrase) => &self.phrases.texts[phrase],
            None => self.words.text(candidate),
        }
    }

    /// The candidates that it is made of: the two words of a phrase, words and phrases inside a keyword of several words.
    pub(super) fn parts(&self, candidate: u32) -> Vec<u32> {
        match (candidate as usize).checked_sub(self.words.shown.len()) {
            Some(phrase) => {
                self.phrases.words.get(phrase).map_or_else(Vec::new, |&(left, right)| vec![left, right])
            }
            None => self.inside(self.words.text(candidate)),
        }
    }

    fn inside(&self, text: &str) -> Vec<u32> {
        if !text.contains(' ') {
            return Vec::new();
        }
        let inside: Vec<Option<u32>> =
            text.split([' ', '-']).map(|surface| self.lookup.word(surface)).collect();
        let pairs = inside.windows(2).filter_map(|at| self.phrases.numbers.get(&(at[0]?, at[1]?)));
        let pairs: Vec<u32> = pairs.map(|&phrase| self.phrase(phrase)).collect();
        inside.into_iter().flatten().chain(pairs).collect()
    }

    /// The candidate that a label means: a word in any of its forms, a phrase, or a whole keyword.
    fn find(&self, label: &str) -> Option<u32> {
        let whole = || self.lookup.word(&label.to_lowercase());
        match thesaurus::words_of(label, self.lookup).as_deref() {
            Some(&[word]) => Some(word),
            Some(&[left, right]) => {
                let phrase = self.phrases.numbers.get(&(left, right)).copied();
                let occurs = |&phrase: &u32| !self.phrases.texts[phrase as usize].is_empty();
                phrase.filter(occurs).map(|phrase| self.phrase(phrase))
            }
            _ => whole(),
        }
    }
}
