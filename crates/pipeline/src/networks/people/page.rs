//! The page to look around in: items in the place of papers, and what they share as the reason of a link.

use ::report::mapview::{Cluster, Column, Link, MapView, Nouns, Paper, Relation};
use charts::palette;
use tables::catalogue;

use super::{Counted, outputs::shared_by};
use crate::{config::Settings, outputs::mapview::SCALE};

/// Links that are told of an item; all are in tables/links.csv.
const NEAREST: usize = 20;
/// Papers (authors) that are told of a link.
const EXAMPLES: usize = 5;

/// What the page shows. Items stand in the order of the network: those with most papers first.
pub(super) fn view<'a>(counted: &'a Counted<'_>, settings: &'a Settings) -> MapView<'a> {
    let study = counted.study;
    let scale = scale(counted);
    let kept = strongest_of_each(counted);
    let links = kept.iter().map(|&at| {
        let link = &counted.shared.links[at];
        let (_, examples) = counted.examples(link.source, link.target, EXAMPLES);
        Link { source: link.source, target: link.target, common: vec![(0, examples)], ..Link::default() }
    });
    let colours = |cluster| (palette::LIGHT.cluster(cluster), palette::DARK.cluster(cluster));
    let clusters = study.clusters.iter().enumerate();
    MapView {
        title: &settings.title,
        nouns: Nouns { one: counted.kind.one(), many: plural(counted), table: "items" },
        papers: (0..study.network.items.len()).map(|item| self::item(counted, item)).collect(),
        clusters: clusters
            .map(|(cluster, of)| Cluster { label: &of.label, colours: colours(cluster) })
            .collect(),
        columns: columns(counted),
        size_measure: "papers",
        scale: SCALE.to_vec(),
        terms: Vec::new(),
        relations: vec![Relation {
            name: shared_by(counted.kind),
            weight: scale,
            parts: kept.iter().map(|&at| counted.shared.links[at].weight / scale).collect(),
        }],
        links: links.collect(),
        nearest: NEAREST,
    }
}

/// What weights are told as shares of. The page keeps thousandths: whole counts up to a thousand stay what they are.
fn scale(counted: &Counted<'_>) -> f64 {
    const THOUSANDTHS: f64 = 1000.0;
    let weights = || counted.shared.links.iter().map(|link| link.weight);
    let strongest = weights().fold(0.0, f64::max);
    let are_whole = weights().all(|weight| weight.fract() == 0.0);
    if are_whole && strongest <= THOUSANDTHS { THOUSANDTHS } else { strongest }
}

fn plural(counted: &Counted<'_>) -> &'static str {
    match counted.kind {
        similarity::Kind::Repos => "repositories",
        kind => kind.name(),
    }
}

fn item<'a>(counted: &'a Counted<'_>, number: usize) -> Paper<'a> {
    let study = counted.study;
    let item = &study.network.items[number];
    let [x, y] = study.positions[number];
    Paper {
        id: &item.id,
        title: &item.label,
        year: counted.group(number).last_year,
        url: item.url.as_deref(),
        x,
        y,
        size: counted.group(number).papers.len() as f64,
        cluster: study.cluster_of[number],
        ..Paper::default()
    }
}

/// The links that are among the [`NEAREST`] strongest of either end, ascending.
fn strongest_of_each(counted: &Counted<'_>) -> Vec<usize> {
    let links = &counted.shared.links;
    let mut of_item: Vec<Vec<usize>> = vec![Vec::new(); counted.shared.chosen.len()];
    for (at, link) in links.iter().enumerate() {
        of_item[link.source as usize].push(at);
        of_item[link.target as usize].push(at);
    }
    let mut kept = vec![false; links.len()];
    for mine in &mut of_item {
        mine.sort_by(|&a, &b| links[b].weight.total_cmp(&links[a].weight).then(a.cmp(&b)));
        mine.iter().take(NEAREST).for_each(|&at| kept[at] = true);
    }
    (0..links.len()).filter(|&at| kept[at]).collect()
}

/// The numbers of `items.csv` that tell something of an item besides its place.
fn columns<'a>(counted: &'a Counted<'_>) -> Vec<Column<'a>> {
    let study = counted.study;
    let meaning = |name: &str| {
        let spec = catalogue::NETWORK_ITEMS.columns.iter().find(|column| column.name == name);
        spec.map_or("", |column| column.meaning)
    };
    let of_network = study.network.columns.iter().map(|column| {
        let values = column.values.iter().map(|&value| (!value.is_nan()).then_some(value));
        (column.name.as_str(), values.collect::<Vec<_>>())
    });
    let centrality = &study.centrality;
    let degree: Vec<f64> = centrality.degree.iter().copied().map(f64::from).collect();
    let computed = [
        ("degree", &degree),
        ("strength", &centrality.strength),
        ("pagerank", &centrality.pagerank),
        ("betweenness", &centrality.betweenness),
        ("closeness", &centrality.closeness),
    ];
    let computed =
        computed.map(|(name, values)| (name, values.iter().copied().map(Some).collect::<Vec<_>>()));
    of_network
        .chain(computed)
        .map(|(name, values)| Column { name, meaning: meaning(name), values })
        .filter(|column| column.values.iter().flatten().any(|&value| value != 0.0))
        .collect()
}
