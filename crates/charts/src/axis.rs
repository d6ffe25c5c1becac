//! The axis of values at the left of a chart, and years under it.

use crate::canvas::{Canvas, Ink, Rect};
use crate::font;
use crate::frame::Style;
use crate::pen;
use crate::scale::{self, Scale};

/// Draws a line across `plot` at each round value from 0 up to `high` or somewhat above, with the value at the left, where
/// `plot` gives it room. Returns where values are; they may go down to `low`. `whole` values have no ticks between them.
pub(crate) fn values(
    canvas: &mut dyn Canvas,
    plot: &mut Rect,
    (low, high): (f64, f64),
    whole: bool,
    em: f64,
    style: &Style,
) -> Scale {
    let (pt, palette) = (style.point(), style.theme.palette());
    let ticks = scale::ticks(high, (plot.height() / (3.2 * em)) as usize, whole);
    let texts: Vec<String> = ticks.iter().map(|&tick| scale::number(tick)).collect();
    plot.left += texts.iter().map(|text| pen::width(text, em)).fold(0.0, f64::max) + 0.6 * em;
    let top = ticks.last().copied().unwrap_or(1.0);
    let scale = Scale::new((low, top), (plot.bottom, plot.top));
    for (tick, text) in ticks.into_iter().zip(texts) {
        let y = scale.place(tick);
        let rgb = if tick == 0.0 { palette.muted } else { palette.grid };
        canvas.line((plot.left, y), (plot.right, y), 0.5 * pt, Ink::solid(rgb));
        let start = (plot.left - 0.6 * em - pen::width(&text, em), y + font::CAPITALS * em / 2.0);
        pen::write(canvas, &text, start, em, palette.muted);
    }
    scale
}

/// Writes round years from `first` on under `plot`, which has `count` years side by side.
pub(crate) fn years(
    canvas: &mut dyn Canvas,
    plot: &Rect,
    (first, count): (i32, usize),
    em: f64,
    style: &Style,
) {
    if count == 0 {
        return;
    }
    let slot = plot.width() / count as f64;
    let last = first.saturating_add(count as i32 - 1);
    for year in scale::years(first, last, (plot.width() / (4.0 * em)) as usize) {
        let text = year.to_string();
        let middle = plot.left + (f64::from(year - first) + 0.5) * slot;
        let start = (middle - pen::width(&text, em) / 2.0, plot.bottom + 1.3 * em);
        pen::write(canvas, &text, start, em, style.theme.palette().muted);
    }
}
