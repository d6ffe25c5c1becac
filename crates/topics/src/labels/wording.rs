//! Terms as the texts write them: whole, and with their capitals.
//!
//! A vocabulary has terms of at most three words and without function words, all in lower case: "simultaneous localization",
//! "markov decision". Readers know them as "simultaneous localization and mapping" and "Markov decision processes". A term is
//! written with the words that stand beside it in two thirds of its places, as long as there are such, and as running text has
//! it most often.

use std::{borrow::Cow, collections::BTreeMap};

use corpus::Paper;

use super::choose::same_word;

/// The share of places of a term in which a word must stand beside it to be part of it.
const BESIDE: f64 = 2.0 / 3.0;
/// In fewer places nothing is told of a term.
const FEWEST: usize = 4;
/// Words of a term, at most.
const LONGEST: usize = 5;
/// Papers that are looked at, at most.
const SAMPLE: usize = 100;

/// Words that may join the words of a term, and never begin or end one.
const JOINING: &[&str] =
    &["and", "of", "for", "in", "on", "the", "with", "to", "by", "a", "an", "from", "at", "as"];
/// Words that say nothing more of a topic, though they often stand beside its name.
const EMPTY: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "be",
    "that",
    "which",
    "we",
    "has",
    "have",
    "can",
    "this",
    "it",
    "or",
    "our",
    "using",
    "based",
    "via",
    "between",
    "method",
    "methods",
    "approach",
    "approaches",
    "problem",
    "problems",
    "task",
    "tasks",
    "algorithm",
    "algorithms",
    "technique",
    "techniques",
    "proposed",
    "new",
    "novel",
    "model",
    "models",
    "two",
    "these",
    "several",
    "such",
    "many",
    "most",
    "toward",
    "towards",
    "under",
    "where",
    "through",
    "how",
    "case",
    "study",
    "study:",
    "into",
    "both",
    "their",
];

/// `term`, which is in lower case, as `papers` write it; as it is where they tell too little. Time is linear in their texts; of more
/// than 100 papers the first are read.
///
/// ```
/// use corpus::Paper;
/// let paper = |text: &str| Paper { abstract_text: Some(text.into()), ..Paper::default() };
/// let papers = ["A markov decision process is solved.", "We solve a Markov decision process.", "The Markov decision process fits.",
///     "Any Markov decision process does."].map(paper);
/// assert_eq!(topics::labels::wording::wording("markov decision", papers.iter()), "Markov decision process");
/// ```
pub fn wording<'a>(term: &str, papers: impl Iterator<Item = &'a Paper>) -> String {
    let texts: Vec<Text> = papers.take(SAMPLE).map(Text::read).collect();
    let own: Vec<String> = term.split(' ').map(str::to_owned).collect();
    let mut places = find(&texts, &own);
    let count = places.len();
    if count < FEWEST {
        return term.to_owned();
    }
    while let Some(longer) = longest(&texts, &places, count) {
        places = longer;
    }
    spelled(&texts, &places).unwrap_or_else(|| term.to_owned())
}

/// A word of a text.
struct Word<'a> {
    /// As it stands there.
    text: &'a str,
    /// In lower case.
    lower: Cow<'a, str>,
    /// Whether nothing but space or a hyphen is between it and the word before.
    joined: bool,
    /// Whether capitals tell something: not in titles, and not at the beginning of a sentence.
    running: bool,
}

/// The words of a paper's title and abstract.
struct Text<'a>(Vec<Word<'a>>);

impl<'a> Text<'a> {
    fn read(paper: &'a Paper) -> Self {
        let mut words = Vec::new();
        read(&paper.title, false, &mut words);
        if let Some(text) = &paper.abstract_text {
            read(text, true, &mut words);
        }
        Self(words)
    }
}

fn read<'a>(text: &'a str, running: bool, words: &mut Vec<Word<'a>>) {
    let mut before = ".";
    for piece in text.split_whitespace() {
        let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '\'' || c == '+';
        let bare = piece.trim_matches(|c| !is_part(c)).trim_matches('-');
        let begins = bare.len() == piece.len() || piece.starts_with(bare);
        let joined = begins && before.ends_with(|c: char| c.is_alphanumeric());
        let running = running && !before.ends_with(['.', '!', '?', ':']);
        before = piece;
        if !bare.is_empty() {
            let lower = match bare.chars().any(char::is_uppercase) {
                true => Cow::Owned(bare.to_lowercase()),
                false => Cow::Borrowed(bare),
            };
            words.push(Word { text: bare, lower, joined, running });
        }
    }
}

/// Where a term stands: the text, its first word and the one after its last.
#[derive(Clone, Copy)]
struct Place {
    text: usize,
    from: usize,
    to: usize,
}

