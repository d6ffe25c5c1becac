//! Records to papers: the same paper once, under a unique id.
//!
//! Two records are one paper by the first rule that holds:
//!
//! - `id`: the source's own id is the same, and the titles are near-equal;
//! - `doi`: the DOI is the same, and the titles are near-equal;
//! - `title`: the normalised title is the same, the first author's surname and the year (give or take one)
//!   do not speak against it, and no two publishers' DOIs do. Without authors the year must be equal; short and generic
//!   titles ("Preface") need an equal year and an equal surname.
//!
//! All are looked up under exact keys: the time is linear in the number of records.

use parallel::Progress;
use rustc_hash::FxHashMap;

use crate::{Corpus, Duplicate, FileCard, Paper, Problem, Repo, Severity, id, read, references};

/// Titles are near-equal from this similarity on: 1 minus the edits needed, as a share of the longer one
/// (Levenshtein, 1966, Binary codes capable of correcting deletions, insertions, and reversals).
const NEAR: f64 = 0.85;

/// Characters of a title that are compared.
const COMPARED: usize = 240;

/// Papers of the same title that a record is compared with: keeps "Editorial" linear.
const NAMESAKES: usize = 32;

/// DOIs given by archives to preprints, posters and data: such a paper often has a publisher's DOI too.
const ARCHIVES: [&str; 9] = [
    "10.48550/",
    "10.1101/",
    "10.5281/",
    "10.2139/",
    "10.21203/",
    "10.20944/",
    "10.31219/",
    "10.31234/",
    "10.26434/",
];

/// What was read, before duplicates are merged.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// One paper a record; ids may be empty or repeat.
    pub papers: Vec<Paper>,
    /// What was wrong, in the order of the files.
    pub problems: Vec<Problem>,
    /// One card a file.
    pub files: Vec<FileCard>,
}

impl Records {
    /// Merges duplicates, makes ids unique and resolves references. Time is linear in the records.
    pub fn merge(self, progress: &Progress) -> Corpus {
        let stage = progress.stage("merge", self.papers.len());
        let ticks = self.papers.len();
        let mut merger = Merger::default();
        for record in self.papers {
            merger.add(record);
        }
        let mut problems = self.problems;
        problems.append(&mut merger.problems);
        let order: FxHashMap<&str, usize> =
            self.files.iter().enumerate().rev().map(|(at, card)| (card.path.as_str(), at)).collect();
        problems.sort_by_key(|problem| (order.get(&*problem.place.file).copied(), problem.place.line));
        let citations = references::resolve(&merger.papers, &merger.ids, &merger.dois);
        stage.tick(ticks);
        Corpus {
            citations: citations.pairs,
            references: citations.references,
            resolved: citations.resolved,
            papers: merger.papers,
            duplicates: merger.duplicates,
            problems,
            files: self.files,
        }
    }
}

#[derive(Default)]
struct Merger {
    papers: Vec<Paper>,
    /// Positions in `papers` under the ids of all records, under those that were made unique, ...
    ids: FxHashMap<String, u32>,
    /// ... under DOIs, ...
    dois: FxHashMap<String, u32>,
    /// ... and under normalised titles.
    titles: FxHashMap<String, Vec<u32>>,
    /// The last number given out behind an id that repeats.
    suffixes: FxHashMap<String, u64>,
    duplicates: Vec<Duplicate>,
    problems: Vec<Problem>,
}

impl Merger {
    fn add(&mut self, mut record: Paper) {
        let key = id::title_key(&record.title);
        let own = !record.id.is_empty();
        if !own {
            record.id = record.doi.clone().unwrap_or_else(|| id::made(&record.title, record.year));
        }
        match self.same(&record, &key, own) {
            Some((at, rule, similarity)) => self.merge(at, record, rule, similarity),
            None => self.keep(record, key, own),
        }
    }

    /// The paper that the record is, by which rule, and how similar the titles are.
    fn same(&self, record: &Paper, key: &str, own: bool) -> Option<(u32, &'static str, f64)> {
        let by_id = self.ids.get(&record.id).filter(|_| own).map(|&at| (at, "id"));
        let by_doi = record.doi.as_ref().and_then(|doi| self.dois.get(doi)).map(|&at| (at, "doi"));
        let named = by_id.into_iter().chain(by_doi).find_map(|(at, rule)| {
            let similarity = similarity(key, &id::title_key(&self.papers[at as usize].title))?;
            Some((at, rule, similarity))
        });
        named.or_else(|| {
            let namesakes = self.titles.get(key)?;
            let at =
                namesakes.iter().find(|&&at| agree(&self.papers[at as usize], record, is_generic(key)))?;
            Some((*at, "title", 1.0))
        })
    }

