//! What can be set, with its ranges.

use crate::{
    RELATIONS, Relation, Thesaurus,
    relations::{Normalisation, shared::Sharing},
};

/// How papers become terms.
#[derive(Clone, Debug, PartialEq)]
pub struct TermSettings {
    /// What an occurrence in the title counts; finite, at or above 0, like the next two.
    pub title: f32,
    /// What an occurrence in the author's keywords counts.
    pub keywords: f32,
    /// What an occurrence in the abstract counts.
    pub abstract_text: f32,
    /// A term is in at least so many papers; 1 or more.
    pub min_papers: u32,
    /// A term is in at most this share of the papers; above 0, up to 1. Ten papers are never too many: in a corpus of that size
    /// a share says little.
    pub max_share: f64,
    /// Two or three words are a phrase if they stand side by side at least so often …; 1 or more. `None` goes by the size of the corpus:
    /// a time for every 500 papers, but at least 3 and at most 10.
    pub phrase_count: Option<u32>,
    /// … and their normalised pointwise mutual information is at least this; −1 to 1. At 1 there are in effect no phrases.
    pub phrase_npmi: f64,
    /// How occurrences become weights.
    pub weighting: Weighting,
    /// Terms that stand for others, or are no terms.
    pub thesaurus: Thesaurus,
}

/// How the occurrences of a term in a paper become its weight; see [`crate::terms::build`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weighting {
    /// Logarithm of the count, a power of the inverse document frequency.
    #[default]
    TfIdf,
    /// Saturation of the count by the length of the paper, as in Okapi BM25.
    Bm25,
}

impl Default for TermSettings {
    fn default() -> Self {
        Self {
            title: 2.0,
            keywords: 2.0,
            abstract_text: 1.0,
            min_papers: 2,
            max_share: 0.5,
            phrase_count: None,
            phrase_npmi: 0.2,
            weighting: Weighting::default(),
            thesaurus: Thesaurus::default(),
        }
    }
}

/// How links are found and added up.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphSettings {
    /// By each relation a paper is linked to so many of those that are most like it; 1 or more. Repositories and direct
    /// citations link all papers that they tie.
    pub neighbours: usize,
    /// By terms and by vectors, if their cosine is above this; 0 or more, below 1.
    pub floor: f32,
    /// What each relation counts, in the order of [`Relation::ALL`]; finite, at or above 0, not all 0. A relation that counts
    /// 0 gives no links, and has no part in any.
    pub weights: [f64; RELATIONS],
    /// How shared repositories become links. Caps of this and the next four are 2 or more.
    pub repos: Sharing,
    /// How works that both papers cite become links.
    pub coupling: Sharing,
    /// How papers that cite both become links; the cap is on how many papers of the corpus one cites.
    pub cocitation: Sharing,
    /// How shared authors become links.
    pub authors: Sharing,
    /// How shared keywords become links.
    pub keywords: Sharing,
    /// Where papers are compared by their terms.
    pub space: Space,
    /// Keep only links that are among so many strongest of either end; 1 or more. `None` keeps all.
    pub prune: Option<usize>,
}

/// Where papers are compared by their terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// By the terms that they share.
    Terms,
    /// In a space of few dimensions, in which terms that keep the same company are near: see [`crate::latent`].
    Latent {
        /// How many dimensions; 1 or more.
        dimensions: usize,
        /// Seed of the random numbers by which the space is found.
        seed: u64,
    },
}

impl Default for GraphSettings {
    fn default() -> Self {
        let sharing = |normalisation, cap| Sharing { normalisation, cap };
        Self {
            neighbours: 15,
            floor: 0.05,
            // Terms, repositories, direct citations, and vectors where there are any.
            weights: [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0],
            repos: sharing(Normalisation::Rarity, 50),
            coupling: sharing(Normalisation::Cosine, 500),
            cocitation: sharing(Normalisation::Cosine, 200),
            authors: sharing(Normalisation::Fractional, 100),
            keywords: sharing(Normalisation::Fractional, 500),
            space: Space::Terms,
            prune: None,
        }
    }
}

/// A setting that is out of its range.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SettingsError {
    /// A number is not in the range of its setting.
    #[error("{setting} is {value}; it must be {range}")]
    Range {
        /// The field of the settings.
        setting: &'static str,
        /// The value as given.
        value: f64,
        /// The range in words.
        range: &'static str,
    },
    /// The weight of a relation is out of range.
    #[error("the weight of {} is {value}; it must be finite and not negative", relation.name())]
    Weight {
        /// Whose weight.
        relation: Relation,
        /// The value as given.
        value: f64,
    },
    /// The cap of a relation is too low for any two papers.
    #[error("the cap of {} is {cap}; it must be 2 or more", relation.name())]
    Cap {
        /// Whose cap.
        relation: Relation,
        /// The cap as given.
        cap: usize,
    },
    /// No relation counts.
    #[error(
        "all relations have the weight 0, so there can be no links; give at least one of {} a weight above 0",
        Relation::ALL.map(Relation::name).join(", ")
    )]
    NoRelation,
}

