//! The raster: plotters' bitmap, with shapes smoothed by their exact places.
//!
//! plotters snaps discs and glyphs to whole pixels, which shows in points of two pixels and in the spacing of small type. Here each
//! pixel's share of a shape is computed, and plotters blends it in.

use plotters::backend::{BitMapBackend, DrawingBackend};
use plotters::style::{Color, RGBAColor};

use super::{Canvas, HALO, Image, Ink, Pixel, RIM_ALPHA, Rect, Sheet, Text};
use crate::{ChartError, font, palette::Rgb};

/// A third of the time of the usual level, for a tenth more bytes.
const FAST: png::Compression = png::Compression::Fast;

/// A drawing as a PNG with its resolution stated; `ground` lies beneath it.
pub fn png(
    sheet: &Sheet,
    ground: Option<&Image>,
    draw: impl Fn(&mut dyn Canvas),
) -> Result<Vec<u8>, ChartError> {
    let (kind, pixels) = if sheet.transparent {
        (png::ColorType::Rgba, layer(sheet, ground, draw)?.rgba)
    } else {
        (png::ColorType::Rgb, paint(sheet, sheet.ground, ground, &draw)?)
    };
    encode((sheet.width, sheet.height), Some(sheet.dpi), kind, FAST, &pixels)
}

/// A drawing without its ground, as large as the sheet.
///
/// It is drawn twice, on black and on white: what differs shows through.
pub fn layer(
    sheet: &Sheet,
    ground: Option<&Image>,
    draw: impl Fn(&mut dyn Canvas),
) -> Result<Image, ChartError> {
    let black = paint(sheet, (0, 0, 0), ground, &draw)?;
    let white = paint(sheet, (255, 255, 255), ground, &draw)?;
    let mut rgba = Vec::with_capacity(black.len() / 3 * 4);
    for (black, white) in black.chunks_exact(3).zip(white.chunks_exact(3)) {
        let through: u32 = white.iter().zip(black).map(|(&w, &b)| u32::from(w.saturating_sub(b))).sum();
        let alpha = 255 - (through + 1) / 3;
        rgba.extend(black.iter().map(|&c| (u32::from(c) * 255 / alpha.max(1)).min(255) as u8));
        rgba.push(alpha as u8);
    }
    let (width, height) = (sheet.width as usize, sheet.height as usize);
    let area = Rect { left: 0.0, top: 0.0, right: width as f64, bottom: height as f64 };
    Ok(Image { area, width, height, rgba })
}

/// An image as a PNG.
pub fn image_png(image: &Image) -> Result<Vec<u8>, ChartError> {
    encode((image.width as u32, image.height as u32), None, png::ColorType::Rgba, FAST, &image.rgba)
}

/// The pixels of a drawing on a ground of one colour.
fn paint(
    sheet: &Sheet,
    rgb: Rgb,
    ground: Option<&Image>,
    draw: &impl Fn(&mut dyn Canvas),
) -> Result<Vec<u8>, ChartError> {
    let pixels = sheet.width as usize * sheet.height as usize;
    let mut pixels: Vec<u8> = [rgb.0, rgb.1, rgb.2].repeat(pixels);
    let mut raster = Raster {
        backend: BitMapBackend::with_buffer(&mut pixels, (sheet.width, sheet.height)),
        sheet: *sheet,
        failed: None,
    };
    if let Some(image) = ground {
        raster.image(image);
    }
    draw(&mut raster);
    if let Some(error) = raster.failed.take() {
        return Err(error);
    }
    drop(raster);
    Ok(pixels)
}

/// Pixels as a PNG, row by row.
pub fn encode(
    (width, height): (u32, u32),
    dpi: Option<u32>,
    kind: png::ColorType,
    compression: png::Compression,
    pixels: &[u8],
) -> Result<Vec<u8>, ChartError> {
    let mut bytes = Vec::with_capacity(pixels.len() / 8);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(kind);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(compression);
    encoder.set_filter(png::Filter::Paeth);
    encoder.set_pixel_dims(dpi.map(|dpi| {
        let per_metre = (f64::from(dpi) / 0.0254).round() as u32;
        png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }
    }));
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(pixels)?;
        writer.finish()
    });
    written.map_err(|error| ChartError::Encode(error.to_string()))?;
    Ok(bytes)
}

struct Raster<'a> {
    backend: BitMapBackend<'a>,
    sheet: Sheet,
    failed: Option<ChartError>,
}

