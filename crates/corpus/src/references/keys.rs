//! What is known of a work in a form that compares, and the keys under which equal works meet.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{Rule, parse::Parts};
use crate::{Paper, id};

/// The rules in the order in which they are tried. Ids come twice: first as written, then whatever the case.
pub(super) const PASSES: [Rule; 11] = [
    Rule::Id,
    Rule::Id,
    Rule::Doi,
    Rule::Arxiv,
    Rule::PubMed,
    Rule::OpenAlex,
    Rule::VolumePage,
    Rule::Title,
    Rule::Journal,
    Rule::NearTitle,
    Rule::Text,
];
const EXACT_ID: u8 = 0;
const ANY_CASE_ID: u8 = 1;
const DOI: u8 = 2;
const ARXIV: u8 = 3;
const PUBMED: u8 = 4;
const OPENALEX: u8 = 5;
const VOLUME_PAGE: u8 = 6;
const TITLE: u8 = 7;
const JOURNAL: u8 = 8;
const NEAR_TITLE: u8 = 9;
const TEXT: u8 = 10;

/// Letters of a title, from its front or its back, under which near-equal titles meet.
const BLOCK: usize = 10;

/// Titles of fewer words or letters are shared by many works.
const TELLING_WORDS: usize = 4;
const TELLING_LETTERS: usize = 20;

/// A work in a form that compares: folded, "" where nothing is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    pub is_paper: bool,
    pub dois: Vec<String>,
    pub surname: String,
    pub initial: Option<char>,
    pub year: Option<i32>,
    pub title: String,
    venue: String,
    volume: String,
    page: String,
}

/// A key: the pass it belongs to, and the hash of what must be equal.
pub(super) type Key = (u8, u64);

/// What a reference says.
pub(super) fn of_reference(text: &str, parts: &Parts<'_>, keys: &mut Vec<Key>) -> Known {
    let (surname, initial) = parts.author.map(id::author).unwrap_or_default();
    let known = Known {
        is_paper: false,
        dois: parts.doi.iter().cloned().collect(),
        surname,
        initial,
        year: parts.year,
        title: parts.title.map(id::folded).unwrap_or_default(),
        venue: parts.venue.map(venue).unwrap_or_default(),
        volume: parts.volume.map(number).unwrap_or_default(),
        page: parts.page.map(number).unwrap_or_default(),
    };
    keys.push((EXACT_ID, hash(text)));
    keys.push((ANY_CASE_ID, hash(text.to_lowercase())));
    identifiers([&parts.doi, &parts.arxiv, &parts.pubmed, &parts.openalex], keys);
    keys.push((TEXT, hash(id::folded(text))));
    known.add_keys(keys);
    known
}

/// What the corpus knows of one of its papers.
pub(super) fn of_paper(paper: &Paper, keys: &mut Vec<Key>) -> Known {
    let (surname, initial) = paper.authors.first().map(|name| id::author(name)).unwrap_or_default();
    let pages = paper.imprint.page_range.as_deref().unwrap_or_default();
    let known = Known {
        is_paper: true,
        dois: paper.doi.iter().cloned().collect(),
        surname,
        initial,
        year: paper.year,
        title: id::folded(&paper.title),
        venue: paper.venue.as_deref().map(venue).unwrap_or_default(),
        volume: paper.imprint.volume.as_deref().map(number).unwrap_or_default(),
        page: number(pages.split(['-', '–']).next().unwrap_or_default()),
    };
    alias(&paper.id, keys);
    identifiers([&paper.doi, &paper.arxiv, &paper.pubmed, &paper.openalex], keys);
    known.add_keys(keys);
    known
}

/// Keys of another id of a paper.
pub(super) fn alias(id: &str, keys: &mut Vec<Key>) {
    keys.push((EXACT_ID, hash(id)));
    keys.push((ANY_CASE_ID, hash(id.to_lowercase())));
}

