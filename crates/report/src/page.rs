//! A page before it is Markdown or HTML: blocks of lines. Text here is as it came; renderers escape it.

use crate::escape::Url;

/// A piece of a line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Inline {
    Text(String),
    Strong(String),
    Link { text: String, url: Url },
}

/// Text with links and emphasis.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line(pub Vec<Inline>);

impl Line {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Inline::Text(text.into()));
        self
    }

    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Inline::Strong(text.into()));
        self
    }

    pub fn link(mut self, text: impl Into<String>, url: Url) -> Self {
        self.0.push(Inline::Link { text: text.into(), url });
        self
    }

    /// A link where there is an address for it, else plain text.
    pub fn link_or_text(self, text: impl Into<String>, url: Option<Url>) -> Self {
        match url {
            Some(url) => self.link(text, url),
            None => self.text(text),
        }
    }

    pub fn then(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// Lines one after the other with `separator` between them.
    pub fn joined(lines: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        lines.into_iter().enumerate().fold(Self::new(), |all, (position, line)| {
            let all = if position == 0 { all } else { all.text(separator) };
            all.then(line)
        })
    }
}

impl<T: Into<String>> From<T> for Line {
    fn from(text: T) -> Self {
        Self::new().text(text)
    }
}

/// To which side the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Block {
    Heading { level: u8, text: String, anchor: Option<String> },
    Paragraph(Line),
    List(Vec<Line>),
    Table { columns: Vec<(&'static str, Side)>, rows: Vec<Vec<Line>> },
    Picture { url: Url, alt: String },
}

/// A page under construction.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Page {
    pub blocks: Vec<Block>,
}

impl Page {
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into(), anchor: None });
    }

    /// A heading that links can lead to.
    pub fn anchored_heading(&mut self, level: u8, text: impl Into<String>, anchor: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into(), anchor: Some(anchor.into()) });
    }

    pub fn paragraph(&mut self, line: impl Into<Line>) {
        self.blocks.push(Block::Paragraph(line.into()));
    }

    pub fn list(&mut self, items: Vec<Line>) {
        self.blocks.push(Block::List(items));
    }

    pub fn table(&mut self, columns: &[(&'static str, Side)], rows: Vec<Vec<Line>>) {
        self.blocks.push(Block::Table { columns: columns.to_vec(), rows });
    }

    pub fn picture(&mut self, picture: &crate::view::Picture) {
        self.blocks.push(Block::Picture { url: Url::local(&picture.path), alt: picture.alt.clone() });
    }
}
