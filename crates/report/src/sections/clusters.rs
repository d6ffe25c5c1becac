//! The clusters: an overview, then a section each.

use super::{anchor, cluster_link, named, reference, titled};
use crate::ReportView;
use crate::escape::Url;
use crate::numbers::{change, count, counted, papers, percent, span};
use crate::page::Side::{Left, Right};
use crate::page::{Line, Page};
use crate::view::{Bridge, Cluster, NameCount, Paper, Repo, Subtopic, TermCount};

/// So many terms stand for a cluster in the overview.
const OVERVIEW_TERMS: usize = 5;

pub(super) fn write(view: &ReportView, page: &mut Page) {
    page.heading(2, "Topics");
    if view.clusters.is_empty() {
        page.paragraph("No cluster has more than one paper.");
        return;
    }
    page.paragraph(
        "A topic is a cluster of papers: they have more in common with each other than with the rest. Labels are made of terms \
         that tell the cluster from the others, unless they were written by hand; a number in brackets counts papers. Growth compares \
         the last five complete years of the corpus with the five years before: 50% is half as many papers again.",
    );
    overview(view, page);
    for cluster in &view.clusters {
        section(view, cluster, page);
    }
}

fn overview(view: &ReportView, page: &mut Page) {
    let row = |cluster: &Cluster| {
        let terms: Vec<&str> =
            cluster.terms.iter().take(OVERVIEW_TERMS).map(|term| term.term.as_str()).collect();
        vec![
            cluster_link(view, &cluster.name),
            count(cluster.size).into(),
            span(cluster.first_year, cluster.last_year).into(),
            cluster.growth.map_or("–".to_owned(), change).into(),
            terms.join(", ").into(),
        ]
    };
    page.table(
        &[("Topic", Left), ("Papers", Right), ("Years", Right), ("Growth", Right), ("Terms", Left)],
        view.clusters.iter().map(row).collect(),
    );
    if let Some(rest @ 1..) = view.summary.clusters.checked_sub(view.clusters.len()) {
        page.paragraph(
            Line::from(format!(
                "{} without a section here; ",
                counted(rest, "smaller cluster is", "smaller clusters are")
            ))
            .link("clusters.csv", Url::local("tables/clusters.csv"))
            .text(" has all."),
        );
    }
}

fn section(view: &ReportView, cluster: &Cluster, page: &mut Page) {
    page.anchored_heading(3, named(&cluster.name), anchor(cluster.name.number));
    page.paragraph(facts(cluster));
    page.years(&cluster.years);
    terms(cluster, page);
    subtopics(&cluster.subtopics, page);
    listed_papers("Typical papers", &cluster.representatives, page);
    central(cluster, page);
    bridges(view, &cluster.bridges, page);
    // Where no paper of the corpus links a repository, the section on repositories says so once.
    if view.repos.named > 0 {
        repos(&cluster.repos, page);
    }
    names("Venues", &cluster.venues, page);
    names("Authors", &cluster.authors, page);
}

/// Size, years, growth and how closed it is, in a sentence or three.
fn facts(cluster: &Cluster) -> String {
    let years = match (cluster.first_year, cluster.median_year, cluster.last_year) {
        (Some(first), Some(median), Some(last)) if first != last => {
            format!(" from {first} to {last}, half of them up to {}", median.floor())
        }
        (Some(year), _, _) => format!(" of {year}"),
        _ => ", none with a year".to_owned(),
    };
    let mut text = format!("{}{years}.", papers(cluster.size));
    if let Some(growth) = cluster.growth {
        text += &format!(" Growth over the last five years: {}.", change(growth));
    }
    if let Some(share) = cluster.share_of_links_inside {
        text += &format!(" Of the link weight of its papers, {} stays inside the cluster.", percent(share));
    }
    text
}

