//! `@string` definitions, as they stand when a record is reached.
//!
//! Records are read while later parts of the file are already being cut. A definition therefore counts from its line on,
//! so that what a record sees does not depend on who was faster.

use std::sync::{
    PoisonError, RwLock,
    atomic::{AtomicU64, Ordering},
};

use rustc_hash::FxHashMap;

/// The months, which every style defines.
const MONTHS: [(&str, &str); 12] = [
    ("jan", "January"),
    ("feb", "February"),
    ("mar", "March"),
    ("apr", "April"),
    ("may", "May"),
    ("jun", "June"),
    ("jul", "July"),
    ("aug", "August"),
    ("sep", "September"),
    ("oct", "October"),
    ("nov", "November"),
    ("dec", "December"),
];

/// What the file has defined so far.
#[derive(Debug, Default)]
pub(super) struct Strings {
    /// Line feeds that were cut off so far.
    line_feeds: AtomicU64,
    defined: RwLock<FxHashMap<String, Vec<(u64, String)>>>,
}

impl Strings {
    /// Notes that these bytes were cut off.
    pub fn pass(&self, bytes: &[u8]) {
        let feeds = memchr::memchr_iter(b'\n', bytes).count() as u64;
        self.line_feeds.fetch_add(feeds, Ordering::Relaxed);
    }

    /// Defines a name from here on.
    pub fn define(&self, name: &str, value: String) {
        let line = self.line_feeds.load(Ordering::Relaxed) + 1;
        let mut defined = self.defined.write().unwrap_or_else(PoisonError::into_inner);
        defined.entry(name.to_lowercase()).or_default().push((line, value));
    }

    /// What `name` stands for in `line`.
    pub fn get(&self, name: &str, line: u64) -> Option<String> {
        let name = name.to_lowercase();
        let defined = self.defined.read().unwrap_or_else(PoisonError::into_inner);
        let last = |values: &Vec<(u64, String)>| {
            values.iter().rev().find(|(from, _)| *from <= line).map(|(_, value)| value.clone())
        };
        defined
            .get(&name)
            .and_then(last)
            .or_else(|| MONTHS.iter().find(|(short, _)| *short == name).map(|(_, month)| (*month).to_owned()))
    }

    /// What `name` stands for here.
    pub fn here(&self, name: &str) -> Option<String> {
        self.get(name, u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_definition_counts_from_its_line_on() {
        let strings = Strings::default();
        strings.define("vis", "Visualization".into());
        strings.pass(b"\n\n");
        strings.define("VIS", "Visual Analytics".into());
        assert_eq!(strings.get("Vis", 2).as_deref(), Some("Visualization"));
        assert_eq!(strings.get("vis", 3).as_deref(), Some("Visual Analytics"));
        assert_eq!((strings.get("jan", 1).as_deref(), strings.get("x", 9)), (Some("January"), None));
    }
}
