//! Whether two titles are one.

use corpus::id;
use rustc_hash::FxHashSet;

/// A title in a form that compares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// Lower case, letters and digits alone: see [`id::folded`].
    pub folded: String,
    /// Bytes of `folded` that are the title without its subtitle; all of it where there is none.
    main: usize,
}

/// How like two titles are, with their similarity, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Likeness {
    /// The same, but for case, accents, punctuation, spaces and misprints.
    Same,
    /// One is the other without its subtitle: enough where authors and year agree.
    Cut(f64),
    /// Two titles.
    Apart(f64),
}

/// Letters of a title that are compared: bounds the time for a text that is no title.
const COMPARED: usize = 240;

/// Bytes of a title in which misprints are seen through.
const LONGEST: usize = 2000;

/// Words and letters of a title that few works share.
const TELLING: (usize, usize) = (4, 20);

impl Title {
    pub fn new(raw: &str) -> Self {
        let folded = id::folded(raw);
        // The mark must not be the end of the title itself.
        let marks = [": ", " - ", " – ", " — ", "? ", "! ", ". ", "; "];
        let cut = marks.iter().filter_map(|mark| raw.find(mark)).min();
        let main = cut.map(|at| id::folded(&raw[..at])).filter(|main| main.split(' ').count() > 1);
        let main =
            main.filter(|main| folded.starts_with(main.as_str())).map_or(folded.len(), |main| main.len());
        Self { folded, main }
    }

    /// Without the subtitle.
    pub fn main(&self) -> &str {
        &self.folded[..self.main]
    }

    /// Whether few other works have the title.
    pub fn is_telling(&self) -> bool {
        is_telling(&self.folded)
    }

    /// Compares two titles; neither is empty.
    pub fn compare(&self, other: &Self) -> Likeness {
        let (a, b) = (self.folded.as_str(), other.folded.as_str());
        if same(a, b) {
            return Likeness::Same;
        }
        let similarity = similarity(a, b);
        let begins = |short: &str, long: &str| {
            is_telling(short) && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
        };
        let mains = (self.main < a.len() || other.main < b.len())
            && [(self.main(), b), (a, other.main())].iter().any(|(a, b)| same(a, b));
        match mains || begins(a, b) || begins(b, a) {
            true => Likeness::Cut(similarity),
            false => Likeness::Apart(similarity),
        }
    }
}

/// Whether few works have this folded title.
pub(crate) fn is_telling(folded: &str) -> bool {
    folded.len() >= TELLING.1 && folded.split(' ').count() >= TELLING.0
}

/// The same but for misprints and spaces.
pub(super) fn same(a: &str, b: &str) -> bool {
    let letters = |text: &'_ str| text.bytes().filter(|&byte| byte != b' ').collect::<Vec<u8>>();
    // What is longer is no title: near matching takes the product of the lengths.
    let long = a.len().max(b.len()) > LONGEST;
    !a.is_empty() && (a == b || letters(a) == letters(b) || !long && id::near(a, b).is_some())
}

/// One less the share of letters that must be changed (Levenshtein), of the first ones; 0 where not a third of the words of the shorter
/// title is shared, which are never the same work.
pub(super) fn similarity(a: &str, b: &str) -> f64 {
    let words: FxHashSet<&str> = a.split(' ').collect();
    let (mut shared, mut others) = (0, 0);
    for word in b.split(' ') {
        shared += usize::from(words.contains(word));
        others += 1;
    }
    if 3 * shared < words.len().min(others) {
        return 0.0;
    }
    let cut = |text: &str| text.chars().take(COMPARED).collect::<String>();
    strsim::normalized_levenshtein(&cut(a), &cut(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compare(a: &str, b: &str) -> Likeness {
        let (a, b) = (Title::new(a), Title::new(b));
        let found = a.compare(&b);
        assert_eq!(found, b.compare(&a), "{a:?} {b:?}");
        found
    }

    #[test]
    fn titles_by_hand() {
        let long = "VIS-5D: a system for the display of weather";
        assert_eq!(compare(long, "Vis 5D - A System for the Display of Weather."), Likeness::Same);
        assert_eq!(compare(long, "VIS5D: a systern for the display of weather"), Likeness::Same);
        assert!(matches!(compare(long, "VIS-5D"), Likeness::Cut(_)));
        assert!(matches!(compare(long, "VIS-5D: a system for the display of music"), Likeness::Apart(_)));
        assert!(matches!(compare("Maps", "Maps of trees"), Likeness::Apart(_)));
        assert!(matches!(
            compare("A theory of maps, part I", "A theory of maps, part II"),
            Likeness::Apart(_)
        ));
        assert!(matches!(
            compare("A theory of all maps", "A theory of all maps and of trees"),
            Likeness::Cut(_)
        ));
    }
}
