//! RIS: `TY  - ` to `ER  - `, as Scopus, Web of Science, Ovid, EBSCO, Embase, Lens and EndNote write it.

use std::borrow::Cow;

use super::{
    draft::Draft,
    input::Input,
    sink::Sink,
    tagged::{self, Field, Mark, Syntax, Tag, add_list, before_dash, text},
    value::Value,
};
use crate::{ReadError, fields::Field as Meaning, id, markup};

const SYNTAX: Syntax = Syntax {
    tag: |line| before_dash(line, 2),
    mark: |tag| match &tag {
        b"TY  " => Mark::Opens,
        b"ER  " => Mark::Closes,
        _ => Mark::Inside,
    },
    opener: "TY",
    closer: Some("ER"),
};

/// Lines in which the first record begins: some exports have a heading.
const PREAMBLE: usize = 20;

/// A record opens in the first lines; one that lost its first line is told by several tags and its end.
pub(super) fn recognise(head: &str) -> bool {
    let first_line_lost = || {
        let known = |tag: &Tag| matches!(tag, b"TI  " | b"T1  " | b"AU  " | b"A1  " | b"PY  " | b"T2  ");
        SYNTAX.early_tags(head, PREAMBLE).filter(known).count() > 1
            && SYNTAX.early_tags(head, usize::MAX).any(|tag| (SYNTAX.mark)(tag) == Mark::Closes)
    };
    SYNTAX.opens_early(head, PREAMBLE) || first_line_lost()
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    tagged::read(input, sink, SYNTAX, fill)
}

/// Gives the fields of a record their meaning.
fn fill<'a>(fields: &[Field<'a>], draft: &mut Draft<'a>) {
    // Two tags for authors: where both stand, A1 names the organisation behind a conference. A2 to A4 are editors.
    let (mut authors, mut first_authors) = (Vec::new(), Vec::new());
    let mut keywords = Vec::new();
    let mut references = Vec::new();
    let from_pubmed = fields.iter().any(|field| field.tag == *b"DB  " && is_pubmed(field.value));
    for &field in fields {
        match &field.tag {
            b"AU  " => authors.push(field),
            b"A1  " => first_authors.push(field),
            b"KW  " => keywords.push(field),
            b"CR  " => references.extend(field.lines().map(text)),
            b"UR  " | b"L2  " | b"L1  " | b"LK  " => add_links(field, draft),
            b"N1  " => add_note(field, draft),
            b"ID  " if is_counter(field.value) => {}
            // Accession numbers name a paper everywhere, ids only in one person's library.
            b"AN  " => {
                draft.add(Meaning::Id, 0, field.text());
                if from_pubmed && id::pubmed(field.value).is_some() {
                    draft.add(Meaning::PubMed, 0, field.text());
                }
            }
            b"SP  " if field.value.contains('-') => draft.add(Meaning::PageRange, 0, field.text()),
            b"M3  " if is_doi(field.value) => draft.add(Meaning::Doi, 1, field.text()),
            // "Generic" says nothing of the kind.
            b"TY  " if field.value.eq_ignore_ascii_case("GEN") => {}
            b"TY  " => draft.add(Meaning::Kind, 1, text(kind(field.value))),
            tag => {
                if let Some((meaning, rank)) = meaning(tag) {
                    draft.add(meaning, rank, field.text());
                }
            }
        }
    }
    // One name a field as a rule; some writers put all into one, or one a line.
    add_list(draft, Meaning::Authors, 0, at_semicolons(&authors));
    add_list(draft, Meaning::Authors, 1, at_semicolons(&first_authors));
    add_list(draft, Meaning::References, 0, references);
    add_keywords(&keywords, draft);
}

/// What a tag means that needs no second look.
fn meaning(tag: &Tag) -> Option<(Meaning, u8)> {
    Some(match tag {
        b"TI  " => (Meaning::Title, 0),
        b"T1  " => (Meaning::Title, 1),
        b"CT  " => (Meaning::Title, 2),
        b"BT  " => (Meaning::Title, 3),
        b"ST  " => (Meaning::Title, 4),
        b"AB  " => (Meaning::Abstract, 0),
        b"N2  " => (Meaning::Abstract, 1),
        b"PY  " => (Meaning::Year, 0),
        b"Y1  " => (Meaning::Year, 1),
        b"DA  " => (Meaning::Year, 2),
        b"JF  " => (Meaning::Venue, 0),
        b"T2  " => (Meaning::Venue, 1),
        b"JT  " => (Meaning::Venue, 2),
        b"JO  " => (Meaning::Venue, 3),
        b"SO  " => (Meaning::Venue, 4),
        b"JA  " => (Meaning::Venue, 5),
        b"J2  " => (Meaning::Venue, 6),
        b"ID  " => (Meaning::Id, 1),
        b"DO  " => (Meaning::Doi, 0),
        b"VL  " => (Meaning::Volume, 0),
        b"IS  " => (Meaning::Issue, 0),
        b"SP  " => (Meaning::FirstPage, 0),
        b"EP  " => (Meaning::LastPage, 0),
        b"C7  " => (Meaning::ArticleNumber, 0),
        b"PB  " | b"PU  " => (Meaning::Publisher, 0),
        b"M3  " => (Meaning::Kind, 0),
        b"LA  " => (Meaning::Language, 0),
        _ => return None,
    })
}

