//! What a paper is recognised by, and whether two papers are one.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{Rule, candidates};
use crate::{Paper, id, references};

/// Under one identifier titles may differ this much and are still near-equal: 1 minus the edits needed, as a share of the
/// longer one (Levenshtein, 1966).
const ALIKE: f64 = 0.85;

/// Characters of a title that are compared for [`ALIKE`].
const COMPARED: usize = 240;

/// Years that may pass from a preprint to its published version.
const PREPRINT_YEARS: u32 = 3;

/// Words with which a note about a paper begins or ends. Publishers put "Retracted:" before the title of the paper itself;
/// that is no note.
const NOTES: [&str; 18] = [
    "author correction",
    "publisher correction",
    "correction",
    "corrections",
    "corrigendum",
    "corrigenda",
    "erratum",
    "errata",
    "addendum",
    "retraction",
    "retraction note",
    "expression of concern",
    "reply",
    "response",
    "comment",
    "comments",
    "commentary",
    "discussion",
];

/// What one paper is recognised by. Texts are folded, "" where nothing is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    pub title: String,
    /// The title without its subtitle; "" where it has none.
    main: String,
    /// The word that makes it a note about another paper.
    note: Option<&'static str>,
    pub year: Option<i32>,
    /// Surnames of the authors, in order.
    pub surnames: Vec<String>,
    venue: String,
    volume: String,
    issue: String,
    page: String,
    /// First and last page.
    pages: String,
    /// In proceedings or as a meeting abstract: true; in a journal: false; not known: nothing.
    meeting: Option<bool>,
    /// DOIs of publishers.
    published: Vec<String>,
    preprint: bool,
    /// Identifiers by rule, sorted, of all records that went in. Empty ones are left out: they equal nothing.
    pub ids: Vec<(Rule, String)>,
    /// A hash of all this but own ids: an order of papers that does not depend on the order of files.
    pub content: u64,
    /// The keys under which it is compared with others.
    pub keys: Vec<u64>,
}

impl Marks {
    /// The marks of a paper, with the identifiers of the records that went into it.
    pub fn new(paper: &Paper, records: &[&Paper]) -> Self {
        let title = id::folded(&paper.title);
        let title = ["retracted article ", "retracted ", "extended abstract "]
            .iter()
            .find_map(|mark| title.strip_prefix(mark))
            .unwrap_or(&title);
        let title = title.strip_suffix(" extended abstract").unwrap_or(title);
        let imprint = &paper.imprint;
        let some = |text: &Option<String>| text.as_deref().map(id::folded).unwrap_or_default();
        let pages = imprint.page_range.as_deref().unwrap_or_default();
        let mut ids: Vec<(Rule, String)> = records.iter().flat_map(|record| identifiers(record)).collect();
        ids.sort_unstable();
        ids.dedup();
        let dois = || ids.iter().filter(|(rule, _)| *rule == Rule::Doi).map(|(_, doi)| doi);
        let mut marks = Self {
            title: title.to_owned(),
            main: paper
                .title
                .split_once([':', '–', '—', '?'])
                .map(|(main, _)| id::folded(main))
                .unwrap_or_default(),
            note: note(title),
            year: paper.year,
            surnames: paper
                .authors
                .iter()
                .map(|name| id::author(name).0)
                .filter(|name| !name.is_empty())
                .collect(),
            venue: some(&paper.venue),
            volume: imprint.volume.as_deref().map(references::number).unwrap_or_default(),
            issue: imprint.issue.as_deref().map(references::number).unwrap_or_default(),
            page: references::number(pages.split(['-', '–']).next().unwrap_or_default()),
            pages: references::number(pages),
            meeting: imprint.kind.as_deref().and_then(is_meeting),
            published: dois().filter(|doi| !id::is_archived(doi)).cloned().collect(),
            preprint: false,
            ids: Vec::new(),
            content: 0,
            keys: Vec::new(),
        };
        marks.preprint = marks.published.is_empty()
            && (paper.arxiv.is_some() || dois().next().is_some() || marks.venue.contains("arxiv"));
        let mut hasher = FxHasher::default();
        (&paper.title, paper.year, &paper.authors, &paper.venue).hash(&mut hasher);
        (&marks.volume, &marks.issue, &marks.page, &paper.abstract_text).hash(&mut hasher);
        ids.iter().filter(|(rule, _)| *rule != Rule::Id).for_each(|id| id.hash(&mut hasher));
        marks.content = hasher.finish();
        marks.ids = ids;
        marks.keys = candidates::keys(&marks);
        marks
    }

