//! Records to papers: cases worked by hand, and laws.

use corpus::{Corpus, Paper, Records};
use parallel::Progress;
use proptest::prelude::*;

fn merge(papers: Vec<Paper>) -> Corpus {
    Records { papers, ..Records::default() }.merge(&Progress::none())
}

/// A paper of 2019 by two people in a journal.
fn base() -> Paper {
    let mut paper = Paper {
        title: "A survey of measures on citation maps".to_owned(),
        year: Some(2019),
        authors: vec!["Doe, Jane".to_owned(), "Roe, Richard".to_owned()],
        venue: Some("Journal of Maps".to_owned()),
        ..Paper::default()
    };
    paper.imprint.volume = Some("7".to_owned());
    paper.imprint.page_range = Some("413-436".to_owned());
    paper
}

/// A paper and a version of it, changed by hand.
fn pair(first: impl Fn(&mut Paper), second: impl Fn(&mut Paper)) -> [Paper; 2] {
    let (mut a, mut b) = (base(), base());
    first(&mut a);
    second(&mut b);
    [a, b]
}

/// The rules of what was merged, in either order of the records.
#[track_caller]
fn rules(pair: &[Paper; 2]) -> Vec<&'static str> {
    let of = |papers: Vec<Paper>| -> Vec<&'static str> {
        merge(papers).duplicates.iter().map(|found| found.rule).collect()
    };
    let there = of(pair.to_vec());
    assert_eq!(there, of(vec![pair[1].clone(), pair[0].clone()]), "the order of records matters");
    there
}

fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn each_identifier_merges_across_spellings_and_databases() {
    let other_words = |paper: &mut Paper| {
        paper.title = "Eine Umschau über Maße auf Karten".to_owned();
        paper.authors = vec!["DOE J".to_owned(), "ROE R".to_owned()];
    };
    for (rule, set) in [
        ("doi", (|paper| paper.doi = text("10.1000/1")) as fn(&mut Paper)),
        ("arxiv", |paper| paper.arxiv = text("1901.00001")),
        ("pubmed", |paper| paper.pubmed = text("123456")),
        ("openalex", |paper| paper.openalex = text("w27")),
    ] {
        let found = rules(&pair(set, |paper| {
            set(paper);
            other_words(paper);
        }));
        assert_eq!(found, [rule]);
    }
    // The ids of a source may be mere numbers.
    let numbered = |paper: &mut Paper| paper.id = "1".to_owned();
    assert_eq!(rules(&pair(numbered, numbered)), ["id"]);
    assert_eq!(
        rules(&pair(numbered, |paper| {
            numbered(paper);
            other_words(paper);
        })),
        [""; 0]
    );
}

#[test]
fn a_preprint_and_its_published_version_are_one_paper() {
    let preprint = |doi: Option<&'static str>, arxiv: Option<&'static str>| {
        move |paper: &mut Paper| {
            paper.year = Some(2017);
            paper.venue = text("arXiv (Cornell University)");
            paper.imprint = corpus::paper::Imprint::default();
            paper.doi = doi.map(str::to_owned);
            paper.arxiv = arxiv.map(str::to_owned);
        }
    };
    let published = |paper: &mut Paper| paper.doi = text("10.1000/1");
    assert_eq!(rules(&pair(published, preprint(Some("10.48550/arxiv.1701.00001"), None))), ["title"]);
    assert_eq!(rules(&pair(published, preprint(None, Some("1701.00001")))), ["title"]);
    // The journal's record names the preprint, under which another one is known.
    let names_it = |paper: &mut Paper| {
        published(paper);
        paper.arxiv = text("1701.00001");
    };
    assert_eq!(rules(&pair(names_it, preprint(Some("10.48550/arxiv.1701.00001"), None))), ["arxiv"]);
    let papers = merge(pair(published, preprint(None, Some("1701.00001"))).to_vec()).papers;
    assert_eq!(
        (papers[0].year, papers[0].doi.as_deref(), papers[0].arxiv.as_deref()),
        (Some(2019), Some("10.1000/1"), Some("1701.00001"))
    );
    assert_eq!(papers[0].venue.as_deref(), Some("Journal of Maps"));
}

