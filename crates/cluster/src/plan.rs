//! The steps, in order: what each makes, of what, by which query.

use crate::settings::Settings;

/// A query in a file, with names for the tables that it is about.
#[derive(Clone, Copy, Debug)]
pub struct Query {
    text: &'static str,
    tables: &'static [(&'static str, &'static str)],
}

/// A step: it makes the table of its name.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Its name and that of its table.
    pub name: &'static str,
    /// The tables that it reads: of the export, or of steps before it.
    pub reads: &'static [&'static str],
    /// How it is made.
    pub work: Work,
    /// What a cap leaves out, and a query that counts it.
    pub left_out: Option<(&'static str, Query)>,
}

/// How a table is made.
#[derive(Clone, Copy, Debug)]
pub enum Work {
    /// By one query.
    Once(Query),
    /// By a query for each part of the papers. How many parts there are follows from the number of products that all of them
    /// make.
    Parts {
        /// Gives the number of products.
        products: Query,
        /// Gives the rows of a part; knows `{parts}` and `{part}`.
        rows: Query,
    },
    /// By a query on its own result, again and again.
    Iteration {
        /// Gives the table `previous` of the first iteration.
        begin: Query,
        /// Gives the next; knows `{iteration}`, from 1.
        next: Query,
        /// Gives what changed, a number.
        change: Query,
        /// Gives the table of the step.
        end: Query,
        /// When to stop.
        until: Until,
    },
}

/// When an iteration stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Nothing changes; never to come there is an error.
    Still,
    /// What changed is within [`Settings::tolerance`]; never to come there is an error.
    Tolerance,
    /// What changed is within [`Settings::restless`], or it was tried often enough.
    Restless,
}

impl Until {
    /// What may still change.
    pub fn bound(self, settings: &Settings) -> f64 {
        match self {
            Self::Still => 0.0,
            Self::Tolerance => settings.tolerance,
            Self::Restless => settings.restless,
        }
    }

    /// The most iterations. Components halve the ways that are left, ranks lose a share of the error: neither comes near.
    pub fn most(self) -> usize {
        match self {
            Self::Still | Self::Tolerance => 1000,
            Self::Restless => 40,
        }
    }
}

const fn query(text: &'static str) -> Query {
    Query { text, tables: &[] }
}

impl Query {
    const fn about(self, tables: &'static [(&'static str, &'static str)]) -> Self {
        Self { tables, ..self }
    }

    /// The SQL: comments are left out, and for each name in braces stands its value.
    pub fn sql(&self, settings: &Settings, more: &[(&str, String)]) -> String {
        let lines = self.text.lines().filter(|line| !line.trim_start().starts_with("--"));
        let mut sql = lines.collect::<Vec<_>>().join("\n");
        let tables = self.tables.iter().map(|&(name, table)| (name, table.to_owned()));
        let values = settings.values().into_iter().chain(tables);
        for (name, value) in values.chain(more.iter().map(|(name, value)| (*name, value.clone()))) {
            sql = sql.replace(&format!("{{{name}}}"), &value);
        }
        sql
    }
}

impl Step {
    const fn once(name: &'static str, reads: &'static [&'static str], rows: Query) -> Self {
        Self { name, reads, work: Work::Once(rows), left_out: None }
    }

    const fn leaves_out(self, what: &'static str, count: Query) -> Self {
        Self { left_out: Some((what, count)), ..self }
    }

    /// Its queries as they are run; where there are parts or iterations, the first.
    pub fn queries(&self, settings: &Settings) -> Vec<String> {
        let first = [("parts", "1".to_owned()), ("part", "0".to_owned()), ("iteration", "1".to_owned())];
        let queries: &[Query] = match &self.work {
            Work::Once(rows) => &[*rows],
            Work::Parts { products, rows } => &[*products, *rows],
            Work::Iteration { begin, next, change, end, .. } => &[*begin, *next, *change, *end],
        };
        queries.iter().map(|query| query.sql(settings, &first)).collect()
    }
}

macro_rules! sql {
    ($name:literal) => {
        query(include_str!(concat!("../sql/", $name, ".sql")))
    };
}

/// Connected components of a table of edges (a, b), both ways.
const fn components(
    name: &'static str,
    reads: &'static [&'static str],
    edges: &'static [(&'static str, &'static str)],
) -> Step {
    Step {
        name,
        reads,
        work: Work::Iteration {
            begin: sql!("components_begin").about(edges),
            next: sql!("components_next").about(edges),
            change: sql!("components_change"),
            end: sql!("components_end"),
            until: Until::Still,
        },
        left_out: None,
    }
}

/// The papers with most items in common, of a table of items (paper, item, papers, items).
const fn shared(
    name: &'static str,
    reads: &'static [&'static str],
    items: &'static [(&'static str, &'static str)],
) -> Step {
    Step {
        name,
        reads,
        work: Work::Parts {
            products: sql!("shared_products").about(items),
            rows: sql!("shared_neighbours").about(items),
        },
        left_out: None,
    }
}

