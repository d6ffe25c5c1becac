//! Findings for programs.

use std::io::{self, Write};

use corpus::Corpus;
use discover::references::{Checked, Level, Reference, Work};
use serde_json::{Value, json};

/// Writes every reference with its verdict and findings.
pub fn write(
    out: &mut impl Write,
    references: &[Reference],
    checked: &[Checked],
    corpus: &Corpus,
) -> io::Result<()> {
    let page = json!({
        "papers": corpus.papers.len(),
        "references": references.iter().zip(checked).map(one).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &page).map_err(io::Error::from)?;
    writeln!(out)
}

fn one((reference, checked): (&Reference, &Checked)) -> Value {
    let findings = checked.findings.iter().map(|finding| {
        json!({
            "rule": finding.rule.name(),
            "level": finding.level.name(),
            "message": finding.message,
            "said": finding.said,
            "known": finding.known,
            "remedy": finding.rule.remedy(),
        })
    });
    json!({
        "file": &*reference.place.file,
        "line": reference.place.line,
        "label": reference.label,
        "text": reference.text,
        "verdict": checked.verdict(),
        "level": checked.level().map(Level::name),
        "work": checked.work.as_ref().map(work),
        "findings": findings.collect::<Vec<_>>(),
        "nearest": checked.nearest.iter().map(work).collect::<Vec<_>>(),
    })
}

fn work(work: &Work) -> Value {
    json!({ "id": work.id, "cited_by_lists": work.lists, "text": work.text, "similarity": work.similarity })
}
