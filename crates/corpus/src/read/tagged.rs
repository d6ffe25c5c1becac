//! Lines that begin with a tag: what RIS, Web of Science and PubMed have in common.
//!
//! A field is a tag and a value that runs over the untagged lines behind it. A record is a run of fields between
//! marks. Where a mark is missing, the next one closes the record: an unclosed record costs nobody else.

use std::borrow::Cow;

use super::{
    blocks::{self, Cut},
    draft::{Draft, shown},
    input::Input,
    sink::{Outcome, Sink},
    value::Value,
};
use crate::{Place, ReadError, clean, fields::Field as Meaning};

/// A tag in upper case, filled up with spaces: `TI  `, `PMID`.
pub(super) type Tag = [u8; 4];

/// What a line says about where records begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The first line of a record.
    Opens,
    /// The last line of a record.
    Closes,
    /// A line that stands once in a record: the second one belongs to a record that lost its first line.
    Once,
    /// A line of the file, not of a record.
    Outside,
    /// Any other line.
    Inside,
}

/// How a format writes its tags.
#[derive(Clone, Copy)]
pub(super) struct Syntax {
    /// The tag of a line and where the value begins; nothing for a line without a tag.
    pub tag: fn(&[u8]) -> Option<(Tag, usize)>,
    /// What the tag marks.
    pub mark: fn(Tag) -> Mark,
    /// What a record lacks that was not opened, and one that was not closed, worded for a message.
    pub opener: &'static str,
    /// As `opener`; nothing where records of the format are not closed.
    pub closer: Option<&'static str>,
}

/// A field of a record. The value keeps its line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Field<'a> {
    pub tag: Tag,
    pub value: &'a str,
}

impl<'a> Field<'a> {
    /// The lines of the value that are not blank, trimmed.
    pub fn lines(self) -> impl Iterator<Item = &'a str> {
        self.value.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty())
    }

    /// The value as it is.
    pub fn text(self) -> Value<'a> {
        text(self.value)
    }
}

/// A text as a value.
pub(super) fn text(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

/// Adds a list, unless it is empty: an empty one would hide others of its field.
pub(super) fn add_list<'a>(draft: &mut Draft<'a>, meaning: Meaning, rank: u8, list: Vec<Value<'a>>) {
    if !list.is_empty() {
        draft.add(meaning, rank, Value::List(list));
    }
}

/// Reads all records of the input; `fill` gives the fields of a record their meaning.
pub(super) fn read(
    input: &mut Input,
    sink: &mut Sink,
    syntax: Syntax,
    fill: impl for<'a> Fn(&[Field<'a>], &mut Draft<'a>) + Sync + Send,
) -> Result<(), ReadError> {
    let record = |bytes: &[u8], place: Place| {
        let record = clean::decode(bytes);
        let mut draft = Draft::default();
        if let Cow::Owned(_) = record {
            draft.repaired("bytes that are no UTF-8 were read as Windows-1252".to_owned());
        }
        let fields = syntax.fields(&record);
        syntax.note_missing_marks(&fields, &mut draft);
        fill(&fields, &mut draft);
        Outcome::of(draft, place)
    };
    blocks::for_each(input, sink, 0, |text, ended| syntax.cut(text, ended), record)
}

impl Syntax {
    /// Cuts off what stands between records (counters, headings, blank lines), then a record.
    pub fn cut(&self, text: &[u8], ended: bool) -> Cut {
        let (mut open, mut once) = (None, None);
        let mut at = 0;
        while let Some((line, next)) = line(text, at, ended) {
            let start = std::mem::replace(&mut at, next);
            let Some((tag, _)) = (self.tag)(line) else {
                match open {
                    None if is_heading(line) => {}
                    None if start > 0 => return Cut::Pass(start),
                    None => return self.beside(text, ended),
                    Some(_) => {}
                }
                continue;
            };
            let mark = (self.mark)(tag);
            match (open, mark) {
                (None, Mark::Outside | Mark::Closes) => {}
                (None, _) if start > 0 => return Cut::Pass(start),
                (None, _) => open = Some(tag),
                (Some(_), Mark::Opens | Mark::Outside) => return Cut::Record(start),
                (Some(_), Mark::Once) if once == Some(tag) => return Cut::Record(start),
                (Some(_), Mark::Closes) => return Cut::Record(next),
                (Some(_), Mark::Once | Mark::Inside) => {}
            }
            if mark == Mark::Once {
                once = once.or(Some(tag));
            }
        }
        match open {
            Some(_) if ended => Cut::Record(text.len()),
            None if at > 0 => Cut::Pass(at),
            _ => Cut::More,
        }
    }

