//! Topics across periods: the years are cut, each period is clustered by itself, and topics are followed from one to the
//! next.
//!
//! Each period has its own clusters, those of the links between its papers: clusters of the whole corpus could neither split nor
//! merge. What became of them is told by [`crate::flows`], where they stand by [`crate::strategic`].

use std::collections::BTreeMap;

use network::{
    Graph, Link,
    community::{self, CommunityError, LeidenSettings},
};
use parallel::{Progress, chunks};
use similarity::Terms;

use crate::{
    flows::{self, Flow, Profile},
    labels::{self, KeyTerm},
    part,
    strategic::{self, Standing},
};

/// Terms by which a topic is known in the next period.
const TERMS: usize = 20;
/// A smaller share of the papers of a period is no topic …
const SMALLEST_SHARE: f64 = 0.02;
/// … and neither are fewer papers.
const SMALLEST: usize = 5;
/// Topics that have less in common are not one.
const LEAST_IN_COMMON: f64 = 0.1;

/// Years in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first year.
    pub first: i32,
    /// The last year.
    pub last: i32,
}

/// Cuts the years with papers into at most `wanted` periods with about as many papers each: a period ends with the year at
/// whose end the papers so far are nearest to its share.
///
/// ```
/// use topics::periods::{Period, of_equal_size};
/// let periods = of_equal_size(&[(2000, 1), (2001, 3), (2002, 4)].into(), 2);
/// assert_eq!(periods, [Period { first: 2000, last: 2001 }, Period { first: 2002, last: 2002 }]);
/// ```
pub fn of_equal_size(papers_by_year: &BTreeMap<i32, usize>, wanted: usize) -> Vec<Period> {
    let (Some((&first, _)), Some((&last, _))) =
        (papers_by_year.first_key_value(), papers_by_year.last_key_value())
    else {
        return Vec::new();
    };
    let all: usize = papers_by_year.values().sum();
    let mut sums = Vec::new();
    let mut sum = 0;
    for (&year, papers) in papers_by_year {
        sum += papers;
        sums.push((year, sum));
    }
    let mut starts: Vec<i32> = (1..wanted)
        .filter_map(|cut| {
            let share = (cut * all) as f64 / wanted as f64;
            let off = |sum: usize| (sum as f64 - share).abs();
            let end = sums.iter().min_by(|a, b| off(a.1).total_cmp(&off(b.1)))?;
            Some(end.0 + 1)
        })
        .collect();
    starts.retain(|&start| start <= last);
    from_starts(first, last, &starts)
}

/// The periods from `first` to `last` that begin with `first` and with each of `starts` between, in any order.
pub fn from_starts(first: i32, last: i32, starts: &[i32]) -> Vec<Period> {
    let mut starts: Vec<i32> =
        starts.iter().copied().filter(|&start| first < start && start <= last).chain([first]).collect();
    starts.sort_unstable();
    starts.dedup();
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([last]);
    starts.iter().zip(ends).map(|(&first, last)| Period { first, last }).collect()
}

/// What periods are made of.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The year of each paper.
    pub years: &'a [Option<i32>],
    /// Terms of the papers.
    pub terms: &'a Terms,
    /// Links between them.
    pub graph: &'a Graph,
    /// Works that each cites, ascending.
    pub works: &'a [Vec<u32>],
}

/// A topic of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct PeriodTopic {
    /// The period, by its position.
    pub period: usize,
    /// Its papers, ascending.
    pub papers: Vec<u32>,
    /// The terms that mark it among the papers of the period, best first.
    pub key_terms: Vec<KeyTerm>,
    /// A few of them.
    pub label: String,
    /// Where it stands among the topics of the period.
    pub standing: Standing,
}

/// Topics of periods, and how they are connected.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Development {
    /// The periods, ascending.
    pub periods: Vec<Period>,
    /// By period, then the largest first.
    pub topics: Vec<PeriodTopic>,
    /// Between topics of one period and the next, which they name by their positions in `topics`.
    pub flows: Vec<Flow>,
}

/// The topics of each of `periods`, and the flows between them.
///
/// The links between the papers of a period are clustered as `settings` say. Clusters of fewer than five papers, or of less than
/// one fiftieth of the period, are no topics. Time and space are those of clustering.
///
/// # Errors
///
/// As [`community::leiden()`].
pub fn develop(
    field: &Field<'_>,
    periods: &[Period],
    settings: &LeidenSettings,
) -> Result<Development, CommunityError> {
    let of_periods = chunks::map(periods.len(), 1, |range| topics_of(field, periods, range.start, settings));
    let topics_by_period = of_periods.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut flows = Vec::new();
    let mut begin = 0;
    for two in topics_by_period.windows(2) {
        let profiles = |topics: &[PeriodTopic]| topics.iter().map(|topic| profile(field, topic)).collect();
        let (earlier, later): (Vec<Profile>, Vec<Profile>) = (profiles(&two[0]), profiles(&two[1]));
        let next = begin + earlier.len();
        let found = flows::flows(&earlier, &later, LEAST_IN_COMMON);
        flows.extend(found.into_iter().map(|flow| Flow {
            from: begin + flow.from,
            to: next + flow.to,
            ..flow
        }));
        begin = next;
    }
    Ok(Development { periods: periods.to_vec(), topics: topics_by_period.concat(), flows })
}