    fn merge(&mut self, at: u32, record: Paper, rule: &'static str, similarity: f64) {
        let paper = &mut self.papers[at as usize];
        self.duplicates.push(Duplicate {
            kept: paper.id.clone(),
            merged: record.id.clone(),
            place: record.place.clone(),
            rule,
            similarity,
        });
        self.ids.entry(record.id.clone()).or_insert(at);
        if let Some(doi) = &record.doi {
            self.dois.entry(doi.clone()).or_insert(at);
        }
        absorb(paper, record);
    }

    fn keep(&mut self, mut record: Paper, key: String, own: bool) {
        let at = self.papers.len() as u32;
        if let Some(&first) = self.ids.get(&record.id) {
            let unique = self.free_id(&record.id);
            let first = &self.papers[first as usize];
            if own {
                self.problems.push(Problem {
                    place: record.place.clone(),
                    severity: Severity::Repaired,
                    reason: format!(
                        "the id {} belongs to another paper already, {} at {}",
                        read::shown(&record.id),
                        read::shown(&first.title),
                        first.place
                    ),
                    remedy: format!("the paper was given the id {}", read::shown(&unique)),
                });
            }
            record.id = unique;
        }
        self.ids.insert(record.id.clone(), at);
        if let Some(doi) = &record.doi {
            self.dois.entry(doi.clone()).or_insert(at);
        }
        let namesakes = self.titles.entry(key).or_default();
        if namesakes.len() < NAMESAKES {
            namesakes.push(at);
        }
        self.papers.push(record);
    }

    /// `id-2`, `id-3`, ...: the first that is free, looked for behind the last that was given out.
    fn free_id(&mut self, id: &str) -> String {
        let number = self.suffixes.entry(id.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let free = format!("{id}-{number}");
            if !self.ids.contains_key(&free) {
                return free;
            }
        }
    }
}

/// Similarity of two normalised titles where it makes them near-equal. Titles whose numbers differ never are: parts
/// one and two of a work are two papers.
fn similarity(a: &str, b: &str) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    let cut = |key: &str| key.chars().take(COMPARED).collect::<String>();
    let similarity = strsim::normalized_levenshtein(&cut(a), &cut(b));
    (similarity >= NEAR && numbers(a).eq(numbers(b))).then_some(similarity)
}

/// The numbers among the words of a title, Arabic and Roman.
fn numbers(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').filter(|word| {
        word.bytes().all(|byte| byte.is_ascii_digit())
            || word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
    })
}

/// Whether two papers of the same title may be one. Where the title is `generic`, year and surname must be there.
fn agree(a: &Paper, b: &Paper, generic: bool) -> bool {
    let surnames = match (a.authors.first(), b.authors.first()) {
        (Some(a), Some(b)) => Some(read::people::surname(a) == read::people::surname(b)),
        _ => None,
    };
    let years = match (a.year, b.year) {
        // A preprint may be a year older; without authors only the same year tells "Keynotes" from "Keynotes".
        (Some(a), Some(b)) => a.abs_diff(b) <= u32::from(surnames == Some(true) && !generic),
        _ => !generic,
    };
    let surnames = surnames.unwrap_or(!generic);
    let archived = |doi: &str| ARCHIVES.iter().any(|prefix| doi.starts_with(prefix));
    let dois = match (&a.doi, &b.doi) {
        (Some(a), Some(b)) => a == b || archived(a) || archived(b),
        _ => true,
    };
    years && surnames && dois
}

/// Titles that many papers share: of one or two words.
fn is_generic(key: &str) -> bool {
    key.split(' ').count() < 3 && key.chars().count() < 24
}

/// Takes over what the record has and the paper lacks, or has less of.
fn absorb(paper: &mut Paper, record: Paper) {
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    if length(&record.abstract_text) > length(&paper.abstract_text) {
        paper.abstract_text = record.abstract_text;
    }
    paper.year = paper.year.or(record.year);
    paper.venue = paper.venue.take().or(record.venue);
    paper.doi = paper.doi.take().or(record.doi);
    paper.url = paper.url.take().or(record.url);
    paper.cited_by = paper.cited_by.max(record.cited_by);
    if paper.authors.is_empty() {
        paper.authors = record.authors;
    }
    join(&mut paper.keywords, record.keywords);
    join(&mut paper.references, record.references);
    join(&mut paper.pages, record.pages);
    let mut repos: Vec<Repo> = std::mem::take(&mut paper.repos);
    repos.extend(record.repos);
    repos.sort_unstable();
    repos.dedup();
    paper.repos = repos;
}

