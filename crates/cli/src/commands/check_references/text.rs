//! Findings for people: `file:line: level: reference: what`, and what to do.

use std::io::{self, Write};

use discover::references::{Checked, Level, Reference, Rule, Work};

use super::{Voice, name};

/// Writes what is wrong; with notes and what was verified where all is asked for.
pub fn write(
    out: &mut impl Write,
    references: &[Reference],
    checked: &[Checked],
    voice: Voice,
) -> io::Result<()> {
    for (reference, checked) in references.iter().zip(checked) {
        one(out, reference, checked, voice)?;
    }
    Ok(())
}

fn one(out: &mut impl Write, reference: &Reference, checked: &Checked, voice: Voice) -> io::Result<()> {
    let verbose = voice == Voice::Verbose;
    let bad = checked.level() > Some(Level::Note);
    if !bad && !verbose {
        return Ok(());
    }
    let place = one_line(&reference.place.to_string());
    let name = one_line(&name(reference));
    let name = if name.is_empty() { String::new() } else { format!("{name}: ") };
    if !bad {
        writeln!(out, "{place}: verified: {}", one_line(&self::name(reference)))?;
    }
    for finding in &checked.findings {
        if finding.level == Level::Note && !verbose {
            continue;
        }
        writeln!(
            out,
            "{place}: {}: {name}{} [{}]",
            finding.level.name(),
            one_line(&finding.message),
            finding.rule.name()
        )?;
        if finding.rule == Rule::NotFound {
            for work in &checked.nearest {
                writeln!(out, "    nearest: {}", one_line(&shown(work)))?;
            }
        }
        if finding.level > Level::Note {
            writeln!(out, "    {}", finding.rule.remedy())?;
        }
    }
    if let Some(work) = &checked.work {
        writeln!(out, "    known as: {}", one_line(&shown(work)))?;
    }
    Ok(())
}

fn shown(work: &Work) -> String {
    match &work.id {
        Some(id) => format!("{} (id {id})", work.text),
        None => work.text.clone(),
    }
}

/// Text from files, without anything that could drive a terminal or begin a line of its own.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, "\u{fffd}")
}
