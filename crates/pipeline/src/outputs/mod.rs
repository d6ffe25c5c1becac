//! Analysis to files, one module a kind of file.

pub mod certainty;
pub mod checked;
mod drawn;
pub mod graphs;
pub mod index;
pub(crate) mod mapview;
pub mod members;
pub mod notes;
pub mod pictures;
pub mod report;
pub mod tables;
pub mod time;

use std::{collections::BTreeMap, fs, path::Path};

use parallel::Progress;

use crate::{RunError, analysis::Analysis, clock::Clock, config::Settings, networks::people, publish};

/// The report itself, with what each file holds in a line.
const REPORTS: [(&str, &str); 2] =
    [("report.md", "this report as text"), ("report.html", "this report as a page")];

/// Charts that every report has.
const CHARTS: [(&str, &str); 2] =
    [(YEARS_CHART, "papers a year, by cluster"), (CLUSTERS_CHART, "sizes of clusters")];

/// What the commands that ask a report read.
const INDEX: (&str, &str) = (index::INDEX, "the index that bibliograph similar and explain ask");

/// The card, which is written last.
const CARD: (&str, &str) =
    (publish::CARD, "the card of the run: inputs, settings, counts, quality, time and memory");

/// Where the map to look around in is, if map.html asks for it.
pub(crate) const MAP_PAGE: &str = "map.html";
/// Where the chart of years is.
const YEARS_CHART: &str = "charts/years.png";
/// Where the chart of clusters is.
const CLUSTERS_CHART: &str = "charts/clusters.png";

/// What was written besides the card.
pub struct Files {
    /// The paths of all files of the report.
    pub paths: Vec<String>,
    /// What a reader should know of them.
    pub notes: Vec<String>,
    /// The networks of what papers name.
    pub networks: Vec<people::Written>,
}

/// Writes everything but the card into `folder`.
pub fn write(
    analysis: &Analysis,
    settings: &Settings,
    folder: &Path,
    clock: &mut Clock,
    progress: &Progress,
) -> Result<Files, RunError> {
    clock.stage("charts", || {
        let _stage = progress.stage("charts", 0);
        let charts = folder.join("charts");
        fs::create_dir(&charts).map_err(|source| RunError::File { path: charts, source })?;
        pictures::write(analysis, settings, folder)?;
        certainty::picture(analysis, folder)?;
        time::pictures::write(analysis, settings, folder)
    })?;
    let mut notes = clock.stage("tables", || {
        let _stage = progress.stage("tables", 0);
        let tables = folder.join("tables");
        let (notes, graphs) = rayon::join(
            || tables::write(analysis, settings, &tables),
            || graphs::write(analysis, &settings.graph_files, folder),
        );
        graphs.and(notes)
    })?;
    clock.stage("index", || {
        let _stage = progress.stage("index", 0);
        index::write(analysis, settings, folder)
    })?;
    let networks = match settings.networks.of.is_empty() {
        true => Vec::new(),
        false => clock.stage("networks", || {
            let _stage = progress.stage("networks", 0);
            people::write(analysis, settings, folder)
        })?,
    };
    notes.extend(networks.iter().flat_map(|network| network.notes.iter().cloned()));
    clock.stage("report", || {
        let _stage = progress.stage("report", 0);
        let mut view = report::view(analysis, &networks, settings);
        view.limits.extend(notes.iter().cloned());
        to_file(folder, "report.md", ::report::markdown(&view).as_bytes())?;
        let pictures = held(&::report::pictures(&view), folder)?;
        to_file(folder, "report.html", ::report::html(&view, &pictures).as_bytes())?;
        if settings.map.html {
            let page = ::report::mapview::html(&mapview::view(analysis, settings));
            to_file(folder, MAP_PAGE, page.as_bytes())?;
        }
        Ok::<_, RunError>(())
    })?;
    let paths = report::files(analysis, &networks, settings).into_iter().map(|file| file.path).collect();
    Ok(Files { paths, notes, networks })
}

/// The pictures at `paths`, small enough for a page that holds them.
fn held(paths: &[String], folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, RunError> {
    /// Twice what the page shows, for screens with twice the pixels.
    const WIDTH: u32 = 1500;
    let small = parallel::chunks::collect(paths.len(), 1, |at| {
        let path = folder.join(&paths[at]);
        let picture = fs::read(&path).map_err(|source| RunError::File { path, source })?;
        Ok((paths[at].clone(), charts::smaller::smaller(&picture, WIDTH)?))
    });
    small.into_iter().collect()
}

/// Writes one file whole.
pub(crate) fn to_file(folder: &Path, name: &str, content: &[u8]) -> Result<(), RunError> {
    let path = folder.join(name);
    fs::write(&path, content).map_err(|source| RunError::File { path, source })
}
