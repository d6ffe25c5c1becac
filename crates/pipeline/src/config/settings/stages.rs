//! What the algorithms are told.

use network::{
    centrality::{BetweennessSettings, Paths, Sampling},
    community::{LeidenSettings, Quality},
    layout::{LayoutSettings, Method},
};
use similarity::{
    GraphSettings, Normalisation, Relation, Sharing, Space, TermSettings, Thesaurus, Weighting,
};

use super::Merged;

impl Merged<'_> {
    pub(super) fn terms(&self) -> TermSettings {
        TermSettings {
            min_papers: self.integer("terms.min_papers") as u32,
            max_share: self.number("terms.max_share"),
            title: self.number("terms.title") as f32,
            keywords: self.number("terms.keywords") as f32,
            abstract_text: self.number("terms.abstract") as f32,
            phrase_count: Some(self.integer("terms.phrase_count") as u32).filter(|&least| least > 0),
            phrase_npmi: self.number("terms.phrase_npmi"),
            weighting: match self.text("terms.weighting").as_str() {
                "bm25" => Weighting::Bm25,
                _ => Weighting::TfIdf,
            },
            thesaurus: Thesaurus::default(),
        }
    }

    pub(super) fn graph(&self, seed: u64) -> GraphSettings {
        GraphSettings {
            neighbours: self.size("graph.neighbours"),
            floor: self.number("graph.floor") as f32,
            weights: Relation::ALL.map(|relation| self.number(&format!("graph.{}", relation.name()))),
            repos: self.sharing(Relation::Repos),
            coupling: self.sharing(Relation::Coupling),
            cocitation: self.sharing(Relation::Cocitation),
            authors: self.sharing(Relation::Authors),
            keywords: self.sharing(Relation::Keywords),
            space: match self.text("graph.space").as_str() {
                "latent" => Space::Latent { dimensions: self.size("graph.dimensions"), seed },
                _ => Space::Terms,
            },
            prune: Some(self.size("graph.prune")).filter(|&strongest| strongest > 0),
        }
    }

    fn sharing(&self, relation: Relation) -> Sharing {
        let key = |what: &str| format!("graph.{}_{what}", relation.name());
        let normalisation = Normalisation::named(&self.text(&key("normalisation")));
        Sharing {
            normalisation: normalisation.expect("the catalogue lets no other name through"),
            cap: self.size(&key("cap")),
        }
    }

    pub(super) fn clusters(&self, seed: u64) -> LeidenSettings {
        LeidenSettings {
            quality: match self.text("clusters.quality").as_str() {
                "cpm" => Quality::Cpm,
                _ => Quality::Modularity,
            },
            resolution: self.number("clusters.resolution"),
            starts: self.size("clusters.starts"),
            seed,
            ..LeidenSettings::default()
        }
    }

    pub(super) fn betweenness(&self, seed: u64) -> BetweennessSettings {
        BetweennessSettings {
            exact_up_to: self.size("centrality.exact_up_to"),
            error: self.number("centrality.error"),
            paths: match self.text("centrality.paths").as_str() {
                "weights" => Paths::Weights,
                _ => Paths::Links,
            },
            seed,
        }
    }

    pub(super) fn sampling(&self, seed: u64) -> Sampling {
        Sampling {
            exact_up_to: self.size("centrality.exact_up_to"),
            pivots: self.size("centrality.pivots"),
            seed,
        }
    }

    pub(super) fn layout(&self, seed: u64) -> LayoutSettings {
        LayoutSettings {
            seed,
            method: match self.text("map.layout").as_str() {
                "forces" => Method::Forces,
                _ => Method::Neighbours,
            },
            ..LayoutSettings::default()
        }
    }
}
