//! What papers name, numbered: authors, keywords, venues, repositories and their owners.
//!
//! One rule says when two names are the same, for tables, networks and the relations of [`relations`](crate::relations):
//!
//! * **Authors.** Two numbers of a database (`openalex:…`, `scopus:…`, `orcid:…`) are two people, whatever they are called, and one
//!   number is one person, however the name is written. Without a number, the same full name is the same person: capitals,
//!   signs and the order (`Doe, Jane`, `Jane Doe`; `Doe, J.C.`, `Doe JC`) do not matter, but accents do, and initials stand for
//!   nobody: `Doe, J.` is not `Doe, Jane`. A name without a number goes to the number of that name, if there is exactly one.
//! * **Keywords and venues** are the same where their letters and digits are, whatever the capitals and the signs between them.
//! * **Repositories** are the same under [`Repo::name`](corpus::Repo::name), and owners on the same host.
//!
//! A [`Thesaurus`] says what else is the same, or nothing at all.

use corpus::{Corpus, id::is_initials};
use rustc_hash::FxHashMap;

use crate::{Incidence, Thesaurus};

/// A kind of thing that papers name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// People who wrote them.
    Authors,
    /// Keywords.
    Keywords,
    /// Repositories that they link.
    Repos,
    /// Accounts and organisations that have these repositories.
    Owners,
    /// Journals and conferences.
    Venues,
}

impl Kind {
    /// The name in settings and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authors => "authors",
            Self::Keywords => "keywords",
            Self::Repos => "repos",
            Self::Owners => "owners",
            Self::Venues => "venues",
        }
    }

    /// One of them, in a word.
    pub const fn one(self) -> &'static str {
        match self {
            Self::Authors => "author",
            Self::Keywords => "keyword",
            Self::Repos => "repository",
            Self::Owners => "owner",
            Self::Venues => "venue",
        }
    }
}

/// Which paper names which things.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named<'a> {
    /// A row a paper, a column a thing.
    pub of_paper: Incidence,
    /// What each is called: of several spellings the one with most letters, of those the most frequent, the
    /// first that was. Owners without their host.
    pub names: Vec<&'a str>,
    /// What a database knows an author by, `github.com/microsoft` of an owner; nothing where there is none.
    pub ids: Vec<Option<String>>,
    /// Labels of the thesaurus that no paper names, as written.
    pub unused: Vec<&'a str>,
}

/// What the papers of `corpus` name, after `thesaurus` has replaced and removed names (of repositories and owners it replaces
/// none). Labels of authors may be their numbers, too; who is replaced goes by the name alone.
///
/// Numbers go by first appearance. Time and space linear in what papers list.
pub fn named<'a>(kind: Kind, corpus: &'a Corpus, thesaurus: &'a Thesaurus) -> Named<'a> {
    let papers = &corpus.papers;
    let plain = |name: &'a str| Mention { name, id: None };
    let mut replacements = Replacements::new(kind, thesaurus);
    let mut replaced = |mentions: &mut dyn Iterator<Item = Mention<'a>>| -> Vec<Mention<'a>> {
        mentions.filter_map(|mention| replacements.apply(mention)).collect()
    };
    let mentions: Vec<Vec<Mention<'a>>> = match kind {
        Kind::Authors => papers.iter().map(|paper| replaced(&mut authors(paper))).collect(),
        Kind::Keywords => {
            papers.iter().map(|paper| replaced(&mut paper.keywords.iter().map(|word| plain(word)))).collect()
        }
        Kind::Venues => {
            papers.iter().map(|paper| replaced(&mut paper.venue.as_deref().into_iter().map(plain))).collect()
        }
        Kind::Repos => {
            papers.iter().map(|paper| paper.repos.iter().map(|repo| plain(repo.name())).collect()).collect()
        }
        Kind::Owners => {
            let owners = |paper: &'a corpus::Paper| paper.repos.iter().filter_map(corpus::Repo::owner);
            let owner =
                |(host, name): (&'a str, &'a str)| Mention { name, id: Some(format!("{host}/{name}")) };
            papers.iter().map(|paper| owners(paper).map(owner).collect()).collect()
        }
    };
    let unused = replacements.unused();
    numbered(kind, &mentions, unused)
}

/// A thing as one paper names it.
struct Mention<'a> {
    name: &'a str,
    id: Option<String>,
}

fn authors(paper: &corpus::Paper) -> impl Iterator<Item = Mention<'_>> {
    let id = |author: usize| paper.author_ids.get(author).cloned().flatten();
    paper.authors.iter().enumerate().map(move |(author, name)| Mention { name, id: id(author) })
}

