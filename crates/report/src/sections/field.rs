//! The field as a whole: central papers, years, repositories.

use super::{cluster_link, cluster_numbers, titled, year_or_dash};
use crate::ReportView;
use crate::escape::Url;
use crate::numbers::{count, counted, figure, papers};
use crate::page::Side::{Left, Right};
use crate::page::{Line, Page};
use crate::view::{CentralPaper, Repo, YearCount};

pub(super) fn write(view: &ReportView, page: &mut Page) {
    central(view, page);
    years(view, page);
    repos(view, page);
}

fn central(view: &ReportView, page: &mut Page) {
    page.heading(2, "The most central papers");
    if view.central.is_empty() {
        page.paragraph("Without links between papers there is no centre.");
        return;
    }
    page.paragraph(
        "Central means well connected in what papers share, not good or famous. PageRank is high for a paper that is \
         linked to other central papers; betweenness is the share of shortest paths that run through it, high for \
         papers between groups.",
    );
    let row = |(position, central): (usize, &CentralPaper)| {
        vec![
            count(position + 1).into(),
            titled(&central.paper),
            year_or_dash(central.paper.year).into(),
            cluster_link(view, &central.cluster),
            figure(central.pagerank).into(),
            figure(central.betweenness).into(),
            count(central.cited_in_corpus).into(),
        ]
    };
    page.table(
        &[
            ("Rank", Right),
            ("Paper", Left),
            ("Year", Right),
            ("Cluster", Left),
            ("PageRank", Right),
            ("Betweenness", Right),
            ("Cited in corpus", Right),
        ],
        view.central.iter().enumerate().map(row).collect(),
    );
}

fn years(view: &ReportView, page: &mut Page) {
    page.heading(2, "The field over time");
    let years = &view.years;
    if years.counts.is_empty() {
        page.paragraph("No paper bears a year, so nothing can be said about time.");
        return;
    }
    if let Some(chart) = &years.chart {
        page.picture(chart);
    }
    if years.without_year > 0 {
        let verb = if years.without_year == 1 { "bears" } else { "bear" };
        page.paragraph(format!("{} {verb} no year and cannot be shown here.", papers(years.without_year)));
    }
    page.years(&years.counts);
    let one = |year: &YearCount| format!("{} {}", year.year, count(year.papers));
    let all: Vec<String> = years.counts.iter().map(one).collect();
    page.paragraph(format!("Papers of each year: {}.", all.join(", ")));
}

fn repos(view: &ReportView, page: &mut Page) {
    page.heading(2, "Shared repositories");
    let repos = &view.repos;
    if repos.named == 0 {
        page.paragraph("No paper links a code repository.");
        return;
    }
    let link = if repos.papers == 1 { "links" } else { "link" };
    let named = counted(repos.named, "code repository", "code repositories");
    let shared = match repos.shared.len() {
        0 => " No two papers share one that could tie them.".to_owned(),
        _ => " The ones that tie papers:".to_owned(),
    };
    page.paragraph(format!("{} {link} {named}.{shared}", papers(repos.papers)));
    if repos.shared.is_empty() {
        return;
    }
    let row = |repo: &Repo| {
        vec![
            Line::new().link_or_text(repo.name.as_str(), repo.url.as_deref().and_then(Url::web)),
            count(repo.papers).into(),
            cluster_numbers(view, &repo.clusters),
        ]
    };
    page.table(
        &[("Repository", Left), ("Papers", Right), ("Clusters", Left)],
        repos.shared.iter().map(row).collect(),
    );
}
