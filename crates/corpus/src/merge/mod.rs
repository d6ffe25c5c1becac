//! Records to papers: the same paper once, under a unique id.
//!
//! Two records are one paper by the first [`Rule`] that holds. [`marks`] says what a paper is recognised by and when two
//! are one, [`candidates`] which are compared at all, [`absorb`] what becomes of their fields.
//!
//! Papers are joined in rounds, two at a time, the surest pairs first: after a round a paper is recognised by all that its
//! records knew, so that no third record makes one paper of two that nobody would join. The last round finds
//! nothing: merging what was merged changes nothing. How many papers there are does not depend on the order of the
//! files, only which record gives a paper its id and its place.

mod absorb;
mod candidates;
mod marks;

use parallel::{Progress, chunks};
use rustc_hash::FxHashMap;

use self::marks::Marks;
use crate::{Corpus, Duplicate, FileCard, Paper, Place, Problem, Severity, id, read, references};

/// Papers whose marks make a task.
const CHUNK: usize = 1024;

/// What shows that two records are one paper; the surest first.
///
/// A common identifier counts where the titles do not speak against it: parts one and two of a work, or a paper and its
/// correction, are never one. Two DOIs of publishers, two arXiv ids or two PubMed ids keep papers apart, unless title, year,
/// authors, volume and pages all agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The DOI is the same.
    Doi,
    /// The arXiv id is the same.
    Arxiv,
    /// The PubMed id is the same.
    PubMed,
    /// The OpenAlex id is the same.
    OpenAlex,
    /// The source's own id is the same, and the titles are near-equal.
    Id,
    /// The title is the same, but for case, accents and punctuation, and authors, year (give or take one, or three from a
    /// preprint to the paper), volume and pages do not speak against it. Titles of one or two words ("Preface") need
    /// the same author and year.
    Title,
    /// One title is the other without its subtitle, with the same authors, two at least, and the same year.
    Subtitle,
    /// The title is the same but for misprints, with the same first author.
    NearTitle,
}

impl Rule {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Doi => "doi",
            Self::Arxiv => "arxiv",
            Self::PubMed => "pubmed",
            Self::OpenAlex => "openalex",
            Self::Id => "id",
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::NearTitle => "near-title",
        }
    }
}

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
    /// Merges duplicates, makes ids unique and resolves references.
    ///
    /// Time is that of sorting a few keys a record; each is compared with a bounded number of others.
    pub fn merge(mut self, progress: &Progress) -> Corpus {
        let stage = progress.stage("merge", self.papers.len());
        let mut groups = group(&self.papers);
        let mut problems = self.problems;
        problems.extend(leave_out_links(&mut groups, &self.papers));
        let mut papers: Vec<Paper> = groups.iter().map(|group| group.paper(&mut self.papers)).collect();
        name(&mut papers, &mut problems);
        one_doi_a_paper(&mut papers, &mut problems);
        let duplicates = duplicates(&groups, &papers, &self.papers);
        let order: FxHashMap<&str, usize> =
            self.files.iter().enumerate().rev().map(|(at, card)| (card.path.as_str(), at)).collect();
        problems.sort_by_key(|problem| (order.get(&*problem.place.file).copied(), problem.place.line));
        let aliases = aliases(&groups, &self.papers);
        let found = references::resolve(&mut papers, &aliases);
        stage.tick(self.papers.len());
        Corpus {
            references: papers.iter().map(|paper| paper.references.len()).sum(),
            citations: found.citations,
            resolved: found.resolved,
            works: found.works,
            references_of: found.references_of,
            papers,
            duplicates,
            problems,
            files: self.files,
        }
    }
}

/// Records that are one paper, by positions, ascending; each with what joined it.
#[derive(Clone, Debug)]
struct Group(Vec<(u32, Option<(Rule, f64)>)>);

impl Group {
    fn records<'a>(&self, records: &'a [Paper]) -> Vec<&'a Paper> {
        self.0.iter().map(|&(at, _)| &records[at as usize]).collect()
    }

    /// The paper; a record that stands alone is taken, not copied.
    fn paper(&self, records: &mut [Paper]) -> Paper {
        match self.0.as_slice() {
            [(only, _)] => std::mem::take(&mut records[*only as usize]),
            _ => absorb::absorb(&self.records(records)),
        }
    }

    fn marks(&self, records: &[Paper]) -> Marks {
        let of = self.records(records);
        match of.as_slice() {
            [only] => Marks::new(only, &of),
            _ => Marks::new(&absorb::absorb(&of), &of),
        }
    }

    /// Takes in the records of another; those that nothing joined before were joined by `why`.
    fn join(&mut self, other: Self, why: (Rule, f64)) {
        self.0.extend(other.0);
        self.0.iter_mut().for_each(|(_, joined)| *joined = joined.or(Some(why)));
        self.0.sort_unstable_by_key(|&(at, _)| at);
    }
}