impl Raster<'_> {
    /// Blends `ink` into a pixel of which a shape takes `share`.
    fn blend(&mut self, x: i32, y: i32, ink: Ink, share: f64) {
        // Eight bits hold 256 steps: less changes nothing.
        let alpha = ink.alpha * share.min(1.0);
        if alpha < 1.0 / 256.0 {
            return;
        }
        let (red, green, blue) = ink.rgb;
        if let Err(error) =
            self.backend.draw_pixel((x, y), RGBAColor(red, green, blue, alpha).to_backend_color())
        {
            self.failed.get_or_insert(ChartError::Encode(error.to_string()));
        }
    }

    /// The pixels of the canvas from `low` to `high`.
    fn columns(&self, low: f64, high: f64) -> std::ops::RangeInclusive<i32> {
        low.floor().max(0.0) as i32..=high.ceil().min(f64::from(self.sheet.width) - 1.0) as i32
    }

    fn rows(&self, low: f64, high: f64) -> std::ops::RangeInclusive<i32> {
        low.floor().max(0.0) as i32..=high.ceil().min(f64::from(self.sheet.height) - 1.0) as i32
    }

    fn plain_disc(&mut self, (cx, cy): Pixel, radius: f64, ink: Ink) {
        for y in self.rows(cy - radius - 1.0, cy + radius + 1.0) {
            let dy = f64::from(y) + 0.5 - cy;
            let reach = radius + 1.0;
            if dy.abs() > reach {
                continue;
            }
            let half = (reach * reach - dy * dy).sqrt();
            for x in self.columns(cx - half - 1.0, cx + half) {
                let dx = f64::from(x) + 0.5 - cx;
                // The share of a pixel inside of the circle, by the distance of its middle from the edge.
                let share = radius + 0.5 - dx.hypot(dy);
                if share > 0.0 {
                    self.blend(x, y, ink, share);
                }
            }
        }
    }

    /// An image, each pixel between its four nearest.
    fn image(&mut self, image: &Image) {
        let area = image.area;
        let (across, down) = (image.width as f64 / area.width(), image.height as f64 / area.height());
        let pixel = |x: usize, y: usize| &image.rgba[4 * (y * image.width + x)..][..4];
        let between = |at: f64, count: usize| {
            let at = (at - 0.5).clamp(0.0, count as f64 - 1.0);
            (at as usize, (at as usize + 1).min(count - 1), at.fract())
        };
        for y in self.rows(area.top, area.bottom) {
            let (above, below, dy) = between((f64::from(y) + 0.5 - area.top) * down, image.height);
            for x in self.columns(area.left, area.right) {
                let (left, right, dx) = between((f64::from(x) + 0.5 - area.left) * across, image.width);
                let corners = [
                    (pixel(left, above), (1.0 - dx) * (1.0 - dy)),
                    (pixel(right, above), dx * (1.0 - dy)),
                    (pixel(left, below), (1.0 - dx) * dy),
                    (pixel(right, below), dx * dy),
                ];
                // Colours weigh as much as they hide: what hides nothing has none.
                let mut sum = [0.0f64; 4];
                for (corner, share) in corners {
                    let alpha = f64::from(corner[3]) / 255.0 * share;
                    (0..3).for_each(|c| sum[c] += f64::from(corner[c]) * alpha);
                    sum[3] += alpha;
                }
                if sum[3] > 0.0 {
                    let [red, green, blue] = [0, 1, 2].map(|c| (sum[c] / sum[3]).round() as u8);
                    self.blend(x, y, Ink { rgb: (red, green, blue), alpha: sum[3] }, 1.0);
                }
            }
        }
    }

    /// A convex polygon, grown by `margin`.
    fn plain_polygon(&mut self, corners: &[Pixel], margin: f64, ink: Ink) {
        let Some((bounds, middle)) = bounds(corners) else { return };
        // Each side as the distance from it, positive on the side of the middle.
        let sides: Vec<(f64, f64, f64)> = corners
            .iter()
            .zip(corners.iter().cycle().skip(1))
            .filter(|(a, b)| a != b)
            .map(|(a, b)| {
                let length = (b.0 - a.0).hypot(b.1 - a.1);
                let (nx, ny) = ((a.1 - b.1) / length, (b.0 - a.0) / length);
                let offset = -(nx * a.0 + ny * a.1);
                let sign = (nx * middle.0 + ny * middle.1 + offset).signum();
                (nx * sign, ny * sign, offset * sign + margin + 0.5)
            })
            .collect();
        let bounds = bounds.grown(margin + 1.0);
        for y in self.rows(bounds.top, bounds.bottom) {
            for x in self.columns(bounds.left, bounds.right) {
                let (px, py) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
                let share =
                    sides.iter().map(|&(nx, ny, offset)| nx * px + ny * py + offset).fold(1.0, f64::min);
                if share > 0.0 {
                    self.blend(x, y, ink, share);
                }
            }
        }
    }

    /// Blends a mask whose pixel (`origin`, `baseline`) lies at the start of the text.
    fn stamp(&mut self, mask: &font::Mask, text: &Text<'_>, ink: Ink) {
        let (x0, y0) = (text.start.0.round() as i32, text.start.1.round() as i32);
        for (row, line) in mask.ink.chunks_exact(mask.width).enumerate() {
            for (column, &share) in line.iter().enumerate() {
                if share > 0.0 {
                    let (dx, dy) = (column as i32 - mask.origin as i32, row as i32 - mask.baseline as i32);
                    let (x, y) = if text.upwards { (x0 + dy, y0 - dx) } else { (x0 + dx, y0 + dy) };
                    self.blend(x, y, ink, f64::from(share));
                }
            }
        }
    }
}

