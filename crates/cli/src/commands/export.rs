//! `bibliograph export`: papers as tables for engines of many machines.

use corpus::ReadOptions;
use pipeline::{
    export::{self, Exported},
    words::{count, thousands},
};

use super::Voice;
use crate::{
    args::Export,
    reporter::{self, printable},
};

/// How many problems are shown unless all are asked for.
const SHOWN: usize = 10;

/// Writes the tables and says how much is in them.
pub fn export(args: &Export, voice: Voice) -> anyhow::Result<()> {
    let progress = reporter::progress(voice == Voice::Quiet);
    let options = ReadOptions { strict: args.strict, ..ReadOptions::default() };
    let Exported { rows, problems, sampled } =
        export::export(&args.papers, &args.parquet, &options, args.sample, &progress)?;
    if voice == Voice::Quiet {
        return Ok(());
    }
    if sampled {
        say!("note: the terms are those of {} chosen at random", count(args.sample, "paper"));
    }
    let shown = if voice == Voice::Verbose { problems.len() } else { SHOWN };
    for problem in problems.iter().take(shown) {
        say!("{}", printable(&format!("{}: {}; {}", problem.place, problem.reason, problem.remedy)));
    }
    if problems.len() > shown {
        say!("… and {} more; --verbose lists all", count(problems.len() - shown, "problem"));
    }
    for (table, rows) in rows {
        say!("{}: {} rows", args.parquet.join(table).display(), thousands(rows as usize));
    }
    Ok(())
}
