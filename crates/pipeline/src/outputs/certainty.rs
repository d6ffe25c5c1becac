//! How sure the clusters are, as tables, a chart and a section of the report.

use std::path::Path;

use ::report::view;
use ::tables::{
    Table, TableError, Values,
    catalogue::{self, TableSpec},
};
use charts::steps::{Series, Step, Steps};

use super::{drawn::Drawn, report};
use crate::{
    RunError,
    analysis::Analysis,
    certainty::{Ablation, AtResolution},
    config::Settings,
    words::thousands,
};

/// Where the chart is, and what it holds.
const CHART: (&str, &str) = ("charts/resolutions.png", "what other resolutions make of the clusters");
/// A paper that stays with most of its cluster in a smaller share of clusterings is unsure.
const SURE: f64 = 0.5;
/// A cluster that keeps a smaller share of its papers is among the least sure.
const KEPT: f64 = 2.0 / 3.0;
/// Clusters that are called least sure, at most.
const LEAST_SURE: usize = 5;

fn speaks(analysis: &Analysis) -> bool {
    !analysis.certainty.resolutions.is_empty()
}

/// The chart, if there is one.
pub fn chart(analysis: &Analysis) -> Option<(&'static str, &'static str)> {
    speaks(analysis).then_some(CHART)
}

/// Whether a table is written: those of certainty only where it was asked for.
pub fn writes(analysis: &Analysis, table: &TableSpec) -> bool {
    let own = [&catalogue::ABLATION, &catalogue::RESOLUTIONS];
    speaks(analysis) || own.iter().all(|own| own.name != table.name)
}

/// The tables that say something.
pub fn tables(analysis: &Analysis) -> Result<Vec<Table<'_>>, TableError> {
    match speaks(analysis) {
        true => Ok(vec![ablation(analysis)?, resolutions(analysis)?]),
        false => Ok(Vec::new()),
    }
}

fn ablation(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let rows = &analysis.certainty.ablation;
    let share = |row: &Ablation| row.moved as f64 / analysis.corpus.papers.len().max(1) as f64;
    Table::new(
        &catalogue::ABLATION,
        [
            ("change", Values::texts(rows.iter().map(|row| row.change.words()))),
            ("links", Values::integers(rows.iter().map(|row| row.links))),
            ("unlinked", Values::integers(rows.iter().map(|row| row.unlinked))),
            ("clusters", Values::integers(rows.iter().map(|row| row.clusters))),
            ("modularity", Values::numbers(rows.iter().map(|row| row.modularity))),
            ("modularity_whole", Values::numbers(rows.iter().map(|row| row.modularity_whole))),
            ("agreement", Values::numbers(rows.iter().map(|row| row.agreement))),
            ("moved", Values::integers(rows.iter().map(|row| row.moved))),
            ("moved_share", Values::numbers(rows.iter().map(share))),
        ],
    )
}

fn resolutions(analysis: &Analysis) -> Result<Table<'_>, TableError> {
    let rows = &analysis.certainty.resolutions;
    Table::new(
        &catalogue::RESOLUTIONS,
        [
            ("resolution", Values::numbers(rows.iter().map(|row| row.resolution))),
            ("chosen", Values::flags(rows.iter().map(|row| row.chosen))),
            ("clusters", Values::integers(rows.iter().map(|row| row.clusters))),
            ("largest", Values::numbers(rows.iter().map(|row| row.largest))),
            ("modularity", Values::numbers(rows.iter().map(|row| row.modularity))),
            ("stability", Values::numbers_or_empty(rows.iter().map(|row| row.stability))),
            ("agreement", Values::numbers(rows.iter().map(|row| row.agreement))),
            ("moved", Values::integers(rows.iter().map(|row| row.moved))),
        ],
    )
}

