//! `bibliograph run`: papers to a report.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pipeline::{
    Summary,
    config::{Options, Settings, options::Value},
};

use super::Voice;
use crate::{
    args::Run,
    exit::Usage,
    reporter::{self, printable},
};

/// Runs the analysis and says where the report is.
pub fn run(args: &Run, voice: Voice) -> anyhow::Result<()> {
    let settings = settings(args)?;
    let progress = reporter::progress(voice == Voice::Quiet);
    let summary = pipeline::run(&settings, &progress)?;
    if voice >= Voice::Normal {
        tell(&summary);
    }
    if voice == Voice::Verbose {
        tell_more(&summary);
    }
    Ok(())
}

/// What was typed, over what the file says, over the defaults.
fn settings(args: &Run) -> anyhow::Result<Settings> {
    let (mut options, home) = match workspace(args)? {
        Some(file) => (read_workspace(&file)?, file.parent().unwrap_or(Path::new("")).to_owned()),
        None => (named_after(&args.inputs)?, PathBuf::new()),
    };
    for assignment in &args.set {
        options.assign(assignment)?;
    }
    if let Some(seed) = args.seed {
        options.set("run.seed", Some(Value::Integer(seed)), "--seed")?;
    }
    if let Some(threads) = args.threads {
        options.set("run.threads", Some(Value::Integer(i64::from(threads))), "--threads")?;
    }
    if let Some(links) = &args.links {
        // As seen from here, while the file of settings may lie elsewhere.
        let path = if home.as_os_str().is_empty() { links.clone() } else { std::path::absolute(links)? };
        options.set("input.links", Some(Value::Text(super::as_text(&path)?)), "--links")?;
    }
    if args.strict {
        options.set("input.strict", Some(Value::Flag(true)), "--strict")?;
    }
    Ok(Settings::resolve(&options, &home, args.out.as_deref())?)
}

/// The workspace file, if one is meant: the one given, or the one that lies here if nothing is given.
fn workspace(args: &Run) -> anyhow::Result<Option<PathBuf>> {
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    match args.inputs.as_slice() {
        [] => {
            let here = PathBuf::from("workspace.toml");
            anyhow::ensure!(
                here.is_file(),
                Usage(
                    "there is no workspace.toml here; name files of papers (`bibliograph run papers.csv`), or make \
                     one with `bibliograph init papers.csv`"
                        .to_owned()
                )
            );
            Ok(Some(here))
        }
        [one] if is_toml(one) => Ok(Some(one.clone())),
        several if several.iter().any(is_toml) => Err(Usage(
            "give one workspace.toml or files of papers, not both; a workspace.toml names its files under [input]"
                .to_owned(),
        )
        .into()),
        _ => Ok(None),
    }
}

fn read_workspace(file: &Path) -> anyhow::Result<Options> {
    let text = fs::read_to_string(file).map_err(|error| {
        Usage(format!(
            "cannot read {}: {error}; `bibliograph init PAPERS` makes a workspace.toml",
            file.display()
        ))
    })?;
    Ok(Options::from_toml(&text, file)?)
}

/// Options for bare files of papers: the report's folder is named after the first, its title after all.
fn named_after(papers: &[PathBuf]) -> anyhow::Result<Options> {
    let mut options = Options::default();
    let list = papers.iter().map(|path| super::as_text(path)).collect::<anyhow::Result<_>>()?;
    options.set("input.papers", Some(Value::List(list)), "the command line")?;
    if let Some(first) = papers.first() {
        let name = pipeline::config::settings::name_after(first);
        let title = match &papers[1..] {
            [] => None,
            [second] => Some(format!("{name} and {}", pipeline::config::settings::name_after(second))),
            others => Some(format!("{name} and {} others", others.len())),
        };
        options.set("report.name", Some(Value::Text(name)), "the command line")?;
        if title.is_some() {
            options.set("report.title", title.map(Value::Text), "the command line")?;
        }
    }
    Ok(options)
}

fn tell(summary: &Summary) {
    for note in &summary.notes {
        say!("note: {note}");
    }
    say!("{}", summary.headline());
    say!("report: {}", summary.folder.join("report.md").display());
}

fn tell_more(summary: &Summary) {
    reporter::stages(&summary.stages);
    for problem in &summary.problems {
        say!("{}", printable(&format!("{}: {}; {}", problem.place, problem.reason, problem.remedy)));
    }
}
