//! GEXF 1.3, the format of Gephi (Bastian, Heymann and Jacomy, "Gephi: An Open Source Software for Exploring and
//! Manipulating Networks", 2009).
//!
//! Positions within the unit square are written times [`SCALE`]: Gephi measures vertices in the same unit as distances, and
//! all of them would lie on one heap. Others have a unit of their own and stay.

use std::io::{self, Write};

use super::attributes::{Attributes, Kind};
use super::xml::Escaped;
use crate::Drawn;

/// How many units of Gephi the side of the map has.
const SCALE: f64 = 1000.0;

/// Writes `drawn` to `out`, which should be buffered. Vertices in their order, links ascending.
///
/// A vertex has its name, label, position and the attributes `cluster`, `cluster_label`, `year`, `url` and one for
/// each measure; a link has a weight and an attribute for each part. Time and bytes are linear in the graph.
///
/// # Errors
///
/// What `out` reports.
pub(super) fn write(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" \
          xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n<graph defaultedgetype=\"undirected\">\n",
    )?;
    let attributes = Attributes::of(drawn);
    write_attributes(drawn, &attributes, &mut out)?;
    out.write_all(b"<nodes>\n")?;
    let scale = scale(drawn);
    for index in 0..drawn.vertices().len() {
        write_vertex(drawn, &attributes, index, scale, &mut out)?;
    }
    out.write_all(b"</nodes>\n<edges>\n")?;
    for (index, (source, target, weight)) in drawn.links().enumerate() {
        let name = |index: usize| Escaped(drawn.vertices()[index].id);
        let (source, target) = (name(source), name(target));
        write!(out, "<edge id=\"{index}\" source=\"{source}\" target=\"{target}\" weight=\"{weight}\"")?;
        write_parts(drawn, index, &mut out)?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

fn write_attributes(drawn: &Drawn<'_>, attributes: &Attributes<'_>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<attributes class=\"node\">\n")?;
    for (id, (name, kind)) in attributes.declared.iter().enumerate() {
        writeln!(out, "<attribute id=\"{id}\" title=\"{}\" type=\"{}\"/>", Escaped(name), type_name(*kind))?;
    }
    out.write_all(b"</attributes>\n")?;
    if drawn.parts().is_empty() {
        return Ok(());
    }
    out.write_all(b"<attributes class=\"edge\">\n")?;
    for (id, part) in drawn.parts().iter().enumerate() {
        writeln!(out, "<attribute id=\"{id}\" title=\"{}\" type=\"double\"/>", Escaped(part.name))?;
    }
    out.write_all(b"</attributes>\n")
}

/// The end of a link's element, with what it is made of.
fn write_parts(drawn: &Drawn<'_>, index: usize, out: &mut impl Write) -> io::Result<()> {
    if drawn.parts().is_empty() {
        return out.write_all(b"/>\n");
    }
    out.write_all(b"><attvalues>")?;
    for (id, part) in drawn.parts().iter().enumerate() {
        write!(out, "<attvalue for=\"{id}\" value=\"{}\"/>", part.values[index])?;
    }
    out.write_all(b"</attvalues></edge>\n")
}

fn write_vertex(
    drawn: &Drawn<'_>,
    attributes: &Attributes<'_>,
    index: usize,
    scale: f64,
    out: &mut impl Write,
) -> io::Result<()> {
    let vertex = &drawn.vertices()[index];
    write!(out, "<node id=\"{}\" label=\"{}\"><attvalues>", Escaped(vertex.id), Escaped(vertex.label))?;
    for (id, value) in attributes.values(drawn, index).enumerate() {
        if let Some(value) = value {
            write!(out, "<attvalue for=\"{id}\" value=\"{value}\"/>")?;
        }
    }
    out.write_all(b"</attvalues>")?;
    if let Some([x, y]) = vertex.position.map(|position| position.map(|part| scale * part)) {
        write!(out, "<viz:position x=\"{x}\" y=\"{y}\" z=\"0\"/>")?;
    }
    out.write_all(b"</node>\n")
}

/// What positions are multiplied by.
fn scale(drawn: &Drawn<'_>) -> f64 {
    let mut parts = drawn.vertices().iter().filter_map(|vertex| vertex.position).flatten();
    if parts.all(|part| (0.0..=1.0).contains(&part)) { SCALE } else { 1.0 }
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "double",
    }
}
