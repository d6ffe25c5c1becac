//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Papers in; similarity graph, clusters, map, tables and report out.
#[derive(Debug, Parser)]
#[command(
    name = "bibliograph",
    version,
    about,
    after_help = "Without a command, `bibliograph` runs ./workspace.toml.\n\
                  Exit status: 0 done, 1 the run failed, 2 wrong usage or configuration."
)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Say nothing but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Also list what each stage took and every problem met
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Analyse papers and write a report
    Run(Run),
    /// Write a commented workspace.toml for these papers
    Init(Init),
    /// Tell what is in these files: records, fields filled, duplicates, problems
    Inspect(Inspect),
    /// Write the papers of these files in another format: BibTeX, RIS, CSL-JSON, JSON Lines, CSV
    Convert(Convert),
    /// Papers like a paper or a text, ranked, with reasons
    Similar(Similar),
    /// Why two papers are linked, or are not
    Explain(Explain),
    /// What a draft should cite, learnt from papers and their citations
    Suggest(Suggest),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Arguments of `run`.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph run                              as ./workspace.toml says\n  \
    bibliograph run papers.jsonl                 with all defaults, into reports/papers\n  \
    bibliograph run a.csv b.jsonl.zst --out ab   two files, into the folder ab\n  \
    bibliograph run --set clusters.resolution=2  finer clusters\n\n\
    `bibliograph init PAPERS` writes a workspace.toml that explains every key.")]
pub struct Run {
    /// A workspace.toml, or files of papers; nothing: ./workspace.toml
    #[arg(value_name = "WORKSPACE.toml | PAPERS")]
    pub inputs: Vec<PathBuf>,

    /// Folder for the report [default: reports/NAME]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Seed of all random numbers [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..), allow_negative_numbers = true)]
    pub seed: Option<i64>,

    /// Threads; 0: one per core. Results do not depend on it [default: 0]
    #[arg(long, value_name = "N")]
    pub threads: Option<u32>,

    /// Stop at the first record that cannot be read
    #[arg(long)]
    pub strict: bool,

    /// Set a key of workspace.toml for this run; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct Init {
    /// Files of papers
    #[arg(required = true)]
    pub papers: Vec<PathBuf>,

    /// The file to write; an existing one is not replaced
    #[arg(short, long, value_name = "FILE", default_value = "workspace.toml")]
    pub out: PathBuf,
}

/// Arguments of `inspect`.
#[derive(Debug, clap::Args)]
pub struct Inspect {
    /// Files of papers
    #[arg(required = true)]
    pub papers: Vec<PathBuf>,

    /// Take a field from the column of this name, as the columns of workspace.toml do; may be repeated
    #[arg(long, value_name = "FIELD=NAME")]
    pub columns: Vec<String>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Stop at the first record that cannot be read
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `convert`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph convert export.bib papers.ris         one file to RIS\n  \
    bibliograph convert a.bib b.csv papers.jsonl      two files into one, no record merged\n  \
    bibliograph convert a.bib out.txt --to csl-json   where the extension tells nothing\n  \
    bibliograph convert a.bib - --to jsonl            to standard output\n\n\
    .ris, .bib, .json (CSL-JSON), .jsonl and .csv tell the format.")]
pub struct Convert {
    /// Files of papers
    #[arg(required = true, value_name = "IN")]
    pub papers: Vec<PathBuf>,

    /// The file to write; `-` is standard output
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// Format to write: ris, bibtex, csl-json, jsonl, csv [default: as the extension of OUT says]
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,

    /// Overwrite OUT where it exists
    #[arg(long)]
    pub force: bool,

    /// Stop at the first record that cannot be read
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `similar`.
#[derive(Debug, clap::Args)]
#[command(
    group = clap::ArgGroup::new("question").required(true).args(["text", "id", "file"]),
    after_help = "Examples:\n  \
    bibliograph similar \"volume rendering of clouds\"           by words\n  \
    bibliograph similar --id 10.1109/visual.1990.146363        by id, DOI or how a title begins\n  \
    bibliograph similar --file draft.txt --html similar.html   a page to read"
)]
pub struct Similar {
    /// Words to look for
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,

    /// Id or DOI of a paper of the report, or the beginning of its title
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,

    /// A file of plain text: a draft, an abstract; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,

    /// How many papers
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,

    /// The report that is asked [default: the only one in ./reports]
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Also write a page with abstracts, links and reasons
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// Id or DOI of a paper, or the beginning of its title
    #[arg(value_name = "A")]
    pub first: String,

    /// Of another
    #[arg(value_name = "B")]
    pub second: String,

    /// The report that is asked [default: the only one in ./reports]
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,
}

/// Arguments of `suggest`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The first line of the draft is its title. Papers whose DOI or whole title stands in it count as cited.\n\n\
    Example:\n  \
    bibliograph suggest draft.txt library.bib export.csv"
)]
pub struct Suggest {
    /// The draft, plain text
    #[arg(value_name = "DRAFT")]
    pub draft: PathBuf,

    /// Files of papers with their references
    #[arg(required = true)]
    pub papers: Vec<PathBuf>,

    /// How many papers
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,

    /// Year of the draft [default: the last of the papers]
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Table,
    /// For spreadsheets
    Csv,
    /// For programs
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn clap_finds_no_fault() {
        Args::command().debug_assert();
    }
}
