//! Analysis to pictures: the map and the charts.

use std::path::Path;

use charts::{
    bars::{Bar, Bars},
    lines::{Series, Shape, Years},
    map::{Group, Link, Map, MapStyle, Name, Point, Values, View},
};

use super::{CLUSTERS_CHART, YEARS_CHART, drawn::Drawn, to_file};
use crate::{
    RunError,
    analysis::Analysis,
    config::{
        Settings,
        settings::{Measure, Shade},
    },
    words::{census, count, thousands},
};

/// Series in the chart of years, the rest drawn as one.
const SERIES: usize = 12;
/// Bars in the chart of clusters, at most.
const BARS: usize = 40;

/// Makes the font of `map.font` the one for what the own fonts lack, or none where the settings name none.
pub fn set_font(settings: &Settings) -> Result<(), RunError> {
    let bytes = match &settings.map.font {
        Some(path) => {
            std::fs::read(path).map_err(|source| RunError::NoFont { path: path.clone(), source })?
        }
        None => Vec::new(),
    };
    let path = || settings.map.font.clone().unwrap_or_default();
    charts::font::set_further(bytes).map_err(|source| RunError::Font { path: path(), source })
}

/// Draws all pictures into `folder`.
pub fn write(analysis: &Analysis, settings: &Settings, folder: &Path) -> Result<(), RunError> {
    maps(analysis, settings, folder)?;
    clusters(analysis, settings)?.write(folder, CLUSTERS_CHART)?;
    years(analysis, settings)?.write(folder, YEARS_CHART)
}

/// The names of the two files of a view.
pub fn files_of(view: &str) -> [String; 2] {
    let stem = if view == "network" { "map".to_owned() } else { format!("map-{view}") };
    ["png", "svg"].map(|ending| format!("{stem}.{ending}"))
}

/// Every view of the map, twice: as PNG and as SVG.
fn maps(analysis: &Analysis, settings: &Settings, folder: &Path) -> Result<(), RunError> {
    let sizes = sizes(analysis, settings.map.size);
    let points: Vec<Point> = analysis
        .positions
        .iter()
        .zip(sizes)
        .zip(&analysis.cluster_of)
        .map(|((&[x, y], size), &cluster)| Point { x, y, size, group: cluster as usize })
        .collect();
    let links: Vec<Link> = analysis
        .similarity
        .links
        .iter()
        .map(|link| Link { source: link.source, target: link.target, weight: link.weight })
        .collect();
    let names = names(analysis, settings);
    let subtitle = census(points.len(), "paper", links.len(), analysis.topics.len());
    let (groups, shades) = (groups(analysis), shades(analysis, settings.map.overlay));
    let map = Map {
        title: &settings.title,
        subtitle: &subtitle,
        caption: "",
        points: &points,
        links: &links,
        groups: &groups,
        names: &names,
        values: Some(Values {
            name: settings.map.overlay.label(),
            of: &shades,
            years: settings.map.overlay == Shade::Year,
        }),
        size_measure: settings.map.size.label(),
    };
    draw(&map, settings, folder).map(|_| ())
}

/// Draws `map` into `folder` in every view that was asked for, but for an overlay of no values; gives the names of the files.
pub fn draw(map: &Map<'_>, settings: &Settings, folder: &Path) -> Result<Vec<String>, RunError> {
    let style = |view: View| MapStyle {
        page: settings.map.page,
        view,
        link_budget: settings.map.links,
        max_cluster_labels: settings.map.clusters,
        max_names: settings.map.names,
        ..MapStyle::default()
    };
    let views = settings.map.views.iter().filter(|(_, view)| *view != View::Overlay || map.values.is_some());
    let pictures: Vec<(&str, View, bool)> =
        views.flat_map(|&(name, view)| [(name, view, false), (name, view, true)]).collect();
    // One picture a thread: each is drawn in order, so that threads change nothing.
    let drawn = parallel::chunks::map(pictures.len(), 1, |picture| {
        let (name, view, vector) = pictures[picture.start];
        let [png, svg] = files_of(name);
        match vector {
            false => to_file(folder, &png, &map.png(&style(view))?).map(|()| png),
            true => to_file(folder, &svg, map.svg(&style(view))?.as_bytes()).map(|()| svg),
        }
    });
    drawn.into_iter().collect()
}

/// The papers whose titles stand on the map: the largest points; where all are of one size, the most central ones.
pub fn names(analysis: &Analysis, settings: &Settings) -> Vec<Name> {
    let ranks = match settings.map.size {
        Measure::Equal => analysis.centrality.pagerank.clone(),
        measure => sizes(analysis, measure),
    };
    let papers = &analysis.corpus.papers;
    crate::analysis::highest(&ranks, 0..papers.len() as u32, settings.map.names)
        .into_iter()
        .map(|paper| Name { point: paper as usize, text: papers[paper as usize].title.clone() })
        .collect()
}

