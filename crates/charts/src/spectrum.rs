//! Columns over years, with a line that may fall below 0 and marks on some years: a spectrum of cited years.

use crate::ChartError;
use crate::axis;
use crate::canvas::{Canvas, Ink, Rect};
use crate::chart::Drawing;
use crate::font;
use crate::frame::Style;
use crate::palette::Palette;
use crate::pen;
use crate::scale::Scale;

/// Size of type in points.
const TYPE: f64 = 8.0;

/// A column a year from `first` on, a line over them, and words on the years that stand out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spectrum<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// The year of the first column.
    pub first: i32,
    /// What the columns are ("references").
    pub columns_name: &'a str,
    /// Heights of the columns, from 0 up.
    pub columns: &'a [f64],
    /// What the line is ("deviation from the median").
    pub line_name: &'a str,
    /// The line, a value a column.
    pub line: &'a [f64],
    /// Columns that are marked, with a word, the most important first: of words that do not fit beside each other the later
    /// one is left out.
    pub marks: &'a [(usize, String)],
}

impl Drawing for Spectrum<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        let odd = |name: &str, values: &[f64], fits: fn(f64) -> bool| {
            let position = values.iter().position(|&value| !fits(value))?;
            Some(ChartError::Value { label: name.to_owned(), position, value: values[position] })
        };
        let error = odd(self.columns_name, self.columns, |value| value.is_finite() && value >= 0.0)
            .or_else(|| odd(self.line_name, self.line, f64::is_finite));
        error.map_or(Ok(()), Err)
    }

    fn draw(&self, canvas: &mut dyn Canvas, mut plot: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        self.draw_legend(canvas, (plot.left, plot.top + em), em, pt, palette);
        plot.top += 3.6 * em;
        plot.bottom -= 1.6 * em;
        let values = || self.columns.iter().chain(self.line).copied();
        let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
        let scale = axis::values(canvas, &mut plot, (low, high), true, em, style);
        axis::years(canvas, &plot, (self.first, self.columns.len()), em, style);
        self.draw_values(canvas, &plot, &scale, em, style);
    }
}

impl Spectrum<'_> {
    fn draw_legend(
        &self,
        canvas: &mut dyn Canvas,
        (left, baseline): (f64, f64),
        em: f64,
        pt: f64,
        palette: &Palette,
    ) {
        let middle = baseline - font::CAPITALS * em / 2.0;
        let box_of = Rect::around((left + 0.5 * em, middle), em, 0.7 * em);
        canvas.rect(box_of, Ink { rgb: palette.cluster(0), alpha: 0.35 });
        pen::write(canvas, self.columns_name, (left + 1.4 * em, baseline), em, palette.text);
        let second = left + 3.4 * em + pen::width(self.columns_name, em);
        let ink = Ink::solid(palette.cluster(4));
        canvas.line((second, middle), (second + em, middle), 1.4 * pt, ink);
        pen::write(canvas, self.line_name, (second + 1.4 * em, baseline), em, palette.text);
    }

    fn draw_values(&self, canvas: &mut dyn Canvas, plot: &Rect, scale: &Scale, em: f64, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let slot = plot.width() / self.columns.len().max(1) as f64;
        let middle = |at: usize| plot.left + (at as f64 + 0.5) * slot;
        for (at, &value) in self.columns.iter().enumerate() {
            let (left, right) = (middle(at) - 0.4 * slot, middle(at) + 0.4 * slot);
            let column = Rect { left, top: scale.place(value), right, bottom: scale.place(0.0) };
            canvas.rect(column, Ink { rgb: palette.cluster(0), alpha: 0.35 });
        }
        let ink = Ink::solid(palette.cluster(4));
        for at in 1..self.line.len() {
            let place = |at: usize| (middle(at), scale.place(self.line[at]));
            canvas.line(place(at - 1), place(at), 1.2 * pt, ink);
        }
        let mut taken: Vec<Rect> = Vec::new();
        for (at, word) in self.marks.iter().filter(|(at, _)| *at < self.columns.len()) {
            let above = self.columns[*at].max(self.line.get(*at).copied().unwrap_or(0.0));
            let width = pen::width(word, em);
            let left = (middle(*at) - width / 2.0).clamp(plot.left, (plot.right - width).max(plot.left));
            let baseline = scale.place(above) - 0.5 * em;
            let area =
                Rect { left, top: baseline - em, right: left + width, bottom: baseline }.grown(0.2 * em);
            if taken.iter().all(|other| !other.overlaps(&area)) {
                pen::write_over(canvas, word, (left, baseline), em, palette.text);
                taken.push(area);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Chart;

    #[test]
    fn odd_values_are_refused_and_others_drawn() {
        let marks = [(1, "1961".to_owned()), (9, "beyond".to_owned())];
        let chart = |columns, line| {
            Spectrum { first: 1960, columns, line, marks: &marks, ..Spectrum::default() }
                .png(&Style::default())
        };
        assert!(chart(&[1.0, 5.0, 2.0], &[0.0, 3.0, -2.0]).unwrap().starts_with(b"\x89PNG"));
        assert!(matches!(chart(&[-1.0], &[]), Err(ChartError::Value { .. })));
        assert!(matches!(chart(&[1.0], &[f64::NAN]), Err(ChartError::Value { .. })));
    }
}
