//! Short hands for charts: lines of plain text.

use crate::canvas::{Canvas, Pixel, Text};
use crate::font::{self, Weight};
use crate::palette::Rgb;

/// A line of text from a place on.
pub(crate) fn write(canvas: &mut dyn Canvas, text: &str, start: Pixel, em: f64, rgb: Rgb) {
    let weight = Weight::Regular;
    canvas.text(&Text { text, start, em, weight, rgb, halo: false, upwards: false });
}

/// A line of text with a white rim.
pub(crate) fn write_over(canvas: &mut dyn Canvas, text: &str, start: Pixel, em: f64, rgb: Rgb) {
    let weight = Weight::Regular;
    canvas.text(&Text { text, start, em, weight, rgb, halo: true, upwards: false });
}

/// How wide a line is.
pub(crate) fn width(text: &str, em: f64) -> f64 {
    font::width(text, Weight::Regular, em)
}

/// One line of at most `room` pixels, whatever the text.
pub(crate) fn fit(text: &str, em: f64, room: f64) -> String {
    font::ellipsis(&font::clean(text), Weight::Regular, em, room)
}
