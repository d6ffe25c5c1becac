//! The samples of `data/`, and real files where they are at hand.

use crate::util::{Place, repository, shared};

#[test]
fn the_root_workspace_analyses_the_vis_papers() {
    let place = Place::new();
    let workspace = repository("workspace.toml").display().to_string();
    place.succeeds(&["run", &workspace]);
    let papers = place.table("reports/vis/tables/papers.csv");
    assert_eq!(papers.len(), 2752);
    let card: serde_json::Value = serde_json::from_str(&place.text("reports/vis/run.json")).unwrap();
    // 10,021 references lead from paper to paper; 28 of them repeat another of the same paper.
    assert_eq!(card["counts"]["citations"], 9_993);
    assert_eq!(card["counts"]["problems"], 0);
}

#[test]
fn the_daily_papers_share_a_dataset() {
    let place = Place::new();
    let workspace = repository("data/daily-papers.toml").display().to_string();
    place.succeeds(&["run", &workspace]);
    assert_eq!(place.table("reports/daily-papers/tables/papers.csv").len(), 77);
    help_steer_papers_are_linked(&place, "reports/daily-papers");
}

#[test]
fn a_page_of_papers_is_read_as_it_is() {
    let Some(page) = shared("similar-papers-page.txt") else { return };
    let place = Place::new();
    place.succeeds(&["run", &page.display().to_string(), "--out", "page"]);
    assert_eq!(place.table("page/tables/papers.csv").len(), 77);
    help_steer_papers_are_linked(&place, "page");
    for repo in place.table("page/tables/repos.csv") {
        let name = &repo["repo"];
        let clean = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        assert!(clean && !name.ends_with(['.', ')', '/', ',', '-']), "{name}");
    }
}

/// The two papers on HelpSteer2 are linked, with the data set that both name as evidence.
fn help_steer_papers_are_linked(place: &Place, report: &str) {
    let papers = place.table(&format!("{report}/tables/papers.csv"));
    let of_help_steer: Vec<&str> = papers
        .iter()
        .filter(|row| row["title"].contains("HelpSteer2"))
        .map(|row| row["id"].as_str())
        .collect();
    assert_eq!(of_help_steer.len(), 2, "{of_help_steer:?}");
    let links = place.table(&format!("{report}/tables/links.csv"));
    let link = links
        .iter()
        .find(|row| {
            of_help_steer.contains(&row["source"].as_str()) && of_help_steer.contains(&row["target"].as_str())
        })
        .expect("the two papers are linked");
    assert!(link["shared_repos"].contains("huggingface.co/datasets/nvidia/helpsteer2"), "{link:?}");
    assert!(link["repos"].parse::<f64>().unwrap() > 0.0);
}
