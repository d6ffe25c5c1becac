//! What somebody who reads the results should know: what is missing, capped or sampled. Nothing is limited in silence.

use std::collections::BTreeMap;

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
    notes.extend(unlinked(analysis));
    notes.extend(analysis.similarity.limits.iter().map(capped));
    notes.extend(sampled(analysis));
    notes.extend(flat_core(&analysis.centrality.core));
    notes
}

/// Core numbers that tell papers hardly apart: in a graph that links each paper to its k nearest, nearly all are k.
pub fn flat_core(core: &[u32]) -> Option<String> {
    const FEWEST: usize = 50;
    const NEARLY_ALL: f64 = 0.9;
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for &number in core {
        *counts.entry(number).or_default() += 1;
    }
    let (number, papers) = counts.into_iter().max_by_key(|&(_, papers)| papers)?;
    let share = papers as f64 / core.len() as f64;
    (core.len() >= FEWEST && share >= NEARLY_ALL).then(|| {
        format!(
            "Core numbers tell little here: {:.0}% of the papers have {number}, as is usual where every paper is \
             linked to its nearest.",
            100.0 * share
        )
    })
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
    let measures = [
        ("Betweenness", "pairs of papers", centrality.betweenness_accuracy),
        ("Closeness", "papers", centrality.closeness_accuracy),
    ];
    measures
        .into_iter()
        .filter_map(|(name, of, accuracy)| match accuracy {
            Accuracy::Exact => None,
            Accuracy::Sampled { samples, error, confidence } => Some(format!(
                "{name} is estimated from {} sampled {of}: with a probability of {:.0}% every value is within \
                 {error:.4} of the exact one.",
                thousands(samples),
                100.0 * confidence
            )),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core_numbers_are_flat_if_nearly_all_are_alike() {
        let note = flat_core(&[15; 60]).unwrap();
        assert!(note.contains("100% of the papers have 15"), "{note}");
        assert_eq!(flat_core(&[2; 6]), None);
        let two_kinds: Vec<u32> = (0..100).map(|paper| paper % 2).collect();
        assert_eq!(flat_core(&two_kinds), None);
    }
}
