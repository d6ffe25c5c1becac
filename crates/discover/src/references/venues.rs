//! Whether two names of a journal or a conference may mean the same.

use corpus::id;

/// Words that say little about which venue is meant.
const COMMON: [&str; 40] = [
    "a", "an", "and", "the", "of", "on", "in", "for", "to", "de", "des", "der", "die", "und", "et", "la", "le",
    "proceedings", "proc", "conference", "conf", "international", "intl", "int", "annual", "ann", "symposium",
    "symp", "workshop", "ieee", "acm", "cvf", "usenix", "aaai", "advances", "adv", "meeting", "series", "lecture",
    "notes",
];

/// Whether nothing speaks against it that the two are one: abbreviations, acronyms and words left out are seen through. Where
/// nothing telling is left of a name, it agrees with any other.
pub(super) fn agree(a: &str, b: &str) -> bool {
    let (a_words, b_words) = (words(a), words(b));
    if a_words.is_empty() || b_words.is_empty() || is_preprint(a) || is_preprint(b) {
        return true;
    }
    let (short, long) = if a_words.len() <= b_words.len() { (&a_words, &b_words) } else { (&b_words, &a_words) };
    in_order(short, long)
        || acronym(short, long)
        || acronym(long, short)
        || short.concat() == long.concat()
        || shared(short, long)
}

/// Whether each telling word of the one abbreviates a word of the other, in their order; one word at least.
pub(super) fn abbreviates(a: &str, b: &str) -> bool {
    let (a_words, b_words) = (words(a), words(b));
    let (short, long) = if a_words.len() <= b_words.len() { (&a_words, &b_words) } else { (&b_words, &a_words) };
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
        !COMMON.contains(word) && !word.starts_with(|char: char| char.is_ascii_digit()) && !word.is_empty()
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

/// Whether a lone word is made of the first letters of several: `tvcg`, of transactions, visualization, computer, graphics.
fn acronym(short: &[String], long: &[String]) -> bool {
    let mut letters = long.iter().filter_map(|word| word.chars().next());
    let made = |word: &String| word.len() > 1 && word.chars().all(|char| letters.any(|other| other == char));
    long.len() > 1 && long.len() >= short.len() && short.first().is_some_and(made)
        || long.iter().any(|word| short.contains(word) && word.len() > 2)
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
        ] {
            assert!(agree(a, b) && agree(b, a), "{a} {b}");
        }
        for (a, b) in [("Nature", "Journal of Maps"), ("Ecology Letters", "Physics Today"), ("J MAPS", "ECON REV")] {
            assert!(!agree(a, b) && !agree(b, a), "{a} {b}");
        }
    }
}
