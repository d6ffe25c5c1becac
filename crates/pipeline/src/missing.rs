//! The stage that looks for missing citations.

use discover::missing::{
    Suggestion, Trial, YearOfCitations, learn, overview, past::Past, suggest, trial,
};
use corpus::Corpus;
use similarity::{Lexicon, Terms};

use crate::config::Settings;

/// From fewer citations nothing is learnt.
const FEWEST: usize = 100;

/// Citations that are likely though nobody made them.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingCitations {
    /// The likeliest of each paper that cites another, papers in the order of the corpus.
    pub suggestions: Vec<Suggestion>,
    /// Citations made and likely, by cited paper and year.
    pub years: Vec<YearOfCitations>,
    /// How well hidden citations are found.
    pub trial: Trial,
}

impl MissingCitations {
    /// What is likely missing; `None` where it is not asked for or the corpus has too few citations to learn from.
    pub fn find(corpus: &Corpus, terms: &Terms, settings: &Settings) -> Option<Self> {
        if settings.missing == 0 || corpus.citations.len() < FEWEST {
            return None;
        }
        let trial = trial::hold_out(corpus, terms, settings.seed);
        let past = Past::new(corpus, terms, &corpus.citations);
        let model = learn::learn(&past, settings.seed);
        let lexicon = Lexicon::new(&terms.vocabulary, corpus.papers.len(), &settings.terms);
        let mut citing: Vec<u32> = corpus.citations.iter().map(|&(citing, _)| citing).collect();
        citing.dedup();
        let suggestions = suggest(corpus, terms, &lexicon, &past, &model, &citing, settings.missing);
        let years = overview(corpus, &suggestions);
        Some(Self { suggestions, years, trial })
    }
}
