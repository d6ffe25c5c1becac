//! Papers to terms and weighted vectors.
//!
//! Text goes to words (`words`, `reading`), words of one stem become one (`conflate`), neighbours that belong together become
//! phrases (`phrases`), and both are weighted (`weights`).

mod conflate;
mod phrases;
mod reading;
mod stop;
mod weights;
mod words;

use corpus::Paper;
use parallel::Progress;

use crate::{SettingsError, SparseRows, TermSettings};

/// A word or phrase that papers share.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Its commonest surface form, lower case.
    pub text: String,
    /// How many papers have it.
    pub papers: u32,
    /// The terms that it is made of; empty for a word.
    pub parts: Vec<u32>,
}

impl Term {
    /// Whether it has several words.
    pub fn is_phrase(&self) -> bool {
        self.text.contains(' ') || !self.parts.is_empty()
    }
}

/// The terms of a corpus.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// By number of papers, most first, then by text.
    pub vocabulary: Vec<Term>,
    /// A row a paper, a column a term: TF-IDF, of length 1 or empty.
    pub vectors: SparseRows,
}

/// The terms of `papers`, with a vector for each paper.
///
/// An occurrence counts as the field it stands in; with `f` the sum for a term in a paper, `d` the papers that have it and
/// `n` all papers, its weight is `(1 + ln f) · (ln((1 + n) / (1 + d)) + 1)` where `f ≥ 1`, and `f` for `1 + ln f` below;
/// each row is then divided by its length (Salton and Buckley 1988, "Term-weighting approaches in automatic text
/// retrieval").
///
/// Time linear in the text; space about five bytes for each of its words. The same bits at any number of threads.
///
/// # Errors
///
/// A setting that is out of its range.
pub fn build(papers: &[Paper], settings: &TermSettings, progress: &Progress) -> Result<Terms, SettingsError> {
    settings.check()?;
    let stage = progress.stage("terms", papers.len());
    let mut chunks = parallel::chunks::map(papers.len(), reading::CHUNK, |range| {
        let chunk = reading::read(&papers[range.clone()]);
        stage.tick(range.len());
        chunk
    });
    let words = conflate::conflate(&mut chunks);
    let phrases = phrases::find(&chunks, &words, settings);
    Ok(weights::weigh(chunks, &words, &phrases, papers.len(), settings))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(titles: &[&str]) -> Vec<Paper> {
        titles.iter().map(|&title| Paper { title: title.into(), ..Paper::default() }).collect()
    }

    #[test]
    fn weights_by_hand() {
        let settings = TermSettings { title: 1.0, max_share: 1.0, ..TermSettings::default() };
        let terms =
            build(&titled(&["bird bird tree", "bird", "tree, sky"]), &settings, &Progress::none()).unwrap();
        let texts: Vec<_> = terms.vocabulary.iter().map(|term| (term.text.as_str(), term.papers)).collect();
        assert_eq!(texts, [("bird", 2), ("tree", 2)]);
        // Equal document frequencies: only 1 + ln 2 to 1 is left.
        let ratio = terms.vectors.values[0] / terms.vectors.values[1];
        assert!((ratio - 1.0 - 2.0f32.ln()).abs() < 1e-6, "{ratio}");
        assert_eq!(terms.vectors.row(1), (&[0][..], &[1.0][..]));
        assert_eq!(terms.vectors.row(2), (&[1][..], &[1.0][..]));
    }

    #[test]
    fn frequencies_choose_the_vocabulary() {
        let texts = |titles: &[&str], settings: &TermSettings| {
            let terms = build(&titled(titles), settings, &Progress::none()).unwrap();
            terms.vocabulary.into_iter().map(|term| term.text).collect::<Vec<_>>()
        };
        let usual = TermSettings { phrase_count: Some(99), ..TermSettings::default() };
        // Every paper has a bird, but four papers are not too many.
        let few = ["bird tree", "bird tree", "bird", "bird sky"];
        assert_eq!(texts(&few, &usual), ["bird", "tree"]);
        assert_eq!(texts(&few, &TermSettings { min_papers: 1, ..usual.clone() }), ["bird", "tree", "sky"]);
        // Eleven of twenty are more than half; ten are not.
        let many = [["bird tree"; 10].as_slice(), &["bird"], &["sky"; 9]].concat();
        assert_eq!(texts(&many, &usual), ["tree", "sky"]);
        assert_eq!(texts(&many, &TermSettings { max_share: 0.55, ..usual }), ["bird", "tree", "sky"]);
    }

    #[test]
    fn phrases_know_their_parts() {
        let papers = titled(&["volume rendering", "volume rendering", "birds", "trees in the wind"]);
        let settings = TermSettings { phrase_count: Some(2), phrase_npmi: 0.1, ..TermSettings::default() };
        let terms = build(&papers, &settings, &Progress::none()).unwrap();
        let texts: Vec<_> =
            terms.vocabulary.iter().map(|term| (term.text.as_str(), term.is_phrase())).collect();
        assert_eq!(texts, [("rendering", false), ("volume", false), ("volume rendering", true)]);
        assert_eq!(terms.vocabulary[2].parts, [1, 0]);
    }
}
