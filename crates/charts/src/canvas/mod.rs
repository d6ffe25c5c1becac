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
    /// Width in pixels of the rim around each disc, in the colour of the ground; 0 for none.
    pub rim: f64,
    /// The colour beneath everything, of rims and of halos.
    pub ground: Rgb,
    /// Whether the ground itself is left out, so that what lies beneath the picture shows through.
    pub transparent: bool,
}

/// Pixels with how much each hides, smoothly spread over a rectangle.
#[derive(Clone, Debug)]
pub struct Image {
    /// Where it lies.
    pub area: Rect,
    /// Pixels a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Red, green, blue and alpha of each pixel, row by row.
    pub rgba: Vec<u8>,
}

/// What a pointer that rests on a disc reads.
#[derive(Clone, Debug)]
pub struct Tip {
    /// Centre of the disc.
    pub centre: Pixel,
    /// Its radius.
    pub radius: f64,
    /// What it says, [cleaned](crate::font::clean).
    pub text: String,
}

/// What a vector drawing has beyond its shapes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Extras<'a> {
    /// What the picture is called.
    pub title: &'a str,
    /// What lies beneath everything.
    pub ground: Option<&'a Image>,
    /// Texts for the pointer.
    pub tips: &'a [Tip],
}

/// How much of what lies beneath the rim of a disc hides.
const RIM_ALPHA: f64 = 0.75;

/// Width of the halo of text as a share of the em.
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
    /// Whether a halo in the colour of the ground sets it off from what lies beneath.
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
    /// A filled polygon that is convex, with the rim of the [`Sheet`].
    fn polygon(&mut self, corners: &[Pixel], ink: Ink);
    /// A straight line.
    fn line(&mut self, from: Pixel, to: Pixel, width: f64, ink: Ink);
    /// A line of text.
    fn text(&mut self, text: &Text<'_>);
}
