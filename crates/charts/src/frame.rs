//! What all pictures have around them: size, margins, title, subtitle and caption.

use crate::ChartError;
use crate::canvas::{Canvas, Rect, Sheet, Text};
use crate::font::{self, Weight};
use crate::palette::{self, Rgb};

/// Least size of a picture in inches: below it, type has no room.
const LEAST: (f64, f64) = (3.0, 2.0);

/// Longest side of a picture in pixels: a map of this size takes 1.2 GB while it is drawn.
const LONGEST: u32 = 20_000;

/// Size of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// Pixels an inch. Type is set in points of 1/72 inch, so that at twice the resolution it takes twice the pixels; PNG and
    /// SVG state their size in print.
    pub dpi: u32,
}

impl Default for Style {
    /// 8 × 4.5 inches at 300 dpi.
    fn default() -> Self {
        Self { width: 2400, height: 1350, dpi: 300 }
    }
}

impl Style {
    /// Pixels a point.
    pub(crate) fn point(&self) -> f64 {
        f64::from(self.dpi) / 72.0
    }

    /// The sheet to draw on.
    pub(crate) fn sheet(&self, rim: f64) -> Result<Sheet, ChartError> {
        let least = |inches: f64| (inches * f64::from(self.dpi)).ceil() as u32;
        let (min_width, min_height) = (least(LEAST.0).max(1), least(LEAST.1).max(1));
        let Self { width, height, dpi } = *self;
        if dpi == 0 || width < min_width || height < min_height || width.max(height) > LONGEST {
            return Err(ChartError::Canvas { width, height, dpi, min_width, min_height, max: LONGEST });
        }
        Ok(Sheet { width, height, dpi, rim })
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
    /// Sets the three texts; empty ones take no room.
    pub fn new(style: &Style, title: &str, subtitle: &str, caption: &str) -> Self {
        let point = style.point();
        let (width, height) = (f64::from(style.width), f64::from(style.height));
        let margin = 14.0 * point;
        let mut frame = Self {
            lines: Vec::new(),
            inner: Rect { left: margin, top: margin, right: width - margin, bottom: height - margin },
        };
        let room = frame.inner.width();
        let set = |text: &str, weight, points: f64, rgb, lines| {
            let em = points * point;
            let wrapped = font::wrap(&font::clean(text), weight, em, room, lines);
            wrapped.into_iter().map(move |text| Line { text, start: (margin, 0.0), em, weight, rgb })
        };
        let head: Vec<Line> = set(title, Weight::Bold, 13.0, palette::TEXT, 2)
            .chain(set(subtitle, Weight::Regular, 8.5, palette::MUTED, 2))
            .collect();
        let foot: Vec<Line> = set(caption, Weight::Regular, 6.5, palette::MUTED, 3).collect();

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
