//! How sure the clusters are: other random numbers, fewer relations, other resolutions.

use super::cluster_link;
use crate::ReportView;
use crate::escape::Url;
use crate::numbers::{count, figure, papers, percent};
use crate::page::Side::{Left, Right};
use crate::page::{Line, Page};
use crate::view::{AtResolution, Certainty, Changed, Unsure};

pub(super) fn write(view: &ReportView, page: &mut Page) {
    let certainty = &view.certainty;
    if *certainty == Certainty::default() {
        return;
    }
    page.heading(2, "How sure are the clusters");
    if let Some(seed) = certainty.changes.first() {
        page.paragraph(random(seed));
    }
    unsure(view, page);
    changes(certainty, page);
    resolutions(certainty, page);
}

fn random(seed: &Changed) -> String {
    format!(
        "Papers can be grouped in more than one way, and an algorithm that draws random numbers picks one. With others, the clusters agree \
         with those of this report to {} (adjusted mutual information: 1 is the same, 0 is chance), and {} of the papers are in another \
         cluster. What is told below means something as far as it goes beyond that.",
        agreement(seed.agreement),
        percent(seed.moved_share),
    )
}

fn unsure(view: &ReportView, page: &mut Page) {
    let certainty = &view.certainty;
    let who = match certainty.unsure {
        0 => "no paper lands elsewhere than most of its".to_owned(),
        1 => "1 paper lands elsewhere than most of its".to_owned(),
        many => {
            let share = percent(many as f64 / view.summary.papers.max(1) as f64);
            format!("{} ({share}) land elsewhere than most of their", papers(many))
        }
    };
    let line = Line::from(format!(
        "At half to twice the resolution, or by random starts, {who} cluster more often than with it; "
    ))
    .link("papers.csv", Url::local("tables/papers.csv"))
    .text(" tells it of each (stability, stability_resolution).");
    let least = certainty.least_sure.iter();
    let one = |unsure: &Unsure| {
        cluster_link(view, &unsure.cluster).text(format!(" ({})", percent(unsure.stability)))
    };
    page.paragraph(match certainty.least_sure.is_empty() {
        true => line.text(" No cluster loses more than a third of its papers that way."),
        false => {
            let all = Line::joined(least.map(one), "; ");
            line.text(" Least sure, with the share of papers that stay: ").then(all).text(".")
        }
    });
}

fn changes(certainty: &Certainty, page: &mut Page) {
    page.paragraph(
        Line::new().strong("What the relations carry").text(
            " – the clusters after one change each. Modularity is that of these clusters in the whole graph; papers have moved if they \
             are outside of the cluster that has most in common with theirs.",
        ),
    );
    let row = |changed: &Changed| {
        vec![
            changed.change.as_str().into(),
            count(changed.links).into(),
            count(changed.unlinked).into(),
            count(changed.clusters).into(),
            figure(changed.modularity).into(),
            agreement(changed.agreement).into(),
            format!("{} ({})", count(changed.moved), percent(changed.moved_share)).into(),
        ]
    };
    page.table(
        &[
            ("Change", Left),
            ("Links", Right),
            ("Papers without one", Right),
            ("Clusters", Right),
            ("Modularity", Right),
            ("Agreement", Right),
            ("Papers that moved", Right),
        ],
        certainty.changes.iter().map(row).collect(),
    );
}

/// Three digits after the point: what is smaller is noise.
fn agreement(value: f64) -> String {
    // Adding 0 turns a negative 0 into 0.
    format!("{:.3}", (value * 1000.0).round() / 1000.0 + 0.0)
}

fn resolutions(certainty: &Certainty, page: &mut Page) {
    page.paragraph(
        Line::new()
            .strong("Other resolutions")
            .text(" – a stretch over which the number of clusters and their agreement hardly change speaks for the clusters there; ")
            .link("resolutions.csv", Url::local("tables/resolutions.csv"))
            .text(" has more."),
    );
    if let Some(picture) = &certainty.picture {
        page.picture(picture);
    }
    let row = |at: &AtResolution| {
        let resolution = figure(at.resolution);
        vec![
            if at.chosen { format!("{resolution} (this report)") } else { resolution }.into(),
            count(at.clusters).into(),
            percent(at.largest).into(),
            at.stability.map_or("–".to_owned(), percent).into(),
            agreement(at.agreement).into(),
        ]
    };
    page.table(
        &[
            ("Resolution", Right),
            ("Clusters", Right),
            ("Papers in the largest", Right),
            ("Starts agree", Right),
            ("Agreement with this report", Right),
        ],
        certainty.resolutions.iter().map(row).collect(),
    );
}
