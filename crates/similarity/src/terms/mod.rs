//! Papers to terms and weighted vectors.
//!
//! Text goes to words (`words`, `reading`), words of one stem become one (`conflate`), neighbours that belong together become
//! phrases (`phrases`), and both are weighted (`weights`). Other texts are weighed in the same terms by a [`Lexicon`].

mod candidates;
mod conflate;
mod language;
mod lexicon;
mod notices;
mod phrases;
mod reading;
mod stop;
mod thesaurus;
mod weights;
mod words;

pub use lexicon::Lexicon;
pub use thesaurus::{Thesaurus, ThesaurusError};

use corpus::Paper;
use parallel::Progress;

use candidates::Candidates;
use reading::Chunk;

#[cfg(doc)]
use crate::Weighting;
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
    /// The labels of the thesaurus that no paper has, in its order.
    pub unused_labels: Vec<String>,
}

/// The terms of `papers`, with a vector for each paper.
///
/// Function words and stems go by the language of each paper, which its abstract tells; a paper that does not tell it for sure
/// has the commonest language of the corpus, or English. What the thesaurus of `settings` replaces or removes is so from the
/// start: no count and no weight knows the label.
///
/// An occurrence counts as the field it stands in, one of a phrase half of that. With `f` the sum for a term in a paper, `d` the
/// papers that have it and `n` all papers, its weight is
///
/// * [`Weighting::TfIdf`]: `(1 + ln f) · (ln((1 + n) / (1 + d)) + 1)^0.7` where `f ≥ 1`, and `f` for `1 + ln f` below (Salton
///   and Buckley 1988, "Term-weighting approaches in automatic text retrieval"; the power is ours);
/// * [`Weighting::Bm25`]: `f / (f + k₁ (1 − b + b l)) · √ln(1 + (n − d + ½) / (d + ½))`, `l` being all counts of the paper over
///   their mean, `k₁ = 1.2` and `b = 0.75` (Robertson and Zaragoza 2009, "The probabilistic relevance framework: BM25 and
///   beyond"). The root makes the rarity enter the product of two papers once, as in BM25; the factor `k₁ + 1` is left out
///   because a cosine does not feel it.
///
/// Each row is then divided by its length.
///
/// Time linear in the text; space about five bytes for each of its words. The same bits at any number of threads.
///
/// # Errors
///
/// A setting that is out of its range.
pub fn build(papers: &[Paper], settings: &TermSettings, progress: &Progress) -> Result<Terms, SettingsError> {
    read(papers, settings, progress, |chunks, candidates| {
        weights::weigh(chunks, candidates, papers.len(), settings)
    })
}

/// The vocabulary of [`build`], and how often each term stands in each paper, before anything is weighed: a row a paper, a column
/// a term, in it the sum of what its occurrences count by their fields.
///
/// Time and space as [`build`].
///
/// # Errors
///
/// A setting that is out of its range.
pub fn occurrences(
    papers: &[Paper],
    settings: &TermSettings,
    progress: &Progress,
) -> Result<(Vec<Term>, SparseRows), SettingsError> {
    read(papers, settings, progress, |chunks, candidates| {
        weights::occurrences(chunks, candidates, papers.len(), settings)
    })
}

