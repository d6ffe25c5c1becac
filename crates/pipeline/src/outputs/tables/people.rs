//! Tables of people and places: authors, keywords, venues, owners of repositories.

use std::collections::BTreeMap;

use corpus::id;
use similarity::Kind;
use tables::{Table, TableError, Values, catalogue, joined};

use crate::{
    analysis::Analysis,
    groups::{self, Group, Things},
};

/// Names that are told to be like another, at most.
const ALIKE: usize = 5;
/// Names of one surname and initial that are compared, at most: the time goes with the square.
const CROWD: usize = 2000;

pub(super) fn venues(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let things = groups::things(Kind::Venues, analysis);
    // A paper has one venue, or none, so that there is nothing to share.
    let shared = common(analysis, &things).into_iter().filter(|(name, _)| *name != "papers_fractional");
    Table::new(&catalogue::VENUES, [("venue", names(&things))].into_iter().chain(shared))
}

pub(super) fn keywords(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let things = groups::things(Kind::Keywords, analysis);
    Table::new(
        &catalogue::KEYWORDS,
        [("keyword", names(&things))].into_iter().chain(common(analysis, &things)),
    )
}

pub(super) fn authors(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let things = groups::things(Kind::Authors, analysis);
    let id = |group| things.id(group).map(str::to_owned);
    let coauthors = |group| coauthors(&things, group);
    let own = [
        ("id", Values::texts_or_empty(things.groups.iter().map(id))),
        ("coauthors", Values::integers(things.groups.iter().map(coauthors))),
        ("alike", Values::texts(alike(&things).into_iter().map(joined))),
    ];
    let columns = [("author", names(&things))].into_iter().chain(common(analysis, &things)).chain(own);
    Table::new(&catalogue::AUTHORS, columns)
}

pub(super) fn owners(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let things = groups::things(Kind::Owners, analysis);
    let mut repos: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups::repos(analysis) {
        if let Some((host, owner)) = group.key.owner() {
            *repos.entry(format!("{host}/{owner}")).or_default() += 1;
        }
    }
    let id = |group: &Group<u32>| things.id(group).unwrap_or_default().to_owned();
    let repos = |group| repos.get(&id(group)).copied().unwrap_or(0);
    let own = [
        ("owner", names(&things)),
        ("url", Values::texts(things.groups.iter().map(|group| format!("https://{}", id(group))))),
        ("repos", Values::integers(things.groups.iter().map(repos))),
    ];
    Table::new(&catalogue::OWNERS, own.into_iter().chain(common(analysis, &things)))
}

fn names<'a>(things: &Things<'a>) -> Values<'a> {
    Values::texts(things.groups.iter().map(|group| things.name(group)))
}

/// The columns that all these tables have.
fn common<'a>(analysis: &Analysis, things: &Things<'a>) -> Vec<(&'static str, Values<'a>)> {
    let groups = &things.groups;
    let knows = groups::knows_citations(analysis);
    vec![
        ("papers", Values::integers(groups.iter().map(|group| group.papers.len()))),
        ("first_year", Values::integers_or_empty(groups.iter().map(|group| group.first_year))),
        ("last_year", Values::integers_or_empty(groups.iter().map(|group| group.last_year))),
        ("main_cluster", Values::integers(groups.iter().map(|group| group.main_cluster() + 1))),
        ("papers_fractional", Values::numbers(things.fractional.iter().copied())),
        ("citations", Values::integers_or_empty(groups.iter().map(|group| knows.then_some(group.citations)))),
        ("h_index", Values::integers_or_empty(groups.iter().map(|group| knows.then_some(group.h_index)))),
    ]
}

/// How many others wrote one of these papers.
fn coauthors(things: &Things<'_>, group: &Group<u32>) -> usize {
    let of_paper = |&paper: &u32| things.named.of_paper.of(paper as usize);
    let mut all: Vec<u32> = group.papers.iter().flat_map(of_paper).copied().collect();
    all.sort_unstable();
    all.dedup();
    all.len() - 1
}

/// For each name the others that may be the same person, those with most papers first: same surname but for accents, and given
/// names of which one abbreviates the other, or that differ in one letter of five or more.
///
/// Only names of one surname and one first initial are compared, and none where more than [`CROWD`] have these.
pub(crate) fn alike<'a>(things: &Things<'a>) -> Vec<Vec<&'a str>> {
    let mut of_key: BTreeMap<(String, Option<char>), Vec<usize>> = BTreeMap::new();
    for (at, group) in things.groups.iter().enumerate() {
        of_key.entry(id::author(things.name(group))).or_default().push(at);
    }
    let mut alike = vec![Vec::new(); things.groups.len()];
    for ((surname, initial), places) in of_key {
        if initial.is_none() || surname.is_empty() || places.len() > CROWD {
            continue;
        }
        let given: Vec<String> =
            places.iter().map(|&at| given_names(things.name(&things.groups[at]), &surname)).collect();
        for (a, &place) in places.iter().enumerate() {
            let others = (0..places.len()).filter(|&b| b != a && may_be_one(&given[a], &given[b]));
            alike[place] = others.take(ALIKE).map(|b| things.name(&things.groups[places[b]])).collect();
        }
    }
    alike
}

/// The name without its surname: folded words.
fn given_names(name: &str, surname: &str) -> String {
    if let Some((_, given)) = name.split_once(',') {
        return id::folded(given);
    }
    let words: Vec<String> = name.split_whitespace().map(id::folded).collect();
    let given = words.iter().filter(|word| !surname.contains(word.as_str()));
    given.map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// Whether two lists of given names may be those of one person.
fn may_be_one(a: &str, b: &str) -> bool {
    let pairs = || a.split(' ').zip(b.split(' '));
    let abbreviates = |a: &str, b: &str| {
        let (shorter, longer) = if a.len() < b.len() { (a, b) } else { (b, a) };
        shorter == longer || (shorter.chars().count() == 1 && longer.starts_with(shorter))
    };
    let one_letter = a.len().min(b.len()) >= 5 && strsim::osa_distance(a, b) == 1;
    one_letter || pairs().all(|(a, b)| abbreviates(a, b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_by_hand() {
        assert_eq!(given_names("van der Berg, Jan P.", "vanderberg"), "jan p");
        assert_eq!(given_names("Jan P. van der Berg", "vanderberg"), "jan p");
        assert_eq!(given_names("Berg J", "berg"), "j");
        for (a, b) in [
            ("j", "jan"),
            ("j p", "jan"),
            ("jan", "jan p"),
            ("jan peter", "j p"),
            ("stephen", "stephen"),
            ("steven", "stephen"),
        ] {
            assert_eq!(may_be_one(a, b), (a, b) != ("steven", "stephen"), "{a} {b}");
        }
        for (a, b) in [("jan", "jon"), ("j p", "j q"), ("lei", "li"), ("kwan liu", "kwang liu m")] {
            assert!(!may_be_one(a, b), "{a} {b}");
        }
        assert!(may_be_one("katherine", "kathrine"));
    }
}
