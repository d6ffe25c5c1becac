//! The real files of the workplace. Each test skips where they are absent.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use corpus::{Corpus, ReadOptions};
use parallel::Progress;

/// The corpus of one file, or nothing where it is absent.
fn read(name: &str) -> Option<Corpus> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(name);
    if !path.exists() {
        eprintln!("skipped: {} is absent", path.display());
        return None;
    }
    Some(corpus::read(&[path], &ReadOptions::default(), &Progress::none()).unwrap())
}

#[test]
fn the_page_lists_77_papers() {
    let Some(corpus) = read("similar-papers-page.txt") else { return };
    assert_eq!(corpus.papers.len(), 77);
    assert!(corpus.papers[0].title.starts_with("DailyDilemmas"));
    assert!(
        corpus.papers.iter().all(|paper| paper.abstract_text.as_ref().is_some_and(|text| text.len() > 1000))
    );
    assert_eq!(corpus.problems, []);

    let sharing = corpus.papers.iter().filter(|paper| {
        paper.repos.iter().any(|repo| repo.name() == "huggingface.co/datasets/nvidia/helpsteer2")
    });
    let titles: Vec<&str> = sharing.map(|paper| paper.title.split([':', '-']).next().unwrap()).collect();
    assert_eq!(titles, ["HelpSteer2", "HelpSteer2"]);
}

#[test]
fn the_repositories_of_the_page_are_those_that_a_reader_finds() {
    let Some(corpus) = read("similar-papers-page.txt") else { return };
    let mut repos: Vec<&str> =
        corpus.papers.iter().flat_map(|paper| &paper.repos).map(corpus::Repo::name).collect();
    repos.sort_unstable();
    assert_eq!(
        repos,
        [
            "github.com/anyasims/edge-of-reach",
            "github.com/declare-lab/instruct-eval",
            "github.com/fudandisc/socialagent",
            "github.com/gair-nlp/behonest",
            "github.com/general-preference/general-preference-model",
            "github.com/laion-ai/aiw",
            "github.com/martaskrt/fkc-diffusion",
            "github.com/microsoft/hallucinated-references",
            "github.com/microsoft/mars",
            "github.com/minyoungkim21/niwmeta",
            "github.com/nvidia/nemo-aligner",
            "github.com/pixas/medsss",
            "github.com/princetonlips/mam",
            "huggingface.co/datasets/anthropic/discrim-eval",
            "huggingface.co/datasets/nvidia/helpsteer2",
            "huggingface.co/datasets/nvidia/helpsteer2",
            "huggingface.co/nvidia/llama-3.1-nemotron-70b-reward",
        ]
    );
}

#[test]
fn all_conference_papers_are_read() {
    let Some(corpus) = read("conferences.jsonl.zst") else { return };
    let card = &corpus.files[0];
    assert_eq!((card.records, card.read, card.skipped), (83_169, 83_169, 0));
    assert_eq!(corpus.papers.len() + corpus.duplicates.len(), 83_169);
}

#[test]
fn the_conference_series_cites_itself() {
    let Some(corpus) = read("facts-vis-citations.csv") else { return };
    assert_eq!(corpus.files[0].read, 2752);
    // The file names 10,021 references, 28 of them twice in the list of one paper.
    assert_eq!((corpus.references, corpus.resolved, corpus.citations.len()), (9993, 9993, 9993));
}

#[test]
fn papers_with_repositories_all_have_some() {
    let Some(corpus) = read("facts-papers-with-repos.csv") else { return };
    assert_eq!(corpus.files[0].read, 6818);
    // All but these: pages of organisations, and names that a line break tore apart.
    let without: Vec<&str> =
        corpus.papers.iter().filter(|paper| paper.repos.is_empty()).map(|paper| paper.id.as_str()).collect();
    assert_eq!(without.len(), 5, "{without:?}");
}