fn topics_of(
    field: &Field<'_>,
    periods: &[Period],
    period: usize,
    settings: &LeidenSettings,
) -> Result<Vec<PeriodTopic>, CommunityError> {
    let Period { first, last } = periods[period];
    let within = |year: Option<i32>| year.is_some_and(|year| first <= year && year <= last);
    let papers: Vec<u32> =
        (0..field.years.len() as u32).filter(|&paper| within(field.years[paper as usize])).collect();
    let graph = between(field.graph, &papers);
    let partition = community::leiden(&graph, settings, &Progress::none())?.partition;
    let smallest = SMALLEST.max((SMALLEST_SHARE * papers.len() as f64) as usize);
    let topics: Vec<Vec<u32>> = partition
        .members()
        .into_iter()
        .filter(|members| members.len() >= smallest)
        .map(|members| members.into_iter().map(|member| papers[member as usize]).collect())
        .collect();
    let (terms, members) = part::part(field.terms, &papers, &topics);
    let key_terms = labels::key_terms(&terms, &members, TERMS);
    let labels = labels::labels(&terms, &key_terms);
    let standings = strategic::standings(field.terms, &papers, &key_terms);
    // A topic of a few papers may have no term of weight: the first it has is better than none.
    let first =
        |keys: &Vec<KeyTerm>| keys.first().map(|key| terms.vocabulary[key.term as usize].text.clone());
    let labels: Vec<String> = labels
        .into_iter()
        .zip(&key_terms)
        .map(|(label, keys)| if label.is_empty() { first(keys).unwrap_or_default() } else { label })
        .collect();
    let parts = topics.into_iter().zip(key_terms).zip(labels).zip(standings);
    Ok(parts
        .map(|(((papers, key_terms), label), standing)| PeriodTopic {
            period,
            papers,
            key_terms,
            label,
            standing,
        })
        .collect())
}

/// The links between some papers, ascending, which become vertices in their order.
fn between(graph: &Graph, papers: &[u32]) -> Graph {
    let mut place = vec![u32::MAX; graph.nodes()];
    for (at, &paper) in papers.iter().enumerate() {
        place[paper as usize] = at as u32;
    }
    let links: Vec<Link> = papers
        .iter()
        .flat_map(|&paper| graph.links_of(paper as usize).map(move |(other, weight)| (paper, other, weight)))
        .filter(|&(paper, other, _)| (paper as usize) < other && place[other] != u32::MAX)
        .map(|(paper, other, weight)| Link { source: place[paper as usize], target: place[other], weight })
        .collect();
    Graph::from_links(papers.len(), &links).expect("links of a graph are links of a part of it")
}

/// What a topic is known by.
fn profile(field: &Field<'_>, topic: &PeriodTopic) -> Profile {
    let mut terms: Vec<u32> = topic.key_terms.iter().map(|key| key.term).collect();
    terms.sort_unstable();
    let mut works: Vec<u32> =
        topic.papers.iter().flat_map(|&paper| &field.works[paper as usize]).copied().collect();
    works.sort_unstable();
    works.dedup();
    Profile { terms, works }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn given_years_begin_periods() {
        let period = |first, last| Period { first, last };
        assert_eq!(from_starts(1990, 2000, &[1995, 1980, 2001]), [period(1990, 1994), period(1995, 2000)]);
        assert_eq!(from_starts(1990, 1990, &[]), [period(1990, 1990)]);
        assert_eq!(of_equal_size(&BTreeMap::new(), 3), []);
    }

    proptest! {
        #[test]
        fn periods_cover_all_years_once(
            papers in prop::collection::btree_map(1980i32..2020, 1usize..50, 1..20),
            wanted in 1usize..7,
        ) {
            let periods = of_equal_size(&papers, wanted);
            prop_assert!((1..=wanted).contains(&periods.len()));
            prop_assert_eq!(periods[0].first, *papers.keys().next().unwrap());
            prop_assert_eq!(periods[periods.len() - 1].last, *papers.keys().next_back().unwrap());
            prop_assert!(periods.windows(2).all(|two| two[0].last + 1 == two[1].first));
        }
    }

    /// Two groups of papers in an early period and in a late one, on terms 0 to 2 and 3 to 5.
    fn two_groups() -> (Vec<Option<i32>>, Terms, Graph) {
        let mut terms = Terms::default();
        let mut years = Vec::new();
        let mut links = Vec::new();
        for paper in 0..24u32 {
            let group = paper / 6 % 2;
            years.push(Some(if paper < 12 { 2000 } else { 2010 }));
            terms.vectors.push((0..3).map(|term| (3 * group + term, 1.0)));
            for other in (paper / 6 * 6)..paper {
                links.push(Link { source: other, target: paper, weight: 1.0 });
            }
        }
        let word = |term: u8| format!("{}word", char::from(b'a' + term));
        terms.vocabulary =
            (0..6).map(|term| similarity::Term { text: word(term), papers: 12, parts: Vec::new() }).collect();
        (years, terms, Graph::from_links(24, &links).unwrap())
    }

    #[test]
    fn topics_go_on_where_their_terms_do_at_any_number_of_threads() {
        let (years, terms, graph) = two_groups();
        let works = vec![Vec::new(); 24];
        let field = Field { years: &years, terms: &terms, graph: &graph, works: &works };
        let periods = from_starts(2000, 2010, &[2005]);
        let run = |threads| {
            parallel::with_threads(threads, || develop(&field, &periods, &LeidenSettings::default()))
                .unwrap()
                .unwrap()
        };
        let found = run(1);
        assert_eq!(found.topics.iter().map(|topic| topic.papers.len()).collect::<Vec<_>>(), [6; 4]);
        let flows: Vec<(usize, usize, f64)> =
            found.flows.iter().map(|flow| (flow.from, flow.to, flow.terms)).collect();
        assert_eq!(flows, [(0, 2, 1.0), (1, 3, 1.0)]);
        assert_eq!(run(3), found);
    }
}
