//! EndNote XML: `<record>` elements whose texts stand in one or more `<style>` elements.

use std::borrow::Cow;

use memchr::memmem;
use quick_xml::{Reader, escape, events::Event};

use super::{
    blocks::{self, Cut},
    draft::Draft,
    input::Input,
    sink::{Outcome, Sink},
    tagged::add_list,
    value::Value,
};
use crate::{Place, ReadError, clean, fields::Field as Meaning};

const OPEN: &[u8] = b"<record";
const CLOSE: &[u8] = b"</record>";

/// XML with records that hold what only EndNote calls so.
pub(super) fn recognise(head: &str) -> bool {
    let marks = ["<ref-type", "<rec-number", "<source-app"];
    head.trim_start().starts_with('<')
        && matches!(mark(head.as_bytes()), Some((_, Mark::Open)))
        && marks.iter().any(|mark| head.contains(mark))
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    blocks::for_each(input, sink, 0, cut, record)
}

/// Cuts off what stands before a record, then a record: to its end, or to where the next begins.
fn cut(text: &[u8], ended: bool) -> Cut {
    match mark(text) {
        Some((_, Mark::Close(end))) => {
            return Cut::Fault(end, "a record ends that has no <record>".to_owned());
        }
        Some((0, Mark::Open)) => {}
        Some((at, Mark::Open)) => return Cut::Pass(at),
        None if ended && !text.is_empty() => return Cut::Pass(text.len()),
        // The end of the text may be the front of a mark.
        None if text.len() > CLOSE.len() => return Cut::Pass(text.len() - CLOSE.len()),
        None => return Cut::More,
    }
    match mark(&text[OPEN.len()..]) {
        Some((next, Mark::Open)) => Cut::Record(OPEN.len() + next),
        Some((_, Mark::Close(end))) => Cut::Record(OPEN.len() + end),
        None if ended => Cut::Record(text.len()),
        None => Cut::More,
    }
}

/// Where a record begins, and where one ends.
enum Mark {
    Open,
    /// The place behind it.
    Close(usize),
}

/// The first mark in `text` and its place, in one pass: the first of the other kind may be far away. `<records>` is none.
fn mark(text: &[u8]) -> Option<(usize, Mark)> {
    memmem::find_iter(text, "record").find_map(|name| {
        let (before, behind) = (&text[..name], &text[name + "record".len()..]);
        match behind.first()? {
            b'>' if before.ends_with(b"</") => Some((name - 2, Mark::Close(name - 2 + CLOSE.len()))),
            b'>' | b' ' | b'\n' | b'\r' | b'\t' if before.ends_with(b"<") => Some((name - 1, Mark::Open)),
            _ => None,
        }
    })
}

fn record(bytes: &[u8], place: Place) -> Outcome {
    let text = clean::decode(bytes);
    let mut draft = Draft::default();
    if let Cow::Owned(_) = text {
        draft.repaired("bytes that are no UTF-8 were read as Windows-1252".to_owned());
    }
    if !bytes.ends_with(CLOSE) {
        draft.repaired("the record has no </record>".to_owned());
    }
    if let Err(error) = fill(&text, &mut draft) {
        draft.repaired(format!(
            "from some place on this is no XML ({error}): the rest of the record is missing"
        ));
    }
    Outcome::of(draft, place)
}

/// Gives the elements of a record their meaning, up to the first error.
fn fill(text: &str, draft: &mut Draft<'_>) -> Result<(), quick_xml::Error> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut authors, mut keywords) = (Vec::new(), Vec::new());
    // Editors are `author` elements too, in a list of another name.
    let mut are_authors = false;
    let mut value = String::new();
    let result = loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.name().into_inner() {
                "style" => {}
                "authors" => are_authors = true,
                name => {
                    value.clear();
                    if name == "ref-type"
                        && let Ok(Some(kind)) = element.try_get_attribute("name")
                    {
                        add(draft, Meaning::Kind, 1, &kind.value);
                    }
                }
            },
            Ok(Event::Text(text)) => value.push_str(&text),
            Ok(Event::CData(text)) => value.push_str(&text),
            Ok(Event::GeneralRef(name)) => {
                let reference = format!("&{};", &*name);
                value.push_str(&escape::unescape(&reference).unwrap_or(Cow::Borrowed(&reference)));
            }
            Ok(Event::End(element)) => match element.name().into_inner() {
                "authors" => are_authors = false,
                "author" if are_authors => authors.push(owned(&value)),
                // Some writers put all keywords into one element, one a line.
                "keyword" => keywords.extend(value.split(['\n', '\r']).map(owned)),
                "url" => value.split_whitespace().filter(|url| url.starts_with("http")).for_each(|url| {
                    add(draft, Meaning::Url, 0, url);
                }),
                name => {
                    if let Some((meaning, rank)) = meaning(name) {
                        add(draft, meaning, rank, &value);
                    }
                }
            },
            Ok(Event::Eof) => break Ok(()),
            Ok(_) => {}
            Err(error) => break Err(error),
        }
    };
    add_list(draft, Meaning::Authors, 0, authors);
    add_list(draft, Meaning::Keywords, 0, keywords);
    result
}

/// What an element means that needs no second look.
fn meaning(element: &str) -> Option<(Meaning, u8)> {
    Some(match element {
        "title" => (Meaning::Title, 0),
        "short-title" => (Meaning::Title, 1),
        "abstract" => (Meaning::Abstract, 0),
        "year" => (Meaning::Year, 0),
        "full-title" => (Meaning::Venue, 0),
        "secondary-title" => (Meaning::Venue, 1),
        "alt-title" => (Meaning::Venue, 2),
        "abbr-1" => (Meaning::Venue, 3),
        "accession-num" => (Meaning::Id, 0),
        "electronic-resource-num" => (Meaning::Doi, 0),
        "pages" => (Meaning::PageRange, 0),
        "volume" => (Meaning::Volume, 0),
        "number" => (Meaning::Issue, 0),
        "publisher" => (Meaning::Publisher, 0),
        "work-type" => (Meaning::Kind, 0),
        "language" => (Meaning::Language, 0),
        "notes" | "research-notes" => (Meaning::Note, 0),
        _ => return None,
    })
}

fn add(draft: &mut Draft<'_>, meaning: Meaning, rank: u8, value: &str) {
    draft.add(meaning, rank, owned(value));
}

fn owned<'a>(text: &str) -> Value<'a> {
    Value::Text(Cow::Owned(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_cut_at_their_ends_or_before_the_next() {
        assert_eq!(cut(b"<xml><records><record>", false), Cut::Pass(14));
        assert_eq!(cut(b"<record><a/></record><record>", false), Cut::Record(21));
        assert_eq!(cut(b"<record><a/><record>", false), Cut::Record(12));
        assert_eq!(cut(b"<record><a/>", false), Cut::More);
        assert_eq!(cut(b"<record><a/>", true), Cut::Record(12));
        assert_eq!(cut(b"</records></xml>", true), Cut::Pass(16));
        assert_eq!(cut(b"", true), Cut::More);
        assert!(matches!(cut(b"<a/></record><record>", false), Cut::Fault(13, _)));
    }
}
