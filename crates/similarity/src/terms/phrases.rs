//! Two words that belong together, as the corpus itself shows.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    conflate::Words,
    reading::{BREAK, Chunk, HYPHEN, neighbours},
};
use crate::TermSettings;

/// Parts into which pairs are split for counting; each is sorted on its own.
const PARTS: usize = 16;

/// Author keywords of two words are phrases if so many papers have them, however the words else behave.
const KEYWORD_COUNT: u32 = 2;

/// The phrases of a corpus.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// The number of the phrase that two words make.
    pub(super) numbers: FxHashMap<(u32, u32), u32>,
    /// The words of each phrase.
    pub(super) words: Vec<(u32, u32)>,
    /// How each is shown: its commonest surface form.
    pub(super) texts: Vec<String>,
}

/// Finds pairs of neighbouring words that stand together more often than chance.
///
/// The measure is normalised pointwise mutual information: `ln(p(xy) / (p(x) p(y))) / −ln p(xy)`, from −1 (never together)
/// over 0 (independent) to 1 (never apart), with shares of all words for probabilities (Bouma 2009, "Normalized (pointwise)
/// mutual information in collocation extraction").
///
/// The pairs `given` are phrases in any case.
pub(super) fn find(
    chunks: &[Chunk],
    words: &Words,
    settings: &TermSettings,
    given: Vec<(u32, u32)>,
) -> Phrases {
    let papers = chunks.iter().map(|chunk| chunk.ends.len()).sum();
    let least = settings.phrase_count.unwrap_or_else(|| usual_count(papers));
    let counts = count_words(chunks, words);
    let total: f64 = counts.iter().map(|&count| f64::from(count)).sum();
    let frequent = |word: u32| word != BREAK && counts[word as usize] >= least.min(KEYWORD_COUNT);
    let npmi = |(x, y): (u32, u32), together: u32| {
        let share = |count: u32| f64::from(count) / total;
        let [px, py, pxy] = [share(counts[x as usize]), share(counts[y as usize]), share(together)];
        (pxy / (px * py)).ln() / -pxy.ln()
    };

    let pairs = count_pairs(chunks, |chunk, pairs| {
        for field in chunk.papers().flatten() {
            let pairs_of = neighbours(field).map(|(left, right)| (words.of(left), words.of(right)));
            pairs.extend(pairs_of.filter(|&(x, y)| x != y && frequent(x) && frequent(y)));
        }
    });
    let collocations = pairs
        .into_iter()
        .filter(|&(pair, count)| count >= least && npmi(pair, count) >= settings.phrase_npmi)
        .map(|(pair, _)| pair);
    let keywords = count_pairs(chunks, |chunk, pairs| {
        for [_, keywords, _] in chunk.papers() {
            let whole = keywords.split(|&token| token == BREAK).filter(|keyword| keyword.len() == 2);
            let whole = whole.map(|keyword| (words.of(keyword[0]), words.of(keyword[1])));
            pairs.extend(whole.filter(|&(x, y)| x != y && frequent(x) && frequent(y)));
        }
    });
    let keywords = keywords.into_iter().filter(|&(_, count)| count >= KEYWORD_COUNT).map(|(pair, _)| pair);

    let mut found: Vec<(u32, u32)> = collocations.chain(keywords).chain(given).collect();
    found.sort_unstable();
    found.dedup();
    let numbers = found.iter().enumerate().map(|(number, &pair)| (pair, number as u32)).collect();
    let mut phrases = Phrases { numbers, words: found, texts: Vec::new() };
    phrases.texts = show(chunks, words, &phrases);
    phrases
}

/// How often two words must stand together where nothing is set: in a small corpus three times is much, in a large one a
/// hundred thousand pairs reach it by chance.
fn usual_count(papers: usize) -> u32 {
    (papers / 500).clamp(3, 10) as u32
}

impl Phrases {
    /// The phrase of two neighbouring tokens.
    pub(super) fn of(&self, words: &Words, left: u32, right: u32) -> Option<u32> {
        let (left, right) = (words.of(left), words.of(right));
        if left == BREAK || right == BREAK { None } else { self.numbers.get(&(left, right)).copied() }
    }
}

fn count_words(chunks: &[Chunk], words: &Words) -> Vec<u32> {
    let mut counts = vec![0u32; words.shown.len()];
    for token in chunks.iter().flat_map(|chunk| &chunk.tokens) {
        let word = words.of(*token);
        if word != BREAK {
            counts[word as usize] += 1;
        }
    }
    counts
}

