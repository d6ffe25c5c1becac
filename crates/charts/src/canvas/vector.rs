//! The vector drawing: plotters' SVG, with the little that it lacks put in after its first tag.
//!
//! plotters has neither rims nor halos nor a physical size. A rim is a rule of style for all circles; a halo is the text once more
//! beneath, in white, which the style gives a stroke: a viewer without styles shows plain text.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle, TextStyle};

use super::{Canvas, HALO, Ink, Pixel, RIM_ALPHA, Rect, Sheet, Text};
use crate::{ChartError, font, palette};

/// How far plotters sets the baseline under the place of a text, in em.
const PLOTTERS_DROP: f64 = 0.76;

/// How much larger than the em plotters takes the size of a font.
const PLOTTERS_SIZE: f64 = 1.24;

/// A drawing as an SVG of the sheet's physical size; `ground` is a PNG that lies beneath it and fills the sheet.
pub fn svg(
    sheet: &Sheet,
    ground: Option<&[u8]>,
    draw: impl FnOnce(&mut dyn Canvas),
) -> Result<String, ChartError> {
    let mut drawing = String::new();
    let mut vector =
        Vector { backend: SVGBackend::with_string(&mut drawing, (sheet.width, sheet.height)), failed: None };
    vector.rect(
        Rect { left: 0.0, top: 0.0, right: f64::from(sheet.width), bottom: f64::from(sheet.height) },
        Ink::solid(palette::WHITE),
    );
    draw(&mut vector);
    let presented = vector.backend.present();
    vector.keep(presented);
    if let Some(error) = vector.failed.take() {
        return Err(error);
    }
    drop(vector);
    Ok(dress(sheet, ground, &drawing))
}

/// The drawing with a physical size, the style and the ground.
fn dress(sheet: &Sheet, ground: Option<&[u8]>, drawing: &str) -> String {
    let (width, height) = (sheet.width, sheet.height);
    let inches = |pixels: u32| f64::from(pixels) / f64::from(sheet.dpi);
    // Everything between plotters' opening tag and its closing tag.
    let body = drawing.split_once('>').map_or("", |(_, body)| body);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.4}in\" height=\"{:.4}in\" viewBox=\"0 0 {width} {height}\">\n\
         <style>text[fill=\"#FFFFFF\"]{{stroke:#fff;stroke-width:{}em;stroke-linejoin:round}}",
        inches(width),
        inches(height),
        HALO * 2.0,
    );
    if sheet.rim > 0.0 {
        let rim = sheet.rim;
        svg.push_str(&format!("circle{{stroke:#fff;stroke-width:{rim:.1};stroke-opacity:{RIM_ALPHA}}}"));
    }
    svg.push_str("</style>");
    match (ground, body.split_once("/>")) {
        // The first shape is the white sheet: the ground lies on it.
        (Some(png), Some((white, rest))) => {
            svg.push_str(white);
            svg.push_str(&format!(
                "/>\n<image x=\"0\" y=\"0\" width=\"{width}\" height=\"{height}\" href=\"data:image/png;base64,"
            ));
            base64(png, &mut svg);
            svg.push_str("\"/>");
            svg.push_str(rest);
        }
        _ => svg.push_str(body),
    }
    svg
}

/// Appends bytes as base64 (RFC 4648).
fn base64(bytes: &[u8], text: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    text.reserve(bytes.len() / 3 * 4 + 4);
    for three in bytes.chunks(3) {
        let bits =
            three.iter().fold(0u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - three.len()));
        for digit in 0..4 {
            let letter =
                if digit > three.len() { b'=' } else { DIGITS[(bits >> (18 - 6 * digit) & 63) as usize] };
            text.push(char::from(letter));
        }
    }
}

struct Vector<'a> {
    backend: SVGBackend<'a>,
    failed: Option<ChartError>,
}

impl Vector<'_> {
    fn keep<E: std::fmt::Display>(&mut self, result: Result<(), E>) {
        if let Err(error) = result {
            self.failed.get_or_insert(ChartError::Encode(error.to_string()));
        }
    }

    fn write(&mut self, text: &Text<'_>, ink: Ink) {
        let style = match text.weight {
            font::Weight::Regular => FontStyle::Normal,
            font::Weight::Bold => FontStyle::Bold,
        };
        let turn = if text.upwards { FontTransform::Rotate270 } else { FontTransform::None };
        let size = (text.em * PLOTTERS_SIZE * 100.0).round() / 100.0;
        let font = FontDesc::new(FontFamily::Name(font::FAMILY), size, style).transform(turn);
        let drop = PLOTTERS_DROP * text.em;
        let (x, y) = text.start;
        let place = if text.upwards { whole((x - drop, y)) } else { whole((x, y - drop)) };
        let drawn = self.backend.draw_text(text.text, &TextStyle::from(font).color(&colour(ink)), place);
        self.keep(drawn);
    }
}

impl Canvas for Vector<'_> {
    fn rect(&mut self, area: Rect, ink: Ink) {
        let (from, to) = (whole((area.left, area.top)), whole((area.right, area.bottom)));
        let drawn = self.backend.draw_rect(from, to, &colour(ink), true);
        self.keep(drawn);
    }

    fn disc(&mut self, centre: Pixel, radius: f64, ink: Ink) {
        let drawn =
            self.backend.draw_circle(whole(centre), radius.round().max(1.0) as u32, &colour(ink), true);
        self.keep(drawn);
    }

    fn line(&mut self, from: Pixel, to: Pixel, width: f64, ink: Ink) {
        let style = ShapeStyle::from(colour(ink)).stroke_width(width.round().max(1.0) as u32);
        let drawn = self.backend.draw_line(whole(from), whole(to), &style);
        self.keep(drawn);
    }

    fn text(&mut self, text: &Text<'_>) {
        if text.text.is_empty() {
            return;
        }
        if text.halo {
            self.write(text, Ink::solid(palette::WHITE));
        }
        self.write(text, Ink::solid(text.rgb));
    }
}

/// The nearest pixel: plotters takes whole pixels only, and a sheet has thousands of them.
fn whole((x, y): Pixel) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn colour(ink: Ink) -> RGBAColor {
    let (red, green, blue) = ink.rgb;
    // Three decimals are more than a screen shows, and keep the file small.
    RGBAColor(red, green, blue, (ink.alpha * 1000.0).round() / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (bytes, expected) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            let mut text = String::new();
            base64(bytes.as_bytes(), &mut text);
            assert_eq!(text, expected);
        }
    }
}