/// Draws the chart into `folder`, if there is one.
pub fn picture(analysis: &Analysis, folder: &Path) -> Result<(), RunError> {
    let Some((path, _)) = chart(analysis) else { return Ok(()) };
    let curve = &analysis.certainty.resolutions;
    let step = |at: &AtResolution| Step { name: rounded(at.resolution), note: thousands(at.clusters) };
    let line = |label: &str, value: fn(&AtResolution) -> Option<f64>| Series {
        label: label.to_owned(),
        // What is below chance is no less than unrelated.
        values: curve.iter().map(|at| value(at).map(|value| value.clamp(0.0, 1.0))).collect(),
    };
    let mut series = vec![line("agreement with the clusters of this report", |at| Some(at.agreement))];
    if curve.iter().any(|at| at.stability.is_some()) {
        series.push(line("agreement of random starts", |at| at.stability));
    }
    series.push(line("papers in the largest cluster", |at| Some(at.largest)));
    let steps: Vec<Step> = curve.iter().map(step).collect();
    let chart = Steps {
        title: "What other resolutions make of the clusters",
        axis: "resolution, and how many clusters it gives; bold: this report",
        steps: &steps,
        marked: curve.iter().position(|at| at.chosen),
        series: &series,
        ..Steps::default()
    };
    Drawn::of(&chart)?.write(folder, path)
}

/// Two digits after the point, or two that are not 0.
fn rounded(resolution: f64) -> String {
    let digits = if resolution >= 0.095 { 2 } else { 1 - resolution.log10().floor() as i32 };
    let text = format!("{resolution:.*}", usize::try_from(digits).unwrap_or(2));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The section of the report.
pub fn section(analysis: &Analysis, settings: &Settings) -> view::Certainty {
    let certainty = &analysis.certainty;
    let papers = analysis.corpus.papers.len();
    if papers == 0 || !speaks(analysis) {
        return view::Certainty::default();
    }
    let least = |paper: usize| {
        let by_starts = analysis.stability.get(paper).copied().unwrap_or(1.0);
        by_starts.min(certainty.stability.get(paper).copied().unwrap_or(1.0))
    };
    let stays: Vec<f64> = (0..papers).map(least).collect();
    let mean = |cluster: usize| {
        let members = analysis.members.of(cluster);
        members.iter().map(|&paper| stays[paper as usize]).sum::<f64>() / members.len() as f64
    };
    let mut kept: Vec<(usize, f64)> = (0..analysis.topics.len().min(settings.map.clusters))
        .map(|cluster| (cluster, mean(cluster)))
        .filter(|&(_, kept)| kept < KEPT)
        .collect();
    kept.sort_by(|a, b| a.1.total_cmp(&b.1));
    kept.truncate(LEAST_SURE);
    let changed = |row: &Ablation| view::Changed {
        change: row.change.words(),
        links: row.links,
        unlinked: row.unlinked,
        clusters: row.clusters,
        modularity: row.modularity_whole,
        agreement: row.agreement,
        moved: row.moved,
        moved_share: row.moved as f64 / papers as f64,
    };
    let at = |at: &AtResolution| view::AtResolution {
        resolution: at.resolution,
        chosen: at.chosen,
        clusters: at.clusters,
        largest: at.largest,
        stability: at.stability,
        agreement: at.agreement,
    };
    let unsure = |(cluster, stability): (usize, f64)| view::Unsure {
        cluster: report::cluster_name(analysis, cluster as u32),
        stability,
    };
    let (path, content) = CHART;
    view::Certainty {
        unsure: stays.iter().filter(|&&stays| stays < SURE).count(),
        least_sure: kept.into_iter().map(unsure).collect(),
        changes: certainty.ablation.iter().map(changed).collect(),
        resolutions: certainty.resolutions.iter().map(at).collect(),
        picture: Some(view::Picture { path: path.to_owned(), alt: format!("Chart: {content}") }),
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn resolutions_are_written_short() {
        let written = [0.25, 0.3536, 0.7111, 1.0, 2.8284, 4.0, 0.01, 0.00353].map(rounded);
        assert_eq!(written, ["0.25", "0.35", "0.71", "1", "2.83", "4", "0.01", "0.0035"]);
    }
}
