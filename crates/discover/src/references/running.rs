//! A reference as running text: what is in it is looked for, not cut out, since styles are many.

use corpus::id;
use rustc_hash::FxHashSet;

use super::{
    names::{self, Name, People},
    titles,
};

/// The text of a reference in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Running {
    text: String,
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: String,
    /// Bytes of the text.
    start: usize,
    end: usize,
}

/// Where in a text a title was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// Words of the text.
    start: usize,
    end: usize,
    /// 1 where it is the same but for misprints.
    pub similarity: f64,
    /// Whether it is the same but for misprints.
    pub same: bool,
    /// Whether the text marks that the title begins and ends there.
    pub whole: bool,
}

impl Running {
    pub fn new(text: &str) -> Self {
        let (mut words, mut start) = (Vec::new(), None);
        let mut close = |from: Option<usize>, end: usize| {
            let Some(start) = from else { return };
            let folded = id::folded(&text[start..end]);
            if !folded.is_empty() {
                words.push(Word { folded, start, end });
            }
        };
        for (at, char) in text.char_indices() {
            let inside = char.is_alphanumeric() || matches!(char, '\'' | '’');
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, from @ Some(_)) => {
                    close(from, at);
                    start = None;
                }
                _ => {}
            }
        }
        close(start, text.len());
        Self { text: text.to_owned(), words }
    }

    /// The words, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.folded.as_str())
    }

    /// The place that is most like a folded title; nothing where not half of its words stand together.
    pub fn find(&self, title: &str) -> Option<Found> {
        if title.is_empty() || self.words.is_empty() {
            return None;
        }
        let wanted: Vec<&str> = title.split(' ').collect();
        let length = wanted.len().min(self.words.len());
        let known: FxHashSet<&str> = wanted.iter().copied().collect();
        let shared = |from: usize| {
            self.words[from..from + length].iter().filter(|word| known.contains(word.folded.as_str())).count()
        };
        let starts = (0..=self.words.len() - length).map(|at| (shared(at), at));
        let exact = |at: usize| self.words[at..at + length].iter().zip(&wanted).all(|(a, b)| a.folded == *b);
        // The first of the best, unless another is the very title: a lone word may come before it, too.
        let (count, at) = starts.max_by_key(|&(count, at)| (count, exact(at), std::cmp::Reverse(at)))?;
        if 2 * count < wanted.len() {
            return None;
        }
        let around = |start: usize, end: usize| {
            let folded =
                self.words[start..end].iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ");
            let similarity = if folded == title { 1.0 } else { titles::similarity(&folded, title) };
            (similarity, start, end, folded)
        };
        // Where a word was torn or run together the title has one more or one less.
        let (starts, ends) = match !exact(at) && 3 * count >= 2 * wanted.len() {
            true => (at.saturating_sub(1)..=at + 1, at + length - 1..=at + length + 1),
            false => (at..=at, at + length..=at + length),
        };
        let places = starts.flat_map(|start| ends.clone().map(move |end| (start, end)));
        let places = places.filter(|&(start, end)| start < end && end <= self.words.len());
        let best = places.map(|(start, end)| around(start, end)).max_by(|a, b| a.0.total_cmp(&b.0))?;
        let (similarity, start, end, folded) = best;
        let same = titles::same(&folded, title);
        Some(Found { start, end, similarity, same, whole: self.is_marked(start, end) })
    }

    /// Whether a subtitle follows upon what was found.
    pub fn goes_on(&self, found: Found) -> bool {
        let next = self.words.get(found.end).map_or(self.text.len(), |next| next.start);
        let gap = &self.text[self.words[found.end - 1].end..next];
        gap.contains([':', '–', '—', '?', '!']) || gap.contains(" - ")
    }

    /// What stands behind it, up to an identifier or a link: the venue among it.
    pub fn behind(&self, found: Found) -> &str {
        let rest = &self.text[self.words[found.end - 1].end..];
        let lower = rest.to_ascii_lowercase();
        // Lengths are the same in both.
        let end = ["doi", "http", "arxiv:", "10."].iter().filter_map(|mark| lower.find(mark)).min();
        &rest[..end.unwrap_or(rest.len())]
    }

    /// Whether a title that stands at these words is marked off by punctuation, or by a year in front.
    fn is_marked(&self, start: usize, end: usize) -> bool {
        let mark =
            |gap: &str| gap.contains(|char: char| !char.is_whitespace() && !matches!(char, '-' | '/' | '&'));
        let before = start.checked_sub(1).is_none_or(|at| {
            mark(&self.text[self.words[at].end..self.words[start].start]) || is_year(&self.words[at].folded)
        });
        let after =
            self.words.get(end).is_none_or(|next| mark(&self.text[self.words[end - 1].end..next.start]));
        before && after
    }

    /// The text that stands there, for a message.
    pub fn shown(&self, found: Found) -> &str {
        &self.text[self.words[found.start].start..self.words[found.end - 1].end]
    }

    /// The text in front of it.
    pub fn before(&self, found: Found) -> &str {
        let end = self.words[found.start].start;
        self.text[..end].trim_end_matches(|char: char| !char.is_alphanumeric())
    }

    /// Whether these authors are named outside of the title.
    pub fn people(&self, authors: &[Name], title: Option<Found>) -> People {
        let Some(first) = authors.first() else { return People::Unknown };
        // Nobody is named in front of a title that opens the reference; behind it the venue may hold any name.
        let anonymous = title.is_some_and(|found| found.start == 0);
        let mut written: FxHashSet<String> = FxHashSet::default();
        let (before, after) = match title {
            Some(found) => (&self.words[..found.start], &self.words[found.end..]),
            None => (&self.words[..], &self.words[..0]),
        };
        for part in [before, after] {
            for start in 0..part.len() {
                let mut name = String::new();
                for word in part[start..].iter().take(4) {
                    name.push_str(&word.folded);
                    written.insert(names::plain(&name));
                }
            }
        }
        let named = |author: &Name| written.contains(&author.surname);
        // A misprint is granted to what stands in front.
        let misprinted = |author: &Name| {
            before.iter().any(|word| names::alike(&names::plain(&word.folded), &author.surname))
        };
        let shared = authors.iter().filter(|author| named(author)).count();
        match () {
            () if named(first) || misprinted(first) => People::Same,
            () if shared > 0 && 2 * shared >= authors.len() => People::Order,
            () if anonymous => People::Unknown,
            () => People::Others,
        }
    }

    /// The years in the text, but for those in links and identifiers.
    pub fn years(&self) -> Vec<i32> {
        let is_link = |word: &str| ["/", "arXiv", "arxiv"].iter().any(|mark| word.contains(mark));
        let words = self.text.split([' ', ';']).filter(|word| !is_link(word) && !is_pages(word));
        let numbers = words.flat_map(|word| word.split(|char: char| !char.is_ascii_alphanumeric()));
        let digits = |word: &'_ str| word.trim_end_matches(|char: char| char.is_ascii_lowercase()).to_owned();
        numbers.map(digits).filter(|word| is_year(word)).filter_map(|word| word.parse().ok()).collect()
    }
}

