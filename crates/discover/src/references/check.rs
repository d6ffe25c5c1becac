//! From comparisons to what is said about each reference of a list.

use corpus::id;
use parallel::chunks;

use super::{
    Finding, Known, Level, Reference, Rule,
    compare::{CHANGED, Compared, Fit, PREPRINT_YEARS},
    duplicates::duplicates,
    finding::shown,
    identifiers,
    names::People,
    titles::Likeness,
    venues,
};

/// References that make a task.
const CHUNK: usize = 16;

/// Candidates that are told where nothing is found.
const NEAREST: usize = 3;

/// What was found out about a reference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Checked {
    /// The work that it means, if one was recognised.
    pub work: Option<Work>,
    /// What is to be said about it, the worst first. A sound reference has notes at most.
    pub findings: Vec<Finding>,
    /// Where nothing was recognised, the nearest works, the likest first.
    pub nearest: Vec<Work>,
}

/// A work that the corpus knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Its id where it is a paper of the corpus.
    pub id: Option<String>,
    /// Papers of the corpus that cite it, where it is none itself.
    pub lists: u32,
    /// Authors, year, title, venue and DOI in one line.
    pub text: String,
    /// Similarity of the titles, 0 to 1.
    pub similarity: f64,
}

impl Checked {
    /// The level of the worst finding; nothing where there is none.
    pub fn level(&self) -> Option<Level> {
        self.findings.iter().map(|finding| finding.level).max()
    }

    /// The name of the worst finding's rule; `verified` where there is none above a note.
    pub fn verdict(&self) -> &'static str {
        match self.findings.first() {
            Some(finding) if finding.level > Level::Note => finding.rule.name(),
            _ => "verified",
        }
    }
}

/// Compares each reference of a list with what is known.
///
/// `year` is that of the paper that cites them: nothing it cites is younger, but for papers that are out before their date. Without it
/// nothing is said about the future. The result has the order of the references, and does not depend on threads. A reference takes the
/// time of one search and of two dozen comparisons.
pub fn check(references: &[Reference], known: &Known<'_>, year: Option<i32>) -> Vec<Checked> {
    let parts = chunks::map(references.len(), CHUNK, |range| {
        range.map(|at| one(&references[at], known, year)).collect::<Vec<_>>()
    });
    let (mut checked, meant): (Vec<Checked>, Vec<Option<u32>>) = parts.into_iter().flatten().unzip();
    for (at, first) in duplicates(references, &meant) {
        let of = &references[first];
        let named = if of.label.is_empty() { shown(&of.text) } else { of.label.clone() };
        checked[at].findings.push(Finding::new(
            Rule::Duplicate,
            format!("it is the same work as {named} on line {}", of.place.line),
        ));
    }
    // Stable: of one level the order is that in which they were found.
    checked
        .iter_mut()
        .for_each(|checked| checked.findings.sort_by_key(|finding| std::cmp::Reverse(finding.level)));
    checked
}

/// What is said about a reference for itself, and the work that it surely means.
fn one(reference: &Reference, known: &Known<'_>, year: Option<i32>) -> (Checked, Option<u32>) {
    let mut checked = Checked::default();
    for (kind, raw) in &reference.malformed {
        let finding = Finding::new(Rule::Malformed, format!("{} is no {kind}", shown(raw)));
        checked.findings.push(Finding { said: Some(raw.clone()), ..finding });
    }
    if let Some(why) = &reference.unreadable {
        checked.findings.push(Finding::new(Rule::Unreadable, why.clone()));
        if reference.text.is_empty() {
            return (checked, None);
        }
    }
    let meant = recognise(reference, known, &mut checked);
    checked.findings.extend(future(reference, year));
    checked.findings.extend(before_its_preprint(reference));
    (checked, meant)
}

/// Finds the work that is meant and says how the reference differs from it, or that there is none.
fn recognise(reference: &Reference, known: &Known<'_>, checked: &mut Checked) -> Option<u32> {
    let mut works = known.identified(reference);
    let identified = works.len();
    for at in known.candidates(reference) {
        if !works.contains(&at) {
            works.push(at);
        }
    }
    let compared: Vec<Compared<'_>> =
        works.iter().map(|&at| Compared::new(reference, at, known.form(at))).collect();
    let best =
        |fit: Fit| compared.iter().filter(|one| one.fit(reference) == fit).min_by_key(|one| one.rank());
    let by_id = &compared[..identified];
    if let Some(one) = by_id.iter().find(|one| is_backed(one, reference)) {
        return Some(accept(one, reference, checked));
    }
    if let Some(other) = by_id.first() {
        let meant = best(Fit::Same);
        if meant.is_none() && is_retitled(other, reference) {
            accept(other, reference, checked);
            return None;
        }
        if other.fit(reference) == Fit::OtherAuthors {
            accept(other, reference, checked);
            return None;
        }
        checked.findings.push(other_paper(reference, other, meant));
        return match meant {
            Some(one) => {
                checked.work = Some(work(one));
                Some(one.at)
            }
            None => {
                checked.nearest = nearest(&compared);
                None
            }
        };
    }
    if let Some(one) = best(Fit::Same) {
        accept(one, reference, checked);
        // An author's theses of one year are alike where neither title nor place is known.
        return (one.title.is_some() || one.place == Some(true)).then_some(one.at);
    }
    if let Some(one) = best(Fit::OtherAuthors).or_else(|| best(Fit::OtherTitle)) {
        accept(one, reference, checked);
        return None;
    }
    checked.nearest = nearest(&compared);
    let message = match checked.nearest.first() {
        Some(_) => "no paper that is known is this one; the nearest are named",
        None => "no paper that is known is like this one",
    };
    checked.findings.push(Finding::new(Rule::NotFound, message.to_owned()));
    None
}

