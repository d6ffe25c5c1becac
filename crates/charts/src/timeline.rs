//! Rows over years: when things had their time, such as bursts of terms.

use crate::ChartError;
use crate::canvas::{Canvas, Ink, Rect};
use crate::chart::Drawing;
use crate::font;
use crate::frame::Style;
use crate::{pen, scale};

/// Size of type in points.
const TYPE: f64 = 8.0;

/// A thing and its years. Years outside of the chart are drawn at its edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What it is.
    pub label: String,
    /// A remark at the right, such as a number; empty for none.
    pub note: String,
    /// A thin line from the first to the last of these years.
    pub line: Option<(i32, i32)>,
    /// Thick bars, each over all of these years.
    pub bars: Vec<(i32, i32)>,
    /// A disc in a year.
    pub disc: Option<i32>,
    /// The cluster whose colour it takes.
    pub group: usize,
}

/// Rows from the top down in the order given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timeline<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// What the notes at the right are; empty for none.
    pub notes: &'a str,
    /// The first year of the chart.
    pub first: i32,
    /// The last one.
    pub last: i32,
    /// The rows; the picture grows with them, up to 200.
    pub rows: &'a [Row],
}

impl Drawing for Timeline<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        Ok(())
    }

    /// As high as its rows ask for.
    fn page(&self) -> Style {
        let style = Style::default();
        let rows = self.rows.len().clamp(4, 200) as f64;
        Style { height: ((rows * 1.7 * TYPE + 120.0) * style.point()) as u32, ..style }
    }

    fn draw(&self, canvas: &mut dyn Canvas, inner: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        let room = 0.35 * inner.width();
        let labels: Vec<String> = self.rows.iter().map(|row| pen::fit(&row.label, em, room)).collect();
        let widest = |texts: &mut dyn Iterator<Item = &str>| {
            texts.map(|text| pen::width(text, em)).fold(0.0, f64::max)
        };
        let notes = widest(&mut self.rows.iter().map(|row| row.note.as_str()).chain([self.notes]));
        let plot = Rect {
            left: inner.left + widest(&mut labels.iter().map(String::as_str)) + 0.8 * em,
            top: inner.top + 1.4 * em,
            right: inner.right - notes - if notes > 0.0 { 0.8 * em } else { 0.0 },
            bottom: inner.bottom - 1.6 * em,
        };
        pen::write(canvas, self.notes, (plot.right + 0.8 * em, plot.top - 0.5 * em), em, palette.muted);
        let slot = plot.width() / f64::from(self.last.saturating_sub(self.first).max(0) + 1);
        let left_of = |year: i32| {
            plot.left + slot * f64::from(year.clamp(self.first, self.last.max(self.first)) - self.first)
        };
        for year in scale::years(self.first, self.last, (plot.width() / (4.0 * em)) as usize) {
            let middle = left_of(year) + slot / 2.0;
            canvas.line((middle, plot.top), (middle, plot.bottom), 0.5 * pt, Ink::solid(palette.grid));
            let text = year.to_string();
            let start = (middle - pen::width(&text, em) / 2.0, plot.bottom + 1.3 * em);
            pen::write(canvas, &text, start, em, palette.muted);
        }
        let step = (plot.height() / self.rows.len().max(1) as f64).min(1.7 * em);
        for (at, (row, label)) in self.rows.iter().zip(&labels).enumerate() {
            let middle = plot.top + (at as f64 + 0.5) * step;
            let baseline = middle + font::CAPITALS * em / 2.0;
            let start = plot.left - 0.8 * em - pen::width(label, em);
            pen::write(canvas, label, (start, baseline), em, palette.text);
            pen::write(canvas, &row.note, (plot.right + 0.8 * em, baseline), em, palette.muted);
            let rgb = palette.cluster(row.group);
            if let Some((first, last)) = row.line {
                let (from, to) = (left_of(first) + slot / 2.0, left_of(last) + slot / 2.0);
                canvas.line((from, middle), (to, middle), 1.2 * pt, Ink { rgb, alpha: 0.55 });
            }
            for &(first, last) in &row.bars {
                let (left, right) = (left_of(first), left_of(last) + slot);
                let half = 0.3 * step;
                let area = Rect { left, top: middle - half, right, bottom: middle + half };
                canvas.rect(area, Ink { rgb, alpha: 0.9 });
            }
            if let Some(year) = row.disc {
                canvas.disc((left_of(year) + slot / 2.0, middle), 2.6 * pt, Ink::solid(rgb));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Chart;

    #[test]
    fn any_rows_can_be_drawn() {
        let row = Row {
            label: "volume rendering".to_owned(),
            line: Some((1990, 3000)),
            bars: vec![(1992, 1995), (-5, 1990)],
            disc: Some(1993),
            ..Row::default()
        };
        for rows in [vec![], vec![row]] {
            for last in [1990, 1999, i32::MIN] {
                let chart =
                    Timeline { title: "Bursts", first: 1990, last, rows: &rows, ..Timeline::default() };
                assert!(chart.png(&chart.fitting_style()).unwrap().starts_with(b"\x89PNG"));
            }
        }
    }
}
