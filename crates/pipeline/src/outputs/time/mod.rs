//! What the analysis says about time, as tables, charts and a section of the report.

mod names;
pub mod pictures;
pub mod section;
pub mod tables;

use ::tables::catalogue::{self, TableSpec};

use crate::{time::Time, words::count};

/// A part of what is said about time: its tables and its chart, which are written where it says something.
struct Part {
    tables: &'static [&'static TableSpec],
    /// Where the chart is, and what it holds.
    chart: Option<(&'static str, &'static str)>,
    speaks: fn(&Time) -> bool,
}

const BURSTS: &str = "charts/bursts.png";
const TRENDS: &str = "charts/trends.png";
const SPECTRUM: &str = "charts/rpys.png";
const MAIN_PATH: &str = "charts/main_path.png";
const FLOWS: &str = "charts/flows.png";
const STRATEGIC: &str = "charts/strategic.png";

static PARTS: [Part; 7] = [
    Part { tables: &[&catalogue::GROWTH], chart: None, speaks: |time| time.field_pace.is_some() },
    Part {
        tables: &[&catalogue::BURSTS],
        chart: Some((BURSTS, "terms and repositories that burst, and when")),
        speaks: |time| !time.bursts.is_empty(),
    },
    Part {
        tables: &[&catalogue::TRENDS],
        chart: Some((TRENDS, "when terms had their time")),
        speaks: |time| !time.trends.is_empty(),
    },
    Part {
        tables: &[&catalogue::RPYS],
        chart: Some((SPECTRUM, "the years that the papers go back to")),
        speaks: |time| !time.spectrum.is_empty(),
    },
    Part {
        tables: &[&catalogue::MAIN_PATH],
        chart: Some((MAIN_PATH, "the main path of the citations")),
        speaks: |time| !time.paths.key_routes.is_empty(),
    },
    Part {
        tables: &[&catalogue::PERIODS, &catalogue::FLOWS],
        chart: Some((FLOWS, "topics across periods")),
        speaks: |time| !time.development.topics.is_empty(),
    },
    Part {
        tables: &[&catalogue::STRATEGIC],
        chart: Some((STRATEGIC, "clusters by centrality and density of their terms")),
        speaks: |time| time.themes.len() > 1,
    },
];

/// The charts, with what each holds in a line.
pub fn charts(time: &Time) -> impl Iterator<Item = (&'static str, &'static str)> + '_ {
    PARTS.iter().filter(|part| (part.speaks)(time)).filter_map(|part| part.chart)
}

/// Whether a table is written: of those about time only what says something is.
pub fn writes(time: &Time, table: &TableSpec) -> bool {
    let holds = |part: &&Part| part.tables.iter().any(|own| own.name == table.name);
    PARTS.iter().find(holds).is_none_or(|part| (part.speaks)(time))
}

/// What somebody who reads about time should know.
pub fn notes(time: &Time) -> Vec<String> {
    let mut notes = Vec::new();
    if let (Some((_, last)), 1..) = (time.span, time.misdated) {
        notes.push(format!(
            "{} of years after {last} that seem misprints: they do not count in what is said about time.",
            count(time.misdated, "paper"),
        ));
    }
    if let (Some((_, last)), Some(complete)) = (time.span, time.complete)
        && complete < last
    {
        notes.push(format!(
            "{last} seems incomplete, with fewer than half of the papers of the years before: growth is measured up to {complete}."
        ));
    }
    if time.paths.left_out > 0 {
        notes.push(format!(
            "{} left out of the main path, since they lead to a later year or in a circle.",
            count(time.paths.left_out, "citation")
        ));
    }
    let silent: Vec<String> = PARTS
        .iter()
        .filter(|part| !(part.speaks)(time))
        .flat_map(|part| part.tables)
        .map(|table| format!("{}.csv", table.name))
        .collect();
    if !silent.is_empty() {
        notes.push(format!(
            "Not written, since too few papers, years, terms or references tell anything: {}.",
            silent.join(", ")
        ));
    }
    notes
}
