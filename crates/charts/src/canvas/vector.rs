//! The vector drawing: plotters' SVG, with the little that it lacks put in after its first tag.
//!
//! plotters has neither rims nor halos nor a physical size. A rim is a rule of style for all circles; a halo is the text once more
//! beneath, in white, which the style gives a stroke: a viewer without styles shows plain text.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform, RGBAColor, ShapeStyle, TextStyle};

use super::{Canvas, Extras, HALO, Ink, Pixel, RIM_ALPHA, Rect, Sheet, Text, Tip, raster};
use crate::{ChartError, font, palette::Rgb};

/// How far plotters sets the baseline under the place of a text, in em.
const PLOTTERS_DROP: f64 = 0.76;

/// How much larger than the em plotters takes the size of a font.
const PLOTTERS_SIZE: f64 = 1.24;

/// Units a page is wide at least: plotters takes whole units only, so that those of a small page are parts of a pixel.
const UNITS: u32 = 3000;

/// A drawing as an SVG of the sheet's physical size.
pub fn svg(
    sheet: &Sheet,
    extras: &Extras<'_>,
    draw: impl FnOnce(&mut dyn Canvas),
) -> Result<String, ChartError> {
    let mut drawing = String::new();
    let scale = UNITS.div_ceil(sheet.width.max(1));
    let mut vector = Vector {
        backend: SVGBackend::with_string(&mut drawing, (sheet.width * scale, sheet.height * scale)),
        scale: f64::from(scale),
        ground: sheet.ground,
        failed: None,
    };
    draw(&mut vector);
    let presented = vector.backend.present();
    vector.keep(presented);
    if let Some(error) = vector.failed.take() {
        return Err(error);
    }
    drop(vector);
    let ground = extras.ground.map(|image| Ok((image.area, raster::image_png(image)?))).transpose()?;
    Ok(dress(sheet, extras, ground.as_ref(), &drawing, f64::from(scale)))
}

/// The drawing with a name, a physical size, the style, what lies beneath it, and the texts for the pointer.
fn dress(
    sheet: &Sheet,
    extras: &Extras<'_>,
    ground: Option<&(Rect, Vec<u8>)>,
    drawing: &str,
    scale: f64,
) -> String {
    let (width, height) = (f64::from(sheet.width) * scale, f64::from(sheet.height) * scale);
    let inches = |pixels: u32| f64::from(pixels) / f64::from(sheet.dpi);
    let colour = hex(sheet.ground);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{:.4}in\" height=\"{:.4}in\" viewBox=\"0 0 {width} {height}\">\n",
        inches(sheet.width),
        inches(sheet.height),
    );
    if !extras.title.is_empty() {
        svg.push_str(&format!("<title>{}</title>\n", escape(&font::clean(extras.title))));
    }
    svg.push_str(&format!(
        "<style>text[fill=\"{colour}\"]{{stroke:{colour};stroke-width:{}em;stroke-linejoin:round}}",
        HALO * 2.0
    ));
    if sheet.rim > 0.0 {
        let rim = sheet.rim * scale;
        svg.push_str(&format!(
            "circle,polygon{{stroke:{colour};stroke-width:{rim:.1};stroke-opacity:{RIM_ALPHA}}}"
        ));
    }
    svg.push_str("</style>\n");
    if !sheet.transparent {
        svg.push_str(&format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>\n"));
    }
    if let Some((area, png)) = ground {
        let [x, y, width, height] = [area.left, area.top, area.width(), area.height()].map(|v| v * scale);
        svg.push_str(&format!(
            "<image x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
             preserveAspectRatio=\"none\" href=\"data:image/png;base64,"
        ));
        base64(png, &mut svg);
        svg.push_str("\"/>\n");
    }
    // Everything between plotters' opening tag and its closing tag.
    let body = drawing.split_once('>').map_or("", |(_, body)| body);
    svg.push_str(body.rsplit_once("</svg>").map_or(body, |(body, _)| body));
    if !extras.tips.is_empty() {
        svg.push_str("<g fill-opacity=\"0\" style=\"stroke:none\">\n");
        for Tip { centre: (x, y), radius, text } in extras.tips {
            svg.push_str(&format!(
                "<circle cx=\"{:.0}\" cy=\"{:.0}\" r=\"{:.0}\" style=\"stroke:none\"><title>{}</title></circle>\n",
                x * scale,
                y * scale,
                (radius * scale).max(1.0),
                escape(text)
            ));
        }
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// Text as XML takes it.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
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
    /// Units a pixel.
    scale: f64,
    /// The colour of halos.
    ground: Rgb,
    failed: Option<ChartError>,
}

impl Vector<'_> {
    fn keep<E: std::fmt::Display>(&mut self, result: Result<(), E>) {
        if let Err(error) = result {
            self.failed.get_or_insert(ChartError::Encode(error.to_string()));
        }
    }

    /// The nearest unit.
    fn whole(&self, (x, y): Pixel) -> (i32, i32) {
        ((x * self.scale).round() as i32, (y * self.scale).round() as i32)
    }

    fn write(&mut self, text: &Text<'_>, ink: Ink) {
        let style = match text.weight {
            font::Weight::Regular => FontStyle::Normal,
            font::Weight::Bold => FontStyle::Bold,
        };
        let turn = if text.upwards { FontTransform::Rotate270 } else { FontTransform::None };
        let size = (text.em * self.scale * PLOTTERS_SIZE * 100.0).round() / 100.0;
        let font = FontDesc::new(FontFamily::Name(font::FAMILY), size, style).transform(turn);
        let drop = PLOTTERS_DROP * text.em;
        let (x, y) = text.start;
        let place = if text.upwards { self.whole((x - drop, y)) } else { self.whole((x, y - drop)) };
        let drawn = self.backend.draw_text(text.text, &TextStyle::from(font).color(&colour(ink)), place);
        self.keep(drawn);
    }
}

impl Canvas for Vector<'_> {
    fn rect(&mut self, area: Rect, ink: Ink) {
        let (from, to) = (self.whole((area.left, area.top)), self.whole((area.right, area.bottom)));
        let drawn = self.backend.draw_rect(from, to, &colour(ink), true);
        self.keep(drawn);
    }

    fn disc(&mut self, centre: Pixel, radius: f64, ink: Ink) {
        let radius = (radius * self.scale).round().max(1.0) as u32;
        let drawn = self.backend.draw_circle(self.whole(centre), radius, &colour(ink), true);
        self.keep(drawn);
    }

    fn polygon(&mut self, corners: &[Pixel], ink: Ink) {
        let corners: Vec<(i32, i32)> = corners.iter().map(|&corner| self.whole(corner)).collect();
        let drawn = self.backend.fill_polygon(corners, &colour(ink));
        self.keep(drawn);
    }

    fn line(&mut self, from: Pixel, to: Pixel, width: f64, ink: Ink) {
        let width = (width * self.scale).round().max(1.0) as u32;
        let style = ShapeStyle::from(colour(ink)).stroke_width(width);
        let drawn = self.backend.draw_line(self.whole(from), self.whole(to), &style);
        self.keep(drawn);
    }

    fn text(&mut self, text: &Text<'_>) {
        if text.text.is_empty() {
            return;
        }
        if text.halo {
            self.write(text, Ink::solid(self.ground));
        }
        self.write(text, Ink::solid(text.rgb));
    }
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