/// Whether what a reference says besides an identifier does not speak against the work that has it.
fn is_backed(one: &Compared<'_>, reference: &Reference) -> bool {
    let by_title = one.fit(reference) == Fit::Same;
    let silent = one.title.is_none() && (is_by_same_people(one) || one.people == People::Unknown);
    let cut = matches!(one.title, Some(Likeness::Cut(_))) && is_by_same_people(one);
    by_title || one.is_bare() || silent || cut
}

/// Whether the title was changed, by the same people in the same year: a little, or, where all authors say that it is their paper,
/// altogether, such as into another language.
fn is_retitled(one: &Compared<'_>, reference: &Reference) -> bool {
    let all = reference.running.is_none() && reference.names.len() > 1 && one.people == People::Same;
    let near = one.years.is_none_or(|years| years.abs() <= 1);
    near && is_by_same_people(one) && (all || one.similarity() >= CHANGED)
}

fn is_by_same_people(one: &Compared<'_>) -> bool {
    matches!(one.people, People::Same | People::Order | People::Strangers(_))
}

/// Takes a work for the one that is meant, and says what differs.
fn accept(one: &Compared<'_>, reference: &Reference, checked: &mut Checked) -> u32 {
    checked.work = Some(work(one));
    let cited_only = one.form.paper.is_none();
    let differences = [
        authors(one, reference),
        title(one, reference),
        year(one, reference),
        doi(one, reference),
        venue(one, reference),
    ];
    let differences = differences.into_iter().flatten();
    // One list may be as wrong as another, and lists misspell names.
    let most = match one.people {
        _ if !cited_only => Level::Error,
        People::Strangers(_) => Level::Note,
        _ => Level::Warning,
    };
    checked.findings.extend(differences.map(|finding| finding.at(most)));
    if cited_only {
        let lists = match one.form.lists {
            1 => "one reference list".to_owned(),
            lists => format!("{lists} reference lists"),
        };
        let less = if one.title.is_none() { "; its title cannot be compared" } else { "" };
        checked.findings.push(Finding::new(
            Rule::Cited,
            format!("known from {lists} of the corpus, not as a paper{less}"),
        ));
    }
    one.at
}

fn authors(one: &Compared<'_>, reference: &Reference) -> Option<Finding> {
    let known = one.form.authors.join("; ");
    // Running text has its authors in front of the title.
    let said = match (&reference.running, one.found) {
        (Some(text), Some(found)) => text.before(found).to_owned(),
        _ => reference.authors.join("; "),
    };
    match &one.people {
        People::Unknown | People::Same => None,
        People::Others => Some(Finding::differs(Rule::Author, "the author", said, known)),
        People::Order => {
            Some(Finding::differs(Rule::Author, "the order of authors", said, known).at(Level::Note))
        }
        People::Strangers(strangers) => {
            let names = strangers.iter().filter_map(|&at| reference.authors.get(at)).map(|name| shown(name));
            let message = format!(
                "{} is not among the authors {}",
                names.collect::<Vec<_>>().join(", "),
                shown(&known)
            );
            let finding =
                Finding { said: Some(said), known: Some(known), ..Finding::new(Rule::Author, message) };
            Some(finding.at(Level::Warning))
        }
    }
}

fn title(one: &Compared<'_>, reference: &Reference) -> Option<Finding> {
    /// Titles of one work by the same authors are as similar at least but for a misprint.
    const MISPRINT: f64 = 0.95;
    let (Some(Likeness::Apart(similarity)), Some((known, _))) = (one.title, &one.form.title) else {
        return None;
    };
    let said = match (&reference.running, one.found, &reference.title) {
        (Some(text), Some(found), _) => text.shown(found),
        (_, _, Some((said, _))) => said,
        _ => &reference.text,
    };
    let finding = Finding::differs(Rule::Title, "the title", said, known);
    Some(if similarity >= MISPRINT { finding.at(Level::Note) } else { finding })
}

fn year(one: &Compared<'_>, reference: &Reference) -> Option<Finding> {
    let (years, known) = (one.years.filter(|&years| years != 0)?, one.form.year?);
    let finding = Finding::differs(Rule::Year, "the year", known + years, known);
    let usual = years.abs() == 1 || one.is_of_preprint(reference) && years.unsigned_abs() <= PREPRINT_YEARS;
    Some(if usual { finding.at(Level::Note) } else { finding })
}