/// Reads the texts and finds what may become a term.
fn read<T>(
    papers: &[Paper],
    settings: &TermSettings,
    progress: &Progress,
    then: impl FnOnce(Vec<Chunk>, &Candidates<'_>) -> T,
) -> Result<T, SettingsError> {
    settings.check()?;
    let stage = progress.stage("terms", papers.len());
    let languages = language::tell(papers);
    let mut chunks = parallel::chunks::map(papers.len(), reading::CHUNK, |range| {
        let chunk = reading::read(&papers[range.clone()], &languages[range.clone()]);
        stage.tick(range.len());
        chunk
    });
    let words = conflate::conflate(&mut chunks);
    let lookup = words.lookup();
    let phrases = phrases::find(&chunks, &words, settings, settings.thesaurus.runs(&lookup));
    let candidates = Candidates::new(&words, &phrases, &lookup, &settings.thesaurus);
    Ok(then(chunks, &candidates))
}

#[cfg(test)]
mod tests {
    use corpus::Corpus;

    use super::*;
    use crate::{GraphSettings, Reasons, Weighting};

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
    fn document_frequencies_are_those_of_scikit_learn() {
        let papers = titled(&[
            "fast volume rendering",
            "volume rendering graph layouts",
            "graph layouts huge networks birds",
            "huge networks volume rendering",
            "medical scans volume rendering volume rendering",
            "interactive rendering huge graph layouts",
            "medical scans graph birds",
            "networks medical scans",
        ]);
        let settings = TermSettings {
            max_share: 1.0,
            phrase_count: Some(2),
            phrase_npmi: -1.0,
            ..TermSettings::default()
        };
        let terms = build(&papers, &settings, &Progress::none()).unwrap();
        let found: Vec<_> = terms.vocabulary.iter().map(|term| (term.text.as_str(), term.papers)).collect();
        // CountVectorizer(ngram_range=(1, 2), min_df=2) of scikit-learn 1.9 on the same titles. They hold neither punctuation nor
        // function words, where we part words and it does not.
        assert_eq!(
            found,
            [
                ("rendering", 5),
                ("graph", 4),
                ("volume", 4),
                ("volume rendering", 4),
                ("graph layouts", 3),
                ("huge", 3),
                ("layouts", 3),
                ("medical", 3),
                ("medical scans", 3),
                ("networks", 3),
                ("scans", 3),
                ("birds", 2),
                ("huge networks", 2),
            ]
        );
    }

    #[test]
    fn occurrences_are_what_weights_are_made_of() {
        let settings = TermSettings { title: 2.0, max_share: 1.0, ..TermSettings::default() };
        let papers = titled(&["bird bird tree", "bird", "tree, sky"]);
        let (vocabulary, counts) = occurrences(&papers, &settings, &Progress::none()).unwrap();
        assert_eq!(vocabulary, build(&papers, &settings, &Progress::none()).unwrap().vocabulary);
        let rows: Vec<_> = (0..3).map(|row| counts.row(row)).collect();
        assert_eq!(rows, [(&[0, 1][..], &[4.0, 2.0][..]), (&[0], &[2.0]), (&[1], &[2.0])]);
    }

    #[test]
    fn bm25_by_hand() {
        let settings = TermSettings {
            title: 1.0,
            max_share: 1.0,
            min_papers: 1,
            phrase_count: Some(99),
            weighting: Weighting::Bm25,
            ..TermSettings::default()
        };
        let terms = build(&titled(&["bird bird tree", "bird"]), &settings, &Progress::none()).unwrap();
        // Lengths 3 and 1, their mean 2: l = 1.5 in the first paper, and k₁ (0.25 + 0.75 · 1.5) = 1.65.
        let bird = 2.0 / (2.0 + 1.65) * (1.0f64 + 0.5 / 2.5).ln().sqrt();
        let tree = 1.0 / (1.0 + 1.65) * (1.0f64 + 1.5 / 1.5).ln().sqrt();
        let found = terms.vectors.row(0).1;
        assert!((f64::from(found[0] / found[1]) - bird / tree).abs() < 1e-6, "{found:?}");
        assert_eq!(terms.vectors.row(1), (&[0][..], &[1.0][..]));
    }

    #[test]
    fn rarity_by_hand() {
        let settings = TermSettings { title: 1.0, max_share: 1.0, min_papers: 1, ..TermSettings::default() };
        let terms = build(&titled(&["bird tree", "bird"]), &settings, &Progress::none()).unwrap();
        // ln(3/3) + 1 = 1 for the bird, ln(3/2) + 1 for the tree.
        let ratio = f64::from(terms.vectors.values[1] / terms.vectors.values[0]);
        assert!((ratio - (1.5f64.ln() + 1.0).powf(0.7)).abs() < 1e-6, "{ratio}");
    }

    #[test]
    fn a_thesaurus_replaces_and_removes() {
        let titles = [
            "ML for birds",
            "machine learning for birds",
            "Machine Learning, a poster",
            "volume rendering poster",
            "DVR",
        ];
        let lines = "label\treplace by\nml\tmachine learning\nPoster\t\ndvr\tDirect Volume Rendering\n\
            volume rendering\tdirect volume rendering\nbees\tinsects\nbird\tAvian Fauna\n";
        let settings = TermSettings {
            title: 1.0,
            min_papers: 1,
            max_share: 1.0,
            phrase_count: Some(99),
            thesaurus: Thesaurus::parse(lines).unwrap(),
            ..TermSettings::default()
        };
        let terms = build(&titled(&titles), &settings, &Progress::none()).unwrap();
        let texts: Vec<_> = terms.vocabulary.iter().map(|term| (term.text.as_str(), term.papers)).collect();
        // "birds" goes by its stem only where the corpus writes the label: "bird" is nowhere, so it is told.
        assert_eq!(
            texts,
            [
                ("machine learning", 3),
                ("Direct Volume Rendering", 2),
                ("birds", 2),
                ("learning", 2),
                ("machine", 2),
                ("rendering", 1),
                ("volume", 1),
            ]
        );
        assert_eq!(terms.unused_labels, ["bees", "bird"]);
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

    #[test]
    fn a_phrase_of_three_words_stands_for_all_inside() {
        let titles = [
            "graph neural network",
            "graph neural network",
            "neural network",
            "bird",
            "graph sky",
            "neural tree",
        ];
        let settings = TermSettings { phrase_count: Some(2), phrase_npmi: 0.56, ..TermSettings::default() };
        let papers = titled(&titles);
        let terms = build(&papers, &settings, &Progress::none()).unwrap();
        let texts: Vec<_> = terms.vocabulary.iter().map(|term| term.text.as_str()).collect();
        assert_eq!(texts, ["neural", "graph", "network", "neural network", "graph neural network"]);
        assert_eq!(terms.vocabulary[4].parts, [1, 0, 2, 3]);
        let corpus = Corpus { papers, ..Corpus::default() };
        let reasons = Reasons::new(&corpus, &terms, &GraphSettings::default());
        let told: Vec<u32> = reasons.terms(0, 1, 9).iter().map(|shared| shared.term).collect();
        assert_eq!(told, [4]);
        let told: Vec<u32> = reasons.terms(0, 2, 9).iter().map(|shared| shared.term).collect();
        assert_eq!(told, [3]);
    }

    #[test]
    fn keywords_of_three_words_are_counted_once() {
        let paper = Paper { keywords: vec!["Graph Neural In-Memory".into()], ..Paper::default() };
        let settings = TermSettings { phrase_count: Some(99), ..TermSettings::default() };
        let terms = build(&[paper.clone(), paper], &settings, &Progress::none()).unwrap();
        let texts: Vec<_> = terms.vocabulary.iter().map(|term| term.text.as_str()).collect();
        assert_eq!(texts, ["graph", "graph neural in-memory", "in-memory", "neural"]);
        assert_eq!(terms.vocabulary[1].parts, [0, 3, 2]);
    }

    #[test]
    fn threads_change_nothing() {
        let nouns = ["graph", "bird", "volume", "flow", "map"];
        let titles: Vec<String> = (0..3000)
            .map(|paper| {
                format!("{} neural network of {} rendering", nouns[paper % 5], nouns[paper * paper % 3])
            })
            .collect();
        let papers = titled(&titles.iter().map(String::as_str).collect::<Vec<_>>());
        let built = |threads| {
            let build = || build(&papers, &TermSettings::default(), &Progress::none()).unwrap();
            parallel::with_threads(threads, build).unwrap()
        };
        let one = built(1);
        assert!(one.vocabulary.iter().any(|term| term.text == "volume neural network"));
        assert_eq!(one, built(2));
        assert_eq!(one, built(7));
    }
}
