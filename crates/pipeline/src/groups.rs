//! Papers grouped by what they name: authors, keywords, venues, repositories, owners of repositories.

use std::{cmp::Reverse, collections::BTreeMap, sync::LazyLock};

use corpus::Repo;
use similarity::{Kind, Named, Thesaurus, named};

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
    /// Citations of these papers; see [`citations`].
    pub citations: u64,
    /// The largest `h` for which `h` of these papers have `h` citations or more (Hirsch 2005).
    pub h_index: usize,
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

/// Things that papers name, each with its papers.
#[derive(Debug)]
pub struct Things<'a> {
    /// Which paper names which, and what they are called.
    pub named: Named<'a>,
    /// The papers of each thing, the thing by its number in `named`; most papers first, ties by name, then by number.
    pub groups: Vec<Group<u32>>,
    /// For each of `groups` its papers, each counted as `1/n` for each of the `n` things that it names.
    pub fractional: Vec<f64>,
}

impl<'a> Things<'a> {
    /// What a thing is called.
    pub fn name(&self, group: &Group<u32>) -> &'a str {
        self.named.names[group.key as usize]
    }

    /// What a database knows it by.
    pub fn id(&self, group: &Group<u32>) -> Option<&str> {
        self.named.ids[group.key as usize].as_deref()
    }
}

/// What the papers name, after the thesaurus of the settings. Time and space linear in what papers list.
pub fn things(kind: Kind, analysis: &Analysis) -> Things<'_> {
    static NONE: LazyLock<Thesaurus> = LazyLock::new(Thesaurus::default);
    let written = analysis.names.iter().find(|names| names.kind == kind);
    let named = named(kind, &analysis.corpus, written.map_or(&*NONE, |names| &names.thesaurus));
    let citations = citations(analysis);
    let papers_of = named.of_paper.transposed();
    let group = |thing: usize| describe(analysis, &citations, thing as u32, papers_of.of(thing).to_vec());
    let mut groups: Vec<Group<u32>> = (0..papers_of.rows()).map(group).collect();
    groups.sort_by_key(|group| (Reverse(group.papers.len()), named.names[group.key as usize], group.key));
    let share = |&paper: &u32| 1.0 / named.of_paper.of(paper as usize).len() as f64;
    let fractional = groups.iter().map(|group| group.papers.iter().map(share).sum()).collect();
    Things { fractional, groups, named }
}

/// How often each paper is cited: as the source counts, where it does not say, from papers of this corpus.
pub fn citations(analysis: &Analysis) -> Vec<u64> {
    let here = analysis.cited_in_corpus();
    let papers = analysis.corpus.papers.iter().zip(here);
    papers.map(|(paper, here)| paper.cited_by.unwrap_or_else(|| here.into())).collect()
}

/// Whether anything is known of citations: a source counts them, or papers of this corpus cite each other.
pub fn knows_citations(analysis: &Analysis) -> bool {
    !analysis.corpus.citations.is_empty()
        || analysis.corpus.papers.iter().any(|paper| paper.cited_by.is_some())
}

fn group<K: Ord, I: IntoIterator<Item = K>>(
    analysis: &Analysis,
    named_by: impl Fn(usize) -> I,
) -> Vec<Group<K>> {
    let citations = citations(analysis);
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
        papers_of.into_iter().map(|(key, papers)| describe(analysis, &citations, key, papers)).collect();
    groups.sort_by_key(|group| Reverse(group.papers.len()));
    groups
}

fn describe<K>(analysis: &Analysis, citations: &[u64], key: K, papers: Vec<u32>) -> Group<K> {
    let years = || papers.iter().filter_map(|&paper| analysis.corpus.papers[paper as usize].year);
    let (first_year, last_year) = (years().min(), years().max());
    let mut clusters: BTreeMap<u32, usize> = BTreeMap::new();
    for &paper in &papers {
        *clusters.entry(analysis.cluster_of[paper as usize]).or_default() += 1;
    }
    let cited: Vec<u64> = papers.iter().map(|&paper| citations[paper as usize]).collect();
    Group {
        key,
        papers,
        first_year,
        last_year,
        clusters: clusters.into_iter().collect(),
        citations: cited.iter().sum(),
        h_index: h_index(cited),
    }
}

/// The largest `h` for which `h` of the counts are `h` or more.
fn h_index(mut counts: Vec<u64>) -> usize {
    counts.sort_unstable_by_key(|&count| Reverse(count));
    counts.iter().zip(1..).take_while(|&(&count, rank)| count >= rank).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h_by_hand() {
        assert_eq!(h_index(vec![10, 8, 5, 4, 3]), 4);
        assert_eq!(h_index(vec![25, 8, 5, 3, 3]), 3);
        assert_eq!((h_index(vec![]), h_index(vec![0, 0]), h_index(vec![7])), (0, 0, 1));
    }
}
