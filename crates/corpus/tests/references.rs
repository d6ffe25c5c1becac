//! References of real files, resolved: with the DOIs of cited papers hidden, how many are still found, and found right.
//!
//! Skips what is absent.

use std::path::PathBuf;

use corpus::{Corpus, Paper, ReadOptions, Records, references::Rule};
use parallel::Progress;
use proptest::prelude::*;

/// The records of one export, or nothing where it is absent.
fn read(name: &str) -> Option<Records> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports")).join(name);
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    corpus::read_files(&[path], &ReadOptions::default(), &Progress::none()).ok()
}

fn merge(papers: Vec<Paper>) -> Corpus {
    Records { papers, ..Records::default() }.merge(&Progress::none())
}

#[test]
fn scopus_references_are_taken_apart() {
    let Some(records) = read("scopus-export.csv") else { return };
    let corpus = records.merge(&Progress::none());
    let texts = corpus.works.iter().filter(|work| work.text.contains(' ') && work.text.contains('('));
    let (mut all, mut year, mut venue, mut author) = (0, 0, 0, 0);
    for work in texts {
        all += 1;
        year += usize::from(work.year.is_some());
        venue += usize::from(work.venue.is_some());
        author += usize::from(work.author.is_some());
    }
    assert!(all > 8500, "{all}");
    assert!(year * 100 >= all * 97, "{year} of {all} have a year");
    assert!(venue * 100 >= all * 90, "{venue} of {all} have a journal");
    assert!(author * 100 >= all * 90, "{author} of {all} have an author");
}

#[test]
fn references_to_papers_of_a_scopus_file_lead_there_by_title_as_by_place() {
    let Some(records) = read("scopus-export.csv") else { return };
    let with = records.clone().merge(&Progress::none());
    let mut hidden = records;
    hidden.papers.iter_mut().for_each(|paper| paper.title = format!("Hidden {}", paper.id));
    let without = hidden.merge(&Progress::none());
    // Volume and page find most of what the title finds, and nothing else: two ways to the same papers.
    let ids = |corpus: &Corpus| -> Vec<(String, String)> {
        let id = |at: u32| corpus.papers[at as usize].id.clone();
        corpus.citations.iter().map(|&(citing, cited)| (id(citing), id(cited))).collect()
    };
    let (with, without) = (ids(&with), ids(&without));
    let wrong: Vec<_> = without.iter().filter(|pair| !with.contains(pair)).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(without.len() * 10 >= with.len() * 7, "{} of {}", without.len(), with.len());
}

#[test]
fn the_same_reference_in_three_shapes_is_one_work() {
    let paper = |id: &str, reference: &str| Paper {
        id: id.to_owned(),
        title: id.to_owned(),
        references: vec![reference.to_owned()],
        ..Paper::default()
    };
    let corpus = merge(vec![
        paper("a", "Doe J, 2009, J MAPS, V173, P413, DOI 10.1000/1"),
        paper(
            "b",
            "Doe, J., Roe, R., On maps, trees and more nets (2009) Journal of Maps, 173 (3-4), pp. 413-436",
        ),
        paper(
            "c",
            "Doe J., Roe R., On maps, trees and more nets, Journal of Maps, 173, 3-4, pp. 413-436, (2009)",
        ),
        paper(
            "d",
            "Doe, J. & Roe, R. (2009). On maps, trees and more nets. Journal of Maps, 173(3), 413-436. https://doi.org/10.1000/1",
        ),
        paper("e", "[Anonymous], 2009, J MAPS, V173, P413"),
    ]);
    assert_eq!(corpus.references_of, [vec![0], vec![0], vec![0], vec![0], vec![1]]);
    assert_eq!((corpus.works[0].citing, corpus.works[0].paper), (4, None));
}

/// References to twelve works, each in one of four shapes.
fn citing() -> impl Strategy<Value = Vec<Paper>> {
    let reference = (0_u32..12, 0_u8..4).prop_map(|(work, shape)| {
        let (volume, page, year) = (work + 1, work * 20 + 11, 1990 + work);
        let name = ["Doe", "Roe", "Poe"][work as usize % 3];
        match shape {
            0 => format!("{name} J, {year}, J MAPS, V{volume}, P{page}"),
            1 => format!("{name}, J., Maps of the world in plate {work} (2001) Journal of Maps, {volume}, pp. {page}-999")
                .replace("2001", &year.to_string()),
            2 => format!("{name} J, {year}, J MAPS, V{volume}, P{page}, DOI 10.1000/{work}"),
            _ => format!("10.1000/{work}"),
        }
    });
    let lists = prop::collection::vec(prop::collection::vec(reference, 0..8), 1..8);
    lists.prop_map(|lists| {
        let paper = |(at, references): (usize, Vec<String>)| Paper {
            id: format!("p{at}"),
            title: format!("Citing {at}"),
            references,
            ..Paper::default()
        };
        lists.into_iter().enumerate().map(paper).collect()
    })
}

#[test]
fn references_of_web_of_science_lead_to_the_same_papers_without_their_dois() {
    for (name, least) in [("wos.bib", 0.95), ("wos-export.isi", 0.85)] {
        let Some(records) = read(name) else { continue };
        let pairs = |records: Records| records.merge(&Progress::none()).citations;
        let named = pairs(records.clone());
        let mut hidden = records;
        for reference in hidden.papers.iter_mut().flat_map(|paper| &mut paper.references) {
            if let Some(at) = reference.find(" DOI ") {
                reference.truncate(at);
            }
        }
        let found = pairs(hidden);
        let right = found.iter().filter(|pair| named.contains(pair)).count();
        let other = found.len() - right;
        eprintln!("{name}: {right} of {} found without a DOI, {other} others", named.len());
        assert!(right as f64 >= least * named.len() as f64, "{name}: {right} of {}", named.len());
        assert!(other * 100 <= named.len(), "{name}: {other} lead elsewhere");
    }
}

proptest! {
    #[test]
    fn works_are_counted_by_those_who_cite_them(papers in citing()) {
        let corpus = merge(papers);
        let mut counts = vec![0; corpus.works.len()];
        for (paper, cited) in corpus.papers.iter().zip(&corpus.references_of) {
            prop_assert!(cited.is_sorted_by(|a, b| a < b));
            prop_assert_eq!(cited.len(), paper.references.len());
            cited.iter().for_each(|&work| counts[work as usize] += 1);
        }
        prop_assert!(corpus.works.iter().map(|work| work.citing).eq(counts));
        prop_assert!(corpus.works.iter().all(|work| work.citing > 0 && work.paper.is_none()));
        // Forms of one of the twelve are joined, or lack what would join them: the bare DOI and the bare place.
        prop_assert!(corpus.works.len() <= 24);
        let sure = |rule: Option<Rule>| rule.is_none_or(|rule| rule <= Rule::Title);
        prop_assert!(corpus.works.iter().all(|work| sure(work.rule)));
    }

    #[test]
    fn the_order_of_papers_does_not_change_how_many_works_there_are(papers in citing()) {
        let turned: Vec<Paper> = papers.iter().rev().cloned().collect();
        prop_assert_eq!(merge(turned).works.len(), merge(papers).works.len());
    }
}
