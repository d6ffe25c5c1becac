//! The legend at the right of a chart: a disc in the colour of each series, and its name.

use crate::canvas::{Canvas, Ink, Rect};
use crate::font::{self, Weight};
use crate::frame::Line;
use crate::palette::Palette;

/// Draws names in the right of `plot`, from the top or, where `stacked`, in the order in which columns are stacked: the last on top.
/// Returns the width that they take; names that find no room are left out.
pub(crate) fn draw(
    canvas: &mut dyn Canvas,
    plot: &Rect,
    em: f64,
    names: &[&str],
    stacked: bool,
    palette: &Palette,
) -> f64 {
    let room = 0.3 * plot.width() - 2.6 * em;
    let wrap = |name: &&str| font::wrap(&font::clean(name), Weight::Regular, em, room, 2);
    let mut labels: Vec<(usize, Vec<String>)> = names.iter().map(wrap).enumerate().collect();
    if stacked {
        labels.reverse();
    }
    let lines = labels.iter().flat_map(|(_, lines)| lines);
    let widest = lines.map(|line| font::width(line, Weight::Regular, em)).fold(0.0, f64::max);
    let left = plot.right - widest;
    let mut baseline = plot.top + em;
    for (at, lines) in labels {
        if baseline + 1.15 * em > plot.bottom {
            break;
        }
        let middle = (left - 0.9 * em, baseline - font::CAPITALS * em / 2.0);
        canvas.disc(middle, 0.42 * em, Ink::solid(palette.cluster(at)));
        for text in lines {
            let line = Line { text, start: (left, baseline), em, weight: Weight::Regular, rgb: palette.text };
            line.draw(canvas);
            baseline += 1.15 * em;
        }
        baseline += 0.35 * em;
    }
    widest + 2.6 * em
}
