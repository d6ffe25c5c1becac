//! What changed between two reports.

use super::{TableSpec, integer, text};

/// `topics.csv` of a comparison.
pub static CHANGED_TOPICS: TableSpec = TableSpec {
    name: "topics",
    rows: "One row a topic of the later report with each topic of the earlier one that leads to it, then the earlier topics that are gone.",
    columns: &[
        text(
            "change",
            "What happens: continues, splits off, merges into, new or gone; an earlier topic leads to a later one that has a quarter of the smaller of both in common with it.",
        ),
        integer("old_cluster", "The number of the earlier topic; empty where the later one is new."),
        text("old_label", "Its label."),
        integer("old_size", "How many papers it had."),
        integer("new_cluster", "The number of the later topic; empty where the earlier one is gone."),
        text("new_label", "Its label."),
        integer("new_size", "How many papers it has."),
        integer("common", "How many papers were in the earlier topic and are in the later one."),
        integer("added", "How many papers of the later topic the earlier report did not have."),
    ],
};

/// `papers.csv` of a comparison.
pub static CHANGED_PAPERS: TableSpec = TableSpec {
    name: "papers",
    rows: "One row a paper of either report: those of the later one in its order, then those that are gone.",
    columns: &[
        text("id", "The identifier of the paper, in the later report if it is there."),
        text("title", "The title."),
        integer("year", "The year of publication; empty where there is none."),
        text(
            "change",
            "What became of it: stays, moved (to another topic), moved with its topic (which split off or merged), added or gone.",
        ),
        text(
            "known_by",
            "What showed that both reports mean the same paper: id, merged (one merged the record of the other), or the rule of a merge such as doi or title.",
        ),
        integer("old_cluster", "The number of its earlier topic."),
        integer("new_cluster", "The number of its later topic."),
        integer("old_rank", "Its earlier rank by PageRank, from 1."),
        integer("new_rank", "Its later rank by PageRank, from 1."),
    ],
};
