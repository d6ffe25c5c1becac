//! One paper out of the records that are it: the best of each field.

use std::{borrow::Cow, cmp::Reverse};

use crate::{Paper, Repo, id, read};

/// The paper that the records are, in the order of the files.
///
/// Id and place are those of the first. What else it says does not depend on the order: fields come from the record that
/// knows best how the paper was published, and where that has none, from the next; the abstract is the longest, the
/// count of citations the largest, the list of authors the one with names written out; lists are united.
pub(super) fn absorb(records: &[&Paper]) -> Paper {
    let mut ranked: Vec<&Paper> = records.to_vec();
    ranked.sort_by_cached_key(|record| Reverse(rank(record)));
    let first = |of: fn(&Paper) -> &Option<String>| ranked.iter().find_map(|record| of(record).clone());
    let longest = ranked.iter().filter_map(|record| record.abstract_text.as_ref());
    let cited = ranked.iter().filter_map(|record| record.cited_by).max();
    let year = ranked.iter().find_map(|record| record.year);
    let date = ranked.iter().filter_map(|record| record.date).find(|date| Some(date.year) == year);
    let published = ranked.iter().filter_map(|record| record.doi.as_ref()).find(|doi| !id::is_archived(doi));
    let all = |of: fn(&Paper) -> &Vec<String>| {
        read::each_once(ranked.iter().flat_map(|record| of(record).iter().cloned()).collect())
    };
    let mut repos: Vec<Repo> = ranked.iter().flat_map(|record| record.repos.iter().cloned()).collect();
    repos.sort_unstable();
    repos.dedup();
    let named = authors(&ranked);
    let mut paper = Paper {
        id: records.first().map(|record| record.id.clone()).unwrap_or_default(),
        title: title(&ranked),
        // The last of the longest is the best ranked of them when looked at from behind.
        abstract_text: longest.rev().max_by_key(|text| text.len()).cloned(),
        year,
        date,
        venue: first(|record| &record.venue),
        authors: named.map(|record| record.authors.clone()).unwrap_or_default(),
        author_ids: named.map(|record| record.author_ids.clone()).unwrap_or_default(),
        keywords: all(|record| &record.keywords),
        repos,
        references: all(|record| &record.references),
        cited_by: cited,
        votes: ranked.iter().filter_map(|record| record.votes).max(),
        doi: published.cloned().or_else(|| first(|record| &record.doi)),
        arxiv: first(|record| &record.arxiv),
        pubmed: first(|record| &record.pubmed),
        openalex: first(|record| &record.openalex),
        url: first(|record| &record.url),
        pages: all(|record| &record.pages),
        is_link: ranked.iter().all(|record| record.is_link),
        place: records.first().map(|record| record.place.clone()).unwrap_or_default(),
        ..Paper::default()
    };
    paper.imprint.volume = first(|record| &record.imprint.volume);
    paper.imprint.issue = first(|record| &record.imprint.issue);
    paper.imprint.page_range = first(|record| &record.imprint.page_range);
    paper.imprint.publisher = first(|record| &record.imprint.publisher);
    paper.imprint.kind = first(|record| &record.imprint.kind);
    paper.imprint.language = first(|record| &record.imprint.language);
    paper
}

/// How well a record knows how its paper was published; then an order by content alone, so that there are no ties but
/// between equals.
fn rank(record: &Paper) -> impl Ord + use<> {
    let imprint = &record.imprint;
    let filled = [&imprint.volume, &imprint.issue, &imprint.page_range, &record.venue];
    (
        record.doi.as_ref().is_some_and(|doi| !id::is_archived(doi)),
        filled.iter().filter(|field| field.is_some()).count(),
        record.year.is_some(),
        record.abstract_text.as_ref().map(String::len),
        record.authors.len(),
        (record.title.clone(), record.year, record.authors.concat(), record.venue.clone()),
        (record.doi.clone(), record.arxiv.clone(), record.pubmed.clone(), record.openalex.clone()),
        (imprint.volume.clone(), imprint.page_range.clone(), record.abstract_text.clone()),
    )
}

/// The title of the best record that does not shout.
fn title(ranked: &[&Paper]) -> String {
    let calm = ranked.iter().find(|record| record.title.chars().any(char::is_lowercase));
    calm.or(ranked.first()).map(|record| record.title.clone()).unwrap_or_default()
}

/// The record with most names of authors written out; of equal ones that of the longest list, then of most numbers of
/// authors, then the best record.
fn authors<'a>(ranked: &[&'a Paper]) -> Option<&'a Paper> {
    let full = |record: &&Paper| {
        let names = &record.authors;
        let out = names.iter().filter(|name| is_written_out(name)).count();
        (out * 2 > names.len(), names.len(), out, record.author_ids.iter().flatten().count())
    };
    ranked.iter().copied().rev().max_by_key(full)
}

/// Whether a name has a given name and not only initials.
fn is_written_out(name: &str) -> bool {
    let given: Cow<'_, str> = match name.split_once(',') {
        Some((_, given)) => given.into(),
        None => name.rsplit_once(' ').map_or("", |(given, _)| given).into(),
    };
    given.split([' ', '.', '-']).any(|word| word.chars().count() > 1 && word.chars().any(char::is_lowercase))
}
