//! The tables of `bibliograph export`, which engines of other machines read; `docs/parquet.md` tells of them at length.
//!
//! A change that an older reader would misunderstand counts [`VERSION`] up.

use crate::catalogue::{ColumnSpec, Kind, TableSpec};

/// The version of these tables; it stands in `schema.json` beside them.
pub const VERSION: u64 = 1;

const fn text(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Text, meaning }
}

const fn integer(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Integer, meaning }
}

const PAPER: ColumnSpec = integer("paper", "The paper, by its number in papers.");

/// `papers`.
pub static PAPERS: TableSpec = TableSpec {
    name: "papers",
    rows: "One row a record, in the order in which records were read; duplicates are not merged.",
    columns: &[
        integer("paper", "The number of the record, from 0."),
        text(
            "id",
            "Its id: that of its source, else its DOI, else made from title and year; not always unique.",
        ),
        text("title", "Title."),
        text("abstract", "Abstract; empty where the source gives none."),
        integer("year", "Year of publication; empty where the source gives none."),
        text("venue", "Journal or conference; empty where the source gives none."),
        text("authors", "Authors in the order of the paper, joined by \"; \"."),
        text("keywords", "Keywords, joined by \"; \"."),
        text("doi", "DOI, lower case and bare."),
        text("arxiv", "arXiv id without version."),
        text("pubmed", "PubMed id."),
        text("openalex", "OpenAlex id, lower case."),
        text("url", "Where to read it."),
        integer("cited_by", "How often it is cited, by the source's count."),
        integer("title_key", "Key of `title:` and the title without case, accents and punctuation."),
        integer(
            "author_key",
            "Key of `author:` and the family name of the first author; empty without authors.",
        ),
    ],
};

/// `identifiers`.
pub static IDENTIFIERS: TableSpec = TableSpec {
    name: "identifiers",
    rows: "One row an identifier of a record, in the order of papers.",
    columns: &[
        PAPER,
        text("kind", "`id`, `doi`, `arxiv`, `pubmed` or `openalex`."),
        integer("key", "Key of the kind, a colon and the identifier in lower case."),
    ],
};

/// `paper_references`.
pub static REFERENCES: TableSpec = TableSpec {
    name: "paper_references",
    rows: "One row a reference, in the order of papers and of their references.",
    columns: &[
        PAPER,
        integer("position", "The place in the list of references, from 0."),
        integer(
            "key",
            "Key of the identifier that the reference holds, the first of DOI, arXiv, PubMed and OpenAlex, or of `id:` and its \
             text in lower case.",
        ),
        text("reference", "The reference as the source gives it."),
    ],
};

/// `repositories`.
pub static REPOSITORIES: TableSpec = TableSpec {
    name: "repositories",
    rows: "One row a repository of a record, in the order of papers.",
    columns: &[PAPER, text("repository", "The repository, as `github.com/owner/name`.")],
};

/// `postings`.
pub static POSTINGS: TableSpec = TableSpec {
    name: "postings",
    rows: "One row a term of a record, in the order of papers and of terms.",
    columns: &[
        PAPER,
        integer("term", "The term, by its number in terms."),
        ColumnSpec {
            name: "occurrences",
            kind: Kind::Number,
            meaning: "What its occurrences count together: 2 in title and keywords, 1 in the abstract, half of that in a phrase.",
        },
    ],
};

/// `terms`.
pub static TERMS: TableSpec = TableSpec {
    name: "terms",
    rows: "One row a term, the commonest first.",
    columns: &[
        integer("term", "The number of the term, from 0."),
        text("text", "The term as people read it."),
    ],
};

/// All of them.
pub static EXPORTED: [&TableSpec; 6] = [&PAPERS, &IDENTIFIERS, &REFERENCES, &REPOSITORIES, &POSTINGS, &TERMS];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_tells_of_every_column() {
        let page = include_str!("../../../docs/parquet.md");
        for table in EXPORTED {
            assert!(page.contains(&format!("## {}\n\n{}\n", table.name, table.rows)), "{}", table.name);
            for ColumnSpec { name, kind, meaning } in table.columns {
                let row = format!("| `{name}` | {} | {meaning} |", kind.name());
                assert!(page.contains(&row), "{}: {row}", table.name);
            }
        }
        assert!(page.contains(&format!("version {VERSION}")));
    }
}