/// Adds to a list what it does not have.
fn join(list: &mut Vec<String>, more: Vec<String>) {
    if list.is_empty() {
        *list = more;
    } else if !more.is_empty() {
        list.extend(more);
        *list = read::each_once(std::mem::take(list));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record: id, title, year, first author, DOI; 0 and "" are missing.
    fn record((id, title, year, author, doi): (&str, &str, i32, &str, &str)) -> Paper {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Paper {
            id: id.to_owned(),
            title: title.to_owned(),
            year: (year > 0).then_some(year),
            authors: some(author).into_iter().collect(),
            doi: some(doi),
            ..Paper::default()
        }
    }

    /// Ids of the papers that stay, and of what was merged as `kept<merged rule`.
    fn merged(records: &[(&str, &str, i32, &str, &str)]) -> (Vec<String>, Vec<String>) {
        let records = Records { papers: records.iter().copied().map(record).collect(), ..Records::default() };
        let corpus = records.merge(&Progress::none());
        let duplicates =
            corpus.duplicates.iter().map(|found| format!("{}<{} {}", found.kept, found.merged, found.rule));
        (corpus.papers.iter().map(|paper| paper.id.clone()).collect(), duplicates.collect())
    }

    #[test]
    fn each_rule_merges() {
        let (papers, duplicates) = merged(&[
            ("a", "From Louvain to Leiden: well-connected communities", 2019, "Traag, V.A.", "10.1038/1"),
            ("a", "From Louvain to Leiden - well connected communities", 2019, "", ""),
            ("b", "From Louvain to Leiden: Guaranteeing well-connected communities", 2019, "", "10.1038/2"),
            ("c", "From Louvain to Leiden, well-connected communities.", 2018, "Vincent Traag", "10.48550/3"),
            ("d", "From Louvain to Leiden: well-connected comunities", 0, "", "10.1038/1"),
        ]);
        assert_eq!(papers, ["a", "b"]);
        assert_eq!(duplicates, ["a<a id", "a<c title", "a<d doi"]);
    }

    #[test]
    fn what_only_looks_alike_stays_apart() {
        let long = "On the theory of long and memorable titles";
        for (a, b) in [
            // Parts of a work, even under one DOI.
            (
                ("a", "Methods of theory, part I", 2000, "X", "10.1000/1"),
                ("b", "Methods of theory, part II", 2000, "X", "10.1000/1"),
            ),
            // Generic titles.
            (("a", "Preface", 2000, "", ""), ("b", "Preface", 2000, "", "")),
            (("a", "Editorial", 2000, "X", ""), ("b", "Editorial", 2001, "X", "")),
            // Other authors, far years, two publishers' DOIs, years of a series without authors.
            (("a", long, 2000, "Doe, J.", ""), ("b", long, 2000, "Roe, J.", "")),
            (("a", long, 2000, "Doe, J.", ""), ("b", long, 2002, "Doe, J.", "")),
            (("a", long, 2000, "Doe, J.", "10.1000/1"), ("b", long, 2000, "Doe, J.", "10.1000/2")),
            (("a", long, 2000, "", ""), ("b", long, 2001, "", "")),
        ] {
            assert_eq!(merged(&[a, b]).1, [""; 0], "{a:?} {b:?}");
        }
    }

    #[test]
    fn empty_dois_are_not_equal_and_made_ids_are_unique() {
        let (papers, duplicates) = merged(&[
            ("", "Preface", 2000, "A", ""),
            ("", "Preface", 2000, "B", ""),
            ("", "Preface", 2000, "A", ""),
        ]);
        assert_eq!(papers, ["preface-2000", "preface-2000-2"]);
        assert_eq!(duplicates, ["preface-2000<preface-2000 title"]);
    }

    #[test]
    fn the_best_of_each_field_stays() {
        let mut a = record(("a", "A title of some words", 0, "", ""));
        let mut b = record(("b", "A title of some words", 2001, "Doe", "10.1000/1"));
        (a.abstract_text, b.abstract_text) = (Some("short".into()), Some("much longer".into()));
        (a.cited_by, b.cited_by) = (Some(7), Some(3));
        (a.keywords, b.keywords) = (vec!["x".into(), "y".into()], vec!["y".into(), "z".into()]);
        absorb(&mut a, b);
        assert_eq!(a.abstract_text.as_deref(), Some("much longer"));
        assert_eq!((a.year, a.cited_by, a.doi.as_deref()), (Some(2001), Some(7), Some("10.1000/1")));
        assert_eq!(a.keywords, ["x", "y", "z"]);
    }

    #[test]
    fn an_editorial_of_every_month_is_merged_in_linear_time() {
        let papers = (0..20_000).map(|at| record(("", "Editorial", 1000 + at % 2000, "", ""))).collect();
        let corpus = Records { papers, ..Records::default() }.merge(&Progress::none());
        assert_eq!(corpus.papers.len(), 20_000);
    }
}
