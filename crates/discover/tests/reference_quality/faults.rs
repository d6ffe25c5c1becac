//! Ways in which references are wrong.

use corpus::{Paper, id};
use rand::{Rng, RngExt, seq::IndexedRandom};

use crate::styles::Cited;

/// A kind of fault; its name, and the rules that name it rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The title of one paper with the authors of another.
    OtherAuthors,
    /// A plausible title that exists nowhere, by real authors in a real venue.
    NoSuchTitle,
    /// A real DOI under a plausible title that exists nowhere.
    DoiUnderNoSuchTitle,
    /// A right reference with the DOI of another paper.
    OtherDoi,
    Year,
    Venue,
    /// A DOI with another digit, which nothing that is known has.
    DoiDigit,
    Future,
    MalformedDoi,
    MalformedArxiv,
    Duplicate,
}

pub const FAULTS: [Fault; 11] = [
    Fault::OtherAuthors,
    Fault::NoSuchTitle,
    Fault::DoiUnderNoSuchTitle,
    Fault::OtherDoi,
    Fault::Year,
    Fault::Venue,
    Fault::DoiDigit,
    Fault::Future,
    Fault::MalformedDoi,
    Fault::MalformedArxiv,
    Fault::Duplicate,
];

/// Year of the paper that cites.
pub const CITING: i32 = 2030;

impl Fault {
    /// Whether the reference is made up, not only wrong.
    pub fn is_made_up(self) -> bool {
        matches!(self, Self::OtherAuthors | Self::NoSuchTitle | Self::DoiUnderNoSuchTitle | Self::OtherDoi)
    }

    /// The rules that say what is wrong.
    pub fn rules(self) -> &'static [&'static str] {
        match self {
            Self::OtherAuthors => &["author-differs", "other-paper"],
            Self::NoSuchTitle => &["not-found", "title-differs"],
            Self::DoiUnderNoSuchTitle => &["other-paper", "title-differs"],
            Self::OtherDoi => &["other-paper", "doi-differs"],
            Self::Year => &["year-differs"],
            Self::Venue => &["venue-differs"],
            Self::DoiDigit => &["doi-differs"],
            Self::Future => &["future"],
            Self::MalformedDoi | Self::MalformedArxiv => &["malformed"],
            Self::Duplicate => &["duplicate"],
        }
    }

    /// The reference with the fault, which takes what is wrong from other papers; nothing where it cannot be made.
    pub fn make(self, right: &Paper, papers: &[Paper], rng: &mut impl Rng) -> Option<Cited> {
        let varied = Cited::of(right).varied(rng);
        let doi = right.doi.clone();
        Some(match self {
            Self::OtherAuthors => {
                let other = stranger(right, papers, rng)?;
                Cited {
                    authors: Cited { doi: String::new(), ..Cited::of(other) }.varied(rng).authors,
                    ..varied
                }
            }
            Self::NoSuchTitle => {
                Cited { title: no_such_title(right, papers, rng)?, doi: String::new(), ..varied }
            }
            Self::DoiUnderNoSuchTitle => {
                let other = stranger(right, papers, rng)?;
                Cited { title: no_such_title(right, papers, rng)?, doi: other.doi.clone()?, ..varied }
            }
            Self::OtherDoi => Cited { doi: stranger(right, papers, rng)?.doi.clone()?, ..varied },
            Self::Year => {
                let by = rng.random_range(3..=8) * if rng.random_bool(0.5) { 1 } else { -1 };
                Cited { year: right.year? + by, ..varied }
            }
            Self::Venue => {
                const OTHERS: [&str; 4] =
                    ["Ecology Letters", "Journal of Finance", "Physical Review B", "The Lancet"];
                right.venue.as_ref()?;
                Cited { venue: OTHERS.choose(rng).copied()?.to_owned(), year: right.year?, ..varied }
            }
            Self::DoiDigit => {
                let mut doi = doi?;
                let at = doi.rfind(|char: char| char.is_ascii_digit()).filter(|&at| at > 8)?;
                let digit = (doi.as_bytes()[at] - b'0' + rng.random_range(1..9)) % 10;
                doi.replace_range(at..=at, &digit.to_string());
                let is_known = papers.iter().any(|paper| paper.doi.as_ref() == Some(&doi));
                if is_known {
                    return None;
                }
                Cited { doi, year: right.year?, ..varied }
            }
            Self::Future => Cited { year: CITING + rng.random_range(2..9), ..varied },
            Self::MalformedDoi => Cited { doi: doi?.replacen('/', "", 1), ..varied },
            Self::MalformedArxiv => Cited {
                arxiv: format!(
                    "{:02}{:02}.{:04}x",
                    rng.random_range(7..25),
                    rng.random_range(1..12),
                    rng.random_range(1..9999)
                ),
                ..varied
            },
            Self::Duplicate => varied,
        })
    }
}

/// Another paper, none of whose authors has a name of the first's.
fn stranger<'a>(right: &Paper, papers: &'a [Paper], rng: &mut impl Rng) -> Option<&'a Paper> {
    let surnames = |paper: &Paper| paper.authors.iter().map(|name| id::author(name).0).collect::<Vec<_>>();
    let own = surnames(right);
    (0..40).filter_map(|_| papers.choose(rng)).find(|other| {
        let theirs = surnames(other);
        !theirs.is_empty() && !own.is_empty() && !theirs.iter().any(|name| own.contains(name))
    })
}

/// The front of one title and the back of another: what a language model would think of.
fn no_such_title(right: &Paper, papers: &[Paper], rng: &mut impl Rng) -> Option<String> {
    let front: Vec<&str> = right.title.split(' ').collect();
    for _ in 0..40 {
        let other: Vec<&str> = papers.choose(rng)?.title.split(' ').collect();
        if front.len() < 4 || other.len() < 4 {
            continue;
        }
        let title = [&front[..front.len() / 2], &other[other.len() / 2..]].concat().join(" ");
        if !papers.iter().any(|paper| paper.title.eq_ignore_ascii_case(&title)) {
            return Some(title);
        }
    }
    None
}