/// Things in the order in which they are first named.
fn numbered<'a>(kind: Kind, mentions: &[Vec<Mention<'a>>], unused: Vec<&'a str>) -> Named<'a> {
    let one_of_name = one_of_name(kind, mentions);
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut spellings: FxHashMap<(u32, &str), u32> = FxHashMap::default();
    let mut found = Named { unused, ..Named::default() };
    for paper in mentions {
        let mut row = Vec::with_capacity(paper.len());
        for Mention { name, id } in paper {
            let id = id.clone().or_else(|| one_of_name.get(&key(kind, name)).cloned().flatten());
            // An id has a sign that no key of a name has.
            let key = id.clone().unwrap_or_else(|| key(kind, name));
            if key.is_empty() {
                continue;
            }
            let number = *numbers.entry(key).or_insert_with(|| {
                found.names.push(name);
                found.ids.push(id);
                found.names.len() as u32 - 1
            });
            *spellings.entry((number, name)).or_default() += 1;
            let called = &mut found.names[number as usize];
            let worth = |name: &'a str| (letters(name), spellings.get(&(number, name)).copied());
            if worth(name) > worth(called) {
                *called = name;
            }
            row.push(number);
        }
        found.of_paper.push(row);
    }
    found
}

/// The number of each name that has one; `None` for a name of several numbers.
fn one_of_name(kind: Kind, mentions: &[Vec<Mention<'_>>]) -> FxHashMap<String, Option<String>> {
    let mut one: FxHashMap<String, Option<String>> = FxHashMap::default();
    for Mention { name, id } in mentions.iter().flatten() {
        if let (Some(id), Kind::Authors) = (id, kind) {
            let known = one.entry(key(kind, name)).or_insert_with(|| Some(id.clone()));
            if known.as_ref().is_some_and(|known| known != id) {
                *known = None;
            }
        }
    }
    one
}

fn letters(name: &str) -> usize {
    name.chars().filter(|char| char.is_alphanumeric()).count()
}

/// What is the same for all spellings of a name; empty for one without a letter or digit.
fn key(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Authors => person(name),
        Kind::Repos | Kind::Owners => name.to_owned(),
        Kind::Keywords | Kind::Venues => folded(name),
    }
}

/// A full name, given names first: `Doe, J.C.`, `Doe JC` and `J. C. Doe` are all `j c doe`, and `Doe, Jane` is `jane doe`.
fn person(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let (given, family) = match name.split_once(',') {
        Some((family, given)) if !given.contains(',') => {
            (given.split_whitespace().collect(), family.to_owned())
        }
        _ => {
            // Initials at the end are given names, unless all is in capitals: `JC DOE`.
            let front = words.iter().skip(1).rposition(|word| !is_initials(word)).map_or(1, |at| at + 2);
            let (given, family) = match words.split_at_checked(front) {
                Some((family, given)) if !given.is_empty() && is_family(family, given) => (given, family),
                _ => words.split_at(words.len().saturating_sub(1)),
            };
            (given.to_vec(), family.join(" "))
        }
    };
    let mut whole = String::with_capacity(name.len() + 4);
    for word in given {
        if is_initials(word) {
            whole.extend(word.chars().filter(|char| char.is_alphabetic()).flat_map(|letter| [letter, ' ']));
        } else {
            whole.push_str(word);
            whole.push(' ');
        }
    }
    whole.push_str(&family);
    folded(&whole)
}

/// Whether `family` is a name, or, where all is in capitals, longer than the initials behind it: `DOE J`, but not `JC DOE`.
fn is_family(family: &[&str], given: &[&str]) -> bool {
    let length = |words: &[&str]| words.iter().map(|word| letters(word)).sum::<usize>();
    !family.iter().all(|word| is_initials(word)) || length(given) < length(family)
}

