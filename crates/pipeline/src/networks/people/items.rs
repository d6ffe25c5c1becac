//! The items of a network with their addresses on the web and their numbers.

use exchange::network::{Column, Item};
use rustc_hash::FxHashSet;
use similarity::Kind;

use super::shared::Shared;
use crate::{
    analysis::Analysis,
    groups::{Group, Things},
};

/// The items of a network, in their order.
pub(super) fn items(kind: Kind, things: &Things<'_>, shared: &Shared) -> Vec<Item> {
    let mut ids = FxHashSet::default();
    let item = |&place: &usize| {
        let group = &things.groups[place];
        let (name, id) = (things.name(group), things.id(group));
        let id = id.unwrap_or(name);
        // Two names may be written alike and yet not be one, such as a name that looks like a number.
        let id = if ids.insert(id.to_owned()) { id.to_owned() } else { format!("{id} ({})", group.key) };
        Item { url: address(kind, &id), id, label: name.to_owned(), ..Item::default() }
    };
    shared.chosen.iter().map(item).collect()
}

/// Where a thing is on the web.
fn address(kind: Kind, id: &str) -> Option<String> {
    match (kind, id.split_once(':')) {
        (Kind::Repos | Kind::Owners, _) => Some(format!("https://{id}")),
        (Kind::Authors, Some(("orcid", number))) => Some(format!("https://orcid.org/{number}")),
        (Kind::Authors, Some(("openalex", number))) => {
            Some(format!("https://openalex.org/{}", number.to_uppercase()))
        }
        (Kind::Authors, Some(("scopus", number))) => {
            Some(format!("https://www.scopus.com/authid/detail.uri?authorId={number}"))
        }
        _ => None,
    }
}

/// Numbers of items: what other programs size and colour them by.
pub(super) fn columns(analysis: &Analysis, things: &Things<'_>, shared: &Shared) -> Vec<Column> {
    let groups = || shared.chosen.iter().map(|&place| &things.groups[place]);
    let column =
        |name: &str, is_score: bool, values: Vec<f64>| Column { name: name.to_owned(), is_score, values };
    vec![
        column("papers", false, groups().map(|group| group.papers.len() as f64).collect()),
        column(
            "papers_fractional",
            false,
            shared.chosen.iter().map(|&place| things.fractional[place]).collect(),
        ),
        column("citations", false, groups().map(|group| group.citations as f64).collect()),
        column("h_index", false, groups().map(|group| group.h_index as f64).collect()),
        column("mean_year", true, groups().map(|group| mean_year(analysis, group)).collect()),
        column("mean_citations", true, groups().map(mean_citations).collect()),
    ]
}

pub(super) fn mean_citations(group: &Group<u32>) -> f64 {
    group.citations as f64 / group.papers.len() as f64
}

/// The mean year of these papers; NaN where none has one.
fn mean_year(analysis: &Analysis, group: &Group<u32>) -> f64 {
    let years = group.papers.iter().filter_map(|&paper| analysis.corpus.papers[paper as usize].year);
    let (sum, papers) = years.fold((0.0, 0u32), |(sum, papers), year| (sum + f64::from(year), papers + 1));
    if papers == 0 { f64::NAN } else { sum / f64::from(papers) }
}
