//! What is written is read again as it was: on made papers and on real files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use corpus::{Date, Paper, Place, ReadOptions, Repo, paper::Imprint, write::Format};
use parallel::Progress;
use proptest::prelude::*;

fn read(path: &Path) -> Vec<Paper> {
    let records = corpus::read_files(&[path.to_owned()], &ReadOptions::default(), &Progress::none()).unwrap();
    let skipped: usize = records.files.iter().map(|card| card.skipped).sum();
    assert_eq!(skipped, 0, "{:?}", records.problems);
    records.papers.into_iter().map(|paper| Paper { place: Place::default(), ..paper }).collect()
}

/// The papers after they were written and read.
fn through(format: Format, papers: &[Paper]) -> Vec<Paper> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("papers");
    format.write(papers, std::fs::File::create(&path).unwrap()).unwrap();
    read(&path)
}

/// The part of a paper that all formats have a place for.
fn shared_fields(paper: &Paper) -> Paper {
    Paper {
        repos: Vec::new(),
        author_ids: Vec::new(),
        references: Vec::new(),
        cited_by: None,
        openalex: None,
        pages: Vec::new(),
        imprint: Imprint { kind: None, language: None, ..paper.imprint.clone() },
        place: Place::default(),
        ..paper.clone()
    }
}

fn real(name: &str) -> Option<PathBuf> {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/exports")).join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not on this machine");
        return None;
    }
    Some(path)
}

/// Asserts paper by paper, so that a failure shows one.
fn assert_same(before: &[Paper], after: &[Paper], what: &str) {
    assert_eq!(before.len(), after.len(), "{what}");
    for (before, after) in before.iter().zip(after) {
        assert_eq!(before, after, "{what}");
    }
}

/// Real papers, all with an id, but for those that need another key: the second with the same one, and one with signs in it
/// that a key of BibTeX may not have.
fn real_papers(name: &str) -> Option<Vec<Paper>> {
    let mut papers = read(&real(name)?);
    let mut keys = std::collections::BTreeSet::new();
    for (at, paper) in papers.iter_mut().enumerate().filter(|(_, paper)| paper.id.is_empty()) {
        paper.id = format!("paper{at}");
    }
    papers.retain(|paper| !paper.id.contains(['\'', ' ', '(', ')']) && keys.insert(paper.id.to_lowercase()));
    Some(papers)
}

#[test]
fn real_bibtex_survives_json_lines_and_bibtex() {
    for name in ["scopus.bib", "wos.bib", "conferences.bib"] {
        let Some(papers) = real_papers(name) else { continue };
        assert_same(&papers, &through(Format::JsonLines, &papers), name);
        // Keywords with semicolons and the like have been mended once the papers were BibTeX.
        let once = through(Format::Bibtex, &papers);
        assert_same(&once, &through(Format::Bibtex, &once), name);
        assert_same(
            &papers.iter().map(shared_fields).collect::<Vec<_>>(),
            &once.iter().map(shared_fields).collect::<Vec<_>>(),
            name,
        );
    }
}

/// A paper without what RIS has no tag for: numbers of authors, the OpenAlex id, and kinds that it has only one word for.
fn without_kind(paper: &Paper) -> Paper {
    let imprint = Imprint { kind: None, ..paper.imprint.clone() };
    Paper { author_ids: Vec::new(), openalex: None, imprint, ..paper.clone() }
}

/// The way through all three formats loses nothing, whatever the format that the papers came in.
#[test]
fn real_files_survive_bibtex_ris_json_lines_and_bibtex() {
    for name in [
        "scopus.bib",
        "wos.bib",
        "conferences.bib",
        "scopus.ris",
        "search-1.ris",
        "pubmed-export.nbib",
        "wos-export.isi",
        "wos-2026-1000.txt",
        "scopus-export.csv",
        "ieee-xplore.csv",
    ] {
        let Some(papers) = real_papers(name) else { continue };
        let there = through(Format::Ris, &through(Format::Bibtex, &papers));
        let back = through(Format::Bibtex, &through(Format::JsonLines, &there));
        let (papers, back): (Vec<_>, Vec<_>) =
            (papers.iter().map(without_kind).collect(), back.iter().map(without_kind).collect());
        assert_same(&papers, &back, name);
    }
}

/// CSV holds all fields, too; a semicolon before a space parts its lists.
#[test]
fn real_files_survive_csv() {
    for name in ["wos.bib", "scopus.ris", "pubmed-export.nbib", "wos-export.isi", "conferences.bib"] {
        let Some(papers) = real_papers(name) else { continue };
        assert_same(&papers, &through(Format::Csv, &papers), name);
    }
}

/// Dates go through every format; votes through ours, and the others say that they leave them out.
#[test]
fn dates_and_votes() {
    let dated = |date: &str| Paper {
        id: date.to_owned(),
        title: format!("A paper of {date}"),
        year: Some(2024),
        date: date.parse().ok(),
        votes: Some(7),
        ..Paper::default()
    };
    let papers = ["2024-06", "2024-06-01"].map(dated);
    for format in [Format::Bibtex, Format::Ris, Format::CslJson, Format::JsonLines, Format::Csv] {
        let keeps_votes = matches!(format, Format::JsonLines | Format::Csv);
        let back = through(format, &papers);
        for (paper, back) in papers.iter().zip(&back) {
            assert_eq!(back.date, paper.date, "{format:?}");
            assert_eq!(back.votes, paper.votes.filter(|_| keeps_votes), "{format:?}");
        }
        assert_eq!(format.leaves_out(&papers).contains(&("votes", 2)), !keeps_votes, "{format:?}");
    }
}

