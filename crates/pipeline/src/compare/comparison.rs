//! Two reports side by side.

use std::{collections::BTreeMap, path::Path};

use network::community::{adjusted_mutual_information, adjusted_rand_index};
use serde_json::Value as Json;
use topics::changes::{Changes, Move};

use super::{
    report::{CompareError, Report},
    same::{Same, same},
};

/// What changed between two reports.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The earlier report.
    pub old: Report,
    /// The later report.
    pub new: Report,
    /// The papers that both hold, by position in the later one.
    pub same: Vec<Same>,
    /// Positions of papers that only the later one holds.
    pub added: Vec<usize>,
    /// Positions of papers that only the earlier one holds.
    pub gone: Vec<usize>,
    /// What became of the topics.
    pub changes: Changes,
    /// How far the topics of the papers of both agree; nothing where they have no paper in common.
    pub agreement: Option<Agreement>,
    /// Settings and inputs that differ.
    pub differences: Vec<Difference>,
}

/// How far two clusterings of the same papers agree: 1 is the same, about 0 chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Adjusted mutual information (Vinh, Epps and Bailey 2010).
    pub mutual_information: f64,
    /// Adjusted Rand index (Hubert and Arabie 1985).
    pub rand: f64,
}

/// Something that the cards of the two runs say differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The key of the setting, `version`, or the name of an input.
    pub what: String,
    /// What it was; empty where it was not there.
    pub old: String,
    /// What it is; empty where it is no more.
    pub new: String,
}

impl Comparison {
    /// Reads and compares the reports in two folders. Time `O(n log n)` in their papers, but for those that only their titles can tell.
    ///
    /// # Errors
    ///
    /// A folder holds no report that can be read, or both are one.
    pub fn read(old: &Path, new: &Path) -> Result<Self, CompareError> {
        if let (Ok(a), Ok(b)) = (old.canonicalize(), new.canonicalize())
            && a == b
        {
            return Err(CompareError::Same(old.to_owned(), new.to_owned()));
        }
        Ok(Self::of(Report::read(old)?, Report::read(new)?))
    }

    /// Compares two reports.
    pub fn of(old: Report, new: Report) -> Self {
        let same = same(&old, &new);
        let rest = |papers: usize, known: Vec<usize>| {
            let mut left = vec![true; papers];
            known.into_iter().for_each(|at| left[at] = false);
            (0..papers).filter(|&at| left[at]).collect::<Vec<_>>()
        };
        let added = rest(new.papers.len(), same.iter().map(|pair| pair.new).collect());
        let gone = rest(old.papers.len(), same.iter().map(|pair| pair.old).collect());
        let pairs: Vec<(usize, usize)> =
            same.iter().map(|pair| (old.topic_of[pair.old], new.topic_of[pair.new])).collect();
        let sizes = |report: &Report| report.topics.iter().map(|topic| topic.size).collect::<Vec<_>>();
        let changes = Changes::new(&sizes(&old), &sizes(&new), &pairs);
        let agreement = agreement(&pairs);
        let differences = differences(&old.card, &new.card);
        Self { old, new, same, added, gone, changes, agreement, differences }
    }

    /// What became of a paper of both.
    pub fn moved(&self, pair: &Same) -> Move {
        self.changes.moved(self.old.topic_of[pair.old], self.new.topic_of[pair.new])
    }
}

fn agreement(pairs: &[(usize, usize)]) -> Option<Agreement> {
    let (old, new): (Vec<u32>, Vec<u32>) = pairs.iter().map(|&(old, new)| (old as u32, new as u32)).unzip();
    if old.is_empty() {
        return None;
    }
    Some(Agreement {
        mutual_information: adjusted_mutual_information(&old, &new).ok()?,
        rand: adjusted_rand_index(&old, &new).ok()?,
    })
}

/// Versions, seeds, settings and inputs in which two cards differ, each where both cards are there.
fn differences(old: &Json, new: &Json) -> Vec<Difference> {
    if old.is_null() || new.is_null() {
        return Vec::new();
    }
    let (old, new) = (facts(old), facts(new));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let value = |facts: &BTreeMap<String, String>, name| facts.get(name).cloned().unwrap_or_default();
    names
        .into_iter()
        .map(|name| Difference { what: name.clone(), old: value(&old, name), new: value(&new, name) })
        .filter(|difference| difference.old != difference.new)
        .collect()
}

/// What a card says that decides about results, by name.
fn facts(card: &Json) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for name in ["version", "seed"] {
        if !card[name].is_null() {
            found.insert(name.to_owned(), shown(&card[name]));
        }
    }
    leaves(&card["configuration"], "", &mut found);
    for input in card["inputs"].as_array().into_iter().flatten() {
        let (Some(path), Some(hash)) = (input["path"].as_str(), input["sha256"].as_str()) else { continue };
        let name = Path::new(path).file_name().map_or(path.into(), |name| name.to_string_lossy());
        let short = hash.get(..12).unwrap_or(hash);
        found.insert(
            format!("input {name}"),
            format!("{} records, SHA-256 {short}…", shown(&input["records"])),
        );
    }
    found
}

/// Every setting under its whole key, `clusters.resolution`.
fn leaves(value: &Json, key: &str, found: &mut BTreeMap<String, String>) {
    match value {
        Json::Object(entries) => {
            for (name, value) in entries {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                leaves(value, &key, found);
            }
        }
        Json::Null => {}
        // Where the papers lie and where the report goes decides about nothing; inputs are compared by content.
        _ if matches!(key, "report.name" | "report.out" | "papers") => {}
        value => {
            found.insert(key.to_owned(), shown(value));
        }
    }
}

fn shown(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_cards_say_differently_is_told_by_key() {
        let card = |resolution: f64, hash: &str| {
            json!({"version": "0.1.0", "seed": 1, "threads": 2, "configuration": {"clusters": {"resolution": resolution, "starts": 4}},
                "inputs": [{"path": "a/papers.csv", "records": 3, "sha256": hash}]})
        };
        let found = differences(&card(1.0, "abc"), &card(2.0, "abc"));
        let expected =
            Difference { what: "clusters.resolution".into(), old: "1.0".into(), new: "2.0".into() };
        assert_eq!(found, [expected]);
        let found = differences(&card(1.0, "abc"), &card(1.0, "def"));
        assert_eq!(found.iter().map(|found| found.what.as_str()).collect::<Vec<_>>(), ["input papers.csv"]);
        assert_eq!(differences(&Json::Null, &card(1.0, "abc")), []);
    }

    #[test]
    fn the_same_topics_under_other_numbers_agree() {
        let pairs = [(0, 1), (0, 1), (1, 0), (1, 0)];
        let found = agreement(&pairs).unwrap();
        assert!((found.mutual_information - 1.0).abs() < 1e-12 && (found.rand - 1.0).abs() < 1e-12);
        assert_eq!(agreement(&[]), None);
    }
}
