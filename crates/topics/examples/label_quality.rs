//! How good key terms are, beside those of other scores on the same terms and clusters: coherence (mean NPMI of pairs among a
//! cluster's ten, over papers) and diversity (share of different terms among all tens).
//!
//! ```text
//! cargo run --release -p bibliograph-topics --example label_quality -- PAPERS [lists]
//! ```
#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use network::community;
use parallel::Progress;
use similarity::{GraphSettings, Terms};
use topics::{
    Members,
    labels::{self, quality, score},
};

const TOP: usize = 10;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("the first argument is a file of papers");
    let lists = arguments.next().is_some();
    let progress = Progress::none();
    let corpus = corpus::read(&[path.into()], &corpus::ReadOptions::default(), &progress).unwrap();
    let terms = similarity::terms::build(&corpus.papers, &Default::default(), &progress).unwrap();
    let graph =
        similarity::relate(&corpus, &terms, None, &GraphSettings::default(), &progress).unwrap().graph;
    let leiden = community::leiden(&graph, &Default::default(), &progress).unwrap();
    let members = Members::new(leiden.partition.clusters());
    println!(
        "{} papers, {} terms, {} clusters",
        corpus.papers.len(),
        terms.vocabulary.len(),
        members.clusters()
    );

    let counts = score::Counts::new(&terms, &members);
    let all: f64 = terms.vocabulary.iter().map(|term| f64::from(term.papers)).sum();
    let per_cluster = |of: &dyn Fn(usize) -> Vec<u32>| (0..members.clusters()).map(of).collect::<Vec<_>>();
    let log_odds = per_cluster(&|cluster| {
        let scored = score::score(&terms, counts.of(cluster), all, members.clusters());
        let own =
            |term: u32| if terms.vocabulary[term as usize].is_phrase() { score::PHRASE_FAVOUR } else { 1.0 };
        best(scored.iter().map(|key| (key.term, key.score / own(key.term))))
    });
    // Maarten Grootendorst 2022, "BERTopic": tf · ln (1 + A / f), A the mean number of terms of a cluster, f all occurrences.
    let mean = all / members.clusters() as f64;
    let class_based = per_cluster(&|cluster| {
        let within: f64 = counts.of(cluster).iter().map(|&(_, papers)| f64::from(papers)).sum();
        let rarity = |term: u32| (1.0 + mean / f64::from(terms.vocabulary[term as usize].papers)).ln();
        best(
            counts
                .of(cluster)
                .iter()
                .map(|&(term, papers)| (term, f64::from(papers) / within * rarity(term))),
        )
    });
    let chosen = labels::key_terms(&terms, &members, TOP);
    let ours: Vec<Vec<u32>> = chosen.iter().map(|keys| keys.iter().map(|key| key.term).collect()).collect();
    tell("class-based TF-IDF", &terms, &class_based);
    tell("log-odds", &terms, &log_odds);
    tell("ours", &terms, &ours);
    if lists {
        for (cluster, (list, label)) in ours.iter().zip(labels::labels(&terms, &chosen)).enumerate() {
            let name = |&term: &u32| terms.vocabulary[term as usize].text.as_str();
            let names: Vec<&str> = list.iter().map(name).collect();
            println!("{:>3} {:>5} [{label}] {}", cluster + 1, members.of(cluster).len(), names.join("; "));
        }
    }
}

fn best(scores: impl Iterator<Item = (u32, f64)>) -> Vec<u32> {
    let mut scores: Vec<(u32, f64)> = scores.collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    scores.iter().take(TOP).map(|&(term, _)| term).collect()
}

fn tell(name: &str, terms: &Terms, lists: &[Vec<u32>]) {
    let coherence = quality::coherence(terms, lists).unwrap_or(f64::NAN);
    let diversity = quality::diversity(lists).unwrap_or(f64::NAN);
    println!("{name:<20} coherence {coherence:.3}  diversity {diversity:.3}");
}
