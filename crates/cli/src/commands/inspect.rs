//! `bibliograph inspect`: what is in these files.

use std::io::{self, Write};

use corpus::{Corpus, ReadOptions, Severity};
use pipeline::{
    config::{Options, options::Value},
    words::{count, thousands},
};
use serde_json::json;

use super::Voice;
use crate::{
    args::{Format, Inspect},
    exit::Usage,
    reporter::{self, printable},
};

/// How many problems the table for people shows.
const SHOWN: usize = 10;

/// What a file without a field cannot give.
const WITHOUT: [(&str, &str); 5] = [
    ("abstract", "terms come from titles and keywords alone"),
    ("year", "nothing is told of how topics change"),
    ("references", "no citation links from this file"),
    ("cited_by", "no count of citations to size the map by"),
    ("repos", "no repository links from this file"),
];

/// Reads the files and prints what they hold to standard output.
pub fn inspect(args: &Inspect, voice: Voice) -> anyhow::Result<()> {
    let progress = reporter::progress(voice == Voice::Quiet);
    let options = ReadOptions { strict: args.strict, columns: columns(&args.columns)? };
    let corpus = corpus::read(&args.papers, &options, &progress)?;
    let mut out = io::stdout().lock();
    match args.format {
        Format::Table => table(&mut out, &corpus, voice)?,
        Format::Csv => pipeline::write_files_csv(&corpus, &mut out)?,
        Format::Json => json(&mut out, &corpus)?,
    }
    Ok(out.flush()?)
}

/// Fields and the columns that hold them, as `FIELD=NAME` says; the fields are those of `[columns]` in workspace.toml.
fn columns(assignments: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    let mut known = Options::default();
    let pair = |assignment: &String| -> anyhow::Result<(String, String)> {
        let (field, name) = assignment.split_once('=').ok_or_else(|| {
            Usage(format!(
                "--columns {assignment}: say FIELD=NAME, for example --columns title=\"Name of the paper\""
            ))
        })?;
        let (field, name) = (field.trim(), name.trim());
        known.set(&format!("columns.{field}"), Some(Value::Text(name.to_owned())), "--columns")?;
        Ok((field.to_owned(), name.to_owned()))
    };
    assignments.iter().map(pair).collect()
}

fn table(out: &mut impl Write, corpus: &Corpus, voice: Voice) -> io::Result<()> {
    for file in &corpus.files {
        writeln!(out, "{} ({})", printable(&file.path), file.format)?;
        writeln!(
            out,
            "  {}: {} read, of these {} repaired; {} skipped",
            count(file.records, "record"),
            thousands(file.read),
            thousands(file.repaired),
            thousands(file.skipped)
        )?;
        for (field, share) in &file.fields {
            writeln!(out, "  {field:<12} {:>6.1} %", 100.0 * share)?;
        }
        for (field, so) in WITHOUT {
            if file.read > 0 && file.fields.iter().any(|&(name, share)| name == field && share == 0.0) {
                writeln!(out, "  no record carries {field}: {so}")?;
            }
        }
    }
    writeln!(
        out,
        "{} after merging {}; {}, {} of them to papers here",
        count(corpus.papers.len(), "paper"),
        count(corpus.duplicates.len(), "duplicate"),
        count(corpus.references, "reference"),
        thousands(corpus.resolved)
    )?;
    let shown = if voice == Voice::Verbose { corpus.problems.len() } else { SHOWN };
    for problem in corpus.problems.iter().take(shown) {
        let what = match problem.severity {
            Severity::Repaired => "repaired",
            Severity::Skipped => "skipped",
        };
        writeln!(
            out,
            "{}: {what}: {}; {}",
            printable(&problem.place.to_string()),
            printable(&problem.reason),
            problem.remedy
        )?;
    }
    if corpus.problems.len() > shown {
        let more = corpus.problems.len() - shown;
        writeln!(out, "… and {} more; --verbose lists all", count(more, "problem"))?;
    }
    Ok(())
}

fn json(out: &mut impl Write, corpus: &Corpus) -> anyhow::Result<()> {
    let files: Vec<_> = corpus
        .files
        .iter()
        .map(|file| {
            let fields: serde_json::Map<_, _> =
                file.fields.iter().map(|&(name, share)| (name.to_owned(), json!(share))).collect();
            json!({
                "path": file.path, "format": file.format, "records": file.records, "read": file.read,
                "repaired": file.repaired, "skipped": file.skipped, "fields": fields,
            })
        })
        .collect();
    let card = json!({
        "files": files,
        "papers": corpus.papers.len(),
        "duplicates": corpus.duplicates.len(),
        "references": corpus.references,
        "resolved": corpus.resolved,
    });
    serde_json::to_writer_pretty(&mut *out, &card).map_err(io::Error::from)?;
    Ok(writeln!(out)?)
}
