//! The methods paragraph, ready for a paper, and every setting.

use crate::ReportView;
use crate::numbers::{count, counted, figure, listed, papers};
use crate::page::Page;
use crate::page::Side::Left;
use crate::view::{Coverage, Methods, Parameter};

pub(super) fn write(view: &ReportView, page: &mut Page) {
    page.heading(2, "Methods");
    page.paragraph("For use in a paper:");
    page.paragraph(paragraph(view));
    super::citations::write(view, page);
    if view.methods.parameters.is_empty() {
        return;
    }
    page.paragraph("Every setting of the run:");
    let row = |parameter: &Parameter| vec![parameter.key.as_str().into(), parameter.value.as_str().into()];
    page.table(&[("Setting", Left), ("Value", Left)], view.methods.parameters.iter().map(row).collect());
}

fn paragraph(view: &ReportView) -> String {
    let methods = &view.methods;
    let program = if methods.program.is_empty() { "bibliograph" } else { &methods.program };
    let verb = if view.summary.papers == 1 { "was" } else { "were" };
    let analysed = papers(view.summary.papers);
    let mut sentences = vec![format!("{analysed} {verb} analysed with {program} (seed {}).", methods.seed)];
    sentences.extend(similarity(view));
    sentences.extend(clustering(view));
    sentences.extend(certainty(view));
    sentences.extend(labels(methods));
    sentences.extend(centralities(methods));
    sentences.extend(methods.layout.as_ref().map(|layout| format!("The map was laid out {layout}.")));
    sentences.extend(time(view));
    sentences.join(" ")
}

fn similarity(view: &ReportView) -> Vec<String> {
    let methods = &view.methods;
    if methods.relations.is_empty() {
        return vec![];
    }
    let relations: Vec<String> = methods
        .relations
        .iter()
        .map(|relation| {
            format!(
                "{} ({}; weight {}; {})",
                relation.name,
                relation.measure,
                relation.weight,
                counted(relation.links, "pair", "pairs")
            )
        })
        .collect();
    let mut sentences = vec![format!(
        "The similarity of two papers is the weighted sum of {}: {}.",
        counted(relations.len(), "relation", "relations"),
        listed(&relations)
    )];
    if let Some(neighbours) = methods.neighbours {
        sentences.push(format!(
            "Each paper kept its {} strongest links, which left {}.",
            count(neighbours),
            counted(view.summary.links, "link", "links")
        ));
    }
    sentences
}

fn clustering(view: &ReportView) -> Option<String> {
    let clustering = view.methods.clustering.as_ref()?;
    let reached = match view.summary.modularity {
        Some(modularity) => format!("; their modularity is {}", figure(modularity)),
        None => String::new(),
    };
    let starts = match clustering.stability {
        Some(stability) => format!(
            " {} random starts were put together (Ovelgönne and Geyer-Schulz 2013); a start puts {:.0}% of the papers with most \
             of their cluster, in the mean.",
            clustering.starts,
            100.0 * stability
        ),
        None => String::new(),
    };
    Some(format!(
        "Clusters were found with the Leiden algorithm (Traag, Waltman and van Eck 2019), optimising {} at resolution \
         {}, which gave {}{reached}.{starts}",
        clustering.quality,
        clustering.resolution,
        counted(view.summary.clusters, "cluster", "clusters")
    ))
}

fn certainty(view: &ReportView) -> Option<String> {
    let (first, last) = (view.certainty.resolutions.first()?, view.certainty.resolutions.last()?);
    Some(format!(
        "Clusters at resolutions from {} to {} and, where several relations count, without each of them were compared with these by adjusted \
         mutual information (Vinh, Epps and Bailey 2010).",
        figure(first.resolution),
        figure(last.resolution)
    ))
}

fn labels(methods: &Methods) -> Option<String> {
    let quality = methods.labels?;
    Some(format!(
        "Clusters were labelled by terms of at least two papers with a high log-odds ratio (Monroe, Colaresi and Quinn 2008) that go \
         together (normalised pointwise mutual information; Bouma 2009); coherence of the key terms {}, diversity {}.",
        figure(quality.coherence),
        figure(quality.diversity)
    ))
}

/// How the movement of the field was measured.
fn time(view: &ReportView) -> Option<String> {
    let movement = &view.movement;
    let parts = [
        (!movement.bursts.is_empty(), "bursts are those of a two-state automaton (Kleinberg 2003)"),
        (
            !movement.roots.is_empty(),
            "historical roots come from reference publication year spectroscopy (Marx et al. 2014)",
        ),
        (
            !movement.main_path.is_empty(),
            "the main path is the path of highest search path count (Hummon and Doreian 1989; Batagelj 2003)",
        ),
        (
            !movement.development.is_empty(),
            "topics of periods were matched by the terms and cited works they share (Cobo et al. 2012)",
        ),
    ];
    let used: Vec<&str> = parts.into_iter().filter(|(used, _)| *used).map(|(_, words)| words).collect();
    (!used.is_empty()).then(|| format!("As to time, {}.", listed(&used)))
}

fn centralities(methods: &Methods) -> Vec<String> {
    let pagerank = methods
        .damping
        .map(|damping| format!("PageRank (Brin and Page 1998) used a damping factor of {damping}."));
    let measured = [
        ("Betweenness", methods.betweenness, ["pair of papers", "pairs of papers"]),
        ("Closeness", methods.closeness, ["pivot", "pivots"]),
    ];
    let measured = measured.into_iter().filter_map(|(name, coverage, [one, many])| {
        Some(match coverage? {
            Coverage::Exact => format!("{name} is exact."),
            Coverage::Sampled { samples, error, .. } => {
                format!(
                    "{name} was estimated from {} (error at most {}).",
                    counted(samples, one, many),
                    figure(error)
                )
            }
        })
    });
    pagerank.into_iter().chain(measured).collect()
}
