//! Title, summary and map.

use super::cluster_link;
use crate::ReportView;
use crate::numbers::{change, count, counted, figure, listed, papers, span};
use crate::page::{Line, Page};
use crate::view::Cluster;

/// More files than this are counted, not named.
const NAMED_FILES: usize = 3;

pub(super) fn write(view: &ReportView, page: &mut Page) {
    page.heading(1, view.title.as_str());
    page.paragraph(summary(view));
    if !view.clusters.is_empty() {
        page.paragraph(topics(view));
    }
}

/// The largest topics, and those that grow and shrink most, in a sentence or two.
fn topics(view: &ReportView) -> Line {
    const LARGEST: usize = 5;
    let link =
        |cluster: &Cluster| cluster_link(view, &cluster.name).text(format!(" ({})", count(cluster.size)));
    let largest = Line::joined(view.clusters.iter().take(LARGEST).map(link), "; ");
    let text = Line::new().text("The largest topics, with their papers: ").then(largest).text(".");
    let growing = &view.movement.growing;
    match (growing.first(), growing.last()) {
        (Some(first), Some(last)) if first.rate > 0.0 && last.rate < 0.0 => text
            .text(" Growing fastest: ")
            .then(cluster_link(view, &first.cluster))
            .text(format!(" ({} a year); shrinking fastest: ", change(first.rate)))
            .then(cluster_link(view, &last.cluster))
            .text(format!(" ({}).", change(last.rate))),
        _ => text,
    }
}

fn summary(view: &ReportView) -> String {
    let all = &view.summary;
    if all.papers == 0 {
        return match view.sources.files.len() {
            0 => "No file was read, so there is nothing to map.".to_owned(),
            _ => format!("No paper was found in {}, so there is nothing to map.", files(view)),
        };
    }
    let mut sentences = vec![what_was_read(view)];
    if all.links == 0 {
        sentences.push("No two papers have enough in common to be linked.".to_owned());
    } else {
        sentences.push(what_was_found(view));
    }
    if all.links > 0 && all.unlinked > 0 {
        let verb = if all.unlinked == 1 { "has" } else { "have" };
        sentences.push(format!(
            "{} {verb} too little in common with any other to be linked.",
            papers(all.unlinked)
        ));
    }
    sentences.join(" ")
}

fn what_was_read(view: &ReportView) -> String {
    let all = &view.summary;
    let years = match (all.first_year, all.last_year) {
        (Some(first), Some(last)) if first == last => format!(" of {first}"),
        (Some(_), Some(_)) => format!(" of the years {}", span(all.first_year, all.last_year)),
        _ => String::new(),
    };
    let venues = match all.venues {
        0 => String::new(),
        venues => format!(" in {}", counted(venues, "venue", "venues")),
    };
    let authors = match all.authors {
        0 => String::new(),
        authors => format!(" by {}", counted(authors, "author", "authors")),
    };
    format!("This report maps {}{years}{venues}{authors}, read from {}.", papers(all.papers), files(view))
}

fn what_was_found(view: &ReportView) -> String {
    let all = &view.summary;
    let found = view.methods.relations.iter().filter(|relation| relation.links > 0);
    let relations: Vec<&str> = found.map(|relation| relation.name.as_str()).collect();
    let by = if relations.is_empty() { String::new() } else { format!(" through {}", listed(&relations)) };
    let quality = match all.modularity {
        Some(modularity) => format!(" (modularity {}; 0 would be chance)", figure(modularity)),
        None => String::new(),
    };
    let (pairs, verb) = if all.links == 1 { ("pair", "is") } else { ("pairs", "are") };
    format!(
        "{} {pairs} of papers {verb} linked{by}, and the papers fall into {}{quality}.",
        count(all.links),
        counted(all.clusters, "cluster", "clusters")
    )
}

/// The files by name, or how many there are.
fn files(view: &ReportView) -> String {
    let names: Vec<&str> = view.sources.files.iter().map(|file| file.path.as_str()).collect();
    match names.len() {
        number if number > NAMED_FILES => counted(number, "file", "files"),
        _ => listed(&names),
    }
}

/// The map and how it is read.
pub(super) fn map(view: &ReportView, page: &mut Page) {
    page.heading(2, "The map");
    let Some(picture) = view.map.as_ref().filter(|_| view.summary.papers > 0) else {
        page.paragraph("No map was drawn.");
        return;
    };
    page.picture(picture);
    page.paragraph(
        "Each point is a paper. Papers that have much in common lie near each other; colours mark clusters, and the \
         words on the map say what a cluster is about. Only nearness speaks: left, right, up and down mean nothing, \
         and neither does how far apart two distant groups are.",
    );
}
