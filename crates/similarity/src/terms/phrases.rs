//! Two or three words that belong together, as the corpus itself shows.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{
    conflate::Words,
    reading::{BREAK, Chunk, HYPHEN, runs},
};
use crate::TermSettings;

/// Words of the longest phrase.
pub(super) const LONGEST: usize = 3;

/// Two or three words, or the tokens that they stand as; [`BREAK`] for the third of two.
pub(super) type Run = [u32; LONGEST];

/// Parts into which runs are split for counting; each is sorted on its own.
const PARTS: usize = 16;

/// Author keywords of two or three words are phrases if so many papers have them, however the words else behave.
const KEYWORD_COUNT: u32 = 2;

/// The phrases of a corpus.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    numbers: FxHashMap<Run, u32>,
    /// The words of each phrase.
    pub(super) words: Vec<Run>,
    /// How each is shown: its commonest surface form.
    pub(super) texts: Vec<String>,
}

/// Finds neighbouring words that stand together more often than chance.
///
/// The measure is normalised pointwise mutual information: `ln(p(xy) / (p(x) p(y))) / −ln p(xy)`, from −1 (never together)
/// over 0 (independent) to 1 (never apart), with shares of all words for probabilities (Bouma 2009, "Normalized (pointwise)
/// mutual information in collocation extraction"). First `x` and `y` are words. Then one of them is a phrase found so, and the
/// other a word before or after it: three words, which must stand together as often and hold together as well (the second pass
/// of word2phrase has the same steps; Mikolov and others 2013, "Distributed representations of words and phrases and their
/// compositionality"). If both the first two and the last two of them are a phrase, one of the two ways is enough.
///
/// The runs `given` are phrases in any case.
pub(super) fn find(chunks: &[Chunk], words: &Words, settings: &TermSettings, given: Vec<Run>) -> Phrases {
    let papers = chunks.iter().map(|chunk| chunk.ends.len()).sum();
    let counts = count_words(chunks, words);
    let text = Text {
        chunks,
        words,
        total: counts.iter().map(|&count| f64::from(count)).sum(),
        counts,
        least: settings.phrase_count.unwrap_or_else(|| usual_count(papers)),
        npmi: settings.phrase_npmi,
    };
    let pairs = text.pairs();
    let triples = text.triples(&pairs.iter().copied().collect());
    let mut found: Vec<Run> = pairs.into_iter().map(|([x, y], _)| [x, y, BREAK]).collect();
    found.extend(triples.into_iter().chain(text.keywords()).map(|(run, _)| run).chain(given));
    found.sort_unstable();
    found.dedup();
    let numbers = found.iter().enumerate().map(|(number, &run)| (run, number as u32)).collect();
    let mut phrases = Phrases { numbers, words: found, texts: Vec::new() };
    phrases.texts = show(chunks, words, &phrases);
    phrases
}

/// How often words must stand together where nothing is set: in a small corpus three times is much, in a large one a hundred
/// thousand pairs reach it by chance.
fn usual_count(papers: usize) -> u32 {
    (papers / 500).clamp(3, 10) as u32
}

/// The run of two or three different words.
pub(super) fn run_of(words: impl IntoIterator<Item = u32>) -> Option<Run> {
    let mut words = words.into_iter();
    let [x, y, z] = std::array::from_fn(|_| words.next());
    let (x, y) = (x?, y?);
    let distinct = x != y && z != Some(x) && z != Some(y);
    let complete = ![Some(x), Some(y), z].contains(&Some(BREAK)) && words.next().is_none();
    (distinct && complete).then_some([x, y, z.unwrap_or(BREAK)])
}

impl Phrases {
    /// The phrase of some words.
    pub(super) fn number(&self, words: impl IntoIterator<Item = u32>) -> Option<u32> {
        self.numbers.get(&run_of(words)?).copied()
    }

    /// The phrases in a field, each with the tokens that it stands as: those of two words, then those of three, both in the
    /// order of the text.
    pub(super) fn within<'a>(
        &'a self,
        words: &'a Words,
        field: &'a [u32],
    ) -> impl Iterator<Item = (u32, Run)> + 'a {
        let pairs = runs(field).map(|[x, y]: [u32; 2]| [x, y, BREAK]);
        let triples = runs(field).filter(|triple: &Run| !triple.contains(&BREAK));
        pairs.chain(triples).filter_map(|run| {
            let [x, y, z] = run.map(|token| words.of(token));
            // A third that says nothing does not make a pair of three.
            let whole = x != BREAK && y != BREAK && (z == BREAK) == (run[2] == BREAK);
            let phrase = if whole { self.numbers.get(&[x, y, z]) } else { None };
            phrase.map(|&phrase| (phrase, run))
        })
    }
}

