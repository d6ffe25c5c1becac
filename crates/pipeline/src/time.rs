//! How the field moved: what the analysis says about time.

use std::collections::BTreeMap;

use corpus::Corpus;
use network::{Graph, community::LeidenSettings};
use parallel::chunks;
use similarity::Terms;
use topics::{
    Members,
    bursts::{self, BurstSettings},
    growth::{self, Pace},
    labels::KeyTerm,
    mainpath::{self, MainPaths},
    periods::{self, Development, Field, Period},
    rpys::{self, CitedYear},
    strategic::{self, Standing},
    trends::{self, Trend},
};

use crate::{RunError, analysis::papers_by_year, config::settings::TimeSettings};

/// Years before the last that series reach back, at most: a wrong year must not make a thousand empty ones.
const LONGEST: i32 = 120;
/// A term bursts or trends if so many papers have it.
const TERM_PAPERS: u32 = 5;
/// A repository bursts if so many papers link it.
const REPO_PAPERS: u32 = 3;
/// A word gives way to a phrase that so much of its papers have.
const PHRASE_SHARE: f64 = 0.4;
/// Terms of each median year.
const TRENDS: usize = 5;
/// Years over which growth is measured.
const PACE_YEARS: i32 = 10;
/// Citations where key routes begin.
const KEY_ROUTES: usize = 10;
/// Works named for each cited year.
const CITED_WORKS: usize = 3;
/// Terms of a cluster that make it a theme.
const THEME_TERMS: usize = 20;
/// A smaller cluster is no theme.
const THEME_PAPERS: usize = 5;
/// So many years for each period, and so many papers.
const PERIOD: (i32, usize) = (5, 50);
/// Periods, at most.
const PERIODS: usize = 6;

/// What the papers say about time. Each part is empty where they say nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Time {
    /// The first and the last year of the series.
    pub span: Option<(i32, i32)>,
    /// Papers dated after that, which seem misprints.
    pub misdated: usize,
    /// The last year that seems complete.
    pub complete: Option<i32>,
    /// The years over which growth is measured.
    pub pace_years: Option<(i32, i32)>,
    /// Growth of all papers.
    pub field_pace: Option<Pace>,
    /// Growth of each cluster.
    pub paces: Vec<Option<Pace>>,
    /// Bursts of terms and repositories, the strongest first.
    pub bursts: Vec<NamedBurst>,
    /// Terms of each median year.
    pub trends: Vec<Trend>,
    /// Works cited, by year.
    pub spectrum: Vec<CitedYear>,
    /// Main paths of the citations.
    pub paths: MainPaths,
    /// Topics across periods.
    pub development: Development,
    /// Clusters as themes: their number and where they stand.
    pub themes: Vec<(u32, Standing)>,
}

/// What bursts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A term, by its number.
    Term(u32),
    /// A repository, by its name.
    Repo(String),
}

/// A burst of something.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedBurst {
    /// What bursts.
    pub thing: Thing,
    /// Its first year.
    pub first: i32,
    /// Its last year.
    pub last: i32,
    /// Its weight.
    pub strength: f64,
    /// Papers of these years that have it.
    pub papers: u32,
    /// Their share of the papers of these years.
    pub share: f64,
    /// The share of papers of all years that have it.
    pub usual: f64,
}

/// What everything about time is told from.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The papers.
    pub corpus: &'a Corpus,
    /// Their terms.
    pub terms: &'a Terms,
    /// Their links.
    pub graph: &'a Graph,
    /// The papers of each cluster.
    pub members: &'a Members,
    /// The terms that mark each cluster.
    pub key_terms: &'a [&'a [KeyTerm]],
}

