//! What somebody who reads the results should know: what is missing, capped or sampled. Nothing is limited in silence.

use std::collections::BTreeMap;

use discover::missing::Trial;
use network::centrality::Accuracy;
use similarity::{Limit, Relation};

use super::pictures;
use crate::{
    analysis::Analysis,
    config::{
        Settings,
        settings::{Measure, NameThesaurus, Shade},
    },
    groups,
    missing::{FEWEST, teaching},
    words::{count, thousands},
};

/// The notes, each a sentence or two.
pub fn notes(analysis: &Analysis, settings: &Settings) -> Vec<String> {
    let mut notes = Vec::new();
    notes.extend(no_papers(analysis));
    notes.extend(problems(analysis));
    notes.extend(missing_fields(analysis));
    notes.extend(no_terms(analysis));
    notes.extend(without_links(analysis));
    notes.extend(vectors(analysis));
    notes.extend(given_links(analysis));
    notes.extend(unused_terms(analysis));
    notes.extend(unused_names(analysis));
    notes.extend(analysis.stray_labels.iter().cloned());
    notes.extend(unlinked(analysis));
    notes.extend(Relation::ALL.into_iter().filter_map(|relation| capped(analysis, relation)));
    notes.extend(sampled(analysis));
    notes.extend(missing_citations(analysis, settings));
    notes.extend(flat_core(&analysis.centrality.core));
    notes.extend(super::time::notes(&analysis.time));
    notes.extend(uncounted(analysis, settings));
    notes.extend(undrawn(analysis, settings));
    notes
}

/// That there is nothing to tell of.
fn no_papers(analysis: &Analysis) -> Option<String> {
    analysis.corpus.papers.is_empty().then(|| {
        "No record became a paper. What holds a network and no papers, as VOSviewer, Pajek and Gephi write it, is drawn by \
         `bibliograph map`."
            .to_owned()
    })
}

/// That the map was to show counts of citations, which no source gives.
fn uncounted(analysis: &Analysis, settings: &Settings) -> Option<String> {
    let asked = [
        ("map.size", settings.map.size == Measure::CitedBy),
        ("map.overlay", settings.map.overlay == Shade::Measure(Measure::CitedBy)),
    ];
    let asked: Vec<&str> = asked.into_iter().filter(|(_, is_asked)| *is_asked).map(|(key, _)| key).collect();
    let known = analysis.corpus.papers.iter().any(|paper| paper.cited_by.is_some());
    (!known && !asked.is_empty()).then(|| {
        format!(
            "No paper has a count of citations: {} = \"cited_by\" tells nothing on the map; \"citations\" counts those from papers \
             of this corpus.",
            asked.join(" and ")
        )
    })
}

/// How far the suggestions of tables/missing.csv can be trusted, or why there are none.
fn missing_citations(analysis: &Analysis, settings: &Settings) -> Option<String> {
    match &analysis.missing {
        Some(missing) => trusted(&missing.trial),
        None if settings.missing == 0 || analysis.corpus.citations.is_empty() => None,
        None => Some(too_few(teaching(&analysis.corpus))),
    }
}

fn too_few(citations: usize) -> String {
    format!(
        "tables/missing.csv is empty: likely citations are learnt from {FEWEST} or more between papers that have a year, the cited \
         one not the later; there are {} here.",
        thousands(citations)
    )
}

/// What the trial found; nothing where nothing could be hidden.
fn trusted(trial: &Trial) -> Option<String> {
    if trial.papers == 0 {
        return None;
    }
    let percent = |share: f64| 100.0 * share;
    Some(format!(
        "tables/missing.csv names likely citations. With {} hidden from {}, {:.0}% of them were among the first ten \
         suggestions and {:.0}% among the first fifty (mean average precision {:.3}); by the likeness of the texts alone {:.0}% \
         and {:.0}% ({:.3}).",
        count(trial.hidden, "citation"),
        count(trial.papers, "paper"),
        percent(trial.model.recall_at_10),
        percent(trial.model.recall_at_50),
        trial.model.average_precision,
        percent(trial.text.recall_at_10),
        percent(trial.text.recall_at_50),
        trial.text.average_precision
    ))
}

