//! What all pictures have around them: size, margins, title, subtitle and caption.

use crate::ChartError;
use crate::canvas::{Canvas, Rect, Sheet, Text};
use crate::font::{self, Weight};
use crate::palette::{Rgb, Theme};

/// Shortest side of a picture in pixels.
const LEAST: u32 = 200;

/// Longest side of a picture in pixels: a map of this size takes 1.2 GB while it is drawn.
const LONGEST: u32 = 20_000;

/// Width in inches (or height, times 4/3) from which on type has its full size; smaller pages have smaller type.
const FULL_TYPE: f64 = 6.0;

/// A point is at least so many pixels: smaller type cannot be read on a screen.
const LEAST_POINT: f64 = 1.0;

/// Share of the height that title, subtitle and caption may take together.
const HEAD: f64 = 0.3;

/// The page of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// Pixels from left to right, 200 to 20,000.
    pub width: u32,
    /// Pixels from top to bottom, 200 to 20,000.
    pub height: u32,
    /// Pixels an inch. Type is set in points of 1/72 inch, so that at twice the resolution it takes twice the pixels; PNG and
    /// SVG state their size in print.
    pub dpi: u32,
    /// How large type, lines and points are; 1 is the usual.
    pub text: f64,
    /// Light or dark.
    pub theme: Theme,
    /// Whether what lies beneath the picture shows through instead of the ground of the theme.
    pub transparent: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Style {
    /// 8 × 4.5 inches at 300 dpi, light.
    pub const DEFAULT: Self =
        Self { width: 2400, height: 1350, dpi: 300, text: 1.0, theme: Theme::Light, transparent: false };

    /// Pixels a point: those of the resolution, fewer on a page that is too small for type of full size.
    pub(crate) fn point(&self) -> f64 {
        let dpi = f64::from(self.dpi);
        let inches = f64::from(self.width).min(f64::from(self.height) * 4.0 / 3.0) / dpi;
        (dpi / 72.0 * self.text * (inches / FULL_TYPE).min(1.0)).max(LEAST_POINT)
    }

    /// The sheet to draw on.
    pub(crate) fn sheet(&self, rim: f64) -> Result<Sheet, ChartError> {
        let Self { width, height, dpi, text, theme, transparent } = *self;
        let sides = LEAST..=LONGEST;
        if dpi == 0 || !sides.contains(&width) || !sides.contains(&height) {
            return Err(ChartError::Canvas { width, height, dpi, min: LEAST, max: LONGEST });
        }
        if !(text.is_finite() && text > 0.0) {
            return Err(ChartError::TextScale(text));
        }
        Ok(Sheet { width, height, dpi, rim, ground: theme.palette().ground, transparent })
    }
}

/// A line of text that has its place.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub text: String,
    pub start: (f64, f64),
    pub em: f64,
    pub weight: Weight,
    pub rgb: Rgb,
}

impl Line {
    /// The box that the line takes: from above its capitals to below its descenders.
    #[cfg(test)]
    pub fn area(&self) -> Rect {
        let (x, y) = self.start;
        Rect {
            left: x,
            top: y - font::CAPITALS * self.em,
            right: x + font::width(&self.text, self.weight, self.em),
            bottom: y + font::DEPTH * self.em,
        }
    }

    pub fn draw(&self, canvas: &mut dyn Canvas) {
        let Self { text, start, em, weight, rgb } = self;
        canvas.text(&Text {
            text,
            start: *start,
            em: *em,
            weight: *weight,
            rgb: *rgb,
            halo: false,
            upwards: false,
        });
    }
}

/// Title, subtitle and caption in their places, and the room that they leave.
#[derive(Debug)]
pub(crate) struct Frame {
    pub lines: Vec<Line>,
    pub inner: Rect,
}

impl Frame {
    /// Sets the three texts; empty ones take no room, and those in a script that the fonts lack are left out. On a low page
    /// the caption gives way first, then the subtitle.
    pub fn new(style: &Style, title: &str, subtitle: &str, caption: &str) -> Self {
        let point = style.point();
        let (width, height) = (f64::from(style.width), f64::from(style.height));
        let margin = 14.0 * point;
        let mut frame = Self {
            lines: Vec::new(),
            inner: Rect { left: margin, top: margin, right: width - margin, bottom: height - margin },
        };
        let room = frame.inner.width();
        let palette = style.theme.palette();
        let set = |text: &str, weight, points: f64, rgb, lines| {
            let em = points * point;
            let text = Some(font::clean(text)).filter(|text| font::can_draw(text)).unwrap_or_default();
            let wrapped = font::wrap(&text, weight, em, room, lines);
            wrapped.into_iter().map(move |text| Line { text, start: (margin, 0.0), em, weight, rgb })
        };
        let taken = |lines: &[Line]| lines.iter().map(|line| font::LINE * line.em).sum::<f64>();
        let mut head: Vec<Line> = set(title, Weight::Bold, 13.0, palette.text, 2).collect();
        let below: Vec<Line> = set(subtitle, Weight::Regular, 8.5, palette.muted, 2).collect();
        let mut foot: Vec<Line> = set(caption, Weight::Regular, 6.5, palette.muted, 3).collect();
        let most = HEAD * height;
        if taken(&head) + taken(&below) <= most {
            head.extend(below);
        }
        if taken(&head) + taken(&foot) > most {
            foot.clear();
        }

        for mut line in head {
            line.start.1 = frame.inner.top + font::CAPITALS * line.em;
            frame.inner.top += font::LINE * line.em;
            frame.lines.push(line);
        }
        for mut line in foot.into_iter().rev() {
            line.start.1 = frame.inner.bottom - font::DEPTH * line.em / 2.0;
            frame.inner.bottom -= font::LINE * line.em;
            frame.lines.push(line);
        }
        let gap = 6.0 * point;
        if !frame.lines.is_empty() {
            frame.inner.top += gap;
            frame.inner.bottom -= gap;
        }
        frame
    }

    pub fn draw(&self, canvas: &mut dyn Canvas) {
        for line in &self.lines {
            line.draw(canvas);
        }
    }
}
