//! `bibliograph explain`: what is between two papers.

use std::io::{self, Write};

use discover::{explain, explain::Explanation, find::find, index::Name};

use super::open::open;
use crate::{args, exit::Usage, reporter::printable};

/// Explains to standard output.
pub fn explain(args: &args::Explain) -> anyhow::Result<()> {
    let mut index = open(args.report.as_deref())?;
    let names = &index.contents().names;
    let (first, second) = (find(names, &args.first)?, find(names, &args.second)?);
    if first == second {
        return Err(Usage("both are the same paper; name two".to_owned()).into());
    }
    let explanation = explain::explain(&mut index, first, second)?;
    let mut text = Vec::new();
    tell(&mut text, &explanation, &index.contents().names)?;
    let mut out = io::stdout().lock();
    out.write_all(printable(&String::from_utf8_lossy(&text)).as_bytes())?;
    Ok(out.flush()?)
}

fn tell(out: &mut impl Write, found: &Explanation, names: &[Name]) -> io::Result<()> {
    let title = |paper: u32| &names[paper as usize].title;
    for (paper, record) in found.papers.iter().zip(&found.records) {
        let year = record.year.map_or(String::new(), |year| format!(" ({year})"));
        writeln!(out, "{}{year}\n  {}", record.title, names[*paper as usize].id)?;
    }
    match found.weight {
        Some(weight) => {
            writeln!(out, "\nThey are linked with the weight {weight:.3}:")?;
            for (relation, part, factor) in &found.parts {
                writeln!(out, "  {relation}: {part:.3} × {factor}")?;
            }
        }
        None => {
            writeln!(out, "\nThey are not linked:")?;
            found.why_not.iter().try_for_each(|why| writeln!(out, "  {why}"))?;
        }
    }
    if let Some(shared) = &found.shared {
        writeln!(out, "\nWhat they have in common:")?;
        shared.why(names).iter().try_for_each(|why| writeln!(out, "  {why}"))?;
    }
    match &found.path[..] {
        [] => writeln!(
            out,
            "\nNo path leads from one to the other, at least among the {} papers nearest to them.",
            explain::LOOKED_AT
        )?,
        [_, _] => {}
        path => {
            writeln!(out, "\nThe best path between them:")?;
            for (step, (paper, weight)) in path.iter().enumerate() {
                let by = if step == 0 { String::new() } else { format!("— {weight:.3} → ") };
                writeln!(out, "  {by}{}", title(*paper))?;
            }
        }
    }
    for (sentences, which) in found.sentences.iter().zip(["first", "second"]) {
        if !sentences.is_empty() {
            writeln!(
                out,
                "\nSentences of the {which} that carry the likeness, with what the cosine loses without them:"
            )?;
            sentences.iter().try_for_each(|(text, loss)| writeln!(out, "  {loss:.3}  {text}"))?;
        }
    }
    Ok(())
}
