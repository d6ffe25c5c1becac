//! What things are called in tables and charts about time.

use crate::{
    analysis::Analysis,
    time::{NamedBurst, Thing},
};

/// A word gives way to a phrase that so much of its papers have.
const PHRASE_SHARE: f64 = 0.4;

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

/// The strongest bursts that say different things: a word gives way to a phrase that carries much of it in the same years, and of
/// bursts that overlap in time and share a word only the strongest stays.
pub fn distinct_bursts(analysis: &Analysis, most: usize) -> Vec<&NamedBurst> {
    let mut kept: Vec<&NamedBurst> = Vec::new();
    for burst in &analysis.time.bursts {
        if kept.len() == most {
            break;
        }
        let own = words(self::burst(analysis, burst));
        let meets = |other: &NamedBurst| {
            let theirs = words(self::burst(analysis, other));
            other.first <= burst.last
                && burst.first <= other.last
                && own.iter().any(|word| theirs.contains(word))
        };
        let carries = |other: &NamedBurst| {
            let longer = words(self::burst(analysis, other)).len() > 1;
            longer && f64::from(other.papers) >= PHRASE_SHARE * f64::from(burst.papers) && meets(other)
        };
        let carried = own.len() == 1 && analysis.time.bursts.iter().any(carries);
        if !carried && !kept.iter().any(|&other| meets(other)) {
            kept.push(burst);
        }
    }
    kept
}

fn words(name: &str) -> Vec<&str> {
    name.split([' ', '-']).collect()
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