fn venue(one: &Compared<'_>, reference: &Reference) -> Option<Finding> {
    let (Some(false), Some(known)) = (one.venue, one.form.venue) else { return None };
    let said = match (&reference.running, one.found) {
        (Some(text), Some(found)) => before_numbers(text.behind(found)),
        _ => reference.venue.as_deref().unwrap_or_default(),
    };
    let finding = Finding::differs(Rule::Venue, "the venue", said, known);
    Some(if one.is_of_preprint(reference) { finding.at(Level::Note) } else { finding })
}

/// The words in front of the first number, which mostly are the venue alone; all where there are none.
fn before_numbers(text: &str) -> &str {
    let text = text.trim_start_matches(|char: char| !char.is_alphanumeric());
    let end = text.find(|char: char| char.is_ascii_digit()).filter(|&end| end > 0).unwrap_or(text.len());
    text[..end].trim_end_matches(|char: char| !char.is_alphanumeric() && char != '.')
}

fn doi(one: &Compared<'_>, reference: &Reference) -> Option<Finding> {
    let (said, known) = (reference.doi.as_deref()?, one.form.doi?);
    let archived = id::is_archived(said) != id::is_archived(known);
    if archived || identifiers::same_doi(said, known) {
        return None;
    }
    let finding = Finding::differs(Rule::Doi, "the DOI", said, known);
    // A talk and the article made of it have one title.
    let edition = one.venue == Some(false) || one.years.is_some_and(|years| years != 0);
    Some(if edition { finding.at(Level::Note) } else { finding })
}

/// That an identifier is another work's.
fn other_paper(reference: &Reference, other: &Compared<'_>, meant: Option<&Compared<'_>>) -> Finding {
    let said = reference.doi.as_deref().filter(|doi| other.form.doi.is_none_or(|known| known == *doi));
    let said = said.or(reference.arxiv.as_deref()).or(reference.pubmed.as_deref()).unwrap_or_default();
    let right = meant.and_then(|one| one.form.doi);
    let right_words = right.map(|doi| format!("; the paper of this title has {doi}")).unwrap_or_default();
    let message = format!("{said} belongs to {}{right_words}", shown(&work(other).text));
    let finding = Finding::new(Rule::OtherPaper, message);
    let finding = Finding { said: Some(said.to_owned()), known: right.map(str::to_owned), ..finding };
    if other.form.paper.is_none() { finding.at(Level::Warning) } else { finding }
}

/// That a reference is younger than what cites it. Volumes are dated ahead: the year after is a note.
fn future(reference: &Reference, citing: Option<i32>) -> Option<Finding> {
    let (said, citing) = (reference.year?, citing?);
    let finding = Finding::differs(Rule::Future, "the year of the citing paper", said, citing);
    let message = format!("the reference is of {said}, the paper that cites it of {citing}");
    let finding = Finding { message, ..finding };
    match said - citing {
        ..1 => None,
        1 => Some(finding.at(Level::Note)),
        _ => Some(finding),
    }
}

/// That a preprint is cited with a year before the one that its arXiv id names.
fn before_its_preprint(reference: &Reference) -> Option<Finding> {
    let posted = identifiers::arxiv_year(reference.arxiv.as_deref()?)?;
    let said = reference.year.filter(|&year| year < posted)?;
    let is_preprint = reference.venue.as_deref().is_none_or(venues::is_preprint);
    let finding = Finding::differs(Rule::Year, "the year of the arXiv id", said, posted);
    is_preprint.then(|| finding.at(if posted - said == 1 { Level::Note } else { Level::Warning }))
}

/// The works nearest by title, and those of the same authors.
fn nearest(compared: &[Compared<'_>]) -> Vec<Work> {
    const LEAST: f64 = 0.45;
    let by_them = |one: &Compared<'_>| matches!(one.people, People::Same | People::Order);
    let score = |one: &Compared<'_>| one.similarity() + if by_them(one) { 0.2 } else { 0.0 };
    let is_near = |one: &&Compared<'_>| one.similarity() >= LEAST || by_them(one);
    let mut near: Vec<&Compared<'_>> = compared.iter().filter(is_near).collect();
    near.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.at.cmp(&b.at)));
    near.into_iter().take(NEAREST).map(work).collect()
}

/// A work in one line.
fn work(one: &Compared<'_>) -> Work {
    const NAMED: usize = 3;
    let form = &one.form;
    let mut authors = form.authors.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
    if form.authors.len() > NAMED {
        authors.push_str(" et al.");
    }
    let parts = [
        authors,
        form.year.map(|year| format!("({year})")).unwrap_or_default(),
        form.title.as_ref().map(|(raw, _)| (*raw).to_owned()).unwrap_or_default(),
        form.venue.unwrap_or_default().to_owned(),
        form.doi.map(|doi| format!("doi:{doi}")).unwrap_or_default(),
    ];
    let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let id = form.paper.map(|paper| paper.id.clone());
    Work { id, lists: form.lists, text, similarity: one.similarity() }
}
