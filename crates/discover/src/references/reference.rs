//! A reference as a list gives it, whatever the list's format.

use std::sync::Arc;

use corpus::{
    Paper, Place, Problem,
    references::parse::{Parts, parse},
};

use super::{identifiers, list::Entry, names::Name, running::Running, titles::Title};

/// Letters of a reference in running text that are looked at: no reference is longer.
const LONGEST: usize = 4000;

/// A reference of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reference {
    /// Where it stands.
    pub place: Place,
    /// Its key or number in the list; may be empty.
    pub label: String,
    /// The reference in one line.
    pub text: String,
    pub(super) authors: Vec<String>,
    pub(super) names: Vec<Name>,
    pub(super) title: Option<(String, Title)>,
    pub(super) year: Option<i32>,
    pub(super) venue: Option<String>,
    pub(super) volume: Option<String>,
    pub(super) page: Option<String>,
    pub(super) doi: Option<String>,
    pub(super) arxiv: Option<String>,
    pub(super) pubmed: Option<String>,
    /// The text itself, where the parts are only a guess.
    pub(super) running: Option<Running>,
    /// Kinds of identifiers that are none, and what stands there.
    pub(super) malformed: Vec<(&'static str, String)>,
    /// Why there is nothing to compare.
    pub(super) unreadable: Option<String>,
}

impl Reference {
    /// The reference that a record is: an entry of BibTeX, an item of RIS or CSL-JSON, a row of a table.
    pub fn of_record(paper: &Paper) -> Self {
        let first_page = paper.imprint.page_range.as_deref().and_then(|pages| pages.split(['-', '–']).next());
        let title = Some(Title::new(&paper.title)).filter(|title| !title.folded.is_empty());
        let malformed = paper.venue.as_deref().and_then(identifiers::malformed);
        Self {
            place: paper.place.clone(),
            label: paper.id.clone(),
            text: line(paper),
            names: Name::all(&paper.authors),
            authors: paper.authors.clone(),
            title: title.map(|title| (paper.title.clone(), title)),
            year: paper.year,
            venue: paper.venue.clone(),
            volume: paper.imprint.volume.clone(),
            page: first_page.map(str::to_owned),
            doi: paper.doi.clone(),
            arxiv: paper.arxiv.clone(),
            pubmed: paper.pubmed.clone(),
            malformed: malformed.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The reference that a piece of running text is.
    pub fn of_entry(file: &Arc<str>, entry: &Entry) -> Self {
        let end = entry.text.char_indices().nth(LONGEST).map_or(entry.text.len(), |(at, _)| at);
        let text = &entry.text[..end];
        let Parts { doi, arxiv, pubmed, author, year, title, venue, volume, page, .. } = parse(text);
        let running = Running::new(text);
        let years = running.years();
        let owned = |part: Option<&str>| part.map(str::to_owned);
        Self {
            place: Place { file: Arc::clone(file), line: entry.line },
            label: entry.label.clone(),
            names: author.and_then(Name::new).into_iter().collect(),
            authors: owned(author).into_iter().collect(),
            title: title
                .map(|title| (title.to_owned(), Title::new(title)))
                .filter(|(_, title)| !title.folded.is_empty()),
            year: year.filter(|year| years.contains(year)).or(years.last().copied()),
            venue: owned(venue),
            volume: owned(volume),
            page: owned(page),
            doi,
            arxiv,
            pubmed,
            malformed: identifiers::malformed(text).into_iter().collect(),
            unreadable: (end < entry.text.len()).then(|| {
                format!("it is longer than any reference: only the first {LONGEST} characters were compared")
            }),
            running: Some(running),
            text: text.to_owned(),
        }
    }

    /// What a reader could not make a record of.
    pub fn of_problem(problem: &Problem) -> Self {
        Self { place: problem.place.clone(), unreadable: Some(problem.reason.clone()), ..Self::default() }
    }

    /// Takes note of what the reader of a record mended in it: an identifier that is none.
    pub fn note(&mut self, problem: &Problem) {
        if let Some(kind) = problem.dropped_identifier() {
            let end = format!("\" is no {kind}: dropped");
            let raw = problem.reason.split(&end).next().and_then(|front| front.rsplit('"').next());
            self.malformed.push((kind, raw.unwrap_or_default().to_owned()));
        }
    }

    /// Whether it is of a form that has no titles, as those of the Web of Science.
    pub(super) fn is_without_title(&self) -> bool {
        self.title.is_none() && self.venue.is_some() && !self.names.is_empty()
    }
}

/// A record in one line.
fn line(paper: &Paper) -> String {
    const NAMED: usize = 3;
    let mut authors = paper.authors.iter().take(NAMED).cloned().collect::<Vec<_>>().join("; ");
    if paper.authors.len() > NAMED {
        authors.push_str(" et al.");
    }
    let year = paper.year.map(|year| format!("({year})")).unwrap_or_default();
    let parts = [authors, year, paper.title.clone(), paper.venue.clone().unwrap_or_default()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