/// Keys of DOI, arXiv id, PubMed id and OpenAlex id.
pub(super) fn identifiers(ids: [&Option<String>; 4], keys: &mut Vec<Key>) {
    for (pass, id) in [DOI, ARXIV, PUBMED, OPENALEX].into_iter().zip(ids) {
        keys.extend(id.iter().map(|id| (pass, hash(id))));
    }
}

impl Known {
    fn add_keys(&self, keys: &mut Vec<Key>) {
        let dated = self.year.filter(|_| !self.surname.is_empty());
        let journal: String = self.venue.chars().take(3).collect();
        if let Some(year) = dated
            && !journal.is_empty()
        {
            let who = (&self.surname, year);
            if !self.volume.is_empty() && !self.page.is_empty() {
                let place = (&self.volume, &self.page);
                keys.push((VOLUME_PAGE, hash((who, place, self.venue.chars().next()))));
                // Surnames of several words are cut differently: `Mota CMD`, `de Miranda Mota, C.`.
                keys.push((VOLUME_PAGE, hash((year, place, &journal))));
            }
            if !self.page.is_empty() {
                keys.push((JOURNAL, hash((who, &journal, 'p', &self.page))));
            }
            if !self.volume.is_empty() {
                keys.push((JOURNAL, hash((who, &journal, 'v', &self.volume))));
            }
            if self.page.is_empty() && self.volume.is_empty() {
                let longer: String = self.venue.chars().take(8).collect();
                keys.push((JOURNAL, hash((who, longer))));
            }
        }
        if self.title.is_empty() {
            return;
        }
        if is_telling(&self.title) {
            keys.push((TITLE, hash(&self.title)));
        } else if let Some(year) = dated {
            keys.push((TITLE, hash((&self.title, &self.surname, year))));
        }
        if !self.surname.is_empty() && is_telling(&self.title) {
            let letters: Vec<char> = self.title.chars().filter(|char| *char != ' ').collect();
            let front = &letters[..BLOCK.min(letters.len())];
            let back = &letters[letters.len().saturating_sub(BLOCK)..];
            keys.push((NEAR_TITLE, hash((&self.surname, 'f', front))));
            keys.push((NEAR_TITLE, hash((&self.surname, 'b', back))));
        }
    }

    /// Whether two works that share a key of `rule` are one.
    pub fn is(&self, other: &Self, rule: Rule) -> bool {
        match rule {
            Rule::Id => self.is_paper || other.is_paper,
            Rule::Doi | Rule::Arxiv | Rule::PubMed | Rule::OpenAlex | Rule::Text => true,
            Rule::VolumePage => {
                let ends = |a: &str, b: &str| a.len() >= 4 && (b.ends_with(a) || b.starts_with(a));
                let (a, b) = (&self.surname, &other.surname);
                (a == b && self.initials_agree(other)) || (a != b && (ends(a, b) || ends(b, a)))
            }
            Rule::Title => {
                let years = match (self.year, other.year) {
                    (Some(a), Some(b)) => a.abs_diff(b) <= 1,
                    _ => true,
                };
                let unnamed = self.surname.is_empty() || other.surname.is_empty();
                let surnames = unnamed || self.surname == other.surname;
                let shown = self.year.is_some() && other.year.is_some() || !unnamed;
                self.title == other.title && years && surnames && shown
            }
            Rule::Journal => {
                let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
                // Both titles known and not alike: two notes in one volume.
                let titles = self.title.is_empty() || other.title.is_empty() || self.near(other);
                // Where both have both, they had their chance.
                let places = !differ(&self.volume, &other.volume) && !differ(&self.page, &other.page);
                places && titles && self.initials_agree(other)
            }
            Rule::NearTitle => {
                let years = matches!((self.year, other.year), (Some(a), Some(b)) if a.abs_diff(b) <= 1);
                years && self.initials_agree(other) && self.near(other)
            }
        }
    }

