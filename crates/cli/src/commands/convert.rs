//! `bibliograph convert`: the papers of any files in another format; networks are next door, in `convert_network.rs`.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use anyhow::Context;
use corpus::{
    Paper, ReadOptions, Records,
    write::{self, Format},
};
use pipeline::words::{count, thousands};

use super::{Voice, convert_network};
use crate::{
    args::Convert,
    exit::Usage,
    reporter::{self, printable},
};

/// How many problems are shown unless all are asked for.
const SHOWN: usize = 10;

/// The path that means standard output, as it means standard input among the files to read.
pub(super) const STANDARD: &str = "-";

/// Reads the files and writes their papers, each record for itself, into one.
pub fn convert(args: &Convert, voice: Voice) -> anyhow::Result<()> {
    if let Some(format) = convert_network::format(args) {
        return convert_network::convert(args, format, voice);
    }
    let format = format(args)?;
    refuse_existing(&args.out, args.force)?;
    let progress = reporter::progress(voice == Voice::Quiet);
    let mut records = corpus::read_files(
        &args.papers,
        &ReadOptions { strict: args.strict, ..ReadOptions::default() },
        &progress,
    )?;
    if let (Some(report), Some(cluster)) = (&args.report, args.cluster) {
        records.papers = of_cluster(records.papers, report, cluster)?;
    }
    let written = match args.out == Path::new(STANDARD) {
        true => format.write(&records.papers, BufWriter::new(io::stdout().lock())),
        false => whole_file(&args.out, |file| format.write(&records.papers, file)),
    };
    written.with_context(|| format!("{}: cannot be written", shown_path(&args.out)))?;
    if voice > Voice::Quiet {
        tell(args, format, &records, voice);
    }
    Ok(())
}

fn format(args: &Convert) -> Result<Format, Usage> {
    let known = || {
        let networks = pipeline::networks::Format::ALL.map(pipeline::networks::Format::name);
        [&Format::ALL.map(Format::name)[..], &networks[..]].concat().join(", ")
    };
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

/// What is there stays there, unless it may go.
pub(super) fn refuse_existing(out: &Path, force: bool) -> Result<(), Usage> {
    if out != Path::new(STANDARD) && out.exists() && !force {
        return Err(Usage(format!("{}: the file exists; --force overwrites it", out.display())));
    }
    Ok(())
}

/// The papers that a report puts into a cluster. They are known by their ids; a paper that stands in several records is
/// written once.
fn of_cluster(papers: Vec<Paper>, report: &Path, cluster: u32) -> anyhow::Result<Vec<Paper>> {
    let of_report = pipeline::outputs::members::of_cluster(report, cluster)?;
    let mut wanted: BTreeSet<String> = of_report.into_iter().collect();
    let all = wanted.len();
    let kept: Vec<Paper> = papers.into_iter().filter(|paper| wanted.remove(&*write::id(paper))).collect();
    anyhow::ensure!(
        wanted.len() < all,
        "none of the {} of cluster {cluster} in {} is in these files; name those that the report was made from",
        count(all, "paper"),
        report.display()
    );
    if let Some(lost) = wanted.first() {
        let not_here = count(wanted.len(), "paper");
        say!("note: {not_here} of cluster {cluster} not in these files, such as {}", printable(lost));
    }
    Ok(kept)
}

/// Writes beside `out` and moves the whole file there, so that nobody ever sees half of it.
pub(super) fn whole_file(
    out: &Path,
    write: impl FnOnce(BufWriter<File>) -> io::Result<()>,
) -> io::Result<()> {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part: PathBuf = out.with_file_name(name);
    let written = File::create(&part)
        .and_then(|file| write(BufWriter::new(file)))
        .and_then(|()| fs::rename(&part, out));
    if written.is_err() {
        // What is left of the attempt is of no use; that it cannot be removed either changes nothing.
        fs::remove_file(&part).ok();
    }
    written
}

/// A path for a message.
pub(super) fn shown_path(out: &Path) -> String {
    match out == Path::new(STANDARD) {
        true => "standard output".to_owned(),
        false => out.display().to_string(),
    }
}

fn tell(args: &Convert, format: Format, records: &Records, voice: Voice) {
    let sum = |count: fn(&corpus::FileCard) -> usize| records.files.iter().map(count).sum::<usize>();
    say!(
        "{}: {} as {}; {} repaired, {} skipped",
        shown_path(&args.out),
        count(records.papers.len(), "paper"),
        format.name(),
        count(sum(|file| file.repaired), "record"),
        thousands(sum(|file| file.skipped))
    );
    for (field, papers) in format.leaves_out(&records.papers) {
        say!("{} has no place for {field}: left out of {}", format.name(), count(papers, "paper"));
    }
    let shown = if voice == Voice::Verbose { records.problems.len() } else { SHOWN };
    for problem in records.problems.iter().take(shown) {
        let line = format!("{}: {}; {}", problem.place, problem.reason, problem.remedy);
        say!("{}", line.replace(char::is_control, "\u{fffd}"));
    }
    if records.problems.len() > shown {
        say!("… and {} more; --verbose lists all", count(records.problems.len() - shown, "problem"));
    }
}
