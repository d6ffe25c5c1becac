//! Where points are dense: the place for the label of a cluster, and how much a label would cover.

use super::Point;
use crate::canvas::{Pixel, Rect};
use crate::geometry::distance;

/// For each of `groups` clusters the index of its point in the densest place; none for a cluster without points.
///
/// A mean may lie where the cluster is not (a crescent, a few outliers). Here the middle nine tenths of a cluster are
/// counted on a coarse grid, since a small tight knot is not the place for a name; the fullest 3 × 3 cells win, and of their points the
/// nearest to their mean is the place. Linear in points.
pub(super) fn peaks(points: &[Point], places: &[Pixel], groups: usize) -> Vec<Option<usize>> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups];
    for (index, point) in points.iter().enumerate() {
        if let Some(group) = members.get_mut(point.group) {
            group.push(index);
        }
    }
    members.iter().map(|members| peak(members, places)).collect()
}

fn peak(members: &[usize], places: &[Pixel]) -> Option<usize> {
    if members.is_empty() {
        return None;
    }
    let (left, right) = middle_range(members.iter().map(|&i| places[i].0));
    let (top, bottom) = middle_range(members.iter().map(|&i| places[i].1));
    let side = ((members.len() as f64).powf(0.25) as usize).clamp(3, 9);
    let cell = |value: f64, low: f64, high: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        (share * side as f64).clamp(0.0, side as f64 - 1.0) as usize
    };
    let cell_of = |index: usize| (cell(places[index].0, left, right), cell(places[index].1, top, bottom));
    let mut counts = vec![0u32; side * side];
    for &index in members {
        let (column, row) = cell_of(index);
        counts[row * side + column] += 1;
    }
    // The middle cell counts twice: of two full neighbourhoods the one with the fuller heart.
    let fullness = |column: usize, row: usize| -> u32 {
        let rows = row.saturating_sub(1)..(row + 2).min(side);
        let columns = column.saturating_sub(1)..(column + 2).min(side);
        let around = rows.flat_map(|row| columns.clone().map(move |column| row * side + column));
        around.map(|at| counts[at]).sum::<u32>() + counts[row * side + column]
    };
    let (column, row) = (0..side * side)
        .map(|at| (at % side, at / side))
        .max_by_key(|&(column, row)| fullness(column, row))?;
    let near: Vec<usize> = members
        .iter()
        .copied()
        .filter(|&index| {
            let (c, r) = cell_of(index);
            c.abs_diff(column) <= 1 && r.abs_diff(row) <= 1
        })
        .collect();
    let mean =
        |value: fn(&Pixel) -> f64| near.iter().map(|&i| value(&places[i])).sum::<f64>() / near.len() as f64;
    let mean = (mean(|place| place.0), mean(|place| place.1));
    near.iter().copied().min_by(|&a, &b| distance(places[a], mean).total_cmp(&distance(places[b], mean)))
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
    /// The share of the whole plot that discs cover.
    mean: f64,
}

impl Cover {
    /// Counts discs on cells of `cell` pixels.
    pub fn new(places: &[Pixel], radii: &[f64], plot: &Rect, cell: f64) -> Self {
        let (columns, rows) =
            ((plot.width() / cell).ceil() as usize + 1, (plot.height() / cell).ceil() as usize + 1);
        let mut cover =
            Self { plot: *plot, cell, columns, rows, sums: vec![0.0; (columns + 1) * (rows + 1)], mean: 0.0 };
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
        cover.mean = cover.share(plot);
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

    /// How crowded a rectangle is for this map: 0 where it is empty, a half where discs cover as much as on the whole, towards 1 where
    /// they cover many times as much. One hidden disc of twenty counts, and so does one hidden knot of a hundred thousand.
    pub fn crowding(&self, area: &Rect) -> f64 {
        let share = self.share(area);
        if share > 0.0 { share / (share + self.mean) } else { 0.0 }
    }
}

/// Which cluster has most points in each cell of the plot.
#[derive(Debug)]
pub(super) struct Owners {
    plot: Rect,
    cell: f64,
    columns: usize,
    rows: usize,
    owner: Vec<Option<u32>>,
}

impl Owners {
    /// Counts points on cells of `cell` pixels; of equals the larger cluster owns.
    pub fn new(points: &[Point], places: &[Pixel], plot: &Rect, cell: f64) -> Self {
        let count = |length: f64| (length / cell).ceil() as usize + 1;
        let (columns, rows) = (count(plot.width()), count(plot.height()));
        let mut owners = Self { plot: *plot, cell, columns, rows, owner: vec![None; columns * rows] };
        let mut seats: Vec<(usize, usize)> = points
            .iter()
            .zip(places)
            .map(|(point, &(x, y))| {
                let (column, row) = owners.cell(x, y);
                (row * columns + column, point.group)
            })
            .collect();
        seats.sort_unstable();
        let mut most = vec![0usize; columns * rows];
        for run in seats.chunk_by(|a, b| a == b) {
            let (cell, group) = run[0];
            if run.len() > most[cell] {
                most[cell] = run.len();
                owners.owner[cell] = u32::try_from(group).ok();
            }
        }
        owners
    }

