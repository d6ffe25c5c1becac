//! The stage that looks for missing citations.

use corpus::Corpus;
use discover::missing::{
    Suggestion, Telling, Trial, YearOfCitations, learn::learn, overview, past::Past, suggest, trial,
    with_draft,
};
use parallel::Progress;
use similarity::{Lexicon, SettingsError, TermSettings, Terms};

use crate::config::Settings;

/// From fewer [citations that teach](teaching) nothing is learnt.
pub const FEWEST: usize = 100;

/// How many citations can be learnt from: those between papers that have a year, the cited one no later than the citing.
pub fn teaching(corpus: &Corpus) -> usize {
    let year = |paper: u32| corpus.papers[paper as usize].year;
    let teaches = |&&(citing, cited): &&(u32, u32)| year(cited).is_some() && year(cited) <= year(citing);
    corpus.citations.iter().filter(teaches).count()
}

/// What is less likely is not told.
const LEAST: f64 = 0.1;

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
    /// What is likely missing; `None` where it is not asked for or the corpus has fewer than [`FEWEST`] citations to learn from.
    pub fn find(corpus: &Corpus, terms: &Terms, settings: &Settings) -> Option<Self> {
        if settings.missing == 0 || teaching(corpus) < FEWEST {
            return None;
        }
        let trial = trial::hold_out(corpus, terms, settings.seed);
        let past = Past::new(corpus, terms, &corpus.citations);
        let model = learn(&past, settings.seed);
        let lexicon = Lexicon::new(&terms.vocabulary, corpus.papers.len(), &settings.terms);
        let mut citing: Vec<u32> = corpus.citations.iter().map(|&(citing, _)| citing).collect();
        citing.dedup();
        let tell = Telling { most: settings.missing, least: LEAST };
        let suggestions = suggest(corpus, terms, &lexicon, &past, &model, &citing, tell);
        let years = overview(corpus, &suggestions);
        Some(Self { suggestions, years, trial })
    }
}

/// What a draft should cite.
#[derive(Debug)]
pub struct Draft {
    /// The papers, the draft as the last of them.
    pub corpus: Corpus,
    /// Their terms.
    pub terms: Terms,
    /// How many of the papers the draft cites.
    pub cited: usize,
    /// What it does not cite, likeliest first.
    pub suggestions: Vec<Suggestion>,
}

impl Draft {
    /// The `top` papers of `corpus` that a draft is likeliest to lack, with all settings at their defaults; see
    /// [`discover::missing::with_draft`].
    ///
    /// # Errors
    ///
    /// None with these settings.
    pub fn judge(
        corpus: Corpus,
        text: &str,
        year: Option<i32>,
        top: usize,
        progress: &Progress,
    ) -> Result<Self, SettingsError> {
        const SEED: u64 = 1;
        let corpus = with_draft(corpus, text, year);
        let number = corpus.papers.len() as u32 - 1;
        let settings = TermSettings::default();
        let terms = similarity::terms::build(&corpus.papers, &settings, progress)?;
        let past = Past::new(&corpus, &terms, &corpus.citations);
        let model = learn(&past, SEED);
        let lexicon = Lexicon::new(&terms.vocabulary, corpus.papers.len(), &settings);
        let tell = Telling { most: top, least: 0.0 };
        let suggestions = suggest(&corpus, &terms, &lexicon, &past, &model, &[number], tell);
        let cited = corpus.citations.iter().filter(|&&(citing, _)| citing == number).count();
        Ok(Self { corpus, terms, cited, suggestions })
    }
}

#[cfg(test)]
mod tests {
    use corpus::Paper;

    use super::*;

    #[test]
    fn citations_teach_between_papers_that_have_a_year() {
        let paper = |year| Paper { year, ..Paper::default() };
        let corpus = Corpus {
            papers: [None, Some(2000), Some(2000), Some(2001)].map(paper).into(),
            citations: vec![(0, 1), (1, 0), (1, 2), (1, 3), (3, 1)],
            ..Corpus::default()
        };
        assert_eq!(teaching(&corpus), 2);
    }
}
