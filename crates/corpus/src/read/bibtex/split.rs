//! Where entries begin and end, by balanced braces.
//!
//! Text between entries is a comment. An entry with a brace too few ends where the next line opens an entry, so that it
//! costs none of its neighbours; one with a brace too many goes on where fields follow.

use super::{
    super::{blocks::Cut, latex::is_escaped},
    entry,
    strings::Strings,
};
use crate::{clean, kinds};

/// What an `@` begins.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Opening<'a> {
    /// A word and an opening bracket, which stands at this place.
    Entry { word: &'a str, bracket: usize },
    /// A word and something else.
    Word(&'a str),
    /// The text ends before it is known.
    Open,
    /// No word.
    Other,
}

/// What the `@` at the front of `text` begins.
pub(super) fn opening(text: &[u8]) -> Opening<'_> {
    let blank = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let from = 1 + blank(1);
    let length = text[from..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let bracket = from + length + blank(from + length);
    // Letters and digits of ASCII are text.
    let word = std::str::from_utf8(&text[from..from + length]).unwrap_or_default();
    match text.get(bracket) {
        None => Opening::Open,
        Some(_) if length == 0 => Opening::Other,
        Some(b'{' | b'(') => Opening::Entry { word, bracket },
        Some(_) => Opening::Word(word),
    }
}

/// Cuts off what belongs to no record, or an entry. Definitions of strings go to `strings`.
pub(super) fn cut(strings: &Strings, text: &[u8], ended: bool) -> Cut {
    let cut = piece(strings, text, ended);
    if let Cut::Pass(length) | Cut::Record(length) | Cut::Fault(length, _) = &cut {
        strings.pass(&text[..*length]);
    }
    cut
}

fn piece(strings: &Strings, text: &[u8], ended: bool) -> Cut {
    for at in memchr::memchr_iter(b'@', text) {
        match opening(&text[at..]) {
            Opening::Entry { .. } | Opening::Open if at > 0 => return Cut::Pass(at),
            Opening::Open if !ended => return Cut::More,
            Opening::Entry { word, bracket } => return block(strings, text, ended, word, bracket),
            Opening::Word(word) if begins_line(text, at) && kinds::of_bibtex(word).is_some() => {
                if at > 0 {
                    return Cut::Pass(at);
                }
                let line = memchr::memchr(b'\n', text).map_or(text.len(), |end| end + 1);
                return Cut::Fault(line, format!("an opening brace is missing behind `@{word}`"));
            }
            _ => {}
        }
    }
    if text.is_empty() { Cut::More } else { Cut::Pass(text.len()) }
}

/// Cuts off a block from its `@` to its end.
fn block(strings: &Strings, text: &[u8], ended: bool, word: &str, bracket: usize) -> Cut {
    let Some(length) = length(text, bracket, ended) else { return Cut::More };
    match word.to_ascii_lowercase().as_str() {
        "comment" | "preamble" => Cut::Pass(length),
        "string" => {
            for (name, value) in entry::definitions(&clean::decode(&text[bracket + 1..length]), strings) {
                strings.define(&name, value);
            }
            Cut::Pass(length)
        }
        _ => Cut::Record(length),
    }
}

/// The bytes from the `@` to the end of the block that opens at `bracket`; `None` where more text is needed.
fn length(text: &[u8], bracket: usize, ended: bool) -> Option<usize> {
    let mut scan = Scan { round: text[bracket] == b'(', depth: 0, quoted: false };
    let mut at = bracket + 1;
    while let Some(found) = scan.next(text, at) {
        at = found + 1;
        match text[found] {
            b'\n' if begins_entry(&text[at..]) => return Some(at),
            _ if !scan.closes(text[found]) => {}
            _ => match goes_on(&text[at..]) {
                None if !ended => return None,
                Some(true) => scan.depth = 0,
                _ => return Some(at),
            },
        }
    }
    ended.then_some(text.len())
}

/// Brackets and quotes passed so far.
struct Scan {
    /// Whether the block stands in parentheses.
    round: bool,
    /// Braces that are open inside of the block.
    depth: usize,
    /// Whether a quoted value is open, in a block in parentheses: a parenthesis in it does not count.
    quoted: bool,
}

impl Scan {
    /// The next byte that matters.
    fn next(&self, text: &[u8], mut from: usize) -> Option<usize> {
        loop {
            let rest = &text[from..];
            let found = from
                + match self.round {
                    false => memchr::memchr3(b'{', b'}', b'\n', rest)?,
                    true => rest.iter().position(|byte| b"{}\n)\"".contains(byte))?,
                };
            if text[found] == b'\n' || !is_escaped(text, found) {
                return Some(found);
            }
            from = found + 1;
        }
    }

    /// Takes a byte that matters; whether it closes the block.
    fn closes(&mut self, byte: u8) -> bool {
        match byte {
            b'{' => self.depth += 1,
            b'"' if self.depth == 0 => self.quoted = !self.quoted,
            b'}' if self.depth > 0 => self.depth -= 1,
            b'}' => return !self.round,
            b')' => return self.depth == 0 && !self.quoted,
            _ => {}
        }
        false
    }
}

/// Whether fields follow behind a bracket that seemed to close their entry. `None` where the text ends too early.
fn goes_on(text: &[u8]) -> Option<bool> {
    let blank = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    match text.get(blank)? {
        b',' => is_field(&text[blank + 1..]),
        _ => Some(false),
    }
}

/// Whether `text` begins with a name, an equals sign and a value. `None` where it ends too early.
pub(super) fn is_field(text: &[u8]) -> Option<bool> {
    let blank = text.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+.: \t".contains(byte);
    let length = text[blank..].iter().take_while(|byte| name(byte)).count();
    if !text.get(blank)?.is_ascii_alphabetic() {
        return Some(false);
    }
    if *text.get(blank + length)? != b'=' {
        return Some(false);
    }
    let value = text[blank + length + 1..].iter().find(|byte| !byte.is_ascii_whitespace())?;
    Some(matches!(value, b'{' | b'"') || value.is_ascii_digit())
}

/// Whether a line opens an entry: `@word{key,`.
fn begins_entry(line: &[u8]) -> bool {
    let blank = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if line.get(blank) != Some(&b'@') {
        return false;
    }
    let line = &line[blank..];
    let Opening::Entry { word, bracket } = opening(line) else { return false };
    let inside = &line[bracket + 1..];
    let key = inside.iter().take_while(|byte| !b",={}\"".contains(byte)).count();
    ["comment", "string", "preamble"].iter().any(|other| word.eq_ignore_ascii_case(other))
        || inside.get(key) == Some(&b',')
        || kinds::of_bibtex(word).is_some()
}

/// Whether only white space stands before `at` on its line.
fn begins_line(text: &[u8], at: usize) -> bool {
    let before = text[..at].iter().rev().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
    before.is_none_or(|&byte| byte == b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cuts a whole text; records as text, faults as `!`.
    fn pieces(text: &str) -> Vec<String> {
        let strings = Strings::default();
        let (mut at, mut pieces) = (0, Vec::new());
        loop {
            match cut(&strings, &text.as_bytes()[at..], true) {
                Cut::Pass(length) => at += length,
                Cut::Record(length) => {
                    pieces.push(text[at..at + length].trim_end().to_owned());
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
    fn entries_end_at_their_own_brace() {
        assert_eq!(
            pieces("% a@b.org\n@a{x, t={\\{ {y}}}@comment{ @z{q} } @b ( y, t = \"a)\" , u={)} ) junk\n@C{z}"),
            ["@a{x, t={\\{ {y}}}", "@b ( y, t = \"a)\" , u={)} )", "@C{z}"]
        );
        assert_eq!(pieces("@article x, title = {A}\n}\n@book{y,}"), ["!", "@book{y,}"]);
    }

    #[test]
    fn a_brace_too_few_or_too_many_costs_no_neighbour() {
        assert_eq!(
            pieces("@a{x,\n t={y},\n u={\n}\n\n@b{z, t={1}}"),
            ["@a{x,\n t={y},\n u={\n}", "@b{z, t={1}}"]
        );
        assert_eq!(
            pieces("@a{x, t={y}},\n year = {2000}\n}\n@b{z}"),
            ["@a{x, t={y}},\n year = {2000}\n}", "@b{z}"]
        );
        assert_eq!(pieces("@a{x},\n@b{y},\n"), ["@a{x}", "@b{y}"]);
    }

    #[test]
    fn strings_are_defined_on_the_way() {
        let strings = Strings::default();
        let text = b"@string{a = \"x\"}";
        assert_eq!(cut(&strings, text, true), Cut::Pass(text.len()));
        let text = b"@string(b = a # { y})";
        assert_eq!(cut(&strings, text, true), Cut::Pass(text.len()));
        assert_eq!(strings.here("B").as_deref(), Some("x y"));
    }
}