/// Terms with how many papers use them.
fn with_counts(terms: &[TermCount]) -> String {
    let terms: Vec<String> =
        terms.iter().map(|term| format!("{} ({})", term.term, count(term.papers))).collect();
    terms.join(", ")
}

fn terms(cluster: &Cluster, page: &mut Page) {
    let label = with_counts(&cluster.label_terms);
    if cluster.label_by_hand {
        let from_terms =
            if label.is_empty() { ".".to_owned() } else { format!("; its terms would have been {label}.") };
        page.paragraph(Line::new().strong("Label").text(format!(": written by hand{from_terms}")));
    } else if !label.is_empty() {
        page.paragraph(Line::new().strong("Label").text(format!(": {label}")));
    }
    if cluster.terms.is_empty() {
        page.paragraph("No term marks this cluster.");
        return;
    }
    page.paragraph(Line::new().strong("Key terms").text(format!(": {}", with_counts(&cluster.terms))));
}

fn subtopics(subtopics: &[Subtopic], page: &mut Page) {
    if subtopics.is_empty() {
        return;
    }
    page.paragraph(Line::new().strong("Sub-topics").text(", each with a typical paper"));
    let item = |subtopic: &Subtopic| {
        let name = Line::new().strong(format!("{} {}", subtopic.number, subtopic.label));
        let line = name.text(format!(" ({})", count(subtopic.size)));
        match &subtopic.paper {
            Some(paper) => line
                .text(": ")
                .then(titled(paper))
                .text(paper.year.map_or(String::new(), |year| format!(", {year}"))),
            None => line,
        }
    };
    page.list(subtopics.iter().map(item).collect());
}

/// The central papers that do not stand among the typical ones above.
fn central(cluster: &Cluster, page: &mut Page) {
    let typical = |paper: &&Paper| cluster.representatives.iter().any(|other| other.id == paper.id);
    let (above, others): (Vec<&Paper>, Vec<&Paper>) = cluster.central.iter().partition(typical);
    if others.is_empty() && !above.is_empty() {
        page.paragraph(Line::new().strong("Most central papers").text(": among the typical ones above."));
    } else if !others.is_empty() {
        let besides = if above.is_empty() { "" } else { ", besides those above" };
        page.paragraph(Line::new().strong("Most central papers").text(besides));
        page.list(others.into_iter().map(reference).collect());
    }
}

fn names(title: &str, names: &[NameCount], page: &mut Page) {
    if !names.is_empty() {
        let names: Vec<String> =
            names.iter().map(|name| format!("{} ({})", name.name, count(name.papers))).collect();
        page.paragraph(Line::new().strong(title).text(format!(": {}", names.join("; "))));
    }
}

fn listed_papers(title: &str, list: &[Paper], page: &mut Page) {
    if !list.is_empty() {
        page.paragraph(Line::new().strong(title));
        page.list(list.iter().map(reference).collect());
    }
}

fn bridges(view: &ReportView, bridges: &[Bridge], page: &mut Page) {
    if bridges.is_empty() {
        page.paragraph("No paper of this topic stands out as a bridge to another.");
        return;
    }
    let item = |bridge: &Bridge| {
        let to = Line::joined(bridge.to.iter().map(|cluster| cluster_link(view, cluster)), "; ");
        reference(&bridge.paper).text(" – to ").then(to)
    };
    page.paragraph(Line::new().strong("Papers that tie it to other topics"));
    page.list(bridges.iter().map(item).collect());
}

fn repos(repos: &[Repo], page: &mut Page) {
    if repos.is_empty() {
        page.paragraph("No repository is shared by papers of this topic.");
        return;
    }
    let item = |repo: &Repo| {
        let name = Line::new().link_or_text(repo.name.as_str(), repo.url.as_deref().and_then(Url::web));
        name.text(format!(" ({})", papers(repo.papers)))
    };
    page.paragraph(
        Line::new().strong("Shared repositories").text(": ").then(Line::joined(repos.iter().map(item), ", ")),
    );
}
