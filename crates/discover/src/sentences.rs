//! Running text to sentences, and which of them carry a likeness.

use std::ops::Range;

use corpus::Paper;
use similarity::Lexicon;

/// A sentence that is longer than this, in bytes, is cut: a text without full stops is no sentence.
const LONGEST: usize = 1000;

/// So many sentences of a text are weighed, the first: an abstract has no more, and each costs a look at all of them.
const WEIGHED: usize = 100;

/// Abbreviations that do not end a sentence, without their last full stop, in lower case.
const ABBREVIATIONS: [&str; 13] =
    ["al", "approx", "cf", "dr", "e.g", "eq", "et", "fig", "i.e", "resp", "sec", "vs", "viz"];

/// The sentences of a text, in order; together they hold all of it but the white space between them.
///
/// A sentence ends at a full stop, question or exclamation mark before white space and a letter that is not lower case, unless
/// the stop follows an abbreviation or a single letter. Time linear in the text.
pub fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        if matches!(sign, '.' | '?' | '!') && ends(&text[start..at], &text[end..])
            || end - start > LONGEST && sign.is_whitespace()
        {
            sentences.push(text[start..end].trim());
            start = end;
        }
    }
    sentences.push(text[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

fn ends(before: &str, after: &str) -> bool {
    let next = after.trim_start();
    let apart = next.len() < after.len() || next.is_empty();
    // Before the look back, which takes the time of a word: a row of dots is one word.
    if !apart || next.starts_with(char::is_lowercase) {
        return false;
    }
    let word = before.rsplit(|sign: char| sign.is_whitespace() || sign == '(').next().unwrap_or_default();
    word.chars().count() != 1 && !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// A sentence of an abstract, and what the likeness to another paper loses without it.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrying<'a> {
    /// The sentence.
    pub text: &'a str,
    /// The cosine with it less the cosine without it.
    pub loss: f64,
}

/// A paper's terms, whole and without each of the first hundred sentences of its abstract, to compare with any number of others.
///
/// Each sentence is taken away in turn and the rest weighed anew, as Resck et al. (2022, "LegalVis: exploring and inferring
/// precedent citations in legal documents") do with paragraphs. What follows the hundredth sentence is left out.
#[derive(Clone, Debug)]
pub struct Weighed<'a> {
    whole: Vec<(u32, f32)>,
    /// The sentences, in order, with what the rest weighs.
    without: Vec<(&'a str, Vec<(u32, f32)>)>,
}

impl<'a> Weighed<'a> {
    /// Weighs a paper; without an abstract there is nothing to weigh. Time and space `O(sentences × text)`, of the sentences
    /// that are looked at.
    pub fn new(lexicon: &Lexicon, paper: &'a Paper) -> Self {
        let text = paper.abstract_text.as_deref().unwrap_or_default();
        let mut sentences = split(text);
        sentences.truncate(WEIGHED);
        let text = &text[..sentences.last().map_or(0, |last| place(text, last).end)];
        let weigh = |text: String| {
            let bare =
                Paper { title: paper.title.clone(), keywords: paper.keywords.clone(), ..Paper::default() };
            lexicon.vector(&Paper { abstract_text: Some(text), ..bare })
        };
        let without = |sentence: &'a str| {
            let Range { start, end } = place(text, sentence);
            (sentence, weigh(format!("{} {}", &text[..start], &text[end..])))
        };
        Self { whole: weigh(text.to_owned()), without: sentences.into_iter().map(without).collect() }
    }

    /// The sentences without which the cosine with `other` falls, most first, at most `most`.
    ///
    /// `other` is a vector of terms, ascending.
    pub fn carrying(&self, other: (&[u32], &[f32]), most: usize) -> Vec<Carrying<'a>> {
        let whole = dot(&self.whole, other);
        let loss =
            |(text, rest): &(&'a str, Vec<(u32, f32)>)| Carrying { text, loss: whole - dot(rest, other) };
        let mut carrying: Vec<Carrying<'a>> =
            self.without.iter().map(loss).filter(|found| found.loss > 0.0).collect();
        carrying.sort_by(|a, b| b.loss.total_cmp(&a.loss));
        carrying.truncate(most);
        carrying
    }
}

/// Where a part of `text` lies in it.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// The product of two vectors of terms, both ascending.
fn dot(vector: &[(u32, f32)], (terms, weights): (&[u32], &[f32])) -> f64 {
    let product = |&(term, weight): &(u32, f32)| {
        let at = terms.binary_search(&term).ok()?;
        Some(f64::from(weight) * f64::from(weights[at]))
    };
    vector.iter().filter_map(product).sum()
}

#[cfg(test)]
mod tests {
    use parallel::Progress;
    use proptest::prelude::*;
    use similarity::TermSettings;

    use super::*;

    fn settings() -> TermSettings {
        TermSettings { min_papers: 1, max_share: 1.0, ..TermSettings::default() }
    }

    fn terms(papers: &[Paper]) -> similarity::Terms {
        similarity::terms::build(papers, &settings(), &Progress::none()).unwrap()
    }

    #[test]
    fn sentences_by_hand() {
        let text =
            "We draw graphs, e.g. trees. J. Doe et al. drew 3.5 million! Is it (cf. Fig. 2) enough? Yes";
        let expected = [
            "We draw graphs, e.g. trees.",
            "J. Doe et al. drew 3.5 million!",
            "Is it (cf. Fig. 2) enough?",
            "Yes",
        ];
        assert_eq!(split(text), expected);
        assert!(split("  ").is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-zA-Zé .?!(]{0,200}") {
            let joined: String = split(&text).concat();
            let letters = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&joined), letters(&text));
        }
    }

    /// Looking back from each dot to the last space would take minutes.
    #[test]
    fn rows_of_dots_and_texts_without_spaces_are_split_at_once() {
        assert_eq!(split(&".".repeat(1_000_000)).len(), 1);
        assert!(split(&"a.\n".repeat(300_000)).iter().all(|sentence| sentence.len() <= LONGEST + 3));
    }

    #[test]
    fn no_more_than_a_hundred_sentences_are_weighed() {
        let text = format!("{}Volume rendering shows scans.", "Nobody likes rain. ".repeat(WEIGHED));
        let paper =
            |text: &str| Paper { title: "Rain".into(), abstract_text: Some(text.into()), ..Paper::default() };
        let papers = [paper(&text), paper("Volume rendering.")];
        let lexicon = Lexicon::new(&terms(&papers).vocabulary, papers.len(), &settings());
        let weighed = Weighed::new(&lexicon, &papers[0]);
        assert_eq!(weighed.without.len(), WEIGHED);
        assert!(
            weighed
                .carrying(terms(&papers).vectors.row(1), 9)
                .iter()
                .all(|found| !found.text.contains("scans"))
        );
    }

    #[test]
    fn the_sentence_with_the_shared_terms_carries() {
        let text = "Graphs are drawn by hand. Volume rendering shows medical scans. Nobody likes rain.";
        let paper = |title: &str, text: &str| Paper {
            title: title.into(),
            abstract_text: Some(text.into()),
            ..Paper::default()
        };
        let papers = [
            paper("On pictures", text),
            paper("Fast volume rendering", "Of medical scans."),
            paper("Graphs and rain", text),
        ];
        let terms = terms(&papers);
        let lexicon = Lexicon::new(&terms.vocabulary, papers.len(), &settings());
        let found = Weighed::new(&lexicon, &papers[0]).carrying(terms.vectors.row(1), 9);
        // Without either of the others the cosine rises: there is less that is not shared.
        assert_eq!(
            found.iter().map(|found| found.text).collect::<Vec<_>>(),
            ["Volume rendering shows medical scans."]
        );
    }
}
