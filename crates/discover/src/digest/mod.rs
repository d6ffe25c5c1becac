//! What is new and what is trending, with reasons.
//!
//! [`History::read`] goes through all papers of an index once; [`trend::growth`] is the formula behind "trending". Then each
//! [`Interest`] gives a [`Section`] by [`sections`]: papers that are new, best first, and older ones whose share in the attention
//! has grown. What the reader has had already is left out by the caller's `skip`.

pub mod history;
pub mod trend;
mod why;

use std::io::{Read, Seek};

use corpus::Date;
pub use history::History;
use rustc_hash::FxHashSet;

use crate::{
    index::{Index, IndexError, Name, Record},
    similar::{self, Question, Similar},
};

/// A paper is like what somebody is interested in if it is among so many that are most like it.
pub const LIKE: usize = 100;

/// What counts as new.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// What may have come out on this day or later: where only the year is known, it counts from its first day to its last.
    Date(Date),
    /// What an earlier report did not have.
    Report(Known),
}

/// The papers of an earlier report, by ids and DOIs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known(FxHashSet<String>);

impl Known {
    /// These papers.
    pub fn of(names: &[Name]) -> Self {
        Self(names.iter().flat_map(|name| name.doi.iter().chain([&name.id])).cloned().collect())
    }

    fn has(&self, name: &Name) -> bool {
        self.0.contains(&name.id) || name.doi.as_ref().is_some_and(|doi| self.0.contains(doi))
    }
}

/// What somebody wants to hear of.
#[derive(Clone, Debug)]
pub enum Interest {
    /// All papers, in sections by cluster.
    Everything,
    /// The papers of a cluster, from 0.
    Cluster(u32),
    /// The [`LIKE`] papers most like a paper or a text.
    Like {
        /// What it is called in the heading.
        name: String,
        /// The paper or text.
        question: Box<Question>,
    },
}

/// A part of a digest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The label of the cluster, or what the papers are like.
    pub title: String,
    /// New papers, best first.
    pub new: Vec<Entry>,
    /// How many more are new that found no place.
    pub more: usize,
    /// Papers that trend, most first.
    pub trending: Vec<Entry>,
}

/// A paper of a digest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its number.
    pub paper: u32,
    /// What it is.
    pub record: Record,
    /// Why it is there, a sentence each.
    pub why: Vec<String>,
}

/// How much of what.
pub struct Choice<'a> {
    /// What counts as new.
    pub since: &'a Since,
    /// At most so many new papers, and as many that trend.
    pub top: usize,
    /// Papers that are left out.
    pub skip: &'a dyn Fn(u32) -> bool,
}

impl Choice<'_> {
    fn is_new(&self, history: &History, name: &Name, paper: u32) -> bool {
        match self.since {
            Since::Date(first) => history.date(paper).is_some_and(|date| date.may_be_since(*first)),
            Since::Report(known) => !known.has(name),
        }
    }
}

/// The sections of an interest: one a cluster for [`Interest::Everything`], by the number of the cluster, otherwise at most one. A paper
/// stands in one list of one section; sections without papers are left out.
///
/// New papers of clusters come by trend, then by the weight of their links; papers like something by how like they are. Trending
/// papers are older ones whose trend is above 0 and that recent papers cite or resemble more often than those before, by trend. Ties
/// by number. Time linear in the papers, plus a question to the index for each paper that is shown.
///
/// # Errors
///
/// An index that is damaged.
pub fn sections<R: Read + Seek>(
    index: &mut Index<R>,
    history: &History,
    interest: &Interest,
    choice: &Choice<'_>,
) -> Result<Vec<Section>, IndexError> {
    match interest {
        Interest::Everything => of_clusters(index, history, choice, |_| true),
        Interest::Cluster(cluster) => {
            of_clusters(index, history, choice, |paper| history.cluster(paper) == *cluster)
        }
        Interest::Like { name, question } => like(index, history, choice, name, question),
    }
}

fn of_clusters<R: Read + Seek>(
    index: &mut Index<R>,
    history: &History,
    choice: &Choice<'_>,
    among: impl Fn(u32) -> bool,
) -> Result<Vec<Section>, IndexError> {
    let names = &index.contents().names;
    let candidates = (0..history.papers() as u32).filter(|&paper| among(paper) && !(choice.skip)(paper));
    let (mut new, old): (Vec<u32>, Vec<u32>) =
        candidates.partition(|&paper| choice.is_new(history, &names[paper as usize], paper));
    let strength =
        |paper: u32| history.past(paper).links.iter().map(|&(_, weight)| f64::from(weight)).sum::<f64>();
    new.sort_by(|&a, &b| {
        let trend = history.trend(b).total_cmp(&history.trend(a));
        trend.then(strength(b).total_cmp(&strength(a))).then(a.cmp(&b))
    });
    let trending = trending(history, old, choice.top);
    let (new, more) = new.split_at(new.len().min(choice.top));

    let of = |papers: &[u32], cluster: u32| -> Vec<u32> {
        papers.iter().copied().filter(|&paper| history.cluster(paper) == cluster).collect()
    };
    let mut clusters: Vec<u32> = new.iter().chain(&trending).map(|&paper| history.cluster(paper)).collect();
    clusters.sort_unstable();
    clusters.dedup();
    let section = |cluster: u32| {
        let title = index.contents().clusters.get(cluster as usize).cloned().unwrap_or_default();
        let mut entries = |papers: Vec<u32>| -> Result<Vec<Entry>, IndexError> {
            papers.into_iter().map(|paper| why::entry(index, history, choice, paper)).collect()
        };
        Ok(Section {
            title,
            new: entries(of(new, cluster))?,
            more: of(more, cluster).len(),
            trending: entries(of(&trending, cluster))?,
        })
    };
    clusters.into_iter().map(section).collect()
}

/// Of these papers, the `top` that trend most.
fn trending(history: &History, mut papers: Vec<u32>, top: usize) -> Vec<u32> {
    papers.retain(|&paper| history.rises(paper));
    papers.sort_by(|&a, &b| history.trend(b).total_cmp(&history.trend(a)).then(a.cmp(&b)));
    papers.truncate(top);
    papers
}

fn like<R: Read + Seek>(
    index: &mut Index<R>,
    history: &History,
    choice: &Choice<'_>,
    name: &str,
    question: &Question,
) -> Result<Vec<Section>, IndexError> {
    let mut found = similar::similar(index, question, LIKE)?;
    found.retain(|similar| !(choice.skip)(similar.paper));
    let names = &index.contents().names;
    let (mut new, mut old): (Vec<Similar>, Vec<Similar>) = found
        .into_iter()
        .partition(|similar| choice.is_new(history, &names[similar.paper as usize], similar.paper));
    let more = new.len().saturating_sub(choice.top);
    new.truncate(choice.top);
    old.retain(|similar| history.rises(similar.paper));
    // Stable: of papers that trend alike the one that is more like comes first.
    old.sort_by(|a, b| history.trend(b.paper).total_cmp(&history.trend(a.paper)));
    old.truncate(choice.top);
    let entry = |similar| why::like(history, choice, names, similar);
    let section = Section {
        title: name.to_owned(),
        new: new.into_iter().map(entry).collect(),
        more,
        trending: old.into_iter().map(entry).collect(),
    };
    Ok(if section.new.is_empty() && section.trending.is_empty() { Vec::new() } else { vec![section] })
}
