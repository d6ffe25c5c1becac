//! `map` and `convert` of networks from other programs.

use crate::util::{Place, SIX_PAPERS, contents, shared};

/// Two triangles and a bridge between them.
const BOWTIE: &str = "source,target,weight\na,b,1\nb,c,1\na,c,1\nc,d,0.1\nd,e,1\ne,f,1\nd,f,1\n";

#[test]
fn a_list_of_links_becomes_a_map() {
    let place = Place::new();
    place.file("bowtie.csv", BOWTIE);
    let output = place.bibliograph(&["map", "bowtie.csv"]).assert().success().get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("6 items, 7 links, 2 clusters"), "{said}");
    assert!(said.contains("clusters are new, by Leiden, positions are new, by t-SNE"), "{said}");
    let items = place.table("reports/bowtie/tables/items.csv");
    let cluster = |id: &str| items.iter().find(|item| item["id"] == id).unwrap()["cluster"].clone();
    assert!(cluster("a") == cluster("c") && cluster("d") == cluster("f") && cluster("a") != cluster("f"));
    assert_eq!(place.table("reports/bowtie/tables/clusters.csv").len(), 2);
    let files = contents(&place.path("reports/bowtie"));
    let card: serde_json::Value = serde_json::from_slice(&files["run.json"]).unwrap();
    let mut told: Vec<&str> =
        card["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    told.sort_unstable();
    assert_eq!(told, files.keys().map(String::as_str).collect::<Vec<_>>());
    assert_eq!((&card["positions_from"], &card["counts"]["links"]), (&"computed".into(), &7.into()));
}

#[test]
fn the_bytes_of_a_map_do_not_depend_on_threads() {
    let place = Place::new();
    place.file("bowtie.csv", BOWTIE);
    let of = |threads: &str| {
        place.succeeds(&["map", "bowtie.csv", "--threads", threads, "--out", threads]);
        let mut files = contents(&place.path(threads));
        files.remove("run.json");
        files
    };
    assert!(of("1") == of("3"));
}

#[test]
fn what_the_file_tells_is_kept_unless_it_is_not_wanted() {
    let place = Place::new();
    place.file("net.txt", "1\t2\t1\n2\t3\t1\n");
    place.file(
        "map.txt",
        "id\tlabel\tx\ty\tcluster\tweight<Papers>\n1\t=one\t0\t0\t4\t9\n2\ttwo\t2\t1\t9\t1\n3\t<b>\t4\t0\t9\t1\n",
    );
    place.succeeds(&["map", "net.txt", "map.txt", "--out", "kept", "--size", "Papers"]);
    let items = place.table("kept/tables/items.csv");
    assert_eq!(items[1]["x"], "0.5");
    assert_eq!(items.iter().map(|item| item["cluster"].as_str()).collect::<Vec<_>>(), ["2", "1", "1"]);
    assert_eq!(items[0]["label"], "'=one", "no formula for a spreadsheet");
    let clusters = place.table("kept/tables/clusters.csv");
    assert_eq!((clusters[0]["in_file"].as_str(), clusters[1]["in_file"].as_str()), ("9", "4"));
    assert!(!place.text("kept/map.svg").contains("<b>"));
    place.succeeds(&["map", "net.txt", "map.txt", "--out", "new", "--new-layout", "--new-clusters"]);
    assert_eq!(place.table("new/tables/clusters.csv")[0]["in_file"], "");
    let message = place.fails(1, &["map", "net.txt", "map.txt", "--out", "x", "--size", "Pages"]);
    assert!(message.contains("no column of numbers \"Pages\"; it has \"Papers\""), "{message}");
    assert!(!place.path("x").exists());
}

#[test]
fn wrong_files_are_told_and_leave_nothing() {
    let place = Place::new();
    place.file("a.graphml", "<graphml><graph><node id=\"1\"></graph></graphml>");
    place.file("b.txt", "word");
    assert!(place.fails(1, &["map", "a.graphml"]).contains("a.graphml:1: this is no XML"));
    assert!(place.fails(1, &["map", "b.txt"]).contains("formats are VOSviewer JSON"));
    assert!(place.fails(1, &["map", "absent.gml"]).contains("cannot read absent.gml"));
    let message = place.fails(2, &["map", "b.txt", "--set", "report.graphs=[\"docx\"]"]);
    assert!(
        message.contains("`report.graphs` names \"docx\", but formats are \"graphml\", \"gexf\""),
        "{message}"
    );
    assert!(!place.path("reports").exists());
}

#[test]
fn networks_are_converted_between_formats() {
    let place = Place::new();
    place.file("bowtie.csv", BOWTIE);
    let mut from = "bowtie.csv";
    for to in ["1.graphml", "2.gexf", "3.gml", "4.net"] {
        place.succeeds(&["convert", from, to]);
        from = to;
    }
    place.succeeds(&["convert", "4.net", "5.json", "--to", "vosviewer-json"]);
    place.succeeds(&["convert", "5.json", "6.txt", "--to", "vosviewer"]);
    assert_eq!(place.text("6-network.txt").lines().count(), 7);
    place.succeeds(&["map", "6-network.txt", "6-map.txt"]);
    let labels: Vec<String> =
        place.table("reports/6-network/tables/items.csv").iter().map(|item| item["label"].clone()).collect();
    assert_eq!(labels, ["a", "b", "c", "d", "e", "f"]);
    assert!(place.fails(2, &["convert", "4.net", "1.graphml"]).contains("--force"));
    assert!(place.succeeds(&["convert", "4.net", "-", "--to", "gml"]).starts_with("Creator"));
}