/// Every step; each reads what stands before it.
pub const STEPS: [Step; 27] = [
    Step::once("duplicate_pairs", &["papers", "identifiers"], sql!("duplicate_pairs")),
    Step::once("duplicate_edges", &["duplicate_pairs"], sql!("duplicate_edges")),
    components("duplicates", &["duplicate_edges"], &[("edges", "duplicate_edges")]),
    Step::once("kept_papers", &["papers", "duplicates"], sql!("kept_papers")),
    Step::once("cited_works", &["paper_references", "identifiers", "duplicates"], sql!("cited_works")),
    Step::once("citations", &["cited_works"], sql!("citations")),
    Step::once("years", &["kept_papers", "cited_works", "citations"], sql!("years")),
    Step::once("rank_edges", &["citations"], sql!("rank_edges")),
    Step {
        name: "pagerank",
        reads: &["kept_papers", "rank_edges"],
        work: Work::Iteration {
            begin: sql!("pagerank_begin"),
            next: sql!("pagerank_next"),
            change: sql!("pagerank_change"),
            end: sql!("pagerank_end"),
            until: Until::Tolerance,
        },
        left_out: None,
    },
    Step::once("cocitation_items", &["citations"], sql!("cocitation_items"))
        .leaves_out("papers that cite more papers than --cocitation-cap", sql!("cocitation_left_out")),
    shared("cocitation_neighbours", &["cocitation_items"], &[("items", "cocitation_items")]),
    Step::once(
        "cocitation_ties",
        &["cocitation_neighbours"],
        sql!("ties").about(&[("neighbourhood", "cocitation_neighbours")]),
    ),
    Step::once("coupling_items", &["cited_works"], sql!("coupling_items"))
        .leaves_out("works that more papers cite than --coupling-cap", sql!("coupling_left_out")),
    shared("coupling_neighbours", &["coupling_items"], &[("items", "coupling_items")]),
    Step::once(
        "coupling_ties",
        &["coupling_neighbours"],
        sql!("ties").about(&[("neighbourhood", "coupling_neighbours")]),
    ),
    Step::once("citation_ties", &["citations"], sql!("citation_ties")),
    Step::once("repository_items", &["repositories", "duplicates"], sql!("repository_items"))
        .leaves_out("repositories that more papers link than --repository-cap", sql!("repository_left_out")),
    Step::once("repository_ties", &["repository_items"], sql!("repository_ties")),
    Step::once("term_papers", &["postings", "kept_papers"], sql!("term_papers"))
        .leaves_out("terms that more papers have than --term-cap", sql!("term_left_out")),
    Step::once("term_weights", &["postings", "term_papers", "kept_papers"], sql!("term_weights")),
    Step {
        name: "term_neighbours",
        reads: &["term_papers", "term_weights"],
        work: Work::Parts { products: sql!("term_products"), rows: sql!("term_neighbours") },
        left_out: None,
    },
    Step::once(
        "term_ties",
        &["term_neighbours"],
        sql!("ties").about(&[("neighbourhood", "term_neighbours")]),
    ),
    Step::once("link_pairs", &["term_ties", "repository_ties", "citation_ties"], sql!("link_pairs")),
    Step::once("links", &["link_pairs", "term_weights", "kept_papers"], sql!("links")),
    Step::once("link_edges", &["links"], sql!("link_edges")),
    components("components", &["link_edges"], &[("edges", "link_edges")]),
    Step {
        name: "communities",
        reads: &["link_edges"],
        work: Work::Iteration {
            begin: sql!("labels_begin"),
            next: sql!("labels_next"),
            change: sql!("labels_change"),
            end: sql!("labels_end"),
            until: Until::Restless,
        },
        left_out: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::EXPORTED;

    #[test]
    fn steps_read_what_is_there_and_their_queries_name_nothing_else() {
        let mut there: Vec<&str> = EXPORTED.to_vec();
        for step in STEPS {
            assert!(
                step.reads.iter().all(|table| there.contains(table)),
                "{} reads what is not there yet",
                step.name
            );
            for sql in step.queries(&Settings::default()) {
                assert!(!sql.contains(['{', '}']), "{}: a name without a value in {sql}", step.name);
                let strangers = there.iter().filter(|table| {
                    !step.reads.contains(table)
                        && sql
                            .split(|char: char| !char.is_alphanumeric() && char != '_')
                            .any(|word| word == **table)
                });
                // A column may have the name of a table.
                let strangers: Vec<_> = strangers
                    .filter(|table| {
                        sql.contains(&format!("FROM {table}")) || sql.contains(&format!("JOIN {table}"))
                    })
                    .collect();
                assert!(strangers.is_empty(), "{} does not say that it reads {strangers:?}", step.name);
            }
            there.push(step.name);
        }
    }
}