/// The parts of all lines. Entities are read first: the semicolon of `sea&#8208;based` parts nothing.
fn at_semicolons<'a>(fields: &[Field<'a>]) -> Vec<Value<'a>> {
    let mut parts: Vec<Cow<'a, str>> = Vec::new();
    for line in fields.iter().flat_map(|field| field.lines()) {
        match markup::plain(line) {
            Cow::Borrowed(line) => parts.extend(line.split(';').map(Cow::Borrowed)),
            Cow::Owned(line) => parts.extend(line.split(';').map(|part| Cow::Owned(part.to_owned()))),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts.into_iter().map(Value::Text).collect()
}

/// One keyword a field, or several in one field, then with some separator.
fn add_keywords<'a>(fields: &[Field<'a>], draft: &mut Draft<'a>) {
    if let [only] = fields
        && !only.value.contains(['\n', '\r'])
    {
        draft.add(Meaning::Keywords, 0, only.text());
        return;
    }
    add_list(draft, Meaning::Keywords, 0, at_semicolons(fields));
}

/// Web addresses. What else stands there leads into a program (`<Go to ISI>://`) or a folder (`internal-pdf://`).
fn add_links<'a>(field: Field<'a>, draft: &mut Draft<'a>) {
    let rank = [*b"UR  ", *b"L2  ", *b"LK  ", *b"L1  "].iter().position(|tag| *tag == field.tag).unwrap_or(0);
    let links = field.value.split([' ', '\t', '\n', '\r', ';']);
    for link in links.filter(|link| link.get(..4).is_some_and(|front| front.eq_ignore_ascii_case("http"))) {
        draft.add(Meaning::Url, rank as u8, text(link));
        if link.contains("doi.org/") && id::doi(link).is_some() {
            draft.add(Meaning::Doi, 3, text(link));
        }
    }
}

/// Notes hold what has no tag: counts of citations, DOIs, ids of archives, links.
fn add_note<'a>(field: Field<'a>, draft: &mut Draft<'a>) {
    for line in field.lines() {
        let count = ["Cited By", "Times Cited in Web of Science Core Collection", "Total Times Cited"]
            .iter()
            .enumerate()
            .find_map(|(rank, words)| Some((rank, count_behind(line, words)?)));
        if let Some((rank, count)) = count {
            draft.add(Meaning::CitedBy, rank as u8, text(count));
        }
        if is_doi(line) {
            draft.add(Meaning::Doi, 2, text(line));
        }
        for (mark, meaning) in [("PMID:", Meaning::PubMed), ("arXiv:", Meaning::Arxiv)] {
            if line.get(..mark.len()).is_some_and(|front| front.eq_ignore_ascii_case(mark)) {
                draft.add(meaning, 1, text(line));
            }
        }
    }
    draft.add(Meaning::Note, 0, field.text());
}

/// The digits in `Cited By :12`, and nothing where the words go on as a sentence.
fn count_behind<'a>(line: &'a str, words: &str) -> Option<&'a str> {
    let front = line.get(..words.len())?;
    let count = line[words.len()..].trim_start_matches([' ', ':']).trim_end();
    (front.eq_ignore_ascii_case(words)
        && !count.is_empty()
        && count.bytes().all(|byte| byte.is_ascii_digit()))
    .then_some(count)
}

/// Whether the text is a DOI, with or without what is written in front of one.
fn is_doi(text: &str) -> bool {
    let text = text.trim();
    let marked = text.starts_with("10.")
        || text.get(..3).is_some_and(|front| front.eq_ignore_ascii_case("doi"))
        || text.contains("doi.org/");
    marked && !text.contains(['\n', '\r']) && text.split_whitespace().count() <= 2 && id::doi(text).is_some()
}

/// Whether the accession numbers of a database are those of PubMed.
fn is_pubmed(database: &str) -> bool {
    let database = database.to_ascii_lowercase();
    database.contains("medline") || database.contains("pubmed")
}

/// Whether an id only counts the entries of a library: the next file counts from 1 again.
fn is_counter(id: &str) -> bool {
    id.len() < 7 && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// What the code of a type stands for; the code itself where it is rare.
fn kind(code: &str) -> &str {
    match code.to_ascii_uppercase().as_str() {
        "JOUR" | "EJOUR" => "Article",
        "MGZN" => "Magazine Article",
        "CONF" => "Conference Proceedings",
        "CPAPER" => "Conference Paper",
        "BOOK" | "EBOOK" => "Book",
        "CHAP" | "ECHAP" => "Book Chapter",
        "THES" => "Thesis",
        "RPRT" => "Report",
        "UNPB" => "Unpublished",
        _ => code,
    }
}
