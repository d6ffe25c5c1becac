//! A corpus cut out of an export is one that the program for one machine takes.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;
#[path = "common/one_machine.rs"]
mod one_machine;

use bibliograph_cluster::{
    cut::{Cut, cut},
    engine::Place,
    error::Error,
};
use clap::Parser;
use common::{engine, run, settings};
use one_machine::{call, program, sample};

#[derive(Parser)]
struct Typed {
    #[command(flatten)]
    cut: Cut,
}

#[tokio::test]
async fn a_venue_and_what_is_around_it() {
    let Some(program) = program() else { return };
    let folder = tempfile::tempdir().unwrap();
    let vis = sample("vis.csv");
    call(&program, folder.path(), &["export", vis.to_str().unwrap(), "--parquet", "tables"]);
    let (input, results) = (folder.path().join("tables"), folder.path().join("results"));
    run(&Place::Here, &input, &results, &["kept_papers", "citations"], &settings(&[])).await.unwrap();
    let engine = engine(&Place::Here, folder.path()).await;
    let typed = |arguments: &[&str], out: &str| {
        let out = folder.path().join(out);
        Typed::parse_from([&["cut", "--out", out.to_str().unwrap()], arguments].concat()).cut
    };
    let small = typed(&["--venue=VAST", "--from=2015"], "small.jsonl");
    let small_papers = cut(&small, &engine, &input, &results).await.unwrap();
    let text = std::fs::read_to_string(&small.out).unwrap();
    assert!(small_papers > 10 && text.lines().count() == small_papers);
    assert!(text.lines().all(|line| line.contains("\"venue\":\"VAST\"") && line.contains("\"year\":2015")));
    let around = typed(&["--venue=VAST", "--from=2015", "--around=1"], "around.jsonl");
    let papers = cut(&around, &engine, &input, &results).await.unwrap();
    assert!(papers > small_papers);
    let most = typed(&["--venue=VAST", "--from=2015", "--around=1", "--most=20"], "most.jsonl");
    assert_eq!(cut(&most, &engine, &input, &results).await.unwrap(), 20);
    call(&program, folder.path(), &["run", "around.jsonl", "--out", "report"]);
    let card = std::fs::read_to_string(folder.path().join("report/run.json")).unwrap();
    assert!(card.contains(&format!("\"papers\": {papers}")), "{papers}: {card}");
    // What is refused.
    for (arguments, out) in
        [(&["--venue=O'Nowhere"][..], "none.jsonl"), (&[], "all.jsonl"), (&["--venue=VAST"], "small.jsonl")]
    {
        let refused = cut(&typed(arguments, out), &engine, &input, &results).await;
        assert!(matches!(refused, Err(Error::Usage(_))), "{arguments:?}");
    }
}