#[test]
fn a_network_is_converted_whole_or_not_at_all() {
    let place = Place::new();
    place.file("bowtie.csv", BOWTIE);
    let message = place.fails(2, &["convert", "bowtie.csv", "-", "--to", "vosviewer"]);
    assert!(message.contains("vosviewer takes 2 files here"), "{message}");
    // All files that may be written are asked for, the last as well as the first.
    place.file("out-network.txt", "precious");
    place.fails(2, &["convert", "bowtie.csv", "out.txt", "--to", "vosviewer"]);
    assert!(!place.path("out-map.txt").exists());
    assert_eq!(place.text("out-network.txt"), "precious");
    place.file("odd.csv", "source,target,weight\na,b,1\na,b,x\n");
    let message = place.fails(1, &["convert", "odd.csv", "odd.gml", "--strict"]);
    assert!(
        message.contains("odd.csv:3: a link has the weight") && message.contains("--strict"),
        "{message}"
    );
    assert!(!place.path("odd.gml").exists());
    let of_papers = ["convert", "bowtie.csv", "c.gml", "--report", "reports/a", "--cluster", "1"];
    assert!(place.fails(2, &of_papers).contains("choose papers"));
    place.succeeds(&["convert", "bowtie.csv", "bowtie.paj"]);
    assert!(place.path("bowtie.paj").exists() && !place.path("bowtie.net").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let place = Place::new();
    place.file("small.csv", "source,target\na,b\n");
    let full = std::fs::File::options().write(true).open("/dev/full").expect("Linux has it");
    let mut program = std::process::Command::new(assert_cmd::cargo::cargo_bin!("bibliograph"));
    let status = program
        .args(["convert", "small.csv", "-", "--to", "gml"])
        .current_dir(place.path(""))
        .stdout(full)
        .status()
        .expect("the program starts");
    assert_eq!(status.code(), Some(1));
}

#[test]
fn what_a_format_leaves_out_is_said() {
    let place = Place::new();
    place.file(
        "map.txt",
        "id\tlabel\tx\ty\tcluster\tweight<Papers>\n1\tone\t0\t0\t4\t9\n2\ttwo\t2\t1\t9\t1\n",
    );
    let output =
        place.bibliograph(&["convert", "map.txt", "map.edges"]).assert().success().get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    for lost in ["items without links: 2", "labels: 2", "positions: 2", "clusters: 2", "measures: 1"] {
        assert!(said.contains(&format!("edge-list has no place for {lost} left out")), "{lost}: {said}");
    }
}

#[test]
fn keys_count_for_a_network_or_are_refused() {
    let place = Place::new();
    place.file("bowtie.csv", BOWTIE);
    let message = place.fails(2, &["map", "bowtie.csv", "--set", "map.overlay=year"]);
    assert!(message.contains("`map.overlay` is for papers"), "{message}");
    place.fails(2, &["map", "bowtie.csv", "--set", "map.size=citations"]);
    assert!(!place.path("reports").exists());
    let forces = ["map", "bowtie.csv", "--set", "map.layout=forces"];
    let output = place.bibliograph(&forces).assert().success().get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("positions are new, by the forces of LinLog"), "{said}");
}

#[test]
fn the_papers_of_one_cluster_are_written() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "papers.jsonl", "--set", "report.graphs=[\"pajek\"]"]);
    assert!(
        place.path("reports/papers/graph.clu").exists() && !place.path("reports/papers/graph.json").exists()
    );
    let first = place.table("reports/papers/tables/papers.csv");
    let here = first.iter().filter(|paper| paper["cluster"] == "1").count();
    place.succeeds(&["convert", "papers.jsonl", "c1.ris", "--report", "reports/papers", "--cluster", "1"]);
    assert_eq!(place.text("c1.ris").matches("\nER  - ").count(), here);
    let message = place
        .fails(1, &["convert", "papers.jsonl", "c9.bib", "--report", "reports/papers", "--cluster", "99"]);
    assert!(message.contains("there is no cluster 99"), "{message}");
    place.fails(2, &["convert", "papers.jsonl", "c.bib", "--cluster", "1"]);
}

#[test]
fn real_networks_keep_clusters_and_positions() {
    for (file, items, clusters) in [("economics", 232, 5), ("iclr2021", 976, 11)] {
        let Some(path) = shared(&format!("exports/vosviewer-{file}.json")) else { return };
        let place = Place::new();
        place.succeeds(&["map", path.to_str().unwrap(), "--out", "map"]);
        assert_eq!(place.table("map/tables/items.csv").len(), items);
        assert_eq!(place.table("map/tables/clusters.csv").len(), clusters);
        assert!(place.table("map/tables/problems.csv").is_empty());
    }
}