impl Time {
    /// Computes everything about time; `clusters` says how periods are clustered.
    pub fn compute(
        sources: &Sources<'_>,
        settings: &TimeSettings,
        clusters: &LeidenSettings,
    ) -> Result<Self, RunError> {
        let corpus = sources.corpus;
        let years: Vec<Option<i32>> = corpus.papers.iter().map(|paper| paper.year).collect();
        let mut by_year = papers_by_year(corpus);
        let themes = themes(sources);
        let Some((&first, last)) = by_year.keys().next().zip(growth::last_year(&by_year)) else {
            return Ok(Self { themes, paces: vec![None; sources.members.clusters()], ..Self::default() });
        };
        let misdated = by_year.split_off(&(last + 1)).values().sum();
        let span = Span { first: first.max(last - LONGEST + 1), last };
        let complete = growth::last_complete_year(&by_year).unwrap_or(last);
        let pace_span = Span { first: span.first.max(complete - PACE_YEARS + 1), last: complete };
        let pace = |papers: &mut dyn Iterator<Item = u32>| growth::pace(&pace_span.counts(&years, papers));
        let of_terms = term_counts(sources.terms, &years, span);
        let cited: Vec<(Option<i32>, u32)> = corpus
            .works
            .iter()
            .map(|work| {
                let own = work.paper.and_then(|paper| years[paper as usize]);
                (own.or(work.year), work.citing)
            })
            .collect();
        let field =
            Field { years: &years, terms: sources.terms, graph: sources.graph, works: &corpus.references_of };
        let cut = cut(&by_year, settings, span);
        let development =
            if cut.len() > 1 { periods::develop(&field, &cut, clusters)? } else { Development::default() };
        Ok(Self {
            span: Some((span.first, span.last)),
            misdated,
            complete: Some(complete),
            pace_years: Some((pace_span.first, pace_span.last)),
            field_pace: pace(&mut (0..years.len() as u32)),
            paces: (0..sources.members.clusters())
                .map(|cluster| pace(&mut sources.members.of(cluster).iter().copied()))
                .collect(),
            bursts: all_bursts(sources, &years, &of_terms, span, settings),
            trends: leading_terms(sources.terms, &of_terms, span),
            spectrum: rpys::spectrum(&cited, last, CITED_WORKS),
            paths: mainpath::main_paths(&corpus.citations, &years, KEY_ROUTES)
                .expect("citations lead from paper to paper"),
            development,
            themes,
        })
    }
}

/// Years in a row.
#[derive(Clone, Copy)]
struct Span {
    first: i32,
    last: i32,
}

impl Span {
    fn len(self) -> usize {
        (self.last - self.first + 1).max(0) as usize
    }

    fn place(self, year: Option<i32>) -> Option<usize> {
        year.filter(|&year| self.first <= year && year <= self.last).map(|year| (year - self.first) as usize)
    }

    /// How many of `papers` each year has.
    fn counts(self, years: &[Option<i32>], papers: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut counts = vec![0; self.len()];
        for at in papers.filter_map(|paper| self.place(years[paper as usize])) {
            counts[at] += 1;
        }
        counts
    }
}

/// Papers of each year that have a term, for the terms with enough papers, which are the first of the vocabulary.
fn term_counts(terms: &Terms, years: &[Option<i32>], span: Span) -> Vec<Vec<u32>> {
    let enough = terms.vocabulary.iter().take_while(|term| term.papers >= TERM_PAPERS).count();
    let mut counts = vec![vec![0; span.len()]; enough];
    for (paper, &year) in years.iter().enumerate() {
        let Some(at) = span.place(year) else { continue };
        for &term in terms.vectors.row(paper).0 {
            if let Some(of_term) = counts.get_mut(term as usize) {
                of_term[at] += 1;
            }
        }
    }
    counts
}

/// The terms of each median year; a word gives way to a phrase that much of its papers have.
fn leading_terms(terms: &Terms, of_terms: &[Vec<u32>], span: Span) -> Vec<Trend> {
    let mut carried = vec![false; terms.vocabulary.len()];
    for phrase in &terms.vocabulary {
        for &part in &phrase.parts {
            let word = &terms.vocabulary[part as usize];
            carried[part as usize] |= f64::from(phrase.papers) >= PHRASE_SHARE * f64::from(word.papers);
        }
    }
    let mut found = trends::trends(of_terms, span.first, TERM_PAPERS);
    found.retain(|trend| !carried[trend.term as usize]);
    trends::leading(&found, TRENDS)
}