/// Letters and digits in lower case, a space for whatever stands between them.
fn folded(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

/// A thesaurus by the keys of its labels.
struct Replacements<'a> {
    kind: Kind,
    thesaurus: &'a Thesaurus,
    /// What takes the place of a label, and whether any paper has it.
    by_key: FxHashMap<String, (&'a str, bool)>,
}

impl<'a> Replacements<'a> {
    fn new(kind: Kind, thesaurus: &'a Thesaurus) -> Self {
        let entry = |(label, replacement): (&str, &'a str)| (key(kind, label), (replacement, false));
        Self { kind, thesaurus, by_key: thesaurus.pairs().map(entry).collect() }
    }

    /// The mention as it is to be; nothing where it is removed.
    fn apply(&mut self, mention: Mention<'a>) -> Option<Mention<'a>> {
        if self.by_key.is_empty() {
            return Some(mention);
        }
        let labels = mention.id.as_deref().into_iter().chain([mention.name]);
        let found = labels.map(|label| key(self.kind, label)).find(|key| self.by_key.contains_key(key));
        let Some((replacement, used)) = found.and_then(|key| self.by_key.get_mut(&key)) else {
            return Some(mention);
        };
        *used = true;
        (!replacement.is_empty()).then_some(Mention { name: replacement, id: None })
    }

    fn unused(&self) -> Vec<&'a str> {
        let is_used = |label: &str| self.by_key.get(&key(self.kind, label)).is_some_and(|&(_, used)| used);
        self.thesaurus.pairs().map(|(label, _)| label).filter(|label| !is_used(label)).collect()
    }
}

#[cfg(test)]
mod tests {
    use corpus::{Paper, Repo};

    use super::*;

    fn corpus(papers: &[&[(&str, &str)]]) -> Corpus {
        let id = |id: &str| (!id.is_empty()).then(|| id.to_owned());
        let paper = |authors: &&[(&str, &str)]| Paper {
            authors: authors.iter().map(|(name, _)| (*name).to_owned()).collect(),
            author_ids: authors.iter().map(|(_, number)| id(number)).collect(),
            ..Paper::default()
        };
        Corpus { papers: papers.iter().map(paper).collect(), ..Corpus::default() }
    }

    fn people(corpus: &Corpus, thesaurus: &str) -> Vec<Vec<u32>> {
        let thesaurus = Thesaurus::parse(thesaurus).unwrap();
        let found = named(Kind::Authors, corpus, &thesaurus);
        (0..corpus.papers.len()).map(|paper| found.of_paper.of(paper).to_vec()).collect()
    }

    const NONE: &str = "label\treplace by\n";

    #[test]
    fn initials_stand_for_nobody_and_accents_matter() {
        let one = |name| -> Vec<(&str, &str)> { vec![(name, "")] };
        let names =
            ["Smith, J.", "SMITH, J", "Smith, John", "John Smith", "J. Smith", "Smith, Jöhn", "–"].map(one);
        let slices: Vec<&[(&str, &str)]> = names.iter().map(Vec::as_slice).collect();
        assert_eq!(
            people(&corpus(&slices), NONE),
            [vec![0], vec![0], vec![1], vec![1], vec![0], vec![2], vec![]]
        );
    }

    #[test]
    fn one_full_name_in_many_orders() {
        for (name, whole) in [
            ("Doe, J.C.", "j c doe"),
            ("Doe JC", "j c doe"),
            ("J. C. Doe", "j c doe"),
            ("JC DOE", "j c doe"),
            ("van Eck, Nees Jan", "nees jan van eck"),
            ("Nees Jan van Eck", "nees jan van eck"),
            ("Doe, Jr., J.", "j doe jr"),
            ("Doe, J.-P.", "j p doe"),
            ("DOE", "doe"),
            ("李 明", "李 明"),
            ("", ""),
            (",", ""),
        ] {
            assert_eq!(person(name), whole, "{name}");
        }
    }

    #[test]
    fn numbers_tell_people_apart() {
        // Two Li Wangs by number, whom a name alone is not given to; one Jane Doe, who is.
        let corpus = corpus(&[
            &[("Li Wang", "openalex:a1"), ("Jane Doe", "")],
            &[("Wang, Li", "openalex:a2"), ("Doe, J.", "orcid:7")],
            &[("Li Wang", ""), ("Doe, Jane", "orcid:7")],
        ]);
        assert_eq!(people(&corpus, NONE), [vec![0, 1], vec![1, 2], vec![1, 3]]);
        let none = Thesaurus::default();
        let found = named(Kind::Authors, &corpus, &none);
        assert_eq!(found.names, ["Li Wang", "Jane Doe", "Wang, Li", "Li Wang"]);
        assert_eq!(found.ids[1].as_deref(), Some("orcid:7"));
    }

    #[test]
    fn a_thesaurus_joins_and_removes() {
        let corpus = corpus(&[
            &[("Smith, J.", ""), ("Li Wang", "openalex:a1"), ("Anonymous", "")],
            &[("John Smith", ""), ("Wang, L.", "")],
        ]);
        let text =
            "label\treplace by\nj smith\tSmith, John\nopenalex:a1\tWang, L.\nAnonymous\t\nNobody\tSomebody\n";
        assert_eq!(people(&corpus, text), [[0, 1], [0, 1]]);
        let thesaurus = Thesaurus::parse(text).unwrap();
        assert_eq!(named(Kind::Authors, &corpus, &thesaurus).unused, ["Nobody"]);
    }

    #[test]
    fn the_usual_spelling_stands_for_all() {
        let paper = |keyword: &str| Paper { keywords: vec![keyword.into()], ..Paper::default() };
        let papers = ["Graph Drawing", "graph drawing", "Trees", "graph-drawing", "graph drawing", "trees"];
        let corpus = Corpus { papers: papers.map(paper).to_vec(), ..Corpus::default() };
        let none = Thesaurus::default();
        assert_eq!(named(Kind::Keywords, &corpus, &none).names, ["graph drawing", "Trees"]);
    }

    #[test]
    fn owners_are_of_a_host() {
        let link = |link| Repo::parse(link).unwrap();
        let repos =
            ["github.com/a/x", "github.com/a/y", "huggingface.co/datasets/a/x", "zenodo.org/records/1234"];
        let paper = Paper { repos: repos.map(link).to_vec(), ..Paper::default() };
        let corpus = Corpus { papers: vec![paper], ..Corpus::default() };
        let none = Thesaurus::default();
        let owners = named(Kind::Owners, &corpus, &none);
        assert_eq!((owners.names, owners.of_paper.of(0)), (vec!["a", "a"], &[0, 1][..]));
        assert_eq!(owners.ids, [Some("github.com/a".to_owned()), Some("huggingface.co/a".to_owned())]);
        assert_eq!(named(Kind::Repos, &corpus, &none).names.len(), 4);
    }
}
