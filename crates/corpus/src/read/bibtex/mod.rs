//! BibTeX and BibLaTeX, as databases, proceedings sites and people write them.
//!
//! [`split`] finds the entries, [`entry`] their fields, [`strings`] what abbreviations stand for; here fields get
//! their meaning.

mod entry;
mod split;
mod strings;

use std::{
    borrow::Cow,
    sync::{Mutex, PoisonError},
};

use rustc_hash::FxHashMap;

use self::{entry::Entry, split::Opening, strings::Strings};
use super::{
    blocks,
    draft::{Draft, shown},
    input::Input,
    latex,
    sink::{Outcome, Sink},
    value::Value,
};
use crate::{
    Paper, Place, ReadError, clean,
    fields::{self, Field},
    id, kinds,
};

/// Lines in which the first entry stands: programs write some words about themselves before it.
const PREAMBLE: usize = 30;

/// Behind all names that [`fields`] knows for a field.
const LAST: u8 = u8::MAX;

/// A record that takes what it lacks from another one, which may stand anywhere in the file.
struct Child {
    line: u64,
    parent: String,
}

/// A line among the first opens an entry, and no running text comes before it.
pub(super) fn recognise(head: &str) -> bool {
    let is_entry = |line: &str| {
        matches!(split::opening(line.as_bytes()), Opening::Entry { word, .. } if
            kinds::of_bibtex(word).is_some()
            || ["misc", "string", "preamble", "comment"].iter().any(|known| word.eq_ignore_ascii_case(known)))
    };
    let lines = head.trim_start().lines().map(str::trim_start);
    for (at, line) in lines.take(PREAMBLE).enumerate() {
        match line.starts_with('@') {
            // A whole file of entries of unknown types is BibTeX too.
            true if is_entry(line) || (at == 0 && line.contains('{')) => return true,
            _ if line.len() > 200 && !line.starts_with('%') => return false,
            _ => {}
        }
    }
    false
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    let strings = Strings::default();
    let children = Mutex::new(Vec::new());
    sink.holds = true;
    blocks::for_each(
        input,
        sink,
        0,
        |text, ended| split::cut(&strings, text, ended),
        |bytes, place| record(bytes, place, &strings, &children),
    )?;
    inherit(&mut sink.tally.papers, children.into_inner().unwrap_or_else(PoisonError::into_inner));
    sink.count_fields();
    Ok(())
}

/// One entry as a paper.
fn record(bytes: &[u8], place: Place, strings: &Strings, children: &Mutex<Vec<Child>>) -> Outcome {
    let text = clean::decode(bytes);
    let entry = entry::parse(&text, |name| strings.get(name, place.line));
    let parent = entry.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("crossref"));
    if let Some((_, parent)) = parent {
        let child = Child { line: place.line, parent: parent.trim().to_owned() };
        children.lock().unwrap_or_else(PoisonError::into_inner).push(child);
    }
    let mut draft = draft(entry);
    if let Cow::Owned(_) = text {
        draft.repaired("bytes that are no UTF-8 were read as Windows-1252".to_owned());
    }
    Outcome::of(draft, place)
}

fn draft(entry: Entry<'_>) -> Draft<'_> {
    let mut draft = Draft::default();
    entry.repairs.into_iter().for_each(|repair| draft.repaired(repair));
    if !entry.key.is_empty() {
        draft.add(Field::Id, 0, Value::Text(latex::verbatim(entry.key)));
    }
    if !entry.kind.eq_ignore_ascii_case("misc") {
        let kind = kinds::of_bibtex(entry.kind).map_or(entry.kind, |kind| kind.name);
        draft.add(Field::Kind, LAST, Value::Text(Cow::Borrowed(kind)));
    }
    let scheme = scheme(&entry.fields);
    if let Some(id) = bad_arxiv_id(&entry.fields) {
        draft.repaired(format!("{} is no arXiv id: dropped", shown(id)));
    }
    for (name, raw) in entry.fields {
        let name = match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(name.to_ascii_lowercase()),
            false => Cow::Borrowed(name),
        };
        add(&mut draft, &name, raw, scheme);
    }
    draft
}