fn range(ok: bool, setting: &'static str, value: f64, range: &'static str) -> Result<(), SettingsError> {
    if ok { Ok(()) } else { Err(SettingsError::Range { setting, value, range }) }
}

impl TermSettings {
    /// Whether all is in range.
    ///
    /// # Errors
    ///
    /// The first setting that is not.
    pub fn check(&self) -> Result<(), SettingsError> {
        for (setting, value) in
            [("title", self.title), ("keywords", self.keywords), ("abstract_text", self.abstract_text)]
        {
            range(value.is_finite() && value >= 0.0, setting, value.into(), "finite and not negative")?;
        }
        range(self.min_papers >= 1, "min_papers", self.min_papers.into(), "1 or more")?;
        range(
            self.max_share > 0.0 && self.max_share <= 1.0,
            "max_share",
            self.max_share,
            "above 0 and up to 1",
        )?;
        range(self.phrase_count != Some(0), "phrase_count", 0.0, "1 or more")?;
        range((-1.0..=1.0).contains(&self.phrase_npmi), "phrase_npmi", self.phrase_npmi, "from -1 to 1")
    }
}

impl GraphSettings {
    /// Whether all is in range.
    ///
    /// # Errors
    ///
    /// The first setting that is not.
    pub fn check(&self) -> Result<(), SettingsError> {
        range(self.neighbours >= 1, "neighbours", self.neighbours as f64, "1 or more")?;
        range((0.0..1.0).contains(&self.floor), "floor", self.floor.into(), "0 or more and below 1")?;
        if let Space::Latent { dimensions, .. } = self.space {
            range(dimensions >= 1, "dimensions", dimensions as f64, "1 or more")?;
        }
        range(self.prune != Some(0), "prune", 0.0, "1 or more")?;
        for (relation, value) in Relation::ALL.into_iter().zip(self.weights) {
            if !value.is_finite() || value < 0.0 {
                return Err(SettingsError::Weight { relation, value });
            }
            match self.sharing(relation) {
                Some(Sharing { cap, .. }) if cap < 2 => return Err(SettingsError::Cap { relation, cap }),
                _ => {}
            }
        }
        if self.weights.iter().all(|&weight| weight == 0.0) { Err(SettingsError::NoRelation) } else { Ok(()) }
    }

    /// What `relation` counts.
    pub fn weight(&self, relation: Relation) -> f64 {
        self.weights[relation as usize]
    }

    /// How what papers have in common becomes links, where `relation` is about that.
    pub fn sharing(&self, relation: Relation) -> Option<Sharing> {
        match relation {
            Relation::Repos => Some(self.repos),
            Relation::Coupling => Some(self.coupling),
            Relation::Cocitation => Some(self.cocitation),
            Relation::Authors => Some(self.authors),
            Relation::Keywords => Some(self.keywords),
            Relation::Terms | Relation::Citations | Relation::Vectors => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_in_range() {
        TermSettings::default().check().unwrap();
        GraphSettings::default().check().unwrap();
    }

    #[test]
    fn messages_name_the_setting_and_its_range() {
        let message = |settings: TermSettings| settings.check().unwrap_err().to_string();
        assert_eq!(
            message(TermSettings { max_share: 0.0, ..Default::default() }),
            "max_share is 0; it must be above 0 and up to 1"
        );
        assert_eq!(
            message(TermSettings { title: f32::NAN, ..Default::default() }),
            "title is NaN; it must be finite and not negative"
        );
        assert!(message(TermSettings { min_papers: 0, ..Default::default() }).starts_with("min_papers"));
        assert!(
            message(TermSettings { phrase_count: Some(0), ..Default::default() }).starts_with("phrase_count")
        );
        assert!(
            message(TermSettings { phrase_npmi: f64::NAN, ..Default::default() }).starts_with("phrase_npmi")
        );
    }

    #[test]
    fn graphs_need_a_relation_that_counts() {
        let message = |settings: GraphSettings| settings.check().unwrap_err().to_string();
        assert_eq!(
            message(GraphSettings { neighbours: 0, ..Default::default() }),
            "neighbours is 0; it must be 1 or more"
        );
        assert!(message(GraphSettings { floor: 1.0, ..Default::default() }).starts_with("floor"));
        let lone = Sharing { normalisation: Normalisation::Count, cap: 1 };
        assert_eq!(
            message(GraphSettings { authors: lone, ..Default::default() }),
            "the cap of authors is 1; it must be 2 or more"
        );
        let space = Space::Latent { dimensions: 0, seed: 1 };
        assert!(message(GraphSettings { space, ..Default::default() }).starts_with("dimensions"));
        assert!(message(GraphSettings { prune: Some(0), ..Default::default() }).starts_with("prune"));
        assert_eq!(
            message(GraphSettings {
                weights: [1.0, -1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
                ..Default::default()
            }),
            "the weight of repos is -1; it must be finite and not negative"
        );
        assert_eq!(
            GraphSettings { weights: [0.0; RELATIONS], ..Default::default() }.check(),
            Err(SettingsError::NoRelation)
        );
    }
}
