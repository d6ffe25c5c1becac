//! Whatever stands in titles, names and labels, the page keeps its structure.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use report::view::*;

/// A view with `text` in every place that holds text.
fn filled(text: &str) -> ReportView {
    let text = || text.to_owned();
    let picture = || Some(Picture { path: text(), alt: text() });
    let paper = || Paper {
        id: text(),
        title: text(),
        url: Some(text()),
        venue: Some(text()),
        authors: vec![text()],
        ..Paper::default()
    };
    let name = || ClusterName { number: 1, label: text() };
    let repo = || Repo {
        name: text(),
        url: Some(format!("https://a.org/{}", text())),
        papers: 2,
        clusters: vec![1],
    };
    ReportView {
        title: text(),
        summary: Summary { papers: 2, links: 1, clusters: 1, ..Summary::default() },
        map: picture(),
        sources: Sources {
            files: vec![SourceFile { path: text(), format: text(), ..SourceFile::default() }],
            fields: vec![FieldShare { name: text(), share: 0.5 }],
            missing: vec![text()],
            ..Sources::default()
        },
        clusters: vec![Cluster {
            name: name(),
            terms: vec![TermCount { term: text(), papers: 1 }],
            representatives: vec![paper()],
            central: vec![paper()],
            bridges: vec![Bridge { paper: paper(), to: vec![name()] }],
            repos: vec![repo()],
            label_terms: vec![TermCount { term: text(), papers: 1 }],
            subtopics: vec![Subtopic { number: text(), label: text(), size: 1, paper: Some(paper()) }],
            years: vec![YearCount { year: 2000, papers: 1 }, YearCount { year: 2001, papers: 2 }],
            venues: vec![NameCount { name: text(), papers: 1 }],
            authors: vec![NameCount { name: text(), papers: 1 }],
            ..Cluster::default()
        }],
        central: vec![CentralPaper { paper: paper(), cluster: name(), ..CentralPaper::default() }],
        years: Years {
            counts: vec![YearCount { year: 2000, papers: 2 }],
            chart: picture(),
            ..Years::default()
        },
        movement: Movement {
            pace_years: Some((2000, 2009)),
            field_rate: Some(0.1),
            growing: vec![Growing { cluster: name(), rate: 0.2 }],
            bursts: vec![Burst { name: text(), first: 2000, last: 2001, ..Burst::default() }],
            main_path: vec![paper()],
            roots: vec![Root { year: 1967, references: 3, works: vec![text()] }],
            development: text(),
            pictures: picture().into_iter().collect(),
        },
        certainty: Certainty {
            unsure: 1,
            least_sure: vec![Unsure { cluster: name(), stability: 0.5 }],
            changes: vec![Changed { change: text(), ..Changed::default() }],
            resolutions: vec![AtResolution { resolution: 1.0, chosen: true, ..AtResolution::default() }],
            picture: picture(),
        },
        repos: Repos { named: 1, papers: 2, shared: vec![repo()], capped: vec![repo()] },
        networks: vec![Network {
            title: text(),
            one: text(),
            counts: text(),
            items: vec![NetworkItem { name: text(), ..NetworkItem::default() }],
            clusters: vec![(2, vec![text()])],
            map: Picture { path: text(), alt: text() },
            page: Some(text()),
            table: text(),
        }],
        limits: vec![text()],
        methods: Methods {
            program: text(),
            relations: vec![Relation { name: text(), measure: text(), ..Relation::default() }],
            clustering: Some(Clustering { quality: text(), resolution: 1.0, starts: 1, stability: None }),
            layout: Some(text()),
            parameters: vec![Parameter { key: text(), value: text() }],
            ..Methods::default()
        },
        files: vec![WrittenFile { path: text(), content: text() }],
    }
}

/// The elements of a page of Markdown without its text, and where its links lead.
fn skeleton(page: &str) -> (Vec<String>, Vec<String>) {
    let (mut elements, mut targets) = (Vec::new(), Vec::new());
    for event in Parser::new_ext(page, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(_) | Event::Start(Tag::Paragraph) => {}
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                targets.push(dest_url.into_string());
            }
            other => elements.push(format!("{other:?}")),
        }
    }
    (elements, targets)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn text_never_becomes_structure(
        text in prop_oneof![
            any::<String>(),
            "[\\\\`*_\\[\\]<>#|~^&$:=+!()0-9.a \n\t-]{0,16}",
            "(javascript|data):[a-z()]{0,9}",
            "a?<(/?[bi]|!--|https://a\\.org|\\?)>?",
            "a?(&lt;|&#60;|&amp;)b>?",
        ]
    ) {
        // A letter at the end: what is empty is left out by right.
        let (plain, hostile) = (filled("x"), filled(&format!("{text}x")));

        let (elements, targets) = skeleton(&report::markdown(&hostile));
        prop_assert_eq!(elements, skeleton(&report::markdown(&plain)).0);
        for target in targets {
            let scheme = target.split(['/', '?', '#']).next().and_then(|start| start.split_once(':'));
            prop_assert!(scheme.is_none_or(|(scheme, _)| scheme == "https"), "{target}");
        }

        let tags = |page: &str| page.matches('<').count();
        prop_assert_eq!(tags(&report::html(&hostile, &Default::default())), tags(&report::html(&plain, &Default::default())));
    }
}