    /// Cuts off text that stands between records and is none of their counters: up to the next line with a tag.
    fn beside(&self, text: &[u8], ended: bool) -> Cut {
        /// Bytes of one problem.
        const LONGEST: usize = 64 * 1024;
        let (mut at, mut lines) = (0, 0_usize);
        loop {
            match line(text, at, ended) {
                Some((line, _)) if (self.tag)(line).is_some() => break,
                Some((line, next)) => {
                    lines += usize::from(!is_heading(line));
                    at = next;
                }
                None if !ended && at < LONGEST => return Cut::More,
                None => break,
            }
            if at > LONGEST {
                break;
            }
        }
        let first = String::from_utf8_lossy(
            text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default(),
        );
        let lines = if lines == 1 {
            "a line of text belongs".to_owned()
        } else {
            format!("{lines} lines of text belong")
        };
        Cut::Beside(at, format!("{lines} to no record: {}", shown(&clean::text(&first))))
    }

    /// The fields of a record, in its order. Lines before the first tag belong to none.
    pub fn fields<'a>(&self, record: &'a str) -> Vec<Field<'a>> {
        let mut fields: Vec<Field<'a>> = Vec::with_capacity(64);
        // Where the value of the last field begins.
        let mut from = 0;
        let mut at = 0;
        while let Some((line, next)) = line(record.as_bytes(), at, true) {
            if let Some((tag, value)) = (self.tag)(line) {
                if let Some(last) = fields.last_mut() {
                    last.value = record[from..at].trim();
                }
                fields.push(Field { tag, value: "" });
                from = at + value;
            }
            at = next;
        }
        if let Some(last) = fields.last_mut() {
            last.value = record[from..].trim();
        }
        fields
    }

    /// Whether one of the first lines of a head, blank ones left out, has a tag that opens a record.
    pub fn opens_early(&self, head: &str, lines: usize) -> bool {
        self.early_tags(head, lines).any(|tag| (self.mark)(tag) == Mark::Opens)
    }

    /// The tags of the first lines of a head, blank ones left out.
    pub fn early_tags(&self, head: &str, lines: usize) -> impl Iterator<Item = Tag> {
        let lines = head.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(lines);
        lines.filter_map(|line| (self.tag)(line.as_bytes())).map(|(tag, _)| tag)
    }

    fn note_missing_marks(&self, fields: &[Field<'_>], draft: &mut Draft<'_>) {
        let is = |field: Option<&Field<'_>>, mark| field.is_some_and(|field| (self.mark)(field.tag) == mark);
        if !is(fields.first(), Mark::Opens) {
            draft.repaired(format!("the record has no {} line", self.opener));
        }
        if let Some(closer) = self.closer.filter(|_| !is(fields.last(), Mark::Closes)) {
            draft.repaired(format!("the record has no {closer} line"));
        }
    }
}

