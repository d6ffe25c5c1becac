//! What holds for any file, whatever stands in it.
//!
//! The fuzz targets and the tests of the crate share this one page: what is found there is asked for here.

use std::collections::BTreeSet;

use corpus::{Corpus, Paper, Problem, ReadError, ReadOptions, Records, Severity, clean};
use parallel::Progress;

/// The name that the bytes go under in messages.
pub const NAME: &str = "papers";

/// Reads bytes as a file, sees that the laws hold, and gives what came out; nothing where it is no file of papers.
///
/// # Panics
///
/// Where a law is broken.
pub fn check_bytes(bytes: &[u8]) -> Option<Corpus> {
    check(corpus::read_from(NAME, std::io::Cursor::new(bytes.to_vec()), &ReadOptions::default()))
}

/// As [`check_bytes`], for what was read already.
///
/// # Panics
///
/// Where a law is broken.
pub fn check(read: Result<Records, ReadError>) -> Option<Corpus> {
    let records = match read {
        Ok(records) => records,
        Err(error) => {
            assert!(error.to_string().contains(NAME), "the file is not named: {error}");
            return None;
        }
    };
    check_cards(&records);
    records.problems.iter().for_each(check_problem);
    records.papers.iter().for_each(check_paper);
    let read = records.papers.len();
    let links = records.papers.iter().filter(|paper| paper.is_link).count();
    let corpus = records.merge(&Progress::none());
    corpus.problems.iter().for_each(check_problem);
    corpus.papers.iter().for_each(check_paper);
    let left_out = read - corpus.papers.len() - corpus.duplicates.len();
    // What a reason takes from the file stands in quotes and is not at its end.
    let told = corpus.problems.iter().any(|problem| problem.reason.ends_with("of papers that are not here"));
    assert!(left_out <= links, "papers and duplicates");
    assert_eq!(left_out > 0, told, "links of no paper here are told");
    let ids: BTreeSet<&str> = corpus.papers.iter().map(|paper| paper.id.as_str()).collect();
    assert_eq!(ids.len(), corpus.papers.len(), "ids are unique");
    assert!(!ids.contains(""), "a paper without an id");
    assert!(corpus.duplicates.iter().all(|duplicate| ids.contains(duplicate.kept.as_str())));
    check_references(&corpus);
    Some(corpus)
}

/// The cards add up, and what they count as a loss or a repair is told.
fn check_cards(records: &Records) {
    let sum = |count: fn(&corpus::FileCard) -> usize| records.files.iter().map(count).sum::<usize>();
    // A column that is missing or misnamed is no repair of a record.
    let of_record =
        |problem: &&Problem| !["the column ", "the table "].iter().any(|of| problem.reason.starts_with(of));
    let of_records = || records.problems.iter().filter(of_record);
    let told = |severity| of_records().filter(|problem| problem.severity == severity).count();
    for card in &records.files {
        assert_eq!(card.records, card.read + card.skipped, "{card:?}");
        assert!(card.repaired <= card.read, "{card:?}");
        assert!(card.fields.iter().all(|(_, share)| (0.0..=1.0).contains(share)), "{card:?}");
    }
    assert_eq!(sum(|card| card.read), records.papers.len(), "records read");
    assert_eq!(sum(|card| card.repaired), told(Severity::Repaired), "records repaired");
    assert!(sum(|card| card.skipped) <= told(Severity::Skipped), "a record was skipped in silence");
}

fn check_problem(problem: &Problem) {
    assert!(problem.place.file.contains(NAME), "{problem:?}");
    assert!(!problem.reason.is_empty() && !problem.remedy.is_empty(), "{problem:?}");
    // Line 0 is the whole file: one of an archive that is none, or a page that is too long.
    assert!(problem.place.line > 0 || problem.severity == Severity::Skipped, "{problem:?}");
}

/// A paper is as its page says: clean text, a title, a year of four digits.
fn check_paper(paper: &Paper) {
    assert!(!paper.title.is_empty() && paper.place.line > 0, "{paper:?}");
    assert!(paper.year.is_none_or(|year| (1000..3000).contains(&year)), "{paper:?}");
    let texts =
        [&paper.abstract_text, &paper.venue, &paper.doi, &paper.imprint.volume, &paper.imprint.page_range];
    let texts =
        texts.into_iter().flatten().chain(&paper.authors).chain(&paper.keywords).chain(&paper.references);
    for text in texts.chain([&paper.title]) {
        assert!(!text.is_empty() && clean::text(text) == *text, "{text:?} is not clean: {paper:?}");
    }
    for list in [&paper.keywords, &paper.references, &paper.pages] {
        assert_eq!(list.iter().collect::<BTreeSet<_>>().len(), list.len(), "each once: {list:?}");
    }
    assert!(paper.repos.is_sorted(), "{paper:?}");
    assert!(
        paper.url.as_ref().is_none_or(|url| url.get(..4).is_some_and(|web| web.eq_ignore_ascii_case("http")))
    );
}

/// References lead to works and papers that are there, in order and each once.
fn check_references(corpus: &Corpus) {
    let ascending = |list: &[u32]| list.windows(2).all(|pair| pair[0] < pair[1]);
    let (papers, works) = (corpus.papers.len() as u32, corpus.works.len() as u32);
    assert_eq!(corpus.references_of.len(), corpus.papers.len());
    for list in &corpus.references_of {
        assert!(ascending(list) && list.iter().all(|&work| work < works), "{list:?} of {works} works");
    }
    assert!(corpus.citations.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", corpus.citations);
    assert!(
        corpus.citations.iter().all(|&(a, b)| a != b && a < papers && b < papers),
        "{:?}",
        corpus.citations
    );
    assert!(corpus.resolved <= corpus.references);
}
