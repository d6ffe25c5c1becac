//! What somebody who reads the results should know: what is missing, capped or sampled. Nothing is limited in silence.

use network::centrality::Accuracy;
use similarity::Limit;

use crate::{
    analysis::Analysis,
    words::{count, thousands},
};

/// The notes, each a sentence or two.
pub fn notes(analysis: &Analysis) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(problems(analysis));
    notes.extend(missing_fields(analysis));
    notes.extend(no_terms(analysis));
    notes.extend(unused_labels(&analysis.terms.unused_labels));
    notes.extend(unlinked(analysis));
    notes.extend(analysis.similarity.limits.iter().map(capped));
    notes.extend(sampled(analysis));
    notes
}

fn problems(analysis: &Analysis) -> Option<String> {
    let skipped: usize = analysis.corpus.files.iter().map(|file| file.skipped).sum();
    let problems = analysis.corpus.problems.len();
    (problems > 0).then(|| {
        format!(
            "{} met while reading, {} skipped; tables/problems.csv names each with file and line.",
            count(problems, "problem"),
            count(skipped, "record")
        )
    })
}

/// Fields that no paper has, and what the graph lacks for it.
pub fn missing_fields(analysis: &Analysis) -> Vec<String> {
    let papers = &analysis.corpus.papers;
    if papers.is_empty() {
        return vec!["No paper was read, so everything below is empty.".to_owned()];
    }
    let mut notes = Vec::new();
    if papers.iter().all(|paper| paper.abstract_text.is_none()) {
        notes.push("No paper has an abstract: terms come from titles and keywords alone.".to_owned());
    }
    if papers.iter().all(|paper| paper.references.is_empty()) {
        notes.push("No paper lists references: no link rests on citations.".to_owned());
    } else if analysis.corpus.citations.is_empty() {
        notes.push("No reference leads to a paper of this corpus: no link rests on citations.".to_owned());
    }
    if papers.iter().all(|paper| paper.repos.is_empty()) {
        notes.push("No paper names a repository: no link rests on shared code or data.".to_owned());
    }
    if papers.iter().all(|paper| paper.year.is_none()) {
        notes.push("No paper has a year: nothing is said about time.".to_owned());
    }
    notes
}

/// A corpus in which no term tells papers apart: all say the same, or nothing twice.
pub fn no_terms(analysis: &Analysis) -> Option<String> {
    (analysis.terms.vocabulary.is_empty() && analysis.corpus.papers.len() > 1).then(|| {
        "No term is left to compare papers by: each is in too few of them (terms.min_papers) or in too many \
         (terms.max_share)."
            .to_owned()
    })
}

/// Labels of the thesaurus that no paper has: mistyped, most often.
fn unused_labels(labels: &[String]) -> Option<String> {
    const NAMED: usize = 10;
    let named: Vec<String> = labels.iter().take(NAMED).map(|label| format!("\"{label}\"")).collect();
    let more = if labels.len() > NAMED { ", …" } else { "" };
    (!labels.is_empty()).then(|| {
        format!(
            "{} of the thesaurus found among the terms of no paper (terms.thesaurus): {}{more}.",
            count(labels.len(), "label"),
            named.join(", ")
        )
    })
}

fn unlinked(analysis: &Analysis) -> Option<String> {
    let alone = analysis.unlinked();
    (alone > 0 && analysis.corpus.papers.len() > 1).then(|| {
        let rest = if alone == 1 {
            "is linked to no other and stands alone on the map, a cluster of its own"
        } else {
            "are linked to no other and stand alone on the map, each a cluster of its own"
        };
        format!("{} {rest}.", count(alone, "paper"))
    })
}

fn capped(limit: &Limit) -> String {
    format!(
        "{} is shared by {}, more than the cap of {}, and therefore ties none of them together (graph.repo_cap).",
        limit.name,
        count(limit.papers as usize, "paper"),
        thousands(limit.cap)
    )
}

fn sampled(analysis: &Analysis) -> Vec<String> {
    let centrality = &analysis.centrality;
    [("Betweenness", centrality.betweenness_accuracy), ("Closeness", centrality.closeness_accuracy)]
        .into_iter()
        .filter_map(|(name, accuracy)| match accuracy {
            Accuracy::Exact => None,
            Accuracy::Sampled { pivots, error, confidence } => Some(format!(
                "{name} is estimated from {} sampled papers: with a probability of {:.0}% every value is within {error:.4} \
                 of the exact one.",
                thousands(pivots),
                100.0 * confidence
            )),
        })
        .collect()
}