/// Where phrases are looked for, and what makes some.
struct Text<'a> {
    chunks: &'a [Chunk],
    words: &'a Words,
    /// How often each word occurs.
    counts: Vec<u32>,
    /// The sum of the counts.
    total: f64,
    /// How often words must stand together.
    least: u32,
    /// How well they must hold together.
    npmi: f64,
}

impl Text<'_> {
    /// Two words that hold together, with how often they stand so.
    fn pairs(&self) -> Vec<([u32; 2], u32)> {
        let mut pairs = self.count(|&[x, y]| x != y && self.frequent(x) && self.frequent(y));
        pairs.retain(|&([x, y], together)| {
            self.hold(self.counts[x as usize], self.counts[y as usize], together)
        });
        pairs
    }

    /// Two words of `pairs` and a third that hold together, with how often they stand so.
    fn triples(&self, pairs: &FxHashMap<[u32; 2], u32>) -> Vec<(Run, u32)> {
        let mut triples = self.count(|&[x, y, z]| {
            let extends = |word, pair| self.frequent(word) && pairs.contains_key(&pair);
            x != z && (extends(z, [x, y]) || extends(x, [y, z]))
        });
        triples.retain(|&([x, y, z], together)| {
            let hold = |pair, word: u32| {
                pairs.get(&pair).is_some_and(|&pair| self.hold(pair, self.counts[word as usize], together))
            };
            hold([x, y], z) || hold([y, z], x)
        });
        triples
    }

    /// The keywords of two or three words that several papers have.
    fn keywords(&self) -> Vec<(Run, u32)> {
        let mut keywords = count_runs(self.chunks, |chunk, found| {
            for [_, keywords, _] in chunk.papers() {
                let whole =
                    keywords.split(|&token| token == BREAK).filter(|keyword| keyword.len() <= LONGEST);
                let words = whole.map(|keyword| keyword.iter().map(|&token| self.words.of(token)));
                found.extend(words.filter_map(run_of));
            }
        });
        keywords.retain(|&(_, count)| count >= KEYWORD_COUNT);
        keywords
    }

    /// How often each run of words stands in all fields, of those to `keep`.
    fn count<const N: usize>(&self, keep: impl Fn(&[u32; N]) -> bool + Sync) -> Vec<([u32; N], u32)> {
        count_runs(self.chunks, |chunk, found| {
            let tokens = chunk.papers().flatten().flat_map(runs);
            found.extend(tokens.map(|run: [u32; N]| run.map(|token| self.words.of(token))).filter(&keep));
        })
    }

    fn frequent(&self, word: u32) -> bool {
        word != BREAK && self.counts[word as usize] >= self.least
    }

    /// Whether what occurs `x` and `y` times is a phrase where it stands together so often.
    fn hold(&self, x: u32, y: u32, together: u32) -> bool {
        let [px, py, pxy] = [x, y, together].map(|count| f64::from(count) / self.total);
        together >= self.least && (pxy / (px * py)).ln() / -pxy.ln() >= self.npmi
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

/// How often each run stands in the chunks, ascending within each of [`PARTS`] parts.
fn count_runs<const N: usize>(
    chunks: &[Chunk],
    runs: impl Fn(&Chunk, &mut Vec<[u32; N]>) + Sync,
) -> Vec<([u32; N], u32)> {
    let split: Vec<[Vec<[u32; N]>; PARTS]> = chunks
        .par_iter()
        .map(|chunk| {
            let mut found = Vec::new();
            runs(chunk, &mut found);
            let mut parts: [Vec<[u32; N]>; PARTS] = Default::default();
            for run in found {
                parts[run.iter().fold(0, |all, word| all ^ word) as usize % PARTS].push(run);
            }
            parts
        })
        .collect();
    let counted = (0..PARTS).into_par_iter().map(|part| {
        let mut runs: Vec<[u32; N]> = split.iter().flat_map(|parts| &parts[part]).copied().collect();
        runs.sort_unstable();
        runs.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as u32)).collect::<Vec<_>>()
    });
    counted.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The commonest surface form of each phrase; of equally common ones the first in the alphabet.