/// The box around corners, and their mean; none without corners.
fn bounds(corners: &[Pixel]) -> Option<(Rect, Pixel)> {
    let &(x, y) = corners.first()?;
    let mut bounds = Rect { left: x, top: y, right: x, bottom: y };
    for &(x, y) in corners {
        bounds.left = bounds.left.min(x);
        bounds.right = bounds.right.max(x);
        bounds.top = bounds.top.min(y);
        bounds.bottom = bounds.bottom.max(y);
    }
    let count = corners.len() as f64;
    let mean = |value: fn(&Pixel) -> f64| corners.iter().map(value).sum::<f64>() / count;
    Some((bounds, (mean(|corner| corner.0), mean(|corner| corner.1))))
}

impl Canvas for Raster<'_> {
    fn rect(&mut self, area: Rect, ink: Ink) {
        let share = |low: f64, high: f64, pixel: i32| {
            let pixel = f64::from(pixel);
            (high.min(pixel + 1.0) - low.max(pixel)).max(0.0)
        };
        for y in self.rows(area.top, area.bottom) {
            let height = share(area.top, area.bottom, y);
            for x in self.columns(area.left, area.right) {
                self.blend(x, y, ink, height * share(area.left, area.right, x));
            }
        }
    }

    fn disc(&mut self, centre: Pixel, radius: f64, ink: Ink) {
        if self.sheet.rim > 0.0 {
            self.plain_disc(
                centre,
                radius + self.sheet.rim,
                Ink { rgb: self.sheet.ground, alpha: RIM_ALPHA },
            );
        }
        self.plain_disc(centre, radius, ink);
    }

    fn polygon(&mut self, corners: &[Pixel], ink: Ink) {
        if self.sheet.rim > 0.0 {
            self.plain_polygon(corners, self.sheet.rim, Ink { rgb: self.sheet.ground, alpha: RIM_ALPHA });
        }
        self.plain_polygon(corners, 0.0, ink);
    }

    fn line(&mut self, from: Pixel, to: Pixel, width: f64, ink: Ink) {
        // Walk along the longer axis; each step takes the few pixels across.
        let steep = (to.1 - from.1).abs() > (to.0 - from.0).abs();
        let turn = |(x, y): Pixel| if steep { (y, x) } else { (x, y) };
        let (mut a, mut b) = (turn(from), turn(to));
        if a.0 > b.0 {
            std::mem::swap(&mut a, &mut b);
        }
        let length = (b.0 - a.0).hypot(b.1 - a.1);
        if length == 0.0 {
            return;
        }
        let slope = (b.1 - a.1) / (b.0 - a.0);
        let across = (b.0 - a.0) / length;
        let half = width / 2.0 / across;
        let steps = if steep { self.rows(a.0, b.0) } else { self.columns(a.0, b.0) };
        for step in steps {
            let along = f64::from(step) + 0.5;
            let end = (along + 0.5 - a.0).min(b.0 - along + 0.5).clamp(0.0, 1.0);
            let middle = a.1 + (along - a.0) * slope;
            for side in (middle - half - 1.0).floor() as i32..=(middle + half + 1.0).ceil() as i32 {
                let off = (f64::from(side) + 0.5 - middle).abs() * across;
                let share = (width / 2.0 + 0.5 - off).clamp(0.0, width.min(1.0)) * end;
                if share > 0.0 {
                    let (x, y) = if steep { (side, step) } else { (step, side) };
                    self.blend(x, y, ink, share);
                }
            }
        }
    }

    fn text(&mut self, text: &Text<'_>) {
        let reach = if text.halo { text.em * HALO } else { 0.0 };
        let mask = font::mask(text.text, text.weight, text.em, reach.ceil() as usize);
        if text.halo {
            self.stamp(&mask.spread(reach), text, Ink { rgb: self.sheet.ground, alpha: 0.95 });
        }
        self.stamp(&mask, text, Ink::solid(text.rgb));
    }
}
