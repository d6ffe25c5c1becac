//! How the field moved.

use super::{TableSpec, flag, integer, number, text};

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
