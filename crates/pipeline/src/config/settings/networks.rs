//! Networks of what papers name.

use std::path::{Path, PathBuf};

use similarity::{
    Kind, Thesaurus,
    cooccurrence::{Counting, Strength},
};

use super::Merged;
use crate::config::{ConfigError, catalogue::NETWORKS};

/// Names that stand for others.
#[derive(Clone, Debug, PartialEq)]
pub struct NameThesaurus {
    /// What it names.
    pub kind: Kind,
    /// The key that names the file.
    pub key: &'static str,
    /// The file.
    pub path: PathBuf,
    /// What it says, once it is read.
    pub thesaurus: Thesaurus,
}

/// Networks of what papers name.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkSettings {
    /// Which, each once, in the order of [`NETWORKS`].
    pub of: Vec<Kind>,
    /// What a paper counts.
    pub counting: Counting,
    /// What counts are compared with.
    pub strength: Strength,
    /// Resolution of the clusters.
    pub resolution: f64,
    /// Papers of an item, at least.
    pub min_papers: usize,
    /// Items, at most.
    pub items: usize,
    /// Authors of a paper that links them, at most.
    pub max_authors: usize,
}

impl Merged<'_> {
    pub(super) fn networks(&self) -> Result<NetworkSettings, ConfigError> {
        let wanted = self.words("network.of", NETWORKS.map(Kind::name), "networks are of")?;
        Ok(NetworkSettings {
            of: NETWORKS.into_iter().filter(|kind| wanted.contains(&kind.name())).collect(),
            counting: match self.text("network.counting").as_str() {
                "fractional" => Counting::Fractional,
                _ => Counting::Full,
            },
            strength: match self.text("network.normalisation").as_str() {
                "fractionalisation" => Strength::Fractionalisation,
                "none" => Strength::None,
                _ => Strength::Association,
            },
            resolution: self.number("network.resolution"),
            min_papers: self.size("network.min_papers"),
            items: self.size("network.items"),
            max_authors: self.size("network.max_authors"),
        })
    }

    /// The files of names that were written.
    pub(super) fn names(&self, home: &Path) -> Vec<NameThesaurus> {
        let files = [
            (Kind::Authors, "names.authors"),
            (Kind::Keywords, "names.keywords"),
            (Kind::Venues, "names.venues"),
        ];
        files
            .into_iter()
            .filter_map(|(kind, key)| {
                let path = self.path(key, home)?;
                Some(NameThesaurus { kind, key, path, thesaurus: Thesaurus::default() })
            })
            .collect()
    }
}
