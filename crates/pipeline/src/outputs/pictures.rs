//! Analysis to pictures: the map and the charts.

use std::path::Path;

use charts::{
    bars::{Bar, Bars},
    lines::{Series, Shape, Years},
    map::{Group, Link, Map, MapStyle, Name, Point},
};

use super::{CLUSTERS_CHART, YEARS_CHART, to_file};
use crate::{
    RunError,
    analysis::Analysis,
    config::{Settings, settings::Measure},
    words::{count, thousands},
};

/// Series in the chart of years, the rest drawn as one.
const SERIES: usize = 12;
/// Bars in the chart of clusters, at most.
const BARS: usize = 40;

/// Draws all pictures into `folder`.
pub fn write(analysis: &Analysis, settings: &Settings, folder: &Path) -> Result<(), RunError> {
    let (png, svg) = map(analysis, settings)?;
    to_file(folder, "map.png", &png)?;
    to_file(folder, "map.svg", svg.as_bytes())?;
    to_file(folder, CLUSTERS_CHART, &clusters(analysis, settings)?)?;
    to_file(folder, YEARS_CHART, &years(analysis, settings)?)
}

fn map(analysis: &Analysis, settings: &Settings) -> Result<(Vec<u8>, String), RunError> {
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
    // The largest points are named; where all are of one size, the most central ones.
    let by_size: Vec<f64> = points.iter().map(|point| point.size).collect();
    let ranks = if settings.map.size == Measure::Equal { &analysis.centrality.pagerank } else { &by_size };
    let names: Vec<Name> = crate::analysis::highest(ranks, 0..points.len() as u32, settings.map.names)
        .into_iter()
        .map(|paper| Name {
            point: paper as usize,
            text: analysis.corpus.papers[paper as usize].title.clone(),
        })
        .collect();
    let subtitle = format!(
        "{}, {}, {}",
        count(points.len(), "paper"),
        count(links.len(), "link"),
        count(analysis.topics.len(), "cluster")
    );
    let groups = groups(analysis);
    let map = Map {
        title: &settings.title,
        subtitle: &subtitle,
        caption: "",
        points: &points,
        links: &links,
        groups: &groups,
        names: &names,
        size_measure: settings.map.size.label(),
    };
    let mut style = MapStyle {
        link_budget: settings.map.links,
        max_cluster_labels: settings.map.clusters,
        max_names: settings.map.names,
        ..MapStyle::default()
    };
    (style.page.width, style.page.height) = (settings.map.width, settings.map.height);
    Ok((map.png(&style)?, map.svg(&style)?))
}

fn groups(analysis: &Analysis) -> Vec<Group> {
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

fn clusters(analysis: &Analysis, settings: &Settings) -> Result<Vec<u8>, RunError> {
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
    Ok(chart.png(&chart.fitting_style())?)
}

fn years(analysis: &Analysis, settings: &Settings) -> Result<Vec<u8>, RunError> {
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
    Ok(chart.png(&charts::Style::default())?)
}

/// Years in a chart before the last one, at most.
const LONGEST: i32 = 120;
