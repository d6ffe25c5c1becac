//! What may become a term: every word, every phrase, and what the thesaurus makes of them.

use rustc_hash::FxHashMap;

use super::{
    conflate::{Lookup, Words},
    phrases::{LONGEST, Phrases},
    reading::BREAK,
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
        all.count_keywords_once();
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

    /// Removes keywords of three words that are phrases besides, as which they are counted wherever they stand.
    fn count_keywords_once(&mut self) {
        for word in 0..self.words.shown.len() as u32 {
            let inside = self.inside(word);
            if inside.len() == LONGEST && self.phrases.number(inside).is_some() {
                self.counts_as[word as usize] = REMOVED;
            }
        }
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

    /// The candidates that it is made of: the words of a phrase or of a keyword of several words, then the phrases inside of it.
    pub(super) fn parts(&self, candidate: u32) -> Vec<u32> {
        let inside = self.inside(candidate);
        let shorter = 2..inside.len().min(LONGEST + 1);
        let runs = shorter.flat_map(|length| inside.windows(length));
        let phrases = runs.filter_map(|run| self.phrases.number(run.iter().copied()));
        let phrases: Vec<u32> = phrases.map(|phrase| self.phrase(phrase)).collect();
        inside.into_iter().filter(|&word| word != BREAK).chain(phrases).collect()
    }

    /// The words inside of a candidate in their order, [`BREAK`] for what is none; nothing inside of a single word.
    fn inside(&self, candidate: u32) -> Vec<u32> {
        if let Some(phrase) = (candidate as usize).checked_sub(self.words.shown.len()) {
            let words = self.phrases.words.get(phrase).into_iter().flatten();
            return words.copied().filter(|&word| word != BREAK).collect();
        }
        let text = self.words.text(candidate);
        let inside =
            if text.contains([' ', '-']) { thesaurus::words_of(text, self.lookup) } else { Vec::new() };
        if inside.len() > 1 { inside } else { Vec::new() }
    }

    /// The candidate that a label means: a word in any of its forms, a phrase, or a whole keyword.
    fn find(&self, label: &str) -> Option<u32> {
        match *thesaurus::words_of(label, self.lookup) {
            [word] if word != BREAK => Some(word),
            ref words => {
                let phrase = self.phrases.number(words.iter().copied());
                let phrase = phrase.filter(|&phrase| !self.phrases.texts[phrase as usize].is_empty());
                phrase.map(|phrase| self.phrase(phrase)).or_else(|| self.lookup.word(&label.to_lowercase()))
            }
        }
    }
}
