//! `bibliograph compare`: what changed between two reports.

use std::io::{self, Write};

use pipeline::compare::{Comparison, files};

use super::Voice;
use crate::{
    args::{Compare, PageFormat},
    reporter::printable,
};

/// Compares to standard output, or into a folder.
pub fn compare(args: &Compare, voice: Voice) -> anyhow::Result<()> {
    let comparison = Comparison::read(&args.old, &args.new)?;
    if let Some(folder) = &args.out {
        files::write(&comparison, folder)?;
        if voice >= Voice::Normal {
            say!("comparison: {}", printable(&folder.join("compare.md").display().to_string()));
        }
        return Ok(());
    }
    let mut out = io::stdout().lock();
    match args.format {
        PageFormat::Markdown => out.write_all(printable(&comparison.markdown()).as_bytes())?,
        PageFormat::Html => out.write_all(comparison.html().as_bytes())?,
        PageFormat::Csv => out.write_all(&comparison.topics_csv()?)?,
    }
    Ok(out.flush()?)
}
