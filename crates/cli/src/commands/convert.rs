//! `bibliograph convert`: the papers of any files in another format.

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::Context;
use corpus::{Paper, ReadOptions, Records, write::Format};

use super::Voice;
use crate::{args::Convert, exit::Usage, reporter};

/// How many problems are shown unless all are asked for.
const SHOWN: usize = 10;

/// Reads the files and writes their papers, each record for itself, into one.
pub fn convert(args: &Convert, voice: Voice) -> anyhow::Result<()> {
    let format = format(args)?;
    if args.out.exists() && !args.force {
        return Err(Usage(format!("{}: the file exists; --force overwrites it", args.out.display())).into());
    }
    let progress = reporter::progress(voice == Voice::Quiet);
    let records = corpus::read_files(
        &args.papers,
        &ReadOptions { strict: args.strict, ..ReadOptions::default() },
        &progress,
    )?;
    publish(&args.out, format, &records.papers)
        .with_context(|| format!("{}: cannot be written", args.out.display()))?;
    if voice > Voice::Quiet {
        tell(args, format, &records, voice);
    }
    Ok(())
}

fn format(args: &Convert) -> Result<Format, Usage> {
    let known = || Format::ALL.map(Format::name).join(", ");
    if let Some(name) = &args.to {
        let named = Format::ALL.into_iter().find(|format| format.name() == name);
        return named.ok_or_else(|| Usage(format!("--to {name}: no such format; there are {}", known())));
    }
    let extension = args.out.extension().and_then(OsStr::to_str);
    extension.and_then(Format::of_extension).ok_or_else(|| {
        Usage(format!(
            "{}: the extension tells no format; say --to with one of {}",
            args.out.display(),
            known()
        ))
    })
}

/// Writes beside `out` and moves the whole file there, so that nobody ever sees half of it.
fn publish(out: &Path, format: Format, papers: &[Paper]) -> io::Result<()> {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part: PathBuf = out.with_file_name(name);
    let written = File::create(&part)
        .and_then(|file| format.write(papers, BufWriter::new(file)))
        .and_then(|()| fs::rename(&part, out));
    if written.is_err() {
        // What is left of the attempt is of no use; that it cannot be removed either changes nothing.
        fs::remove_file(&part).ok();
    }
    written
}

fn tell(args: &Convert, format: Format, records: &Records, voice: Voice) {
    let sum = |count: fn(&corpus::FileCard) -> usize| records.files.iter().map(count).sum::<usize>();
    eprintln!(
        "{}: {} papers as {}; {} records repaired, {} skipped",
        args.out.display(),
        records.papers.len(),
        format.name(),
        sum(|file| file.repaired),
        sum(|file| file.skipped)
    );
    for (field, papers) in format.leaves_out(&records.papers) {
        eprintln!("{} has no place for {field}: left out of {papers} papers", format.name());
    }
    let shown = if voice == Voice::Verbose { records.problems.len() } else { SHOWN };
    for problem in records.problems.iter().take(shown) {
        let line = format!("{}: {}; {}", problem.place, problem.reason, problem.remedy);
        eprintln!("{}", line.replace(char::is_control, "\u{fffd}"));
    }
    if records.problems.len() > shown {
        eprintln!("… and {} more problems; --verbose lists them", records.problems.len() - shown);
    }
}
