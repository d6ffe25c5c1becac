//! Every output column, declared once.
//!
//! Headers, documentation ([`describe`]) and the order of columns in files all come from here. To add a column, add
//! a line to its table; [`Table::new`](crate::Table::new) then refuses the table until somebody fills the column.

use std::fmt::Write;

mod citations;
mod clusters;
mod comparison;
mod networks;
mod papers;
mod people;
mod sources;
mod time;

pub use citations::{CHECKED, CITATION_YEARS, MAIN_PATH, MISSING, REFERENCES, RPYS};
pub use clusters::{ABLATION, CLUSTERS, RESOLUTIONS, TERMS};
pub use comparison::{CHANGED_PAPERS, CHANGED_TOPICS};
pub use networks::{ITEM_CLUSTERS, ITEMS, NETWORK_CLUSTERS, NETWORK_ITEMS, NETWORK_LINKS};
pub use papers::{LINKS, PAPERS};
pub use people::{AUTHORS, KEYWORDS, OWNERS, REPOS, VENUES};
pub use sources::{DUPLICATES, FILES, PROBLEMS};
pub use time::{BURSTS, FLOWS, GROWTH, PERIODS, STRATEGIC, TRENDS, YEARS};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text in UTF-8.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction, finite.
    Number,
    /// `true` or `false`.
    Flag,
}

impl Kind {
    /// The kind in a word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Flag => "flag",
        }
    }
}

/// A column: its header, what its cells hold, and what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSpec {
    /// The header.
    pub name: &'static str,
    /// What the cells hold.
    pub kind: Kind,
    /// One sentence with unit and range, and what an empty cell means where one can be empty.
    pub meaning: &'static str,
}

/// A table: its name, what a row is, and its columns in the order of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableSpec {
    /// The name, which is the file's name without `.csv` and the sheet's name.
    pub name: &'static str,
    /// What one row stands for, and in which order rows come.
    pub rows: &'static str,
    /// The columns from left to right.
    pub columns: &'static [ColumnSpec],
}

const fn text(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Text, meaning }
}

const fn integer(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Integer, meaning }
}

const fn number(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Number, meaning }
}

const fn flag(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Flag, meaning }
}

/// All tables of a report, in the order in which documentation and sheets name them.
pub static ALL: [&TableSpec; 26] = [
    &PAPERS,
    &LINKS,
    &CLUSTERS,
    &ABLATION,
    &RESOLUTIONS,
    &TERMS,
    &REPOS,
    &YEARS,
    &VENUES,
    &AUTHORS,
    &KEYWORDS,
    &OWNERS,
    &REFERENCES,
    &GROWTH,
    &BURSTS,
    &TRENDS,
    &RPYS,
    &MAIN_PATH,
    &PERIODS,
    &FLOWS,
    &STRATEGIC,
    &MISSING,
    &CITATION_YEARS,
    &PROBLEMS,
    &DUPLICATES,
    &FILES,
];

/// Every table and column in Markdown, a section a table.
///
/// ```
/// assert!(tables::catalogue::describe().starts_with("## papers.csv"));
/// ```
pub fn describe() -> String {
    let mut page = String::new();
    for table in ALL {
        if !page.is_empty() {
            page.push('\n');
        }
        let _ = writeln!(page, "## {}.csv\n\n{}\n", table.name, table.rows);
        page.push_str("| column | kind | meaning |\n| --- | --- | --- |\n");
        for ColumnSpec { name, kind, meaning } in table.columns {
            let _ = writeln!(page, "| `{name}` | {} | {meaning} |", kind.name());
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_first_columns_of_papers_are_the_promised_ones() {
        // The contract of the project's design page, word for word.
        let promised = "id,title,year,venue,authors,cluster,x,y,degree,strength,pagerank,betweenness,closeness,\
                        core,cited_by,references,repos,url";
        let names: Vec<&str> = PAPERS.columns.iter().map(|column| column.name).collect();
        assert_eq!(names[..18].join(","), promised);
    }

    #[test]
    fn names_are_told_apart_and_fit_a_header() {
        let tables: BTreeSet<&str> = ALL.iter().map(|table| table.name).collect();
        assert_eq!(tables.len(), ALL.len());
        for table in ALL {
            let names: BTreeSet<&str> = table.columns.iter().map(|column| column.name).collect();
            assert_eq!(names.len(), table.columns.len(), "{}", table.name);
            for name in names {
                let plain = |c: char| c.is_ascii_lowercase() || c == '_';
                assert!(name.chars().all(plain), "{name} would need quoting somewhere");
            }
        }
    }

    #[test]
    fn every_column_is_explained_by_a_sentence() {
        for column in ALL.iter().flat_map(|table| table.columns) {
            assert!(column.meaning.ends_with('.') && column.meaning.contains(' '), "{}", column.name);
            assert!(!column.meaning.contains('|'), "{} would break the table", column.name);
        }
    }

    #[test]
    fn the_description_names_every_column_of_every_table() {
        let page = describe();
        for table in ALL {
            assert!(page.contains(&format!("## {}.csv\n", table.name)));
        }
        let columns: usize = ALL.iter().map(|table| table.columns.len()).sum();
        assert_eq!(page.lines().filter(|line| line.starts_with("| `")).count(), columns);
    }
}
