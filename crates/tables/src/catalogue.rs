//! Every output column, declared once.
//!
//! Headers, documentation ([`describe`]) and the order of columns in files all come from here. To add a column, add
//! a line to its table; [`Table::new`](crate::Table::new) then refuses the table until somebody fills the column.

use std::fmt::Write;

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

/// `papers.csv`.
pub static PAPERS: TableSpec = TableSpec {
    name: "papers",
    rows: "One row a paper, in the order in which papers were read.",
    columns: &[
        text("id", "The paper's identifier; links.csv and the other tables name papers by it."),
        text("title", "The title as the source gives it."),
        integer("year", "The year of publication; empty where the source gives none."),
        text("venue", "The journal, conference or series; empty where the source gives none."),
        text("authors", "The authors in the order of the paper, joined by \"; \"."),
        integer("cluster", "The paper's cluster, from 1 (the largest) upwards."),
        number("x", "Position on the map from left to right, 0 to 1."),
        number("y", "Position on the map from bottom to top, 0 to 1."),
        integer("degree", "How many other papers this paper is linked to, 0 or more."),
        number("strength", "The sum of the weights of the paper's links, 0 or more."),
        number("pagerank", "PageRank in the similarity graph; above 0, adds up to 1 over all papers."),
        number(
            "betweenness",
            "The share of shortest paths between other papers that run through this one, 0 to 1; \
             the report says whether it is exact or sampled.",
        ),
        number(
            "closeness",
            "How few links lead from the paper to all others, 0 (linked to none) to 1 (linked to all), \
             corrected for papers that cannot be reached.",
        ),
        integer("core", "The largest k for which the paper is in the k-core of the graph, 0 or more."),
        integer("cited_by", "Citations as the source counts them; empty where the source does not say."),
        integer("references", "How many references of the paper the source lists, 0 or more."),
        text("repos", "The code repositories that the paper links, joined by \"; \"."),
        text("url", "Where the paper can be found on the web."),
        text("doi", "The DOI in lower case, without a resolver in front."),
        text("keywords", "The keywords of authors and indexers, joined by \"; \"."),
        text("cluster_label", "The label of the paper's cluster."),
        integer("citations_in_corpus", "How many papers of this corpus cite the paper, 0 or more."),
        text("pages", "Other web pages that the paper names, such as project pages, joined by \"; \"."),
        number("harmonic", "Harmonic centrality: the mean of 1/distance to all other papers, 0 to 1."),
        number(
            "eigenvector",
            "Eigenvector centrality: in proportion to that of the papers it is linked to, times the weights; 0 to 1 (the \
             highest), and 0 outside the most densely linked connected piece.",
        ),
        number(
            "participation",
            "How evenly the weight of its links spreads over clusters, 0 (all in one cluster, or no links) to below 1.",
        ),
        number(
            "within_cluster",
            "By how many standard deviations its link weight within its cluster is above the mean of the cluster; 0 \
             where all have the same.",
        ),
        number(
            "cite_pagerank",
            "PageRank along citations, walks beginning at recent papers; adds up to 1; empty where no paper of the corpus \
             cites another.",
        ),
        number(
            "hub",
            "How much it cites authorities, 0 to 1 (the highest); empty where no paper of the corpus cites another.",
        ),
        number(
            "authority",
            "How much hubs cite it, 0 to 1 (the highest); empty where no paper of the corpus cites another.",
        ),
        text(
            "subcluster",
            "The paper's sub-cluster: its cluster, a dot, and a number within it from 1 (the largest) upwards.",
        ),
        number(
            "stability",
            "The share of random starts that put the paper with most of its cluster, 0 to 1; empty with a single start.",
        ),
        number(
            "stability_resolution",
            "The share of clusterings at half to twice the resolution that put the paper with most of its cluster, 0 to 1; empty without \
             clusters.certainty.",
        ),
    ],
};

