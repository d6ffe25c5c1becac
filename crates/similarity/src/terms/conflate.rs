//! Surface forms to words: `network` and `networks` are one, shown as whichever is commoner.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;

use super::{
    reading::{BREAK, Chunk, HYPHEN},
    stop,
};

/// Surfaces a task stems at a time.
const STEM_CHUNK: usize = 4096;

/// The words of a corpus.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// The surface forms by number.
    pub(super) surfaces: Vec<Box<str>>,
    /// The word of each surface form; [`BREAK`] for one that says nothing.
    pub(super) word_of: Vec<u32>,
    /// The commonest surface form of each word; of equally common ones the first in the alphabet.
    pub(super) shown: Vec<u32>,
}

impl Words {
    /// How a word is shown.
    pub(super) fn text(&self, word: u32) -> &str {
        &self.surfaces[self.shown[word as usize] as usize]
    }

    /// The word of a token.
    pub(super) fn of(&self, token: u32) -> u32 {
        if token == BREAK { BREAK } else { self.word_of[(token & !HYPHEN) as usize] }
    }
}

/// Numbers the surface forms of all chunks alike, in place, and gathers them to words.
///
/// Numbers are given in the order in which surfaces first occur, which chunks and threads do not change.
pub(super) fn conflate(chunks: &mut [Chunk]) -> Words {
    let mut numbers: FxHashMap<Box<str>, u32> = FxHashMap::default();
    let mut counts: Vec<u64> = Vec::new();
    let mut surfaces: Vec<Box<str>> = Vec::new();
    let mut renumbered: Vec<Vec<u32>> = Vec::with_capacity(chunks.len());
    for chunk in &mut *chunks {
        let locals = std::mem::take(&mut chunk.surfaces).into_iter().zip(&chunk.counts);
        let global = locals.map(|(surface, &count)| {
            let number = *numbers.entry(surface).or_insert_with_key(|surface| {
                surfaces.push(surface.clone());
                counts.push(0);
                surfaces.len() as u32 - 1
            });
            counts[number as usize] += u64::from(count);
            number
        });
        renumbered.push(global.collect());
    }
    drop(numbers);
    renumber(chunks, &renumbered);
    gather(surfaces, &counts)
}

fn renumber(chunks: &mut [Chunk], renumbered: &[Vec<u32>]) {
    use rayon::prelude::*;
    chunks.par_iter_mut().zip(renumbered).for_each(|(chunk, global)| {
        for token in chunk.tokens.iter_mut().filter(|token| **token != BREAK) {
            *token = global[(*token & !HYPHEN) as usize] | (*token & HYPHEN);
        }
    });
}

fn gather(surfaces: Vec<Box<str>>, counts: &[u64]) -> Words {
    let keys = parallel::chunks::map(surfaces.len(), STEM_CHUNK, |range| {
        let stemmer = Stemmer::create(Algorithm::English);
        range.map(|surface| key(&surfaces[surface], &stemmer)).collect::<Vec<_>>()
    });
    let boilerplate = stop::boilerplate();
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut shown: Vec<u32> = Vec::new();
    let mut word_of = Vec::with_capacity(surfaces.len());
    for (surface, key) in keys.into_iter().flatten().enumerate() {
        if key.chars().count() < 2 && key.is_ascii() || boilerplate.contains(key.as_str()) {
            word_of.push(BREAK);
            continue;
        }
        let word = *numbers.entry(key).or_insert_with(|| {
            shown.push(surface as u32);
            shown.len() as u32 - 1
        });
        let best = shown[word as usize] as usize;
        if (counts[surface], &surfaces[best]) > (counts[best], &surfaces[surface]) {
            shown[word as usize] = surface as u32;
        }
        word_of.push(word);
    }
    Words { surfaces, word_of, shown }
}

/// What surface forms of the same word have in common: the stems of the words without hyphens.
fn key(surface: &str, stemmer: &Stemmer) -> String {
    let stems = surface.split(' ').map(|word| match word.contains('-') {
        true => stemmer.stem(&word.replace('-', "")).into_owned(),
        false => stemmer.stem(word).into_owned(),
    });
    stems.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use corpus::Paper;

    use super::*;
    use crate::terms::reading;

    fn words(titles: &[&str]) -> Words {
        let papers: Vec<Paper> =
            titles.iter().map(|&title| Paper { title: title.into(), ..Paper::default() }).collect();
        let mut chunks: Vec<Chunk> = papers.chunks(1).map(reading::read).collect();
        conflate(&mut chunks)
    }

    #[test]
    fn a_word_is_shown_by_its_commonest_form() {
        let words = words(&["network", "networks", "networks k-means", "kmeans", "Multi-agent"]);
        let shown: Vec<&str> = (0..words.shown.len() as u32).map(|word| words.text(word)).collect();
        // Once each: the first in the alphabet is shown.
        assert_eq!(shown, ["networks", "k-means", "multi-agent"]);
    }

    #[test]
    fn boilerplate_is_no_word() {
        assert!(words(&["propose proposed proposes", "novel"]).shown.is_empty());
    }
}
