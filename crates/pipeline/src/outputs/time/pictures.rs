//! Charts about time.

use std::path::Path;

use charts::{
    alluvial::{Alluvial, Part, Ribbon},
    path::{Paths, Stop, Way},
    quadrants::{Quadrants, Spot},
    spectrum::Spectrum,
    timeline::{Row, Timeline},
};
use topics::{rpys::CitedYear, trends::Trend};

use super::{BURSTS, FLOWS, MAIN_PATH, SPECTRUM, STRATEGIC, TRENDS, names};
use crate::{
    RunError,
    analysis::Analysis,
    config::Settings,
    outputs::drawn::Drawn,
    time::Time,
    words::{count, thousands},
};

/// Bursts in the chart.
const SHOWN_BURSTS: usize = 30;
/// Terms of each median year in the chart.
const SHOWN_TRENDS: usize = 2;
/// Peaks of cited years with a word.
const SHOWN_PEAKS: usize = 8;
/// Years before the last in the spectrum, at most.
const LONGEST: i32 = 120;
/// Of so many references one may be to a year before the first of the spectrum.
const FEW: u64 = 500;
/// Clusters in the strategic diagram.
const SHOWN_THEMES: usize = 24;
/// Topics of each period in the chart of flows.
const SHOWN_TOPICS: usize = 12;

/// Draws every chart about time that shows something into `folder`.
pub fn write(analysis: &Analysis, settings: &Settings, folder: &Path) -> Result<(), RunError> {
    for (path, _) in super::charts(&analysis.time) {
        let drawn = match path {
            BURSTS => bursts(analysis, settings)?,
            TRENDS => trends(analysis, settings)?,
            SPECTRUM => spectrum(analysis, settings)?,
            MAIN_PATH => main_path(analysis, settings)?,
            FLOWS => flows(analysis, settings)?,
            STRATEGIC => strategic(analysis, settings)?,
            other => unreachable!("{other} is a chart of the parts about time"),
        };
        drawn.write(folder, path)?;
    }
    Ok(())
}

fn span(time: &Time) -> (i32, i32) {
    time.span.unwrap_or_default()
}

fn bursts(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let homes = analysis.term_homes();
    let mut shown = names::distinct_bursts(analysis, SHOWN_BURSTS);
    shown.sort_by_key(|burst| (burst.first, burst.last));
    let (first, last) = span(&analysis.time);
    let rows: Vec<Row> = shown
        .iter()
        .map(|burst| Row {
            label: names::burst(analysis, burst).to_owned(),
            note: format!("{:.1}", burst.strength),
            line: None,
            bars: vec![(burst.first, burst.last)],
            disc: None,
            group: names::burst_home(burst, &homes),
        })
        .collect();
    let chart = Timeline {
        title: "Bursts",
        subtitle: "Years in which a far larger share of the papers than usual has the term or repository",
        caption: &settings.title,
        notes: "strength",
        first,
        last,
        rows: &rows,
    };
    Ok(Drawn::of(&chart)?)
}

fn trends(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let homes = analysis.term_homes();
    let (first, last) = span(&analysis.time);
    let by_year = analysis.time.trends.chunk_by(|a, b| a.median == b.median);
    let row = |trend: &Trend| Row {
        label: analysis.terms.vocabulary[trend.term as usize].text.clone(),
        note: thousands(trend.papers as usize),
        line: Some((trend.first_quartile, trend.third_quartile)),
        bars: Vec::new(),
        disc: Some(trend.median),
        group: homes[trend.term as usize].0 as usize,
    };
    let rows: Vec<Row> = by_year.flat_map(|year| year.iter().take(SHOWN_TRENDS).map(row)).collect();
    let chart = Timeline {
        title: "Trend topics",
        subtitle: "The most frequent terms of each median year; the line spans the middle half of their papers",
        caption: &settings.title,
        notes: "papers",
        first,
        last,
        rows: &rows,
    };
    Ok(Drawn::of(&chart)?)
}

fn spectrum(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let years = &analysis.time.spectrum;
    let last = years.last().map_or(0, |year| year.year);
    let all: u64 = years.iter().map(|year| year.references).sum();
    let mut earlier = 0;
    let mut begins = |year: &&CitedYear| {
        let begins = year.year > last - LONGEST && earlier + year.references > all / FEW;
        earlier += if begins { 0 } else { year.references };
        begins
    };
    let first = years.iter().find(&mut begins).map_or(last, |year| year.year);
    let mut columns = vec![0.0; (last - first + 1) as usize];
    let mut line = columns.clone();
    for year in years.iter().filter(|year| year.year >= first) {
        columns[(year.year - first) as usize] = year.references as f64;
        line[(year.year - first) as usize] = year.deviation;
    }
    let marks: Vec<(usize, String)> = highest_peaks(years, SHOWN_PEAKS)
        .into_iter()
        .filter(|year| year.year >= first)
        .map(|year| ((year.year - first) as usize, year.year.to_string()))
        .collect();
    let subtitle = match earlier {
        0 => "Works cited, by the year in which they appeared".to_owned(),
        few => format!(
            "Works cited, by the year in which they appeared; without {} to works before {first}",
            count(few as usize, "reference")
        ),
    };
    let chart = Spectrum {
        title: "Years that the papers go back to",
        subtitle: &subtitle,
        caption: &settings.title,
        first,
        columns_name: "references",
        columns: &columns,
        line_name: "deviation from the median of five years",
        line: &line,
        marks: &marks,
    };
    Ok(Drawn::of(&chart)?)
}

