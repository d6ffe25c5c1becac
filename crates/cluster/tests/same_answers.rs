//! The answers of one machine, in all modes: in process, scheduler and executor in one process, and a cluster of processes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "common/cluster.rs"]
mod cluster;
mod common;
#[path = "common/one_machine.rs"]
mod one_machine;

use std::{collections::BTreeMap, path::Path, time::Duration};

use bibliograph_cluster::engine::{Engine, Place};
use cluster::Cluster;
use common::{engine, run, settings};
use datafusion::arrow::{
    array::AsArray,
    compute::cast,
    datatypes::{DataType, Float64Type},
};
use one_machine::{Report, call, first_rows, ordered, program, sample};

/// Strengths come from numbers of single precision on one machine.
const SINGLE: f64 = 1e-6;

/// The steps that are compared.
const STEPS: [&str; 4] = ["links", "coupling_ties", "cocitation_ties", "pagerank"];

/// What one machine says of a sample, with every relation that counts here.
struct Measure {
    folder: tempfile::TempDir,
    report: Report,
}

impl Measure {
    /// Has one machine say it of the first papers of a sample; gives also the cap of terms that this machine has.
    fn take(name: &str, papers: usize) -> Option<(Self, String)> {
        let program = program()?;
        let folder = tempfile::tempdir().unwrap();
        let papers_file = folder.path().join(name);
        first_rows(&sample(name), papers, &papers_file);
        let papers_file = papers_file.to_str().unwrap();
        call(&program, folder.path(), &["export", papers_file, "--parquet", "tables"]);
        let mut arguments = vec!["run", papers_file, "--out", "report"];
        for set in [
            "graph.coupling=1",
            "graph.cocitation=1",
            "report.xlsx=false",
            "centrality.exact_up_to=10",
            "missing.top=0",
        ] {
            arguments.extend(["--set", set]);
        }
        call(&program, folder.path(), &arguments);
        let report = Report::read(&folder.path().join("report"));
        Some((Self { folder, report }, format!("--term-cap={}", papers / 2)))
    }

    /// Runs the steps and compares what came out.
    async fn compare(&self, place: &Place, out: &str, settings: &[&str]) {
        let (input, out) = (self.folder.path().join("tables"), self.folder.path().join(out));
        run(place, &input, &out, &STEPS, &common::settings(settings)).await.unwrap();
        self.compare_tables(&out).await;
    }

    async fn compare_tables(&self, out: &Path) {
        let engine = engine(&Place::Here, self.folder.path()).await;
        engine.table("papers", &self.folder.path().join("tables/papers")).await.unwrap();
        for step in [
            "term_ties",
            "repository_ties",
            "citation_ties",
            "coupling_ties",
            "cocitation_ties",
            "term_neighbours",
            "coupling_neighbours",
            "cocitation_neighbours",
            "links",
            "pagerank",
        ] {
            engine.table(step, &out.join(step)).await.unwrap();
        }
        self.compare_ranks(&engine).await;
        self.compare_links(&engine).await;
    }

    async fn compare_ranks(&self, engine: &Engine) {
        let rows = named(
            engine,
            "SELECT p.id AS a, p.id AS b, r.pagerank FROM pagerank r JOIN papers p ON p.paper = r.paper",
        )
        .await;
        let ranks: BTreeMap<String, f64> = rows.into_iter().map(|((id, _), rank)| (id, rank)).collect();
        if self.report.ranks.is_empty() {
            return;
        }
        assert!(ranks.keys().eq(self.report.ranks.keys()));
        for (id, rank) in &self.report.ranks {
            assert!((rank - ranks[id]).abs() < 1e-9, "{id}: {} for {rank}", ranks[id]);
        }
    }

