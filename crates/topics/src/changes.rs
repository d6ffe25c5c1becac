//! What became of the topics of one analysis in another, by the papers that both hold.
//!
//! [`crate::flows`] follows topics through periods, whose papers differ, by terms and works; here the same papers were clustered twice, so
//! that they themselves tell which topic is which.

use std::collections::BTreeMap;

use crate::flows::Kind;

/// Two topics are one, or one a part of the other, only if they have so much of the smaller in common, of its papers that are in both
/// analyses: below a quarter, a topic has come apart in more than four.
pub const LEAST_IN_COMMON: f64 = 0.25;

/// … and so many papers, or all of a topic that has fewer: one stray paper does not make a large new topic a part of an old one.
pub const FEWEST_IN_COMMON: u32 = 5;

/// An earlier topic and a later one that it leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// The earlier topic.
    pub from: usize,
    /// The later topic.
    pub to: usize,
    /// Papers that were in the one and are in the other.
    pub papers: u32,
    /// What happens.
    pub kind: Kind,
}

/// What became of a paper that both analyses hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Its topic goes on, and the paper is still in it.
    Stays,
    /// It went with a part that split off its topic, or its topic merged into the one where it is now.
    WithItsTopic,
    /// It left its topic for another.
    Alone,
}

/// What became of topics.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// What leads where, by earlier, then by later topic.
    pub changes: Vec<Change>,
    /// Of each earlier topic, the papers that the later analysis has, too.
    pub kept: Vec<u32>,
    /// Of each later topic, the papers that the earlier analysis had, too.
    pub inherited: Vec<u32>,
    /// How many papers went from a topic to a topic, for all pairs that have any.
    pub shared: BTreeMap<(usize, usize), u32>,
}

impl Changes {
    /// What became of the topics of an earlier analysis, from the topics that each paper of both had and has.
    ///
    /// An earlier topic leads to the later one that holds most of its papers, and to a later one the earlier one that it has most papers
    /// of; of equal ones to the first. It *continues* if both are so, *merges into* the later one if only the first is, and the later one *splits off* if only
    /// the second is. They must have [`LEAST_IN_COMMON`] of the smaller in common, and [`FEWEST_IN_COMMON`] papers. An earlier topic that leads
    /// nowhere is gone, a later one to which nothing leads is new.
    ///
    /// Each topic is continued once at most, so that numbers can be carried over; but unlike
    /// [`matched`](network::community::matched), which gives out all numbers, nothing is continued by what was left over elsewhere.
    ///
    /// `earlier` and `later` have the sizes of the topics, `papers` pairs of their positions. Time `O(n log n)`.
    ///
    /// # Panics
    ///
    /// If a paper names a topic that has no size.
    ///
    /// ```
    /// use topics::{changes::Changes, flows::Kind};
    /// // Six papers of one topic; two of them are in a topic of their own now.
    /// let found = Changes::new(&[6], &[4, 2], &[(0, 0), (0, 0), (0, 0), (0, 0), (0, 1), (0, 1)]);
    /// let kinds: Vec<Kind> = found.changes.iter().map(|change| change.kind).collect();
    /// assert_eq!(kinds, [Kind::Continues, Kind::SplitsOff]);
    /// ```
    pub fn new(earlier: &[usize], later: &[usize], papers: &[(usize, usize)]) -> Self {
        let mut found =
            Self { kept: vec![0; earlier.len()], inherited: vec![0; later.len()], ..Self::default() };
        for &(from, to) in papers {
            found.kept[from] += 1;
            found.inherited[to] += 1;
            *found.shared.entry((from, to)).or_default() += 1;
        }
        let mut next = vec![(0, None); earlier.len()];
        let mut origin = vec![(0, None); later.len()];
        for (&(from, to), &papers) in &found.shared {
            let smaller = found.kept[from].min(found.inherited[to]);
            let fewest = (FEWEST_IN_COMMON as usize).min(earlier[from]).min(later[to]);
            let counts =
                f64::from(papers) >= LEAST_IN_COMMON * f64::from(smaller) && papers as usize >= fewest;
            // Pairs ascend: of equal ones the first stays.
            if papers > next[from].0 {
                next[from] = (papers, counts.then_some(to));
            }
            if papers > origin[to].0 {
                origin[to] = (papers, counts.then_some(from));
            }
        }
        let change = |(&(from, to), &papers): (&(usize, usize), &u32)| {
            let kind = Kind::between(next[from].1 == Some(to), origin[to].1 == Some(from))?;
            Some(Change { from, to, papers, kind })
        };
        found.changes = found.shared.iter().filter_map(change).collect();
        found
    }

