//! A page before it is Markdown or HTML: blocks of lines. Text here is as it came; renderers escape it.

use crate::escape::Url;
use crate::view::YearCount;

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
    Heading {
        level: u8,
        text: String,
        anchor: Option<String>,
    },
    Paragraph(Line),
    List(Vec<Line>),
    Table {
        columns: Vec<(&'static str, Side)>,
        rows: Vec<Vec<Line>>,
    },
    Picture {
        path: String,
        alt: String,
    },
    /// Papers of each year, the years without gaps.
    Years(Vec<(i32, usize)>),
    /// Headings with what leads to them.
    Contents(Vec<Entry>),
}

/// A line of the table of contents.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    /// Whether it stands beneath the one before it.
    pub inner: bool,
    pub text: String,
    pub anchor: String,
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
        self.blocks.push(Block::Picture { path: picture.path.clone(), alt: picture.alt.clone() });
    }

    /// A small chart of papers by year; nothing where fewer than two years have any.
    pub fn years(&mut self, counts: &[YearCount]) {
        /// Years before the last one that are shown: a wrong year must not squeeze the others.
        const LONGEST: i32 = 80;
        let Some(last) = counts.iter().map(|count| count.year).max() else { return };
        let shown = || counts.iter().filter(|count| count.year > last.saturating_sub(LONGEST));
        let Some(first) = shown().map(|count| count.year).min().filter(|&first| first < last) else { return };
        let mut years: Vec<(i32, usize)> = (first..=last).map(|year| (year, 0)).collect();
        for count in shown() {
            years[(count.year - first) as usize].1 += count.papers;
        }
        self.blocks.push(Block::Years(years));
    }

    /// Puts a table of contents before the block at `place`: headings of level 2, which get anchors here, and what has an
    /// anchor beneath them.
    pub fn contents(&mut self, place: usize) {
        let mut entries = Vec::new();
        let mut sections = 0;
        for block in &mut self.blocks[place..] {
            let Block::Heading { level, text, anchor } = block else { continue };
            if *level == 2 {
                sections += 1;
                anchor.get_or_insert_with(|| format!("section-{sections}"));
            }
            if let Some(anchor) = anchor {
                entries.push(Entry { inner: *level > 2, text: text.clone(), anchor: anchor.clone() });
            }
        }
        self.blocks.insert(place, Block::Contents(entries));
    }
}