#[test]
fn titles_but_for_typesetting_and_misprints() {
    for (title, rule) in [
        ("A SURVEY OF MEASURES ON <i>CITATION</i> MAPS.", "title"),
        ("Retracted: A survey of measures on citation maps", "title"),
        ("A survey of measures on citaton maps", "near-title"),
        ("A survey of measures on citationmaps", "near-title"),
    ] {
        assert_eq!(rules(&pair(|_| {}, |paper| paper.title = title.to_owned())), [rule], "{title}");
    }
}

#[test]
fn what_is_another_paper_stays_one() {
    let doi = |paper: &mut Paper| paper.doi = text("10.1000/1");
    for (why, change) in [
        (
            "a word",
            (|paper| paper.title = "A survey of measures on network maps".to_owned()) as fn(&mut Paper),
        ),
        ("a part", |paper| paper.title = "A survey of measures on citation maps, part II".to_owned()),
        ("a correction", |paper| {
            paper.title = "Corrigendum to: A survey of measures on citation maps".to_owned();
        }),
        ("a reply", |paper| paper.title = "Reply to a survey of measures on citation maps".to_owned()),
        ("an erratum at the end", |paper| {
            paper.title = "A survey of measures on citation maps: Erratum".to_owned();
        }),
        ("two DOIs", |paper| {
            paper.doi = text("10.1000/2");
            paper.imprint.page_range = text("1-2");
        }),
        ("two DOIs and a chapter in a book", |paper| {
            paper.doi = text("10.1000/2");
            paper.imprint.page_range = text("413-999");
        }),
        ("another first author", |paper| paper.authors = vec!["Poe, Max".to_owned()]),
        ("years", |paper| paper.year = Some(2022)),
        ("an abstract at a meeting, the year before", |paper| {
            paper.year = Some(2018);
            paper.venue = text("Proceedings of the Meeting on Maps");
            paper.imprint.volume = text("3");
            paper.imprint.page_range = text("12");
        }),
        ("a talk without a volume, the year before", |paper| {
            paper.year = Some(2018);
            paper.venue = text("Forum of Maps");
            paper.imprint.volume = None;
            paper.imprint.page_range = text("106-116");
        }),
        ("two ids of PubMed", |paper| paper.pubmed = text("2")),
    ] {
        let first = |paper: &mut Paper| {
            doi(paper);
            paper.pubmed = text("1");
        };
        assert_eq!(rules(&pair(first, change)), [""; 0], "{why}");
    }
    // A correction is none of the paper even under its DOI.
    let correction = |paper: &mut Paper| {
        doi(paper);
        paper.title = "Correction to: A survey of measures on citation maps".to_owned();
    };
    assert_eq!(rules(&pair(doi, correction)), [""; 0]);
}

#[test]
fn two_dois_of_one_paper_are_seen_where_all_else_agrees() {
    let found = rules(&pair(|paper| paper.doi = text("10.1000/1"), |paper| paper.doi = text("10.2000/1")));
    assert_eq!(found, ["title"]);
}

#[test]
fn no_third_record_makes_one_paper_of_two() {
    // The record without a DOI is either of the two; they are not each other.
    let [mut a, b] = pair(|paper| paper.doi = text("10.1000/1"), |paper| paper.doi = text("10.2000/1"));
    a.imprint.page_range = text("1-2");
    let mut neither = base();
    neither.imprint = corpus::paper::Imprint::default();
    assert_eq!(merge(vec![a, neither, b]).papers.len(), 2);
}

#[test]
fn a_doi_of_many_papers_is_left_to_the_first() {
    let chapter = |title: &str, author: &str| Paper {
        title: title.to_owned(),
        authors: vec![author.to_owned()],
        doi: text("10.1000/proceedings"),
        ..Paper::default()
    };
    let corpus =
        merge(vec![chapter("On maps of cities", "Doe, J."), chapter("Counting all trees", "Roe, R.")]);
    assert_eq!(corpus.papers[1].doi, None);
    assert!(corpus.problems[0].reason.contains("the DOI \"10.1000/proceedings\" belongs to another paper"));
}

#[test]
fn what_two_databases_know_is_joined() {
    let [mut a, mut b] = pair(|_| {}, |paper| paper.authors = vec!["Doe, J".to_owned(), "Roe, R".to_owned()]);
    a.references = vec!["Doe J, 2009, J MAPS, V173, P413".to_owned(), "Poe E, 1845, RAVEN".to_owned()];
    b.references = vec!["Doe, J., On maps (2009) Journal of Maps, 173 (3), pp. 413-436".to_owned()];
    (a.cited_by, b.cited_by) = (Some(3), Some(5));
    b.imprint.publisher = text("Maps Press");
    let corpus = merge(vec![b, a]);
    let paper = &corpus.papers[0];
    assert_eq!((paper.authors[0].as_str(), paper.cited_by), ("Doe, Jane", Some(5)));
    assert_eq!(paper.imprint.publisher.as_deref(), Some("Maps Press"));
    // The work that both list is one reference.
    assert_eq!((paper.references.len(), corpus.works.len()), (2, 2));
}

