//! GML (Himsolt 1997, "GML: A portable graph file format"), as igraph, networkx, Cytoscape and yEd write it.

use std::borrow::Cow;

use quick_xml::escape;

use super::{
    Fault, Text,
    draft::{Draft, ItemDraft, NamedLink, number},
    meaning::Meaning,
};
use crate::{Format, Network};

/// A word of the file.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Word<'a> {
    Open,
    Close,
    /// A key or a number.
    Plain(&'a str),
    Quoted(&'a str),
}

struct Words<'a> {
    text: &'a str,
    line: usize,
}

impl<'a> Words<'a> {
    fn take(&mut self, end: usize) -> &'a str {
        let (word, rest) = self.text.split_at(end);
        self.text = rest;
        self.line += word.bytes().filter(|&byte| byte == b'\n').count();
        word
    }

    fn next(&mut self) -> Result<Option<Word<'a>>, Fault> {
        loop {
            let space = self.text.len() - self.text.trim_start().len();
            self.take(space);
            match self.text.as_bytes().first() {
                Some(b'#') => {
                    let end = self.text.find('\n').unwrap_or(self.text.len());
                    self.take(end);
                }
                _ => break,
            }
        }
        Ok(Some(match self.text.as_bytes().first() {
            None => return Ok(None),
            Some(b'[') => {
                self.take(1);
                Word::Open
            }
            Some(b']') => {
                self.take(1);
                Word::Close
            }
            Some(b'"') => {
                let open = self.line;
                let end =
                    self.text[1..].find('"').ok_or_else(|| Fault::new(open, "a quote is not closed"))?;
                let word = self.take(end + 2);
                Word::Quoted(&word[1..=end])
            }
            Some(_) => {
                let ends = |c: char| c.is_whitespace() || matches!(c, '[' | ']' | '"');
                let end = self.text.find(ends).unwrap_or(self.text.len());
                Word::Plain(self.take(end))
            }
        }))
    }
}

#[derive(Default)]
struct Edge<'a> {
    source: &'a str,
    target: &'a str,
    weight: Option<&'a str>,
    line: usize,
}

struct Reading<'a> {
    draft: Draft<'a>,
    /// The lists that are open, by their keys.
    within: Vec<&'a str>,
    item: ItemDraft,
    edge: Edge<'a>,
    directed: bool,
}

pub(super) fn read(file: Text<'_>) -> Result<Network, (&str, Fault)> {
    let mut reading = Reading {
        draft: Draft::new(Format::Gml, file.file),
        within: Vec::new(),
        item: ItemDraft::default(),
        edge: Edge::default(),
        directed: false,
    };
    reading.all(Words { text: file.text, line: 1 }).map_err(|fault| (file.file, fault))?;
    Ok(reading.draft.finish())
}

impl<'a> Reading<'a> {
    fn all(&mut self, mut words: Words<'a>) -> Result<(), Fault> {
        while let Some(word) = words.next()? {
            let line = words.line;
            let key = match word {
                Word::Plain(key) => key,
                Word::Close => {
                    self.close(line)?;
                    continue;
                }
                Word::Open | Word::Quoted(_) => {
                    return Err(Fault::new(line, "a value stands here without a key"));
                }
            };
            match words.next()? {
                Some(Word::Open) => self.open(key, line),
                Some(Word::Plain(value)) => self.value(key, value, true),
                Some(Word::Quoted(value)) => self.value(key, value, false),
                Some(Word::Close) | None => {
                    return Err(Fault::new(words.line, format!("{key} has no value")));
                }
            }
        }
        match self.within.last() {
            Some(open) => {
                Err(Fault::new(words.line, format!("the file ends within {open} [: is it cut off?")))
            }
            None => Ok(()),
        }
    }

    fn open(&mut self, key: &'a str, line: usize) {
        self.within.push(key);
        match self.within.as_slice() {
            [_, "node"] => self.item = ItemDraft::new("", line),
            [_, "edge"] => self.edge = Edge { line, ..Edge::default() },
            _ => {}
        }
    }

    fn close(&mut self, line: usize) -> Result<(), Fault> {
        match self.within.as_slice() {
            [] => return Err(Fault::new(line, "a list is closed that was not opened")),
            [_, "node"] => self.draft.add(std::mem::take(&mut self.item))?,
            [_, "edge"] => {
                let Edge { source, target, weight, line } = self.edge;
                self.draft.link(NamedLink { source, target, weight, directed: self.directed, line });
            }
            _ => {}
        }
        self.within.pop();
        Ok(())
    }

    fn value(&mut self, key: &str, value: &'a str, plain: bool) {
        match (self.within.as_slice(), key) {
            ([_], "directed") => self.directed = value == "1",
            ([_], "label" | "name" | "title") => self.draft.title = unescaped(value).into_owned(),
            ([_, "node"], "id") => value.clone_into(&mut self.item.id),
            ([_, "edge"], "source") => self.edge.source = value,
            ([_, "edge"], "target") => self.edge.target = value,
            ([_, "edge"], key) if Meaning::is_weight(key) => self.edge.weight = Some(value),
            ([_, "node", "graphics"], "x" | "y") => {
                self.item.set(if key == "x" { Meaning::X } else { Meaning::Y }, value);
            }
            ([_, "node"], key) => {
                let meaning = self.draft.meaning(key, plain && number(value).is_some());
                self.item.set(meaning, &unescaped(value));
            }
            _ => {}
        }
    }
}

/// Text of which signs beyond ASCII, quotes and ampersands stand as in XML.
fn unescaped(value: &str) -> Cow<'_, str> {
    escape::unescape(value).unwrap_or(Cow::Borrowed(value))
}