fn all_bursts(
    sources: &Sources<'_>,
    years: &[Option<i32>],
    of_terms: &[Vec<u32>],
    span: Span,
    settings: &TimeSettings,
) -> Vec<NamedBurst> {
    let all = span.counts(years, 0..years.len() as u32);
    let mut of_repos: BTreeMap<&corpus::Repo, Vec<u32>> = BTreeMap::new();
    for (paper, record) in sources.corpus.papers.iter().enumerate() {
        for repo in &record.repos {
            of_repos.entry(repo).or_default().push(paper as u32);
        }
    }
    of_repos.retain(|_, papers| papers.len() >= REPO_PAPERS as usize);
    let terms = of_terms.iter().enumerate().map(|(term, counts)| (Thing::Term(term as u32), counts.clone()));
    let repos = of_repos.iter().map(|(repo, papers)| {
        (Thing::Repo(repo.name().to_owned()), span.counts(years, papers.iter().copied()))
    });
    let (things, series): (Vec<Thing>, Vec<Vec<u32>>) = terms.chain(repos).unzip();
    let gamma = BurstSettings { gamma: settings.burst_gamma, ..BurstSettings::default() };
    let found = bursts::bursts_of_all(&series, &all, &gamma);
    let share = |part: &[u32], whole: &[u32]| {
        let sum = |counts: &[u32]| counts.iter().copied().map(f64::from).sum::<f64>();
        sum(part) / sum(whole).max(1.0)
    };
    let mut named: Vec<NamedBurst> = Vec::new();
    for ((thing, counts), bursts) in things.iter().zip(&series).zip(found) {
        named.extend(bursts.into_iter().map(|burst| NamedBurst {
            thing: thing.clone(),
            first: span.first + burst.first as i32,
            last: span.first + burst.last as i32,
            strength: burst.weight,
            papers: counts[burst.first..=burst.last].iter().sum(),
            share: share(&counts[burst.first..=burst.last], &all[burst.first..=burst.last]),
            usual: share(counts, &all),
        }));
    }
    // Stable: of equal strength terms come before repositories, frequent ones first.
    named.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    named
}

/// The periods: those that were asked for, or so many of equal size as there are years and papers for.
fn cut(by_year: &BTreeMap<i32, usize>, settings: &TimeSettings, span: Span) -> Vec<Period> {
    if !settings.period_starts.is_empty() {
        return periods::from_starts(span.first, span.last, &settings.period_starts);
    }
    let within: BTreeMap<i32, usize> =
        by_year.range(span.first..).map(|(&year, &papers)| (year, papers)).collect();
    let papers: usize = within.values().sum();
    let wanted = (span.len() / PERIOD.0 as usize).min(papers / PERIOD.1).min(PERIODS);
    periods::of_equal_size(&within, wanted)
}

/// Clusters with enough papers and terms, as themes of the strategic diagram.
fn themes(sources: &Sources<'_>) -> Vec<(u32, Standing)> {
    let is_theme = |&cluster: &usize| {
        sources.members.of(cluster).len() >= THEME_PAPERS && !sources.key_terms[cluster].is_empty()
    };
    let clusters: Vec<usize> = (0..sources.members.clusters()).filter(is_theme).collect();
    let terms = chunks::collect(clusters.len(), 64, |at| {
        sources.key_terms[clusters[at]].iter().take(THEME_TERMS).cloned().collect()
    });
    let papers: Vec<u32> = (0..sources.corpus.papers.len() as u32).collect();
    let standings = strategic::standings(sources.terms, &papers, &terms);
    clusters.into_iter().map(|cluster| cluster as u32).zip(standings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_those_asked_for_or_as_many_as_papers_allow() {
        let by_year: BTreeMap<i32, usize> = (1990..2010).map(|year| (year, 10)).collect();
        let span = Span { first: 1990, last: 2009 };
        let periods = |starts: &[i32]| {
            let settings = TimeSettings { period_starts: starts.to_vec(), burst_gamma: 1.0 };
            cut(&by_year, &settings, span)
                .iter()
                .map(|period| (period.first, period.last))
                .collect::<Vec<_>>()
        };
        // Twenty years would do for four periods, and two hundred papers, too.
        assert_eq!(periods(&[]), [(1990, 1994), (1995, 1999), (2000, 2004), (2005, 2009)]);
        assert_eq!(periods(&[2005]), [(1990, 2004), (2005, 2009)]);
    }

    #[test]
    fn a_span_counts_what_lies_within() {
        let span = Span { first: 2000, last: 2002 };
        let years = [Some(2000), None, Some(2002), Some(1999), Some(2002)];
        assert_eq!(span.counts(&years, 0..5), [1, 0, 2]);
    }
}