/// The records in groups, by their first.
fn group(records: &[Paper]) -> Vec<Group> {
    let mut groups: Vec<Group> = (0..records.len() as u32).map(|at| Group(vec![(at, None)])).collect();
    let mut marks = chunks::collect(groups.len(), CHUNK, |at| groups[at].marks(records));
    let mut fresh = vec![true; groups.len()];
    loop {
        let mut partner: Vec<Option<(u32, (Rule, f64))>> = vec![None; groups.len()];
        let mut taken = vec![false; groups.len()];
        for pair in candidates::pairs(&marks, &fresh) {
            let (a, b) = (pair.a as usize, pair.b as usize);
            if !taken[a] && !taken[b] {
                (taken[a], taken[b]) = (true, true);
                partner[a] = Some((pair.b, (pair.rule, pair.similarity)));
            }
        }
        if !taken.contains(&true) {
            return groups;
        }
        let mut left: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
        let mut old: Vec<Option<Marks>> = marks.into_iter().map(Some).collect();
        let mut joined = Vec::with_capacity(left.len());
        for at in 0..left.len() {
            // Partners stand further back: they are taken before their turn comes.
            let Some(mut group) = left[at].take() else { continue };
            let other = partner[at].and_then(|(other, why)| Some((left[other as usize].take()?, why)));
            let kept = match other {
                Some((other, why)) => {
                    group.join(other, why);
                    None
                }
                None => old[at].take(),
            };
            joined.push((group, kept));
        }
        fresh = joined.iter().map(|(_, kept)| kept.is_none()).collect();
        let new = chunks::map(joined.len(), CHUNK, |range| {
            range.map(|at| fresh[at].then(|| joined[at].0.marks(records))).collect::<Vec<_>>()
        });
        (groups, marks) = joined
            .into_iter()
            .zip(new.into_iter().flatten())
            .map(|((group, kept), new)| (group, kept.or(new).unwrap_or_default()))
            .unzip();
    }
}

/// Takes out the groups that are nothing but links to repositories, and says how many of each file; unless there are no
/// papers that they could add to.
fn leave_out_links(groups: &mut Vec<Group>, records: &[Paper]) -> Vec<Problem> {
    let is_link = |&(at, _): &(u32, _)| records[at as usize].is_link;
    if groups.iter().all(|group| group.0.iter().all(is_link)) {
        return Vec::new();
    }
    let (mut firsts, mut count): (Vec<&Place>, FxHashMap<&str, usize>) = Default::default();
    groups.retain(|group| {
        let lone = group.0.iter().all(is_link);
        for &(at, _) in group.0.iter().filter(|_| lone) {
            let place = &records[at as usize].place;
            let links = count.entry(&place.file).or_default();
            if *links == 0 {
                firsts.push(place);
            }
            *links += 1;
        }
        !lone
    });
    let told = |place: &&Place| Problem {
        place: Place::clone(place),
        severity: Severity::Skipped,
        reason: format!(
            "{} of the links to repositories are of papers that are not here",
            count[&*place.file]
        ),
        remedy: "they were left out; read the records of these papers too".to_owned(),
    };
    firsts.iter().map(told).collect()
}

/// Gives every paper an id of its own: that of its record, else its DOI, else one made of title and year; a number behind
/// it where that is taken.
fn name(papers: &mut [Paper], problems: &mut Vec<Problem>) {
    let mut ids: FxHashMap<String, usize> = FxHashMap::default();
    let mut numbers: FxHashMap<String, u64> = FxHashMap::default();
    for at in 0..papers.len() {
        let paper = &papers[at];
        let own = !paper.id.is_empty();
        let wanted = match own {
            true => paper.id.clone(),
            false => paper.doi.clone().unwrap_or_else(|| id::made(&paper.title, paper.year)),
        };
        let mut unique = wanted.clone();
        if let Some(&first) = ids.get(&wanted) {
            // Looked for behind the last that was given out.
            let number = numbers.entry(wanted.clone()).or_insert(1);
            while ids.contains_key(&unique) {
                *number += 1;
                unique = format!("{wanted}-{number}");
            }
            if own {
                problems.push(taken(
                    "id",
                    &wanted,
                    paper,
                    &papers[first],
                    format!("was given the id {}", read::shown(&unique)),
                ));
            }
        }
        ids.insert(unique.clone(), at);
        papers[at].id = unique;
    }
}

/// Leaves a DOI that several papers claim, such as that of their proceedings, to the first.
fn one_doi_a_paper(papers: &mut [Paper], problems: &mut Vec<Problem>) {
    let mut owners: FxHashMap<String, usize> = FxHashMap::default();
    for at in 0..papers.len() {
        let Some(doi) = papers[at].doi.clone() else { continue };
        let first = *owners.entry(doi.clone()).or_insert(at);
        if first != at {
            problems.push(taken(
                "DOI",
                &doi,
                &papers[at],
                &papers[first],
                "was left without a DOI".to_owned(),
            ));
            papers[at].doi = None;
        }
    }
}

fn taken(what: &str, value: &str, paper: &Paper, first: &Paper, remedy: String) -> Problem {
    Problem {
        place: paper.place.clone(),
        severity: Severity::Repaired,
        reason: format!(
            "the {what} {} belongs to another paper already, {} at {}",
            read::shown(value),
            read::shown(&first.title),
            first.place
        ),
        remedy: format!("the paper {remedy}"),
    }
}

