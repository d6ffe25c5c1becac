//! Whether two names of a journal or a conference may mean the same.

use corpus::id;

/// Words that say little about which venue is meant.
const COMMON: [&str; 40] = [
    "a",
    "an",
    "and",
    "the",
    "of",
    "on",
    "in",
    "for",
    "to",
    "de",
    "des",
    "der",
    "die",
    "und",
    "et",
    "la",
    "le",
    "proceedings",
    "proc",
    "conference",
    "conf",
    "international",
    "intl",
    "int",
    "annual",
    "ann",
    "symposium",
    "symp",
    "workshop",
    "ieee",
    "acm",
    "cvf",
    "usenix",
    "aaai",
    "advances",
    "adv",
    "meeting",
    "series",
    "lecture",
    "notes",
];

/// Names of series, which stand where the title of a volume might: they say nothing about it.
const SERIES: [&str; 9] = [
    "lecture notes",
    "lect notes",
    "procedia",
    "lncs",
    "advances in intelligent",
    "frontiers in artificial",
    "studies in",
    "communications in computer",
    "ceur",
];

/// Whether nothing speaks against it that the two are one: abbreviations, acronyms, series and words left out are seen through. Where
/// nothing telling is left of a name, it agrees with any other.
pub(super) fn agree(a: &str, b: &str) -> bool {
    let (a_words, b_words) = (words(a), words(b));
    let silent = |raw: &str, words: &[String]| words.is_empty() || is_preprint(raw) || is_series(raw);
    if silent(a, &a_words) || silent(b, &b_words) {
        return true;
    }
    let (short, long) =
        if a_words.len() <= b_words.len() { (&a_words, &b_words) } else { (&b_words, &a_words) };
    in_order(short, long)
        || acronym(a, b)
        || acronym(b, a)
        || renamed(a, b)
        || renamed(b, a)
        || short.concat() == long.concat()
        || shared(short, long)
}

/// Whether running text behind a title may name the venue: as [`agree`], but the text holds more than that.
pub(super) fn named_in(text: &str, venue: &str) -> bool {
    const BESIDE: [&str; 10] = ["vol", "pp", "no", "pages", "page", "issue", "ed", "eds", "art", "volume"];
    let words =
        |text| words(text).into_iter().filter(|word| word.len() > 1 && !BESIDE.contains(&word.as_str()));
    let (said, known) = (words(text).collect::<Vec<_>>(), words(venue).collect::<Vec<_>>());
    said.is_empty()
        || known.is_empty()
        || agree(&said.join(" "), venue)
        || agree(text, venue)
        || in_order(&known, &said)
}

/// Whether one is what the other was called before.
fn renamed(a: &str, b: &str) -> bool {
    const RENAMED: [(&str, &str); 2] = [("www", "web conference"), ("nips", "neurips")];
    let (a, b) = (id::folded(a), id::folded(b));
    RENAMED.iter().any(|(old, new)| a.split(' ').any(|word| word == *old) && b.contains(new))
}

fn is_series(raw: &str) -> bool {
    let folded = id::folded(raw);
    SERIES.iter().any(|series| folded.contains(series))
}

/// Whether each telling word of the one abbreviates a word of the other, in their order; one word at least.
pub(super) fn abbreviates(a: &str, b: &str) -> bool {
    let (a_words, b_words) = (words(a), words(b));
    let (short, long) =
        if a_words.len() <= b_words.len() { (&a_words, &b_words) } else { (&b_words, &a_words) };
    !short.is_empty() && in_order(short, long)
}

/// Whether the venue is an archive of preprints, which says nothing about where the paper came out.
pub(super) fn is_preprint(raw: &str) -> bool {
    let folded = id::folded(raw);
    ["arxiv", "corr", "preprint", "biorxiv", "medrxiv", "ssrn", "openreview"]
        .iter()
        .any(|name| folded.split(' ').any(|word| word == *name))
}

/// The telling words: no numbers, no common ones.
fn words(raw: &str) -> Vec<String> {
    let telling = |word: &&str| {
        !COMMON.contains(word) && !word.contains(|char: char| char.is_ascii_digit()) && !word.is_empty()
    };
    id::folded(raw).split(' ').filter(telling).map(str::to_owned).collect()
}

