//! Where points are dense: the place for the label of a cluster, and how much a label would cover.

use super::Point;
use crate::canvas::{Pixel, Rect};

/// For each of `groups` clusters the densest place, a point of the cluster; none for a cluster without points.
///
/// A mean may lie where the cluster is not (a crescent, a few outliers). Here the middle nine tenths of a cluster are counted on a
/// grid whose cells grow finer with the number of points; the fullest 3 × 3 cells win, and the point nearest to their mean
/// is the place. Linear in points, but for finding the quantiles.
pub(super) fn peaks(points: &[Point], places: &[Pixel], groups: usize) -> Vec<Option<Pixel>> {
    let mut members: Vec<Vec<Pixel>> = vec![Vec::new(); groups];
    for (point, &place) in points.iter().zip(places) {
        if let Some(group) = members.get_mut(point.group) {
            group.push(place);
        }
    }
    members.iter().map(|places| peak(places)).collect()
}

fn peak(places: &[Pixel]) -> Option<Pixel> {
    if places.is_empty() {
        return None;
    }
    let (left, right) = middle_range(places.iter().map(|p| p.0));
    let (top, bottom) = middle_range(places.iter().map(|p| p.1));
    let side = ((places.len() as f64).powf(0.4) as usize).clamp(3, 24);
    let cell = |value: f64, low: f64, high: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        (share * side as f64).clamp(0.0, side as f64 - 1.0) as usize
    };
    let cell_of = |&(x, y): &Pixel| (cell(x, left, right), cell(y, top, bottom));
    let mut counts = vec![0u32; side * side];
    for place in places {
        let (column, row) = cell_of(place);
        counts[row * side + column] += 1;
    }
    let around = |column: usize, row: usize| -> u32 {
        (row.saturating_sub(1)..(row + 2).min(side))
            .flat_map(|r| (column.saturating_sub(1)..(column + 2).min(side)).map(move |c| (r, c)))
            // The middle cell counts twice: of two full neighbourhoods the one with the fuller heart.
            .map(|(r, c)| counts[r * side + c] * if (r, c) == (row, column) { 2 } else { 1 })
            .sum()
    };
    let cells = (0..side * side).map(|at| (at % side, at / side));
    let (column, row) = cells.rev().max_by_key(|&(column, row)| around(column, row))?;
    let near: Vec<&Pixel> = places
        .iter()
        .filter(|place| {
            let (c, r) = cell_of(place);
            c.abs_diff(column) <= 1 && r.abs_diff(row) <= 1
        })
        .collect();
    let count = near.len() as f64;
    let mean = (near.iter().map(|p| p.0).sum::<f64>() / count, near.iter().map(|p| p.1).sum::<f64>() / count);
    let far = |place: &Pixel| crate::geometry::distance(*place, mean);
    near.into_iter().min_by(|a, b| far(a).total_cmp(&far(b))).copied()
}

/// The range of values without the outer twentieth on each side.
fn middle_range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let mut values: Vec<f64> = values.collect();
    let last = values.len() - 1;
    let (low, high) = (last / 20, last - last / 20);
    let low = *values.select_nth_unstable_by(low, f64::total_cmp).1;
    let high = *values.select_nth_unstable_by(high, f64::total_cmp).1;
    (low, high)
}

/// How much of the plot the discs cover, summed so that any rectangle is answered at once (summed-area table, Crow 1984).
#[derive(Debug)]
pub(super) struct Cover {
    plot: Rect,
    cell: f64,
    columns: usize,
    rows: usize,
    /// Covered pixels above and left of each corner of a cell.
    sums: Vec<f64>,
}

impl Cover {
    /// Counts discs on cells of `cell` pixels.
    pub fn new(places: &[Pixel], radii: &[f64], plot: &Rect, cell: f64) -> Self {
        let (columns, rows) =
            ((plot.width() / cell).ceil() as usize + 1, (plot.height() / cell).ceil() as usize + 1);
        let mut cover =
            Self { plot: *plot, cell, columns, rows, sums: vec![0.0; (columns + 1) * (rows + 1)] };
        for (&(x, y), &radius) in places.iter().zip(radii) {
            let disc = Rect::around((x, y), 2.0 * radius, 2.0 * radius);
            let (left, top) = cover.corner(disc.left, disc.top);
            let (right, bottom) = cover.corner(disc.right, disc.bottom);
            let share =
                std::f64::consts::PI * radius * radius / ((right - left + 1) * (bottom - top + 1)) as f64;
            for row in top..=bottom {
                for column in left..=right {
                    cover.sums[(row + 1) * (columns + 1) + column + 1] += share;
                }
            }
        }
        for row in 1..=rows {
            let mut line = 0.0;
            for column in 1..=columns {
                let at = row * (columns + 1) + column;
                line += cover.sums[at].min(cell * cell);
                cover.sums[at] = cover.sums[at - columns - 1] + line;
            }
        }
        cover
    }

    fn corner(&self, x: f64, y: f64) -> (usize, usize) {
        let index =
            |value: f64, count: usize| (value / self.cell).floor().clamp(0.0, count as f64 - 1.0) as usize;
        (index(x - self.plot.left, self.columns), index(y - self.plot.top, self.rows))
    }

    /// The share of a rectangle that discs cover, 0 to about 1.
    pub fn share(&self, area: &Rect) -> f64 {
        let (left, top) = self.corner(area.left, area.top);
        let (right, bottom) = self.corner(area.right, area.bottom);
        let sum = |column: usize, row: usize| self.sums[row * (self.columns + 1) + column];
        let covered =
            sum(right + 1, bottom + 1) + sum(left, top) - sum(left, bottom + 1) - sum(right + 1, top);
        covered / ((right + 1 - left) * (bottom + 1 - top)) as f64 / (self.cell * self.cell)
    }
}
