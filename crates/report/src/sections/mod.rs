//! The words of the report, a file a part, in the order of the page.

mod certainty;
mod citations;
mod closing;
mod clusters;
mod field;
mod methods;
mod movement;
mod networks;
mod opening;
mod sources;

use crate::ReportView;
use crate::escape::Url;
use crate::numbers;
use crate::page::{Line, Page};
use crate::view::{ClusterName, Paper};

/// The whole report.
pub(crate) fn page(view: &ReportView) -> Page {
    let mut page = Page::default();
    opening::write(view, &mut page);
    let contents = page.blocks.len();
    opening::map(view, &mut page);
    sources::write(view, &mut page);
    clusters::write(view, &mut page);
    certainty::write(view, &mut page);
    field::write(view, &mut page);
    movement::write(view, &mut page);
    networks::write(view, &mut page);
    closing::limits(view, &mut page);
    methods::write(view, &mut page);
    closing::files(view, &mut page);
    page.contents(contents);
    page
}

/// A paper's title, linked where it can be.
fn titled(paper: &Paper) -> Line {
    /// Characters of a title that help to know a paper; the tables have all of them.
    const LONGEST: usize = 300;
    let whole = if paper.title.trim().is_empty() { "Untitled" } else { &paper.title };
    let title = match whole.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", whole[..end].trim_end()),
        None => whole.to_owned(),
    };
    Line::new().link_or_text(&title, paper.url.as_deref().and_then(Url::web))
}

/// A paper as a list of references has it: authors, title, venue, year, and its identifier.
pub(crate) fn reference(paper: &Paper) -> Line {
    let authors = numbers::authors(&paper.authors);
    let start = if authors.is_empty() { Line::new() } else { Line::from(format!("{authors}: ")) };
    let year = paper.year.map(|year| year.to_string());
    let rest: String =
        [paper.venue.clone(), year].into_iter().flatten().map(|part| format!(", {part}")).collect();
    // An address that holds the identifier tells it.
    let told = paper.url.as_ref().is_some_and(|url| url.to_lowercase().contains(&paper.id.to_lowercase()));
    let id = if told { String::new() } else { format!(" (id {})", paper.id) };
    start.then(titled(paper)).text(format!("{rest}{id}"))
}

/// How a cluster is called.
pub(crate) fn named(cluster: &ClusterName) -> String {
    if cluster.label.trim().is_empty() {
        format!("Cluster {}", cluster.number)
    } else {
        format!("{}. {}", cluster.number, cluster.label)
    }
}

fn anchor(number: u32) -> String {
    format!("cluster-{number}")
}

/// A cluster's name, linked where it has a section.
fn cluster_link(view: &ReportView, cluster: &ClusterName) -> Line {
    Line::new().link_or_text(named(cluster), section_of(view, cluster.number))
}

/// Numbers of clusters, each linked where it has a section.
fn cluster_numbers(view: &ReportView, numbers: &[u32]) -> Line {
    let link = |&number| Line::new().link_or_text(format!("{number}"), section_of(view, number));
    Line::joined(numbers.iter().map(link), ", ")
}

fn section_of(view: &ReportView, number: u32) -> Option<Url> {
    let has_section = view.clusters.iter().any(|cluster| cluster.name.number == number);
    has_section.then(|| Url::anchor(&anchor(number)))
}

fn year_or_dash(year: Option<i32>) -> String {
    numbers::span(year, None)
}
