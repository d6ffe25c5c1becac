//! A comparison as a reader gets to see it.

use report::{ComparisonView, Fate, PaperChanges, RankChange, view};
use topics::changes::Move;

use super::{
    Comparison,
    report::{Report, Topic},
};

/// Papers of each kind on the page.
const SHOWN: usize = 25;
/// The most central papers of either report whose ranks are compared.
const CENTRAL: usize = 15;

/// The page of a comparison.
pub fn view(comparison: &Comparison) -> ComparisonView {
    let Comparison { old, new, same, .. } = comparison;
    let moved = |kind: Move| same.iter().filter(|pair| comparison.moved(pair) == kind).count();
    let mut common: Vec<usize> = same.iter().map(|pair| pair.new).collect();
    common.dedup();
    ComparisonView {
        reports: [old.folder.clone(), new.folder.clone()],
        papers: [old.papers.len(), new.papers.len()],
        topics: [old.topics.len(), new.topics.len()],
        common: common.len(),
        moved: moved(Move::Alone),
        moved_with_topic: moved(Move::WithItsTopic),
        agreement: comparison.agreement.map(|found| (found.mutual_information, found.rand)),
        fates: comparison.fates().iter().map(fate).collect(),
        added: some(new, comparison.added.clone(), |at| (None, Some(topic(new, at)))),
        gone: some(old, comparison.gone.clone(), |at| (Some(topic(old, at)), None)),
        movers: movers(comparison),
        ranks: ranks(comparison),
        differences: comparison
            .differences
            .iter()
            .map(|difference| [difference.what.clone(), difference.old.clone(), difference.new.clone()])
            .collect(),
        notes: old.notes.iter().chain(&new.notes).cloned().collect(),
    }
}

fn name(topic: &Topic) -> view::ClusterName {
    view::ClusterName { number: topic.number as _, label: topic.label.clone() }
}

/// The topic of a paper.
fn topic(report: &Report, paper: usize) -> view::ClusterName {
    name(&report.topics[report.topic_of[paper]])
}

fn fate(fate: &super::tables::Fate<'_>) -> Fate {
    let side = |topic: Option<&Topic>| topic.map(|topic| (name(topic), topic.size));
    Fate {
        what: fate.what.to_owned(),
        old: side(fate.old),
        new: side(fate.new),
        common: fate.common as usize,
        added: fate.added,
    }
}

fn paper(report: &Report, at: usize) -> view::Paper {
    let paper = &report.papers[at];
    view::Paper {
        id: paper.id.clone(),
        title: paper.title.clone(),
        url: paper.url.clone(),
        year: paper.year,
        venue: paper.venue.clone(),
        authors: paper.authors.clone(),
    }
}

type Topics = (Option<view::ClusterName>, Option<view::ClusterName>);

/// The most central of these papers of a report.
fn some(report: &Report, mut papers: Vec<usize>, topics: impl Fn(usize) -> Topics) -> PaperChanges {
    let all = papers.len();
    papers.sort_by_key(|&at| (report.ranks.get(at).copied(), at));
    papers.truncate(SHOWN);
    let shown = |at: usize| {
        let (old, new) = topics(at);
        (paper(report, at), old, new)
    };
    PaperChanges { all, shown: papers.into_iter().map(shown).collect() }
}

fn movers(comparison: &Comparison) -> PaperChanges {
    let Comparison { old, new, same, .. } = comparison;
    let alone = same.iter().filter(|pair| comparison.moved(pair) == Move::Alone);
    let from: std::collections::BTreeMap<usize, usize> = alone.map(|pair| (pair.new, pair.old)).collect();
    some(new, from.keys().copied().collect(), |at| {
        (from.get(&at).map(|&earlier| topic(old, earlier)), Some(topic(new, at)))
    })
}

/// The papers that are among the first of either report: by their later rank, those that are gone at the end.
fn ranks(comparison: &Comparison) -> Vec<RankChange> {
    let Comparison { old, new, same, added, gone, .. } = comparison;
    if old.ranks.is_empty() || new.ranks.is_empty() {
        return Vec::new();
    }
    let change = |report: &Report, at: usize, old: Option<usize>, new: Option<usize>| RankChange {
        paper: paper(report, at),
        old,
        new,
    };
    let mut changes: Vec<RankChange> = same
        .iter()
        .map(|pair| change(new, pair.new, Some(old.ranks[pair.old]), Some(new.ranks[pair.new])))
        .chain(added.iter().map(|&at| change(new, at, None, Some(new.ranks[at]))))
        .chain(gone.iter().map(|&at| change(old, at, Some(old.ranks[at]), None)))
        .filter(|change| [change.old, change.new].into_iter().flatten().any(|rank| rank <= CENTRAL))
        .collect();
    changes.sort_by_key(|change| (change.new.unwrap_or(usize::MAX), change.old));
    changes
}
