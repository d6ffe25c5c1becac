//! `map.html`: the map of papers as one page that opens from a disk, without a network and without a server.
//!
//! The caller fills a [`MapView`] with plain columns; [`html`] packs them into the page (`blocks.rs`, `encode.rs`) beside
//! the style and the scripts of `assets/mapview/` (`document.rs`). What the page shows is drawn in the browser.
//!
//! # Why the points are drawn by a hundred lines of our own
//!
//! A maintained library that reaches the page through a crate was the first candidate. Measured in headless Chromium 156 with
//! software rendering, 83,000 points, one after the other in the same minutes, on two cores so busy (load average 17) that only the
//! ratios mean something:
//!
//! | | script | loaded | a frame while the mouse pans |
//! | --- | ---: | ---: | ---: |
//! | plotly.js 3.0.1 (`plotly` 0.14.1), points alone | 4.65 MB | 12.1 s | no drag was done within 75 s |
//! | this page, with 59.6 MB of texts and reasons | 0.07 MB | 6.9 s | 0.93 s |
//!
//! ECharts 5.5.1 (`charming` 0.6.0) has 1.03 MB and told of no finished picture within 15 s; whether it would ever tell was not looked into.
//!
//! Neither has labels that give way to each other by zoom, a selection that becomes a table, or a panel that a keyboard and a
//! screen reader can use: the glue is what is large, and the drawing of discs is not. WebGL draws them (`points-gl.js`), and
//! where a browser has none, canvas does (`points-2d.js`).
//!
//! # What the page carries
//!
//! Positions, years and clusters stand before the script and are painted at once; texts, links and numbers follow it, deflated
//! (RFC 1951) and in base64, and are unpacked when first asked for. Abstracts come in pieces of 256 papers. Where the page would
//! become larger than [`BUDGET`], the longest abstracts are shortened to a common length, and the page says so (`abstracts.rs`).
//!
//! # Text is text
//!
//! Texts are base64 in the page and reach the document as text nodes alone. The few that the script needs at once stand in JSON in
//! which `<` is an escape. A Content-Security-Policy names the hash of the one script and the one style, and forbids any
//! connection: were there a slip, nothing would run and nothing would leave.

mod abstracts;
mod blocks;
mod document;
pub(crate) mod encode;

/// Red, green and blue, 0 to 255 (sRGB).
pub type Rgb = (u8, u8, u8);

/// The page stays below so many bytes where shorter abstracts can bring it there.
pub const BUDGET: usize = 59_900_000;

/// What the page shows. Papers, clusters and terms are named by their positions, from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapView<'a> {
    /// The heading.
    pub title: &'a str,
    /// What the points are called.
    pub nouns: Nouns<'a>,
    /// The papers, those that are worth most first: so they stand in lists, and so their names come up on the map.
    pub papers: Vec<Paper<'a>>,
    /// The clusters, the largest first.
    pub clusters: Vec<Cluster<'a>>,
    /// Numbers that points can be coloured by.
    pub columns: Vec<Column<'a>>,
    /// What the size of a point shows; empty where all are of one size.
    pub size_measure: &'a str,
    /// The colours of a scale of numbers, from the lowest to the highest; at least two.
    pub scale: Vec<Rgb>,
    /// The terms that papers and links name.
    pub terms: Vec<&'a str>,
    /// The relations that links are made of.
    pub relations: Vec<Relation<'a>>,
    /// The links that are told with reasons, ascending by (source, target), the paper with the smaller number first, each pair
    /// once.
    pub links: Vec<Link<'a>>,
    /// The most links that are told of a paper, the strongest; other papers may add theirs.
    pub nearest: usize,
}

/// What the points of a map are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nouns<'a> {
    /// One of them.
    pub one: &'a str,
    /// Many of them.
    pub many: &'a str,
    /// The table that has their numbers in full, as in `tables/papers.csv`.
    pub table: &'a str,
}

impl Default for Nouns<'_> {
    fn default() -> Self {
        Self { one: "paper", many: "papers", table: "papers" }
    }
}

/// A paper, or whatever else is mapped: most fields may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paper<'a> {
    /// What `#id` in the address of the page names.
    pub id: &'a str,
    /// The title.
    pub title: &'a str,
    /// The abstract.
    pub abstract_text: Option<&'a str>,
    /// The year.
    pub year: Option<i32>,
    /// Journal or conference.
    pub venue: Option<&'a str>,
    /// The authors in order.
    pub authors: &'a [String],
    /// The keywords.
    pub keywords: &'a [String],
    /// Where to read it; shown as a link if it begins with `http://` or `https://`.
    pub url: Option<&'a str>,
    /// The DOI, bare.
    pub doi: Option<&'a str>,
    /// The repositories that it links.
    pub repos: Vec<Repo<'a>>,
    /// Position from left to right, in any unit.
    pub x: f64,
    /// Position from bottom to top, in the unit of `x`.
    pub y: f64,
    /// The measure that the area of the disc grows with; from 0 up.
    pub size: f64,
    /// Its cluster.
    pub cluster: u32,
    /// The terms that mark it, best first.
    pub terms: Vec<u32>,
}

/// A repository of code, a model or data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repo<'a> {
    /// Host, owner and name.
    pub name: &'a str,
    /// Its page.
    pub url: String,
}

/// A cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// What it is about.
    pub label: &'a str,
    /// Its colour on a light ground and on a dark one.
    pub colours: (Rgb, Rgb),
}

/// A number a paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column<'a> {
    /// Its name, as in `tables/papers.csv`.
    pub name: &'a str,
    /// What it means, in a sentence.
    pub meaning: &'a str,
    /// A number a paper; `None` where nothing is known.
    pub values: Vec<Option<f64>>,
}

/// A kind of evidence, and what it says of each link.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Relation<'a> {
    /// Its name, as in `tables/links.csv`.
    pub name: &'a str,
    /// What it counts in the weight of a link.
    pub weight: f64,
    /// A part from 0 to 1 for each of [`MapView::links`].
    pub parts: Vec<f64>,
}

/// A link with its reasons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link<'a> {
    /// One paper.
    pub source: u32,
    /// The other.
    pub target: u32,
    /// The shared terms that count most, with the share that each has in the whole, 0 to 1.
    pub terms: Vec<(u32, f64)>,
    /// Whether the source cites the target.
    pub cites: bool,
    /// Whether the target cites the source.
    pub cited: bool,
    /// What else they have in common, beside the position of the relation in [`MapView::relations`]: repositories, cited works,
    /// citing papers, authors, keywords.
    pub common: Vec<(usize, Vec<&'a str>)>,
}

/// The page. It depends on `view` alone.
///
/// Time and space linear in the texts; packing runs in parallel, in pieces whose sizes do not depend on threads.
pub fn html(view: &MapView<'_>) -> String {
    document::page(view, BUDGET)
}
