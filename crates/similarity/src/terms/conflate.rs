//! Surface forms to words: `network` and `networks` are one, shown as whichever is commoner.

use rust_stemmers::Stemmer;
use rustc_hash::FxHashMap;

use super::{
    language::{ENGLISH, LANGUAGES},
    reading::{BREAK, Chunk, HYPHEN, Surface},
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

/// The words of a corpus by their surface forms.
#[derive(Debug)]
pub(super) struct Lookup<'a> {
    words: FxHashMap<&'a str, u32>,
}

impl Lookup<'_> {
    /// The word of a surface form, unless it is not in the corpus or says nothing.
    pub(super) fn word(&self, surface: &str) -> Option<u32> {
        self.words.get(surface).copied().filter(|&word| word != BREAK)
    }
}

impl Words {
    /// The words by their surface forms; of a form that several languages have, the word that came last.
    pub(super) fn lookup(&self) -> Lookup<'_> {
        let words = self.surfaces.iter().zip(&self.word_of).map(|(surface, &word)| (&**surface, word));
        Lookup { words: words.collect() }
    }

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
    let mut numbers: FxHashMap<Surface, u32> = FxHashMap::default();
    let mut counts: Vec<u64> = Vec::new();
    let mut surfaces: Vec<Surface> = Vec::new();
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

fn gather(surfaces: Vec<Surface>, counts: &[u64]) -> Words {
    let keys = parallel::chunks::map(surfaces.len(), STEM_CHUNK, |range| {
        let stemmers = LANGUAGES.map(|language| Stemmer::create(language.stemmer));
        let key_of = |surface: &Surface| key(&surface.text, &stemmers[usize::from(surface.language)]);
        surfaces[range].iter().map(key_of).collect::<Vec<_>>()
    });
    let boilerplate = stop::boilerplate();
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut shown: Vec<u32> = Vec::new();
    let mut word_of = Vec::with_capacity(surfaces.len());
    for (surface, key) in keys.into_iter().flatten().enumerate() {
        let says_nothing = surfaces[surface].language == ENGLISH && boilerplate.contains(key.as_str());
        if key.chars().count() < 2 && key.is_ascii() || says_nothing {
            word_of.push(BREAK);
            continue;
        }
        let word = *numbers.entry(key).or_insert_with(|| {
            shown.push(surface as u32);
            shown.len() as u32 - 1
        });
        let best = shown[word as usize] as usize;
        if (counts[surface], &surfaces[best].text) > (counts[best], &surfaces[surface].text) {
            shown[word as usize] = surface as u32;
        }
        word_of.push(word);
    }
    Words { surfaces: surfaces.into_iter().map(|surface| surface.text).collect(), word_of, shown }
}

/// What surface forms of the same word have in common, also across languages: the stems of the words without hyphens.
pub(super) fn key(surface: &str, stemmer: &Stemmer) -> String {
    let stem = |word: &str| one(&stemmer.stem(word)).to_owned();
    let stems = surface.split(' ').map(|word| match word.contains('-') {
        true => stem(&word.replace('-', "")),
        false => stem(word),
    });
    stems.collect::<Vec<_>>().join(" ")
}

/// One of several that an abbreviation without vowels tells of, as `llms` and `cnns`: stemmers want a vowel in front of the `s` of
/// a plural. Shorter ones are names of their own: `gps` is not many `gp`.
fn one(stem: &str) -> &str {
    const SHORTEST: usize = 4;
    let consonant =
        |byte: u8| byte.is_ascii_lowercase() && !matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let is_several = stem.len() >= SHORTEST && !stem.ends_with("ss") && stem.bytes().all(consonant);
    stem.strip_suffix('s').filter(|_| is_several).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use corpus::Paper;

    use super::*;
    use crate::terms::reading;

    fn words(titles: &[&str]) -> Words {
        let papers: Vec<Paper> =
            titles.iter().map(|&title| Paper { title: title.into(), ..Paper::default() }).collect();
        let mut chunks: Vec<Chunk> = papers.chunks(1).map(|paper| reading::read(paper, &[ENGLISH])).collect();
        conflate(&mut chunks)
    }

    #[test]
    fn stems_go_by_the_language() {
        let german = LANGUAGES.iter().position(|language| language.code == "de").unwrap() as u8;
        let paper = |title: &str| Paper { title: title.into(), ..Paper::default() };
        let papers = [paper("Häuser house"), paper("Häusern houses Hauses")];
        let shown = |language: u8| {
            let mut chunks = vec![reading::read(&papers, &[language; 2])];
            let words = conflate(&mut chunks);
            (0..words.shown.len() as u32).map(|word| words.text(word).to_owned()).collect::<Vec<_>>()
        };
        // In English the forms of "Haus" are strangers, in German those of "house".
        assert_eq!(shown(ENGLISH), ["häuser", "house", "häusern", "hauses"]);
        assert_eq!(shown(german), ["hauses", "house"]);
    }

    #[test]
    fn a_word_is_shown_by_its_commonest_form() {
        let words = words(&["network", "networks", "networks k-means", "kmeans", "Multi-agent"]);
        let shown: Vec<&str> = (0..words.shown.len() as u32).map(|word| words.text(word)).collect();
        // Once each: the first in the alphabet is shown.
        assert_eq!(shown, ["networks", "k-means", "multi-agent"]);
    }

    #[test]
    fn several_of_an_abbreviation_are_of_one_word() {
        let words = words(&["LLM", "LLMs LLMs", "GNN GNN GNNs", "GPS GP", "CSS"]);
        let shown: Vec<&str> = (0..words.shown.len() as u32).map(|word| words.text(word)).collect();
        assert_eq!(shown, ["llms", "gnn", "gps", "gp", "css"]);
    }

    #[test]
    fn boilerplate_is_no_word() {
        assert!(words(&["propose proposed proposes", "novel"]).shown.is_empty());
    }
}
