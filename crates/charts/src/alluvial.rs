//! Blocks in columns and the ribbons between neighbouring columns: topics across periods.

use crate::ChartError;
use crate::canvas::{Canvas, Ink, Rect};
use crate::chart::Drawing;
use crate::font;
use crate::frame::Style;
use crate::pen;

/// Size of type in points.
const TYPE: f64 = 7.0;

/// A block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// Its column, from 0.
    pub column: usize,
    /// Its height, above 0.
    pub size: f64,
    /// What it is.
    pub label: String,
    /// The cluster whose colour it takes.
    pub group: usize,
}

/// A ribbon from a block to one of the next column.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Ribbon {
    /// The earlier block.
    pub from: usize,
    /// The later block.
    pub to: usize,
    /// Its width as a share of the smaller of the two blocks, 0 to 1.
    pub strength: f64,
}

/// Columns from left to right, blocks in an order that keeps ribbons short.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alluvial<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// What stands over each column.
    pub columns: &'a [String],
    /// The blocks; those of one column are drawn to one scale with those of all others.
    pub parts: &'a [Part],
    /// The ribbons.
    pub ribbons: &'a [Ribbon],
}

impl Alluvial<'_> {
    fn of(&self, column: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.parts.len()).filter(move |&part| self.parts[part].column == column)
    }

    /// The blocks of each column from the top down: after those they come from, in the mean; what comes from nowhere at the end.
    fn order(&self) -> Vec<Vec<usize>> {
        let mut rank = vec![f64::INFINITY; self.parts.len()];
        let mut order = Vec::new();
        for column in 0..self.columns.len() {
            let mut parts: Vec<usize> = self.of(column).collect();
            for &part in &parts {
                let into = || self.ribbons.iter().filter(|ribbon| ribbon.to == part);
                let weight: f64 = into().map(|ribbon| ribbon.strength).sum();
                if weight > 0.0 {
                    rank[part] =
                        into().map(|ribbon| ribbon.strength * rank[ribbon.from]).sum::<f64>() / weight;
                }
            }
            parts.sort_by(|&a, &b| rank[a].total_cmp(&rank[b]));
            for (at, &part) in parts.iter().enumerate() {
                rank[part] = at as f64 / parts.len() as f64;
            }
            order.push(parts);
        }
        order
    }

    /// Where each block is. All columns have one scale; gaps leave room for a label beside the smallest block.
    fn areas(&self, plot: &Rect, slot: f64, em: f64, pt: f64) -> Vec<Rect> {
        let order = self.order();
        let least = 1.25 * em;
        let gap = 0.3 * em;
        let height = |parts: &[usize], unit: f64| {
            parts.iter().map(|&part| (self.parts[part].size * unit).max(least) + gap).sum::<f64>()
        };
        let tallest = |unit: f64| order.iter().map(|parts| height(parts, unit)).fold(0.0, f64::max);
        let sum = |parts: &Vec<usize>| parts.iter().map(|&part| self.parts[part].size).sum::<f64>();
        let mut unit = plot.height() / order.iter().map(sum).fold(f64::MIN_POSITIVE, f64::max);
        // Least heights take room of their own: smaller units until the tallest column fits.
        for _ in 0..60 {
            if tallest(unit) <= plot.height() {
                break;
            }
            unit *= 0.95;
        }
        let mut areas = vec![*plot; self.parts.len()];
        for (column, parts) in order.iter().enumerate() {
            let left = plot.left + column as f64 * slot;
            let mut top = plot.top;
            for &part in parts {
                let bottom = top + (self.parts[part].size * unit).max(least);
                areas[part] = Rect { left, top, right: left + 5.0 * pt, bottom };
                top = bottom + gap;
            }
        }
        areas
    }
}

