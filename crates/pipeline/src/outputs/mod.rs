//! Analysis to files, one module a kind of file.

pub mod graphs;
pub mod index;
pub mod notes;
pub mod pictures;
pub mod report;
pub mod tables;

use std::{fs, path::Path};

use parallel::Progress;

use crate::{RunError, analysis::Analysis, clock::Clock, config::Settings};

/// Every file of a report but its tables, with what it holds in a line.
const FILES: [(&str, &str); 11] = [
    ("report.md", "this report as text"),
    ("report.html", "this report as a page"),
    ("map.png", "the map, at 300 dots per inch"),
    ("map.svg", "the map, for drawing programs"),
    (YEARS_CHART, "papers a year, by cluster"),
    (CLUSTERS_CHART, "sizes of clusters"),
    ("graph.graphml", "the graph for igraph, networkx and yEd"),
    ("graph.gexf", "the graph for Gephi"),
    ("graph.json", "the graph for VOSviewer"),
    ("index.bin", "the index that bibliograph similar and explain ask"),
    ("run.json", "the card of the run: inputs, settings, counts, quality, time and memory"),
];

/// Where the chart of years is.
const YEARS_CHART: &str = "charts/years.png";
/// Where the chart of clusters is.
const CLUSTERS_CHART: &str = "charts/clusters.png";

/// Writes everything but the card into `folder`; gives the paths of all files of the report.
pub fn write(
    analysis: &Analysis,
    settings: &Settings,
    folder: &Path,
    clock: &mut Clock,
    progress: &Progress,
) -> Result<Vec<String>, RunError> {
    clock.stage("charts", || {
        let _stage = progress.stage("charts", 0);
        pictures::write(analysis, settings, folder)
    })?;
    clock.stage("tables", || {
        let _stage = progress.stage("tables", 0);
        tables::write(analysis, &folder.join("tables"))?;
        graphs::write(analysis, folder)
    })?;
    clock.stage("index", || {
        let _stage = progress.stage("index", 0);
        index::write(analysis, settings, folder)
    })?;
    clock.stage("report", || {
        let _stage = progress.stage("report", 0);
        let view = report::view(analysis, settings);
        to_file(folder, "report.md", ::report::markdown(&view).as_bytes())?;
        to_file(folder, "report.html", ::report::html(&view).as_bytes())
    })?;
    Ok(report::files().into_iter().map(|file| file.path).collect())
}

/// Writes one file whole.
fn to_file(folder: &Path, name: &str, content: &[u8]) -> Result<(), RunError> {
    let path = folder.join(name);
    fs::write(&path, content).map_err(|source| RunError::File { path, source })
}
