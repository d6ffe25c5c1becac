//! Columns and lines over years: papers a year, whole or by cluster.

use crate::ChartError;
use crate::axis;
use crate::canvas::{Canvas, Ink, Rect, Text};
use crate::chart::Drawing;
use crate::font::{self, Weight};
use crate::frame::Style;
use crate::legend;
use crate::palette::Palette;
use crate::pen;
use crate::scale::Scale;

/// Size of type in points.
const TYPE: f64 = 8.0;

/// How values over years are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A column a year, the series stacked in it.
    #[default]
    Columns,
    /// A line a series.
    Lines,
}

/// Values for years in a row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub label: String,
    /// A value a year, from 0 up; years after the last value have none.
    pub values: Vec<f64>,
}

/// Series over years. Series take the colours of clusters in their order; a single series needs no legend and has none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Years<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// What the values are ("papers"); stands beside the axis.
    pub axis: &'a str,
    /// The year of the first value of each series.
    pub first: i32,
    /// The series.
    pub series: &'a [Series],
    /// Columns or lines.
    pub shape: Shape,
}

impl Drawing for Years<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        for series in self.series {
            let odd = series.values.iter().position(|value| !(value.is_finite() && *value >= 0.0));
            if let Some(position) = odd {
                let value = series.values[position];
                return Err(ChartError::Value { label: series.label.clone(), position, value });
            }
        }
        Ok(())
    }

    fn draw(&self, canvas: &mut dyn Canvas, mut plot: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        if self.series.len() > 1 {
            let names: Vec<&str> = self.series.iter().map(|series| series.label.as_str()).collect();
            plot.right -= legend::draw(canvas, &plot, em, &names, self.shape == Shape::Columns, palette);
        }
        plot.bottom -= 1.6 * em;
        plot.top += 0.5 * em;
        if !self.axis.is_empty() {
            self.draw_axis_name(canvas, &plot, em, palette);
            plot.left += 1.6 * em;
        }
        let whole = self.series.iter().flat_map(|series| &series.values).all(|value| value.fract() == 0.0);
        let scale = axis::values(canvas, &mut plot, (0.0, self.max()), whole, em, style);
        axis::years(canvas, &plot, (self.first, self.count()), em, style);
        match self.shape {
            Shape::Columns => self.draw_columns(canvas, &plot, &scale, palette),
            Shape::Lines => self.draw_lines(canvas, &plot, &scale, pt, palette),
        }
    }
}

impl Years<'_> {
    fn count(&self) -> usize {
        self.series.iter().map(|series| series.values.len()).max().unwrap_or(0)
    }

    /// The value of a series at a year, 0 after its end.
    fn value(series: &Series, at: usize) -> f64 {
        series.values.get(at).copied().unwrap_or(0.0)
    }

    /// The largest value that the axis must reach.
    fn max(&self) -> f64 {
        let at = |year: usize| {
            let values = self.series.iter().map(|series| Self::value(series, year));
            match self.shape {
                Shape::Columns => values.sum::<f64>(),
                Shape::Lines => values.fold(0.0, f64::max),
            }
        };
        (0..self.count()).map(at).fold(0.0, f64::max)
    }

    /// The middle of a year's slot.
    fn middle(&self, plot: &Rect, at: usize) -> f64 {
        plot.left + (at as f64 + 0.5) * plot.width() / self.count().max(1) as f64
    }

    fn draw_axis_name(&self, canvas: &mut dyn Canvas, plot: &Rect, em: f64, palette: &Palette) {
        let text = pen::fit(self.axis, em, plot.height());
        let length = pen::width(&text, em);
        let start = (plot.left + font::CAPITALS * em, plot.centre().1 + length / 2.0);
        let (weight, rgb) = (Weight::Regular, palette.muted);
        canvas.text(&Text { text: &text, start, em, weight, rgb, halo: false, upwards: true });
    }

    fn draw_columns(&self, canvas: &mut dyn Canvas, plot: &Rect, scale: &Scale, palette: &Palette) {
        let half = 0.4 * plot.width() / self.count().max(1) as f64;
        for year in 0..self.count() {
            let middle = self.middle(plot, year);
            let mut total = 0.0;
            for (at, series) in self.series.iter().enumerate() {
                let below = scale.place(total);
                total += Self::value(series, year);
                let column = Rect {
                    left: middle - half,
                    top: scale.place(total),
                    right: middle + half,
                    bottom: below,
                };
                if column.height() > 0.0 {
                    canvas.rect(column, Ink { rgb: palette.cluster(at), alpha: 0.9 });
                }
            }
        }
    }

    fn draw_lines(&self, canvas: &mut dyn Canvas, plot: &Rect, scale: &Scale, pt: f64, palette: &Palette) {
        // The first series is the most important one: on top.
        for (at, series) in self.series.iter().enumerate().rev() {
            let ink = Ink::solid(palette.cluster(at));
            let place = |year: usize| (self.middle(plot, year), scale.place(Self::value(series, year)));
            for year in 1..series.values.len() {
                canvas.line(place(year - 1), place(year), 1.4 * pt, ink);
            }
            for year in 0..series.values.len() {
                canvas.disc(place(year), 1.6 * pt, ink);
            }
        }
    }
}
