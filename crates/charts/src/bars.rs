//! Horizontal bars: a ranking of things with names, such as terms or clusters.

use crate::ChartError;
use crate::canvas::{Canvas, Ink, Rect};
use crate::chart::Drawing;
use crate::font;
use crate::frame::Style;
use crate::palette::Palette;
use crate::pen;
use crate::scale::{self, Scale};

/// Size of type in points.
const TYPE: f64 = 8.0;

/// A bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it counts.
    pub label: String,
    /// How much, from 0 up.
    pub value: f64,
    /// The cluster whose colour it takes; none for the first colour of the palette.
    pub group: Option<usize>,
}

/// Bars from the top down in the order given; the value stands at the end of each. Labels wider than two fifths of the picture
/// end in an ellipsis; bars that do not fit are left out, and a line says how many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bars<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// What the values are ("papers"); stands over the bars.
    pub axis: &'a str,
    /// The bars.
    pub bars: &'a [Bar],
}

impl Drawing for Bars<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        match self.bars.iter().find(|bar| !(bar.value.is_finite() && bar.value >= 0.0)) {
            Some(bar) => Err(ChartError::Value { label: bar.label.clone(), position: 0, value: bar.value }),
            None => Ok(()),
        }
    }

    /// A page on which every bar has its usual height, however many there are (up to 200).
    fn page(&self) -> Style {
        let style = Style::default();
        let rows = self.bars.len().clamp(3, 200) as f64;
        Style { height: ((rows * 1.7 * TYPE + 110.0) * style.point()) as u32, ..style }
    }

    fn draw(&self, canvas: &mut dyn Canvas, mut plot: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        if !self.axis.is_empty() {
            plot.top += 1.6 * em;
        }
        let fitting = (plot.height() / (1.25 * em)) as usize;
        let shown = if self.bars.len() <= fitting { self.bars.len() } else { fitting.saturating_sub(1) };
        if shown < self.bars.len() {
            let text = format!("… and {} more", scale::number((self.bars.len() - shown) as f64));
            pen::write(canvas, &text, (plot.left, plot.bottom - font::DEPTH * em), em, palette.muted);
            plot.bottom -= 1.25 * em;
        }
        self.draw_rows(canvas, &self.bars[..shown], &plot, em, palette);
    }
}

impl Bars<'_> {
    fn draw_rows(&self, canvas: &mut dyn Canvas, bars: &[Bar], plot: &Rect, em: f64, palette: &Palette) {
        let labels: Vec<String> =
            bars.iter().map(|bar| pen::fit(&bar.label, em, 0.4 * plot.width())).collect();
        let values: Vec<String> = bars.iter().map(|bar| scale::number(bar.value)).collect();
        let widest = |texts: &[String]| texts.iter().map(|text| pen::width(text, em)).fold(0.0, f64::max);
        let left = plot.left + widest(&labels) + 0.6 * em;
        let right = plot.right - widest(&values) - 0.6 * em;
        let axis = pen::fit(self.axis, em, plot.right - left);
        pen::write(canvas, &axis, (left, plot.top - 0.5 * em), em, palette.muted);
        let max = bars.iter().map(|bar| bar.value).fold(0.0, f64::max);
        let scale = Scale::new((0.0, if max > 0.0 { max } else { 1.0 }), (left, right.max(left)));
        // A few bars must not become slabs.
        let step = (plot.height() / bars.len().max(1) as f64).min(2.2 * em);
        for (row, ((bar, label), value)) in bars.iter().zip(labels).zip(values).enumerate() {
            let middle = plot.top + (row as f64 + 0.5) * step;
            let end = scale.place(bar.value);
            let rgb = palette.cluster(bar.group.unwrap_or(0));
            let half = 0.36 * step;
            canvas.rect(
                Rect { left, top: middle - half, right: end, bottom: middle + half },
                Ink { rgb, alpha: 0.85 },
            );
            let baseline = middle + font::CAPITALS * em / 2.0;
            let start = left - 0.6 * em - pen::width(&label, em);
            pen::write(canvas, &label, (start, baseline), em, palette.text);
            pen::write(canvas, &value, (end + 0.4 * em, baseline), em, palette.muted);
        }
    }
}
