//! `bibliograph run` on small files: what it writes, where, and what it says.

use crate::util::{Place, SIX_PAPERS, contents};

#[test]
fn a_run_writes_every_file_of_the_design() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "papers.jsonl"]);
    let written: Vec<String> = contents(&place.path("reports/papers")).into_keys().collect();
    let expected = [
        "charts/clusters.png",
        "charts/clusters.svg",
        "charts/main_path.png",
        "charts/main_path.svg",
        "charts/resolutions.png",
        "charts/resolutions.svg",
        "charts/rpys.png",
        "charts/rpys.svg",
        "charts/years.png",
        "charts/years.svg",
        "graph.gexf",
        "graph.graphml",
        "graph.json",
        "index.bin",
        "map-density.png",
        "map-density.svg",
        "map-overlay.png",
        "map-overlay.svg",
        "map.html",
        "map.png",
        "map.svg",
        "report.html",
        "report.md",
        "run.json",
        "tables/ablation.csv",
        "tables/authors.csv",
        "tables/citation_years.csv",
        "tables/clusters.csv",
        "tables/duplicates.csv",
        "tables/files.csv",
        "tables/growth.csv",
        "tables/keywords.csv",
        "tables/links.csv",
        "tables/main_path.csv",
        "tables/missing.csv",
        "tables/owners.csv",
        "tables/papers.csv",
        "tables/problems.csv",
        "tables/references.csv",
        "tables/report.xlsx",
        "tables/repos.csv",
        "tables/resolutions.csv",
        "tables/rpys.csv",
        "tables/terms.csv",
        "tables/venues.csv",
        "tables/years.csv",
    ];
    assert_eq!(written, expected);
    let card: serde_json::Value = serde_json::from_str(&place.text("reports/papers/run.json")).unwrap();
    let mut listed: Vec<&str> =
        card["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    listed.sort_unstable();
    assert_eq!(listed, expected);
}

#[test]
fn two_topics_make_two_clusters() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "papers.jsonl", "--out", "six"]);
    let papers = place.table("six/tables/papers.csv");
    let cluster = |id: &str| &papers.iter().find(|row| row["id"] == id).unwrap()["cluster"];
    assert_eq!(cluster("a1"), cluster("a2"));
    assert_eq!(cluster("a1"), cluster("a3"));
    assert_eq!(cluster("b1"), cluster("b2"));
    assert_eq!(cluster("b1"), cluster("b3"));
    assert_ne!(cluster("a1"), cluster("b1"));
    assert_eq!(place.table("six/tables/clusters.csv").len(), 2);
}

#[test]
fn a_link_says_what_each_relation_gave_and_why() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "papers.jsonl", "--out", "six"]);
    let links = place.table("six/tables/links.csv");
    let link = links.iter().find(|row| row["source"] == "a1" && row["target"] == "a2").unwrap();
    let part = |name: &str| link[name].parse::<f64>().unwrap();
    assert!(part("terms") > 0.0 && part("repos") > 0.0 && part("citations") > 0.0, "{link:?}");
    assert_eq!(link["shared_repos"], "github.com/lab/volume");
    assert!(link["shared_terms"].contains("volume rendering"), "{link:?}");

    let settings: serde_json::Value = serde_json::from_str(&place.text("six/run.json")).unwrap();
    let weight = |name: &str| settings["configuration"]["graph"][name].as_f64().unwrap();
    let sum: f64 = ["terms", "repos", "citations"].iter().map(|name| weight(name) * part(name)).sum();
    assert!((sum - part("weight")).abs() < 1e-12, "{sum} {link:?}");
}

#[test]
fn a_bare_run_takes_the_workspace_file_and_set_goes_over_it() {
    let place = Place::new();
    place.file("my/papers.jsonl", SIX_PAPERS);
    place.file(
        "workspace.toml",
        "[report]\nname = \"mine\"\n[input]\npapers = [\"my/papers.jsonl\"]\n[run]\nseed = 5\n",
    );
    place.succeeds(&[]);
    let card: serde_json::Value = serde_json::from_str(&place.text("reports/mine/run.json")).unwrap();
    assert_eq!(card["configuration"]["run"]["seed"], 5);
    place.succeeds(&[
        "run",
        "--set",
        "run.seed=6",
        "--set",
        "clusters.quality=cpm",
        "--set",
        "clusters.resolution=0.05",
    ]);
    let card: serde_json::Value = serde_json::from_str(&place.text("reports/mine/run.json")).unwrap();
    assert_eq!(card["configuration"]["run"]["seed"], 6);
    assert_eq!(card["configuration"]["clusters"]["quality"], "cpm");
}

#[test]
fn papers_of_a_workspace_file_are_found_beside_it() {
    let place = Place::new();
    place.file("deep/papers.jsonl", SIX_PAPERS);
    place.file("deep/set.toml", "[report]\nname = \"set\"\n[input]\npapers = [\"papers.jsonl\"]\n");
    place.succeeds(&["run", "deep/set.toml"]);
    assert!(place.path("reports/set/report.md").is_file());
}

#[test]
fn a_report_of_several_files_is_titled_after_them() {
    let place = Place::new();
    place.file("one.jsonl", SIX_PAPERS);
    for name in ["two.jsonl", "three.jsonl"] {
        place.file(name, "{\"title\": \"Another paper on trees\"}\n");
    }
    let title = |files: &[&str]| {
        place.succeeds(&[&["run", "--out", "out"], files].concat());
        place.text("out/report.md").lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(title(&["one.jsonl"]), "# one");
    assert_eq!(title(&["one.jsonl", "two.jsonl"]), "# one and two");
    assert_eq!(title(&["one.jsonl", "two.jsonl", "three.jsonl"]), "# one and 2 others");
}

#[test]
fn a_reader_of_messages_who_stops_is_no_fault() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    let mut run = std::process::Command::new(assert_cmd::cargo::cargo_bin!("bibliograph"));
    run.current_dir(place.path("")).args(["run", "papers.jsonl"]).stderr(std::process::Stdio::piped());
    let mut run = run.spawn().unwrap();
    drop(run.stderr.take());
    assert!(run.wait().unwrap().success());
    assert!(place.path("reports/papers/report.md").is_file());
}

#[test]
fn results_go_to_files_and_messages_to_standard_error() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    let output = place.bibliograph(&["run", "papers.jsonl"]).assert().success().get_output().clone();
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("6 papers") && said.contains("2 clusters") && said.contains("report.md"), "{said}");
    let output =
        place.bibliograph(&["run", "papers.jsonl", "--quiet"]).assert().success().get_output().clone();
    assert!(output.stdout.is_empty() && output.stderr.is_empty());
}

#[test]
fn the_card_names_inputs_stages_and_counts() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "papers.jsonl", "--out", "six"]);
    let card: serde_json::Value = serde_json::from_str(&place.text("six/run.json")).unwrap();
    assert_eq!(card["inputs"][0]["path"], "papers.jsonl");
    assert_eq!(card["inputs"][0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(card["counts"]["papers"], 6);
    let stages: Vec<&str> =
        card["stages"].as_array().unwrap().iter().map(|stage| stage["name"].as_str().unwrap()).collect();
    assert_eq!(
        stages,
        [
            "read",
            "merge",
            "terms",
            "links",
            "clusters",
            "subclusters",
            "certainty",
            "pagerank",
            "betweenness",
            "closeness",
            "core",
            "eigenvector",
            "citations",
            "layout",
            "labels",
            "time",
            "missing",
            "charts",
            "tables",
            "index",
            "report"
        ]
    );
}