/// The peaks that stand out most; a single reference makes none.
pub fn highest_peaks(years: &[CitedYear], most: usize) -> Vec<&CitedYear> {
    let mut peaks: Vec<&CitedYear> = years.iter().filter(|year| year.peak && year.references > 1).collect();
    peaks.sort_by(|a, b| b.deviation.total_cmp(&a.deviation));
    peaks.truncate(most);
    peaks
}

fn main_path(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let paths = &analysis.time.paths;
    let papers = &analysis.corpus.papers;
    let ends = |steps: &[usize]| -> Vec<u32> {
        steps.iter().flat_map(|&step| [paths.steps[step].from, paths.steps[step].to]).collect()
    };
    let global = ends(&paths.global);
    let mut shown = ends(&paths.key_routes);
    shown.extend(&global);
    shown.sort_unstable();
    shown.dedup();
    let mut steps: Vec<usize> = paths.key_routes.iter().chain(&paths.global).copied().collect();
    steps.sort_unstable();
    steps.dedup();
    let shown = in_order(shown, &steps, analysis);
    let stops: Vec<Stop> = shown
        .iter()
        .map(|&paper| Stop {
            year: papers[paper as usize].year.map_or(String::new(), |year| year.to_string()),
            label: papers[paper as usize].title.clone(),
            group: analysis.cluster_of[paper as usize] as usize,
            strong: global.contains(&paper),
        })
        .collect();
    let place = |paper: u32| shown.iter().position(|&other| other == paper).unwrap_or_default();
    let most = steps.iter().map(|&step| paths.share[step]).fold(f64::MIN_POSITIVE, f64::max);
    let ways: Vec<Way> = steps
        .iter()
        .map(|&step| Way {
            from: place(paths.steps[step].from),
            to: place(paths.steps[step].to),
            strength: paths.share[step] / most,
            strong: paths.global.contains(&step),
        })
        .collect();
    let chart = Paths {
        title: "Main path",
        subtitle: "Citations along which most paths through the field run: the key routes, and in colour the path with the \
                   highest sum; a paper cites those above it",
        caption: &settings.title,
        stops: &stops,
        ways: &ways,
    };
    Ok(Drawn::of(&chart)?)
}

/// Papers by year, and those of one year or none so that steps lead on.
fn in_order(mut papers: Vec<u32>, steps: &[usize], analysis: &Analysis) -> Vec<u32> {
    let year = |paper: u32| analysis.corpus.papers[paper as usize].year;
    papers.sort_by_key(|&paper| (year(paper), paper));
    let mut ordered: Vec<u32> = Vec::with_capacity(papers.len());
    while !papers.is_empty() {
        let ready = |paper: &u32| {
            let cited =
                steps.iter().map(|&step| analysis.time.paths.steps[step]).filter(|step| step.to == *paper);
            cited.into_iter().all(|step| ordered.contains(&step.from))
        };
        let next = papers.iter().position(ready).unwrap_or_default();
        ordered.push(papers.remove(next));
    }
    ordered
}

fn flows(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let found = &analysis.time.development;
    let columns: Vec<String> =
        found.periods.iter().map(|period| names::years(period.first, period.last)).collect();
    let mut place = vec![None; found.topics.len()];
    let mut parts: Vec<Part> = Vec::new();
    let mut of_period = vec![0; columns.len()];
    for (at, topic) in found.topics.iter().enumerate() {
        of_period[topic.period] += 1;
        if of_period[topic.period] <= SHOWN_TOPICS {
            place[at] = Some(parts.len());
            parts.push(Part {
                column: topic.period,
                size: topic.papers.len() as f64,
                label: topic.label.clone(),
                group: names::home(analysis, &topic.papers).0 as usize,
            });
        }
    }
    let ribbons: Vec<Ribbon> = found
        .flows
        .iter()
        .filter_map(|flow| {
            Some(Ribbon { from: place[flow.from]?, to: place[flow.to]?, strength: flow.strength })
        })
        .collect();
    let left_out = found.topics.len() - parts.len();
    let subtitle = match left_out {
        0 => "Clusters of each period, and what they have in common with those of the next".to_owned(),
        more => format!("The largest clusters of each period, without {} smaller ones", thousands(more)),
    };
    let chart = Alluvial {
        title: "Topics across periods",
        subtitle: &subtitle,
        caption: &settings.title,
        columns: &columns,
        parts: &parts,
        ribbons: &ribbons,
    };
    Ok(Drawn::of(&chart)?)
}

fn strategic(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let themes = &analysis.time.themes;
    let rank = |of: &dyn Fn(usize) -> f64, theme: usize| {
        let below = (0..themes.len()).filter(|&other| of(other) < of(theme)).count();
        below as f64 / (themes.len() - 1).max(1) as f64
    };
    let spots: Vec<Spot> = themes
        .iter()
        .enumerate()
        .take(SHOWN_THEMES)
        .map(|(theme, &(cluster, _))| Spot {
            x: rank(&|theme| themes[theme].1.centrality, theme),
            y: rank(&|theme| themes[theme].1.density, theme),
            size: analysis.members.of(cluster as usize).len() as f64,
            label: analysis.topics[cluster as usize].label.clone(),
            group: cluster as usize,
        })
        .collect();
    let chart = Quadrants {
        title: "Strategic diagram",
        subtitle: "Clusters by how much their terms go together with those of others, and with each other",
        caption: &settings.title,
        axes: ["rank of centrality", "rank of density"],
        corners: ["niche", "motor", "emerging or declining", "basic"],
        spots: &spots,
    };
    Ok(Drawn::of(&chart)?)
}
