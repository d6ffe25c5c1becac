//! What things are called in tables and charts about time.

use crate::{
    analysis::Analysis,
    time::{NamedBurst, Thing},
};

/// The name of what bursts.
pub fn burst<'a>(analysis: &'a Analysis, burst: &'a NamedBurst) -> &'a str {
    match &burst.thing {
        Thing::Term(term) => &analysis.terms.vocabulary[*term as usize].text,
        Thing::Repo(name) => name,
    }
}

/// The cluster whose colour a burst takes: where most of its papers are; 0 for repositories.
pub fn burst_home(burst: &NamedBurst, homes: &[(u32, f64)]) -> usize {
    match &burst.thing {
        Thing::Term(term) => homes[*term as usize].0 as usize,
        Thing::Repo(_) => 0,
    }
}

/// The strongest bursts that say different things: of those that overlap in time and share a word, the strongest.
pub fn distinct_bursts(analysis: &Analysis, most: usize) -> Vec<&NamedBurst> {
    let mut kept: Vec<&NamedBurst> = Vec::new();
    for burst in &analysis.time.bursts {
        if kept.len() == most {
            break;
        }
        let told = |other: &&NamedBurst| {
            other.first <= burst.last
                && burst.first <= other.last
                && share_a_word(self::burst(analysis, other), self::burst(analysis, burst))
        };
        if !kept.iter().any(told) {
            kept.push(burst);
        }
    }
    kept
}

fn share_a_word(a: &str, b: &str) -> bool {
    let words = |text: &'_ str| text.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let b = words(b);
    words(a).iter().any(|word| b.contains(word))
}

/// A cited work in a few words: its title, or author, year and venue, or the reference.
pub fn work(analysis: &Analysis, work: u32) -> String {
    let work = &analysis.corpus.works[work as usize];
    if let Some(paper) = work.paper {
        return analysis.corpus.papers[paper as usize].title.clone();
    }
    let title = work.title.as_ref().or(work.venue.as_ref());
    match (&work.author, title) {
        (Some(author), Some(title)) => format!("{author}: {title}"),
        (Some(author), None) => author.clone(),
        _ => work.text.clone(),
    }
}

/// The cluster that holds most of some papers, with the share that it holds; of several the first.
pub fn home(analysis: &Analysis, papers: &[u32]) -> (u32, f64) {
    let mut clusters: Vec<u32> = papers.iter().map(|&paper| analysis.cluster_of[paper as usize]).collect();
    clusters.sort_unstable();
    let most = clusters.chunk_by(|a, b| a == b).reduce(|a, b| if b.len() > a.len() { b } else { a });
    most.map_or((0, 0.0), |most| (most[0], most.len() as f64 / papers.len() as f64))
}

/// Years from the first to the last, or one.
pub fn years(first: i32, last: i32) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