/// What the overlay colours papers by; `NaN` where a paper has none.
fn shades(analysis: &Analysis, shade: Shade) -> Vec<f64> {
    let papers = &analysis.corpus.papers;
    match shade {
        Shade::Year => papers.iter().map(|paper| paper.year.map_or(f64::NAN, f64::from)).collect(),
        // No share is known where there was only one start.
        Shade::Stability if analysis.stability.is_empty() => vec![f64::NAN; papers.len()],
        Shade::Stability => analysis.stability.clone(),
        // Not known is not 0.
        Shade::Measure(Measure::CitedBy) => {
            papers.iter().map(|paper| paper.cited_by.map_or(f64::NAN, |count| count as f64)).collect()
        }
        Shade::Measure(measure) => sizes(analysis, measure),
    }
}

/// The clusters as the map names them.
pub fn groups(analysis: &Analysis) -> Vec<Group> {
    analysis
        .topics
        .iter()
        .enumerate()
        .map(|(cluster, topic)| {
            let size = analysis.members.of(cluster).len();
            // A paper alone is named, if at all, as a paper.
            let label = if size > 1 { topic.label.clone() } else { String::new() };
            Group { label, size }
        })
        .collect()
}

pub(super) fn sizes(analysis: &Analysis, measure: Measure) -> Vec<f64> {
    let centrality = &analysis.centrality;
    let whole = |values: &[u32]| values.iter().copied().map(f64::from).collect();
    match measure {
        Measure::PageRank => centrality.pagerank.clone(),
        Measure::Strength => centrality.strength.clone(),
        Measure::Degree => whole(&centrality.degree),
        Measure::Betweenness => centrality.betweenness.clone(),
        Measure::Closeness => centrality.closeness.clone(),
        Measure::CitedBy => {
            analysis.corpus.papers.iter().map(|paper| paper.cited_by.unwrap_or_default() as f64).collect()
        }
        Measure::Citations => whole(&analysis.cited_in_corpus()),
        Measure::Equal => vec![1.0; analysis.positions.len()],
    }
}

fn clusters(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let bars: Vec<Bar> = groups(analysis)
        .into_iter()
        .enumerate()
        .filter(|(_, group)| group.size > 1)
        .take(BARS)
        .map(|(cluster, group)| Bar {
            label: format!("{} {}", cluster + 1, group.label),
            value: group.size as f64,
            group: Some(cluster),
        })
        .collect();
    let left_out = analysis.topics.len() - bars.len();
    let subtitle =
        if left_out == 0 { String::new() } else { format!("without {}", count(left_out, "smaller cluster")) };
    let chart = Bars {
        title: "Papers in each cluster",
        subtitle: &subtitle,
        caption: &settings.title,
        axis: "papers",
        bars: &bars,
    };
    Ok(Drawn::of(&chart)?)
}

fn years(analysis: &Analysis, settings: &Settings) -> Result<Drawn, RunError> {
    let by_year = analysis.papers_by_year();
    let first = by_year.keys().next().copied().unwrap_or_default();
    let last = by_year.keys().next_back().copied().unwrap_or_default();
    // A wrong year must not make a chart of a thousand empty columns: it stands in the tables.
    let first = first.max(last - LONGEST);
    let span = (last - first + 1) as usize;
    let own = analysis.topics.len().min(SERIES);
    let rest = usize::from(analysis.topics.len() > own);
    let mut series: Vec<Series> = analysis.topics[..own]
        .iter()
        .map(|topic| Series { label: topic.label.clone(), values: vec![0.0; span] })
        .chain((0..rest).map(|_| Series { label: "all others".to_owned(), values: vec![0.0; span] }))
        .collect();
    let mut earlier = 0;
    for (paper, &cluster) in analysis.corpus.papers.iter().zip(&analysis.cluster_of) {
        match paper.year {
            Some(year) if year >= first => {
                series[(cluster as usize).min(own)].values[(year - first) as usize] += 1.0;
            }
            Some(_) => earlier += 1,
            None => {}
        }
    }
    let subtitle = if earlier == 0 {
        String::new()
    } else {
        format!("without {} papers before {first}", thousands(earlier))
    };
    let chart = Years {
        title: "Papers a year",
        subtitle: &subtitle,
        caption: &settings.title,
        axis: "papers",
        first,
        series: if by_year.is_empty() { &[] } else { &series },
        shape: Shape::Columns,
    };
    Ok(Drawn::of(&chart)?)
}

/// Years in a chart before the last one, at most.
const LONGEST: i32 = 120;
