//! Running text to sentences, and which of them carry a likeness.

use std::ops::Range;

use corpus::Paper;
use similarity::Lexicon;

/// A sentence that is longer than this, in bytes, is cut: a text without full stops is no sentence.
const LONGEST: usize = 1000;

/// Abbreviations that do not end a sentence, without their last full stop, in lower case.
const ABBREVIATIONS: [&str; 13] =
    ["al", "approx", "cf", "dr", "e.g", "eq", "et", "fig", "i.e", "resp", "sec", "vs", "viz"];

/// The sentences of a text, in order; together they hold all of it but the white space between them.
///
/// A sentence ends at a full stop, question or exclamation mark before white space and a letter that is not lower case, unless
/// the stop follows an abbreviation or a single letter.
pub fn split(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        let end = at + sign.len_utf8();
        if matches!(sign, '.' | '?' | '!') && ends(&text[start..at], &text[end..])
            || end - start > LONGEST && sign == ' '
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
    let word = before.rsplit([' ', '(']).next().unwrap_or_default();
    let short = word.chars().count() == 1 || ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    apart && !short && !next.chars().next().is_some_and(char::is_lowercase)
}

/// A sentence of an abstract, and what the likeness to another paper loses without it.
#[derive(Clone, Debug, PartialEq)]
pub struct Carrying<'a> {
    /// The sentence.
    pub text: &'a str,
    /// The cosine with it less the cosine without it.
    pub loss: f64,
}

/// The sentences of the abstract of `paper` without which its cosine with `other` falls, most first, at most `most`.
///
/// Each sentence is taken away in turn and the rest weighed anew, as Resck et al. (2022, "LegalVis: exploring and inferring
/// precedent citations in legal documents") do with paragraphs. `other` is a vector of terms, ascending.
pub fn carrying<'a>(
    lexicon: &Lexicon,
    paper: &'a Paper,
    other: (&[u32], &[f32]),
    most: usize,
) -> Vec<Carrying<'a>> {
    let Some(text) = paper.abstract_text.as_deref() else { return Vec::new() };
    let cosine = |text: String| {
        let bare = Paper { title: paper.title.clone(), keywords: paper.keywords.clone(), ..Paper::default() };
        dot(&lexicon.vector(&Paper { abstract_text: Some(text), ..bare }), other)
    };
    let whole = cosine(text.to_owned());
    let without = |sentence: &&'a str| {
        let Range { start, end } = place(text, sentence);
        let loss = whole - cosine(format!("{} {}", &text[..start], &text[end..]));
        Carrying { text: sentence, loss }
    };
    let mut carrying: Vec<Carrying<'a>> =
        split(text).iter().map(without).filter(|found| found.loss > 0.0).collect();
    carrying.sort_by(|a, b| b.loss.total_cmp(&a.loss));
    carrying.truncate(most);
    carrying
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
        let settings = TermSettings { min_papers: 1, max_share: 1.0, ..TermSettings::default() };
        let terms = similarity::terms::build(&papers, &settings, &Progress::none()).unwrap();
        let lexicon = Lexicon::new(&terms.vocabulary, papers.len(), &settings);
        let found = carrying(&lexicon, &papers[0], terms.vectors.row(1), 9);
        // Without either of the others the cosine rises: there is less that is not shared.
        assert_eq!(
            found.iter().map(|found| found.text).collect::<Vec<_>>(),
            ["Volume rendering shows medical scans."]
        );
    }
}