/// `links.csv`.
pub static LINKS: TableSpec = TableSpec {
    name: "links",
    rows: "One row a link of the similarity graph; each pair of papers once.",
    columns: &[
        text("source", "The identifier of one paper."),
        text("target", "The identifier of the other paper; a link has no direction."),
        number("weight", "How strongly the two belong together: the weighted sum of the relations, above 0."),
        number(
            "terms",
            "What shared terms say: the cosine of the two papers, 0 to 1; times graph.terms in the weight.",
        ),
        number("repos", "What shared repositories say, 0 to 1; times graph.repos in the weight."),
        number("citations", "What citations say, 0 to 1; times graph.citations in the weight."),
        number(
            "coupling",
            "What works that both papers cite say (bibliographic coupling), 0 to 1; empty where graph.coupling is 0, as \
             all parts are where their relation counts nothing.",
        ),
        number(
            "cocitation",
            "What papers that cite both say (co-citation), 0 to 1; empty where graph.cocitation is 0.",
        ),
        number("authors", "What shared authors say, 0 to 1; empty where graph.authors is 0."),
        number("keywords", "What shared keywords say, 0 to 1; empty where graph.keywords is 0."),
        number(
            "vectors",
            "The cosine of the vectors that were brought, 0 to 1; empty where there are none or graph.vectors is 0.",
        ),
        text(
            "shared_terms",
            "The shared terms that matter most to the link, strongest first, joined by \"; \".",
        ),
        text("shared_repos", "The repositories that both papers link, the rarest first, joined by \"; \"."),
        text(
            "shared_references",
            "At most six of the works that both papers cite, the rarest first, joined by \"; \"; empty where \
             graph.coupling is 0.",
        ),
        text(
            "cited_together_by",
            "Identifiers of at most six papers that cite both, joined by \"; \"; empty where graph.cocitation is 0.",
        ),
        text(
            "shared_authors",
            "At most six authors that both have, the rarest first, joined by \"; \"; empty where graph.authors is 0.",
        ),
        text(
            "shared_keywords",
            "At most six keywords that both have, the rarest first, joined by \"; \"; empty where graph.keywords is 0.",
        ),
    ],
};

/// `clusters.csv`.
pub static CLUSTERS: TableSpec = TableSpec {
    name: "clusters",
    rows: "One row a cluster, the largest first.",
    columns: &[
        integer("cluster", "The number of the cluster, from 1 (the largest) upwards, without gaps."),
        text(
            "label",
            "A few terms that tell the cluster from the others, or what stands in [labels] of workspace.toml.",
        ),
        integer("size", "How many papers it holds, 1 or more."),
        text("terms", "The terms that mark the cluster, strongest first, joined by \"; \"."),
        text("representatives", "Identifiers of the papers most typical of it, joined by \"; \"."),
        integer("first_year", "The earliest year of its papers; empty where no paper has a year."),
        integer("last_year", "The latest year of its papers; empty where no paper has a year."),
        integer("median_year", "The median year of its papers; empty where no paper has a year."),
        number(
            "growth",
            "Papers of the last five years of the corpus over those of the five years before, less 1: 0.5 is half as \
             many again; empty where there were none before.",
        ),
        number(
            "share_of_links_inside",
            "The share of the link weight of its papers that stays inside, 0 to 1; empty where they have no links.",
        ),
        text("bridges", "Identifiers of the papers that tie it most to other clusters, joined by \"; \"."),
        integer("subclusters", "How many sub-clusters it is split into, 1 or more."),
        number("stability", "The mean stability of its papers, 0 to 1; empty with a single start."),
        text(
            "label_from",
            "Where the label comes from: terms, hand (workspace.toml) or title (a cluster without terms).",
        ),
        text(
            "label_terms",
            "The terms of the label as the papers write them, each with how many of its papers have it, joined by \"; \".",
        ),
        text("term_papers", "How many of its papers have each of `terms`, in their order, joined by \"; \"."),
        text(
            "subtopics",
            "Its sub-clusters in their order, each with its label and how many papers it holds, joined by \"; \".",
        ),
        number(
            "stability_resolution",
            "The mean stability of its papers over resolutions, 0 to 1; empty without clusters.certainty.",
        ),
    ],
};

/// `ablation.csv`.
pub static ABLATION: TableSpec = TableSpec {
    name: "ablation",
    rows: "One row a change: what other random numbers, and each relation left out or alone, make of the clusters.",
    columns: &[
        text("change", "What was changed: other random numbers, without a relation, or a relation alone."),
        integer("links", "Links that are left."),
        integer("unlinked", "Papers without a link."),
        integer("clusters", "Clusters that were found, papers without a link each one of them."),
        number(
            "modularity",
            "Modularity of these clusters in the links that are left, at resolution 1; at most 1.",
        ),
        number(
            "modularity_whole",
            "Modularity of the same clusters in all links, at resolution 1; at most 1.",
        ),
        number(
            "agreement",
            "Adjusted mutual information with the clusters of the report: 1 for the same, about 0 for unrelated ones.",
        ),
        integer(
            "moved",
            "Papers outside of the cluster that has most in common with theirs, clusters taken one to one.",
        ),
        number("moved_share", "The share of all papers that these are, 0 to 1."),
    ],
};