/// Core numbers that tell papers hardly apart: in a graph that links each paper to its k nearest, nearly all are k.
fn flat_core(core: &[u32]) -> Option<String> {
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

/// Names and labels that are in a script that no font at hand can draw: they are left out of the map, never boxes.
pub fn undrawn(analysis: &Analysis, settings: &Settings) -> Option<String> {
    let lost = |text: &str| !charts::font::can_draw(&charts::font::clean(text));
    let names = pictures::names(analysis, settings).iter().filter(|name| lost(&name.text)).count();
    let labels = pictures::groups(analysis).iter().filter(|group| lost(&group.label)).count();
    let title = usize::from(lost(&settings.title));
    (names + labels + title > 0).then(|| {
        let remedy = if settings.map.font.is_none() {
            "map.font names a file with a font for it; Hebrew, Arabic and scripts of South Asia are never drawn"
        } else {
            "the font of map.font lacks it, too, or its letters join or run from right to left"
        };
        format!(
            "Left out of the pictures, in a script that the fonts cannot draw: {}, {} and {} ({remedy}).",
            count(names, "title of a paper").replace("title of a papers", "titles of papers"),
            count(labels, "cluster label"),
            if title == 1 { "the headline" } else { "no headline" },
        )
    })
}

/// That the links come from elsewhere, and which of them were left out.
pub fn given_links(analysis: &Analysis) -> Option<String> {
    let (rows, strangers) = analysis.given_links?;
    Some(format!(
        "The {} were made elsewhere (input.links), by settings that this report does not know; {} had an end that is none of \
         these papers and were left out.",
        count(rows, "link"),
        thousands(strangers)
    ))
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

/// What the report says of the graph beyond what it knows by itself: relations that give nothing, what is above a
/// cap, numbers that tell little.
pub fn limits_of_the_graph(analysis: &Analysis, settings: &Settings) -> Vec<String> {
    let beyond = Relation::ALL.into_iter().filter(|&relation| relation != Relation::Repos);
    let capped = beyond.filter_map(|relation| capped(analysis, relation));
    no_terms(analysis)
        .into_iter()
        .chain(without_links(analysis))
        .chain(vectors(analysis))
        .chain(analysis.stray_labels.iter().cloned())
        .chain(capped)
        .chain(flat_core(&analysis.centrality.core))
        .chain(super::time::notes(&analysis.time))
        .chain(missing_citations(analysis, settings))
        .collect()
}

/// Relations that were asked for and give no link, with the reason.
fn without_links(analysis: &Analysis) -> Vec<String> {
    let papers = &analysis.corpus.papers;
    let none = |lists: fn(&corpus::Paper) -> bool| !papers.iter().any(lists);
    let reason = |relation: Relation| match relation {
        Relation::Coupling | Relation::Cocitation if none(|paper| !paper.references.is_empty()) => {
            Some("no paper in these files lists references")
        }
        Relation::Cocitation if analysis.corpus.citations.is_empty() => {
            Some("no reference leads to a paper of this corpus")
        }
        Relation::Authors if none(|paper| !paper.authors.is_empty()) => Some("no paper names authors"),
        Relation::Keywords if none(|paper| !paper.keywords.is_empty()) => Some("no paper has keywords"),
        Relation::Coupling => Some("no two papers cite the same work below graph.coupling_cap"),
        Relation::Cocitation => Some("no paper below graph.cocitation_cap cites two papers of this corpus"),
        Relation::Authors => Some("no two papers have an author in common below graph.authors_cap"),
        Relation::Keywords => Some("no two papers have a keyword in common below graph.keywords_cap"),
        // Terms, repositories and citations count by default: what they lack is told elsewhere.
        Relation::Terms | Relation::Repos | Relation::Citations | Relation::Vectors => None,
    };
    let note = |relation: Relation| {
        let silent =
            analysis.similarity.parts(relation).is_some() && analysis.similarity.links_by(relation) == 0;
        let reason = reason(relation).filter(|_| silent && papers.len() > 1)?;
        Some(format!("graph.{0} counts, but {reason}: {0} gives no links.", relation.name()))
    };
    Relation::ALL.into_iter().filter_map(note).collect()
}

/// How many papers have a vector, where there are any.
fn vectors(analysis: &Analysis) -> Option<String> {
    let embeddings = analysis.embeddings.as_ref()?;
    let (with, rows) = (embeddings.vectors.papers(), embeddings.rows);
    let papers = analysis.corpus.papers.len();
    (with < papers || embeddings.strangers > 0).then(|| {
        format!(
            "{} of {} have a vector; of the {} of input.vectors, {} belong to no paper here.",
            thousands(with),
            count(papers, "paper"),
            count(rows, "row"),
            thousands(embeddings.strangers)
        )
    })
}

/// A corpus in which no term tells papers apart: all say the same, or nothing twice.
fn no_terms(analysis: &Analysis) -> Option<String> {
    (analysis.terms.vocabulary.is_empty() && analysis.corpus.papers.len() > 1).then(|| {
        "No term is left to compare papers by: each is in too few of them (terms.min_papers) or in too many \
         (terms.max_share)."
            .to_owned()
    })
}

/// Labels of the thesaurus of terms that no paper has: mistyped, most often.
fn unused_terms(analysis: &Analysis) -> Option<String> {
    let labels: Vec<&str> = analysis.terms.unused_labels.iter().map(String::as_str).collect();
    unused(&labels, "among the terms of no paper", "terms.thesaurus")
}

/// The same of names.
fn unused_names(analysis: &Analysis) -> Vec<String> {
    let of = |names: &NameThesaurus| {
        let things = groups::things(names.kind, analysis);
        unused(&things.named.unused, &format!("among the {} of no paper", names.kind.name()), names.key)
    };
    analysis.names.iter().filter_map(of).collect()
}

fn unused(labels: &[&str], place: &str, key: &str) -> Option<String> {
    const NAMED: usize = 10;
    let named: Vec<String> = labels.iter().take(NAMED).map(|label| format!("\"{label}\"")).collect();
    let more = if labels.len() > NAMED { ", …" } else { "" };
    (!labels.is_empty()).then(|| {
        format!(
            "{} of the thesaurus found {place} ({key}): {}{more}.",
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

/// What more papers have in common than the cap of `relation`, the most common first.
fn capped(analysis: &Analysis, relation: Relation) -> Option<String> {
    const NAMED: usize = 5;
    let mut limits: Vec<&Limit> =
        analysis.similarity.limits.iter().filter(|limit| limit.relation == relation).collect();
    let cap = limits.first()?.cap;
    limits.sort_by_key(|limit| std::cmp::Reverse(limit.papers));
    let (noun, verb) = match relation {
        Relation::Coupling => ("cited work", "cited by"),
        Relation::Cocitation => ("citing paper", "citing"),
        Relation::Authors => ("name", "borne by"),
        Relation::Keywords => ("keyword", "used by"),
        _ => ("repository", "linked by"),
    };
    let named = limits
        .iter()
        .take(NAMED)
        .map(|limit| format!("{} ({})", limit.name, thousands(limit.papers as usize)));
    let more = match limits.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {} more, all in run.json", thousands(more)),
    };
    Some(format!(
        "Left out of the links, since {verb} more than {} papers (graph.{}_cap): {}, {}{more}.",
        thousands(cap),
        relation.name(),
        count(limits.len(), noun),
        named.collect::<Vec<_>>().join("; ")
    ))
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
    use discover::missing::Found;

    use super::*;

    #[test]
    fn nothing_is_said_of_a_trial_without_papers() {
        let found = Found::default();
        let trial = Trial { hidden: 0, papers: 0, model: found, text: found, text_and_references: found };
        assert_eq!(trusted(&trial), None);
        let note = trusted(&Trial { hidden: 9, papers: 3, ..trial }).unwrap();
        assert!(note.contains("With 9 citations hidden from 3 papers"), "{note}");
    }

    #[test]
    fn core_numbers_are_flat_if_nearly_all_are_alike() {
        let note = flat_core(&[15; 60]).unwrap();
        assert!(note.contains("100% of the papers have 15"), "{note}");
        assert_eq!(flat_core(&[2; 6]), None);
        let two_kinds: Vec<u32> = (0..100).map(|paper| paper % 2).collect();
        assert_eq!(flat_core(&two_kinds), None);
    }
}
