//! Networks: of other programs, and of what papers name.

use super::{TableSpec, integer, number, text};

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
