//! PubMed, the format of MEDLINE: `PMID- ` opens a record, lines go on behind six spaces.

use super::{
    draft::Draft,
    input::Input,
    sink::Sink,
    tagged::{self, Field, Mark, Syntax, Tag, add_list, before_dash, text},
    value::Value,
};
use crate::{ReadError, clean, fields::Field as Meaning};

const SYNTAX: Syntax = Syntax {
    tag,
    mark: |tag| match &tag {
        b"PMID" => Mark::Opens,
        b"OWN " => Mark::Once,
        _ => Mark::Inside,
    },
    opener: "PMID",
    closer: None,
};

/// Lines in which the first record begins.
const PREAMBLE: usize = 20;

/// A tag at the front of the line. Wrapped lines are indented, whatever they look like.
fn tag(line: &[u8]) -> Option<(Tag, usize)> {
    if line.starts_with(b" ") { None } else { before_dash(line, 4) }
}

/// A record opens in the first lines; one that lost its first line is told by the two that follow it.
pub(super) fn recognise(head: &str) -> bool {
    let has = |wanted: &Tag| SYNTAX.early_tags(head, PREAMBLE).any(|tag| tag == *wanted);
    SYNTAX.opens_early(head, PREAMBLE) || (has(b"OWN ") && has(b"STAT"))
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    tagged::read(input, sink, SYNTAX, fill)
}

/// Gives the fields of a record their meaning.
fn fill<'a>(fields: &[Field<'a>], draft: &mut Draft<'a>) {
    let has = |wanted: &Tag| fields.iter().any(|field| field.tag == *wanted);
    // Every person has a full and a short name; groups have one and stand among either.
    let person = if has(b"FAU ") { b"FAU " } else { b"AU  " };
    let (mut authors, mut keywords, mut headings) = (Vec::new(), Vec::new(), Vec::new());
    for &field in fields {
        match &field.tag {
            b"FAU " | b"AU  " if field.tag == *person => authors.push(field.text()),
            b"CN  " => authors.push(field.text()),
            b"OT  " => keywords.push(text(keyword(field.value))),
            b"MH  " => headings.push(text(heading(field.value))),
            b"TI  " => draft.add(Meaning::Title, 0, title(field.value)),
            // A book is the venue of its chapters.
            b"BTI " if has(b"TI  ") => draft.add(Meaning::Venue, 2, title(field.value)),
            b"BTI " => draft.add(Meaning::Title, 1, title(field.value)),
            b"TT  " => draft.add(Meaning::Title, 2, title(field.value)),
            b"LID " | b"AID " => {
                if let Some(doi) = field.value.strip_suffix("[doi]") {
                    draft.add(Meaning::Doi, u8::from(field.tag == *b"AID "), text(doi));
                }
            }
            tag => {
                if let Some((meaning, rank)) = meaning(tag) {
                    draft.add(meaning, rank, field.text());
                }
            }
        }
    }
    add_list(draft, Meaning::Authors, 0, authors);
    add_list(draft, Meaning::Keywords, 0, keywords);
    add_list(draft, Meaning::Keywords, 1, headings);
}

/// What a tag means that needs no second look.
fn meaning(tag: &Tag) -> Option<(Meaning, u8)> {
    Some(match tag {
        b"PMID" => (Meaning::PubMed, 0),
        b"AB  " => (Meaning::Abstract, 0),
        b"OAB " => (Meaning::Abstract, 1),
        b"DP  " => (Meaning::Year, 0),
        b"DEP " => (Meaning::Year, 1),
        b"JT  " => (Meaning::Venue, 0),
        b"TA  " => (Meaning::Venue, 1),
        b"CTI " => (Meaning::Venue, 3),
        b"VI  " => (Meaning::Volume, 0),
        b"IP  " => (Meaning::Issue, 0),
        b"PG  " => (Meaning::PageRange, 0),
        b"PB  " => (Meaning::Publisher, 0),
        b"PT  " => (Meaning::Kind, 0),
        b"LA  " => (Meaning::Language, 0),
        _ => return None,
    })
}

/// A title without what PubMed adds to every one: the full stop, and brackets around one that was translated.
fn title(value: &str) -> Value<'static> {
    let title = clean::text(value);
    let bare = title.strip_suffix('.').filter(|bare| !bare.ends_with('.')).unwrap_or(&title);
    let inner = bare.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
    let inner =
        inner.filter(|inner| !inner.contains('[')).map(|inner| inner.strip_suffix('.').unwrap_or(inner));
    Value::Text(inner.unwrap_or(bare).to_owned().into())
}

/// A keyword without the star of a main topic.
fn keyword(value: &str) -> &str {
    value.trim_start_matches('*')
}

/// A subject heading without its qualifiers: `*Models, Theoretical/methods` is `Models, Theoretical`.
fn heading(value: &str) -> &str {
    keyword(value.split('/').next().unwrap_or(value)).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_without_additions() {
        for (raw, bare) in [
            ("Maps of\r\n      science.", "Maps of science"),
            ("[Maps of science].", "Maps of science"),
            ("[Maps of science.].", "Maps of science"),
            ("And so on...", "And so on..."),
            ("Why maps?", "Why maps?"),
            ("[Re] maps [II].", "[Re] maps [II]"),
        ] {
            assert_eq!(title(raw), text(bare), "{raw}");
        }
    }

    #[test]
    fn headings_without_qualifiers() {
        assert_eq!(heading("*Models, Theoretical/*methods"), "Models, Theoretical");
        assert_eq!(keyword("*bibliometrics"), "bibliometrics");
    }
}
