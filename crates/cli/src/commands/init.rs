//! `bibliograph init`: a commented workspace.toml for some files.

use std::{
    fs::File,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow};
use corpus::ReadOptions;
use pipeline::config::{options::Value, settings::name_after, template::template};

use super::Voice;
use crate::{args::Init, reporter};

/// Reads the files once, so that a typing mistake shows now, and writes the workspace file.
pub fn init(args: &Init, voice: Voice) -> anyhow::Result<()> {
    let progress = reporter::progress(voice == Voice::Quiet);
    let corpus = corpus::read(&args.papers, &ReadOptions::default(), &progress)?;
    let home = args.out.parent().unwrap_or(Path::new(""));
    let papers = args.papers.iter().map(|path| seen_from(home, path)).collect::<anyhow::Result<_>>()?;
    let name = args.papers.first().map_or_else(String::new, |first| name_after(first));
    let text = template(&[("report.name", Value::Text(name)), ("input.papers", Value::List(papers))]);

    let mut file = File::create_new(&args.out).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            anyhow!("{} is there already and is not replaced; choose another with --out", args.out.display())
        }
        _ => anyhow!("cannot write {}: {error}; choose another with --out", args.out.display()),
    })?;
    file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", args.out.display()))?;
    if voice >= Voice::Normal {
        say!("{} papers, {} problems", corpus.papers.len(), corpus.problems.len());
        say!("wrote {}; now: bibliograph run {}", args.out.display(), args.out.display());
    }
    Ok(())
}

/// The path as the workspace file must name it: relative to the file's own folder where that is the current one,
/// absolute otherwise.
fn seen_from(home: &Path, path: &Path) -> anyhow::Result<String> {
    let seen: PathBuf = if home.as_os_str().is_empty() || home == Path::new(".") {
        path.to_owned()
    } else {
        match path.strip_prefix(home) {
            Ok(inside) => inside.to_owned(),
            Err(_) => std::path::absolute(path)?,
        }
    };
    super::as_text(&seen)
}
