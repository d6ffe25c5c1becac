//! Limits, and the files that were written.

use crate::ReportView;
use crate::escape::Url;
use crate::numbers::{counted, figure, papers, percent};
use crate::page::Side::Left;
use crate::page::{Line, Page};
use crate::view::Coverage;

pub(super) fn limits(view: &ReportView, page: &mut Page) {
    page.heading(2, "Limits");
    let mut limits: Vec<Line> = Vec::new();
    if view.summary.unlinked > 0 {
        limits.push(unlinked(view.summary.unlinked).into());
    }
    let centralities = [
        ("Betweenness", view.methods.betweenness, ["pair of papers", "pairs of papers"]),
        ("Closeness", view.methods.closeness, ["paper", "papers"]),
    ];
    let sampled = centralities.iter().filter_map(|&(name, coverage, of)| sampled(name, coverage?, of));
    limits.extend(sampled.map(Line::from));
    if !view.repos.capped.is_empty() {
        limits.push(capped(view));
    }
    limits.extend(view.limits.iter().map(|sentence| sentence.as_str().into()));
    if view.summary.papers == 0 {
        limits.push("Without papers there are no figures.".into());
    }
    if limits.is_empty() {
        page.paragraph("All figures are exact for the papers that were read; no limit was reached.");
    } else {
        page.list(limits);
    }
}

fn unlinked(number: usize) -> String {
    let (verb, place) = if number == 1 {
        ("is", "its place on the map says")
    } else {
        ("are", "their places on the map say")
    };
    format!("{} {verb} linked to no other; {place} nothing.", papers(number))
}

fn sampled(name: &str, coverage: Coverage, [one, many]: [&str; 2]) -> Option<String> {
    let Coverage::Sampled { samples, error, confidence } = coverage else { return None };
    Some(format!(
        "{name} is estimated from a sample of {}: with a probability of {} every value is within {} of the exact one.",
        counted(samples, one, many),
        percent(confidence),
        figure(error)
    ))
}

fn capped(view: &ReportView) -> Line {
    let number = counted(view.repos.capped.len(), "repository ties", "repositories tie");
    let names = view.repos.capped.iter().map(|repo| {
        let name = Line::new().link_or_text(repo.name.as_str(), repo.url.as_deref().and_then(Url::web));
        name.text(format!(" ({})", papers(repo.papers)))
    });
    Line::from(format!("{number} no papers, since what so many papers link says little about any of them: "))
        .then(Line::joined(names, ", "))
        .text(".")
}

pub(super) fn files(view: &ReportView, page: &mut Page) {
    page.heading(2, "Files");
    if view.files.is_empty() {
        page.paragraph("No other file was written.");
    } else {
        let rows = view.files.iter().map(|file| {
            vec![Line::new().link(file.path.as_str(), Url::local(&file.path)), file.content.as_str().into()]
        });
        page.table(&[("File", Left), ("What it holds", Left)], rows.collect());
    }
    if !view.methods.program.is_empty() {
        page.paragraph(format!("Written by {}.", view.methods.program));
    }
}
