//! A small report, whole, in both formats: what readers get, kept beside the code.
//!
//! After a change of words: `INSTA_UPDATE=always cargo test -p bibliograph-report`, then read the difference.

use std::collections::BTreeMap;

use report::view::*;

fn paper(id: &str, title: &str, year: i32, venue: &str, authors: &[&str]) -> Paper {
    Paper {
        id: id.into(),
        title: title.into(),
        url: Some(format!("https://doi.org/{id}")),
        year: Some(year),
        venue: Some(venue.into()),
        authors: authors.iter().map(|&author| author.into()).collect(),
    }
}

fn brandes() -> Paper {
    paper(
        "10.1080/0022250x.2001.9990249",
        "A faster algorithm for betweenness centrality",
        2001,
        "Journal of Mathematical Sociology",
        &["Brandes, U."],
    )
}

fn leiden() -> Paper {
    paper(
        "10.1038/s41598-019-41695-z",
        "From Louvain to Leiden: guaranteeing well-connected communities",
        2019,
        "Scientific Reports",
        &["Traag, V. A.", "Waltman, L.", "van Eck, N. J."],
    )
}

fn changed(change: &str, links: usize, agreement: f64, moved: usize) -> Changed {
    Changed {
        change: change.into(),
        links,
        unlinked: 1,
        clusters: 3,
        modularity: 0.62,
        agreement,
        moved,
        moved_share: moved as f64 / 1235.0,
    }
}

/// A record as no database should give it.
fn hostile() -> Paper {
    Paper {
        id: "x|1".into(),
        title: "# <script>alert(1)</script> ](javascript:alert(2)) | *bold*\n- and a list".into(),
        url: Some("javascript:alert(3)".into()),
        ..Paper::default()
    }
}

fn name(number: u32, label: &str) -> ClusterName {
    ClusterName { number, label: label.into() }
}

fn networkx() -> Repo {
    Repo {
        name: "github.com/networkx/networkx".into(),
        url: Some("https://github.com/networkx/networkx".into()),
        papers: 2,
        clusters: vec![1, 2],
    }
}

fn clusters() -> Vec<Cluster> {
    let term = |term: &str, papers| TermCount { term: term.into(), papers };
    vec![
        Cluster {
            name: name(1, "community detection"),
            size: 1_234,
            first_year: Some(1999),
            median_year: Some(2012.5),
            last_year: Some(2019),
            growth: Some(0.124),
            share_of_links_inside: Some(0.871),
            terms: vec![term("community detection", 801), term("modularity", 640)],
            representatives: vec![leiden()],
            central: vec![leiden(), hostile()],
            bridges: vec![Bridge { paper: hostile(), to: vec![name(2, "centrality"), name(3, "")] }],
            repos: vec![networkx()],
            label_terms: vec![term("community detection", 801)],
            label_by_hand: false,
            subtopics: vec![Subtopic {
                number: "1.1".into(),
                label: "modularity".into(),
                size: 640,
                paper: Some(leiden()),
            }],
            years: vec![YearCount { year: 1999, papers: 3 }, YearCount { year: 2002, papers: 1_231 }],
            venues: vec![NameCount { name: "Scientific Reports".into(), papers: 12 }],
            authors: vec![NameCount { name: "Traag, V. A.".into(), papers: 2 }],
        },
        Cluster {
            name: name(2, "centrality"),
            size: 1,
            first_year: Some(2001),
            median_year: Some(2001.0),
            last_year: Some(2001),
            label_by_hand: true,
            representatives: vec![brandes()],
            ..Cluster::default()
        },
    ]
}

fn sources() -> Sources {
    let share = |name: &str, share| FieldShare { name: name.into(), share };
    Sources {
        files: vec![
            SourceFile {
                path: "scopus_export.csv".into(),
                format: "Scopus CSV".into(),
                records: 1_240,
                read: 1_239,
                repaired: 3,
                skipped: 1,
            },
            SourceFile {
                path: "wos.txt".into(),
                format: "Web of Science plain text".into(),
                records: 2,
                read: 2,
                ..SourceFile::default()
            },
        ],
        fields: vec![share("title", 1.0), share("year", 0.9992), share("abstract", 0.0)],
        duplicates: 6,
        problems: 4,
        missing: vec!["No paper has an abstract: terms come from titles and keywords.".into()],
    }
}

fn methods() -> Methods {
    let relation = |name: &str, weight, measure: &str, links| Relation {
        name: name.into(),
        weight,
        measure: measure.into(),
        links,
    };
    Methods {
        program: "bibliograph 0.1.0".into(),
        seed: 42,
        relations: vec![
            relation("terms", 1.0, "cosine of tf-idf vectors", 20_345),
            relation("citations", 0.5, "one paper cites the other", 1),
        ],
        labels: Some(LabelQuality { coherence: 0.328, diversity: 0.984 }),
        neighbours: Some(10),
        clustering: Some(Clustering {
            quality: "modularity".into(),
            resolution: 1.0,
            starts: 4,
            stability: Some(0.9),
        }),
        damping: Some(0.85),
        betweenness: Some(Coverage::Sampled { samples: 1_000, error: 0.0123, confidence: 0.9 }),
        closeness: Some(Coverage::Exact),
        layout: Some("by attraction along links and repulsion between all papers".into()),
        parameters: vec![Parameter { key: "terms.min_papers".into(), value: "3".into() }],
    }
}