/// `1990–2000`, `12:1990`.
fn is_pages(word: &str) -> bool {
    let word = word.trim_matches(|char: char| !char.is_alphanumeric());
    word.contains(['-', '–', ':']) && word.bytes().any(|byte| byte.is_ascii_digit())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: i32| (1500..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    const IEEE: &str = "J. Doe and K. Müller, “On maps of large trees,” J. Maps, vol. 3, pp. 1990–2001, Jan. 2009, doi: 10.1000/2012.";

    #[test]
    fn titles_are_found_in_any_style() {
        for text in [
            IEEE,
            "Doe, J., & Mueller, K. (2009). On Maps of Large Trees. Journal of Maps, 3, 1.",
            "DOE J, MULLER K: On maps of large trees. J Maps 2009;3:1",
            "Doe J and Muller K 2009 On maps of large trees J. Maps 3 1",
            "Doe, J., Muller, K.: On rnaps of large-trees. In: Maps (2009)",
        ] {
            let found = Running::new(text).find("on maps of large trees").unwrap();
            assert!(found.same, "{text}: {found:?}");
            assert_eq!(found.whole, !text.contains("2009 On"), "{text}");
        }
        assert!(!Running::new("Doe, J. On maps of trees. 2009").find("on maps").unwrap().whole);
        assert_eq!(Running::new("Doe, J. On nets. 2009").find("a theory of large trees"), None);
        assert_eq!(Running::new("").find("a"), None);
    }

    #[test]
    fn people_and_years_are_looked_for() {
        let text = Running::new(IEEE);
        let title = text.find("on maps of large trees");
        let people = |names: &[&str]| {
            text.people(&names.iter().filter_map(|name| Name::new(name)).collect::<Vec<_>>(), title)
        };
        assert_eq!(people(&["Doe, Jane", "Mueller, K."]), People::Same);
        assert_eq!(people(&["Mueller, K.", "Doe, Jane"]), People::Same);
        assert_eq!(people(&["Quirk, A.", "Müller, K."]), People::Order);
        assert_eq!(people(&["Quirk, A."]), People::Others);
        assert_eq!(people(&[]), People::Unknown);
        assert_eq!(text.years(), [2009]);
        assert_eq!(Running::new("Doe J. On maps. J Maps. 2010;13:1990-2001").years(), [2010]);
        assert_eq!(Running::new("J. Doe. 2010. On maps").years(), [2010]);
    }
}
