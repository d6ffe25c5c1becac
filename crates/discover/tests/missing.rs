//! Likely missing citations on the papers of IEEE VIS in `data/vis.csv`, and on a corpus small enough to see through.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use corpus::{Corpus, Paper};
use discover::missing::{
    Reason, Suggestion, Telling,
    features::{ALL, Asking, Feature, Row, features},
    gather::Gathered,
    learn::learn,
    overview,
    past::Past,
    suggest, trial,
};
use parallel::Progress;
use similarity::{Lexicon, TermSettings, Terms};

fn vis() -> (Corpus, Terms) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/vis.csv").into();
    let corpus = corpus::read(&[path], &Default::default(), &Progress::none()).unwrap();
    let terms = terms(&corpus, &TermSettings::default());
    (corpus, terms)
}

fn terms(corpus: &Corpus, settings: &TermSettings) -> Terms {
    similarity::terms::build(&corpus.papers, settings, &Progress::none()).unwrap()
}

/// Five papers on unlike things: 4 asks in 2004. 3 (2003) cites 0 and 1; 2 (2002) cites 0; 1 (2001) cites 0.
fn small() -> Corpus {
    let paper = |title: &str, year, author: &str| Paper {
        title: title.into(),
        year: Some(year),
        authors: vec![author.into()],
        ..Paper::default()
    };
    Corpus {
        papers: vec![
            paper("clouds", 2000, "Doe"),
            paper("trees", 2001, "Roe"),
            paper("birds", 2002, "Poe"),
            paper("stones", 2003, "Roe"),
            paper("maps", 2004, "Roe"),
        ],
        citations: vec![(1, 0), (2, 0), (3, 0), (3, 1)],
        ..Corpus::default()
    }
}

fn row_of(rows: &[(u32, Row)], place: u32, feature: Feature) -> f64 {
    f64::from(rows.iter().find(|(candidate, _)| *candidate == place).unwrap().1[feature as usize])
}

#[test]
fn features_by_hand() {
    let corpus = small();
    let terms = terms(&corpus, &TermSettings { min_papers: 1, max_share: 1.0, ..TermSettings::default() });
    let past = Past::new(&corpus, &terms, &corpus.citations);
    // Paper 4 cites 1. Place and number are the same here.
    let rows = features(&past, &Asking::new(&past, 4, vec![1]), &mut Gathered::new(&past));
    assert_eq!(rows.iter().map(|(place, _)| *place).collect::<Vec<_>>(), [0, 2, 3]);
    let is = |place, feature, expected: f64| {
        let found = row_of(&rows, place, feature);
        assert!((found - expected).abs() < 1e-6, "{feature:?} of {place}: {found}, not {expected}");
    };
    // 0 is cited by the reference 1, and by 3 beside it, which is all that cites 1.
    is(0, Feature::ReferencesCite, 2f64.ln());
    is(0, Feature::Cocitation, 2f64.ln());
    is(0, Feature::Citations, 4f64.ln());
    // 3 cites the reference, and is by the author of 4; so is 1, and these two cite 0 twice.
    is(3, Feature::Coupling, 2f64.ln());
    is(3, Feature::Authors, 2f64.ln());
    is(0, Feature::AuthorsCite, 3f64.ln());
    is(0, Feature::Authors, 0.0);
    // Four years, two, and one.
    is(0, Feature::Age, 5f64.ln());
    is(2, Feature::Age, 3f64.ln());
    // From 1, the only start, half of 0.7 goes to each of 0 and 3. Then from 0 a third of 0.7 · 0.35 to each of 1, 2 and 3, from 3
    // half of it to 0 and 1; what is third comes from 1, 2 and 3.
    let (first, thirds, halves): (f64, f64, f64) = (0.35, 0.7 * 0.35 / 3.0, 0.7 * 0.35 / 2.0);
    let third = 0.7 * ((thirds + halves) / 2.0 + thirds + thirds / 2.0);
    is(0, Feature::Walk, (first + halves + third + 1e-4).ln());
}

#[test]
fn what_was_cited_later_does_not_speak() {
    let (corpus, terms) = vis();
    let year = |paper: u32| corpus.papers[paper as usize].year.unwrap();
    let until = 2005;
    let earlier: Vec<(u32, u32)> =
        corpus.citations.iter().copied().filter(|&(citing, _)| year(citing) < until).collect();
    assert!(earlier.len() > 1000 && earlier.len() + 1000 < corpus.citations.len());
    let whole = Past::new(&corpus, &terms, &corpus.citations);
    let cut = Past::new(&corpus, &terms, &earlier);
    let (mut from_whole, mut from_cut) = (Gathered::new(&whole), Gathered::new(&cut));
    let asking = (0..whole.len() as u32).filter(|&place| whole.years[place as usize] == until);
    for place in asking.step_by(5) {
        let asking = Asking::new(&whole, place, whole.cites.of(place as usize).to_vec());
        assert_eq!(features(&whole, &asking, &mut from_whole), features(&cut, &asking, &mut from_cut));
    }
}

#[test]
fn hidden_citations_are_found_better_than_by_text() {
    let (corpus, terms) = vis();
    let found = trial::hold_out(&corpus, &terms, 5);
    assert!(found.hidden > 1000, "{found:?}");
    assert!(found.model.recall_at_10 > 1.5 * found.text.recall_at_10, "{found:?}");
    assert!(found.model.average_precision > 1.3 * found.text_and_references.average_precision, "{found:?}");
}

#[test]
fn what_is_hidden_from_papers_without_a_year_is_not_counted() {
    let mut corpus = small();
    corpus.papers[0].year = None;
    let terms = terms(&corpus, &TermSettings { min_papers: 1, max_share: 1.0, ..TermSettings::default() });
    let found = trial::run(&corpus, &terms, &corpus.citations[..2], &corpus.citations[2..], 1);
    assert_eq!((found.hidden, found.papers), (1, 1));
}