fn show(chunks: &[Chunk], words: &Words, phrases: &Phrases) -> Vec<String> {
    let forms = count_runs(chunks, |chunk, found: &mut Vec<[u32; LONGEST + 1]>| {
        let within = chunk.papers().flatten().flat_map(|field| phrases.within(words, field));
        found.extend(within.map(|(phrase, [x, y, z])| [phrase, x & !HYPHEN, y, z]));
    });
    let text = |[_, first, rest @ ..]: [u32; LONGEST + 1]| {
        let mut text = words.surfaces[first as usize].to_string();
        for token in rest.into_iter().filter(|&token| token != BREAK) {
            text.push(if token & HYPHEN == 0 { ' ' } else { '-' });
            text.push_str(&words.surfaces[(token & !HYPHEN) as usize]);
        }
        text
    };
    let mut shown: Vec<Option<([u32; LONGEST + 1], u32)>> = vec![None; phrases.words.len()];
    for (form, count) in forms {
        let best = &mut shown[form[0] as usize];
        let better = |(kept, most)| count > most || (count == most && text(form) < text(kept));
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
    fn three_words_by_hand() {
        // Thirteen words, "graph" and "network" three times, "neural" four times.
        let titles = [
            "graph neural network",
            "graph neural network",
            "neural network",
            "bird",
            "graph sky",
            "neural tree",
        ];
        let found = |phrase_count: u32, phrase_npmi: f64| {
            let settings =
                TermSettings { phrase_count: Some(phrase_count), phrase_npmi, ..TermSettings::default() };
            found(&titled(&titles), &settings)
        };
        // "graph neural", twice: ln(2 · 13 / (3 · 4)) / −ln(2/13) = 0.413.
        // "neural network", three times: ln(3 · 13 / (4 · 3)) / −ln(3/13) = 0.804.
        // "graph" before "neural network", twice: ln(2 · 13 / (3 · 3)) / −ln(2/13) = 0.567.
        // "graph neural" before "network", twice: ln(2 · 13 / (2 · 3)) / −ln(2/13) = 0.783.
        assert_eq!(found(2, 0.41), ["graph neural", "graph neural network", "neural network"]);
        assert_eq!(found(2, 0.56), ["graph neural network", "neural network"]);
        // What is no phrase is not extended, however well the third word goes with it.
        assert_eq!(found(2, 0.57), ["neural network"]);
        assert_eq!(found(3, 0.41), ["neural network"]);
    }

    #[test]
    fn a_run_has_two_or_three_different_words() {
        assert_eq!(run_of([1, 2]), Some([1, 2, BREAK]));
        assert_eq!(run_of([1, 2, 3]), Some([1, 2, 3]));
        for none in [&[1][..], &[1, 1], &[1, BREAK], &[1, 2, 1], &[1, 2, BREAK], &[1, 2, 3, 4]] {
            assert_eq!(run_of(none.iter().copied()), None, "{none:?}");
        }
    }

    #[test]
    fn hyphens_are_shown_where_they_are_commoner() {
        let papers = titled(&["weakly-supervised", "weakly-supervised", "weakly supervised", "tree"]);
        let settings = TermSettings { phrase_count: Some(1), phrase_npmi: 0.1, ..TermSettings::default() };
        assert_eq!(found(&papers, &settings), ["weakly-supervised"]);
    }

    #[test]
    fn keywords_of_two_or_three_words_are_phrases() {
        let paper = |keyword: &str| Paper { keywords: vec![keyword.into()], ..Paper::default() };
        let keywords =
            ["graph drawing", "graph drawing", "bird watching", "rare wild birds", "rare wild bird"];
        let settings = TermSettings { phrase_count: Some(100), ..TermSettings::default() };
        assert_eq!(found(&keywords.map(paper), &settings), ["graph drawing", "rare wild bird"]);
    }

    #[test]
    fn punctuation_and_stop_words_part_words() {
        let settings = TermSettings { phrase_count: Some(1), phrase_npmi: -1.0, ..TermSettings::default() };
        assert_eq!(found(&titled(&["volume, rendering", "volume of rendering", "sky"]), &settings), [""; 0]);
    }
}
