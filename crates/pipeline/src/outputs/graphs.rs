//! The graph for other programs: GraphML, GEXF, VOSviewer JSON.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use exchange::{Drawn, DrawnError, Measure, Vertex};
use rayon::prelude::*;
use similarity::Relation;

use crate::{RunError, analysis::Analysis};

/// Writes the graph in every format into `folder`.
pub fn write(analysis: &Analysis, folder: &Path) -> Result<(), RunError> {
    let degree: Vec<f64> = analysis.centrality.degree.iter().copied().map(f64::from).collect();
    let citations: Vec<f64> = analysis.cited_in_corpus().into_iter().map(f64::from).collect();
    let drawn = drawn(analysis, &degree, &citations)?;
    type Format = fn(&Drawn<'_>, &mut BufWriter<File>) -> io::Result<()>;
    let formats: [(&str, Format); 3] = [
        ("graph.graphml", |drawn, out| exchange::graphml::write(drawn, out)),
        ("graph.gexf", |drawn, out| exchange::gexf::write(drawn, out)),
        ("graph.json", |drawn, out| exchange::vosviewer::write(drawn, out)),
    ];
    formats.par_iter().try_for_each(|(name, write)| to_file(folder, name, |out| write(&drawn, out)))
}

fn drawn<'a>(
    analysis: &'a Analysis,
    degree: &'a [f64],
    citations: &'a [f64],
) -> Result<Drawn<'a>, DrawnError> {
    let papers = analysis.corpus.papers.iter().zip(&analysis.positions).zip(&analysis.cluster_of);
    let vertices = papers
        .map(|((paper, &[x, y]), &cluster)| Vertex {
            id: &paper.id,
            label: &paper.title,
            x,
            y,
            cluster: cluster + 1,
            year: paper.year,
            url: paper.url.as_deref(),
        })
        .collect();
    let labels = analysis.topics.iter().map(|topic| topic.label.as_str()).collect();
    let centrality = &analysis.centrality;
    let measures = vec![
        Measure { name: "degree", values: degree },
        Measure { name: "strength", values: &centrality.strength },
        Measure { name: "pagerank", values: &centrality.pagerank },
        Measure { name: "betweenness", values: &centrality.betweenness },
        Measure { name: "closeness", values: &centrality.closeness },
        Measure { name: "citations", values: citations },
    ];
    // What a relation says of every link, where it counts.
    let part = |relation: Relation| {
        let values = analysis.similarity.parts(relation)?;
        Some(Measure { name: relation.name(), values })
    };
    let parts = Relation::ALL.into_iter().filter_map(part).collect();
    Drawn::new(&analysis.similarity.graph, vertices, labels, measures)?.with_parts(parts)
}

fn to_file(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), RunError> {
    let path = folder.join(name);
    let written = File::create(&path).map(BufWriter::new).and_then(|mut out| {
        write(&mut out)?;
        out.flush()
    });
    written.map_err(|source| RunError::File { path, source })
}