/// Whether a line between records is blank, a counter (`12.`, `<3>`, `Record 4 of 20`), or what Embase puts behind every
/// record: `Link to the ...`.
fn is_heading(line: &[u8]) -> bool {
    const WORDS: [&[u8]; 8] =
        [b"record", b"records", b"reference", b"citation", b"result", b"no", b"of", b"page"];
    let words =
        line.split(|byte| byte.is_ascii() && !byte.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    line.starts_with(b"Link to")
        || words.into_iter().all(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// The line at `at` without its end, and where the next begins. Ends are LF, CR and both, also mixed in one file.
/// Nothing at the end of the text, and, unless it `ended`, for a line that may go on.
fn line(text: &[u8], at: usize, ended: bool) -> Option<(&[u8], usize)> {
    let rest = &text[at..];
    match memchr::memchr2(b'\n', b'\r', rest) {
        Some(end) => Some((&rest[..end], at + end + 1)),
        None if ended && !rest.is_empty() => Some((rest, text.len())),
        None => None,
    }
}

/// A tag before a dash, as in `TY  - JOUR` and `PMID- 1`: two letters or digits up to `longest`, letter first.
///
/// The usual way fills the tag up to four characters; then it may be in lower case and indented. Other gaps pass only
/// behind capitals and before a blank, for `so - called` may stand at the front of a wrapped line.
pub(super) fn before_dash(line: &[u8], longest: usize) -> Option<(Tag, usize)> {
    let blanks = |text: &[u8]| text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let indent = blanks(line);
    let text = &line[indent..];
    let length = text.iter().take(longest + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if !(2..=longest).contains(&length) || !text[0].is_ascii_alphabetic() {
        return None;
    }
    let dash = length + blanks(&text[length..]);
    if text.get(dash) != Some(&b'-') {
        return None;
    }
    let capitals = !text[..length].iter().any(u8::is_ascii_lowercase);
    let blank_behind = text.get(dash + 1).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    let usual = dash == 4 && length < 4 && (capitals || blank_behind);
    let odd = indent == 0 && dash <= 8 && capitals && blank_behind;
    (usual || odd).then(|| (padded(&text[..length]), indent + dash + 1))
}

/// The tag in upper case, filled up with spaces.
pub(super) fn padded(tag: &[u8]) -> Tag {
    let mut padded = [b' '; 4];
    for (to, from) in padded.iter_mut().zip(tag) {
        *to = from.to_ascii_uppercase();
    }
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    const SYNTAX: Syntax = Syntax {
        tag: |line| before_dash(line, 2),
        mark: |tag| match &tag {
            b"TY  " => Mark::Opens,
            b"ER  " => Mark::Closes,
            b"ON  " => Mark::Once,
            b"EF  " => Mark::Outside,
            _ => Mark::Inside,
        },
        opener: "TY",
        closer: Some("ER"),
    };

    /// The records of `text`, as it is and as it comes in small pieces.
    fn records(text: &str) -> Vec<&str> {
        let bytes = text.as_bytes();
        let (mut at, mut end, mut records) = (0, bytes.len().min(1), Vec::new());
        loop {
            let length = match SYNTAX.cut(&bytes[at..end], end == bytes.len()) {
                Cut::Record(length) => {
                    records.push(text[at..at + length].trim_end());
                    length
                }
                Cut::Pass(length) => length,
                _ if end == bytes.len() => return records,
                _ => {
                    end += 1;
                    0
                }
            };
            at += length;
        }
    }

    #[test]
    fn records_end_at_their_mark_or_before_the_next() {
        assert_eq!(
            records("1.\nTY  - A\nER  -\n\n2.\nTY  - B\nER  - \n"),
            ["TY  - A\nER  -", "TY  - B\nER  -"]
        );
        assert_eq!(records("TY  - A\nTI  - x\nTY  - B"), ["TY  - A\nTI  - x", "TY  - B"]);
        assert_eq!(
            records("TI  - x\nER  -\nER  -\nTY  - B\nEF  -\nTY  - C"),
            ["TI  - x\nER  -", "TY  - B", "TY  - C"]
        );
        assert_eq!(records("ON  - 1\nTI  - x\nON  - 2\n"), ["ON  - 1\nTI  - x", "ON  - 2"]);
        assert_eq!(records("nothing\nof this\n"), [""; 0]);
    }

    #[test]
    fn text_between_records_is_told() {
        let cut = |text: &str| SYNTAX.cut(text.as_bytes(), true);
        let text = "A lost abstract\nof two lines.\n\n1.\nTY  - B";
        let Cut::Beside(length, reason) = cut(text) else { unreachable!() };
        assert_eq!(
            (&text[length..], reason.as_str()),
            ("TY  - B", "2 lines of text belong to no record: \"A lost abstract\"")
        );
        for heading in ["12.\n<3>\nRecord 4 of 20\n\nTY  - B", "Link to the full text\nTY  - B"] {
            assert_eq!(cut(heading), Cut::Pass(heading.len() - 7));
        }
    }

    #[test]
    fn values_run_over_untagged_lines() {
        let fields = SYNTAX.fields("TY  - A\nAB  - one\n\ntwo\rAD  - x\r\n");
        let shown: Vec<(&str, &str)> = fields
            .iter()
            .map(|field| (std::str::from_utf8(&field.tag).expect("ASCII").trim(), field.value))
            .collect();
        assert_eq!(shown, [("TY", "A"), ("AB", "one\n\ntwo"), ("AD", "x")]);
        assert!(fields[1].lines().eq(["one", "two"]));
    }

    #[test]
    fn tags_with_odd_spacing() {
        let tag = |line: &str| before_dash(line.as_bytes(), 4).map(|(tag, at)| (tag, line[at..].to_owned()));
        for line in ["TY  - A", "TY - A", "TY- A", "TY   - A", "ty  - A", "  TY  - A", "TY\t- A"] {
            assert_eq!(tag(line), Some((*b"TY  ", " A".to_owned())), "{line}");
        }
        assert_eq!(tag("TY  -A"), Some((*b"TY  ", "A".to_owned())));
        assert_eq!(tag("ER  -"), Some((*b"ER  ", String::new())));
        assert_eq!(tag("PMID- 1"), Some((*b"PMID", " 1".to_owned())));
        for line in
            ["so - called", "SARS-CoV-2", "mRNA- and", "10  - 2", "T  - A", "TITLE- A", "", "-", "  TY - A"]
        {
            assert_eq!(tag(line), None, "{line}");
        }
    }
}