/// `resolutions.csv`.
pub static RESOLUTIONS: TableSpec = TableSpec {
    name: "resolutions",
    rows: "One row a resolution, ascending: what a quarter to four times the chosen one makes of the clusters.",
    columns: &[
        number("resolution", "The resolution."),
        flag("chosen", "Whether it is that of the report."),
        integer("clusters", "Clusters that it gives."),
        number("largest", "The share of papers in the largest of them, 0 to 1."),
        number(
            "modularity",
            "Modularity of the clusters, at resolution 1 for all, so that rows can be compared; at most 1.",
        ),
        number(
            "stability",
            "The mean share of random starts that put a paper with most of its cluster, 0 to 1; empty with a single start.",
        ),
        number(
            "agreement",
            "Adjusted mutual information with the clusters of the report: 1 for the same, about 0 for unrelated ones.",
        ),
        integer(
            "moved",
            "Papers outside of the cluster that has most in common with theirs, clusters taken one to one.",
        ),
    ],
};

/// `terms.csv`.
pub static TERMS: TableSpec = TableSpec {
    name: "terms",
    rows: "One row a term that links papers, the most frequent first.",
    columns: &[
        text("term", "The term as it is most often written."),
        integer("papers", "Document frequency: how many papers use it, 1 or more."),
        integer("words", "How many words it has, 1 or more."),
        integer("top_cluster", "The cluster in which the largest share of papers uses it."),
        number("top_cluster_share", "Of the papers that use it, the share in that cluster, 0 to 1."),
    ],
};

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

/// `years.csv`.
pub static YEARS: TableSpec = TableSpec {
    name: "years",
    rows: "One row a year and cluster that has papers, by year and then by cluster.",
    columns: &[
        integer("year", "The year of publication."),
        integer("cluster", "The cluster."),
        integer("papers", "How many papers of this year the cluster holds, 1 or more."),
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
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more; of papers of this corpus alone.",
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
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more; of papers of this corpus alone.",
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
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more; of papers of this corpus alone.",
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
            "Citations of these papers: as the source counts them, of a paper without such a count those from this corpus.",
        ),
        integer(
            "h_index",
            "The largest h for which h of these papers have h citations or more; of papers of this corpus alone.",
        ),
    ],
};

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

/// `growth.csv`.
pub static GROWTH: TableSpec = TableSpec {
    name: "growth",
    rows: "One row a cluster with papers in the last ten complete years, the largest first: how fast it grows.",
    columns: &[
        integer("cluster", "The cluster."),
        text("label", "Its label."),
        integer("papers", "How many papers it holds in all years, 1 or more."),
        integer("first_year", "The first of the years over which growth is measured."),
        integer("last_year", "The last of them; a last year that seems incomplete is left out."),
        number(
            "rate",
            "Growth a year: 0.1 is a tenth more papers each year; the median of the slopes between any two years (Theil and \
             Sen), of the logarithm of papers and a half.",
        ),
        number("rate_of_field", "The same for all papers."),
        number(
            "relative_rate",
            "Growth a year of the cluster against that of all papers: above 0, its share grows.",
        ),
        number("z", "Mann and Kendall's test for a trend: beyond 1.96 either way, chance is below 5 %."),
        text("trend", "rising, falling, or steady where chance could have done it."),
    ],
};

/// `bursts.csv`.
pub static BURSTS: TableSpec = TableSpec {
    name: "bursts",
    rows: "One row a burst: years in which a far larger share of the papers than usual has a term or repository (Kleinberg \
           2003, two states, twice the usual share); the strongest first, 2000 at most.",
    columns: &[
        text("name", "The term or repository."),
        text("kind", "term or repo."),
        integer("first_year", "The first year of the burst."),
        integer("last_year", "Its last year."),
        number(
            "strength",
            "Its weight: how much better the years fit a doubled share than the usual one, above 0.",
        ),
        integer("papers", "Papers of these years that have it, 1 or more."),
        number("share", "Their share of the papers of these years, 0 to 1."),
        number("usual_share", "The share of papers of all years that have it, 0 to 1."),
        flag("goes_on", "Whether the burst reaches the last year of the corpus."),
    ],
};

