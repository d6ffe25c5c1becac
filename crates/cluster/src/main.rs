//! The program `bibliograph-cluster`: arguments to work, messages to standard error.

use std::{path::PathBuf, process::ExitCode};

use bibliograph_cluster::{
    cut::{self, Cut},
    engine::{Engine, Place, Resources},
    error::Error,
    invent::{self, Invention},
    plan::STEPS,
    run::{self, Run},
    server,
    settings::Settings,
};
use clap::{Parser, Subcommand};

/// Plans of the engine are deep; its own programs give their threads as much.
const STACK: usize = 32 << 20;

/// Past one machine: the joins and counts of bibliograph, in process or on a cluster.
#[derive(Debug, Parser)]
#[command(name = "bibliograph-cluster", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Also tell what scheduler and executors do
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make the tables of all steps, or go on where an earlier run stopped
    Run(RunArguments),
    /// Write the papers around a question as JSON Lines, for `bibliograph run`
    Cut(CutArguments),
    /// Print the SQL of the steps, for Spark, Trino or DuckDB
    Sql {
        #[command(flatten)]
        settings: Box<Settings>,
    },
    /// Make up an export of any size, to measure with
    Invent(Invention),
    /// Start the scheduler of a cluster
    Scheduler(server::Scheduler),
    /// Start an executor of a cluster
    Executor(server::Executor),
}

#[derive(Debug, clap::Args)]
struct EngineArguments {
    /// Scheduler of a cluster: df://host:port. All its machines must see the folders under the same paths
    #[arg(long, value_name = "URL")]
    cluster: Option<String>,

    /// Scheduler and executor in this process
    #[arg(long, hide = true, conflicts_with = "cluster")]
    standalone: bool,

    /// Gigabytes for queries in this process; what needs more spills to disk
    #[arg(long, default_value_t = 4.0)]
    memory: f64,

    /// Parts of a table that are worked on at once [default: one a core; on a cluster 16]
    #[arg(long)]
    partitions: Option<usize>,

    /// Folder to spill to [default: a folder of the results]
    #[arg(long)]
    spill: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
struct RunArguments {
    /// Folder that `bibliograph export --parquet` wrote
    input: PathBuf,

    /// Folder for the results
    out: PathBuf,

    /// Only these steps, and what they rest on
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,

    #[command(flatten)]
    engine: EngineArguments,

    #[command(flatten)]
    settings: Settings,
}

#[derive(Debug, clap::Args)]
struct CutArguments {
    /// Folder that `bibliograph export --parquet` wrote
    input: PathBuf,

    /// Folder of the results of `run`
    results: PathBuf,

    #[command(flatten)]
    cut: Cut,

    #[command(flatten)]
    engine: EngineArguments,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    bibliograph_cluster::log::show(arguments.verbose);
    let runtime = tokio::runtime::Builder::new_multi_thread().thread_stack_size(STACK).enable_all().build();
    let done = match runtime {
        Ok(runtime) => {
            // On a thread of the runtime: the main thread has a small stack.
            let work = runtime.spawn(work(arguments.command));
            runtime.block_on(work).unwrap_or_else(|error| Err(error.into()))
        }
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            let usage = matches!(error.downcast_ref(), Some(Error::Usage(_) | Error::NoStep { .. }));
            ExitCode::from(if usage { 2 } else { 1 })
        }
    }
}

async fn work(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Run(arguments) => run(&arguments).await,
        Command::Cut(arguments) => {
            let resources = arguments.engine.resources(&arguments.results);
            let engine = Engine::new(&arguments.engine.place(), &resources).await?;
            let papers = cut::cut(&arguments.cut, &engine, &arguments.input, &arguments.results).await?;
            eprintln!("{}: {papers} papers", arguments.cut.out.display());
            Ok(())
        }
        Command::Sql { settings } => {
            for step in STEPS {
                for query in step.queries(&settings) {
                    println!("-- {}\n{query};\n", step.name);
                }
            }
            Ok(())
        }
        Command::Invent(invention) => Ok(invent::write(&invention)?),
        Command::Scheduler(arguments) => Ok(server::schedule(&arguments).await?),
        Command::Executor(arguments) => Ok(server::execute(&arguments).await?),
    }
}

async fn run(arguments: &RunArguments) -> anyhow::Result<()> {
    let steps = run::wanted(&arguments.only)?;
    std::fs::create_dir_all(&arguments.out).map_err(Error::file(&arguments.out))?;
    let engine = Engine::new(&arguments.engine.place(), &arguments.engine.resources(&arguments.out))
        .await
        .map_err(|error| Error::of_engine("start", &arguments.out, &error))?;
    let (input, out) = (arguments.input.as_path(), arguments.out.as_path());
    let run =
        Run { input, out, settings: &arguments.settings, engine: &engine, tell: &|line| eprintln!("{line}") };
    run.run(&steps).await?;
    Ok(())
}

impl EngineArguments {
    fn place(&self) -> Place {
        match &self.cluster {
            Some(url) => Place::Cluster(url.clone()),
            None if self.standalone => Place::Standalone,
            None => Place::Here,
        }
    }

    fn resources(&self, out: &std::path::Path) -> Resources {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let usual = if self.cluster.is_some() { 16 } else { cores };
        Resources {
            memory: (self.memory * 1e9) as usize,
            spill: self.spill.clone().unwrap_or_else(|| out.join("spill")),
            partitions: self.partitions.unwrap_or(usual),
        }
    }
}
