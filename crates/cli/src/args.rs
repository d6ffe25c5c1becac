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
    /// Draw a network of another program: VOSviewer, GraphML, GEXF, GML, Pajek, a list of links
    Map(Map),
    /// Write papers or a network in another format
    Convert(Convert),
    /// Write papers as tables for engines of many machines
    Export(Export),
    /// Compare a list of references with papers: what is wrong, made up, double
    CheckReferences(CheckReferences),
    /// Papers like a paper or a text, ranked, with reasons
    Similar(Similar),
    /// Why two papers are linked, or are not
    Explain(Explain),
    /// What a draft should cite, learnt from papers and their citations
    Suggest(Suggest),
    /// What is new and what is trending, as a page or by mail to those who asked for it
    Digest(Digest),
    /// What changed between two reports: papers, topics, ranks, settings
    Compare(Compare),
    /// Print the manual page of the program, or of one of its commands
    Man {
        /// The command
        command: Option<String>,
    },
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

    /// Links that were made elsewhere: a folder of Parquet files with the columns source, target and weight
    #[arg(long, value_name = "DIR")]
    pub links: Option<PathBuf>,

    /// Stop at the first record that cannot be read
    #[arg(long)]
    pub strict: bool,

    /// Set a key of workspace.toml for this run; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// Arguments of `digest`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph digest --since 2024 --report reports/vis           what is new, by topic\n  \
    bibliograph digest --since 2024-06 --words 'flow visualization'\n  \
    bibliograph digest --since 2024 --subscribers digest.toml      who would get how much\n  \
    bibliograph digest --since 2024 --subscribers digest.toml --send\n\n\
    digest.toml:  from = 'Digest <digest@example.org>'\n              \
    [smtp]\n              host = 'mail.example.org'        # port, security = 'starttls' | 'tls' | 'none', user, password_env, ca_file\n              \
    [[reader]]\n              address = 'Ada <ada@example.org>'\n              \
    words = 'flow visualization'     # or topic = 'label or number', like = 'id of a paper', or nothing; top = 20\n\n\
    Nobody is told of a paper twice: the file digest.redb beside digest.toml remembers.")]
pub struct Digest {
    /// Papers of this date or later are new: 2024, 2024-06 or 2024-06-01
    #[arg(long, value_name = "DATE")]
    pub since: corpus::Date,

    /// Folder of the report [default: the only one in ./reports]
    #[arg(long, value_name = "DIR")]
    pub report: Option<PathBuf>,

    /// Only this topic: its number, or words of its label
    #[arg(long, value_name = "TOPIC", conflicts_with_all = ["like", "words", "subscribers"])]
    pub topic: Option<String>,

    /// Only papers like this one
    #[arg(long, value_name = "ID", conflicts_with_all = ["words", "subscribers"])]
    pub like: Option<String>,

    /// Only papers like these words
    #[arg(long, value_name = "TEXT", conflicts_with = "subscribers")]
    pub words: Option<String>,

    /// At most so many new papers, and as many that trend
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,

    /// Years in which attention counts half
    #[arg(long, value_name = "YEARS", default_value_t = 1.0, value_parser = half_life)]
    pub half_life: f64,

    /// How to print it
    #[arg(long, value_enum, default_value_t, conflicts_with = "subscribers")]
    pub format: DigestFormat,

    /// A file for the digest; with --subscribers a folder for the messages
    #[arg(short, long, value_name = "FILE | DIR")]
    pub out: Option<PathBuf>,

    /// A digest for each reader in this file
    #[arg(long, value_name = "digest.toml")]
    pub subscribers: Option<PathBuf>,

    /// Send them
    #[arg(long, requires = "subscribers", conflicts_with = "out")]
    pub send: bool,
}

fn half_life(text: &str) -> Result<f64, String> {
    let years: f64 = text.parse().map_err(|_| "no number".to_owned())?;
    if years > 0.0 && years.is_finite() { Ok(years) } else { Err("must be above 0".to_owned()) }
}

/// How a digest is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DigestFormat {
    /// Markdown
    #[default]
    Markdown,
    /// One HTML page
    Html,
    /// A message as RFC 5322 has it
    Mail,
}

/// Arguments of `compare`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph compare reports/2024 reports/2025            as text\n  \
    bibliograph compare reports/2024 reports/2025 --out diff compare.md, compare.html, topics.csv, papers.csv\n\n\
    Papers are known by their ids, by what they were merged into, or as duplicates are; topics by the papers that they have in common.")]
pub struct Compare {
    /// Folder of the earlier report
    pub old: PathBuf,

    /// Folder of the later report
    pub new: PathBuf,

    /// How to print it; csv: the topics
    #[arg(long, value_enum, default_value_t)]
    pub format: PageFormat,

    /// Write it all into this folder instead
    #[arg(short, long, value_name = "DIR", conflicts_with = "format")]
    pub out: Option<PathBuf>,
}

/// How a page is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// Markdown
    #[default]
    Markdown,
    /// One HTML page
    Html,
    /// Comma-separated values
    Csv,
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

/// Arguments of `map`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph map network.json                 VOSviewer JSON, with its own clusters and positions\n  \
    bibliograph map network.txt map.txt          the two files of VOSviewer\n  \
    bibliograph map graph.net graph.clu          Pajek, with a partition\n  \
    bibliograph map links.csv --out friends      a link a line: source, target, weight\n  \
    bibliograph map g.graphml --new-layout       laid out anew\n\n\
    What the file tells is kept; clusters and positions that it does not tell are computed.")]