#[test]
fn the_bits_do_not_depend_on_threads() {
    let (mut corpus, terms) = vis();
    let early = |&(citing, _): &(u32, u32)| corpus.papers[citing as usize].year.unwrap() < 1999;
    corpus.citations = corpus.citations.iter().copied().filter(early).collect();
    let run = |threads| parallel::with_threads(threads, || trial::hold_out(&corpus, &terms, 5)).unwrap();
    let found = run(1);
    assert!(found.hidden > 50);
    assert_eq!(found, run(3));
}

#[test]
fn suggestions_are_earlier_papers_that_are_not_cited_and_their_evidence_is_true() {
    let (corpus, terms) = vis();
    let past = Past::new(&corpus, &terms, &corpus.citations);
    let model = learn(&past, 1);
    let lexicon = Lexicon::new(&terms.vocabulary, corpus.papers.len(), &TermSettings::default());
    let asked: Vec<u32> = (0..corpus.papers.len() as u32).step_by(9).collect();
    let found: Vec<Suggestion> =
        suggest(&corpus, &terms, &lexicon, &past, &model, &asked, Telling { most: 4, least: 0.1 });
    assert!(found.len() > 100);
    let cites = |citing, cited| corpus.citations.binary_search(&(citing, cited)).is_ok();
    for suggestion in &found {
        let Suggestion { citing, cited, .. } = *suggestion;
        assert!(citing != cited && !cites(citing, cited));
        assert!(corpus.papers[cited as usize].year <= corpus.papers[citing as usize].year);
        assert!((0.1..=1.0).contains(&suggestion.probability));
        assert!(suggestion.cited_by_references.iter().all(|&by| cites(citing, by) && cites(by, cited)));
        assert!(suggestion.common_references.iter().all(|&both| cites(citing, both) && cites(cited, both)));
        assert!(suggestion.reasons.is_sorted_by(|a, b| a.1 >= b.1));
    }
    // What cites nothing is near no reference of its own.
    let cites_nothing = |citing: u32| corpus.citations.iter().all(|&(other, _)| other != citing);
    let without: Vec<&Suggestion> = found.iter().filter(|found| cites_nothing(found.citing)).collect();
    let of_references = |reason| matches!(reason, Reason::Graph | Reason::ReferenceText);
    assert!(!without.is_empty());
    assert!(without.iter().all(|found| !found.reasons.iter().any(|&(reason, _)| of_references(reason))));
    let counts = overview(&corpus, &found);
    assert_eq!(counts.iter().map(|year| year.likely as usize).sum::<usize>(), found.len());
    assert!(counts.is_sorted_by_key(|year| (year.cited, year.year)));
}

#[test]
fn every_feature_stands_at_its_number() {
    assert!(ALL.iter().enumerate().all(|(number, &feature)| feature as usize == number));
}

/// In a corpus of many papers only those are compared that share rare terms, or that something else speaks for: with the
/// cosines that all comparisons would give.
#[test]
fn texts_of_candidates_are_compared_whole() {
    let made = testkit::papers::corpus(testkit::papers::Plan::field(3000), 7);
    let papers = made.iter().map(|made| Paper {
        title: made.title.clone(),
        abstract_text: Some(made.abstract_text.clone()),
        year: Some(made.year),
        ..Paper::default()
    });
    let citations = (0..).zip(&made);
    let citations =
        citations.flat_map(|(citing, made)| made.references.iter().map(move |&cited| (citing, cited)));
    let corpus = Corpus { papers: papers.collect(), citations: citations.collect(), ..Corpus::default() };
    let terms = terms(&corpus, &TermSettings::default());
    let past = Past::new(&corpus, &terms, &corpus.citations);
    let cosine = |a: u32, b: u32| {
        let (columns, values) = past.vectors.row(a as usize);
        let (others, weights) = past.vectors.row(b as usize);
        let of_other = |term| others.binary_search(term).map_or(0.0, |at| f64::from(weights[at]));
        columns.iter().zip(values).map(|(term, &value)| f64::from(value) * of_other(term)).sum::<f64>()
    };
    let mut gathered = Gathered::new(&past);
    for place in [900, 1500, 2999] {
        let products = |term: &u32| past.postings.term(*term).0.partition_point(|&other| other < place);
        let all: usize = past.vectors.row(place as usize).0.iter().map(products).sum();
        assert!(place < 2000 || all > 20_000, "{all} products: too few to be cut");
        let references = past.cites.of(place as usize).to_vec();
        let rows = features(&past, &Asking::new(&past, place, references.clone()), &mut gathered);
        for (candidate, row) in &rows {
            let text = f64::from(row[Feature::Text as usize]);
            assert!((text - cosine(place, *candidate)).abs() < 1e-6, "{candidate} of {place}");
            let like = references.iter().map(|&reference| cosine(reference, *candidate)).fold(0.0, f64::max);
            assert!((f64::from(row[Feature::ReferenceTextMax as usize]) - like).abs() < 1e-6);
        }
        // The nearest of all earlier papers is found among them.
        let until = past.until(past.years[place as usize]);
        let cited = |other: &u32| references.contains(other) || *other == place;
        let others = (0..until).filter(|other| !cited(other));
        let nearest = others.map(|other| cosine(place, other)).fold(0.0, f64::max);
        let found = rows.iter().map(|(_, row)| f64::from(row[Feature::Text as usize])).fold(0.0, f64::max);
        assert!((found - nearest).abs() < 1e-6, "{found} for {nearest} of {place}");
    }
}
