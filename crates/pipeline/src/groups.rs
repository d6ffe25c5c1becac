//! Papers grouped by what they name: repositories, venues, authors.

use std::collections::BTreeMap;

use corpus::Repo;

use crate::analysis::Analysis;

/// The papers that name one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<K> {
    /// The thing.
    pub key: K,
    /// The papers, ascending; never empty.
    pub papers: Vec<u32>,
    /// Earliest year of these papers.
    pub first_year: Option<i32>,
    /// Latest year of these papers.
    pub last_year: Option<i32>,
    /// Clusters of these papers with how many are in each, ascending by cluster.
    pub clusters: Vec<(u32, usize)>,
}

impl<K> Group<K> {
    /// The cluster that holds most of these papers; of several, the first.
    pub fn main_cluster(&self) -> u32 {
        let most = self.clusters.iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
        most.map_or(0, |&(cluster, _)| cluster)
    }
}

/// Repositories, most papers first, ties by name.
pub fn repos(analysis: &Analysis) -> Vec<Group<&Repo>> {
    group(analysis, |paper| &analysis.corpus.papers[paper].repos)
}

/// Venues, most papers first, ties by name.
pub fn venues(analysis: &Analysis) -> Vec<Group<&str>> {
    group(analysis, |paper| analysis.corpus.papers[paper].venue.as_deref())
}

/// Names of authors, most papers first, ties by name.
pub fn authors(analysis: &Analysis) -> Vec<Group<&str>> {
    group(analysis, |paper| analysis.corpus.papers[paper].authors.iter().map(String::as_str))
}

fn group<K: Ord, I: IntoIterator<Item = K>>(
    analysis: &Analysis,
    named_by: impl Fn(usize) -> I,
) -> Vec<Group<K>> {
    let mut papers_of: BTreeMap<K, Vec<u32>> = BTreeMap::new();
    for paper in 0..analysis.corpus.papers.len() {
        for key in named_by(paper) {
            let papers = papers_of.entry(key).or_default();
            // A paper that names a thing twice counts once.
            if papers.last() != Some(&(paper as u32)) {
                papers.push(paper as u32);
            }
        }
    }
    let mut groups: Vec<Group<K>> =
        papers_of.into_iter().map(|(key, papers)| describe(analysis, key, papers)).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.papers.len()));
    groups
}

fn describe<K>(analysis: &Analysis, key: K, papers: Vec<u32>) -> Group<K> {
    let years = || papers.iter().filter_map(|&paper| analysis.corpus.papers[paper as usize].year);
    let (first_year, last_year) = (years().min(), years().max());
    let mut clusters: BTreeMap<u32, usize> = BTreeMap::new();
    for &paper in &papers {
        *clusters.entry(analysis.cluster_of[paper as usize]).or_default() += 1;
    }
    Group { key, papers, first_year, last_year, clusters: clusters.into_iter().collect() }
}
