//! What was read, and what went wrong.

use super::{TableSpec, integer, number, text};

/// `problems.csv`.
pub static PROBLEMS: TableSpec = TableSpec {
    name: "problems",
    rows: "One row a problem met while reading, by file and line.",
    columns: &[
        text("file", "The file, as it was named to the program."),
        integer(
            "line",
            "The line on which the record or the fault begins, from 1; empty where the file has no lines.",
        ),
        text(
            "severity",
            "skipped (the record is lost) or repaired (it was read after something was mended).",
        ),
        text("reason", "What is wrong."),
        text("remedy", "What to do about it, or what was done."),
    ],
};

/// `duplicates.csv`.
pub static DUPLICATES: TableSpec = TableSpec {
    name: "duplicates",
    rows: "One row a record that was merged into another, by the paper that was kept.",
    columns: &[
        text(
            "kept",
            "The identifier of the paper that was kept; its row in papers.csv holds what both knew.",
        ),
        text("merged", "The identifier of the record that was merged into it, as its file gives it."),
        text("file", "The file of the merged record."),
        integer(
            "line",
            "The line on which the merged record begins, from 1; empty where the file has no lines.",
        ),
        text(
            "rule",
            "What showed that the two are one paper: doi, arxiv, pubmed, openalex, id, title, subtitle (but for the subtitle) or near-title (but for misprints).",
        ),
        number("similarity", "How alike the two titles are, 0 to 1."),
    ],
};

/// `files.csv`, and what `bibliograph inspect --format csv` prints.
pub static FILES: TableSpec = TableSpec {
    name: "files",
    rows: "One row a file that was read.",
    columns: &[
        text("path", "The file, as it was named to the program."),
        text("format", "Its format, told from its content."),
        integer("records", "Records that it holds."),
        integer("read", "Records that became a paper, before duplicates were merged."),
        integer(
            "repaired",
            "Of these, the ones in which something was mended or dropped; problems.csv says what.",
        ),
        integer("skipped", "Records that could not be read; problems.csv says why."),
        number("abstract", "Share of the read records that have an abstract, 0 to 1."),
        number("year", "Share that have a year, 0 to 1."),
        number("venue", "Share that have a venue, 0 to 1."),
        number("authors", "Share that have authors, 0 to 1."),
        number("keywords", "Share that have keywords, 0 to 1."),
        number("repos", "Share that name a repository, 0 to 1."),
        number("references", "Share that list references, 0 to 1."),
        number("cited_by", "Share that have a citation count, 0 to 1."),
        number("doi", "Share that have a DOI, 0 to 1."),
    ],
};
