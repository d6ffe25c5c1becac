//! `bibliograph check-references`: what is wrong in a list of references.

mod json;
mod list;
mod sarif;
mod text;

use std::{
    fs,
    io::{self, Write},
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use corpus::{Corpus, ReadOptions};
use discover::references::{Checked, Known, Level, Reference, check};
use parallel::Progress;
use pipeline::{
    config::{Options, Settings},
    words::{count, thousands},
};

use super::Voice;
use crate::{
    args::{CheckFormat, CheckReferences, FailOn},
    exit::Usage,
    reporter,
};

/// Compares the references with the papers and prints what was found; an error where something is wrong.
pub fn check_references(args: &CheckReferences, voice: Voice) -> anyhow::Result<()> {
    let progress = reporter::progress(voice == Voice::Quiet);
    let mut references = Vec::new();
    for path in &args.lists {
        references.extend(list::read(path)?);
    }
    let corpus = known(args, &progress)?;
    let checked = check(&references, &Known::new(&corpus), Some(args.year.unwrap_or_else(this_year)));
    let mut out = io::BufWriter::new(io::stdout().lock());
    match args.format {
        CheckFormat::Text => text::write(&mut out, &references, &checked, voice)?,
        CheckFormat::Json => json::write(&mut out, &references, &checked, &corpus)?,
        CheckFormat::Sarif => sarif::write(&mut out, &references, &checked)?,
        CheckFormat::Csv => pipeline::write_checked_csv(&references, &checked, &mut out)?,
    }
    out.flush()?;
    let told = summary(&checked, &corpus);
    if wrong(&checked, args.fail_on) > 0 {
        anyhow::bail!("{told}");
    }
    if voice > Voice::Quiet {
        say!("{told}");
    }
    Ok(())
}

/// The papers to compare with.
fn known(args: &CheckReferences, progress: &Progress) -> anyhow::Result<Corpus> {
    if !args.against.is_empty() {
        return Ok(corpus::read(&args.against, &ReadOptions::default(), progress)?);
    }
    let file = Path::new("workspace.toml");
    let text = fs::read_to_string(file).map_err(|error| {
        let papers = "name the papers to compare with (`--against papers.csv`)";
        Usage(match error.kind() {
            io::ErrorKind::NotFound => format!("there is no workspace.toml here; {papers}"),
            _ => format!("cannot read workspace.toml: {error}; {papers}"),
        })
    })?;
    let settings = Settings::resolve(&Options::from_toml(&text, file)?, Path::new(""), None)?;
    Ok(corpus::read(&settings.papers, &settings.read, progress)?)
}

/// References that have a finding of the level, or above.
fn wrong(checked: &[Checked], fail_on: FailOn) -> usize {
    let least = match fail_on {
        FailOn::Note => Level::Note,
        FailOn::Warning => Level::Warning,
        FailOn::Error => Level::Error,
        FailOn::Never => return 0,
    };
    checked.iter().filter(|checked| checked.level() >= Some(least)).count()
}

fn summary(checked: &[Checked], corpus: &Corpus) -> String {
    let of = |level| thousands(checked.iter().filter(|checked| checked.level() == Some(level)).count());
    format!(
        "{} against {} and {}: {} with errors, {} with warnings, {} verified",
        count(checked.len(), "reference"),
        count(corpus.papers.len(), "paper"),
        count(corpus.works.iter().filter(|work| work.paper.is_none()).count(), "cited work"),
        of(Level::Error),
        of(Level::Warning),
        thousands(checked.iter().filter(|checked| checked.level() <= Some(Level::Note)).count()),
    )
}

/// The year of the clock, in UTC; good enough until the year 2999.
fn this_year() -> i32 {
    const SECONDS: f64 = 365.2425 * 86_400.0;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
    1970 + (since / SECONDS) as i32
}

/// The label of a reference, or the front of its text.
fn name(reference: &Reference) -> String {
    const SHOWN: usize = 60;
    if !reference.label.is_empty() {
        return reference.label.clone();
    }
    match reference.text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &reference.text[..at]),
        None => reference.text.clone(),
    }
}
