//! A network of what papers name to files: pictures, tables, graph files, a page to look around in.

use std::path::Path;

use similarity::{Kind, cooccurrence};
use tables::{Table, TableError, Values, catalogue, joined};

use super::{Counted, LISTED, items::mean_citations, page};
use crate::{
    RunError,
    config::Settings,
    networks::outputs::{draw, write_graphs},
    outputs::{MAP_PAGE, graphs, tables as of_report, to_file},
};

/// Papers (authors) that a link tells, at most.
const EXAMPLES: usize = 6;

/// A file with what it holds.
type Named = (String, String);

/// Writes everything into `folder`, of which `tables/` exists; gives the files, and what to know of them.
pub(super) fn write(
    counted: &Counted<'_>,
    settings: &Settings,
    folder: &Path,
) -> Result<(Vec<Named>, Vec<String>), RunError> {
    let study = counted.study;
    let (one, many) = (counted.kind.one(), counted.kind.name());
    let mut files: Vec<Named> = draw(study, one, settings, folder)?
        .into_iter()
        .map(|path| (path, format!("the map of {many}")))
        .collect();
    if settings.map.html {
        to_file(folder, MAP_PAGE, ::report::mapview::html(&page::view(counted, settings)).as_bytes())?;
        files.push((MAP_PAGE.to_owned(), format!("the map of {many} to look around in")));
    }
    let tables = [items(counted)?, links(counted, settings)?, clusters(counted)?];
    let notes = of_report::write_all(&tables, settings, &folder.join("tables"))?;
    for table in &tables {
        let spec = table.spec();
        files.push((format!("tables/{}.csv", spec.name), spec.rows.to_owned()));
        if settings.parquet {
            files.push((format!("tables/{}.parquet", spec.name), "the same as Parquet".to_owned()));
        }
    }
    if settings.xlsx {
        files.push((format!("tables/{}", of_report::WORKBOOK), "these tables in one workbook".to_owned()));
    }
    write_graphs(study, settings, folder)?;
    files.extend(graphs::files(&settings.graph_files).map(|(path, content)| (path, content.to_owned())));
    Ok((files, notes))
}

fn items<'a>(counted: &'a Counted<'_>) -> Result<Table<'a>, TableError> {
    let study = counted.study;
    let items = &study.network.items;
    let centrality = &study.centrality;
    let groups = || (0..items.len()).map(|item| counted.group(item));
    let column = |name: &str| {
        let column = study.network.columns.iter().find(|column| column.name == name);
        Values::numbers_or_empty(
            column
                .into_iter()
                .flat_map(|column| &column.values)
                .map(|&value| (!value.is_nan()).then_some(value)),
        )
    };
    let axis = |axis: usize| Values::numbers(study.positions.iter().map(move |place| place[axis]));
    let clusters = || study.cluster_of.iter().map(|&cluster| study.clusters[cluster as usize].label.as_str());
    Table::new(
        &catalogue::NETWORK_ITEMS,
        [
            ("id", Values::texts(items.iter().map(|item| item.id.as_str()))),
            ("label", Values::texts(items.iter().map(|item| item.label.as_str()))),
            ("cluster", Values::integers(study.cluster_of.iter().map(|&cluster| i64::from(cluster) + 1))),
            ("x", axis(0)),
            ("y", axis(1)),
            ("papers", Values::integers(groups().map(|group| group.papers.len()))),
            ("papers_fractional", column("papers_fractional")),
            ("degree", Values::integers(centrality.degree.iter().copied())),
            ("strength", Values::numbers(centrality.strength.iter().copied())),
            ("pagerank", Values::numbers(centrality.pagerank.iter().copied())),
            ("betweenness", Values::numbers(centrality.betweenness.iter().copied())),
            ("closeness", Values::numbers(centrality.closeness.iter().copied())),
            ("core", Values::integers(centrality.core.iter().copied())),
            ("citations", Values::integers(groups().map(|group| group.citations))),
            ("mean_citations", Values::numbers(groups().map(mean_citations))),
            ("h_index", Values::integers(groups().map(|group| group.h_index))),
            ("first_year", Values::integers_or_empty(groups().map(|group| group.first_year))),
            ("mean_year", column("mean_year")),
            ("last_year", Values::integers_or_empty(groups().map(|group| group.last_year))),
            ("cluster_label", Values::texts(clusters())),
            ("url", Values::texts_or_empty(items.iter().map(|item| item.url.as_deref()))),
        ],
    )
}

fn links<'a>(counted: &'a Counted<'_>, settings: &Settings) -> Result<Table<'a>, TableError> {
    let links = &counted.shared.links;
    let item = |number: u32| &counted.study.network.items[number as usize];
    let strengths = cooccurrence::normalised(counted.shared.chosen.len(), links, settings.networks.strength);
    let told: Vec<(usize, Vec<&str>)> =
        links.iter().map(|link| counted.examples(link.source, link.target, EXAMPLES)).collect();
    Table::new(
        &catalogue::NETWORK_LINKS,
        [
            ("source", Values::texts(links.iter().map(|link| item(link.source).id.as_str()))),
            ("target", Values::texts(links.iter().map(|link| item(link.target).id.as_str()))),
            ("source_label", Values::texts(links.iter().map(|link| item(link.source).label.as_str()))),
            ("target_label", Values::texts(links.iter().map(|link| item(link.target).label.as_str()))),
            ("weight", Values::numbers(links.iter().map(|link| link.weight))),
            ("strength", Values::numbers(strengths.iter().map(|link| link.weight))),
            ("shared", Values::integers(told.iter().map(|(shared, _)| *shared))),
            ("examples", Values::texts(told.iter().map(|(_, examples)| joined(examples)))),
        ],
    )
}

fn clusters<'a>(counted: &'a Counted<'_>) -> Result<Table<'a>, TableError> {
    let study = counted.study;
    let clusters = &study.clusters;
    let names = |members: &Vec<usize>| {
        joined(members.iter().take(LISTED).map(|&item| study.network.items[item].label.as_str()))
    };
    let years = study.network.columns.iter().find(|column| column.name == "mean_year");
    let mean_year = |members: &Vec<usize>| {
        let known: Vec<f64> = members
            .iter()
            .filter_map(|&item| years?.values.get(item).copied())
            .filter(|year| !year.is_nan())
            .collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    Table::new(
        &catalogue::NETWORK_CLUSTERS,
        [
            ("cluster", Values::integers(1..=clusters.len())),
            ("label", Values::texts(clusters.iter().map(|cluster| cluster.label.as_str()))),
            ("size", Values::integers(clusters.iter().map(|cluster| cluster.size))),
            ("items", Values::texts(counted.members.iter().map(names))),
            ("mean_year", Values::numbers_or_empty(counted.members.iter().map(mean_year))),
        ],
    )
}

/// What is shared between two items, worded as a relation of the page.
pub(super) fn shared_by(kind: Kind) -> &'static str {
    match kind {
        Kind::Authors => "papers together",
        Kind::Venues => "authors of both",
        _ => "papers with both",
    }
}
