//! EndNote's tagged export (`.enw`, also what Google Scholar and the ACL Anthology offer as EndNote): a percent sign and one
//! letter, digit or mark before each value; `%0` opens a record.

use super::{
    draft::Draft,
    input::Input,
    sink::Sink,
    tagged::{self, Field, Mark, Syntax, Tag, add_list, text},
    value::Value,
};
use crate::{ReadError, fields::Field as Meaning};

const SYNTAX: Syntax = Syntax {
    tag,
    mark: |tag| match &tag {
        b"%0  " => Mark::Opens,
        _ => Mark::Inside,
    },
    opener: "%0",
    closer: None,
};

/// Lines in which the first record begins.
const PREAMBLE: usize = 20;

/// `%A` and a blank, or the end of the line.
fn tag(line: &[u8]) -> Option<(Tag, usize)> {
    match line {
        [b'%', letter, rest @ ..]
            if letter.is_ascii_graphic() && rest.first().is_none_or(|byte| matches!(byte, b' ' | b'\t')) =>
        {
            Some(([b'%', *letter, b' ', b' '], 2))
        }
        _ => None,
    }
}

pub(super) fn recognise(head: &str) -> bool {
    SYNTAX.opens_early(head, PREAMBLE)
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    tagged::read(input, sink, SYNTAX, fill)
}

/// Gives the fields of a record their meaning.
fn fill<'a>(fields: &[Field<'a>], draft: &mut Draft<'a>) {
    let (mut authors, mut keywords): (Vec<Value<'a>>, Vec<&'a str>) = (Vec::new(), Vec::new());
    for &field in fields {
        match &field.tag {
            // A group ends in a comma, so that it is not taken apart.
            b"%A  " => authors.extend(field.lines().map(|name| text(name.trim_end_matches(',')))),
            b"%K  " => keywords.extend(field.lines()),
            // Some put links there.
            b"%R  " if field.value.starts_with("http") => {
                draft.add(Meaning::Url, 1, field.text());
                draft.add(Meaning::Note, 0, field.text());
            }
            tag => {
                if let Some((meaning, rank)) = meaning(tag) {
                    draft.add(meaning, rank, field.text());
                }
            }
        }
    }
    add_list(draft, Meaning::Authors, 0, authors);
    match keywords.as_slice() {
        [only] => draft.add(Meaning::Keywords, 0, text(only)),
        several => {
            add_list(draft, Meaning::Keywords, 0, several.iter().map(|keyword| text(keyword)).collect());
        }
    }
}

/// What a tag means that needs no second look.
fn meaning(tag: &Tag) -> Option<(Meaning, u8)> {
    Some(match tag {
        b"%0  " => (Meaning::Kind, 0),
        b"%T  " => (Meaning::Title, 0),
        b"%X  " => (Meaning::Abstract, 0),
        b"%D  " => (Meaning::Year, 0),
        b"%8  " => (Meaning::Year, 1),
        b"%J  " => (Meaning::Venue, 0),
        b"%B  " => (Meaning::Venue, 1),
        b"%S  " => (Meaning::Venue, 2),
        b"%V  " => (Meaning::Volume, 0),
        b"%N  " => (Meaning::Issue, 0),
        b"%P  " => (Meaning::PageRange, 0),
        b"%I  " => (Meaning::Publisher, 0),
        b"%G  " => (Meaning::Language, 0),
        b"%R  " => (Meaning::Doi, 0),
        b"%U  " => (Meaning::Url, 0),
        b"%M  " => (Meaning::Id, 0),
        b"%F  " => (Meaning::Id, 1),
        b"%Z  " => (Meaning::Note, 1),
        _ => return None,
    })
}
