//! What the items of a network share: which items are chosen, and the papers (or authors) that link them.

use std::cmp::Reverse;

use network::Link;
use similarity::{Incidence, Kind, cooccurrence};

use crate::{
    analysis::Analysis,
    config::Settings,
    groups::{self, Things},
};

/// Keywords or repositories of a paper that are linked, or venues of an author, at most: the time goes with the square.
pub(super) const MOST: usize = 500;

/// What the items of a network share.
pub(super) struct Shared {
    /// The items, by their place among the groups: those with most papers first.
    pub(super) chosen: Vec<usize>,
    /// Things that papers name, in the network or not.
    pub(super) things: usize,
    /// Of these, the ones that enough papers name.
    pub(super) enough: usize,
    /// Links by counts.
    pub(super) links: Vec<Link>,
    /// Papers (authors) that name too many things to link any.
    pub(super) left_out: usize,
    /// The papers (authors) of each item, of those that link.
    pub(super) rows_of: Incidence,
    /// How many things each paper (author) has.
    pub(super) sizes: Vec<usize>,
    /// The names of authors, where they are what is shared.
    pub(super) authors: Vec<String>,
}

impl Shared {
    pub(super) fn of(kind: Kind, analysis: &Analysis, things: &Things<'_>, settings: &Settings) -> Self {
        let wanted = &settings.networks;
        let is_enough = |&place: &usize| things.groups[place].papers.len() >= wanted.min_papers;
        let mut chosen: Vec<usize> = (0..things.groups.len()).filter(is_enough).collect();
        let enough = chosen.len();
        if enough > wanted.items {
            // Of as many papers, those that have them to themselves.
            chosen.sort_by(|&a, &b| {
                let papers = |place: usize| Reverse(things.groups[place].papers.len());
                papers(a)
                    .cmp(&papers(b))
                    .then(things.fractional[b].total_cmp(&things.fractional[a]))
                    .then(a.cmp(&b))
            });
            chosen.truncate(wanted.items);
            chosen.sort_unstable();
        }
        let mut numbers = vec![None; things.named.names.len()];
        for (number, &place) in chosen.iter().enumerate() {
            numbers[things.groups[place].key as usize] = Some(number as u32);
        }
        let (rows, authors) = match kind {
            Kind::Venues => venues_of_authors(analysis, &things.named.of_paper),
            _ => (things.named.of_paper.clone(), Vec::new()),
        };
        let most = if kind == Kind::Authors { wanted.max_authors } else { MOST };
        let counted = cooccurrence::count(&rows, &numbers, wanted.counting, most);
        let mut of_rows = Incidence::default();
        for row in 0..rows.rows() {
            let things = rows.of(row);
            let kept = things.iter().filter_map(|&thing| numbers[thing as usize]);
            of_rows.push(kept.filter(|_| things.len() <= most));
        }
        Self {
            things: things.groups.len(),
            enough,
            links: counted.links,
            left_out: counted.left_out,
            rows_of: of_rows.transposed(),
            sizes: (0..rows.rows()).map(|row| rows.of(row).len()).collect(),
            authors,
            chosen,
        }
    }
}

/// The venues in which each author publishes, and the names of the authors.
fn venues_of_authors(analysis: &Analysis, venues_of: &Incidence) -> (Incidence, Vec<String>) {
    let authors = groups::things(Kind::Authors, analysis);
    let papers_of = authors.named.of_paper.transposed();
    let mut venues = Incidence::default();
    for author in 0..papers_of.rows() {
        venues.push(papers_of.of(author).iter().flat_map(|&paper| venues_of.of(paper as usize)).copied());
    }
    (venues, authors.named.names.iter().map(|&name| name.to_owned()).collect())
}
