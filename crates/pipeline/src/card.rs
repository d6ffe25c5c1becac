//! `run.json`: the card of a run, from which it can be repeated and judged.

use std::{fs, path::Path};

use discover::missing::{Found, Trial};
use network::centrality::Accuracy;
use serde_json::{Map, Value as Json, json};
use similarity::Relation;

use crate::{
    RunError,
    analysis::Analysis,
    clock::StageCost,
    config::{Settings, options::Value},
    networks::people,
    outputs::Files,
    publish,
};

/// Writes the card.
pub fn write(
    analysis: &Analysis,
    settings: &Settings,
    stages: &[StageCost],
    notes: &[String],
    written: &Files,
    path: &Path,
) -> Result<(), RunError> {
    let corpus = &analysis.corpus;
    let papers = corpus.files.iter().map(|file| {
        json!({
            "path": file.path, "format": file.format, "sha256": file.sha256, "bytes": file.bytes,
            "records": file.records, "read": file.read, "repaired": file.repaired, "skipped": file.skipped,
        })
    });
    let vectors = analysis.embeddings.iter().flat_map(|embeddings| &embeddings.files).map(|file| json!(file));
    let inputs: Vec<Json> = papers.chain(vectors).collect();
    let limits: Vec<Json> = analysis
        .similarity
        .limits
        .iter()
        .map(|limit| json!({ "relation": limit.relation.name(), "name": limit.name, "papers": limit.papers, "cap": limit.cap }))
        .collect();
    let card = json!({
        "program": publish::PROGRAM,
        "version": env!("CARGO_PKG_VERSION"),
        "inputs": inputs,
        "configuration": configuration(&settings.resolved),
        "labels": settings.labels.iter().map(|label| json!([label.of, label.text])).collect::<Vec<_>>(),
        "seed": settings.seed,
        "threads": parallel::threads(),
        "counts": {
            "papers": corpus.papers.len(),
            "duplicates": corpus.duplicates.len(),
            "problems": corpus.problems.len(),
            "references": corpus.references,
            "resolved": corpus.resolved,
            "citations": corpus.citations.len(),
            "terms": analysis.terms.vocabulary.len(),
            "links": analysis.similarity.links.len(),
            "links_by": links_by(analysis),
            "vectors": analysis.embeddings.as_ref().map(|embeddings| embeddings.vectors.papers()),
            "clusters": analysis.topics.len(),
        },
        "quality": {
            "optimised": settings.clusters.quality.name(),
            "value": analysis.leiden.quality,
            "leiden_iterations": analysis.leiden.iterations,
            "modularity": analysis.modularity,
            "stability": analysis.mean_stability(),
            "label_coherence": analysis.label_quality.map(|(coherence, _)| coherence),
            "label_diversity": analysis.label_quality.map(|(_, diversity)| diversity),
            "unlinked_papers": analysis.unlinked(),
            "missing_citations": analysis.missing.as_ref().map(|missing| trial(&missing.trial)),
        },
        "accuracy": {
            "betweenness": accuracy(analysis.centrality.betweenness_accuracy),
            "closeness": accuracy(analysis.centrality.closeness_accuracy),
        },
        "limits": limits,
        "networks": written.networks.iter().map(network).collect::<Vec<Json>>(),
        "stages": stages,
        "peak_bytes": stages.iter().filter_map(|stage| stage.peak_bytes).max(),
        "notes": notes,
        "files": written.paths,
    });
    // A map of text keys and numbers that are finite cannot fail to be written as JSON.
    let text = format!("{card:#}\n");
    fs::write(path, text).map_err(|source| RunError::File { path: path.to_owned(), source })
}

/// A network of what papers name.
fn network(network: &people::Written) -> Json {
    json!({
        "of": network.kind.name(), "items": network.items, "links": network.links,
        "clusters": network.clusters.len(), "modularity": network.modularity,
    })
}

/// How many links rest on each relation that counts, alone or with others.
fn links_by(analysis: &Analysis) -> Json {
    let counts = |relation: &Relation| analysis.similarity.parts(*relation).is_some();
    let links =
        |relation: Relation| (relation.name().to_owned(), json!(analysis.similarity.links_by(relation)));
    Relation::ALL.into_iter().filter(counts).map(links).collect::<Map<String, Json>>().into()
}

/// How well hidden citations are found, by the model and by what it is compared with.
fn trial(trial: &Trial) -> Json {
    let found = |found: Found| {
        json!({
            "recall_at_10": found.recall_at_10, "recall_at_50": found.recall_at_50,
            "mean_average_precision": found.average_precision,
        })
    };
    json!({
        "hidden": trial.hidden, "papers": trial.papers, "model": found(trial.model), "text": found(trial.text),
        "text_and_references": found(trial.text_and_references),
    })
}

pub(crate) fn accuracy(accuracy: Accuracy) -> Json {
    match accuracy {
        Accuracy::Exact => json!("exact"),
        Accuracy::Sampled { samples, error, confidence } => {
            json!({ "samples": samples, "error": error, "confidence": confidence })
        }
    }
}

/// Keys as tables and values, as in workspace.toml.
pub(crate) fn configuration(resolved: &[(&'static str, Value)]) -> Json {
    let mut tables = Map::new();
    for (path, value) in resolved {
        let (table, key) = path.split_once('.').unwrap_or(("", path));
        let entry = tables.entry(table).or_insert_with(|| Json::Object(Map::new()));
        if let Json::Object(keys) = entry {
            keys.insert(key.to_owned(), plain(value));
        }
    }
    Json::Object(tables)
}

fn plain(value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(text),
        Value::Integer(number) => json!(number),
        Value::Number(number) => json!(number),
        Value::Flag(flag) => json!(flag),
        Value::List(items) => json!(items),
    }
}
