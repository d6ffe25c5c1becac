//! A snapshot of one small report that somebody has read.

use crate::util::{Place, SIX_PAPERS};

#[test]
fn the_report_of_six_papers() {
    let place = Place::new();
    place.file("papers.jsonl", SIX_PAPERS);
    place.succeeds(&["run", "papers.jsonl", "--out", "six"]);
    insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("six_papers_report", place.text("six/report.md"));
        insta::assert_snapshot!("six_papers_links", place.text("six/tables/links.csv"));
        insta::assert_snapshot!("six_papers_clusters", place.text("six/tables/clusters.csv"));
    });
}
