//! The JSON of VOSviewer (van Eck and Waltman, "Software survey: VOSviewer, a computer program for bibliometric
//! mapping", 2010) and of VOSviewer Online.
//!
//! Items are numbered from 1 in the order of the vertices, since VOSviewer wants numbers for names; the name itself is
//! the description of an item that has none, where neither its number nor its label says it. Measures become weights, by which VOSviewer sizes items; the year becomes a score, by which it
//! colours them.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::{Drawn, Vertex};

#[derive(Serialize)]
struct Item<'a> {
    id: usize,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    y: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cluster: Option<u32>,
    weights: BTreeMap<&'a str, f64>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    scores: BTreeMap<&'a str, f64>,
}

#[derive(Serialize)]
struct Link {
    source_id: usize,
    target_id: usize,
    strength: f64,
}

#[derive(Serialize)]
struct Cluster<'a> {
    cluster: usize,
    label: &'a str,
}

/// Writes `drawn` to `out`, which should be buffered. An item, link or cluster a line.
///
/// Weights of an item: `Links`, `Total link strength` and one for each measure; score: `Year`. Time and bytes are
/// linear in the graph.
///
/// # Errors
///
/// What `out` reports.
pub(super) fn write(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    let items = (0..drawn.vertices().len()).map(|index| item(drawn, index));
    let links = drawn.links().map(|(source, target, strength)| Link {
        source_id: source + 1,
        target_id: target + 1,
        strength,
    });
    let clusters =
        drawn.clusters().iter().enumerate().map(|(index, &label)| Cluster { cluster: index + 1, label });

    out.write_all(b"{\"network\":{\n\"items\":[")?;
    write_lines(items, &mut out)?;
    out.write_all(b"],\n\"links\":[")?;
    write_lines(links, &mut out)?;
    out.write_all(b"],\n\"clusters\":[")?;
    write_lines(clusters, &mut out)?;
    out.write_all(b"]\n}}\n")
}

fn item<'a>(drawn: &'a Drawn<'_>, index: usize) -> Item<'a> {
    let vertex = &drawn.vertices()[index];
    let mut weights = measured(drawn, index, false);
    weights.insert("Links", drawn.graph().degree(index) as f64);
    weights.insert("Total link strength", drawn.graph().strength(index));
    let mut scores = measured(drawn, index, true);
    scores.extend(vertex.year.map(|year| ("Year", f64::from(year))));
    Item {
        id: index + 1,
        label: vertex.label,
        description: description(vertex, index),
        url: vertex.web_address(),
        x: vertex.position.map(|position| position[0]),
        y: vertex.position.map(|position| position[1]),
        cluster: vertex.cluster,
        weights,
        scores,
    }
}

/// The measures of a vertex that are scores, or those that are not.
pub(super) fn measured<'a>(drawn: &'a Drawn<'_>, index: usize, scores: bool) -> BTreeMap<&'a str, f64> {
    let measures = drawn.measures().iter().filter(|measure| measure.is_score == scores);
    let values = measures.map(|measure| (measure.name, measure.values[index]));
    values.filter(|(_, value)| !value.is_nan()).collect()
}

/// What is told of the vertex in this place, or else its name where it would be lost. VOSviewer shows it as HTML.
pub(super) fn description(vertex: &Vertex<'_>, index: usize) -> Option<String> {
    let is_said = vertex.id == vertex.label || vertex.id == (index + 1).to_string();
    vertex.description.or_else(|| (!is_said).then_some(vertex.id)).map(as_html)
}

fn as_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn write_lines(values: impl Iterator<Item = impl Serialize>, out: &mut impl Write) -> io::Result<()> {
    for (index, value) in values.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &value)?;
    }
    Ok(())
}
