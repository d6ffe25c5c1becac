//! References and citations, made and missing.

use super::{TableSpec, flag, integer, number, text};

/// `references.csv`.
pub static REFERENCES: TableSpec = TableSpec {
    name: "references",
    rows: "One row a work that papers of the corpus cite, in the corpus or not, the most cited first; 50000 rows at most.",
    columns: &[
        integer("citing", "How many papers of this corpus cite the work, 1 or more."),
        text("paper", "The identifier of the paper in papers.csv that the work is; empty where it is none."),
        text("author", "The first author as the reference writes the name; empty where it gives none."),
        integer("year", "The year that the reference gives; empty where it gives none."),
        text("title", "The title; empty where no reference gives one, as in Web of Science."),
        text("venue", "The journal or series as the reference writes it, often abbreviated."),
        text("volume", "The volume; empty where no reference gives one."),
        text("page", "The first page or the article number; empty where no reference gives one."),
        text("doi", "The DOI in lower case; empty where no reference gives one."),
        text(
            "rule",
            "The weakest rule that was needed to see that references in several forms mean this work, or this paper: id, \
             doi, arxiv, pubmed, openalex, author-year-volume-page, title, author-year-journal, near-title or text; empty \
             where there is one form only, and no paper.",
        ),
        text("reference", "The first reference to the work, as its source writes it."),
    ],
};

/// `missing.csv`.
pub static MISSING: TableSpec = TableSpec {
    name: "missing",
    rows: "One row a citation that is not made though it is likely: the citing papers in the order of papers.csv, of each the \
           likeliest first.",
    columns: &[
        text("citing", "The identifier of the paper that does not cite the other, as in papers.csv."),
        text("cited", "The identifier of the paper that it might cite, of its year or before."),
        integer("rank", "1 for the likeliest of the citing paper."),
        number(
            "probability",
            "How likely a candidate of such features is cited, 0 to 1, as learnt from the citations of this corpus.",
        ),
        text("citing_title", "The title of the citing paper."),
        integer("citing_year", "Its year."),
        text("cited_title", "The title of the other."),
        integer("cited_year", "Its year."),
        text(
            "reasons",
            "What speaks for it, most first; in brackets what it adds to the log odds of an average candidate.",
        ),
        text("terms", "Terms that both papers have, those that give most of the likeness first."),
        text("cited_by_references", "References of the citing paper that cite the other, as identifiers."),
        text("common_references", "Papers that both cite, as identifiers."),
        text(
            "sentences",
            "Sentences of the citing paper's abstract without which the two texts are less alike, most first.",
        ),
    ],
};

/// `citation_years.csv`.
pub static CITATION_YEARS: TableSpec = TableSpec {
    name: "citation_years",
    rows: "One row a cited paper and a year of its citing papers, in the order of papers.csv and then of years, of papers that \
           missing.csv suggests.",
    columns: &[
        text("cited", "The identifier of the cited paper, as in papers.csv."),
        integer("year", "The year of the citing papers."),
        integer("explicit", "How many papers of that year cite it."),
        integer("likely", "To how many papers of that year missing.csv suggests it."),
        number("expected", "The sum of the probabilities of these suggestions."),
    ],
};

/// `rpys.csv`.
pub static RPYS: TableSpec = TableSpec {
    name: "rpys",
    rows: "One row a year of works that papers of the corpus cite, ascending (reference publication year spectroscopy).",
    columns: &[
        integer("year", "The year in which the works appeared."),
        integer("references", "References to works of the year, 1 or more."),
        integer("works", "Works of the year that are cited, 1 or more."),
        number("deviation", "References less their median over five years, from two before to two after."),
        flag("peak", "Whether the deviation is above 0 and above those of the years beside it."),
        text(
            "leading_works",
            "The works of the year cited most, with the papers that cite them, joined by \"; \".",
        ),
    ],
};

/// `main_path.csv`.
pub static MAIN_PATH: TableSpec = TableSpec {
    name: "main_path",
    rows: "One row a citation on a main path, from the oldest on: where most paths through the citations of the corpus run.",
    columns: &[
        text("cited", "The identifier of the paper cited, where knowledge comes from."),
        text("citing", "The identifier of the paper that cites it."),
        integer("cited_year", "The year of the paper cited; empty where it has none."),
        integer("citing_year", "The year of the paper that cites it; empty where it has none."),
        text("cited_title", "The title of the paper cited."),
        text("citing_title", "The title of the paper that cites it."),
        number(
            "share_of_paths",
            "The share of all paths, from papers that cite none to papers that none cites, that run through the citation \
             (search path count); 0 to 1.",
        ),
        flag("global", "Whether it is on the path with the highest sum of shares."),
        flag("local", "Whether it is on the path that goes on by the highest share at each paper."),
        flag(
            "key_route",
            "Whether it is on one of the key routes, the best paths through the ten highest shares.",
        ),
    ],
};

/// What `bibliograph check-references --format csv` prints; no file of a report.
pub static CHECKED: TableSpec = TableSpec {
    name: "checked",
    rows: "One row a finding, and one a reference without any, in the order of the list.",
    columns: &[
        text("file", "The list."),
        integer("line", "Line on which the reference begins."),
        text("label", "Key or number of the reference; may be empty."),
        text("reference", "The reference in one line."),
        text("rule", "What was found; `verified` where nothing was."),
        text("level", "`note`, `warning` or `error`; empty where nothing was found."),
        text("message", "The finding in a sentence."),
        text("said", "What the reference says, where one value is in question."),
        text("known", "What is known instead."),
        text("remedy", "What to do."),
        text("paper", "Id of the paper of the corpus that is meant, if one is."),
        text("work", "The work that is meant, or the nearest one."),
    ],
};
