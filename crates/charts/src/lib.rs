//! Plain series and points to PNG and SVG.
//!
//! Its job: a map of points in clusters ([`map::Map`]), horizontal bars ([`bars::Bars`]), columns and lines over years
//! ([`lines::Years`]), lines over steps of a setting ([`steps`]); rows over years ([`timeline`]), spectra ([`spectrum`]), paths
//! ([`path`]), four quadrants ([`quadrants`]) and ribbons between periods ([`alluvial`]); each is a [`Chart`], drawn through `plotters` with a font that comes with the program. It knows nothing of
//! papers, graphs or files: numbers and strings go in, the bytes of a picture come out, the same on every run.
//!
//! Begin reading in [`map`], then `map/scene.rs` (where everything goes) and `canvas` (how it gets there).
//!
//! ```
//! use charts::map::{Group, Map, MapStyle, Point};
//!
//! let points = [
//!     Point { x: 0.1, y: 0.2, size: 1.0, group: 0 },
//!     Point { x: 0.9, y: 0.7, size: 3.0, group: 0 },
//! ];
//! let groups = [Group { label: "volume rendering".to_owned(), size: 2 }];
//! let map = Map { title: "Two papers", points: &points, groups: &groups, ..Map::default() };
//! let png = map.png(&MapStyle::default())?;
//! assert!(png.starts_with(b"\x89PNG"));
//! assert!(map.svg(&MapStyle::default())?.contains("volume rendering"));
//! # Ok::<(), charts::ChartError>(())
//! ```
//!
//! **Type.** Sizes of type and distances are given in points (1/72 inch) and become pixels through the resolution of the
//! style, so that a picture prints the same at any resolution. Text is measured with the font that draws it: nothing
//! overlaps or runs off the edge. DejaVu Sans covers Latin, Greek and Cyrillic. Other scripts that are set letter by letter from
//! left to right, such as Chinese, need a font of the user ([`font::set_further`]); without one, and for Arabic, Hebrew and the
//! scripts of South Asia always, labels and names are left out ([`font::can_draw`]): no picture shows boxes.

pub mod alluvial;
mod axis;
pub mod bars;
mod canvas;
mod chart;
mod error;
pub mod font;
mod frame;
mod geometry;
mod legend;
pub mod lines;
pub mod map;
pub mod palette;
pub mod path;
mod pen;
pub mod quadrants;
mod scale;
pub mod smaller;
pub mod spectrum;
pub mod steps;
pub mod timeline;

pub use chart::Chart;
pub use error::ChartError;
pub use frame::Style;
