//! What a paper should cite besides, with evidence.

use corpus::Corpus;
use similarity::{GraphSettings, Lexicon, Reasons, Terms, evidence::SharedTerm};

use super::{
    features::{Asking, Reason, Row, features},
    gather::Gathered,
    model::Model,
    past::Past,
};
use crate::sentences::Weighed;

/// So many terms, references and sentences are told for each suggestion.
const TOLD: usize = 3;

/// What adds less than this to the log odds is no reason worth telling.
const FAINTEST: f64 = 0.1;

/// Papers that a task asks at a time.
const CHUNK: usize = 8;

/// A paper that another might cite.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The paper that does not cite it, as a position in the corpus, like the next.
    pub citing: u32,
    /// The paper that it might cite.
    pub cited: u32,
    /// How likely such a citation is among candidates like this one, 0 to 1, as the model learnt it.
    pub probability: f64,
    /// What speaks for it, and how much each adds to the log odds of an average candidate; most first.
    pub reasons: Vec<(Reason, f64)>,
    /// Terms that both have, those that give most of the cosine first.
    pub terms: Vec<SharedTerm>,
    /// References of the citing paper that cite the suggested one, the earliest first.
    pub cited_by_references: Vec<u32>,
    /// References that both papers cite.
    pub common_references: Vec<u32>,
    /// The sentences of the citing paper's abstract without which the two texts are less alike, most first.
    pub sentences: Vec<String>,
}

/// How much is told of each paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Telling {
    /// At most so many suggestions …
    pub most: usize,
    /// … of at least this probability.
    pub least: f64,
}

/// For each of `papers` the likeliest citations that it does not make, papers in the order given, likeliest first; ties
/// by time. Papers without a year get none.
///
/// Candidates are papers of the same year or before. Time is that of [`features`] a paper; evidence costs a few looks at the
/// texts. The same bits at any number of threads.
pub fn suggest(
    corpus: &Corpus,
    terms: &Terms,
    lexicon: &Lexicon,
    past: &Past,
    model: &Model,
    papers: &[u32],
    tell: Telling,
) -> Vec<Suggestion> {
    let witness = Witness {
        corpus,
        terms,
        lexicon,
        past,
        reasons: Reasons::new(corpus, terms, &GraphSettings::default()),
    };
    let found = parallel::chunks::map_with(
        papers.len(),
        CHUNK,
        || Gathered::new(past),
        |gathered, range| {
            let places = papers[range].iter().filter_map(|&paper| past.place(paper));
            places.flat_map(|place| witness.suggestions(model, place, tell, gathered)).collect::<Vec<_>>()
        },
    );
    found.concat()
}

/// Who tells why.
struct Witness<'a> {
    corpus: &'a Corpus,
    terms: &'a Terms,
    lexicon: &'a Lexicon,
    past: &'a Past,
    reasons: Reasons<'a>,
}

impl Witness<'_> {
    fn suggestions(
        &self,
        model: &Model,
        place: u32,
        tell: Telling,
        gathered: &mut Gathered,
    ) -> Vec<Suggestion> {
        let asking = Asking::new(self.past, place, self.past.cites.of(place as usize).to_vec());
        let candidates = features(self.past, &asking, gathered);
        let mut ranked: Vec<(f64, u32, Row)> =
            candidates.into_iter().map(|(candidate, row)| (model.score(&row), candidate, row)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(tell.most);
        ranked.retain(|(score, ..)| Model::probability(*score) >= tell.least);
        if ranked.is_empty() {
            return Vec::new();
        }
        let paper = &self.corpus.papers[self.past.papers[place as usize] as usize];
        let weighed = Weighed::new(self.lexicon, paper);
        ranked
            .iter()
            .map(|(score, candidate, row)| {
                self.suggestion(model, &asking, &weighed, (*candidate, *score, row))
            })
            .collect()
    }

    fn suggestion(
        &self,
        model: &Model,
        asking: &Asking,
        weighed: &Weighed<'_>,
        (candidate, score, row): (u32, f64, &Row),
    ) -> Suggestion {
        let past = self.past;
        let (citing, cited) = (past.papers[asking.place as usize], past.papers[candidate as usize]);
        let before = past.before(asking.year);
        let names = |places: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
            places.take(TOLD).map(|place| past.papers[place as usize]).collect()
        };
        let known_to_cite = |&reference: &u32| {
            reference < before && past.cites.of(reference as usize).binary_search(&candidate).is_ok()
        };
        // Without references nothing can be near them: the walk began at similar papers.
        let of_references = |reason| matches!(reason, Reason::Graph | Reason::ReferenceText);
        let is_told = |&(reason, adds): &(Reason, f64)| {
            adds >= FAINTEST && !(asking.references.is_empty() && of_references(reason))
        };
        let carrying = weighed.carrying(self.terms.vectors.row(cited as usize), TOLD);
        Suggestion {
            citing,
            cited,
            probability: Model::probability(score),
            reasons: model.reasons(row).into_iter().filter(is_told).collect(),
            terms: self.reasons.terms(citing, cited, TOLD),
            cited_by_references: names(&mut asking.references.iter().copied().filter(known_to_cite)),
            common_references: names(&mut past.cites.shared(asking.place as usize, candidate as usize)),
            sentences: carrying.into_iter().map(|sentence| sentence.text.to_owned()).collect(),
        }
    }
}
