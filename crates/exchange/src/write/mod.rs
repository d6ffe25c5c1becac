//! A graph to the files of other programs: [`write`](write()) makes those of any [`Format`].
//!
//! Every writer streams: time and bytes are linear in the graph, and memory does not grow with its links.

mod attributes;
mod edge_list;
mod gexf;
mod gml;
mod graphml;
mod leaves_out;
mod pajek;
mod vosviewer_json;
mod vosviewer_text;
mod xml;

use std::io::{self, Write};

use crate::{Drawn, Format};

/// A file that belongs to a format.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// What its name ends in, with the dot: `.graphml`.
    pub ending: &'static str,
    /// What it holds, in a line.
    pub content: &'static str,
    write: fn(&Drawn<'_>, &mut dyn Write) -> io::Result<()>,
    needs: Needs,
}

/// What a graph must have for a file to say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    Nothing,
    Clusters,
    Measures,
}

impl Part {
    /// Writes it to `out`, which should be buffered, and flushes: a buffer that is dropped keeps its error to itself.
    ///
    /// # Errors
    ///
    /// What `out` reports.
    pub fn write(&self, drawn: &Drawn<'_>, mut out: impl Write) -> io::Result<()> {
        (self.write)(drawn, &mut out)?;
        out.flush()
    }

    /// Whether the graph has what this file is there to tell.
    pub fn is_needed(&self, drawn: &Drawn<'_>) -> bool {
        match self.needs {
            Needs::Nothing => true,
            Needs::Clusters => !drawn.clusters().is_empty(),
            Needs::Measures => !drawn.measures().is_empty(),
        }
    }
}

/// The files of a format. The first may stand alone.
pub fn parts(format: Format) -> &'static [Part] {
    const fn part(
        ending: &'static str,
        content: &'static str,
        write: fn(&Drawn<'_>, &mut dyn Write) -> io::Result<()>,
        needs: Needs,
    ) -> Part {
        Part { ending, content, write, needs }
    }
    const GRAPHML: &[Part] = &[part(
        ".graphml",
        "the graph for igraph, networkx and yEd",
        |drawn, out| graphml::write(drawn, out),
        Needs::Nothing,
    )];
    const GEXF: &[Part] =
        &[part(".gexf", "the graph for Gephi", |drawn, out| gexf::write(drawn, out), Needs::Nothing)];
    const JSON: &[Part] = &[part(
        ".json",
        "the graph for VOSviewer",
        |drawn, out| vosviewer_json::write(drawn, out),
        Needs::Nothing,
    )];
    const VOSVIEWER: &[Part] = &[
        part(
            "-map.txt",
            "items for VOSviewer, the map file",
            |drawn, out| vosviewer_text::write_map(drawn, out),
            Needs::Nothing,
        ),
        part(
            "-network.txt",
            "links for VOSviewer, the network file",
            |drawn, out| vosviewer_text::write_network(drawn, out),
            Needs::Nothing,
        ),
    ];
    const GML: &[Part] =
        &[part(".gml", "the graph as GML", |drawn, out| gml::write(drawn, out), Needs::Nothing)];
    const PAJEK: &[Part] = &[
        part(".net", "the graph for Pajek", |drawn, out| pajek::write(drawn, out), Needs::Nothing),
        part(".clu", "clusters for Pajek", |drawn, out| pajek::write_partition(drawn, out), Needs::Clusters),
        part(
            ".vec",
            "PageRank, or else the first measure, for Pajek",
            |drawn, out| pajek::write_vector(drawn, out),
            Needs::Measures,
        ),
    ];
    const EDGES: &[Part] =
        &[part(".edges", "a link a line", |drawn, out| edge_list::write(drawn, out), Needs::Nothing)];
    match format {
        Format::Graphml => GRAPHML,
        Format::Gexf => GEXF,
        Format::VosviewerJson => JSON,
        Format::VosviewerText => VOSVIEWER,
        Format::Gml => GML,
        Format::Pajek => PAJEK,
        Format::EdgeList => EDGES,
    }
}

/// Writes the first file of `format` to `out`, which should be buffered, and flushes. Vertices in their order, links
/// ascending.
///
/// # Errors
///
/// What `out` reports.
pub fn write(format: Format, drawn: &Drawn<'_>, out: impl Write) -> io::Result<()> {
    parts(format)[0].write(drawn, out)
}

/// GraphML; see [`write`](write()).
///
/// # Errors
///
/// What `out` reports.
pub fn graphml(drawn: &Drawn<'_>, out: impl Write) -> io::Result<()> {
    write(Format::Graphml, drawn, out)
}

/// Text on a line of its own: what would begin another, or a cell of another, becomes a space.
fn on_a_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c })
        .collect()
}
