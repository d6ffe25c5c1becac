//! XML as a stream of elements, with the line of each. Entities that a file defines itself are not expanded.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion, escape,
    events::{BytesStart, Event},
};

use super::Fault;

/// What comes next. Names are without prefixes.
pub(super) enum Node<'a> {
    /// An element begins; the second says whether it is over at once.
    Open(Element<'a>, bool),
    /// An element of this name is over.
    Close(&'a str),
    /// Text, or a piece of it.
    Text(Cow<'a, str>),
}

/// An element with its attributes.
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name with its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.attributes();
        // Whether attributes repeat is asked in the square of their number.
        attributes.with_checks(false);
        let found = attributes.flatten().find(|attribute| attribute.key.into_inner() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).unwrap_or(found.value))
    }
}

/// A file under way.
pub(super) struct Stream<'a> {
    reader: Reader<&'a [u8]>,
    text: &'a str,
    line: usize,
    counted: usize,
}

impl<'a> Stream<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { reader: Reader::from_str(text), text, line: 1, counted: 0 }
    }

    /// The line on which what came last ends.
    pub(super) fn line(&mut self) -> usize {
        let place = (self.reader.buffer_position() as usize).min(self.text.len());
        self.line += self.text.as_bytes()[self.counted..place].iter().filter(|&&byte| byte == b'\n').count();
        self.counted = place;
        self.line
    }

    /// The next node; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, Fault> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(Fault::new(self.line(), format!("this is no XML: {error}"))),
            };
            return Ok(Some(match event {
                Event::Start(element) => Node::Open(Element(element), false),
                Event::Empty(element) => Node::Open(Element(element), true),
                Event::End(element) => {
                    // The name stands in the text itself: it outlives the event.
                    let end = (self.reader.buffer_position() as usize).min(self.text.len());
                    let start = self.text[..end].rfind("</").map_or(end, |start| start + 2);
                    let name = self.text[start..end].trim_end_matches('>').trim();
                    drop(element);
                    Node::Close(name.rsplit(':').next().unwrap_or(name))
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(name) => {
                    let reference = format!("&{};", &*name);
                    let resolved = escape::unescape(&reference).map(Cow::into_owned);
                    Node::Text(Cow::Owned(resolved.unwrap_or(reference)))
                }
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            }));
        }
    }
}