    /// Every tie has the strength that one machine gives it, and every link of one machine is a tie, but for those that are as
    /// strong as the weakest of an end.
    async fn compare_links(&self, engine: &Engine) {
        let mut found: BTreeMap<(String, String), BTreeMap<&str, f64>> = BTreeMap::new();
        let relations = [
            ("terms", "term_ties"),
            ("repos", "repository_ties"),
            ("citations", "citation_ties"),
            ("coupling", "coupling_ties"),
            ("cocitation", "cocitation_ties"),
        ];
        for (relation, table) in relations {
            let sql = format!(
                "SELECT a.id AS a, b.id AS b, t.strength FROM {table} t JOIN papers a ON a.paper = t.source JOIN papers b ON b.paper = t.target"
            );
            for ((a, b), strength) in named(engine, &sql).await {
                found.entry(ordered(a, b)).or_default().insert(relation, strength);
            }
        }
        // The least that each paper took of its neighbours: what is below it is rightly no link.
        let mut weakest: BTreeMap<(&str, String), f64> = BTreeMap::new();
        for (relation, table) in [("terms", "term"), ("coupling", "coupling"), ("cocitation", "cocitation")] {
            let sql = format!(
                "SELECT a.id AS a, MAX(a.id) AS b, MIN(n.strength) AS weakest FROM {table}_neighbours n
                 JOIN papers a ON a.paper = n.paper GROUP BY a.id"
            );
            weakest.extend(
                named(engine, &sql).await.into_iter().map(|((id, _), least)| ((relation, id), least)),
            );
        }
        let (mut strangers, mut lost) = (0, 0);
        for (pair, strengths) in &found {
            let Some(link) = self.report.links.get(pair) else {
                strangers += 1;
                continue;
            };
            for (relation, strength) in strengths {
                assert!(
                    (link[*relation] - strength).abs() < SINGLE,
                    "{pair:?}: {relation} {strength} for {}",
                    link[*relation]
                );
            }
        }
        for (pair, link) in self.report.links.iter().filter(|(pair, _)| !found.contains_key(*pair)) {
            lost += 1;
            let tie = relations.iter().any(|(relation, _)| {
                let at = |end: &String| {
                    weakest
                        .get(&(*relation, end.clone()))
                        .is_some_and(|weakest| link[*relation] - weakest < SINGLE)
                };
                link.get(*relation).is_some_and(|part| *part > 0.0) && at(&pair.0) && at(&pair.1)
            });
            assert!(tie, "{pair:?} is no link here: {link:?}");
        }
        let all = self.report.links.len();
        eprintln!("{all} links, {strangers} only here, {lost} only there");
        assert!(strangers + lost <= all / 200, "{strangers} and {lost} of {all}");
        // The links themselves: what terms, repositories and citations say together.
        for (pair, weight) in named(engine, "SELECT source, target, weight FROM links").await {
            if let Some(link) = self.report.links.get(&ordered(pair.0.clone(), pair.1.clone())) {
                let sum = link["terms"] + link["repos"] + link["citations"];
                assert!((weight - sum).abs() < 3.0 * SINGLE, "{pair:?}: {weight} for {sum}");
            }
        }
    }
}

/// Rows of two names and a number.
async fn named(engine: &Engine, sql: &str) -> Vec<((String, String), f64)> {
    let mut rows = Vec::new();
    for batch in engine.rows(sql).await.unwrap() {
        let text = |column| cast(batch.column(column), &DataType::Utf8).unwrap();
        let (a, b, number) = (text(0), text(1), batch.column(2).as_primitive::<Float64Type>());
        for row in 0..batch.num_rows() {
            let (a, b) = (a.as_string::<i32>().value(row), b.as_string::<i32>().value(row));
            rows.push(((a.to_owned(), b.to_owned()), number.value(row)));
        }
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn citations_and_terms_in_all_modes() {
    let Some((measure, cap)) = Measure::take("vis.csv", 1000) else { return };
    measure.compare(&Place::Here, "here", &[&cap]).await;
    measure.compare(&Place::Standalone, "standalone", &[&cap]).await;
    let cluster = Cluster::start(measure.folder.path(), 2);
    measure.compare(&Place::Cluster(cluster.url()), "cluster", &[&cap, "--products=100000"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn repositories_in_process() {
    let Some((measure, cap)) = Measure::take("papers-with-repos.csv", 1000) else { return };
    measure.compare(&Place::Here, "here", &[&cap]).await;
}

/// An executor that is killed in the middle of the pair join changes nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_executor_changes_nothing() {
    let Some((measure, cap)) = Measure::take("vis.csv", 1000) else { return };
    let mut cluster = Cluster::start(measure.folder.path(), 2);
    let (input, out) = (measure.folder.path().join("tables"), measure.folder.path().join("killed"));
    let place = Place::Cluster(cluster.url());
    let settings = settings(&[&cap, "--products=100000"]);
    let whole = run(&place, &input, &out, &STEPS, &settings);
    let killer = async {
        while !out.join("term_neighbours.partial/1").exists() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        cluster.executors[0].kill().unwrap();
    };
    // A job that nobody works on any more must not wait for ever.
    let both = async { tokio::join!(whole, killer) };
    let (done, ()) = tokio::time::timeout(Duration::from_secs(240), both).await.unwrap();
    done.unwrap();
    measure.compare_tables(&out).await;
}
