//! XML as a stream of elements, with the line of each. Entities that a file defines itself are not expanded.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion, escape,
    events::{BytesStart, Event},
};

use super::Fault;

/// Whoever reads the elements of a file. Names are without prefixes; lines are those on which what is told ends.
pub(super) trait Elements {
    /// An element begins.
    fn open(&mut self, element: &Element<'_>, line: usize);

    /// An element of this name is over.
    fn close(&mut self, name: &str, line: usize) -> Result<(), Fault>;

    /// Text, or a piece of it.
    fn text(&mut self, text: &str);
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

/// Tells `elements` of every element of `file`, from the first to the last.
pub(super) fn walk(file: &str, elements: &mut impl Elements) -> Result<(), Fault> {
    let mut reader = Reader::from_str(file);
    let mut lines = Lines { file, line: 1, counted: 0 };
    loop {
        let event = reader.read_event();
        let place = (reader.buffer_position() as usize).min(file.len());
        let line = lines.at(place);
        match event.map_err(|error| Fault::new(line, format!("this is no XML: {error}")))? {
            Event::Start(element) => elements.open(&Element(element), line),
            Event::Empty(element) => {
                let element = Element(element);
                elements.open(&element, line);
                elements.close(element.name(), line)?;
            }
            Event::End(element) => elements.close(element.local_name().into_inner(), line)?,
            Event::Text(text) => elements.text(&text),
            Event::CData(text) => elements.text(&text),
            Event::GeneralRef(name) => {
                let reference = format!("&{};", &*name);
                elements.text(&escape::unescape(&reference).unwrap_or(Cow::Borrowed(&reference)));
            }
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Lines by place in a file, counted as one goes on.
struct Lines<'a> {
    file: &'a str,
    line: usize,
    counted: usize,
}

impl Lines<'_> {
    /// The line of a place that is not before the last one.
    fn at(&mut self, place: usize) -> usize {
        self.line += self.file.as_bytes()[self.counted..place].iter().filter(|&&byte| byte == b'\n').count();
        self.counted = place;
        self.line
    }
}