    /// Whether two papers are one: by which rule, and how similar the titles are.
    pub fn same(&self, other: &Self) -> Option<(Rule, f64)> {
        if self.note != other.note || !id::numbers(&self.title).eq(id::numbers(&other.title)) {
            return None;
        }
        if let Some(rule) = self.shared(other)
            && let Some(similarity) = self.alike(other, rule)
        {
            return Some((rule, similarity));
        }
        if self.title == other.title {
            return self.agrees(other).then_some((Rule::Title, 1.0));
        }
        if let Some(similarity) = self.without_subtitle(other)
            && self.agrees(other)
        {
            return Some((Rule::Subtitle, similarity));
        }
        // Misprints are granted only where author and year are the same.
        let named = !self.is_generic() && self.first() == other.first() && !self.first().is_empty();
        let dated = matches!((self.year, other.year), (Some(a), Some(b)) if a.abs_diff(b) <= PREPRINT_YEARS);
        let similarity = (named && dated).then(|| id::near(&self.title, &other.title)).flatten()?;
        self.agrees(other).then_some((Rule::NearTitle, similarity))
    }

    /// Similarity of two titles of which one is the other without its subtitle, where all authors, two at least, and the year
    /// are the same.
    fn without_subtitle(&self, other: &Self) -> Option<f64> {
        let cut = |long: &Self, short: &Self| long.main == short.title && is_telling(&short.title);
        let people = self.surnames.len() > 1 && self.surnames == other.surnames;
        let years = self.year.is_some() && self.year == other.year;
        (people && years && (cut(self, other) || cut(other, self))).then(|| {
            let (a, b) = (self.title.chars().count(), other.title.chars().count());
            a.min(b) as f64 / a.max(b) as f64
        })
    }

    /// The surest rule whose identifier both have.
    fn shared(&self, other: &Self) -> Option<Rule> {
        self.ids.iter().find(|id| other.ids.binary_search(id).is_ok()).map(|&(rule, _)| rule)
    }

    /// Similarity of the titles of two papers with a common identifier where they may be one: near-equal, or one is the
    /// other without its subtitle, or all authors and the year agree and nothing speaks against it (a title in two languages).
    /// A source's own ids may be mere numbers: there titles must be near-equal.
    fn alike(&self, other: &Self, rule: Rule) -> Option<f64> {
        let cut = |title: &str| title.chars().take(COMPARED).collect::<String>();
        let similarity = match self.title == other.title {
            true => 1.0,
            false => strsim::normalized_levenshtein(&cut(&self.title), &cut(&other.title)),
        };
        let within =
            |a: &str, b: &str| b.strip_prefix(a).is_some_and(|rest| rest.starts_with(' ')) && a.contains(' ');
        let subtitle = || within(&self.title, &other.title) || within(&other.title, &self.title);
        let people = || !self.surnames.is_empty() && self.surnames == other.surnames;
        let years = || matches!((self.year, other.year), (Some(a), Some(b)) if a.abs_diff(b) <= 1);
        let backed = || rule != Rule::Id && (subtitle() || people() && years()) && !self.elsewhere(other);
        (similarity >= ALIKE || backed()).then_some(similarity)
    }

    /// Whether two papers of the same title may be one.
    fn agrees(&self, other: &Self) -> bool {
        let people = self.people(other);
        let generic = self.is_generic();
        let preprint = self.preprint != other.preprint;
        let years = match (self.year, other.year) {
            // A year may be that of the preprint, of early access or of the volume. Without authors only the same
            // year tells "Keynotes" from "Keynotes"; so it does where a meeting and a journal have one title.
            (Some(a), Some(b)) => {
                let exact = generic || people != Some(true) || self.meets(other);
                let far = if preprint { PREPRINT_YEARS } else { 1 };
                a.abs_diff(b) <= if exact { 0 } else { far }
            }
            _ => !generic,
        };
        let apart = |rule| self.has(rule) && other.has(rule) && self.shared_by(other, rule).is_none();
        if !years || !people.unwrap_or(!generic) || apart(Rule::Arxiv) || apart(Rule::PubMed) {
            return false;
        }
        if !self.published.is_empty() && !other.published.is_empty() && apart(Rule::Doi) {
            return self.all_agree(other);
        }
        let venues = self.venue.is_empty() || other.venue.is_empty() || self.venue == other.venue;
        !self.elsewhere(other) && (!generic || venues)
    }

    /// Title, year, authors, volume and pages are known and the same: one paper under two DOIs.
    fn all_agree(&self, other: &Self) -> bool {
        self.title == other.title
            && self.year.is_some()
            && self.year == other.year
            && !self.surnames.is_empty()
            && self.surnames == other.surnames
            && !self.pages.is_empty()
            && self.pages == other.pages
            && self.volume == other.volume
    }