/// `trends.csv`.
pub static TRENDS: TableSpec = TableSpec {
    name: "trends",
    rows: "One row a term: the five most frequent terms of each median year, by that year; terms of five papers and more.",
    columns: &[
        text("term", "The term."),
        integer("papers", "Papers with a year that have it, 5 or more."),
        integer("first_quartile", "The year up to which a quarter of them appeared."),
        integer("median_year", "The year in the middle of them."),
        integer("third_quartile", "The year up to which three quarters of them appeared."),
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

/// `periods.csv`.
pub static PERIODS: TableSpec = TableSpec {
    name: "periods",
    rows: "One row a topic of a period, by period, then the largest first: clusters of the papers of that period alone.",
    columns: &[
        text(
            "topic",
            "The period and a number within it, both from 1, with a dot between; flows.csv names topics by it.",
        ),
        integer("first_year", "The first year of the period."),
        integer("last_year", "The last year of the period."),
        text("label", "A few terms that tell the topic from the others of the period."),
        integer("papers", "How many papers it holds, 5 or more."),
        text("terms", "The terms that mark it, strongest first, joined by \"; \"."),
        number(
            "centrality",
            "How much its terms go together with those of other topics (Callon's centrality), 0 or more.",
        ),
        number("density", "How much its terms go together with each other (Callon's density), 0 or more."),
        text("quadrant", "Against the medians of the period: motor, basic, niche, or emerging or declining."),
        integer("main_cluster", "The cluster of the whole corpus that holds most of its papers."),
        number("main_cluster_share", "The share of its papers that are in that cluster, 0 to 1."),
        flag("born", "Whether no topic of the period before leads to it; false in the first period."),
        flag("dies", "Whether it leads to no topic of the period after; false in the last period."),
    ],
};

/// `flows.csv`.
pub static FLOWS: TableSpec = TableSpec {
    name: "flows",
    rows: "One row a topic of a period that leads to a topic of the next: of each topic the best match either way.",
    columns: &[
        text("from", "The earlier topic, as in periods.csv."),
        text("to", "The later topic."),
        text("from_label", "The label of the earlier topic."),
        text("to_label", "The label of the later topic."),
        text(
            "kind",
            "continues (each is the best match of the other), splits off (the later one is not the best match of the \
             earlier one) or merges into (the earlier one is not the best match of the later one).",
        ),
        number(
            "strength",
            "What they have in common, 0.1 to 1: the mean of the next two columns, as far as they are known.",
        ),
        number(
            "terms",
            "Terms that mark both, over those of the topic with fewer (inclusion index), 0 to 1.",
        ),
        number(
            "works",
            "Works that papers of both cite, over the geometric mean of those that either cites (cosine), 0 to 1; empty where \
             those of one cite none.",
        ),
    ],
};

/// `strategic.csv`.
pub static STRATEGIC: TableSpec = TableSpec {
    name: "strategic",
    rows: "One row a cluster of five papers and more, the largest first: the strategic diagram of the whole corpus.",
    columns: &[
        integer("cluster", "The cluster."),
        text("label", "Its label."),
        integer("papers", "How many papers it holds, 5 or more."),
        number(
            "centrality",
            "How much its terms go together with those of other clusters (Callon's centrality), 0 or more.",
        ),
        number("density", "How much its terms go together with each other (Callon's density), 0 or more."),
        text(
            "quadrant",
            "Against the medians of all clusters: motor, basic, niche, or emerging or declining.",
        ),
    ],
};

/// `items.csv` of the map of a network.
pub static ITEMS: TableSpec = TableSpec {
    name: "items",
    rows: "One row an item of the network, in the order of its file.",
    columns: &[
        text("id", "The item's name in the file."),
        text("label", "What the file calls it."),
        integer("cluster", "The item's cluster, from 1 (the largest) upwards."),
        number("x", "Position on the map from left to right, 0 to 1."),
        number("y", "Position on the map from bottom to top, 0 to 1."),
        integer("degree", "How many other items this item is linked to, 0 or more."),
        number("strength", "The sum of the weights of the item's links, 0 or more."),
        number("pagerank", "PageRank; above 0, adds up to 1 over all items."),
        number(
            "betweenness",
            "The share of shortest paths between other items that run through this one, 0 to 1; run.json says whether it is \
             exact or sampled.",
        ),
        number(
            "closeness",
            "How few links lead from the item to all others, 0 (linked to none) to 1 (linked to all).",
        ),
        integer("core", "The largest k for which the item is in the k-core of the network, 0 or more."),
        text("cluster_label", "The label of the item's cluster."),
        text("url", "Where the item is on the web; empty where the file does not say."),
    ],
};

/// `clusters.csv` of the map of a network.
pub static ITEM_CLUSTERS: TableSpec = TableSpec {
    name: "clusters",
    rows: "One row a cluster, the largest first; items that the file puts into none come last, together.",
    columns: &[
        integer("cluster", "The number of the cluster, from 1 (the largest) upwards, without gaps."),
        text("label", "What the file calls it, or the label of its item with the strongest links."),
        integer("size", "How many items it holds, 1 or more."),
        text("in_file", "Its number or name in the file; empty where the clusters are new."),
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

/// `items.csv` of a network of what papers name: authors, keywords, repositories, venues.
pub static NETWORK_ITEMS: TableSpec = TableSpec {
    name: "items",
    rows: "One row an item of the network, the one with most papers first.",
    columns: &[
        text("id", "What tells the item apart: the number of a database, or its name."),
        text("label", "Its name."),
        integer("cluster", "The item's cluster, from 1 (the largest) upwards."),
        number("x", "Position on the map from left to right, 0 to 1."),
        number("y", "Position on the map from bottom to top, 0 to 1."),
        integer("papers", "How many papers name it, 1 or more."),
        number(
            "papers_fractional",
            "The same, each paper counted as 1/n for each of the n items that it names.",
        ),
        integer("degree", "How many other items of the network it is linked to, 0 or more."),
        number("strength", "Total link strength: the sum of the weights of its links, 0 or more."),
        number("pagerank", "PageRank by weights; above 0, adds up to 1 over all items."),
        number(
            "betweenness",
            "The share of shortest paths between other items that run through this one, 0 to 1.",
        ),
        number(
            "closeness",
            "How few links lead from the item to all others, 0 (linked to none) to 1 (linked to all).",
        ),
        integer("core", "The largest k for which the item is in the k-core of the network, 0 or more."),
        integer(
            "citations",
            "Citations of its papers: as the source counts them, else those from this corpus.",
        ),
        number("mean_citations", "The same for each of its papers, on average."),
        integer("h_index", "The largest h for which h of its papers have h citations or more."),
        integer("first_year", "The earliest year of its papers; empty where none has a year."),
        number("mean_year", "The mean year of its papers; empty where none has a year."),
        integer("last_year", "The latest year of its papers; empty where none has a year."),
        text("cluster_label", "The label of the item's cluster."),
        text("url", "Where the item is on the web; empty where that is not known."),
    ],
};

/// `links.csv` of such a network.
pub static NETWORK_LINKS: TableSpec = TableSpec {
    name: "links",
    rows: "One row two items that papers name together (two venues in which the same authors publish), each pair once.",
    columns: &[
        text("source", "Id of one item in items.csv."),
        text("target", "Id of the other."),
        text("source_label", "Name of the one."),
        text("target_label", "Name of the other."),
        number(
            "weight",
            "The count: 1 a paper with full counting, 1/(n-1) a paper of n items with fractional counting.",
        ),
        number(
            "strength",
            "The weight as clusters and map take it, normalised as network.normalisation says.",
        ),
        integer("shared", "How many papers name both (how many authors publish in both venues)."),
        text("examples", "Up to six of them, those with fewest items first, joined by \"; \"."),
    ],
};

/// `clusters.csv` of such a network.
pub static NETWORK_CLUSTERS: TableSpec = TableSpec {
    name: "clusters",
    rows: "One row a cluster, the largest first.",
    columns: &[
        integer("cluster", "The number of the cluster, from 1 (the largest) upwards."),
        text("label", "Its items with most papers."),
        integer("size", "How many items it holds, 1 or more."),
        text("items", "Up to ten items with most papers, joined by \"; \"."),
        number("mean_year", "The mean of the mean years of its items; empty where none has a year."),
    ],
};

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
