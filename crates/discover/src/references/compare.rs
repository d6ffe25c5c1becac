//! A reference beside one work: what agrees, and whether the work is the one meant.

use corpus::{id, references::number};

use super::{
    Reference,
    known::Form,
    names::{self, People},
    running::{Found, Running},
    titles::{self, Likeness, Title},
    venues,
};

/// Titles of one work are as similar at least where a word was changed.
pub(super) const CHANGED: f64 = 0.6;

/// Years between a preprint and the paper.
pub(super) const PREPRINT_YEARS: u32 = 3;

/// A reference compared with a work.
#[derive(Clone, Debug)]
pub(super) struct Compared<'a> {
    /// The work's position in the index.
    pub at: u32,
    pub form: Form<'a>,
    /// Nothing where one of both has no title.
    pub title: Option<Likeness>,
    /// Where the title stands in a reference of running text.
    pub found: Option<Found>,
    pub people: People,
    /// Year of the reference less that of the work.
    pub years: Option<i32>,
    /// Nothing where one of both has no venue.
    pub venue: Option<bool>,
    /// Whether volume and first page are known and agree; nothing where one of both lacks them.
    pub place: Option<bool>,
}

/// Whether the work is the one meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is.
    Same,
    /// It has the title, but other authors.
    OtherAuthors,
    /// It has the authors and the year, but its title differs in a few words.
    OtherTitle,
    /// It is another work.
    Another,
}

impl<'a> Compared<'a> {
    pub fn new(reference: &Reference, at: u32, form: Form<'a>) -> Self {
        let found = match (&reference.running, &form.title) {
            (Some(text), Some((_, title))) => text.find(&title.folded),
            _ => None,
        };
        let (title, found) = match &form.title {
            Some((_, title)) => likeness(reference, title, found),
            None => (None, None),
        };
        let people = match &reference.running {
            Some(text) if !reference.is_without_title() => text.people(&form.names, found),
            _ => names::compare(&reference.names, &form.names),
        };
        let venue = venue(reference, &form, found);
        let part = |part: &Option<String>| part.as_deref().map(number).unwrap_or_default();
        let (volume, page) = (part(&reference.volume), part(&reference.page));
        let placed = [&volume, &page, &form.volume, &form.page].iter().all(|part| !part.is_empty());
        let place = placed.then(|| volume == form.volume && page == form.page);
        let years = years(reference, form.year);
        // Where a style sets no marks, authors and year must show that a short title is whole.
        let unmarked = reference.title.is_none() && found.is_some_and(|at| at.same && !at.whole);
        let title = match title {
            Some(Likeness::Apart(_)) if unmarked && people == People::Same && years == Some(0) => {
                Some(Likeness::Same)
            }
            title => title,
        };
        Self { at, form, title, found, people, years, venue, place }
    }

    /// Whether the work is the one meant, by what both say besides identifiers.
    pub fn fit(&self, reference: &Reference) -> Fit {
        let people = matches!(self.people, People::Same | People::Order | People::Strangers(_));
        let near = self.years.is_none_or(|years| years.abs() <= 1);
        match self.title {
            None => self.fit_by_place(reference, people),
            Some(Likeness::Same) => {
                let telling = self.form.title.as_ref().is_some_and(|(_, title)| title.is_telling());
                let dated = self.years.is_some_and(|years| years.abs() <= 1) && self.venue != Some(false);
                match self.people {
                    People::Others if telling || dated => Fit::OtherAuthors,
                    People::Others => Fit::Another,
                    People::Unknown if !telling && !dated => Fit::Another,
                    _ => Fit::Same,
                }
            }
            Some(Likeness::Cut(_)) if people && near => Fit::Same,
            Some(Likeness::Apart(similarity) | Likeness::Cut(similarity)) => {
                match people && near && similarity >= CHANGED && !self.other_numbers(reference) {
                    true => Fit::OtherTitle,
                    false => Fit::Another,
                }
            }
        }
    }

    /// Where titles cannot be compared, the place must agree: volume and page; or, for a reference of a form without titles, what
    /// there is of author, year and venue.
    fn fit_by_place(&self, reference: &Reference, people: bool) -> Fit {
        let same_year = self.years.is_none_or(|years| years == 0);
        let venue = self.venue != Some(false);
        let placed = self.place == Some(true) && venue;
        let by_parts = || {
            let of = |part: &Option<String>| part.as_deref().map(number).unwrap_or_default();
            let agree = |a: &str, b: &str| a.is_empty() || b.is_empty() || a == b;
            let parts = agree(&of(&reference.volume), &self.form.volume)
                && agree(&of(&reference.page), &self.form.page);
            reference.is_without_title() && self.years == Some(0) && parts && self.close_venues(reference)
        };
        let near = self.years.is_none_or(|years| years.abs() <= 1);
        let same = self.people == People::Same;
        match people && placed && (near || reference.is_without_title()) || same && same_year && by_parts() {
            true => Fit::Same,
            false => Fit::Another,
        }
    }

