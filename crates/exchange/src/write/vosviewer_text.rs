//! VOSviewer's map file, a table of items, and its network file, a table of links; both between tabs.
//!
//! What an item has is said as in the JSON (`vosviewer_json.rs`).

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{
    on_a_line,
    vosviewer_json::{description, measured},
};
use crate::Drawn;

pub(super) fn write_map(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    let names = |scores: bool| -> BTreeSet<&str> {
        let measures = drawn.measures().iter().filter(|measure| measure.is_score == scores);
        measures
            .map(|measure| measure.name)
            .filter(|name| !matches!(*name, "Links" | "Total link strength"))
            .collect()
    };
    let (weights, scores) = (names(false), names(true));
    let has_years = drawn.vertices().iter().any(|vertex| vertex.year.is_some());
    out.write_all(b"id\tlabel\tdescription\turl\tx\ty\tcluster\tweight<Links>\tweight<Total link strength>")?;
    for (kind, names) in [("weight", &weights), ("score", &scores)] {
        for name in names {
            write!(out, "\t{kind}<{}>", on_a_line(name))?;
        }
    }
    out.write_all(if has_years { b"\tscore<Year>\n" } else { b"\n" })?;
    for (index, vertex) in drawn.vertices().iter().enumerate() {
        let description = description(vertex, index).unwrap_or_default();
        write!(
            out,
            "{}\t{}\t{}\t{}",
            index + 1,
            cell(vertex.label),
            cell(&description),
            cell(vertex.web_address().unwrap_or_default())
        )?;
        let coordinate = |axis: usize| vertex.position.map(|position| position[axis]);
        write!(
            out,
            "\t{}\t{}\t{}",
            or_empty(coordinate(0)),
            or_empty(coordinate(1)),
            or_empty(vertex.cluster)
        )?;
        write!(out, "\t{}\t{}", drawn.graph().degree(index), drawn.graph().strength(index))?;
        for (names, is_score) in [(&weights, false), (&scores, true)] {
            let values = measured(drawn, index, is_score);
            for name in names {
                write!(out, "\t{}", or_empty(values.get(name)))?;
            }
        }
        if has_years {
            write!(out, "\t{}", or_empty(vertex.year))?;
        }
        out.write_all(b"\n")?;
    }
    Ok(())
}

pub(super) fn write_network(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    for (source, target, strength) in drawn.links() {
        writeln!(out, "{}\t{}\t{strength}", source + 1, target + 1)?;
    }
    Ok(())
}

fn or_empty(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// In quotes where it begins with one.
fn cell(text: &str) -> String {
    let text = on_a_line(text);
    if text.contains('"') { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
