//! Web of Science plain text: `PT` to `ER`, one or more blocks of `FN` to `EF`.

use super::{
    draft::Draft,
    input::Input,
    sink::Sink,
    tagged::{self, Field, Mark, Syntax, Tag, add_list, padded, text},
    value::Value,
};
use crate::{ReadError, clean, fields::Field as Meaning};

const SYNTAX: Syntax = Syntax {
    tag,
    mark: |tag| match &tag {
        b"PT  " => Mark::Opens,
        b"ER  " => Mark::Closes,
        b"FN  " | b"VR  " | b"EF  " => Mark::Outside,
        _ => Mark::Inside,
    },
    opener: "PT",
    closer: Some("ER"),
};

/// Lines that tell a file of the Web of Science.
const FIRST: usize = 3;

/// Two capitals, or a capital and a digit, at the front of a line, with a space or nothing behind.
fn tag(line: &[u8]) -> Option<(Tag, usize)> {
    match line {
        [first, second, rest @ ..]
            if first.is_ascii_uppercase()
                && (second.is_ascii_uppercase() || second.is_ascii_digit())
                && rest.first().is_none_or(|byte| *byte == b' ') =>
        {
            Some((padded(&line[..2]), 2))
        }
        _ => None,
    }
}

/// The first lines have tags, among them one that opens a file or a record. A file that lost these is told by the
/// number (`UT`) and the end of a record.
pub(super) fn recognise(head: &str) -> bool {
    let first: Vec<Tag> = SYNTAX.early_tags(head, FIRST).collect();
    let has = |wanted: &Tag| SYNTAX.early_tags(head, usize::MAX).any(|tag| tag == *wanted);
    let opens = first.iter().any(|tag| matches!(tag, b"FN  " | b"VR  " | b"PT  "));
    first.len() > 1 && (opens || (has(b"UT  ") && has(b"ER  ")))
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    tagged::read(input, sink, SYNTAX, fill)
}

/// Gives the fields of a record their meaning.
fn fill<'a>(fields: &[Field<'a>], draft: &mut Draft<'a>) {
    let mut references: Vec<Value<'a>> = Vec::new();
    for &field in fields {
        match &field.tag {
            b"AF  " => add_list(draft, Meaning::Authors, 0, authors(field)),
            b"AU  " => add_list(draft, Meaning::Authors, 1, authors(field)),
            b"CA  " => add_list(draft, Meaning::Authors, 2, authors(field)),
            b"OI  " => draft.add(Meaning::AuthorIds, 0, field.text()),
            b"DE  " => add_list(draft, Meaning::Keywords, 0, keywords(field)),
            b"ID  " => add_list(draft, Meaning::Keywords, 1, keywords(field)),
            b"CR  " => references.extend(field.lines().map(text)),
            tag => {
                if let Some((meaning, rank)) = meaning(tag) {
                    draft.add(meaning, rank, field.text());
                }
            }
        }
    }
    let strayed = strayed_references(fields);
    if !strayed.is_empty() {
        draft.repaired(format!(
            "{} of the cited references stood among the addresses: taken from there",
            strayed.len()
        ));
        references.extend(strayed);
    }
    add_list(draft, Meaning::References, 0, references);
}

/// What a tag means that needs no second look.
fn meaning(tag: &Tag) -> Option<(Meaning, u8)> {
    Some(match tag {
        b"UT  " => (Meaning::Id, 0),
        b"TI  " => (Meaning::Title, 0),
        b"AB  " => (Meaning::Abstract, 0),
        b"PY  " => (Meaning::Year, 0),
        // Early access: the paper has no year of print yet.
        b"EA  " => (Meaning::Year, 1),
        b"SO  " => (Meaning::Venue, 0),
        b"SE  " => (Meaning::Venue, 1),
        b"JI  " => (Meaning::Venue, 2),
        b"J9  " => (Meaning::Venue, 3),
        b"TC  " => (Meaning::CitedBy, 0),
        b"Z9  " => (Meaning::CitedBy, 1),
        b"DI  " => (Meaning::Doi, 0),
        b"PM  " => (Meaning::PubMed, 0),
        b"VL  " => (Meaning::Volume, 0),
        b"IS  " => (Meaning::Issue, 0),
        b"BP  " => (Meaning::FirstPage, 0),
        b"EP  " => (Meaning::LastPage, 0),
        b"AR  " => (Meaning::ArticleNumber, 0),
        b"PU  " => (Meaning::Publisher, 0),
        b"DT  " => (Meaning::Kind, 0),
        b"LA  " => (Meaning::Language, 0),
        _ => return None,
    })
}

/// One author a line; a paper without one has `[Anonymous]`.
fn authors(field: Field<'_>) -> Vec<Value<'_>> {
    field.lines().filter(|name| !name.eq_ignore_ascii_case("[Anonymous]")).map(text).collect()
}

/// Keywords between semicolons; they are wrapped, also inside a keyword.
fn keywords(field: Field<'_>) -> Vec<Value<'_>> {
    let keywords = field.value.split(';').filter_map(clean::present);
    keywords.map(|keyword| Value::Text(keyword.into())).collect()
}

/// Cited references behind the addresses: some writers leave only the first one behind `CR` and sort the rest there.
fn strayed_references<'a>(fields: &[Field<'a>]) -> Vec<Value<'a>> {
    let addresses = fields.iter().filter(|field| field.tag == *b"C1  ");
    addresses.flat_map(|field| field.lines()).filter(|line| is_reference(line)).map(text).collect()
}

/// `Surname I, 2009, ...`: a year between the first two commas.
fn is_reference(line: &str) -> bool {
    let year = line.split(',').nth(1).map_or("", str::trim);
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_stand_at_the_front() {
        assert_eq!(tag(b"TI A"), Some((*b"TI  ", 2)));
        assert_eq!(tag(b"ER"), Some((*b"ER  ", 2)));
        assert_eq!(tag(b"C1 A"), Some((*b"C1  ", 2)));
        for line in ["   TI A", "PT\tAU", "DNA x", "Ti x", "A", ""] {
            assert_eq!(tag(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn addresses_are_no_references() {
        assert!(is_reference("BREVIK I, 1970, MAT FYS MEDD DAN VID, V37"));
        assert!(!is_reference("LUFTKRIGSSKOLEN,TRONDHEIM MIL 7000,NORWAY."));
        assert!(!is_reference("[Doe, Jane] Univ Maps, Oslo, Norway."));
    }
}
