//! The rooms and what may depend on what, as ARCHITECTURE.md lists them.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Each room with the rooms it may use. A new arrow is a decision: it is made in ARCHITECTURE.md and here.
const ARROWS: &[(&str, &[&str])] = &[
    ("bibliograph", &["corpus", "discover", "parallel", "pipeline"]),
    (
        "pipeline",
        &[
            "charts",
            "corpus",
            "discover",
            "exchange",
            "network",
            "parallel",
            "report",
            "similarity",
            "tables",
            "topics",
        ],
    ),
    ("discover", &["corpus", "network", "parallel", "similarity"]),
    ("topics", &["corpus", "network", "parallel", "similarity"]),
    ("similarity", &["corpus", "network", "parallel"]),
    ("exchange", &["network"]),
    ("corpus", &["parallel"]),
    ("network", &["parallel"]),
    ("charts", &[]),
    ("parallel", &[]),
    ("report", &[]),
    ("tables", &[]),
    ("testkit", &[]),
];

fn short(name: &str) -> String {
    name.strip_prefix("bibliograph-").unwrap_or(name).to_owned()
}

#[test]
fn no_arrow_that_the_architecture_does_not_list() {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.toml");
    let metadata = MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap();
    let rooms: BTreeSet<String> = metadata.packages.iter().map(|package| short(&package.name)).collect();
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    assert_eq!(
        rooms.iter().map(String::as_str).collect::<Vec<_>>(),
        allowed.keys().copied().collect::<Vec<_>>()
    );

    for package in &metadata.packages {
        let room = short(&package.name);
        for dependency in &package.dependencies {
            let target = short(&dependency.name);
            if !rooms.contains(&target) {
                continue;
            }
            let test_only = dependency.kind == DependencyKind::Development && target == "testkit";
            assert!(
                test_only || allowed[room.as_str()].contains(&target.as_str()),
                "{room} -> {target} is no arrow of ARCHITECTURE.md"
            );
        }
    }
}

#[test]
fn the_architecture_page_lists_every_room() {
    let page = include_str!("../ARCHITECTURE.md");
    for (room, _) in ARROWS {
        let name = if *room == "bibliograph" { "cli" } else { room };
        assert!(page.contains(&format!("| `{name}` |")), "ARCHITECTURE.md has no row for {name}");
    }
}