    fn near(&self, other: &Self) -> bool {
        id::near(&self.title, &other.title).is_some()
    }

    fn initials_agree(&self, other: &Self) -> bool {
        self.initial.is_none() || other.initial.is_none() || self.initial == other.initial
    }

    /// Whether no two publishers' DOIs speak against it.
    pub fn dois_agree(&self, other: &Self) -> bool {
        let apart = |a: &String| !other.dois.contains(a) && !id::is_archived(a);
        let published = |dois: &[String]| dois.iter().any(|doi| !id::is_archived(doi));
        !(published(&other.dois) && self.dois.iter().any(apart))
    }
}

fn is_telling(title: &str) -> bool {
    title.len() >= TELLING_LETTERS && title.split(' ').count() >= TELLING_WORDS
}

/// A journal in letters alone, without its article.
fn venue(raw: &str) -> String {
    let folded = id::folded(raw);
    folded.strip_prefix("the ").unwrap_or(&folded).replace(' ', "")
}

/// A volume or a page in a form that compares: letters and digits in lower case, without zeros in front.
pub fn number(raw: &str) -> String {
    let plain: String = raw.chars().filter(char::is_ascii_alphanumeric).collect();
    plain.trim_start_matches('0').to_ascii_lowercase()
}

fn hash(value: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::references::parse::parse;

    /// The first rule under which two references meet and are one.
    fn rule(a: &str, b: &str) -> Option<&'static str> {
        let of = |text| {
            let mut keys = Vec::new();
            (of_reference(text, &parse(text), &mut keys), keys)
        };
        let ((a, a_keys), (b, b_keys)) = (of(a), of(b));
        let mut shared: Vec<u8> = a_keys.iter().filter(|key| b_keys.contains(key)).map(|key| key.0).collect();
        shared.sort_unstable();
        let rules = shared.into_iter().map(|pass| PASSES[usize::from(pass)]);
        rules.into_iter().find(|&rule| a.is(&b, rule)).map(Rule::name)
    }

    #[test]
    fn each_rule_by_hand() {
        let scopus =
            "Doe, J.K., Roe, R., On maps, trees and more nets (2009) Journal of Maps, 173 (3-4), pp. 413-436";
        for (other, expected) in [
            ("Doe J, 2009, J MAPS, V173, P413, DOI 10.1000/1", "author-year-volume-page"),
            ("Doe, J., On maps, trees and more nets (2010) Proc. of Nets", "title"),
            ("On maps, trees and more nets (2009) Proc. of Nets", "title"),
            ("Doe JK, 2009, J MAPS, P413", ""),
            ("Doe JK, 2009, JOUR MAPS, P413", "author-year-journal"),
            ("Doe, J.K., On maps, treees and more nets (2009) Other Journal", "near-title"),
            // What is another work.
            ("Doe A, 2009, J MAPS, V173, P413", ""),
            ("Doe J, 2009, J MAPS, V173, P414", ""),
            ("Doe J, 2008, J MAPS, V173, P413", ""),
            ("Doe J, 2009, ANN MAPS, V173, P413", ""),
            ("Roe, R., On maps, trees and more nets (2009) Proc. of Nets", ""),
        ] {
            assert_eq!(rule(scopus, other).unwrap_or_default(), expected, "{other}");
        }
        assert_eq!(rule("Doe J, 2009, J MAPS", "DOE, J, 2009, J MAPS"), Some("author-year-journal"));
        assert_eq!(rule("A law of 1975", "a law, of 1975."), Some("text"));
        assert_eq!(rule("x 10.1000/1", "DOI 10.1000/1"), Some("doi"));
        // Short titles need author and year.
        assert_eq!(
            rule("Doe, J., On maps (2009) A, 1, p. 2", "Doe, J., On maps (2009) B, 3, p. 4"),
            Some("title")
        );
        assert_eq!(rule("On maps (2009) A, 1, p. 2", "On maps (2009) B, 3, p. 4"), None);
    }
}
