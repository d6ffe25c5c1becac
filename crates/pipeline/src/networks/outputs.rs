//! A studied network to files: picture, tables, graph files and card.

use std::path::Path;

use charts::map::{Group, Link, Map, Name, Point};
use exchange::{Drawn, DrawnError, Measure, Vertex};
use parallel::Progress;
use serde_json::json;
use tables::{Table, TableError, Values, catalogue};

use super::{
    Input,
    study::{self, Study},
};
use crate::{
    RunError, analysis, card,
    clock::{Clock, StageCost},
    config::{Settings, settings},
    outputs::{graphs, pictures, to_file},
    publish,
    words::census,
};

/// Writes everything but the card; gives the paths of all files.
pub(super) fn write(
    study: &Study,
    settings: &Settings,
    folder: &Path,
    clock: &mut Clock,
    progress: &Progress,
) -> Result<Vec<String>, RunError> {
    let mut written = clock.stage("charts", || {
        let _stage = progress.stage("charts", 0);
        draw(study, "item", settings, folder)
    })?;
    clock.stage("tables", || {
        let _stage = progress.stage("tables", 0);
        for table in [items(study)?, clusters(study)?, problems(study)?] {
            let name = format!("tables/{}.csv", table.spec().name);
            tables::write_csv_file(&table, &folder.join(&name))?;
            written.push(name);
        }
        write_graphs(study, settings, folder)
    })?;
    written.extend(graphs::files(&settings.graph_files).map(|(path, _)| path));
    written.push(publish::CARD.to_owned());
    Ok(written)
}

/// Writes the network for other programs.
pub(super) fn write_graphs(study: &Study, settings: &Settings, folder: &Path) -> Result<(), RunError> {
    let degree: Vec<f64> = study.centrality.degree.iter().copied().map(f64::from).collect();
    let core: Vec<f64> = study.centrality.core.iter().copied().map(f64::from).collect();
    graphs::write_files(&drawn(study, &degree, &core)?, &settings.graph_files, folder)
}

/// Draws the network in every view that was asked for; `noun` is what an item is.
pub(super) fn draw(
    study: &Study,
    noun: &str,
    settings: &Settings,
    folder: &Path,
) -> Result<Vec<String>, RunError> {
    let (sizes, size_measure) = sizes(study, settings);
    let placed = study.positions.iter().zip(&sizes).zip(&study.cluster_of);
    let points: Vec<Point> =
        placed.map(|((&[x, y], &size), &cluster)| Point { x, y, size, group: cluster as usize }).collect();
    let links: Vec<Link> = (0..study.graph.nodes())
        .flat_map(|source| {
            let higher = study.graph.links_of(source).filter(move |&(target, _)| target > source);
            higher.map(move |(target, weight)| Link { source: source as u32, target: target as u32, weight })
        })
        .collect();
    let groups: Vec<Group> = study
        .clusters
        .iter()
        // An item alone is named, if at all, as an item.
        .map(|cluster| {
            let label = if cluster.size > 1 { cluster.label.clone() } else { String::new() };
            Group { label, size: cluster.size }
        })
        .collect();
    let name =
        |item: u32| Name { point: item as usize, text: study.network.items[item as usize].label.clone() };
    let ranks = if size_measure.is_empty() { &study.centrality.pagerank } else { &sizes };
    let names: Vec<Name> =
        analysis::highest(ranks, 0..points.len() as u32, settings.map.names).into_iter().map(name).collect();
    let subtitle = census(points.len(), noun, links.len(), groups.len());
    let shades = study.overlay.map(|column| &study.network.columns[column]);
    let map = Map {
        title: &settings.title,
        subtitle: &subtitle,
        caption: "",
        points: &points,
        links: &links,
        groups: &groups,
        names: &names,
        values: shades.map(|column| ::charts::map::Values {
            name: &column.name,
            of: &column.values,
            years: study::is_year(column),
        }),
        size_measure: &size_measure,
    };
    pictures::draw(&map, settings, folder)
}

/// How large each item is drawn, and what that means.
fn sizes(study: &Study, settings: &Settings) -> (Vec<f64>, String) {
    if let Some(column) = study.size {
        let column = &study.network.columns[column];
        let known = |&value: &f64| if value.is_nan() { 0.0 } else { value };
        return (column.values.iter().map(known).collect(), column.name.clone());
    }
    let centrality = &study.centrality;
    let sizes = match settings.map.size {
        settings::Measure::Strength => centrality.strength.clone(),
        settings::Measure::Degree => centrality.degree.iter().copied().map(f64::from).collect(),
        settings::Measure::Betweenness => centrality.betweenness.clone(),
        settings::Measure::Closeness => centrality.closeness.clone(),
        settings::Measure::Equal => vec![1.0; study.positions.len()],
        // Nothing is known of citations.
        _ => return (centrality.pagerank.clone(), settings::Measure::PageRank.label().to_owned()),
    };
    (sizes, settings.map.size.label().to_owned())
}

