//! JSON: an array of objects, an array inside an object (`{"results": [...]}`), or objects one after another.

use super::{
    blocks::{self, Cut},
    draft::Draft,
    input::Input,
    json_fault,
    sink::{Outcome, Sink},
};
use crate::{Place, ReadError, clean};

/// Keys under which services hand out their list of papers.
const LISTS: [&str; 9] =
    ["results", "items", "papers", "records", "data", "works", "documents", "articles", "entries"];

/// The text begins like an array or an object, and it is no JSON Lines, or its one object wraps a list.
pub(super) fn recognise(head: &str) -> bool {
    let text = head.trim_start();
    match text.as_bytes().first() {
        Some(b'[') => text[1..].trim_start().starts_with(['{', '[', ']', '"']),
        Some(b'{') => wrapped_list(text).is_some() || !super::json_lines::recognise(head),
        _ => false,
    }
}

pub(super) fn read(input: &mut Input, sink: &mut Sink) -> Result<(), ReadError> {
    let head = clean::decode(input.head());
    let blank = head.len() - head.trim_start().len();
    let skip = match head.as_bytes().get(blank) {
        Some(b'[') => blank + 1,
        // Positions in decoded text are positions in the file only where nothing was mended.
        _ => match (&head, wrapped_list(&head)) {
            (std::borrow::Cow::Borrowed(_), Some(start)) => start,
            _ => blank,
        },
    };
    blocks::for_each(input, sink, skip, element, record)
}

/// One object as a paper.
pub(super) fn record(bytes: &[u8], place: Place) -> Outcome {
    let text = clean::decode(bytes);
    let mut draft = match serde_json::from_str::<Draft<'_>>(text.trim_end()) {
        Ok(draft) => draft,
        Err(error) => {
            let (reason, below) = json_fault::reason(&error, &text);
            return Outcome::skipped(Place { line: place.line + below, ..place }, reason);
        }
    };
    if let std::borrow::Cow::Owned(_) = text {
        draft.repaired("bytes that are no UTF-8 were read as Windows-1252".to_owned());
    }
    Outcome::of(draft, place)
}

/// Where the elements begin of a list of objects that an object holds under one of the usual keys.
fn wrapped_list(text: &str) -> Option<usize> {
    let ends = LISTS.iter().filter_map(|key| {
        let (at, key) = text.match_indices(&format!("\"{key}\"")).next()?;
        let colon = text[at + key.len()..].trim_start().strip_prefix(':')?;
        let list = colon.trim_start().strip_prefix('[')?;
        let start = text.len() - list.len();
        // A list in the first record, not around the records, has fields of a paper before it.
        let before = &text[..at];
        let inside = ["\"title\"", "\"authors\"", "\"abstract\""].iter().any(|field| before.contains(field));
        (list.trim_start().starts_with('{') && !inside).then_some(start)
    });
    ends.min()
}

/// Cuts off what stands between elements, then an element.
fn element(text: &[u8], ended: bool) -> Cut {
    let between = text.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b',').count();
    if between > 0 {
        return Cut::Pass(between);
    }
    match text.first() {
        None => Cut::More,
        Some(b']') => next_page(text, ended),
        Some(b'{' | b'[') => nested(text, ended),
        Some(_) => match text.iter().position(|byte| matches!(byte, b',' | b']' | b'\n')) {
            Some(end) => Cut::Fault(end.max(1), "an element is no object".to_owned()),
            None if ended => Cut::Fault(text.len(), "an element is no object".to_owned()),
            None => Cut::More,
        },
    }
}

/// Cuts off the end of a list with the front of the page behind it: services hand out their lists in pages, and people
/// put the pages into one file.
fn next_page(text: &[u8], ended: bool) -> Cut {
    // Facets and notes about the answer may stand between.
    const FRONT: usize = 64 * 1024;
    if text.len() < FRONT && !ended {
        return Cut::More;
    }
    let front = clean::decode(&text[1..text.len().min(FRONT)]);
    let bare = front.trim_start().strip_prefix('[').map(|list| front.len() - list.len());
    // Objects of one list have a comma between.
    let page =
        front.match_indices('}').map(|(at, _)| at + 1).find(|&at| front[at..].trim_start().starts_with('{'));
    let wrapped = page.and_then(|page| Some(page + wrapped_list(&front[page..])?));
    match (&front, bare.or(wrapped)) {
        (std::borrow::Cow::Borrowed(_), Some(list)) => Cut::Pass(1 + list),
        _ => Cut::Stop,
    }
}

