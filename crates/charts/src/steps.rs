//! Lines over a few named steps at even distances: what a setting makes of shares between 0 and 1.

use crate::ChartError;
use crate::axis;
use crate::canvas::{Canvas, Ink, Rect, Text};
use crate::chart::Drawing;
use crate::font::{self, Weight};
use crate::frame::{Line, Style};
use crate::legend;
use crate::palette::Palette;
use crate::scale::Scale;

/// Size of type in points.
const TYPE: f64 = 8.0;

/// A step of the axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// What stands under it.
    pub name: String,
    /// What stands under its name; empty for none.
    pub note: String,
}

/// A line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub label: String,
    /// A value a step, 0 to 1, or none.
    pub values: Vec<Option<f64>>,
}

/// Shares at steps: the values of each series are joined by a line, which breaks where one is missing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Steps<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// What the names of the steps are, and their notes; stands under them.
    pub axis: &'a str,
    /// The steps from left to right.
    pub steps: &'a [Step],
    /// The step that is marked.
    pub marked: Option<usize>,
    /// The lines, the most important first.
    pub series: &'a [Series],
}

impl Drawing for Steps<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        for series in self.series {
            for (position, value) in series.values.iter().enumerate() {
                if let Some(value) = value.filter(|value| !(0.0..=1.0).contains(value)) {
                    return Err(ChartError::Value { label: series.label.clone(), position, value });
                }
            }
        }
        Ok(())
    }

    fn draw(&self, canvas: &mut dyn Canvas, mut plot: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        let labels: Vec<&str> = self.series.iter().map(|series| series.label.as_str()).collect();
        plot.right -= legend::draw(canvas, &plot, em, &labels, false, palette);
        plot.top += 0.5 * em;
        plot.bottom -= 5.0 * em;
        let scale = axis::values(canvas, &mut plot, (0.0, 1.0), false, em, style);
        self.draw_steps(canvas, &plot, em, pt, palette);
        self.draw_lines(canvas, &plot, &scale, pt, palette);
    }
}

impl Steps<'_> {
    fn place(&self, plot: &Rect, step: usize) -> f64 {
        plot.left + (step as f64 + 0.5) * plot.width() / self.steps.len().max(1) as f64
    }

    fn draw_steps(&self, canvas: &mut dyn Canvas, plot: &Rect, em: f64, pt: f64, palette: &Palette) {
        let room = plot.width() / self.steps.len().max(1) as f64 - 0.3 * em;
        for (at, step) in self.steps.iter().enumerate() {
            let middle = self.place(plot, at);
            let marked = self.marked == Some(at);
            if marked {
                canvas.line((middle, plot.top), (middle, plot.bottom), 0.8 * pt, Ink::solid(palette.muted));
            }
            let (weight, rgb) =
                if marked { (Weight::Bold, palette.text) } else { (Weight::Regular, palette.muted) };
            for (line, text) in [&step.name, &step.note].into_iter().enumerate() {
                let text = font::ellipsis(&font::clean(text), weight, em, room);
                let start = (
                    middle - font::width(&text, weight, em) / 2.0,
                    plot.bottom + (1.3 + 1.15 * line as f64) * em,
                );
                Line { text, start, em, weight, rgb }.draw(canvas);
            }
        }
        let (weight, rgb) = (Weight::Regular, palette.muted);
        let text = font::ellipsis(&font::clean(self.axis), weight, em, plot.width());
        let start = (plot.centre().0 - font::width(&text, weight, em) / 2.0, plot.bottom + 4.2 * em);
        canvas.text(&Text { text: &text, start, em, weight, rgb, halo: false, upwards: false });
    }

    fn draw_lines(&self, canvas: &mut dyn Canvas, plot: &Rect, scale: &Scale, pt: f64, palette: &Palette) {
        // The first series is the most important one: on top.
        for (at, series) in self.series.iter().enumerate().rev() {
            let ink = Ink::solid(palette.cluster(at));
            let places: Vec<Option<(f64, f64)>> = (series.values.iter().enumerate())
                .map(|(step, value)| value.map(|value| (self.place(plot, step), scale.place(value))))
                .collect();
            for pair in places.windows(2) {
                if let [Some(from), Some(to)] = *pair {
                    canvas.line(from, to, 1.4 * pt, ink);
                }
            }
            for place in places.into_iter().flatten() {
                canvas.disc(place, 1.8 * pt, ink);
            }
        }
    }
}
