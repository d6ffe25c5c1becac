//! Whether two lists name the same authors.

use corpus::id;

/// An author's name in a form that compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Letters of the surname alone, without accents, umlauts in their short form.
    pub surname: String,
    /// First letter of the given name.
    initial: Option<char>,
    /// All words of the name.
    words: Vec<String>,
}

/// How the authors that a reference names stand to those of a work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum People {
    /// One of both names nobody.
    Unknown,
    /// The same, as far as the reference names them.
    Same,
    /// The same, but another one stands first.
    Order,
    /// Some are named who are not among the authors: those, by positions.
    Strangers(Vec<usize>),
    /// Other people.
    Others,
}

impl Name {
    /// The name as [`corpus::id::author`] takes it apart; nothing where it has no letters.
    pub fn new(raw: &str) -> Option<Self> {
        let raw = without_suffix(raw);
        let (surname, initial) = id::author(raw);
        let words = id::folded(raw).split(' ').map(plain).filter(|word| !word.is_empty()).collect();
        let surname = plain(&surname);
        (!surname.is_empty()).then_some(Self { surname, initial, words })
    }

    /// The names that have letters; two that a source left together are two.
    pub fn all(raw: &[String]) -> Vec<Self> {
        raw.iter().flat_map(|name| name.split(" and ")).filter_map(Self::new).collect()
    }

    /// Whether two names may be one person's: the surname is the same, or but for a misprint, or one of them is cut (`García
    /// López`, `López`), or family and given name stand the other way round.
    pub fn is_like(&self, other: &Self) -> bool {
        let cut = |a: &str, b: &str| a.len() >= 4 && (b.ends_with(a) || b.starts_with(a));
        let (a, b) = (&self.surname, &other.surname);
        alike(a, b)
            || cut(a, b)
            || cut(b, a)
            || self.is_turned(other)
            || other.is_turned(self)
            || self.run_together() == other.run_together()
    }

    /// Whether a given name of this is the surname of the other, and another word begins as the given name of the other: `Certa
    /// Antonella`, where nobody says which is which.
    fn is_turned(&self, other: &Self) -> bool {
        let begins = |word: &String| *word != other.surname && word.chars().next() == other.initial;
        self.surname != other.surname && self.words.contains(&other.surname) && self.words.iter().any(begins)
    }

    /// Whether two names of one surname have different initials.
    fn other_initial(&self, other: &Self) -> bool {
        let of_words =
            |name: &Self| name.words.iter().filter_map(|word| word.chars().next()).collect::<Vec<_>>();
        match (self.initial, other.initial) {
            // A middle name may be the one that is used.
            (Some(a), Some(b)) => a != b && !of_words(self).contains(&b) && !of_words(other).contains(&a),
            _ => false,
        }
    }

    /// All words in the order of the alphabet, for names whose parts nobody can tell.
    fn run_together(&self) -> Vec<&String> {
        let mut words: Vec<_> = self.words.iter().collect();
        words.sort_unstable();
        words
    }
}

/// Letters as they are typed where umlauts and the like cannot be: `mueller`, `müller` and `muller` become one.
pub(super) fn plain(folded: &str) -> String {
    folded.replace("ue", "u").replace("oe", "o").replace("ae", "a").replace('ß', "s").replace("ss", "s")
}

/// A name without `Jr.` and the like, behind it or where the surname should be.
fn without_suffix(name: &str) -> &str {
    let bare = name.trim();
    let bare = bare
        .split_once(", ")
        .filter(|(front, _)| matches!(*front, "Jr." | "Jr" | "Sr." | "II" | "III" | "IV"))
        .map_or(bare, |(_, rest)| rest);
    let ends = [" Jr.", " Jr", " Sr.", " Sr", " II", " III", " IV"];
    let cut = ends.iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    cut.trim_end_matches([',', ' '])
}

/// Bytes of a surname in which misprints are seen through.
const LONGEST: usize = 64;

/// Names of a reference that are looked for among authors, of whom there may be thousands.
const NAMED: usize = 40;
const AUTHORS: usize = 400;

/// Whether two surnames are the same but for a misprint or another transliteration: one letter of five, two of nine.
pub(super) fn alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = if shorter < 5 { 0 } else { 1 + usize::from(shorter >= 9) };
    a.len().max(b.len()) <= LONGEST
        && a.len().abs_diff(b.len()) <= 2 * allowed
        && allowed > 0
        && strsim::osa_distance(a, b) <= allowed
}

