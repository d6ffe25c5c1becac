//! Discs in four quadrants: a strategic diagram.

use crate::ChartError;
use crate::canvas::{Canvas, Ink, Pixel, Rect, Text};
use crate::chart::Drawing;
use crate::font::{self, Weight};
use crate::frame::Style;
use crate::palette::Palette;
use crate::pen;
use crate::scale::Scale;

/// Size of type in points.
const TYPE: f64 = 7.5;
/// Radius of the largest disc in points.
const LARGEST: f64 = 11.0;

/// A disc.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spot {
    /// From left to right, 0 to 1.
    pub x: f64,
    /// From bottom to top, 0 to 1.
    pub y: f64,
    /// Its area, from 0 up.
    pub size: f64,
    /// What it is.
    pub label: String,
    /// The cluster whose colour it takes.
    pub group: usize,
}

/// Discs on a square that is cut in the middle both ways.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quadrants<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// What grows to the right and what grows upwards.
    pub axes: [&'a str; 2],
    /// Names of the quadrants: upper left, upper right, lower left, lower right.
    pub corners: [&'a str; 4],
    /// The discs.
    pub spots: &'a [Spot],
}

impl Drawing for Quadrants<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        for (point, &Spot { x, y, size, .. }) in self.spots.iter().enumerate() {
            if !(x.is_finite() && y.is_finite()) {
                return Err(ChartError::Position { point, x, y });
            }
            if !(size.is_finite() && size >= 0.0) {
                return Err(ChartError::PointSize { point, size });
            }
        }
        Ok(())
    }

    fn page(&self) -> Style {
        Style { height: 1900, ..Style::default() }
    }

    fn draw(&self, canvas: &mut dyn Canvas, inner: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        let plot = Rect { left: inner.left + 1.8 * em, bottom: inner.bottom - 1.8 * em, ..inner };
        let (middle, right) = (plot.centre(), plot.right - pen::width(self.axes[0], em));
        canvas.line((plot.left, middle.1), (plot.right, middle.1), 0.7 * pt, Ink::solid(palette.grid));
        canvas.line((middle.0, plot.top), (middle.0, plot.bottom), 0.7 * pt, Ink::solid(palette.grid));
        canvas.line((plot.left, plot.bottom), (plot.right, plot.bottom), 0.5 * pt, Ink::solid(palette.muted));
        canvas.line((plot.left, plot.top), (plot.left, plot.bottom), 0.5 * pt, Ink::solid(palette.muted));
        pen::write(canvas, self.axes[0], (right, plot.bottom + 1.4 * em), em, palette.muted);
        let start = (inner.left + em, plot.top + pen::width(self.axes[1], em));
        let (weight, rgb) = (Weight::Regular, palette.muted);
        let text = Text { text: self.axes[1], start, em, weight, rgb, halo: false, upwards: true };
        canvas.text(&text);
        for (at, corner) in self.corners.iter().enumerate() {
            let x = if at % 2 == 0 {
                plot.left + 0.6 * em
            } else {
                plot.right - 0.6 * em - pen::width(corner, em)
            };
            let y = if at < 2 { plot.top + em } else { plot.bottom - 0.6 * em };
            pen::write(canvas, corner, (x, y), em, palette.muted);
        }
        self.draw_spots(canvas, &plot.grown(-3.4 * em), em, pt, palette);
    }
}

impl Quadrants<'_> {
    fn draw_spots(&self, canvas: &mut dyn Canvas, room: &Rect, em: f64, pt: f64, palette: &Palette) {
        let across = Scale::new((0.0, 1.0), (room.left, room.right));
        let upwards = Scale::new((0.0, 1.0), (room.bottom, room.top));
        let largest = self.spots.iter().map(|spot| spot.size).fold(0.0, f64::max);
        let radius = |spot: &Spot| {
            let share = if largest > 0.0 { (spot.size / largest).sqrt() } else { 0.0 };
            (2.5 + (LARGEST - 2.5) * share) * pt
        };
        let place = |spot: &Spot| (across.place(spot.x), upwards.place(spot.y));
        let disc = |spot: &Spot| Rect::around(place(spot), 1.4 * radius(spot), 1.4 * radius(spot));
        let mut taken: Vec<Rect> = self.spots.iter().map(disc).collect();
        let mut labels = Vec::new();
        for spot in self.spots {
            let label = pen::fit(&spot.label, em, 0.34 * room.width());
            let width = pen::width(&label, em);
            // A label that would lie on others or run over the edge tells nobody anything: the table has it.
            if let Some(area) = free_place(place(spot), radius(spot), width, em, room, &taken) {
                taken.push(area);
                labels.push((spot, label, area));
            }
        }
        // From the lines up: discs lie on lines, labels on both.
        for (spot, _, area) in &labels {
            let (from, to) = (place(spot), area.nearest(place(spot)));
            if (to.0 - from.0).hypot(to.1 - from.1) > radius(spot) + em {
                canvas.line(from, to, 0.4 * pt, Ink::solid(palette.muted));
            }
        }
        for spot in self.spots {
            canvas.disc(place(spot), radius(spot), Ink { rgb: palette.cluster(spot.group), alpha: 0.75 });
        }
        for (_, label, area) in &labels {
            let start = (area.left, area.bottom - font::DEPTH * em);
            pen::write_over(canvas, label, start, em, palette.text);
        }
    }
}

/// Where a label goes: to the right of its disc, to the left, above or below, the first where it overlaps nothing; then
/// further and further below and above. Nowhere if all is full.
fn free_place((x, y): Pixel, radius: f64, width: f64, em: f64, room: &Rect, taken: &[Rect]) -> Option<Rect> {
    let height = 1.1 * em;
    let beside = radius + 0.3 * em + width / 2.0;
    let sides = [(beside, 0.0), (-beside, 0.0)];
    let rows = (0..5).flat_map(|row| {
        let off = radius + height * (0.6 + f64::from(row));
        [(0.0, off), (0.0, -off), (beside, off), (-beside, off), (beside, -off), (-beside, -off)]
    });
    let wide = room.grown(2.0 * em);
    let mut areas =
        sides.into_iter().chain(rows).map(|(dx, dy)| Rect::around((x + dx, y + dy), width, height));
    areas.find(|area| wide.contains(area) && taken.iter().all(|other| !other.overlaps(area)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Chart;

    #[test]
    fn labels_find_free_places() {
        let room = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 400.0 };
        let place = |taken: &[Rect]| free_place((200.0, 200.0), 10.0, 80.0, 10.0, &room, taken);
        let first = place(&[]).unwrap();
        assert!(first.left > 200.0);
        let second = place(&[first]).unwrap();
        assert!(second.right < 200.0);
        assert_eq!(place(&[room]), None);
    }

    #[test]
    fn odd_numbers_are_refused_and_others_drawn() {
        let spot = |x, size| Spot { x, y: 0.5, size, label: "flow".to_owned(), group: 1 };
        let chart = |spots: &[Spot]| Quadrants { spots, ..Quadrants::default() }.png(&Style::default());
        assert!(chart(&[spot(0.0, 0.0), spot(1.0, 4.0)]).unwrap().starts_with(b"\x89PNG"));
        assert!(matches!(chart(&[spot(f64::NAN, 1.0)]), Err(ChartError::Position { .. })));
        assert!(matches!(chart(&[spot(0.0, -1.0)]), Err(ChartError::PointSize { .. })));
    }
}
