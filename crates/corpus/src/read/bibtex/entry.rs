//! The inside of an entry: its type, its key and its fields, with all that people get wrong in them.

use std::borrow::Cow;

use super::{
    super::{
        draft::shown,
        latex::{group_end, is_escaped},
    },
    split::{self, Opening},
    strings::Strings,
};

/// The longest text that is made of several, and the longest that an abbreviation stands for. Abbreviations in one
/// another's definitions, or in every entry, could unfold to any length.
const LONGEST_JOINED: usize = 32 * 1024;

/// An entry, its values as they are written, without their delimiters.
#[derive(Debug, Default)]
pub(super) struct Entry<'a> {
    pub kind: &'a str,
    pub key: &'a str,
    pub fields: Vec<(&'a str, Cow<'a, str>)>,
    /// What was mended.
    pub repairs: Vec<String>,
}

/// Reads an entry that begins with its `@`. `string(name)` says what an abbreviation stands for.
pub(super) fn parse<'a>(text: &'a str, string: impl Fn(&str) -> Option<String>) -> Entry<'a> {
    let Opening::Entry { word, bracket } = split::opening(text.as_bytes()) else { return Entry::default() };
    let close = if text.as_bytes()[bracket] == b'(' { b')' } else { b'}' };
    let mut parser = Parser { text, at: bracket + 1, close, string, repairs: Vec::new() };
    let key = parser.key();
    let fields = parser.fields();
    Entry { kind: word, key, fields, repairs: parser.repairs }
}

/// The definitions inside of a `@string` block, which may use one another.
pub(super) fn definitions(text: &str, strings: &Strings) -> Vec<(String, String)> {
    let close = if text.trim_end().ends_with(')') { b')' } else { b'}' };
    let mut parser =
        Parser { text, at: 0, close, string: |name: &str| strings.here(name), repairs: Vec::new() };
    let short = parser.fields().into_iter().filter(|(_, value)| value.len() <= LONGEST_JOINED);
    short.map(|(name, value)| (name.to_owned(), value.into_owned())).collect()
}

struct Parser<'a, S> {
    text: &'a str,
    at: usize,
    /// The bracket that closes the entry.
    close: u8,
    string: S,
    repairs: Vec<String>,
}

impl<'a, S: Fn(&str) -> Option<String>> Parser<'a, S> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, unwanted: impl Fn(&u8) -> bool) {
        self.at += self.text.as_bytes()[self.at..].iter().take_while(|byte| unwanted(byte)).count();
    }

    /// The key; empty where the first thing is a field.
    fn key(&mut self) -> &'a str {
        self.skip(u8::is_ascii_whitespace);
        let rest = self.rest();
        // Braces belong to keys too: `labb{\'e}2022`.
        let comma = rest.find([',', '=', '\n']).unwrap_or(rest.len());
        let end = match rest[..comma].contains('{') {
            true => comma,
            false => rest.find([',', '=', '}', '"']).unwrap_or(rest.len()),
        };
        if rest[end..].starts_with(['=', '"']) {
            self.repairs.push("the entry has no key".to_owned());
            return "";
        }
        self.at += end;
        let key = rest[..end].trim();
        key.strip_suffix(char::from(self.close)).unwrap_or(key).trim_end()
    }

    fn fields(&mut self) -> Vec<(&'a str, Cow<'a, str>)> {
        let mut fields = Vec::with_capacity(24);
        loop {
            self.skip(|&byte| byte.is_ascii_whitespace() || byte == b',');
            match self.peek() {
                None => {
                    if self.repairs.is_empty() {
                        self.repairs.push("the entry has no closing brace".to_owned());
                    }
                    return fields;
                }
                Some(byte) if byte == self.close || byte == b'}' => {
                    self.at += 1;
                    if self.rest().trim().is_empty() {
                        return fields;
                    }
                    self.repairs.push("a closing brace too many stands between the fields".to_owned());
                }
                Some(_) => match self.name() {
                    Some(name) => fields.push((name, self.value(name))),
                    None => self.stray(),
                },
            }
        }
    }

    /// The name before an equals sign.
    fn name(&mut self) -> Option<&'a str> {
        let rest = self.rest();
        let end = rest.find(['=', ',', '{', '}', '"']).filter(|&end| rest[end..].starts_with('='))?;
        self.at += end + 1;
        Some(rest[..end].trim())
    }

    /// Leaves out what is no field, up to the next comma or bracket.
    fn stray(&mut self) {
        let rest = self.rest();
        let text = rest.as_bytes();
        let length = match text.first() {
            Some(b'{') => group_end(text).map_or(rest.len(), |end| end + 1),
            _ => 1 + text[1..].iter().position(|byte| b",{}\n".contains(byte)).unwrap_or(rest.len() - 1),
        };
        self.repairs.push(format!("{} is no field: left out", shown(rest[..length].trim())));
        self.at += length;
    }

    /// A value: parts joined by `#`.
    fn value(&mut self, name: &str) -> Cow<'a, str> {
        let mut value = self.part(name);
        loop {
            let before = self.at;
            self.skip(u8::is_ascii_whitespace);
            if self.peek() != Some(b'#') {
                self.at = before;
                return value;
            }
            self.at += 1;
            let part = self.part(name);
            if value.len() + part.len() > LONGEST_JOINED {
                self.repairs
                    .push(format!("the parts of `{name}` are too long to be joined: the first ones were"));
                continue;
            }
            value.to_mut().push_str(&part);
        }
    }

    fn part(&mut self, name: &str) -> Cow<'a, str> {
        self.skip(u8::is_ascii_whitespace);
        let rest = self.rest();
        let end = match self.peek() {
            Some(b'{') => group_end(rest.as_bytes()),
            Some(b'"') => quoted_end(rest.as_bytes(), self.close),
            _ => return self.bare(),
        };
        match end {
            Some(end) => {
                self.at += end + 1;
                Cow::Borrowed(&rest[1..end])
            }
            None => self.unclosed(name),
        }
    }

    /// A number, an abbreviation, or words that lack their braces.
    fn bare(&mut self) -> Cow<'a, str> {
        let rest = self.rest();
        let ends = |byte: &u8| b",#\n}".contains(byte) || *byte == self.close;
        let length = rest.bytes().position(|byte| ends(&byte)).unwrap_or(rest.len());
        self.at += length;
        let word = rest[..length].trim();
        if word.is_empty() || word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Cow::Borrowed(word);
        }
        if let Some(meaning) = (self.string)(word) {
            return Cow::Owned(meaning);
        }
        self.repairs.push(match word.contains(char::is_whitespace) {
            true => format!("{} stands in no braces", shown(word)),
            false => format!("{} is no abbreviation that the file defines: taken as it is", shown(word)),
        });
        Cow::Borrowed(word)
    }

    /// A value that is never closed ends before the next line that looks like a field, else with the entry.
    fn unclosed(&mut self, name: &str) -> Cow<'a, str> {
        let rest = self.rest();
        let next = memchr::memchr_iter(b'\n', rest.as_bytes())
            .find(|&end| split::is_field(&rest.as_bytes()[end + 1..]) == Some(true));
        let end = next.unwrap_or(rest.len());
        self.at += end;
        self.repairs.push(format!("the value of `{name}` is not closed: it was taken to end with its line"));
        let value = rest[1..end].trim_end().trim_end_matches(',').trim_end();
        // At the end of the entry its own bracket is no part of the value.
        Cow::Borrowed(match next {
            None => value.trim_end_matches(char::from(self.close)).trim_end(),
            Some(_) => value.strip_suffix(['"', '}']).unwrap_or(value),
        })
    }
}