/// Cuts off an object or array: up to the bracket that closes the first, outside of strings.
fn nested(text: &[u8], ended: bool) -> Cut {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return Cut::Record(at + 1);
                }
            }
            b'"' => match string(&text[at + 1..]) {
                Quoted::Closed(length) => at += length + 1,
                Quoted::Torn(length) => return torn(text, at + 1 + length, ended),
                Quoted::Open => break,
            },
            _ => {}
        }
        at += 1;
    }
    match ended {
        true => Cut::Fault(
            text.len(),
            "the object that begins here never ends; nothing after it was read".to_owned(),
        ),
        false => Cut::More,
    }
}

/// How a string goes on behind its first quote.
enum Quoted {
    /// Its last quote stands after so many bytes.
    Closed(usize),
    /// A line ends inside of it, which JSON forbids, after so many bytes.
    Torn(usize),
    /// The text ends first.
    Open,
}

fn string(text: &[u8]) -> Quoted {
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', &text[at..]) {
        at += found;
        match text[at] {
            b'"' => return Quoted::Closed(at),
            b'\n' => return Quoted::Torn(at),
            _ => at += 2,
        }
        if at >= text.len() {
            break;
        }
    }
    Quoted::Open
}

/// Cuts off an object with a string that does not end: up to the next line that begins an object.
fn torn(text: &[u8], line_end: usize, ended: bool) -> Cut {
    let mut end = line_end;
    while let Some(next) = memchr::memchr(b'\n', &text[end..]).map(|at| end + at + 1) {
        let begins = text[next..].iter().find(|byte| !byte.is_ascii_whitespace());
        if begins == Some(&b'{') {
            return Cut::Fault(next, "no record in JSON: a string does not end on its line".to_owned());
        }
        end = next;
    }
    match ended {
        true => Cut::Fault(text.len(), "no record in JSON: a string does not end on its line".to_owned()),
        false => Cut::More,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts a whole text; records as text, faults as `!`.
    fn cut(text: &str) -> Vec<String> {
        let (mut at, mut pieces) = (0, Vec::new());
        loop {
            match element(&text.as_bytes()[at..], true) {
                Cut::Pass(length) => at += length,
                Cut::Record(length) => {
                    pieces.push(text[at..at + length].to_owned());
                    at += length;
                }
                Cut::Fault(length, _) => {
                    pieces.push("!".to_owned());
                    at += length;
                }
                Cut::Stop | Cut::More | Cut::Beside(..) => return pieces,
            }
        }
    }

    #[test]
    fn elements_end_at_their_own_bracket() {
        assert_eq!(cut(r#"{"a":"}\"]"}, {"b":[{}]} ], {"c"}"#), [r#"{"a":"}\"]"}"#, r#"{"b":[{}]}"#]);
        assert_eq!(cut("{}\n{}"), ["{}", "{}"]);
        assert_eq!(cut("1, null, {}]"), ["!", "!", "{}"]);
    }

    #[test]
    fn a_string_without_end_costs_one_record() {
        assert_eq!(cut("{\"a\": \"x\n, \"b\": 1},\n{\"c\":2}]"), ["!", "{\"c\":2}"]);
        assert_eq!(cut("{\"a\": {"), ["!"]);
    }

    #[test]
    fn pages_follow_upon_pages() {
        let page = r#"{"meta": {"n": 1}, "results": [{"a":1}], "groups": [{"x": 2}], "data": [{"y": 3}]}"#;
        let text = format!("{page}\n{page}");
        let start = wrapped_list(&text).unwrap();
        assert_eq!(cut(&text[start..]), ["{\"a\":1}"; 2]);
        assert_eq!(cut(&text[start..page.len()]), ["{\"a\":1}"]);
        assert_eq!(cut("{}]\n[{}, {}]"), ["{}"; 3]);
    }

    #[test]
    fn lists_inside_an_object_are_found() {
        let text = r#"{"meta": {"count": 2}, "results" : [ {"title": "A"}]}"#;
        assert_eq!(wrapped_list(text).map(|at| &text[at..]), Some(r#" {"title": "A"}]}"#));
        assert_eq!(wrapped_list(r#"{"title": "A", "data": [{"x": 1}]}"#), None);
        assert_eq!(wrapped_list(r#"{"results": 3}"#), None);
    }
}
