//! What papers name: people, places, keywords, repositories.

use super::{TableSpec, flag, integer, number, text};

/// `repos.csv`.
pub static REPOS: TableSpec = TableSpec {
    name: "repos",
    rows: "One row a code repository, the one with most papers first.",
    columns: &[
        text("repo", "Host, owner and name in lower case."),
        text("url", "Where the repository is found on the web."),
        integer("papers", "How many papers link it, 1 or more."),
        integer("first_year", "The earliest year of these papers; empty where none has a year."),
        integer("last_year", "The latest year of these papers; empty where none has a year."),
        text("clusters", "The clusters of these papers, ascending, joined by \"; \"."),
        text("paper_ids", "The identifiers of these papers, joined by \"; \"."),
        flag(
            "ties",
            "Whether it ties papers in the graph: false with a single paper, \
             or with so many that it says nothing about what they share.",
        ),
    ],
};

/// `venues.csv`.
pub static VENUES: TableSpec = TableSpec {
    name: "venues",
    rows: "One row a journal, conference or series, the one with most papers first.",
    columns: &[
        text("venue", "The name as the source gives it."),
        integer("papers", "How many papers appeared there, 1 or more."),
        integer("first_year", "The earliest year of these papers; empty where none has a year."),
        integer("last_year", "The latest year of these papers; empty where none has a year."),
        integer("main_cluster", "The cluster that holds most of these papers."),
        integer(
            "citations",
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus; empty where neither is known of any paper.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more, of papers of this corpus alone; empty like citations.",
        ),
    ],
};

/// `authors.csv`.
pub static AUTHORS: TableSpec = TableSpec {
    name: "authors",
    rows: "One row a person as far as sources tell people apart: by the number of a database, else by the full name; the one with most \
           papers first. Two people may still share a name.",
    columns: &[
        text("author", "The name, of several spellings the one with most letters."),
        integer("papers", "How many papers bear it, 1 or more."),
        integer("first_year", "The earliest year of these papers; empty where none has a year."),
        integer("last_year", "The latest year of these papers; empty where none has a year."),
        integer("main_cluster", "The cluster that holds most of these papers."),
        number(
            "papers_fractional",
            "The same, each paper counted as 1/n for each of the n authors that it names; adds up to the papers that name any.",
        ),
        integer(
            "citations",
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus; empty where neither is known of any paper.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more, of papers of this corpus alone; empty like citations.",
        ),
        text(
            "id",
            "What a database knows the person by, the database in front; empty where the sources give no number.",
        ),
        integer("coauthors", "How many others wrote one of these papers, too, 0 or more."),
        text(
            "alike",
            "Other names that may be the same person, such as the one with initials, joined by \"; \": nothing was merged for it; \
             names.authors says what is to be.",
        ),
    ],
};

/// `keywords.csv`.
pub static KEYWORDS: TableSpec = TableSpec {
    name: "keywords",
    rows: "One row a keyword of authors or indexers, the one with most papers first; capitals and signs between words do not matter.",
    columns: &[
        text("keyword", "The keyword in its most frequent spelling."),
        integer("papers", "How many papers have it, 1 or more."),
        integer("first_year", "The earliest year of these papers; empty where none has a year."),
        integer("last_year", "The latest year of these papers; empty where none has a year."),
        integer("main_cluster", "The cluster that holds most of these papers."),
        number(
            "papers_fractional",
            "The same, each paper counted as 1/n for each of the n keywords that it names; adds up to the papers that name any.",
        ),
        integer(
            "citations",
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus; empty where neither is known of any paper.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more, of papers of this corpus alone; empty like citations.",
        ),
    ],
};

/// `owners.csv`.
pub static OWNERS: TableSpec = TableSpec {
    name: "owners",
    rows: "One row an account or organisation whose repositories papers link, the one with most papers first.",
    columns: &[
        text("owner", "The name on its host."),
        text("url", "Its page."),
        integer("repos", "How many of its repositories papers link, 1 or more."),
        integer("papers", "How many papers link one of them, 1 or more."),
        integer("first_year", "The earliest year of these papers; empty where none has a year."),
        integer("last_year", "The latest year of these papers; empty where none has a year."),
        integer("main_cluster", "The cluster that holds most of these papers."),
        number(
            "papers_fractional",
            "The same, each paper counted as 1/n for each of the n owners that it names; adds up to the papers that name any.",
        ),
        integer(
            "citations",
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus; empty where neither is known of any paper.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more, of papers of this corpus alone; empty like citations.",
        ),
    ],
};
