//! What happened to every paper, and when.

use std::io::{Read, Seek};

use corpus::Date;

use super::trend::{Event, growth};
use crate::index::{Index, IndexError};

/// So many years, the last one among them, are called recent, and so many before them are what they are compared with.
const RECENT: i32 = 2;

/// Dates, citations, links and counts of all papers; what trends is computed from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    papers: Vec<Past>,
    /// For each paper those that cite it, ascending.
    citing: Vec<Vec<u32>>,
    trend: Vec<f64>,
    /// The year of the newest paper.
    newest: Option<i32>,
}

/// What the history knows of one paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Past {
    pub date: Option<Date>,
    pub cluster: u32,
    pub votes: Option<u64>,
    pub cited_by: Option<u64>,
    pub cites: Vec<u32>,
    /// The other paper and the weight.
    pub links: Vec<(u32, f32)>,
}

/// How many papers of recent years, and of as many years before, do something to a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lately {
    pub recent: usize,
    pub before: usize,
}

impl History {
    /// Reads all records of an index; of each the text is let go at once.
    ///
    /// `half_life` is that of attention, in years, above 0: see [`growth`]. The trend of a paper is the mean of its growth by what the
    /// papers tell: citations within the corpus, dated by the citing paper; links of the similarity graph, dated by the newer of two
    /// papers and credited to the older; votes, dated by the paper itself; and, where no citation within the corpus is dated, the
    /// citations that the source counts, in the same way.
    ///
    /// # Errors
    ///
    /// An index that is damaged.
    pub fn read<R: Read + Seek>(index: &mut Index<R>, half_life: f64) -> Result<Self, IndexError> {
        let papers = 0..index.contents().names.len() as u32;
        let past = |paper| {
            let record = index.record(paper)?;
            Ok(Past {
                date: record.date.or(record.year.map(Date::of_year)),
                cluster: record.cluster,
                votes: record.votes,
                cited_by: record.cited_by,
                cites: record.cites,
                links: record.links.iter().map(|tie| (tie.to, tie.weight)).collect(),
            })
        };
        Ok(Self::of(papers.map(past).collect::<Result<_, IndexError>>()?, half_life))
    }

    pub(super) fn of(papers: Vec<Past>, half_life: f64) -> Self {
        let mut citing = vec![Vec::new(); papers.len()];
        for (paper, past) in (0..).zip(&papers) {
            for &cited in &past.cites {
                citing[cited as usize].push(paper);
            }
        }
        let trend = trend(&papers, half_life);
        let newest = papers.iter().filter_map(|past| past.date).map(|date| date.year).max();
        Self { papers, citing, trend, newest }
    }

    /// How many papers there are.
    pub fn papers(&self) -> usize {
        self.papers.len()
    }

    /// When a paper came out, as far as is known.
    pub fn date(&self, paper: u32) -> Option<Date> {
        self.papers[paper as usize].date
    }

    /// The cluster of a paper, from 0.
    pub fn cluster(&self, paper: u32) -> u32 {
        self.papers[paper as usize].cluster
    }

    /// By how much its share in all attention has grown, −1 to 1.
    pub fn trend(&self, paper: u32) -> f64 {
        self.trend[paper as usize]
    }

    /// Whether it gets more than before: its share in the attention grows, and so does what can be counted of it.
    pub(super) fn rises(&self, paper: u32) -> bool {
        let counted = [self.cited_lately(paper), self.linked_lately(paper)];
        // Votes have no dates of their own to be counted by.
        let only_votes = counted.iter().all(|lately| lately.recent + lately.before == 0);
        self.trend(paper) > 0.0 && (only_votes || counted.iter().any(|lately| lately.recent > lately.before))
    }

    /// What is known of a paper.
    pub(super) fn past(&self, paper: u32) -> &Past {
        &self.papers[paper as usize]
    }

    /// The recent years, from and to; `None` where no paper has a year.
    pub(super) fn recent_years(&self) -> Option<(i32, i32)> {
        self.newest.map(|newest| (newest - RECENT + 1, newest))
    }

    /// Citations of a paper by the years of those who cite it.
    pub(super) fn cited_lately(&self, paper: u32) -> Lately {
        self.lately(self.citing[paper as usize].iter().copied())
    }

    /// Links of a paper by the years of the other papers, those that are older than itself left out.
    pub(super) fn linked_lately(&self, paper: u32) -> Lately {
        let when = |paper: u32| self.date(paper).map(Date::in_years);
        let others = self.past(paper).links.iter().map(|&(other, _)| other);
        self.lately(others.filter(|&other| when(other) > when(paper)))
    }

    fn lately(&self, papers: impl Iterator<Item = u32>) -> Lately {
        let newest = self.newest.unwrap_or_default();
        papers.filter_map(|paper| self.date(paper)).fold(Lately::default(), |mut lately, date| {
            match newest - date.year {
                0..RECENT => lately.recent += 1,
                years if years < 2 * RECENT => lately.before += 1,
                _ => {}
            }
            lately
        })
    }
}

