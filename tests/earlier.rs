//! `map.from`: a map that lines up with that of an earlier report.

use std::collections::BTreeMap;

use crate::util::Place;

const DAILY: &str = include_str!("../data/daily-papers.jsonl");

/// Position and cluster of each paper of a report.
fn map(place: &Place, report: &str) -> BTreeMap<String, ([f64; 2], String)> {
    let rows = place.table(&format!("{report}/tables/papers.csv"));
    rows.into_iter()
        .map(|row| {
            (
                row["id"].clone(),
                ([&row["x"], &row["y"]].map(|at| at.parse().unwrap()), row["cluster"].clone()),
            )
        })
        .collect()
}

/// How far the papers of `before` moved on average, and the share of them that kept the number of their cluster.
fn change(
    before: &BTreeMap<String, ([f64; 2], String)>,
    after: &BTreeMap<String, ([f64; 2], String)>,
) -> [f64; 2] {
    let moved = |id: &String| {
        let ([x, y], _) = before[id];
        let ([u, v], _) = after[id];
        (u - x).hypot(v - y)
    };
    let kept = before.keys().filter(|id| before[*id].1 == after[*id].1).count();
    let papers = before.len() as f64;
    [before.keys().map(moved).sum::<f64>() / papers, kept as f64 / papers]
}

#[test]
fn papers_stay_where_they_were_and_clusters_keep_their_numbers() {
    let place = Place::new();
    let seventy: String = DAILY.split_inclusive('\n').take(70).collect();
    place.file("before.jsonl", seventy);
    place.file("after.jsonl", DAILY);
    place.succeeds(&["run", "before.jsonl", "--out", "before"]);
    place.succeeds(&["run", "after.jsonl", "--out", "after", "--set", "map.from=before"]);
    place.succeeds(&["run", "after.jsonl", "--out", "anew"]);
    let before = map(&place, "before");
    let [moved, kept] = change(&before, &map(&place, "after"));
    let [moved_anew, kept_anew] = change(&before, &map(&place, "anew"));
    assert!(moved < 0.1 && moved < moved_anew / 2.0, "{moved} {moved_anew}");
    assert!(kept > 0.7 && kept > kept_anew, "{kept} {kept_anew}");
}

#[test]
fn what_is_no_earlier_report_is_told() {
    let place = Place::new();
    place.file("papers.jsonl", DAILY);
    let run = |from: &str| {
        place.fails(1, &["run", "papers.jsonl", "--out", "out", "--set", &format!("map.from={from}")])
    };
    assert!(run("nowhere").contains("nowhere/tables/papers.csv") && run("nowhere").contains("map.from"));
    place.file("bad/tables/papers.csv", "x,y\n");
    assert!(run("bad").contains("has no column `id`"));
    place.file("worse/tables/papers.csv", "id,cluster,x,y\na,one,two,NaN\n");
    assert!(run("worse").contains("worse/tables/papers.csv"), "{}", run("worse"));
    assert!(!place.path("out").exists());
}