    fn cell(&self, x: f64, y: f64) -> (usize, usize) {
        let index =
            |value: f64, count: usize| (value / self.cell).floor().clamp(0.0, count as f64 - 1.0) as usize;
        (index(x - self.plot.left, self.columns), index(y - self.plot.top, self.rows))
    }

    /// The shares of a rectangle's cells that belong to `group` and to others.
    pub fn shares(&self, area: &Rect, group: usize) -> (f64, f64) {
        let ((left, top), (right, bottom)) =
            (self.cell(area.left, area.top), self.cell(area.right, area.bottom));
        let (mut own, mut foreign) = (0usize, 0usize);
        for row in top..=bottom {
            for owner in self.owner[row * self.columns..][left..=right].iter().flatten() {
                if *owner as usize == group { own += 1 } else { foreign += 1 }
            }
        }
        let cells = ((right + 1 - left) * (bottom + 1 - top)) as f64;
        (own as f64 / cells, foreign as f64 / cells)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_one_cluster(places: &[Pixel]) -> Vec<Point> {
        places.iter().map(|&(x, y)| Point { x, y, size: 1.0, group: 0 }).collect()
    }

    #[test]
    fn the_peak_of_a_crescent_lies_on_it_and_not_in_its_hollow() {
        let places: Vec<Pixel> = (0..400)
            .map(|i| {
                let angle = f64::from(i) / 400.0 * std::f64::consts::PI;
                (500.0 + 300.0 * angle.cos(), 500.0 - 300.0 * angle.sin())
            })
            .collect();
        let peak = peaks(&of_one_cluster(&places), &places, 1)[0].map(|index| places[index]).unwrap();
        assert!((distance(peak, (500.0, 500.0)) - 300.0).abs() < 1e-9);
    }

    #[test]
    fn outliers_do_not_move_the_peak() {
        let mut places: Vec<Pixel> = (0..100).map(|i| (f64::from(i % 10), f64::from(i / 10))).collect();
        places.extend([(9000.0, 0.0), (0.0, 9000.0)]);
        let peak = peaks(&of_one_cluster(&places), &places, 2);
        assert!(peak[0].is_some_and(|index| index < 100));
        assert_eq!(peak[1], None);
    }

    #[test]
    fn cells_belong_to_the_cluster_with_most_points() {
        let plot = Rect { left: 0.0, top: 0.0, right: 40.0, bottom: 10.0 };
        let places = [(1.0, 1.0), (2.0, 2.0), (3.0, 1.0), (11.0, 1.0), (12.0, 2.0), (31.0, 3.0)];
        let groups = [1, 1, 0, 0, 0, 1];
        let points: Vec<Point> =
            groups.map(|group| Point { x: 0.0, y: 0.0, size: 1.0, group }).into_iter().collect();
        let owners = Owners::new(&points, &places, &plot, 10.0);
        let area = Rect { left: 0.0, top: 0.0, right: 39.0, bottom: 9.0 };
        // Four cells: of cluster 1, of cluster 0, empty, of cluster 1.
        assert_eq!(owners.shares(&area, 1), (0.5, 0.25));
        assert_eq!(owners.shares(&area, 0), (0.25, 0.5));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_share_is_the_sum_of_the_discs_in_the_cells(
            discs in prop::collection::vec((0.0..400.0f64, 0.0..300.0f64), 0..40),
            (x, y) in (0.0..300.0f64, 0.0..200.0f64),
        ) {
            let plot = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };
            let radii = vec![0.4; discs.len()];
            let cover = Cover::new(&discs, &radii, &plot, 10.0);
            let area = Rect { left: x, top: y, right: x + 90.0, bottom: y + 70.0 };
            // By hand: every cell that the rectangle touches, disc by disc.
            let index = |value: f64| (value / 10.0).floor();
            let cells = (index(area.right) - index(area.left) + 1.0) * (index(area.bottom) - index(area.top) + 1.0);
            // The share of a disc's cells that lie among those of the rectangle, along one axis.
            let overlap = |value: f64, low: f64, high: f64| {
                let (from, to) = (index(value - 0.4).max(0.0), index(value + 0.4));
                let shared = to.min(index(high)) - from.max(index(low)) + 1.0;
                shared.max(0.0) / (to - from + 1.0)
            };
            let inked: f64 = discs
                .iter()
                .map(|&(x, y)| overlap(x, area.left, area.right) * overlap(y, area.top, area.bottom))
                .sum();
            let expected = inked * std::f64::consts::PI * 0.16 / (cells * 100.0);
            prop_assert!((cover.share(&area) - expected).abs() < 1e-9, "{} {expected}", cover.share(&area));
        }
    }
}