/// Records of a few works as databases would give them: noisy copies in any order.
fn copies() -> impl Strategy<Value = Vec<Paper>> {
    const TITLES: [&str; 6] = [
        "A survey of measures on citation maps",
        "A survey of measures on network maps",
        "Counting the trees of an unknown forest",
        "Counting the trees of an unknown forest, part II",
        "Editorial",
        "On the use of sparse models in the study of maps",
    ];
    let copy = (0_usize..12, any::<[bool; 8]>(), 0_usize..4);
    prop::collection::vec(copy, 0..24).prop_map(|copies| {
        let record = |(work, [doi, arxiv, year, shout, authors, pages, typo, full], database): (
            usize,
            [bool; 8],
            usize,
        )| {
            let mut paper = base();
            let title = TITLES[work % TITLES.len()];
            paper.title = if shout { title.to_uppercase() } else { title.to_owned() };
            if typo {
                paper.title = paper.title.replace("measures", "meaures").replace("unknown", "unkown");
            }
            paper.year = year.then_some(2000 + work as i32 * 3);
            paper.doi = doi.then(|| format!("10.1000/{work}"));
            paper.arxiv = arxiv.then(|| format!("2001.{work:05}"));
            let name = ["Doe", "Roe", "Poe"][work % 3];
            paper.authors = if authors {
                vec![if full { format!("{name}, Jane") } else { format!("{name} J") }]
            } else {
                Vec::new()
            };
            paper.imprint = corpus::paper::Imprint::default();
            paper.imprint.page_range = pages.then(|| format!("{work}-{}", work + 9));
            paper.venue = (database > 0).then(|| format!("Journal {}", work % 3));
            paper
        };
        copies.into_iter().map(record).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_two_papers_have_one_doi(records in copies()) {
        let corpus = merge(records.clone());
        let mut dois: Vec<&String> = corpus.papers.iter().filter_map(|paper| paper.doi.as_ref()).collect();
        let all = dois.len();
        dois.sort_unstable();
        dois.dedup();
        prop_assert_eq!(dois.len(), all);
        prop_assert_eq!(corpus.papers.len() + corpus.duplicates.len(), records.len());
    }

    #[test]
    fn merging_what_was_merged_changes_nothing(records in copies()) {
        let once = merge(records);
        let twice = merge(once.papers.clone());
        prop_assert_eq!(&twice.papers, &once.papers);
        prop_assert_eq!(&twice.duplicates, &[]);
    }

    #[test]
    fn the_order_of_records_does_not_matter_to_their_number(records in copies(), turn in any::<prop::sample::Index>()) {
        let mut turned = records.clone();
        if !turned.is_empty() {
            let middle = turn.index(turned.len());
            turned.rotate_left(middle);
            turned[middle / 2..].reverse();
        }
        prop_assert_eq!(merge(turned).papers.len(), merge(records).papers.len());
    }

    #[test]
    fn a_record_given_twice_is_one_paper(mut records in copies()) {
        // Of an editorial of nobody in no year nothing is known that would tell it from another.
        records.retain(|paper| !paper.title.eq_ignore_ascii_case("editorial") || (paper.year.is_some() && !paper.authors.is_empty()));
        let twice = records.iter().chain(&records).cloned().collect();
        prop_assert_eq!(merge(twice).papers.len(), merge(records).papers.len());
    }
}

#[test]
fn threads_change_nothing() {
    let record = |at: usize| Paper {
        title: format!("A paper on {} and other things", at % 3000),
        year: Some(1990),
        authors: vec![format!("Doe{}, J.", at % 7)],
        references: vec![format!("Doe J, 1990, J MAPS, V{}, P{}", at % 50, at % 700)],
        ..Paper::default()
    };
    let run = |threads| parallel::with_threads(threads, || merge((0..6000).map(record).collect()));
    assert_eq!(run(1).ok(), run(3).ok());
}