fn find(texts: &[Text<'_>], own: &[String]) -> Vec<Place> {
    let mut places = Vec::new();
    for (text, Text(words)) in texts.iter().enumerate() {
        for (from, window) in words.windows(own.len()).enumerate() {
            let same = |(word, own): (&Word<'_>, &String)| same_word(&word.lower, own);
            if window.iter().zip(own).all(same) && window[1..].iter().all(|word| word.joined) {
                places.push(Place { text, from, to: from + own.len() });
            }
        }
    }
    places
}

/// The places with the words beside them that are part of the term, or `None` where there are no such words.
fn longest(texts: &[Text<'_>], places: &[Place], count: usize) -> Option<Vec<Place>> {
    let after = |place: &Place| {
        let words = &texts[place.text].0;
        let next = |at: usize| words.get(at).filter(|word| word.joined);
        let first = next(place.to)?;
        if JOINING.contains(&&*first.lower) {
            let second = next(place.to + 1).filter(|word| !JOINING.contains(&&*word.lower))?;
            Some((format!("{} {}", first.lower, second.lower), Place { to: place.to + 2, ..*place }))
        } else {
            Some((first.lower.to_string(), Place { to: place.to + 1, ..*place }))
        }
    };
    let before = |place: &Place| {
        let words = &texts[place.text].0;
        let word = words.get(place.from.checked_sub(1)?)?;
        let joined = words[place.from].joined && !JOINING.contains(&&*word.lower);
        joined.then(|| (word.lower.to_string(), Place { from: place.from - 1, ..*place }))
    };
    extended(places, count, after).or_else(|| extended(places, count, before))
}

/// The places that have the commonest words beside them, if they are enough of `count`.
fn extended(
    places: &[Place],
    count: usize,
    beside: impl Fn(&Place) -> Option<(String, Place)>,
) -> Option<Vec<Place>> {
    let mut longer: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (words, place) in places.iter().filter_map(beside) {
        let telling =
            words.split(' ').all(|word| !EMPTY.contains(&word) && !word.chars().all(|c| c.is_ascii_digit()));
        if telling && place.to - place.from <= LONGEST {
            longer.entry(singular(&words)).or_default().push(place);
        }
    }
    let most =
        longer.into_values().reduce(|most, places| if places.len() > most.len() { places } else { most })?;
    (most.len() as f64 >= BESIDE * count as f64).then_some(most)
}

/// One and many count as one word.
fn singular(words: &str) -> String {
    let stem = words.strip_suffix("es").filter(|stem| stem.ends_with("ss") || stem.ends_with('x'));
    stem.or_else(|| words.strip_suffix('s').filter(|stem| !stem.ends_with('s'))).unwrap_or(words).to_owned()
}

/// The commonest way to write the words of the places.
fn spelled(texts: &[Text<'_>], places: &[Place]) -> Option<String> {
    let words = |place: &Place| &texts[place.text].0[place.from..place.to];
    let lower = |place: &Place| words(place).iter().map(|word| &*word.lower).collect::<Vec<_>>().join(" ");
    let form = commonest(places.iter().map(lower))?;
    let here = || places.iter().filter(|place| lower(place) == form).map(words);
    let running = here().filter(|words| words.iter().all(|word| word.running));
    let in_running_text =
        running.map(|words| words.iter().map(|word| word.text).collect::<Vec<_>>().join(" "));
    // Titles capitalise anything, but seldom within a word.
    let in_titles = here().map(|words| {
        let written = |word: &Word<'_>| {
            if is_acronym(word.text) { word.text.to_owned() } else { word.lower.to_string() }
        };
        words.iter().map(written).collect::<Vec<_>>().join(" ")
    });
    commonest(in_running_text).or_else(|| commonest(in_titles))
}

/// Whether a word has capitals beyond its first letter, and those of its parts.
fn is_acronym(word: &str) -> bool {
    word.split('-').any(|part| part.chars().skip(1).any(char::is_uppercase))
}

/// The commonest text; of several the first in order.
fn commonest(texts: impl Iterator<Item = String>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().reduce(|most, next| if next.1 > most.1 { next } else { most }).map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worded(term: &str, title: &str, text: &str) -> String {
        let paper = Paper {
            title: title.into(),
            abstract_text: (!text.is_empty()).then(|| text.into()),
            ..Paper::default()
        };
        let papers = vec![paper; FEWEST];
        wording(term, papers.iter())
    }

    #[test]
    fn words_that_belong_to_a_term_complete_it() {
        let slam = "Fast: simultaneous localization and mapping, done.";
        assert_eq!(worded("simultaneous localization", "", slam), "simultaneous localization and mapping");
        // The end of a clause parts words, and so does what says nothing.
        assert_eq!(worded("transfer function", "", "A transfer function, adjusted"), "transfer function");
        assert_eq!(worded("volume rendering", "Volume rendering methods", ""), "volume rendering");
        assert_eq!(worded("monte carlo", "", "by Markov chain Monte Carlo."), "Markov chain Monte Carlo");
    }

    #[test]
    fn what_stands_beside_it_only_sometimes_does_not() {
        let texts =
            ["a magnetic field map", "a magnetic field map", "the magnetic field", "one magnetic field"];
        let papers = texts.map(|text| Paper { abstract_text: Some(text.into()), ..Paper::default() });
        assert_eq!(wording("magnetic field", papers.iter()), "magnetic field");
    }

    #[test]
    fn capitals_are_those_of_running_text() {
        assert_eq!(worded("gpu", "GPU Volume Rendering", ""), "GPU volume rendering");
        assert_eq!(worded("slam", "", "Slam is hard. We improve SLAM with care."), "SLAM");
        assert_eq!(worded("tree", "Treemaps and Trees", "A tree grows."), "tree");
    }

    #[test]
    fn a_term_that_texts_do_not_show_stays() {
        assert_eq!(wording("volume", std::iter::empty()), "volume");
        assert_eq!(worded("ß-carotene \u{1F600}", "", "İstanbul"), "ß-carotene \u{1F600}");
    }
}