fn text() -> impl Strategy<Value = String> {
    "[A-Zé][a-zß0-9]{2,6}( [a-z0-9&%$#_{}~^\\\\'`\"\\-—–=@.:<>|/+!?*()\\[\\]é]{1,6}){0,4} [a-z]{2,5}"
        .prop_map(|raw| corpus::clean::text(&raw).into_owned())
        .prop_filter("readers take it for markup", |text| corpus::markup::plain(text) == *text)
}

fn words() -> impl Strategy<Value = String> {
    "[A-Z][a-z&%{}_~^$#é-]{1,6}x( and| or|, Jr|--)?( [A-Z]\\.)? [A-Z][a-z]{1,4}"
}

prop_compose! {
    fn a_paper()(
        title in text(),
        abstract_text in prop::option::of(text()),
        (year, cited_by) in (prop::option::of(1000_i32..3000), prop::option::of(0_u64..1000)),
        (month, day) in (prop::option::of(1_u8..=12), prop::option::of(1_u8..=31)),
        venue in text(),
        authors in prop::collection::btree_set(words(), 0..4),
        keywords in prop::collection::btree_set("[a-z&%{}_$#é]{1,5}( [a-z]{1,4})?x", 0..4),
        references in prop::collection::btree_set("[A-Z][a-z]{2,5} [A-Z], [12][0-9]{3}, X\\{\\}_%&~\\\\?Y V[0-9]", 0..3),
        repos in prop::collection::btree_set("[a-z]{2,5}/[a-z]{2,5}", 0..3),
        doi in prop::option::of("10\\.1000/[a-z_()-]{0,6}[a-z]"),
        arxiv in prop::option::of("[12][0-9]{3}\\.[0-9]{5}"),
        (pubmed, openalex) in (prop::option::of("[1-9][0-9]{3,7}"), prop::option::of("w[1-9][0-9]{3,7}")),
        (volume, issue, pages) in (prop::option::of("[1-9][0-9]?"), prop::option::of("[1-9]"), prop::option::of("[1-9][0-9]-[1-9]{3}|e[0-9]{4}")),
        kind in prop::sample::select(vec!["Article", "Review", "Conference Paper", "Book", "Article; Proceedings Paper", "Thesis"]),
        (url, pages_named) in (prop::option::of("https://a\\.org/~[a-z_%&#]{0,4}x"), any::<bool>()),
    ) -> Paper {
        let repos = repos.iter().filter_map(|repo| Repo::parse(&format!("https://github.com/{repo}")));
        Paper {
            title,
            abstract_text,
            year,
            date: year.zip(month).map(|(year, month)| Date { year, month: Some(month), day }),
            cited_by,
            venue: Some(venue),
            authors: authors.into_iter().collect(),
            keywords: keywords.into_iter().collect(),
            references: references.into_iter().collect(),
            repos: repos.collect(),
            doi, arxiv, pubmed, openalex, url,
            imprint: Imprint {
                volume, issue, page_range: pages, kind: Some(kind.to_owned()),
                publisher: Some("A & B".into()), language: Some("English".into()),
            },
            pages: if pages_named { vec!["https://demo.org/x_y".into()] } else { Vec::new() },
            ..Paper::default()
        }
    }
}

fn papers() -> impl Strategy<Value = Vec<Paper>> {
    prop::collection::vec(a_paper(), 1..5).prop_map(|mut papers| {
        for (at, paper) in papers.iter_mut().enumerate() {
            paper.id = format!("key{at}");
            paper.repos.sort_unstable();
        }
        papers
    })
}

/// Whether the generated texts happen to hold what readers take for something else: a page is a link that running text or a
/// field names, and `<a>` is markup.
fn reads_otherwise(paper: &Paper) -> bool {
    let texts = [Some(&paper.title), paper.abstract_text.as_ref(), paper.venue.as_ref()];
    let has_markup = texts.into_iter().flatten().any(|text| corpus::markup::plain(text) != text.as_str());
    let has_links =
        paper.title.contains("//") || paper.abstract_text.as_ref().is_some_and(|text| text.contains('/'));
    has_markup || has_links
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn bibtex_gives_back_what_was_written(papers in papers()) {
        prop_assume!(!papers.iter().any(reads_otherwise));
        prop_assert_eq!(through(Format::Bibtex, &papers), papers);
    }

    #[test]
    fn json_lines_give_back_what_was_written(papers in papers()) {
        prop_assume!(!papers.iter().any(reads_otherwise));
        prop_assert_eq!(through(Format::JsonLines, &papers), papers);
    }

    #[test]
    fn csv_gives_back_what_was_written(papers in papers()) {
        prop_assume!(!papers.iter().any(reads_otherwise));
        let back = through(Format::Csv, &papers);
        for (paper, back) in papers.iter().zip(&back) {
            prop_assert_eq!(shared_fields(paper), shared_fields(back));
        }
    }

    #[test]
    fn csl_json_gives_back_what_citations_need(papers in papers()) {
        let back = through(Format::CslJson, &papers);
        for (paper, back) in papers.iter().zip(&back) {
            prop_assert_eq!((&paper.title, paper.year, &paper.venue, &paper.doi), (&back.title, back.year, &back.venue, &back.doi));
            prop_assert_eq!(paper.date, back.date);
            prop_assert_eq!(paper.authors.len(), back.authors.len());
        }
    }
}