/// How often each pair stands in the chunks, ascending within each of [`PARTS`] parts.
fn count_pairs(
    chunks: &[Chunk],
    pairs: impl Fn(&Chunk, &mut Vec<(u32, u32)>) + Sync,
) -> Vec<((u32, u32), u32)> {
    let split: Vec<[Vec<(u32, u32)>; PARTS]> = chunks
        .par_iter()
        .map(|chunk| {
            let mut found = Vec::new();
            pairs(chunk, &mut found);
            let mut parts: [Vec<(u32, u32)>; PARTS] = Default::default();
            for pair in found {
                parts[(pair.0 ^ pair.1) as usize % PARTS].push(pair);
            }
            parts
        })
        .collect();
    let counted = (0..PARTS).into_par_iter().map(|part| {
        let mut pairs: Vec<(u32, u32)> = split.iter().flat_map(|parts| &parts[part]).copied().collect();
        pairs.sort_unstable();
        pairs.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect::<Vec<_>>()
    });
    counted.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The commonest surface form of each phrase; of equally common ones the first in the alphabet.
fn show(chunks: &[Chunk], words: &Words, phrases: &Phrases) -> Vec<String> {
    let forms = count_pairs(chunks, |chunk, pairs| {
        pairs.extend(
            chunk
                .papers()
                .flatten()
                .flat_map(neighbours)
                .filter(|&(left, right)| phrases.of(words, left, right).is_some())
                .map(|(left, right)| (left & !HYPHEN, right)),
        );
    });
    let text = |(left, right): (u32, u32)| {
        let joint = if right & HYPHEN == 0 { ' ' } else { '-' };
        format!("{}{joint}{}", words.surfaces[left as usize], words.surfaces[(right & !HYPHEN) as usize])
    };
    let mut shown: Vec<Option<((u32, u32), u32)>> = vec![None; phrases.words.len()];
    for (form, count) in forms {
        let Some(phrase) = phrases.of(words, form.0, form.1) else { continue };
        let best = &mut shown[phrase as usize];
        let better =
            |(kept, most): ((u32, u32), u32)| count > most || (count == most && text(form) < text(kept));
        if best.is_none_or(better) {
            *best = Some((form, count));
        }
    }
    shown.into_iter().map(|best| best.map_or_else(String::new, |(form, _)| text(form))).collect()
}

#[cfg(test)]
mod tests {
    use corpus::Paper;

    use super::*;
    use crate::terms::{conflate, language::ENGLISH, reading};

    fn found(papers: &[Paper], settings: &TermSettings) -> Vec<String> {
        let mut chunks: Vec<Chunk> =
            papers.chunks(2).map(|papers| reading::read(papers, &[ENGLISH; 2])).collect();
        let words = conflate::conflate(&mut chunks);
        let mut texts = find(&chunks, &words, settings, Vec::new()).texts;
        texts.sort_unstable();
        texts
    }

    fn titled(titles: &[&str]) -> Vec<Paper> {
        titles.iter().map(|&title| Paper { title: title.into(), ..Paper::default() }).collect()
    }

    #[test]
    fn npmi_by_hand() {
        // Ten words; "volume rendering" twice of them: p(xy) = 0.2, p(x) = 0.2, p(y) = 0.3:
        // ln(0.2 / 0.06) / −ln 0.2 = 0.748. "rendering birds": once; p = 0.1, 0.3, 0.2: ln(0.1/0.06) / −ln 0.1 = 0.222.
        let papers =
            titled(&["volume rendering", "volume renderings, birds", "rendering birds", "tree", "sky water"]);
        let settings = TermSettings { phrase_count: Some(1), phrase_npmi: 0.74, ..TermSettings::default() };
        assert_eq!(found(&papers, &settings), ["sky water", "volume rendering"]);
        let settings = TermSettings { phrase_npmi: 0.75, ..settings };
        assert_eq!(found(&papers, &settings), ["sky water"]);
        let settings = TermSettings { phrase_npmi: 0.22, ..settings };
        assert_eq!(found(&papers, &settings), ["rendering birds", "sky water", "volume rendering"]);
        let settings = TermSettings { phrase_count: Some(2), ..settings };
        assert_eq!(found(&papers, &settings), ["volume rendering"]);
    }

    #[test]
    fn hyphens_are_shown_where_they_are_commoner() {
        let papers = titled(&["weakly-supervised", "weakly-supervised", "weakly supervised", "tree"]);
        let settings = TermSettings { phrase_count: Some(1), phrase_npmi: 0.1, ..TermSettings::default() };
        assert_eq!(found(&papers, &settings), ["weakly-supervised"]);
    }

    #[test]
    fn keywords_of_two_words_are_phrases() {
        let paper = |keyword: &str| Paper { keywords: vec![keyword.into()], ..Paper::default() };
        let papers = [paper("graph drawing"), paper("graph drawing"), paper("bird watching")];
        let settings = TermSettings { phrase_count: Some(100), ..TermSettings::default() };
        assert_eq!(found(&papers, &settings), ["graph drawing"]);
    }

    #[test]
    fn punctuation_and_stop_words_part_words() {
        let settings = TermSettings { phrase_count: Some(1), phrase_npmi: -1.0, ..TermSettings::default() };
        assert_eq!(found(&titled(&["volume, rendering", "volume of rendering", "sky"]), &settings), [""; 0]);
    }
}