/// What was merged into what, in the order of the files.
fn duplicates(groups: &[Group], papers: &[Paper], records: &[Paper]) -> Vec<Duplicate> {
    let mut found: Vec<(u32, Duplicate)> = Vec::new();
    for (group, paper) in groups.iter().zip(papers) {
        for &(at, why) in group.0.iter().skip(1) {
            let record = &records[at as usize];
            let (rule, similarity) = why.unwrap_or((Rule::Title, 1.0));
            let named = || record.doi.clone().unwrap_or_else(|| id::made(&record.title, record.year));
            found.push((
                at,
                Duplicate {
                    kept: paper.id.clone(),
                    merged: if record.id.is_empty() { named() } else { record.id.clone() },
                    place: Place::clone(&record.place),
                    rule: rule.name(),
                    similarity,
                },
            ));
        }
    }
    found.sort_unstable_by_key(|&(at, _)| at);
    found.into_iter().map(|(_, duplicate)| duplicate).collect()
}

/// The records of papers that have several: references may name any of them.
fn aliases<'a>(groups: &[Group], records: &'a [Paper]) -> Vec<references::Alias<'a>> {
    let of = |(paper, group): (usize, &Group)| {
        let several = if group.0.len() > 1 { group.records(records) } else { Vec::new() };
        several.into_iter().map(move |record| references::Alias { paper: paper as u32, record })
    };
    groups.iter().enumerate().flat_map(of).collect()
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
    fn links_add_to_papers_and_are_none_themselves() {
        let link = |title: &str, repo: &str| Paper {
            repos: crate::Repo::parse(repo).into_iter().collect(),
            is_link: true,
            ..record(("", title, 0, "", ""))
        };
        let links = vec![
            link("Maps of science and their makers", "https://github.com/a/b"),
            link("Maps of science and their makers", "https://github.com/c/d"),
            link("Something else and altogether", "https://github.com/e/f"),
        ];
        let merge = |papers: Vec<Paper>| Records { papers, ..Records::default() }.merge(&Progress::none());
        assert_eq!(merge(links.clone()).papers.len(), 2);
        let paper = record(("1", "Maps of science and their makers", 2020, "Doe, J", ""));
        let corpus = merge([vec![paper], links].concat());
        assert_eq!((corpus.papers.len(), corpus.papers[0].repos.len(), corpus.duplicates.len()), (1, 2, 2));
        assert_eq!(
            corpus.problems[0].reason,
            "1 of the links to repositories are of papers that are not here"
        );
    }

    #[test]
    fn chapters_under_the_doi_of_their_volume_stay_apart() {
        let chapter = |id: &str, title: &str, authors: [&str; 2]| Paper {
            authors: authors.map(str::to_owned).to_vec(),
            ..record((id, title, 2022, "", "10.1000/978-3"))
        };
        let papers = vec![
            chapter("a", "Cameras that listen to the room", ["Yang, K.", "Firman, M."]),
            chapter("b", "Feelings and where they come up", ["Yang, D.", "Huang, S."]),
            // A title in another language: all authors agree.
            chapter("c", "Gefühle und woher sie kommen", ["Yang, D.", "Huang, S."]),
        ];
        let corpus = Records { papers, ..Records::default() }.merge(&Progress::none());
        let ids: Vec<&str> = corpus.papers.iter().map(|paper| paper.id.as_str()).collect();
        assert_eq!((ids, corpus.duplicates.len()), (vec!["a", "b"], 1));
        assert!(corpus.problems[0].reason.contains("belongs to another paper"), "{:?}", corpus.problems);
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
        let mut a = record(("a", "A TITLE OF SOME WORDS", 0, "Doe, J.", ""));
        let mut b = record(("b", "A title of some words", 2001, "Doe, Jane", "10.1000/1"));
        (a.abstract_text, b.abstract_text) = (Some("much longer".into()), Some("short".into()));
        (a.cited_by, b.cited_by) = (Some(7), Some(3));
        (a.keywords, b.keywords) = (vec!["x".into(), "y".into()], vec!["y".into(), "z".into()]);
        a.imprint.volume = Some("7".into());
        let paper = absorb::absorb(&[&a, &b]);
        assert_eq!(paper.abstract_text.as_deref(), Some("much longer"));
        assert_eq!(
            (paper.year, paper.cited_by, paper.doi.as_deref()),
            (Some(2001), Some(7), Some("10.1000/1"))
        );
        assert_eq!((paper.id.as_str(), paper.title.as_str()), ("a", "A title of some words"));
        assert_eq!(
            (paper.authors, paper.imprint.volume),
            (vec!["Doe, Jane".to_owned()], Some("7".to_owned()))
        );
        assert_eq!(paper.keywords, ["y", "z", "x"]);
    }

    #[test]
    fn an_editorial_of_every_month_is_merged_in_linear_time() {
        let papers = (0..20_000).map(|at| record(("", "Editorial", 1000 + at % 2000, "", ""))).collect();
        let corpus = Records { papers, ..Records::default() }.merge(&Progress::none());
        assert_eq!(corpus.papers.len(), 20_000);
    }
}
