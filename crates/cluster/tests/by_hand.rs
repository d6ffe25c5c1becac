//! Small tables whose answers are worked out by hand.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod common;

use common::Small;

/// Citing and cited: 1 and 2 cite 3, 4 and 5; 1 also cites a work that is no paper.
fn cited() -> Small {
    Small::default()
        .papers(6)
        .references(&[(1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (6, 3)])
        .elsewhere(&[(1, -9), (2, -9)])
}

#[tokio::test]
async fn co_citation_and_coupling() {
    let answers = cited().run(&["cocitation_ties", "coupling_ties"], &[]).await;
    // 3 is cited by three, 4 by two of them, 5 by one: 2/√6, 1/√3, 1/√2.
    answers
        .expect(
            "SELECT source, target, strength FROM cocitation_ties ORDER BY source, target",
            &[&[3.0, 4.0, 2.0 / 6f64.sqrt()], &[3.0, 5.0, 1.0 / 3f64.sqrt()], &[4.0, 5.0, 1.0 / 2f64.sqrt()]],
        )
        .await;
    // Works: 1 has four, 2 three of them, 6 one: 3/√12, 1/√4, 1/√3.
    answers
        .expect(
            "SELECT source, target, strength FROM coupling_ties ORDER BY source, target",
            &[&[1.0, 2.0, 3.0 / 12f64.sqrt()], &[1.0, 6.0, 0.5], &[2.0, 6.0, 1.0 / 3f64.sqrt()]],
        )
        .await;
}

#[tokio::test]
async fn what_is_above_a_cap_ties_nobody_and_is_told() {
    let answers =
        cited().run(&["cocitation_ties", "coupling_ties"], &["--coupling-cap=2", "--cocitation-cap=2"]).await;
    // Work 3 has three papers and is left out: 1 keeps 4, 5 and -9, 2 keeps 4 and -9, 6 nothing.
    answers
        .expect("SELECT source, target, strength FROM coupling_ties", &[&[1.0, 2.0, 2.0 / 6f64.sqrt()]])
        .await;
    // Paper 1 cites three papers and is left out: 3 keeps 2 and 6, 4 keeps 2.
    answers
        .expect("SELECT source, target, strength FROM cocitation_ties", &[&[3.0, 4.0, 1.0 / 2f64.sqrt()]])
        .await;
    let told = |step: &str| answers.manifest.steps[step].left_out.clone().unwrap();
    assert_eq!(told("coupling_items"), "1 works that more papers cite than --coupling-cap; the largest: 3");
    assert_eq!(
        told("cocitation_items"),
        "1 papers that cite more papers than --cocitation-cap; the largest: 3"
    );
}

#[tokio::test]
async fn a_pair_join_in_parts_is_the_whole() {
    let (whole, parts) = (
        cited().run(&["coupling_ties"], &[]).await,
        cited().run(&["coupling_ties"], &["--products=2"]).await,
    );
    assert!(parts.manifest.steps["coupling_neighbours"].rounds > 3);
    let rows = "SELECT source, target, strength FROM coupling_ties ORDER BY source, target";
    assert_eq!(whole.numbers(rows).await, parts.numbers(rows).await);
}

#[tokio::test]
async fn pagerank_of_a_chain_and_a_circle() {
    // 1 cites 2, 2 cites 3; all of one year. Visits: 1, 1.5, 1.75 at damping 1/2; 4.25 together.
    let answers = Small::default().papers(3).references(&[(1, 2), (2, 3)]).run(&["pagerank"], &[]).await;
    let rows = "SELECT paper, pagerank FROM pagerank ORDER BY paper";
    answers.expect(rows, &[&[1.0, 1.0 / 4.25], &[2.0, 1.5 / 4.25], &[3.0, 1.75 / 4.25]]).await;
    // A circle: all alike, by as many iterations as the tolerance wants.
    let answers =
        Small::default().papers(3).references(&[(1, 2), (2, 3), (3, 1)]).run(&["pagerank"], &[]).await;
    answers.expect(rows, &[&[1.0, 1.0 / 3.0], &[2.0, 1.0 / 3.0], &[3.0, 1.0 / 3.0]]).await;
}

#[tokio::test]
async fn ranks_begin_at_recent_papers() {
    // Nobody cites: ranks go as e^(-age / 2), and a paper without a year as their mean.
    let answers = Small::default().papers(3).year(1, Some(2000)).year(2, Some(2002)).year(3, None);
    let answers = answers.run(&["pagerank"], &["--recency=2"]).await;
    let (old, new) = ((-1f64).exp(), 1.0);
    let all = (old + new) * 1.5;
    answers
        .expect(
            "SELECT paper, pagerank FROM pagerank ORDER BY paper",
            &[&[1.0, old / all], &[2.0, new / all], &[3.0, (old + new) / 2.0 / all]],
        )
        .await;
}

#[tokio::test]
async fn duplicates_by_identifier_and_by_title() {
    // 1 and 2: a DOI and a title. 2 and 3: a title, an author, years side by side. 4 and 5: a DOI that nothing backs.
    // 6 and 7: a title and an author, but years apart. 8 and 9: two DOIs. 10 and 11: one of an archive.
    let records = Small::default()
        .papers(11)
        .titled(&[
            (1, 10, 20),
            (2, 10, 21),
            (3, 10, 21),
            (4, 11, 22),
            (5, 12, 23),
            (6, 13, 24),
            (7, 13, 24),
            (8, 14, 25),
            (9, 14, 25),
            (10, 15, 26),
            (11, 15, 26),
        ])
        .dois(&[(8, "10.1/8"), (9, "10.1/9"), (10, "10.1/10"), (11, "10.48550/11")])
        .year(3, Some(2001))
        .year(7, Some(2003))
        .identifiers(&[(1, -5), (2, -5), (4, -6), (5, -6)])
        .references(&[(3, 4), (5, 1), (5, 2)]);
    let answers = records.run(&["kept_papers", "citations"], &[]).await;
    answers
        .expect(
            "SELECT paper, component FROM duplicates ORDER BY paper",
            &[&[1.0, 1.0], &[2.0, 1.0], &[3.0, 1.0], &[10.0, 10.0], &[11.0, 10.0]],
        )
        .await;
    // What 3 cites, 1 cites; who cites 1 and 2 cites 1 once.
    answers.expect("SELECT citing, cited FROM citations ORDER BY citing", &[&[1.0, 4.0], &[5.0, 1.0]]).await;
    answers
        .expect(
            "SELECT paper FROM kept_papers ORDER BY paper",
            &[&[1.0], &[4.0], &[5.0], &[6.0], &[7.0], &[8.0], &[9.0], &[10.0]],
        )
        .await;
}

#[tokio::test]
async fn components_of_a_long_path() {
    // 1 - 40 - 2 - 39 - 3 …: the least label has a long way to go.
    let order: Vec<i64> = (1..=20).flat_map(|paper| [paper, 41 - paper]).collect();
    let path: Vec<(i64, i64)> = order.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let answers = Small::default().papers(42).references(&path).run(&["components"], &[]).await;
    answers
        .expect("SELECT MIN(component), MAX(component), COUNT(*) FROM components", &[&[1.0, 1.0, 40.0]])
        .await;
    // 39 ways one by one; halved again and again, far fewer.
    assert!(answers.manifest.steps["components"].rounds < 20);
}

#[tokio::test]
async fn labels_tell_two_triangles_apart() {
    let triangles = [(2, 1), (3, 1), (3, 2), (5, 4), (6, 4), (6, 5), (4, 3)];
    let answers =
        Small::default().papers(6).references(&triangles).run(&["communities"], &["--restless=0"]).await;
    let found = answers.numbers("SELECT community FROM communities ORDER BY paper").await.concat();
    assert!(
        found[0] == found[1] && found[1] == found[2] && found[3] == found[4] && found[4] == found[5],
        "{found:?}"
    );
    assert_ne!(found[0], found[3]);
}

#[tokio::test]
async fn terms_and_repositories_make_links() {
    // Terms 1 and 2: in two papers of three each, so of one rarity. 1: both, 2: term 1 twice, 3: term 2.
    let answers = Small::default()
        .papers(3)
        .postings(&[(1, 1, 1.0), (1, 2, 1.0), (2, 1, 2.0), (3, 2, 1.0)])
        .repositories(&[(2, "a"), (3, "a"), (1, "b"), (2, "b"), (3, "b")])
        .run(&["links"], &[])
        .await;
    let root = 1.0 / 2f64.sqrt();
    answers
        .expect(
            "SELECT source_paper, target_paper, terms FROM links ORDER BY source_paper, target_paper",
            &[&[1.0, 2.0, root], &[1.0, 3.0, root], &[2.0, 3.0, 0.0]],
        )
        .await;
    // Repository b has three papers, 1/log₂ 3; a has two, which is all that can be said.
    let three = 1.0 / 3f64.log2();
    answers
        .expect(
            "SELECT repos, weight FROM links ORDER BY source_paper, target_paper",
            &[&[three, root + three], &[three, root + three], &[1.0, 1.0]],
        )
        .await;
}

#[tokio::test]
async fn years_are_counted() {
    let records = cited().year(1, Some(2001)).year(2, Some(2001));
    let answers = records.run(&["years"], &[]).await;
    // 3, 4, 5 and 6 are of 2000, 1 and 2 of 2001.
    answers
        .expect(
            "SELECT * FROM years ORDER BY year",
            &[&[2000.0, 4.0, 1.0, 1.0, 6.0], &[2001.0, 2.0, 7.0, 5.0, 0.0]],
        )
        .await;
}

/// What a run does again: what was changed, what is gone, and what rests on either.
#[tokio::test]
async fn a_run_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let (input, out) = (folder.path().join("in"), folder.path().join("out"));
    std::fs::create_dir_all(&input).unwrap();
    cited().write(&input).await;
    let here = bibliograph_cluster::engine::Place::Here;
    let run = async |caps: &[&str]| {
        common::run(&here, &input, &out, &["coupling_ties", "cocitation_ties"], &common::settings(caps)).await
    };
    let marks = |manifest: &bibliograph_cluster::manifest::Manifest| {
        manifest.steps.iter().map(|(step, done)| (step.clone(), done.mark.clone())).collect::<Vec<_>>()
    };
    let changed = |a: &[(String, String)], b: &[(String, String)]| -> Vec<String> {
        a.iter().zip(b).filter(|(a, b)| a != b).map(|(a, _)| a.0.clone()).collect()
    };
    let first = marks(&run(&[]).await.unwrap());
    assert_eq!(marks(&run(&[]).await.unwrap()), first);
    let other_cap = marks(&run(&["--coupling-cap=2"]).await.unwrap());
    assert_eq!(changed(&first, &other_cap), ["coupling_items", "coupling_neighbours", "coupling_ties"]);
    std::fs::remove_dir_all(out.join("cocitation_neighbours")).unwrap();
    let gone = marks(&run(&["--coupling-cap=2"]).await.unwrap());
    assert_eq!(changed(&other_cap, &gone), ["cocitation_neighbours", "cocitation_ties"]);
    // A file that is gone is told, and the folder named.
    for file in std::fs::read_dir(out.join("citations")).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    let message = run(&["--coupling-cap=2"]).await.unwrap_err().to_string();
    assert!(message.contains("citations: 0 rows in 0 files are there, 6 in"), "{message}");
    std::fs::remove_file(input.join("schema.json")).unwrap();
    assert!(run(&[]).await.unwrap_err().to_string().contains("no tables of bibliograph"));
}