/// Whether each word of the shorter stands for a word of the longer, in their order.
fn in_order(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| stands_for(word, other)))
}

/// Whether half of the words at least are shared: a name that was changed, or one of its parts.
fn shared(short: &[String], long: &[String]) -> bool {
    let shared = short.iter().filter(|word| long.iter().any(|other| stands_for(word, other))).count();
    2 * shared >= long.len().min(short.len() + 1) && shared > 0
}

/// Whether one word abbreviates the other: `trans`, `transactions`; `engng`, `engineering`.
fn stands_for(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|char| rest.any(|other| other == char))
}

/// Whether a word with several capitals is made of the words of the other name: `TVCG`, of transactions, visualization, computer,
/// graphics; `COLING`, of computational linguistics; or one name ends with the other: `Vis`, `SciVis`.
fn acronym(short: &str, long: &str) -> bool {
    let letters: Vec<char> = id::folded(long).chars().collect();
    let has_capitals = |word: &&str| word.chars().filter(|char| char.is_uppercase()).count() > 1;
    let mut words = short.split(|char: char| !char.is_alphanumeric()).filter(has_capitals).map(id::folded);
    let end = |word: &String| {
        word.len() > 2
            && id::folded(long)
                .split(' ')
                .any(|other| other.len() > 2 && (word.ends_with(other) || other.ends_with(word.as_str())))
    };
    // The last letters may be those of a word that is cut: AISTATS, `Arti. Inte. Stat.`
    let made = |word: &String| {
        let word: Vec<char> = word.chars().collect();
        let cut = if word.len() > 4 { word.len() - 1 } else { word.len() };
        word.len() > 1 && made_of(&word[..cut], &letters, true)
    };
    words.any(|word| made(&word) || end(&word))
}

/// Whether each letter begins a word, or follows upon the last one in its word.
fn made_of(word: &[char], letters: &[char], at_start: bool) -> bool {
    let Some((first, rest)) = word.split_first() else { return true };
    let mut fresh = at_start;
    let mut inside = !at_start;
    for (at, letter) in letters.iter().enumerate() {
        if *letter == ' ' {
            (fresh, inside) = (true, false);
            continue;
        }
        if letter == first && (fresh || inside) {
            return made_of(rest, &letters[at + 1..], false);
        }
        fresh = false;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_venue_under_many_names() {
        for (a, b) in [
            ("J MAPS", "Journal of Maps"),
            ("IEEE Trans. Vis. Comput. Graph.", "IEEE Transactions on Visualization and Computer Graphics"),
            ("TVCG", "IEEE Transactions on Visualization and Computer Graphics"),
            ("CVPR", "IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR) 2020"),
            ("Proc. 5th Int. Conf. on Maps", "MAPS"),
            ("NUOVO CIMENTO B", "Il Nuovo Cimento B"),
            ("Automot Engng", "Automotive Engineering"),
            ("arXiv preprint arXiv:2001.00001", "Nature"),
            ("Vis", "IEEE Visualization"),
            ("Vis", "SciVis"),
            ("ACML", "Proceedings of the 5th Asian Conference on Machine Learning"),
            ("AISTATS", "International Conference on Artificial Intelligence and Statistics"),
            ("COLING", "Proceedings of the 29th International Conference on Computational Linguistics"),
            ("NIPS", "Advances in Neural Information Processing Systems"),
            ("AISTATS", "Proc. Elev. Inte. Conf. Arti. Inte. Stat."),
            ("WWW", "The Web Conference 2025"),
            ("Lecture Notes in Computer Science", "Evolutionary Combinatorics"),
        ] {
            assert!(agree(a, b) && agree(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("Nature", "Journal of Maps"),
            ("Ecology Letters", "Physics Today"),
            ("J MAPS", "ECON REV"),
            ("VAST", "Physical Review B"),
        ] {
            assert!(!agree(a, b) && !agree(b, a), "{a} {b}");
        }
    }
}
