//! A comparison as tables: topics and papers.

use ::tables::{Table, TableError, Values, catalogue};
use corpus::Paper;
use topics::{changes::Move, flows::Kind};

use super::{Comparison, report::Topic};

/// What became of a topic: the earlier one, the later one, the papers in common, and a word for it.
pub struct Fate<'a> {
    /// The earlier topic; nothing of a new one.
    pub old: Option<&'a Topic>,
    /// The later topic; nothing of one that is gone.
    pub new: Option<&'a Topic>,
    /// Papers that are in both.
    pub common: u32,
    /// Papers of the later topic that the earlier report has not.
    pub added: usize,
    /// `continues`, `splits off`, `merges into`, `new` or `gone`.
    pub what: &'static str,
}

impl Comparison {
    /// What became of every topic: later topics with what led to them, by number, then the earlier ones that are gone.
    pub fn fates(&self) -> Vec<Fate<'_>> {
        let mut fates = Vec::new();
        for (to, new) in self.new.topics.iter().enumerate() {
            let added = new.size.saturating_sub(self.changes.inherited[to] as usize);
            let mut before: Vec<_> = self.changes.before(to).collect();
            // What goes on comes first; the sort is stable.
            before.sort_by_key(|change| change.kind != Kind::Continues);
            fates.extend(before.iter().map(|change| Fate {
                old: Some(&self.old.topics[change.from]),
                new: Some(new),
                common: change.papers,
                added,
                what: change.kind.name(),
            }));
            if before.is_empty() {
                fates.push(Fate { old: None, new: Some(new), common: 0, added, what: "new" });
            }
        }
        let gone = (0..self.old.topics.len()).filter(|&from| self.changes.after(from).next().is_none());
        fates.extend(gone.map(|from| Fate {
            old: Some(&self.old.topics[from]),
            new: None,
            common: 0,
            added: 0,
            what: "gone",
        }));
        fates
    }

    /// A row a change of a topic.
    pub fn topics_table(&self) -> Result<Table<'_>, TableError> {
        let fates = self.fates();
        let old = || fates.iter().map(|fate| fate.old);
        let new = || fates.iter().map(|fate| fate.new);
        Table::new(
            &catalogue::CHANGED_TOPICS,
            [
                ("change", Values::texts(fates.iter().map(|fate| fate.what))),
                ("old_cluster", Values::integers_or_empty(old().map(|topic| Some(topic?.number)))),
                ("old_label", Values::texts_or_empty(old().map(|topic| Some(topic?.label.as_str())))),
                ("old_size", Values::integers_or_empty(old().map(|topic| Some(topic?.size)))),
                ("new_cluster", Values::integers_or_empty(new().map(|topic| Some(topic?.number)))),
                ("new_label", Values::texts_or_empty(new().map(|topic| Some(topic?.label.as_str())))),
                ("new_size", Values::integers_or_empty(new().map(|topic| Some(topic?.size)))),
                ("common", Values::integers(fates.iter().map(|fate| fate.common))),
                ("added", Values::integers(fates.iter().map(|fate| fate.added))),
            ],
        )
    }

    /// A row a paper of either report: those of the later one in its order, then those that are gone.
    pub fn papers_table(&self) -> Result<Table<'_>, TableError> {
        let rows = self.rows();
        let old_topic = |row: &Row<'_>| row.old.map(|old| self.old.topics[self.old.topic_of[old]].number);
        let new_topic = |row: &Row<'_>| row.new.map(|new| self.new.topics[self.new.topic_of[new]].number);
        let old_rank = |row: &Row<'_>| self.old.ranks.get(row.old?).copied();
        let new_rank = |row: &Row<'_>| self.new.ranks.get(row.new?).copied();
        Table::new(
            &catalogue::CHANGED_PAPERS,
            [
                ("id", Values::texts(rows.iter().map(|row| row.paper.id.as_str()))),
                ("title", Values::texts(rows.iter().map(|row| row.paper.title.as_str()))),
                ("year", Values::integers_or_empty(rows.iter().map(|row| row.paper.year))),
                ("change", Values::texts(rows.iter().map(|row| row.what))),
                ("known_by", Values::texts_or_empty(rows.iter().map(|row| row.by))),
                ("old_cluster", Values::integers_or_empty(rows.iter().map(old_topic))),
                ("new_cluster", Values::integers_or_empty(rows.iter().map(new_topic))),
                ("old_rank", Values::integers_or_empty(rows.iter().map(old_rank))),
                ("new_rank", Values::integers_or_empty(rows.iter().map(new_rank))),
            ],
        )
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let of_both = self.same.iter().map(|pair| Row {
            paper: &self.new.papers[pair.new],
            new: Some(pair.new),
            old: Some(pair.old),
            by: Some(pair.by),
            what: match self.moved(pair) {
                Move::Stays => "stays",
                Move::WithItsTopic => "moved with its topic",
                Move::Alone => "moved",
            },
        });
        let added = self.added.iter().map(|&new| Row {
            paper: &self.new.papers[new],
            new: Some(new),
            old: None,
            by: None,
            what: "added",
        });
        let mut rows: Vec<Row<'_>> = of_both.chain(added).collect();
        rows.sort_by_key(|row| row.new);
        rows.extend(self.gone.iter().map(|&old| Row {
            paper: &self.old.papers[old],
            new: None,
            old: Some(old),
            by: None,
            what: "gone",
        }));
        rows
    }
}

/// A row of the table of papers.
struct Row<'a> {
    paper: &'a Paper,
    new: Option<usize>,
    old: Option<usize>,
    by: Option<&'static str>,
    what: &'static str,
}