    /// What an earlier topic leads to.
    pub fn after(&self, from: usize) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.from == from)
    }

    /// What leads to a later topic.
    pub fn before(&self, to: usize) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.to == to)
    }

    /// What became of a paper that was in `from` and is in `to`.
    pub fn moved(&self, from: usize, to: usize) -> Move {
        let change = self.changes.iter().find(|change| (change.from, change.to) == (from, to));
        match change.map(|change| change.kind) {
            Some(Kind::Continues) => Move::Stays,
            Some(Kind::SplitsOff | Kind::MergesInto) => Move::WithItsTopic,
            None => Move::Alone,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Papers that went from a topic to a topic, so many each.
    fn papers(counts: &[(usize, usize, usize)]) -> Vec<(usize, usize)> {
        counts.iter().flat_map(|&(from, to, papers)| std::iter::repeat_n((from, to), papers)).collect()
    }

    fn told(found: &Changes) -> Vec<(usize, usize, u32, &'static str)> {
        let told = |change: &Change| (change.from, change.to, change.papers, change.kind.name());
        found.changes.iter().map(told).collect()
    }

    #[test]
    fn topics_go_on_split_merge_go_and_come() {
        // 0 (30 papers) splits in 18 and 10, two papers go astray; 1 (12) goes on; 2 (8) is taken in by 1's; 3 (6) left the corpus.
        let papers = papers(&[(0, 0, 18), (0, 1, 10), (0, 2, 2), (1, 2, 12), (2, 2, 8)]);
        let found = Changes::new(&[30, 12, 8, 6], &[20, 25, 24, 9], &papers);
        let expected = [
            (0, 0, 18, "continues"),
            (0, 1, 10, "splits off"),
            (1, 2, 12, "continues"),
            (2, 2, 8, "merges into"),
        ];
        assert_eq!(told(&found), expected);
        assert_eq!((&found.kept[..], &found.inherited[..]), (&[30, 12, 8, 0][..], &[18, 10, 22, 0][..]));
        let moves = [(0, 0), (0, 1), (2, 2), (0, 2)].map(|(from, to)| found.moved(from, to));
        assert_eq!(moves, [Move::Stays, Move::WithItsTopic, Move::WithItsTopic, Move::Alone]);
        assert_eq!((found.after(0).count(), found.after(3).count(), found.before(3).count()), (2, 0, 0));
    }

    #[test]
    fn what_came_apart_in_five_equal_parts_leads_nowhere() {
        // A fifth of the old topic goes to each of five large ones, none of which lives on it.
        let apart: Vec<(usize, usize, usize)> =
            (0..5).flat_map(|to| [(0, to, 6), (to + 1, to, 40)]).collect();
        let found = Changes::new(&[30, 40, 40, 40, 40, 40], &[46; 5], &papers(&apart));
        assert_eq!(found.after(0).count(), 0);
        assert!(told(&found).iter().all(|change| change.3 == "continues"));
        assert_eq!(found.changes.len(), 5);
    }

    #[test]
    fn a_stray_paper_is_no_origin() {
        // A new topic of 200 papers has two old ones, both from the same topic.
        let found = Changes::new(&[50], &[48, 200], &papers(&[(0, 0, 48), (0, 1, 2)]));
        assert_eq!(told(&found), [(0, 0, 48, "continues")]);
        assert_eq!(found.moved(0, 1), Move::Alone);
        // Topics of two papers are told apart all the same.
        let found = Changes::new(&[2, 1], &[2, 1], &papers(&[(0, 1, 1), (0, 0, 1), (1, 0, 1)]));
        assert_eq!(
            told(&found),
            [(0, 1, 1, "splits off"), (1, 0, 1, "merges into")],
            "one of two papers is too few"
        );
    }

    proptest! {
        #[test]
        fn each_topic_is_continued_once_and_nothing_changes_in_itself(
            papers in prop::collection::vec((0usize..4, 0usize..5), 0..80),
        ) {
            let sizes = |topics: usize, of: fn(&(usize, usize)) -> usize| {
                (0..topics).map(|topic| papers.iter().filter(|paper| of(paper) == topic).count()).collect::<Vec<_>>()
            };
            let (earlier, later) = (sizes(4, |paper| paper.0), sizes(5, |paper| paper.1));
            let found = Changes::new(&earlier, &later, &papers);
            let continued = |change: &&Change| change.kind == Kind::Continues;
            for topic in 0..4 {
                prop_assert!(found.after(topic).filter(continued).count() <= 1);
                prop_assert!(found.before(topic).filter(continued).count() <= 1);
            }
            let same: Vec<(usize, usize)> = papers.iter().map(|paper| (paper.0, paper.0)).collect();
            let itself = Changes::new(&earlier, &earlier, &same);
            prop_assert_eq!(itself.changes.len(), earlier.iter().filter(|&&size| size > 0).count());
            prop_assert!(itself.changes.iter().all(|change| change.from == change.to && change.kind == Kind::Continues));
        }
    }
}
