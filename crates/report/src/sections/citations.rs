//! Where the methods come from: what a methods paragraph has to cite.

use crate::ReportView;
use crate::page::{Line, Page};
use crate::view::Coverage;

pub(super) fn write(view: &ReportView, page: &mut Page) {
    let cited: Vec<Line> =
        WORKS.iter().filter(|work| (work.used)(view)).map(|work| Line::from(work.reference)).collect();
    if !cited.is_empty() {
        page.paragraph("Works to cite for these methods:");
        page.list(cited);
    }
}

/// A work, and when a report rests on it.
struct Work {
    used: fn(&ReportView) -> bool,
    reference: &'static str,
}

/// In the order in which the paragraph comes to them.
const WORKS: &[Work] = &[
    Work {
        used: |view| relation(view, "terms"),
        reference: "Salton G, Buckley C (1988). Term-weighting approaches in automatic text retrieval. Information Processing & \
                    Management 24(5), 513–523.",
    },
    Work {
        used: |view| relation(view, "coupling"),
        reference: "Kessler MM (1963). Bibliographic coupling between scientific papers. American Documentation 14(1), 10–25.",
    },
    Work {
        used: |view| relation(view, "cocitation"),
        reference: "Small H (1973). Co-citation in the scientific literature: A new measure of the relationship between two documents. \
                    Journal of the American Society for Information Science 24(4), 265–269.",
    },
    Work {
        used: |view| view.methods.clustering.is_some(),
        reference: "Traag VA, Waltman L, van Eck NJ (2019). From Louvain to Leiden: guaranteeing well-connected communities. Scientific \
                    Reports 9, 5233.",
    },
    Work {
        used: |view| {
            view.methods.clustering.as_ref().is_some_and(|clustering| clustering.stability.is_some())
        },
        reference: "Ovelgönne M, Geyer-Schulz A (2013). An ensemble learning strategy for graph clustering. In: Graph Partitioning and \
                    Graph Clustering, Contemporary Mathematics 588, 187–205.",
    },
    Work {
        used: |view| !view.certainty.resolutions.is_empty(),
        reference: "Vinh NX, Epps J, Bailey J (2010). Information theoretic measures for clusterings comparison: variants, properties, \
                    normalization and correction for chance. Journal of Machine Learning Research 11, 2837–2854.",
    },
    Work {
        used: |view| view.methods.labels.is_some(),
        reference: "Monroe BL, Colaresi MP, Quinn KM (2008). Fightin' Words: Lexical feature selection and evaluation for identifying the \
                    content of political conflict. Political Analysis 16(4), 372–403.",
    },
    Work {
        used: |view| view.methods.labels.is_some(),
        reference: "Bouma G (2009). Normalized (pointwise) mutual information in collocation extraction. Proceedings of GSCL, 31–40.",
    },
    Work {
        used: |view| view.methods.damping.is_some(),
        reference: "Brin S, Page L (1998). The anatomy of a large-scale hypertextual Web search engine. Computer Networks and ISDN \
                    Systems 30, 107–117.",
    },
    Work {
        used: |view| view.methods.betweenness.is_some(),
        reference: "Brandes U (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology 25(2), 163–177.",
    },
    Work {
        used: |view| matches!(view.methods.betweenness, Some(Coverage::Sampled { .. })),
        reference: "Riondato M, Kornaropoulos EM (2016). Fast approximation of betweenness centrality through sampling. Data Mining and \
                    Knowledge Discovery 30(2), 438–475.",
    },
    Work {
        used: |view| layout(view, "t-SNE"),
        reference: "van der Maaten L, Hinton G (2008). Visualizing data using t-SNE. Journal of Machine Learning Research 9, 2579–2605.",
    },
    Work {
        used: |view| layout(view, "LinLog"),
        reference: "Noack A (2009). Modularity clustering is force-directed layout. Physical Review E 79, 026102.",
    },
    Work {
        used: |view| !view.movement.bursts.is_empty(),
        reference: "Kleinberg J (2003). Bursty and hierarchical structure in streams. Data Mining and Knowledge Discovery 7(4), 373–397.",
    },
    Work {
        used: |view| !view.movement.roots.is_empty(),
        reference: "Marx W, Bornmann L, Barth A, Leydesdorff L (2014). Detecting the historical roots of research fields by reference \
                    publication year spectroscopy (RPYS). Journal of the Association for Information Science and Technology 65(4), 751–764.",
    },
    Work {
        used: |view| !view.movement.main_path.is_empty(),
        reference: "Hummon NP, Doreian P (1989). Connectivity in a citation network: The development of DNA theory. Social Networks \
                    11(1), 39–63.",
    },
    Work {
        used: |view| !view.movement.main_path.is_empty(),
        reference: "Batagelj V (2003). Efficient algorithms for citation network analysis. arXiv:cs/0309023.",
    },
    Work {
        used: |view| !view.movement.development.is_empty(),
        reference: "Cobo MJ, López-Herrera AG, Herrera-Viedma E, Herrera F (2012). SciMAT: A new science mapping analysis software tool. \
                    Journal of the American Society for Information Science and Technology 63(8), 1609–1630.",
    },
];

fn relation(view: &ReportView, name: &str) -> bool {
    view.methods.relations.iter().any(|relation| relation.name == name)
}

fn layout(view: &ReportView, method: &str) -> bool {
    view.methods.layout.as_ref().is_some_and(|layout| layout.contains(method))
}