/// Where the quoted value ends that begins `text`: at a quote outside of braces that is not escaped, unless that quote
/// can only be the last.
fn quoted_end(text: &[u8], close: u8) -> Option<usize> {
    let mut depth = 0_usize;
    for at in 1..text.len() {
        match text[at] {
            b'{' if !is_escaped(text, at) => depth += 1,
            b'}' if !is_escaped(text, at) => depth = depth.checked_sub(1)?,
            b'"' if depth == 0 && (!is_escaped(text, at) || ends_value(&text[at + 1..], close)) => {
                return Some(at);
            }
            _ => {}
        }
    }
    None
}

fn ends_value(text: &[u8], close: u8) -> bool {
    let next = text.iter().find(|byte| !byte.is_ascii_whitespace());
    next.is_none_or(|&byte| byte == b',' || byte == b'#' || byte == close)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> (Vec<String>, usize) {
        let entry = parse(text, |name| (name == "vis").then(|| "IEEE VIS".to_owned()));
        let mut shown = vec![format!("{}:{}", entry.kind, entry.key)];
        shown.extend(entry.fields.iter().map(|(name, value)| format!("{name}={value}")));
        (shown, entry.repairs.len())
    }

    #[test]
    fn values_in_all_spellings() {
        let (found, repairs) = fields(
            "@Article{ k:1, title = {A {\"}B}, t2=\"a {\"}b\\\"c\" , n = 12, j = vis # { 20} # \"19\",\n funding_text 1={x}}",
        );
        assert_eq!(
            found,
            [
                "Article:k:1",
                "title=A {\"}B",
                "t2=a {\"}b\\\"c",
                "n=12",
                "j=IEEE VIS 2019",
                "funding_text 1=x"
            ]
        );
        assert_eq!(repairs, 0);
        assert_eq!(fields("@book(k, t={A}, )"), (vec!["book:k".into(), "t=A".into()], 0));
        assert_eq!(fields("@book{k}"), (vec!["book:k".into()], 0));
        assert_eq!(fields("@book(k)"), (vec!["book:k".into()], 1));
    }

    #[test]
    fn what_people_get_wrong() {
        let cases: [(&str, &[&str], usize); 9] = [
            ("@a{k, t={A} y={2}}", &["a:k", "t=A", "y=2"], 0),
            ("@a{k,, t={A},, y=,}", &["a:k", "t=A", "y="], 0),
            ("@a{t={A}, y={2}}", &["a:", "t=A", "y=2"], 1),
            ("@a{k, t={A}, junk, y={2}}", &["a:k", "t=A", "y=2"], 1),
            ("@a{k, t={A}},\n y={2}}", &["a:k", "t=A", "y=2"], 1),
            ("@a{k, t={A},\n y={2}\n", &["a:k", "t=A", "y=2"], 1),
            ("@a{k, t={A {B,\n y={2}}", &["a:k", "t=A {B", "y=2"], 1),
            ("@a{k{\\'e}1, t={A}}", &["a:k{\\'e}1", "t=A"], 0),
            ("@a{k, t=Nature Physics, y=foo}", &["a:k", "t=Nature Physics", "y=foo"], 2),
        ];
        for (text, expected, repairs) in cases {
            let expected = expected.iter().map(|&text| text.to_owned()).collect();
            assert_eq!(fields(text), (expected, repairs), "{text}");
        }
    }
}