impl Drawing for Alluvial<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        let points = self.parts.len();
        let odd =
            |part: &Part| !(part.size.is_finite() && part.size > 0.0) || part.column >= self.columns.len();
        if let Some(point) = self.parts.iter().position(odd) {
            return Err(ChartError::PointSize { point, size: self.parts[point].size });
        }
        let lost = |ribbon: &Ribbon| {
            ribbon.from >= points
                || ribbon.to >= points
                || self.parts[ribbon.from].column + 1 != self.parts[ribbon.to].column
        };
        if let Some(link) = self.ribbons.iter().position(lost) {
            let Ribbon { from, to, .. } = self.ribbons[link];
            let (source_point, target_point) = (from as u32, to as u32);
            return Err(ChartError::Link { link, source_point, target_point, points });
        }
        Ok(())
    }

    /// Wide, and as high as the column of the most blocks asks for.
    fn page(&self) -> Style {
        let most = (0..self.columns.len()).map(|column| self.of(column).count()).max().unwrap_or(0);
        Style { width: 3000, height: (700 + 90 * most.clamp(8, 40)) as u32, ..Style::default() }
    }

    fn draw(&self, canvas: &mut dyn Canvas, mut plot: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        plot.top += 2.0 * em;
        let slot = plot.width() / self.columns.len().max(1) as f64;
        for (column, name) in self.columns.iter().enumerate() {
            let left = plot.left + column as f64 * slot;
            pen::write(
                canvas,
                &pen::fit(name, em, slot - em),
                (left, plot.top - 0.9 * em),
                em,
                palette.muted,
            );
        }
        let areas = self.areas(&plot, slot, em, pt);
        let mut ribbons: Vec<&Ribbon> = self.ribbons.iter().collect();
        ribbons.sort_by(|a, b| {
            let key = |ribbon: &Ribbon| (areas[ribbon.from].top, areas[ribbon.to].top);
            key(a).0.total_cmp(&key(b).0).then(key(a).1.total_cmp(&key(b).1))
        });
        let (mut left_used, mut right_used) = (vec![0.0; areas.len()], vec![0.0; areas.len()]);
        for &&Ribbon { from, to, strength } in &ribbons {
            let (a, b) = (areas[from], areas[to]);
            let width = strength.clamp(0.0, 1.0) * a.height().min(b.height());
            // Ribbons that do not fit side by side lie over each other at the foot of the block.
            let start = (a.top + right_used[from]).min(a.bottom - width);
            let end = (b.top + left_used[to]).min(b.bottom - width);
            right_used[from] += width;
            left_used[to] += width;
            let ink = Ink { rgb: palette.cluster(self.parts[from].group), alpha: 0.3 };
            ribbon(canvas, (a.right, start), (b.left, end), width, ink, pt);
        }
        for (part, area) in self.parts.iter().zip(&areas) {
            canvas.rect(*area, Ink::solid(palette.cluster(part.group)));
            let label = pen::fit(&part.label, em, slot - area.width() - 1.2 * em);
            let start = (area.right + 0.5 * em, area.centre().1 + font::CAPITALS * em / 2.0);
            pen::write_over(canvas, &label, start, em, palette.text);
        }
    }
}

/// A band of one width between two places, flat at both ends.
fn ribbon(canvas: &mut dyn Canvas, from: (f64, f64), to: (f64, f64), width: f64, ink: Ink, pt: f64) {
    let steps = ((to.0 - from.0) / (0.5 * pt)).max(1.0) as usize;
    // Whole pixels: two translucent slices that share one would show a seam.
    let x = |step: usize| (from.0 + (to.0 - from.0) * step as f64 / steps as f64).round();
    for step in 0..steps {
        let share = (step as f64 + 0.5) / steps as f64;
        let smooth = share * share * (3.0 - 2.0 * share);
        let top = from.1 + (to.1 - from.1) * smooth;
        canvas.rect(Rect { left: x(step), top, right: x(step + 1), bottom: top + width }, ink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Chart;

    fn part(column: usize, size: f64) -> Part {
        Part { column, size, label: "flow visualization".to_owned(), group: column }
    }

    #[test]
    fn blocks_follow_those_they_come_from() {
        let columns = ["1990–1999".to_owned(), "2000–2009".to_owned()];
        let parts = [part(0, 9.0), part(0, 3.0), part(1, 5.0), part(1, 4.0), part(1, 1.0)];
        let ribbon = |from, to| Ribbon { from, to, strength: 0.5 };
        let ribbons = [ribbon(0, 3), ribbon(1, 2)];
        let chart = Alluvial { columns: &columns, parts: &parts, ribbons: &ribbons, ..Alluvial::default() };
        assert_eq!(chart.order(), [vec![0, 1], vec![3, 2, 4]]);
        assert!(chart.png(&chart.fitting_style()).unwrap().starts_with(b"\x89PNG"));
    }

    #[test]
    fn what_leads_nowhere_is_refused() {
        let columns = ["a".to_owned(), "b".to_owned()];
        let parts = [part(0, 1.0), part(1, 1.0)];
        let lost = [Ribbon { from: 1, to: 0, strength: 1.0 }];
        let chart = Alluvial { columns: &columns, parts: &parts, ribbons: &lost, ..Alluvial::default() };
        assert!(matches!(chart.png(&chart.fitting_style()), Err(ChartError::Link { .. })));
        let parts = [part(2, 1.0)];
        let chart = Alluvial { columns: &columns, parts: &parts, ..Alluvial::default() };
        assert!(matches!(chart.png(&chart.fitting_style()), Err(ChartError::PointSize { .. })));
    }
}
