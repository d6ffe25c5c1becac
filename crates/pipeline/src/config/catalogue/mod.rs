//! Every key of `workspace.toml`, once.

mod keys;

pub use keys::KEYS;
use similarity::Kind as Named;

use super::options::Value;

/// What a key may hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A whole number from the first to the second, both included.
    Integer(i64, i64),
    /// A number from the first to the second, both included.
    Number(f64, f64),
    /// `true` or `false`.
    Flag,
    /// A list of texts.
    List,
}

/// A key's default.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Default {
    /// Text, also for choices.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// An empty list.
    Empty,
    /// A list of texts.
    List(&'static [&'static str]),
}

impl Default {
    /// The default as a value.
    pub fn value(self) -> Value {
        match self {
            Self::Text(text) => Value::Text(text.to_owned()),
            Self::Integer(number) => Value::Integer(number),
            Self::Number(number) => Value::Number(number),
            Self::Flag(flag) => Value::Flag(flag),
            Self::Empty => Value::List(Vec::new()),
            Self::List(items) => Value::List(items.iter().map(|&item| item.to_owned()).collect()),
        }
    }
}

/// A key of `workspace.toml`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Key {
    /// Table and key: `graph.neighbours`.
    pub path: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// What holds where the file is silent.
    pub default: Default,
    /// What it does, in a sentence or two for the person who edits the file.
    pub about: &'static str,
}

/// What `network.of` may name, in the order in which networks are written.
pub const NETWORKS: [Named; 4] = [Named::Authors, Named::Keywords, Named::Repos, Named::Venues];

/// The key of this path.
pub fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_within_their_own_ranges() {
        for key in KEYS {
            assert_eq!(key.kind.fit(key.default.value()), Ok(key.default.value()), "{}", key.path);
        }
    }

    #[test]
    fn paths_are_unique_and_tables_stand_together() {
        let tables: Vec<&str> = KEYS.iter().map(|key| key.path.split_once('.').unwrap().0).collect();
        let mut runs = tables.clone();
        runs.dedup();
        let mut names = runs.clone();
        names.sort_unstable();
        names.dedup();
        assert_eq!(runs.len(), names.len());
        let mut paths: Vec<&str> = KEYS.iter().map(|key| key.path).collect();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), KEYS.len());
    }
}