    /// Whether the places of publication differ: another page, and another volume or year (a talk, and the article made of
    /// it); of what is generic, any of volume, issue and page. A preprint has no place of its own.
    fn elsewhere(&self, other: &Self) -> bool {
        let differ = |a: &str, b: &str| !a.is_empty() && !b.is_empty() && a != b;
        let volumes = differ(&self.volume, &other.volume);
        let pages = differ(&self.page, &other.page);
        if self.is_generic() {
            return volumes || pages || differ(&self.issue, &other.issue);
        }
        let years = matches!((self.year, other.year), (Some(a), Some(b)) if a != b);
        !self.preprint && !other.preprint && pages && (volumes || years)
    }

    /// Whether one is of a meeting and the other of a journal.
    fn meets(&self, other: &Self) -> bool {
        matches!((self.meeting, other.meeting), (Some(a), Some(b)) if a != b)
    }

    /// Whether the authors agree: the first is the same, or one name ends with the other (`Garcia Lopez`, `Lopez`), or the
    /// lists share most names in another order. Nothing where one has no authors.
    fn people(&self, other: &Self) -> Option<bool> {
        let (a, b) = (self.surnames.first()?, other.surnames.first()?);
        let ends = |a: &str, b: &str| a.len() > 3 && b.ends_with(a);
        let shared = self.surnames.iter().filter(|name| other.surnames.contains(name)).count();
        let fewer = self.surnames.len().min(other.surnames.len());
        Some(a == b || ends(a, b) || ends(b, a) || (fewer > 1 && shared * 3 >= fewer * 2))
    }

    /// The first author's surname.
    pub fn first(&self) -> &str {
        self.surnames.first().map_or("", String::as_str)
    }

    fn has(&self, rule: Rule) -> bool {
        self.ids.iter().any(|id| id.0 == rule)
    }

    fn shared_by(&self, other: &Self, rule: Rule) -> Option<&str> {
        let both = self.ids.iter().filter(|id| id.0 == rule).find(|id| other.ids.binary_search(id).is_ok());
        both.map(|(_, id)| id.as_str())
    }

    /// Titles that many papers share: of one or two words.
    fn is_generic(&self) -> bool {
        self.title.split(' ').count() < 3 && self.title.chars().count() < 24
    }
}

/// Whether few other papers have the title: four words at least.
fn is_telling(title: &str) -> bool {
    title.len() >= 20 && title.split(' ').count() >= 4
}

/// The identifiers of one record.
fn identifiers(record: &Paper) -> impl Iterator<Item = (Rule, String)> {
    let own = (!record.id.is_empty()).then(|| record.id.clone());
    // A record of arXiv may name its own DOI, or the publisher's; both records then have the arXiv id.
    let arxiv = record
        .arxiv
        .clone()
        .or_else(|| record.doi.as_deref().filter(|doi| doi.contains("arxiv")).and_then(id::arxiv));
    [
        (Rule::Doi, record.doi.clone()),
        (Rule::Arxiv, arxiv),
        (Rule::PubMed, record.pubmed.clone()),
        (Rule::OpenAlex, record.openalex.clone()),
        (Rule::Id, own),
    ]
    .into_iter()
    .filter_map(|(rule, id)| Some((rule, id.filter(|id| !id.is_empty())?)))
}

/// The word that makes a folded title that of a note about another paper: `corrigendum to ...`, `..., erratum`, `reply`.
fn note(title: &str) -> Option<&'static str> {
    let begins = |note: &str| {
        title.strip_prefix(note).is_some_and(|rest| {
            rest.is_empty()
                || [" to ", " on ", " for ", " of ", " from ", " by ", " in "]
                    .iter()
                    .any(|word| rest.starts_with(word))
        })
    };
    let strong =
        |note: &str| note.starts_with("corrig") || note.starts_with("errat") || note.ends_with(" correction");
    let found = |note: &&&str| {
        begins(note)
            || (strong(note) && title.starts_with(**note))
            || title.strip_suffix(**note).is_some_and(|front| {
                front.ends_with(' ')
                    && !matches!(**note, "response" | "correction" | "corrections" | "discussion")
            })
    };
    NOTES.iter().find(found).copied()
}

/// Whether a kind of document is of a meeting or of a journal.
fn is_meeting(kind: &str) -> Option<bool> {
    let kind = kind.to_lowercase();
    let meeting =
        ["conf", "proceeding", "meeting", "cpaper", "abstract"].iter().any(|word| kind.contains(word));
    let journal = ["article", "jour", "review"].iter().any(|word| kind.contains(word));
    // "Article; Proceedings Paper" is both.
    (meeting != journal).then_some(meeting)
}