    /// Whether the venue of the reference is that of the work, or its title: books are cited so.
    fn close_venues(&self, reference: &Reference) -> bool {
        let title = self.form.title.as_ref().map(|(raw, _)| *raw);
        let Some(said) = &reference.venue else { return false };
        [self.form.venue, title].into_iter().flatten().any(|known| venues::abbreviates(said, known))
    }

    /// Whether the numbers in both titles differ: part one and part two.
    fn other_numbers(&self, reference: &Reference) -> bool {
        let numbers = |title: &Title| {
            let mut numbers: Vec<String> = id::numbers(&title.folded).map(str::to_owned).collect();
            numbers.sort_unstable();
            numbers
        };
        match (&reference.title, &self.form.title) {
            (Some((_, a)), Some((_, b))) => numbers(a) != numbers(b),
            _ => false,
        }
    }

    /// Whether there is nothing to compare: the work is known by its identifier alone.
    pub fn is_bare(&self) -> bool {
        self.title.is_none() && self.people == People::Unknown && self.years.is_none()
    }

    /// Whether one of both is a preprint, so that year and venue say less.
    pub fn is_of_preprint(&self, reference: &Reference) -> bool {
        let venue = |venue: Option<&str>| venue.is_some_and(venues::is_preprint);
        let archived = |doi: Option<&str>| doi.is_some_and(id::is_archived);
        reference.arxiv.is_some()
            || self.form.arxiv.is_some()
            || venue(reference.venue.as_deref())
            || venue(self.form.venue)
            || archived(reference.doi.as_deref())
            || archived(self.form.doi)
    }

    /// The better of two that fit alike: the surer title, the same first author, the nearer year, the venue; papers of the corpus
    /// before others; then the first.
    pub fn rank(&self) -> (bool, bool, u32, bool, bool, u32) {
        (
            !matches!(self.title, Some(Likeness::Same)),
            self.people != People::Same,
            self.years.map_or(1, i32::unsigned_abs),
            self.venue == Some(false),
            self.form.paper.is_none(),
            self.at,
        )
    }

    /// Similarity of the titles, 0 to 1.
    pub fn similarity(&self) -> f64 {
        match self.title {
            Some(Likeness::Same) => 1.0,
            Some(Likeness::Cut(similarity) | Likeness::Apart(similarity)) => similarity,
            None => 0.0,
        }
    }
}

/// How like the reference's title is to that of a work, and where it stands in running text.
fn likeness(reference: &Reference, title: &Title, found: Option<Found>) -> (Option<Likeness>, Option<Found>) {
    let parsed = reference.title.as_ref().map(|(_, said)| said.compare(title));
    let Some(text) = &reference.running else { return (parsed, None) };
    if let Some(at) = found.filter(|at| at.same && (at.whole || titles::is_telling(&title.folded))) {
        // A title that goes on is another one, unless the text sets no marks at all.
        return match at.whole || !matches!(parsed, Some(Likeness::Apart(_))) {
            true => (Some(Likeness::Same), found),
            false => (parsed, None),
        };
    }
    if let Some(cut) = main_in(text, title) {
        return (Some(Likeness::Cut(cut.similarity)), Some(cut));
    }
    if reference.is_without_title() {
        return (None, None);
    }
    let apart = Likeness::Apart(found.map_or(0.0, |at| if at.same { 0.99 } else { at.similarity }));
    match parsed {
        Some(Likeness::Same) => (parsed, found),
        Some(Likeness::Cut(_)) => (parsed, found.filter(|at| at.same)),
        _ => (Some(apart), found.filter(|at| at.similarity >= CHANGED)),
    }
}

/// Where a text has the title without its subtitle.
fn main_in(text: &Running, title: &Title) -> Option<Found> {
    let main = Some(title.main()).filter(|main| main.len() < title.folded.len())?;
    text.find(main).filter(|at| at.same && at.whole && !text.goes_on(*at))
}

/// Whether the venues agree; in running text the venue is looked for behind the title.
fn venue(reference: &Reference, form: &Form<'_>, found: Option<Found>) -> Option<bool> {
    let known = form.venue?;
    match (&reference.running, found) {
        (Some(text), Some(found)) if found.same => Some(venues::named_in(text.behind(found), known)),
        (Some(_), _) if !reference.is_without_title() => None,
        _ => Some(venues::agree(reference.venue.as_deref()?, known)),
    }
}

/// Year of the reference less that of the work; of several years in running text the nearest.
fn years(reference: &Reference, known: Option<i32>) -> Option<i32> {
    let known = known?;
    let said = match &reference.running {
        Some(text) => text.years().into_iter().min_by_key(|year| (year.abs_diff(known), *year)),
        None => reference.year,
    };
    Some(said? - known)
}