/// Compares the names in a reference with the authors of a work, of whom only the first may be known.
///
/// Lists may be cut anywhere. One common name in two long lists is chance: half of the shorter list must be shared.
pub(super) fn compare(named: &[Name], authors: &[Name]) -> People {
    let (named, authors) = (&named[..named.len().min(NAMED)], &authors[..authors.len().min(AUTHORS)]);
    let (Some(first), Some(known_first)) = (named.first(), authors.first()) else { return People::Unknown };
    let firm = |a: &Name, b: &Name| a.is_like(b) && !a.other_initial(b);
    let shared = named.iter().filter(|name| authors.iter().any(|author| firm(name, author))).count();
    if let [only] = authors
        && named.iter().any(|name| firm(name, only))
    {
        return if firm(first, only) { People::Same } else { People::Order };
    }
    if shared == 0 && named.len() == 1 && first.is_like(known_first) {
        return People::Strangers(vec![0]);
    }
    if shared == 0 || 2 * shared < named.len().min(authors.len()) {
        return People::Others;
    }
    // In the same place, with the same initial: a name that an export garbled, `MÃ¼ller, T.`.
    let garbled = |at: usize| {
        let other = authors.get(at).filter(|other| !named.iter().any(|name| name.is_like(other)));
        named.len() <= authors.len() && other.is_some_and(|other| other.initial == named[at].initial)
    };
    let strange = |at: &usize| !authors.iter().any(|author| named[*at].is_like(author)) && !garbled(*at);
    let strangers: Vec<usize> = (0..named.len()).filter(strange).collect();
    match strangers.is_empty() {
        false => People::Strangers(strangers),
        true if first.is_like(known_first) || garbled(0) => People::Same,
        true => People::Order,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people(named: &[&str], authors: &[&str]) -> People {
        let all = |names: &[&str]| names.iter().filter_map(|name| Name::new(name)).collect::<Vec<_>>();
        compare(&all(named), &all(authors))
    }

    #[test]
    fn one_person_written_in_many_ways() {
        for (a, b) in [
            ("Müller, Jörg", "J. Mueller"),
            ("van der Berg, Jan", "Berg J"),
            ("Wang Li", "Li Wang"),
            ("García López, Ana", "Ana Lopez"),
            ("Łukasz Kidziński", "L. Kidzinski"),
            ("Shneiderman, B.", "Ben Schneiderman"),
            ("MALLIKARJUN REDDY", "Reddy, M."),
            ("Robert J. Smith", "Smith, J."),
            ("Antonella, Certa", "Certa, A."),
            ("Moise H. Goldstein Jr.", "Goldstein, Moise"),
            ("Rogowtiz, B.", "Rogowitz, B.E."),
            ("III, Hal Daume", "Hal Daume III"),
            ("Costa Helder Gomes", "Costa, H.G."),
            ("Ngo The A.", "The, A.N."),
        ] {
            assert_eq!(people(&[a], &[b]), People::Same, "{a} {b}");
            assert_eq!(people(&[b], &[a]), People::Same, "{b} {a}");
        }
        assert_eq!(people(&["Wang, X."], &["Wang, Y."]), People::Strangers(vec![0]));
        assert_eq!(people(&["Wang, X.", "Li, B."], &["Wang, Y.", "Doe, J."]), People::Others);
        assert_eq!(people(&["Doe, J."], &["Roe, J."]), People::Others);
    }

    #[test]
    fn lists_are_cut_turned_and_filled_up() {
        let authors = ["Doe, J.", "Roe, R.", "Poe, E."];
        assert_eq!(people(&["J. Doe"], &authors), People::Same);
        assert_eq!(people(&["J. Doe", "R. Roe"], &authors), People::Same);
        assert_eq!(people(&["R. Roe", "J. Doe"], &authors), People::Order);
        assert_eq!(people(&["J. Doe", "R. Roe", "A. Quirk"], &authors), People::Strangers(vec![2]));
        assert_eq!(people(&["A. Quirk", "B. Zed", "J. Doe"], &authors), People::Others);
        assert_eq!(people(&[], &authors), People::Unknown);
        assert_eq!(people(&["J. Doe", "R. Roe"], &["Doe J"]), People::Same);
        assert_eq!(people(&["A. Quirk", "R. Roe"], &["Doe J"]), People::Others);
        assert_eq!(people(&["J. Doe", "Müller, R."], &["Doe, J.", "MÃ¼ller, R."]), People::Same);
        let together = Name::all(&["M. B. Dias and A. Stentz".to_owned()]);
        assert_eq!(together.len(), 2);
    }
}
