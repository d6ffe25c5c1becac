//! The index of a report.

use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

use anyhow::Context;
use discover::index::Index;
use pipeline::outputs::index::INDEX;

use crate::exit::Usage;

/// An index in a file.
pub type FileIndex = Index<BufReader<File>>;

/// Longer texts are no drafts, in bytes.
const LONGEST: u64 = 10 << 20;

/// Opens the index of this report, or of the only one in ./reports.
pub fn open(report: Option<&Path>) -> anyhow::Result<FileIndex> {
    let folder = match report {
        Some(folder) => folder.to_owned(),
        None => only_report()?,
    };
    let path = folder.join(INDEX);
    let file = File::open(&path).with_context(|| {
        format!("{}: no index; say a folder that `bibliograph run` wrote with --report", path.display())
    })?;
    Index::open(BufReader::new(file)).with_context(|| path.display().to_string())
}

fn only_report() -> anyhow::Result<PathBuf> {
    let folders =
        fs::read_dir("reports").into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut reports: Vec<PathBuf> = folders.filter(|folder| folder.join(INDEX).is_file()).collect();
    reports.sort();
    match &reports[..] {
        [only] => Ok(only.clone()),
        [] => {
            Err(Usage("./reports holds no report with an index; say one with --report DIR".to_owned()).into())
        }
        several => {
            let names: Vec<String> = several.iter().map(|path| path.display().to_string()).collect();
            Err(Usage(format!("say with --report which report is asked: {}", names.join(", "))).into())
        }
    }
}

/// A file of plain text, or standard input for `-`; what is no UTF-8 is replaced.
pub fn text(path: &Path) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    let read = match path == Path::new("-") {
        true => io::stdin().take(LONGEST + 1).read_to_end(&mut bytes),
        false => File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes)),
    };
    read.with_context(|| format!("{}: cannot be read", path.display()))?;
    if bytes.len() as u64 > LONGEST {
        return Err(Usage(format!("{}: longer than 10 MiB; is it a text?", path.display())).into());
    }
    const HEAD: usize = 64 << 10;
    if let Err(seen) = corpus::format_of_records(&bytes[..bytes.len().min(HEAD)]) {
        return Err(Usage(format!("{}: the file {seen}; save it as plain text", path.display())).into());
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A cell of CSV, in quotes where it needs them; what a spreadsheet would take for a formula is defused.
pub fn cell(text: &str) -> String {
    let text = pipeline::defuse(text);
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_defused() {
        assert_eq!(cell("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("＝1+1"), "'＝1+1", "full-width signs begin formulas, too");
        assert_eq!(cell("plain"), "plain");
    }
}