pub struct Map {
    /// The network, and files that go with it: the map file of VOSviewer, .clu and .vec of Pajek
    #[arg(required = true, value_name = "NETWORK")]
    pub files: Vec<PathBuf>,

    /// Folder for the map [default: reports/NAME]
    #[arg(short, long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Cluster it although the file tells clusters
    #[arg(long)]
    pub new_clusters: bool,

    /// Lay it out although the file tells positions
    #[arg(long)]
    pub new_layout: bool,

    /// Size items by this column of the file, for example a weight of VOSviewer [default: as map.size says]
    #[arg(long, value_name = "COLUMN")]
    pub size: Option<String>,

    /// Colour the overlay by this column of the file [default: its first score, years before others]
    #[arg(long, value_name = "COLUMN")]
    pub overlay: Option<String>,

    /// Seed of all random numbers [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..), allow_negative_numbers = true)]
    pub seed: Option<i64>,

    /// Threads; 0: one per core. Results do not depend on it [default: 0]
    #[arg(long, value_name = "N")]
    pub threads: Option<u32>,

    /// Set a key of workspace.toml for this map; may be repeated
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

/// Arguments of `convert`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph convert export.bib papers.ris         one file to RIS\n  \
    bibliograph convert a.bib b.csv papers.jsonl      two files into one, no record merged\n  \
    bibliograph convert a.bib out.txt --to csl-json   where the extension tells nothing\n  \
    bibliograph convert a.bib - --to jsonl            to standard output\n  \
    bibliograph convert a.bib c3.ris --report reports/a --cluster 3\n                                                    \
    the papers of one cluster of a report\n  \
    bibliograph convert network.json network.gexf     a network\n\n\
    .ris, .bib, .json (CSL-JSON), .jsonl and .csv tell a format of papers; .graphml, .gexf, .gml, .net (Pajek) and .edges \
    one of networks.")]
pub struct Convert {
    /// Files of papers, or a network with the files that go with it
    #[arg(required = true, value_name = "IN")]
    pub papers: Vec<PathBuf>,

    /// The file to write; `-` is standard output
    #[arg(value_name = "OUT")]
    pub out: PathBuf,

    /// Format to write: ris, bibtex, csl-json, jsonl, csv; for networks graphml, gexf, vosviewer-json, vosviewer, gml,
    /// pajek, edge-list [default: as the extension of OUT says]
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<String>,

    /// Write only the papers of this cluster of the report that --report names
    #[arg(long, value_name = "N", requires = "report")]
    pub cluster: Option<u32>,

    /// Folder of a report on these papers, for --cluster
    #[arg(long, value_name = "DIR", requires = "cluster")]
    pub report: Option<PathBuf>,

    /// Overwrite OUT where it exists
    #[arg(long)]
    pub force: bool,

    /// Stop at the first record that cannot be read
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph export papers.jsonl.zst --parquet tables        six tables, a folder each\n  \
    bibliograph export openalex/data/works --parquet tables     a snapshot of OpenAlex as it is\n\n\
    `bibliograph-cluster run tables results` goes on, and `bibliograph run PAPERS --links results/links` takes its links.")]
pub struct Export {
    /// Files of papers, and folders of them
    #[arg(required = true, value_name = "PAPERS")]
    pub papers: Vec<PathBuf>,

    /// The folder to write; it must not be there yet
    #[arg(long, value_name = "DIR")]
    pub parquet: PathBuf,

    /// Learn the vocabulary from so many papers, chosen at random where there are more; they are in memory for that
    #[arg(long, value_name = "N", default_value_t = pipeline::export::SAMPLE, value_parser = sample)]
    pub sample: usize,

    /// Stop at the first record that cannot be read
    #[arg(long)]
    pub strict: bool,
}

fn sample(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("must be a whole number, 1 or more".to_owned()),
        Ok(papers) => Ok(papers),
    }
}

/// Arguments of `check-references`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bibliograph check-references paper.bib                        against the papers of ./workspace.toml\n  \
    bibliograph check-references paper.bib --against corpus.jsonl --year 2024\n  \
    bibliograph check-references paper.bbl --against corpus.csv --format sarif > references.sarif\n  \
    pdftotext paper.pdf - | sed -n '/^References/,$p' | bibliograph check-references - --against corpus.bib\n\n\
    Lists: BibTeX, RIS, CSL-JSON or any other format of records; .bbl files of LaTeX; references pasted as text,\n\
    numbered, one a line, or wrapped.\n\
    Exit status: 1 where a reference has a finding of the level of --fail-on or above.")]
pub struct CheckReferences {
    /// The list of references; `-` is standard input
    #[arg(required = true, value_name = "LIST")]
    pub lists: Vec<PathBuf>,

    /// Files of papers that are known [default: those of ./workspace.toml]
    #[arg(long, value_name = "PAPERS", num_args = 1..)]
    pub against: Vec<PathBuf>,

    /// Year of the paper that cites them: what is younger is wrong [default: this year]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1000..3000))]
    pub year: Option<i32>,

    /// The least level that makes the exit status 1
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    pub fail_on: FailOn,

    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
}

/// Which findings make the exit status 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Any, though sound references have notes
    Note,
    /// What a person should look at
    #[default]
    Warning,
    /// What contradicts the papers that are known
    Error,
    /// None
    Never,
}

/// How checked references are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For services that show findings beside the lines of a file: SARIF 2.1.0
    Sarif,
    /// For spreadsheets
    Csv,
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
    after_help = "The first line of the draft is its title. Papers whose DOI or whole title stands in it count as cited;\n\
    titles of fewer than four words do not.\n\n\
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