/// The mean growth by the kinds of events that there are.
fn trend(papers: &[Past], half_life: f64) -> Vec<f64> {
    let when = |paper: u32| papers[paper as usize].date.map(Date::in_years);
    let newest = papers.iter().filter_map(|past| past.date).map(Date::in_years).fold(0.0, f64::max);
    let event = |paper, date: f64, weight| Event { paper, age: newest - date, weight };
    let all = || (0u32..).zip(papers);

    let citations: Vec<Event> = all()
        .filter_map(|(citing, past)| Some((when(citing)?, &past.cites)))
        .flat_map(|(date, cites)| cites.iter().map(move |&cited| event(cited, date, 1.0)))
        .collect();
    let links: Vec<Event> = all()
        .filter_map(|(newer, past)| Some((when(newer)?, &past.links)))
        .flat_map(|(date, links)| {
            let older =
                links.iter().filter(move |&&(other, _)| when(other).is_some_and(|other| other < date));
            older.map(move |&(other, weight)| event(other, date, f64::from(weight)))
        })
        .collect();
    let counted = |count: fn(&Past) -> Option<u64>| -> Vec<Event> {
        all().filter_map(|(paper, past)| Some(event(paper, when(paper)?, count(past)? as f64))).collect()
    };
    let cited_by = if citations.is_empty() { counted(|past| past.cited_by) } else { Vec::new() };
    let kinds = [citations, links, counted(|past| past.votes), cited_by];
    let growths: Vec<Vec<f64>> = kinds
        .iter()
        .filter(|events| events.iter().any(|event| event.weight > 0.0))
        .map(|events| growth(papers.len(), events, half_life))
        .collect();
    let mean =
        |paper: usize| growths.iter().map(|growth| growth[paper]).sum::<f64>() / growths.len().max(1) as f64;
    (0..papers.len()).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(year: i32, cites: &[u32]) -> Past {
        Past { date: Some(Date::of_year(year)), cites: cites.to_vec(), ..Past::default() }
    }

    /// 0 was cited in 2000 and 2001, 1 is cited in 2008 and 2009.
    fn five() -> Vec<Past> {
        vec![past(1999, &[]), past(1999, &[]), past(2001, &[0]), past(2008, &[1]), past(2009, &[1, 0])]
    }

    #[test]
    fn citations_of_late_make_a_trend() {
        let history = History::of(five(), 1.0);
        assert!(history.trend(1) > 0.0 && history.trend(0) < 0.0);
        assert_eq!(history.trend(4), 0.0);
        assert_eq!(history.recent_years(), Some((2008, 2009)));
        assert_eq!(history.cited_lately(1), Lately { recent: 2, before: 0 });
        assert_eq!(history.cited_lately(0), Lately { recent: 1, before: 0 });
        // By hand: 1 has 1/2 + 1 of 1/256 + 1/2 + 1 + 1, all in halves a year; the long run counts fourth roots of it.
        let share = |of: [f64; 2], all: [f64; 4]| of.iter().sum::<f64>() / all.iter().sum::<f64>();
        let long = |age: f64| 0.5f64.powf(age / 4.0);
        let expected = share([0.5, 1.0], [0.5f64.powi(8), 0.5, 1.0, 1.0])
            - share([long(1.0), 1.0], [long(8.0), long(1.0), 1.0, 1.0]);
        assert!((history.trend(1) - expected).abs() < 1e-15);
    }

    #[test]
    fn a_larger_share_of_less_attention_is_no_rise() {
        let mut papers = vec![past(1999, &[]), past(1999, &[])];
        papers.extend((0..10).map(|_| past(2000, &[1])));
        papers.extend([past(2006, &[0]), past(2007, &[0]), past(2009, &[0])]);
        let history = History::of(papers.clone(), 1.0);
        assert!(history.trend(0) > 0.0 && !history.rises(0) && !history.rises(1));
        papers.extend([past(2009, &[0]), past(2009, &[0])]);
        assert!(History::of(papers, 1.0).rises(0));
    }

    #[test]
    fn links_go_to_the_older_and_votes_to_the_paper_itself() {
        let mut papers = five();
        papers.iter_mut().for_each(|past| past.cites.clear());
        papers[0].links = vec![(4, 0.5)];
        papers[4].links = vec![(0, 0.5)];
        papers[2].links = vec![(1, 0.5)];
        papers[1].links = vec![(2, 0.5)];
        let history = History::of(papers.clone(), 1.0);
        assert!(history.trend(0) > 0.0 && history.trend(1) < 0.0 && history.trend(4) == 0.0);
        assert_eq!(history.linked_lately(0), Lately { recent: 1, before: 0 });
        assert_eq!(history.linked_lately(4), Lately::default());

        papers[2].votes = Some(9);
        papers[4].votes = Some(9);
        let voted = History::of(papers, 1.0);
        assert!(voted.trend(4) > 0.0 && voted.trend(2) < 0.0);
    }

    #[test]
    fn papers_without_years_have_no_trend() {
        let history = History::of(vec![Past { cites: vec![1], ..Past::default() }, Past::default()], 1.0);
        assert_eq!((history.trend(1), history.recent_years()), (0.0, None));
        assert_eq!(history.cited_lately(1), Lately::default());
    }
}
