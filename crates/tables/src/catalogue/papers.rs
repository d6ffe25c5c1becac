//! Papers and the links between them.

use super::{TableSpec, integer, number, text};

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
