//! Where pictures are drawn: a raster ([`raster::png`]) or a vector drawing ([`vector::svg`]), both on `plotters`.
//!
//! A drawing is a function of a [`Canvas`], so that the PNG and the SVG of a picture never differ. Places are in pixels, y
//! grows downwards.

pub mod raster;
pub mod vector;

pub use crate::geometry::{Pixel, Rect};
use crate::{font::Weight, palette::Rgb};

/// The size of the canvas and what holds for all shapes on it.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Pixels an inch.
    pub dpi: u32,
    /// Width in pixels of the white rim around each disc; 0 for none.
    pub rim: f64,
}

/// How much of what lies beneath the rim of a disc hides.
const RIM_ALPHA: f64 = 0.75;

/// Width of the white rim of text as a share of the em.
const HALO: f64 = 0.19;

/// A colour and how much of what lies beneath it hides, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ink {
    /// The colour.
    pub rgb: Rgb,
    /// 0 hides nothing, 1 everything.
    pub alpha: f64,
}

impl Ink {
    /// A colour that hides what lies beneath.
    pub fn solid(rgb: Rgb) -> Self {
        Self { rgb, alpha: 1.0 }
    }
}

/// One line of text.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// What it says: one line, [cleaned](crate::font::clean).
    pub text: &'a str,
    /// Where its baseline begins.
    pub start: Pixel,
    /// Pixels an em.
    pub em: f64,
    /// Which cut.
    pub weight: Weight,
    /// Its colour.
    pub rgb: Rgb,
    /// Whether a white rim sets it off from what lies beneath.
    pub halo: bool,
    /// Whether it runs upwards instead of to the right.
    pub upwards: bool,
}

/// What a picture is drawn on.
///
/// Nothing is returned: an error keeps until the drawing is done and is then returned by the function that made the canvas.
/// What lies outside of the canvas is not drawn.
pub trait Canvas {
    /// A filled rectangle.
    fn rect(&mut self, area: Rect, ink: Ink);
    /// A filled disc, with the rim of the [`Sheet`].
    fn disc(&mut self, centre: Pixel, radius: f64, ink: Ink);
    /// A straight line.
    fn line(&mut self, from: Pixel, to: Pixel, width: f64, ink: Ink);
    /// A line of text.
    fn text(&mut self, text: &Text<'_>);
}