fn example() -> ReportView {
    ReportView {
        title: "Networks of papers".into(),
        summary: Summary {
            papers: 1_235,
            first_year: Some(1999),
            last_year: Some(2019),
            venues: 87,
            authors: 2_901,
            links: 12_345,
            unlinked: 1,
            clusters: 3,
            modularity: Some(0.6234),
        },
        map: Some(Picture { path: "map.png".into(), alt: "A map of 1,235 papers in 3 clusters.".into() }),
        sources: sources(),
        clusters: clusters(),
        central: vec![
            CentralPaper {
                paper: brandes(),
                cluster: name(2, "centrality"),
                pagerank: 0.001_234_5,
                betweenness: 0.25,
                cited_in_corpus: 1_001,
            },
            CentralPaper {
                paper: hostile(),
                cluster: name(3, ""),
                pagerank: 4.2e-8,
                ..CentralPaper::default()
            },
        ],
        years: Years {
            counts: vec![YearCount { year: 2001, papers: 1 }, YearCount { year: 2019, papers: 1_233 }],
            without_year: 1,
            chart: Some(Picture { path: "charts/years.png".into(), alt: "Papers a year.".into() }),
        },
        movement: Movement::default(),
        certainty: Certainty {
            unsure: 120,
            least_sure: vec![Unsure { cluster: name(2, "centrality"), stability: 0.543 }],
            changes: vec![
                changed("other random numbers", 12_345, 0.912, 61),
                changed("without citations", 12_344, 0.899, 70),
            ],
            resolutions: [(0.5, 2, 0.81), (1.0, 3, 1.0), (2.0, 9, 0.702)]
                .map(|(resolution, clusters, agreement)| AtResolution {
                    resolution,
                    chosen: resolution == 1.0,
                    clusters,
                    largest: 0.9,
                    stability: (resolution > 0.5).then_some(0.95),
                    agreement,
                })
                .to_vec(),
            picture: Some(Picture {
                path: "charts/resolutions.png".into(),
                alt: "What other resolutions make.".into(),
            }),
        },
        repos: Repos {
            named: 2,
            papers: 320,
            shared: vec![networkx()],
            capped: vec![Repo { name: "github.com/torch/torch7".into(), papers: 318, ..Repo::default() }],
        },
        networks: vec![Network {
            title: "Authors who wrote together".into(),
            one: "author".into(),
            map: Picture { path: "authors/map.png".into(), alt: "Map of the authors".into() },
            page: Some("authors/map.html".into()),
            table: "authors/tables/items.csv".into(),
            counts: "2 authors, 1 link, 1 cluster.".into(),
            items: vec![NetworkItem {
                name: "Byron, A.".into(),
                papers: 3,
                strength: 2.0,
                citations: 7,
                cluster: 1,
            }],
            clusters: vec![(2, vec!["Byron, A.".into()])],
        }],
        limits: vec!["Citations are counted inside this corpus alone.".into()],
        methods: methods(),
        files: vec![WrittenFile {
            path: "tables/papers.csv".into(),
            content: "One row a paper with cluster, position and centralities.".into(),
        }],
    }
}

#[test]
fn the_example_as_markdown() {
    insta::assert_snapshot!("markdown", report::markdown(&example()));
}

#[test]
fn the_example_as_html() {
    insta::assert_snapshot!("html", report::html(&example(), &BTreeMap::new()));
}

#[test]
fn nothing_at_all_is_said_in_sentences() {
    let empty = ReportView { title: "Nothing".into(), ..ReportView::default() };
    insta::assert_snapshot!("empty", report::markdown(&empty));
}

#[test]
fn the_page_holds_its_pictures() {
    let view = example();
    assert_eq!(
        report::pictures(&view),
        ["map.png", "charts/resolutions.png", "charts/years.png", "authors/map.png"]
    );
    let held = BTreeMap::from([("map.png".to_owned(), b"\x89PNG".to_vec())]);
    let html = report::html(&view, &held);
    assert!(html.contains("<img src=\"data:image/png;base64,iVBORw==\""), "{html}");
    // What is not given is looked for beside the page.
    assert!(html.contains("<img src=\"charts/years.png\""));
}

/// Every place that a link on the page leads to is there, once.
#[test]
fn links_within_the_page_lead_somewhere() {
    let html = report::html(&example(), &BTreeMap::new());
    let anchors: Vec<&str> =
        html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(anchors.len() > 8);
    for anchor in anchors {
        assert_eq!(html.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
    }
}

/// Both formats are made from one page: a section of one is a section of the other.
#[test]
fn both_formats_have_the_same_sections() {
    let view = example();
    let markdown = report::markdown(&view);
    let in_markdown = markdown.lines().filter(|line| line.starts_with('#')).count();
    let html = report::html(&view, &BTreeMap::new());
    let in_html = (1..=4).map(|level| html.matches(&format!("</h{level}>")).count()).sum::<usize>();
    assert_eq!(in_markdown, in_html);
    assert!(!html.contains("<script") && !html.contains("href=\"javascript"));
}
