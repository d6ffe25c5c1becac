//! The graph for other programs, in the formats of `report.graphs`.

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use exchange::{
    Drawn, DrawnError, Format, Measure, Vertex,
    write::{Part, parts},
};
use rayon::prelude::*;
use similarity::Relation;

use crate::{RunError, analysis::Analysis};

/// Writes the graph in these formats into `folder`.
pub fn write(analysis: &Analysis, formats: &[Format], folder: &Path) -> Result<(), RunError> {
    let degree: Vec<f64> = analysis.centrality.degree.iter().copied().map(f64::from).collect();
    let citations: Vec<f64> = analysis.cited_in_corpus().into_iter().map(f64::from).collect();
    write_files(&drawn(analysis, &degree, &citations)?, formats, folder)
}

/// The files of these formats, with what each holds.
pub fn files(formats: &[Format]) -> impl Iterator<Item = (String, &'static str)> {
    formats.iter().flat_map(|&format| parts(format)).map(|part| (name(part), part.content))
}

/// Writes a graph in these formats into `folder`.
pub fn write_files(drawn: &Drawn<'_>, formats: &[Format], folder: &Path) -> Result<(), RunError> {
    let parts: Vec<&Part> = formats.iter().flat_map(|&format| parts(format)).collect();
    parts.par_iter().try_for_each(|part| to_file(folder, &name(part), |out| part.write(drawn, out)))
}

fn name(part: &Part) -> String {
    format!("graph{}", part.ending)
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
            position: Some([x, y]),
            cluster: Some(cluster + 1),
            year: paper.year,
            url: paper.url.as_deref(),
            description: None,
        })
        .collect();
    let labels = analysis.topics.iter().map(|topic| topic.label.as_str()).collect();
    let centrality = &analysis.centrality;
    let measure = |name, values| Measure { name, values, is_score: false };
    let measures = vec![
        measure("degree", degree),
        measure("strength", &centrality.strength),
        measure("pagerank", &centrality.pagerank),
        measure("betweenness", &centrality.betweenness),
        measure("closeness", &centrality.closeness),
        measure("citations", citations),
    ];
    // What a relation says of every link, where it counts.
    let part = |relation: Relation| {
        let values = analysis.similarity.parts(relation)?;
        Some(measure(relation.name(), values))
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
