//! Why a paper is in a digest, in words that are true.

use std::io::{Read, Seek};

use super::{Choice, Entry, History, Since, history::Lately};
use crate::{
    index::{Index, IndexError, Name, Record},
    similar::{self, Question, Similar},
};

/// So many terms are told that a paper shares with another.
const TERMS: usize = 4;

/// A paper of a cluster: what is new about it, what happened to it, and the paper it is most like of those that were there before.
pub(super) fn entry<R: Read + Seek>(
    index: &mut Index<R>,
    history: &History,
    choice: &Choice<'_>,
    paper: u32,
) -> Result<Entry, IndexError> {
    let question = Question::paper(index, paper)?;
    let is_new = choice.is_new(history, &index.contents().names[paper as usize], paper);
    let mut why = facts(history, choice, paper, is_new);
    if is_new && let Some(nearest) = nearest(history, choice, &index.contents().names, paper) {
        let standing = similar::one(index, &question, nearest)?;
        why.extend(standing.map(|standing| resembles(&standing.similar)));
    }
    Ok(Entry { paper, record: question.record, why })
}

/// A paper like something: what is new about it, what happened to it, and why it is alike.
pub(super) fn like(history: &History, choice: &Choice<'_>, names: &[Name], similar: Similar) -> Entry {
    let is_new = choice.is_new(history, &names[similar.paper as usize], similar.paper);
    let mut why = facts(history, choice, similar.paper, is_new);
    why.extend(similar.why(names));
    Entry { paper: similar.paper, record: similar.record, why }
}

/// The paper that `paper` is linked to most strongly among those that are not new; the first of equals.
fn nearest(history: &History, choice: &Choice<'_>, names: &[Name], paper: u32) -> Option<u32> {
    let links = &history.past(paper).links;
    let old = links.iter().filter(|(other, _)| !choice.is_new(history, &names[*other as usize], *other));
    old.rev().max_by(|a, b| a.1.total_cmp(&b.1)).map(|&(other, _)| other)
}

fn resembles(similar: &Similar) -> String {
    let Record { title, year, .. } = &similar.record;
    let year = year.map_or(String::new(), |year| format!(" ({year})"));
    let terms: Vec<&str> = similar.terms.iter().take(TERMS).map(|(term, _)| term.as_str()).collect();
    let shared = match (&terms[..], &similar.repos[..]) {
        ([], []) => String::new(),
        ([], repos) => format!(": both link {}", repos.join(", ")),
        (terms, _) => format!(": shared terms {}", terms.join(", ")),
    };
    format!("like “{title}”{year}{shared}")
}

/// What is new about a paper and what happened to it.
fn facts(history: &History, choice: &Choice<'_>, paper: u32, is_new: bool) -> Vec<String> {
    let past = history.past(paper);
    let mut why = Vec::new();
    if is_new {
        why.push(new(history, choice.since, paper));
    }
    let cited = history.cited_lately(paper);
    let linked = history.linked_lately(paper);
    if let Some(years) = history.recent_years() {
        let before = |lately: Lately| match lately.before {
            0 => String::new(),
            before => format!(", after {before} of the two years before"),
        };
        if cited.recent > 0 {
            why.push(format!("cited by {}{}", papers_of(cited.recent, years), before(cited)));
        }
        if linked.recent > 0 {
            why.push(format!("linked to {}{}", newer_of(linked.recent, years), before(linked)));
        }
    }
    if let Some(votes) = past.votes.filter(|&votes| votes > 0) {
        why.push(if votes == 1 { "1 vote".to_owned() } else { format!("{votes} votes") });
    }
    if let Some(count) = past.cited_by.filter(|&count| count > 0 && cited.recent == 0) {
        let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
        why.push(format!("cited {times}, as its source counts"));
    }
    why
}

fn new(history: &History, since: &Since, paper: u32) -> String {
    match (since, history.date(paper)) {
        (Since::Report(_), _) => "new: the earlier report does not have it".to_owned(),
        (Since::Date(first), Some(date)) if date.day.is_none() && date < *first => {
            format!("may be new: of {date}, the day is not known")
        }
        (Since::Date(_), Some(date)) => format!("new: of {date}"),
        (Since::Date(_), None) => "new".to_owned(),
    }
}

fn papers_of(count: usize, years: (i32, i32)) -> String {
    let noun = if count == 1 { "paper" } else { "papers" };
    format!("{count} {noun} of {}–{}", years.0, years.1)
}

fn newer_of(count: usize, years: (i32, i32)) -> String {
    let noun = if count == 1 { "newer paper" } else { "newer papers" };
    format!("{count} {noun} of {}–{}", years.0, years.1)
}
