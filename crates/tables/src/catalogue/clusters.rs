//! Clusters, how sure they are, and their terms.

use super::{TableSpec, flag, integer, number, text};

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
            "Papers of the last five complete years of the corpus over those of the five years before, less 1: 0.5 is half as \
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