/// Whose identifier `eprint` holds.
fn scheme(fields: &[(&str, Cow<'_, str>)]) -> Field {
    let names = ["archiveprefix", "eprinttype"];
    let scheme = fields.iter().find(|(name, _)| names.iter().any(|other| name.eq_ignore_ascii_case(other)));
    match scheme {
        Some((_, scheme)) if scheme.eq_ignore_ascii_case("pubmed") => Field::PubMed,
        _ => Field::Arxiv,
    }
}

/// What `eprint` holds where the entry says that it is an id of arXiv and it is none.
fn bad_arxiv_id<'a>(fields: &'a [(&str, Cow<'_, str>)]) -> Option<&'a str> {
    let of = |wanted: &[&str]| {
        fields.iter().find(|(name, _)| wanted.iter().any(|other| name.eq_ignore_ascii_case(other)))
    };
    let (_, scheme) = of(&["archiveprefix", "eprinttype"])?;
    let (_, id) = of(&["eprint"])?;
    let id = id.trim();
    (scheme.trim().eq_ignore_ascii_case("arxiv") && !id.is_empty() && id::arxiv(id).is_none()).then_some(id)
}

/// Adds a field to the draft under what it means.
fn add<'a>(draft: &mut Draft<'a>, name: &str, raw: Cow<'a, str>, scheme: Field) {
    let (field, rank) = match name {
        // Scopus names itself here, and the key for sorting is no id.
        "source" | "key" => return,
        "unique-id" => (Field::Id, LAST),
        "eprint" => (scheme, 2),
        "art_number" => (Field::ArticleNumber, 3),
        "langid" => (Field::Language, LAST),
        "school" | "institution" | "organization" => (Field::Publisher, LAST),
        "howpublished" => (Field::Note, LAST),
        _ => match fields::lookup(name) {
            Some(known) => known,
            None => return,
        },
    };
    let value = match field {
        Field::Authors => Value::List(names(&raw)),
        Field::References => Value::List(references(&raw)),
        Field::Keywords => Value::Text(Cow::Owned(latex::text(&raw).replace(['\n', '\r'], " "))),
        Field::PageRange => Value::Text(Cow::Owned(page_range(&latex::verbatim(&raw)))),
        Field::Title | Field::Abstract | Field::Venue | Field::Publisher | Field::Kind | Field::Language => {
            decoded(raw, latex::text)
        }
        _ => decoded(raw, latex::verbatim),
    };
    if let (Field::Note, Some(count)) = (field, value.text().and_then(cited_by)) {
        draft.add(Field::CitedBy, LAST, Value::Text(Cow::Owned(count)));
    }
    if let (Field::Venue, Some(id)) = (field, value.text().and_then(preprint)) {
        draft.add(Field::Arxiv, LAST, Value::Text(Cow::Owned(id)));
    }
    if let ("howpublished", Some(link)) = (name, value.text().filter(|text| text.starts_with("http"))) {
        draft.add(Field::Url, LAST, Value::Text(Cow::Owned(link.to_owned())));
    }
    draft.add(field, rank, value);
}

/// The value without LaTeX, which most values are free of.
fn decoded<'a>(raw: Cow<'a, str>, decode: fn(&str) -> Cow<'_, str>) -> Value<'a> {
    let changed = match decode(&raw) {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    };
    Value::Text(changed.map_or(raw, Cow::Owned))
}

/// The people in a list that is joined by "and"; a last "others" is among them. Braces keep the name of a group together.
fn names<'a>(raw: &str) -> Vec<Value<'a>> {
    let text = raw.as_bytes();
    let (mut names, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    let mut push = |name: &str| {
        let name = latex::text(name).trim().to_owned();
        names.push(Value::Text(Cow::Owned(name)));
    };
    for at in 0..text.len() {
        match text[at] {
            b'{' if !latex::is_escaped(text, at) => depth += 1,
            b'}' if !latex::is_escaped(text, at) => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 && at >= from && is_and(text, at) => {
                push(&raw[from..at]);
                from = at + 3;
            }
            _ => {}
        }
    }
    push(&raw[from..]);
    names
}

/// Whether the word "and" stands at `at`, between spaces.
fn is_and(text: &[u8], at: usize) -> bool {
    let word = text.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"and"));
    let space = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_whitespace);
    word && space(at.checked_sub(1)) && space(Some(at + 3))
}

/// References: one a line as Web of Science writes them, else between semicolons.
fn references<'a>(raw: &str) -> Vec<Value<'a>> {
    let text = latex::verbatim(raw);
    let separator = if text.contains('\n') { '\n' } else { ';' };
    let one = |reference: &str| Value::Text(Cow::Owned(reference.trim().to_owned()));
    text.split(separator).filter(|reference| !reference.trim().is_empty()).map(one).collect()
}

/// `986--1005` as `986-1005`.
fn page_range(text: &str) -> String {
    let mut range = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '-' | '–' | '—' if range.ends_with('-') => {}
            '-' | '–' | '—' => range.push('-'),
            char => range.push(char),
        }
    }
    if range.contains(' ') { range.replace(" -", "-").replace("- ", "-") } else { range }
}

