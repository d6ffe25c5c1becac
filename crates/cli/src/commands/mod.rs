//! One file a command.

mod check_references;
mod compare;
mod convert;
mod convert_network;
mod digest;
mod explain;
mod export;
mod init;
mod inspect;
mod map;
mod network_problems;
mod open;
mod run;
mod similar;
mod suggest;

use std::path::Path;

use clap::CommandFactory;

use crate::{
    args::{Args, Command, Run},
    exit::Usage,
};

/// How much is said on standard error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// Errors only.
    Quiet,
    /// What was done.
    Normal,
    /// What each stage took and every problem.
    Verbose,
}

/// Does what was typed.
pub fn dispatch(args: Args) -> anyhow::Result<()> {
    let voice = match (args.quiet, args.verbose) {
        (true, _) => Voice::Quiet,
        (_, true) => Voice::Verbose,
        _ => Voice::Normal,
    };
    match args.command.unwrap_or(Command::Run(Run::default())) {
        Command::Run(run) => run::run(&run, voice),
        Command::Init(init) => init::init(&init, voice),
        Command::Convert(convert) => convert::convert(&convert, voice),
        Command::Export(export) => export::export(&export, voice),
        Command::Map(map) => map::map(&map, voice),
        Command::CheckReferences(check) => check_references::check_references(&check, voice),
        Command::Similar(similar) => similar::similar(&similar),
        Command::Explain(explain) => explain::explain(&explain),
        Command::Suggest(suggest) => suggest::suggest(&suggest, voice),
        Command::Compare(compare) => compare::compare(&compare, voice),
        Command::Digest(digest) => digest::digest(&digest, voice),
        Command::Man { command } => man(command.as_deref()),
        Command::Inspect(inspect) => inspect::inspect(&inspect, voice),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "bibliograph", &mut std::io::stdout());
            Ok(())
        }
    }
}

/// Prints a manual page.
fn man(command: Option<&str>) -> anyhow::Result<()> {
    let mut program = Args::command();
    program.build();
    let page = match command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Usage(format!("there is no command {name:?}; bibliograph --help lists them")))?,
    };
    Ok(clap_mangen::Man::new(page).render(&mut std::io::stdout().lock())?)
}

/// A path as workspace.toml and run.json can hold it.
fn as_text(path: &Path) -> anyhow::Result<String> {
    let text = path.to_str().ok_or_else(|| {
        Usage(format!(
            "{}: the name is not UTF-8, which a workspace.toml needs; rename the file",
            path.display()
        ))
    })?;
    Ok(text.to_owned())
}
