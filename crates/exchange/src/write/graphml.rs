//! GraphML 1.0, as Brandes, Eiglsperger, Herman, Himsolt and Marshall describe it in "GraphML Progress Report:
//! Structural Layer Proposal" (2001), with the typed attributes of the later primer.
//!
//! Vertices bear the names of [`Vertex::id`](crate::Vertex::id), though the schema would have them without spaces and
//! slashes: programs use the name as the key of the vertex, and so tables can be joined to the graph.

use std::io::{self, Write};

use super::attributes::{Attributes, Kind, Value};
use super::xml::Escaped;
use crate::Drawn;

/// Writes `drawn` to `out`, which should be buffered. Vertices in their order, links ascending.
///
/// Attributes of vertices: `label`, `x`, `y`, `cluster`, `cluster_label`, `year`, `url`,
/// `description` (each where any vertex has it) and one for each measure; of links: `weight` and one for each part. Time and bytes are linear in the graph.
///
/// # Errors
///
/// What `out` reports.
pub(super) fn write(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    )?;
    let attributes = Attributes::of(drawn);
    write_keys(drawn, &attributes, &mut out)?;
    out.write_all(b"<graph edgedefault=\"undirected\">\n")?;
    for index in 0..drawn.vertices().len() {
        write_vertex(drawn, &attributes, index, &mut out)?;
    }
    for (index, (source, target, weight)) in drawn.links().enumerate() {
        let name = |index: usize| Escaped(drawn.vertices()[index].id);
        let (source, target) = (name(source), name(target));
        write!(out, "<edge source=\"{source}\" target=\"{target}\"><data key=\"weight\">{weight}</data>")?;
        for (key, part) in drawn.parts().iter().enumerate() {
            write!(out, "<data key=\"p{key}\">{}</data>", part.values[index])?;
        }
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</graph>\n</graphml>\n")
}

/// Keys of vertices are `d0`, `d1`, …: the place and the label first, then what [`Attributes`] lists. Those of the
/// parts of links are `p0`, `p1`, ….
fn write_keys(drawn: &Drawn<'_>, attributes: &Attributes<'_>, out: &mut impl Write) -> io::Result<()> {
    let place = [("label", Kind::Text), ("x", Kind::Number), ("y", Kind::Number)];
    for (key, (name, kind)) in place.iter().chain(&attributes.declared).enumerate() {
        let (name, kind) = (Escaped(name), type_name(*kind));
        writeln!(out, "<key id=\"d{key}\" for=\"node\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    for (key, part) in drawn.parts().iter().enumerate() {
        let name = Escaped(part.name);
        writeln!(out, "<key id=\"p{key}\" for=\"edge\" attr.name=\"{name}\" attr.type=\"double\"/>")?;
    }
    writeln!(out, "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>")
}

fn write_vertex(
    drawn: &Drawn<'_>,
    attributes: &Attributes<'_>,
    index: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let vertex = &drawn.vertices()[index];
    let coordinate = |axis: usize| vertex.position.map(|position| Value::Number(position[axis]));
    let place = [Some(Value::Text(vertex.label)), coordinate(0), coordinate(1)];
    write!(out, "<node id=\"{}\">", Escaped(vertex.id))?;
    for (key, value) in place.into_iter().chain(attributes.values(drawn, index)).enumerate() {
        if let Some(value) = value {
            write!(out, "<data key=\"d{key}\">{value}</data>")?;
        }
    }
    writeln!(out, "</node>")
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Integer => "int",
        Kind::Number => "double",
    }
}
