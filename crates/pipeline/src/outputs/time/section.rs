//! What the report says about time.

use ::report::view::{Burst, Growing, Movement, Picture, Root};
use topics::flows::Kind;

use super::{names, pictures, tables};
use crate::{
    analysis::Analysis,
    outputs::report::{cluster_name, paper},
    words::count,
};

/// Lines in each list.
const LINES: usize = 10;
/// Works named for a root.
const ROOTS: usize = 5;

/// The view of it.
pub fn view(analysis: &Analysis) -> Movement {
    let time = &analysis.time;
    Movement {
        pace_years: time.pace_years,
        field_rate: time.field_pace.map(|pace| pace.rate),
        growing: growing(analysis),
        bursts: names::distinct_bursts(analysis, LINES)
            .into_iter()
            .map(|burst| Burst {
                name: names::burst(analysis, burst).to_owned(),
                first: burst.first,
                last: burst.last,
                strength: burst.strength,
                papers: burst.papers as usize,
            })
            .collect(),
        main_path: main_path(analysis),
        roots: pictures::highest_peaks(&time.spectrum, ROOTS)
            .into_iter()
            .map(|year| Root {
                year: year.year,
                references: year.references,
                works: year.leading.iter().map(|&work| names::work(analysis, work)).collect(),
            })
            .collect(),
        development: development(analysis),
        pictures: super::charts(time)
            .map(|(path, content)| Picture { path: path.to_owned(), alt: format!("Chart: {content}") })
            .collect(),
    }
}

/// The clusters that rise or fall most surely, the fastest first.
fn growing(analysis: &Analysis) -> Vec<Growing> {
    let paces = analysis.time.paces.iter().enumerate();
    let mut moving: Vec<(usize, topics::growth::Pace)> = paces
        .filter_map(|(cluster, pace)| pace.map(|pace| (cluster, pace)))
        .filter(|(_, pace)| tables::direction(pace) != "steady")
        .collect();
    // Were only the fastest told, those that fall would never be.
    moving.sort_by(|a, b| b.1.z.abs().total_cmp(&a.1.z.abs()));
    moving.truncate(LINES);
    moving.sort_by(|a, b| b.1.rate.total_cmp(&a.1.rate));
    moving
        .into_iter()
        .map(|(cluster, pace)| Growing { cluster: cluster_name(analysis, cluster as u32), rate: pace.rate })
        .collect()
}

fn main_path(analysis: &Analysis) -> Vec<::report::view::Paper> {
    let paths = &analysis.time.paths;
    let first = paths.global.first().map(|&step| paths.steps[step].from);
    let rest = paths.global.iter().map(|&step| paths.steps[step].to);
    first.into_iter().chain(rest).map(|index| paper(analysis, index)).collect()
}

/// Topics across periods in a sentence.
fn development(analysis: &Analysis) -> String {
    let found = &analysis.time.development;
    let Some(last) = found.periods.len().checked_sub(1) else { return String::new() };
    let kinds = |kind: Kind| found.flows.iter().filter(|flow| flow.kind == kind).count();
    let born = (0..found.topics.len())
        .filter(|&topic| found.topics[topic].period > 0 && found.flows.iter().all(|flow| flow.to != topic));
    let died = (0..found.topics.len()).filter(|&topic| {
        found.topics[topic].period < last && found.flows.iter().all(|flow| flow.from != topic)
    });
    format!(
        "In {} there are {}: from one period to the next {} go on, {} split off, {} merge into others, {} are born and {} die.",
        count(found.periods.len(), "period"),
        count(found.topics.len(), "topic"),
        kinds(Kind::Continues),
        kinds(Kind::SplitsOff),
        kinds(Kind::MergesInto),
        born.count(),
        died.count()
    )
}