/// The number in "cited By 12", as Scopus notes it.
fn cited_by(note: &str) -> Option<String> {
    let front = note.get(..8)?;
    let rest = front.eq_ignore_ascii_case("cited by").then(|| note[8..].trim_start_matches([':', ' ']))?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| rest[..digits].to_owned())
}

/// The id in "arXiv preprint arXiv:2301.00001".
fn preprint(venue: &str) -> Option<String> {
    const NAME: &str = "arxiv";
    let start = |colon: usize| colon.checked_sub(NAME.len());
    let named =
        |at: &usize| venue.get(*at..at + NAME.len()).is_some_and(|word| word.eq_ignore_ascii_case(NAME));
    let at = memchr::memchr_iter(b':', venue.as_bytes()).filter_map(start).find(named)?;
    venue[at..].split([' ', ',', '[']).next().map(str::to_owned)
}

/// Gives children what only their parents say: where and when they appeared.
fn inherit(papers: &mut [Paper], mut children: Vec<Child>) {
    if children.is_empty() {
        return;
    }
    children.sort_unstable_by_key(|child| child.line);
    let mut by_key: FxHashMap<&str, Option<&Paper>> =
        children.iter().map(|child| (child.parent.as_str(), None)).collect();
    for paper in papers.iter() {
        if let Some(parent @ None) = by_key.get_mut(paper.id.as_str()) {
            *parent = Some(paper);
        }
    }
    let parents: Vec<Option<Paper>> =
        children.iter().map(|child| by_key.get(child.parent.as_str()).copied().flatten().cloned()).collect();
    for (child, parent) in children.iter().zip(parents) {
        let Ok(at) = papers.binary_search_by_key(&child.line, |paper| paper.place.line) else { continue };
        if let Some(parent) = parent {
            let paper = &mut papers[at];
            paper.venue = paper.venue.take().or(Some(parent.title));
            paper.year = paper.year.or(parent.year);
            let (own, theirs) = (&mut paper.imprint, parent.imprint);
            own.publisher = own.publisher.take().or(theirs.publisher);
            own.volume = own.volume.take().or(theirs.volume);
            own.language = own.language.take().or(theirs.language);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(text: &str) -> Paper {
        draft(entry::parse(text, |_| None)).into_paper(Place::default()).unwrap().paper
    }

    #[test]
    fn people() {
        let authors = |text: &str| paper(&format!("@a{{k, title={{A}}, author={{{text}}}}}")).authors;
        assert_eq!(
            authors("Doe, Jane and Roe, Jr, John\n   AND {The A and B Group} and {\\'E}. Andrew and others"),
            ["Doe, Jane", "Roe, Jr, John", "The A and B Group", "É. Andrew"]
        );
        assert_eq!(authors("Anderson, Andy"), ["Anderson, Andy"]);
    }

    #[test]
    fn an_entry_of_scopus_and_one_of_a_preprint() {
        let scopus = paper(
            "@CONFERENCE{D2022, title={A--B}, note={cited By 12; Conference of x}, source={Scopus}, pages={9--12},
              art_number={77}, keywords={a; b,\n c}, references={Doe, J., (1999) X, 1; Roe, R., (2000) Y, 2}}",
        );
        assert_eq!((scopus.title.as_str(), scopus.cited_by, scopus.venue), ("A–B", Some(12), None));
        assert_eq!(scopus.imprint.page_range.as_deref(), Some("9-12"));
        assert_eq!(scopus.imprint.kind.as_deref(), Some("Conference Paper"));
        assert_eq!(scopus.keywords, ["a", "b, c"]);
        assert_eq!(scopus.references, ["Doe, J., (1999) X, 1", "Roe, R., (2000) Y, 2"]);
        let preprint = paper("@article{k, title={A}, journal={arXiv preprint arXiv:2301.00001 [cs]}}");
        assert_eq!(preprint.arxiv.as_deref(), Some("2301.00001"));
        let other = paper("@misc{k, title={A}, eprint={123}, eprinttype={pubmed}}");
        assert_eq!((other.arxiv, other.pubmed.as_deref()), (None, Some("123")));
    }

    #[test]
    fn what_is_bibtex() {
        for head in ["\n@ARTICLE{x,", "% Encoding: UTF8\n\n@misc{x,", "Made by a program\n\n@string{a=\"b\"}"]
        {
            assert!(recognise(head), "{head}");
        }
        for head in ["title,abstract\nA,@article", "mail @me {x}", "@me", ""] {
            assert!(!recognise(head), "{head}");
        }
    }
}