fn items(study: &Study) -> Result<Table<'_>, TableError> {
    let items = &study.network.items;
    let centrality = &study.centrality;
    let axis = |axis: usize| Values::numbers(study.positions.iter().map(move |place| place[axis]));
    let clusters = || study.cluster_of.iter().map(|&cluster| &study.clusters[cluster as usize]);
    Table::new(
        &catalogue::ITEMS,
        [
            ("id", Values::texts(items.iter().map(|item| item.id.as_str()))),
            ("label", Values::texts(items.iter().map(|item| item.label.as_str()))),
            ("cluster", Values::integers(study.cluster_of.iter().map(|&cluster| i64::from(cluster) + 1))),
            ("x", axis(0)),
            ("y", axis(1)),
            ("degree", Values::integers(centrality.degree.iter().copied())),
            ("strength", Values::numbers(centrality.strength.iter().copied())),
            ("pagerank", Values::numbers(centrality.pagerank.iter().copied())),
            ("betweenness", Values::numbers(centrality.betweenness.iter().copied())),
            ("closeness", Values::numbers(centrality.closeness.iter().copied())),
            ("core", Values::integers(centrality.core.iter().copied())),
            ("cluster_label", Values::texts(clusters().map(|cluster| cluster.label.as_str()))),
            ("url", Values::texts_or_empty(items.iter().map(|item| item.url.as_deref()))),
        ],
    )
}

fn clusters(study: &Study) -> Result<Table<'_>, TableError> {
    let clusters = &study.clusters;
    Table::new(
        &catalogue::ITEM_CLUSTERS,
        [
            ("cluster", Values::integers(1..=clusters.len())),
            ("label", Values::texts(clusters.iter().map(|cluster| cluster.label.as_str()))),
            ("size", Values::integers(clusters.iter().map(|cluster| cluster.size))),
            ("in_file", Values::texts_or_empty(clusters.iter().map(|cluster| cluster.in_file.as_deref()))),
        ],
    )
}

fn problems(study: &Study) -> Result<Table<'_>, TableError> {
    let problems = &study.network.problems.list;
    // What is wrong, and what was done, stand on both sides of the last semicolon.
    let parts = |what: &'static str| {
        move |problem: &exchange::network::Problem| {
            let (reason, remedy) = problem.what.rsplit_once("; ").unwrap_or((&problem.what, ""));
            if what == "reason" { reason.to_owned() } else { remedy.to_owned() }
        }
    };
    Table::new(
        &catalogue::PROBLEMS,
        [
            ("file", Values::texts(problems.iter().map(|problem| problem.file.as_str()))),
            ("line", Values::integers(problems.iter().map(|problem| problem.line))),
            ("severity", Values::texts(problems.iter().map(|_| "skipped"))),
            ("reason", Values::texts(problems.iter().map(parts("reason")))),
            ("remedy", Values::texts(problems.iter().map(parts("remedy")))),
        ],
    )
}

fn drawn<'a>(study: &'a Study, degree: &'a [f64], core: &'a [f64]) -> Result<Drawn<'a>, DrawnError> {
    let placed = study.network.items.iter().zip(&study.positions).zip(&study.cluster_of);
    let vertices = placed.map(|((item, &position), &cluster)| Vertex {
        id: &item.id,
        label: &item.label,
        position: Some(position),
        cluster: Some(cluster + 1),
        year: None,
        url: item.url.as_deref(),
        description: item.description.as_deref(),
    });
    let centrality = &study.centrality;
    let computed = [
        ("degree", degree),
        ("strength", &centrality.strength),
        ("pagerank", &centrality.pagerank),
        ("betweenness", &centrality.betweenness),
        ("closeness", &centrality.closeness),
        ("core", core),
    ];
    // A column of the file that is computed here, too, gives way.
    let own =
        study.network.columns.iter().filter(|column| computed.iter().all(|(name, _)| *name != column.name));
    let own =
        own.map(|column| Measure { name: &column.name, values: &column.values, is_score: column.is_score });
    let measures =
        computed.iter().map(|&(name, values)| Measure { name, values, is_score: false }).chain(own);
    let labels = study.clusters.iter().map(|cluster| cluster.label.as_str()).collect();
    Drawn::new(&study.graph, vertices.collect(), labels, measures.collect())
}

/// Writes `run.json`.
pub(super) fn write_card(
    study: &Study,
    settings: &Settings,
    inputs: &[Input],
    stages: &[StageCost],
    written: &[String],
    path: &Path,
) -> Result<(), RunError> {
    let inputs: Vec<_> = inputs
        .iter()
        .map(|input| {
            let format = study.network.format.title();
            json!({ "path": input.path, "format": format, "sha256": input.sha256(), "bytes": input.bytes.len() })
        })
        .collect();
    let from = |kept: bool| if kept { "file" } else { "computed" };
    let card = json!({
        "program": publish::PROGRAM,
        "version": env!("CARGO_PKG_VERSION"),
        "command": "map",
        "inputs": inputs,
        "configuration": card::configuration(&settings.resolved),
        "seed": settings.seed,
        "threads": parallel::threads(),
        "clusters_from": from(study.kept.clusters),
        "positions_from": from(study.kept.layout),
        "counts": {
            "items": study.network.items.len(),
            "links": study.graph.links(),
            "clusters": study.clusters.len(),
            "problems": study.network.problems.len(),
        },
        "quality": { "modularity": study.modularity },
        "accuracy": {
            "betweenness": card::accuracy(study.centrality.betweenness_accuracy),
            "closeness": card::accuracy(study.centrality.closeness_accuracy),
        },
        "stages": stages,
        "peak_bytes": stages.iter().filter_map(|stage| stage.peak_bytes).max(),
        "notes": study.notes(settings),
        "files": written,
    });
    to_file(path.parent().unwrap_or(Path::new("")), publish::CARD, format!("{card:#}\n").as_bytes())
}
