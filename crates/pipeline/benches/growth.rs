//! How a run grows: time and memory of each stage on made-up fields of growing size.
//!
//! `cargo bench -p bibliograph-pipeline --bench growth -- 50000 100000 200000` prints a table as Markdown: seconds of each
//! stage at each size, the exponent `b` of time ~ papers^b between the last two, and the memory at the last. Each size
//! runs in a process of its own, so that no size pays for the memory of another.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    process::Command,
};

use parallel::Progress;
use pipeline::{
    clock::StageCost,
    config::{Options, Settings},
};
use serde_json::{Value, json};
use testkit::papers::{Plan, write_json_lines};

/// Where nothing is asked for: some seconds, so that `cargo bench` of everything stays short.
const SIZES: [u32; 3] = [2000, 4000, 8000];

/// Says that this process is to run one size, in the folder that follows.
const ONE: &str = "--one";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, folder] = arguments.as_slice()
        && flag == ONE
    {
        return run_one(Path::new(folder));
    }
    let asked: Vec<u32> = arguments.iter().filter_map(|size| size.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let runs: Vec<Vec<Stage>> = sizes.iter().map(|&papers| run_alone(papers)).collect();
    print!("{}", table(&sizes, &runs));
}

/// What a stage took, as the child process tells it.
struct Stage {
    name: String,
    seconds: f64,
    peak_bytes: u64,
}

/// Runs the pipeline over a field of so many papers in a process of its own.
fn run_alone(papers: u32) -> Vec<Stage> {
    let folder = tempfile::tempdir().unwrap();
    let mut file = BufWriter::new(File::create(folder.path().join("papers.jsonl")).unwrap());
    write_json_lines(Plan::field(papers), 1, &mut file).unwrap();
    file.flush().unwrap();
    let child = Command::new(std::env::current_exe().unwrap()).arg(ONE).arg(folder.path()).output().unwrap();
    assert!(child.status.success(), "{papers} papers: {}", String::from_utf8_lossy(&child.stderr));
    let told: Vec<Value> = serde_json::from_slice(&child.stdout).unwrap();
    // Large sizes take long: what was measured is not lost if somebody stops the rest.
    eprintln!("{papers} papers: {}", Value::from(told.clone()));
    told.iter()
        .map(|stage| Stage {
            name: stage["name"].as_str().unwrap().to_owned(),
            seconds: stage["seconds"].as_f64().unwrap(),
            peak_bytes: stage["peak_bytes"].as_u64().unwrap_or(0),
        })
        .collect()
}

/// Runs the pipeline over the papers of `folder` and prints what each stage took.
fn run_one(folder: &Path) {
    let options =
        Options::from_toml("[input]\npapers = [\"papers.jsonl\"]", Path::new("workspace.toml")).unwrap();
    let settings = Settings::resolve(&options, folder, Some(&folder.join("report"))).unwrap();
    let summary = pipeline::run(&settings, &Progress::none()).unwrap();
    let tell = |stage: &StageCost| json!({"name": stage.name, "seconds": stage.seconds, "peak_bytes": stage.peak_bytes});
    println!("{}", Value::from(summary.stages.iter().map(tell).collect::<Vec<_>>()));
}

/// A row a stage, a column a size.
fn table(sizes: &[u32], runs: &[Vec<Stage>]) -> String {
    let mut lines = vec![
        format!(
            "| stage |{} exponent | MiB |",
            sizes.iter().map(|size| format!(" {size} |")).collect::<String>()
        ),
        format!("| --- |{} ---: | ---: |", " ---: |".repeat(sizes.len())),
    ];
    let stages = runs.first().map_or(0, Vec::len);
    for stage in 0..stages {
        let seconds: Vec<f64> = runs.iter().map(|run| run[stage].seconds).collect();
        let peak = runs.last().map_or(0, |run| run[stage].peak_bytes);
        lines.push(row(&runs[0][stage].name, sizes, &seconds, peak));
    }
    let whole: Vec<f64> = runs.iter().map(|run| run.iter().map(|stage| stage.seconds).sum()).collect();
    let peak = runs.last().and_then(|run| run.iter().map(|stage| stage.peak_bytes).max()).unwrap_or(0);
    lines.push(row("all", sizes, &whole, peak));
    lines.join("\n") + "\n"
}

fn row(name: &str, sizes: &[u32], seconds: &[f64], peak_bytes: u64) -> String {
    let times: String = seconds.iter().map(|seconds| format!(" {seconds:.2} |")).collect();
    let exponent = match (sizes, seconds) {
        ([.., before, last], [.., early, late]) => {
            let growth = f64::from(*last) / f64::from(*before);
            format!("{:.2}", (late / early).ln() / growth.ln())
        }
        _ => "–".to_owned(),
    };
    format!("| {name} |{times} {exponent} | {} |", peak_bytes >> 20)
}
