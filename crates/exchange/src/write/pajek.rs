//! Pajek: the network, a partition and a vector (Batagelj and Mrvar 1998, "Pajek: Program for large network analysis").
//!
//! Vertices are numbered from 1; places are fractions of a page, the second coordinate downwards. A label stands between quotes
//! that nothing escapes: quotes within become apostrophes.

use std::io::{self, Write};

use super::on_a_line;
use crate::Drawn;

/// Labels, places where all are known, and links.
pub(super) fn write(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    write_heading(drawn, &mut out)?;
    for (index, vertex) in drawn.vertices().iter().enumerate() {
        write!(out, "{} \"{}\"", index + 1, on_a_line(vertex.label).replace('"', "'"))?;
        if let Some([x, y]) = vertex.position {
            write!(out, " {x} {}", 1.0 - y)?;
        }
        out.write_all(b"\r\n")?;
    }
    out.write_all(b"*Edges\r\n")?;
    for (source, target, weight) in drawn.links() {
        write!(out, "{} {} {weight}\r\n", source + 1, target + 1)?;
    }
    Ok(())
}

/// The cluster of each vertex; 0 is none.
pub(super) fn write_partition(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    write_heading(drawn, &mut out)?;
    for vertex in drawn.vertices() {
        write!(out, "{}\r\n", vertex.cluster.unwrap_or(0))?;
    }
    Ok(())
}

/// A number for each vertex: PageRank, or else the first measure. What is not known is 0.
pub(super) fn write_vector(drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
    write_heading(drawn, &mut out)?;
    let measures = drawn.measures();
    let shown = measures.iter().find(|measure| measure.name == "pagerank").or(measures.first());
    for &value in shown.map_or(&[][..], |measure| measure.values) {
        let value = if value.is_nan() { 0.0 } else { value };
        write!(out, "{value}\r\n")?;
    }
    Ok(())
}

fn write_heading(drawn: &Drawn<'_>, out: &mut impl Write) -> io::Result<()> {
    write!(out, "*Vertices {}\r\n", drawn.vertices().len())
}
