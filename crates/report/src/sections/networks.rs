//! Networks of what papers name: authors, keywords, repositories, venues.

use crate::ReportView;
use crate::escape::Url;
use crate::numbers::{count, counted, figure};
use crate::page::Side::{Left, Right};
use crate::page::{Line, Page};
use crate::view::Network;

pub(super) fn write(view: &ReportView, page: &mut Page) {
    for network in &view.networks {
        page.heading(2, network.title.as_str());
        if network.items.is_empty() {
            page.paragraph("The network is empty: see the limits.");
            continue;
        }
        page.paragraph(network.counts.as_str());
        page.picture(&network.map);
        page.paragraph(files(network));
        items(network, page);
        clusters(network, page);
    }
}

fn files(network: &Network) -> Line {
    let table = Line::from("All are in ").link(network.table.as_str(), Url::local(&network.table));
    match &network.page {
        Some(map) => {
            table.text("; ").link(map.as_str(), Url::local(map)).text(" is the map to look around in.")
        }
        None => table.text("."),
    }
}

fn items(network: &Network, page: &mut Page) {
    let row = |item: &crate::view::NetworkItem| {
        vec![
            item.name.as_str().into(),
            count(item.papers).into(),
            figure(item.strength).into(),
            count(usize::try_from(item.citations).unwrap_or(usize::MAX)).into(),
            count(item.cluster as usize).into(),
        ]
    };
    page.table(
        &[
            ("Name", Left),
            ("Papers", Right),
            ("Link strength", Right),
            ("Citations", Right),
            ("Cluster", Right),
        ],
        network.items.iter().map(row).collect(),
    );
}

fn clusters(network: &Network, page: &mut Page) {
    if network.clusters.is_empty() {
        return;
    }
    page.paragraph("The largest clusters, by those with most papers:");
    let line = |(number, (size, items)): (usize, &(usize, Vec<String>))| {
        let items = items.join("; ");
        let more = if *size > network.clusters[number].1.len() { " …" } else { "" };
        Line::new()
            .strong(format!("{}", number + 1))
            .text(format!(" ({}): {items}{more}", counted(*size, "item", "items")))
    };
    page.list(network.clusters.iter().enumerate().map(line).collect());
}
