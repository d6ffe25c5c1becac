//! Densities as pictures: of all points, of each cluster in its colour, and the areas in which clusters prevail.
//!
//! A density is a kernel estimate: each point spreads over its surroundings by a Gaussian. Points are counted on a grid and the
//! counts blurred by three boxes in a row, which is nearly a Gaussian (central limit) and takes time linear in cells,
//! whatever the spread.

use super::looks::Look;
use super::{Map, ramp};
use crate::canvas::{Image, Pixel, Rect};
use crate::palette::{Palette, Rgb, Theme};

/// Cells a spread (standard deviation).
const FINE: f64 = 4.0;

/// Cells that a box reaches to each side: three of them spread by √(3 · ((2·4+1)² − 1) / 12) = 4.5 cells.
const REACH: usize = 4;

/// Share of the mean density at a point from which on a place belongs to the area of a cluster.
const SHORE: f64 = 0.10;

/// How much an area hides.
const AREA_ALPHA: f64 = 0.32;

/// A grid over the points.
#[derive(Debug)]
pub(super) struct Grid {
    area: Rect,
    cell: f64,
    columns: usize,
    rows: usize,
}

impl Grid {
    /// The grid for so many points on `plot`: the more points, the finer.
    pub fn new(points: usize, plot: &Rect) -> Self {
        let across = plot.width().hypot(plot.height());
        let spread = across * (0.35 / (points.max(1) as f64).sqrt()).clamp(0.009, 0.04);
        // Beyond three spreads, nothing is left to see.
        let area = plot.grown(3.0 * spread);
        let cell = spread / FINE;
        let count = |length: f64| (length / cell).ceil().max(1.0) as usize;
        Self { area, cell, columns: count(area.width()), rows: count(area.height()) }
    }

    fn cell(&self, (x, y): Pixel) -> usize {
        let index = |offset: f64, count: usize| (offset / self.cell).clamp(0.0, count as f64 - 1.0) as usize;
        index(y - self.area.top, self.rows) * self.columns + index(x - self.area.left, self.columns)
    }

    /// The density of points, in points a cell.
    fn density(&self, places: impl Iterator<Item = Pixel>) -> Vec<f32> {
        let mut field = vec![0.0f32; self.columns * self.rows];
        for place in places {
            field[self.cell(place)] += 1.0;
        }
        let mut line = Vec::new();
        for _ in 0..3 {
            for row in 0..self.rows {
                blur(&mut field, row * self.columns, 1, self.columns, &mut line);
            }
            for column in 0..self.columns {
                blur(&mut field, column, self.columns, self.rows, &mut line);
            }
        }
        field
    }

    /// An image of a colour and an alpha a cell.
    fn image(&self, pixel: impl Fn(usize) -> (Rgb, f64)) -> Image {
        let rgba = (0..self.columns * self.rows)
            .flat_map(|cell| {
                let ((red, green, blue), alpha) = pixel(cell);
                [red, green, blue, (alpha.clamp(0.0, 1.0) * 255.0).round() as u8]
            })
            .collect();
        let area = Rect {
            right: self.area.left + self.columns as f64 * self.cell,
            bottom: self.area.top + self.rows as f64 * self.cell,
            ..self.area
        };
        Image { area, width: self.columns, height: self.rows, rgba }
    }

    /// Where points are dense: from the ground over light to strong colours.
    pub fn items(&self, places: &[Pixel], theme: Theme) -> Image {
        let field = self.density(places.iter().copied());
        let most = field.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
        self.image(|cell| {
            // The eye compares by ratio; the root keeps the sparse parts in sight.
            let share = f64::from(field[cell] / most).powf(0.65);
            (ramp::glow(share, theme), smooth(share / 0.5))
        })
    }

    /// Where each cluster is dense: its colour, mixed where clusters meet.
    pub fn clusters(&self, map: &Map<'_>, places: &[Pixel], looks: &[Look], palette: &Palette) -> Image {
        let layers = self.layers(map, places, looks, palette);
        let total = |cell: usize| layers.iter().map(|(_, field)| f64::from(field[cell])).sum::<f64>();
        let most = (0..self.columns * self.rows).map(total).fold(f64::MIN_POSITIVE, f64::max);
        self.image(|cell| {
            // Squares, so that the prevailing cluster is not washed out.
            let weight: f64 = layers.iter().map(|(_, field)| f64::from(field[cell]).powi(2)).sum();
            let mean = |channel: fn(&Rgb) -> u8| {
                let sum = layers
                    .iter()
                    .map(|(rgb, field)| f64::from(channel(rgb)) * f64::from(field[cell]).powi(2))
                    .sum::<f64>();
                (sum / weight.max(f64::MIN_POSITIVE)).round() as u8
            };
            ((mean(|rgb| rgb.0), mean(|rgb| rgb.1), mean(|rgb| rgb.2)), (total(cell) / most).powf(0.55))
        })
    }

    /// The areas in which clusters prevail, each in its colour.
    pub fn areas(&self, map: &Map<'_>, places: &[Pixel], looks: &[Look], palette: &Palette) -> Image {
        let layers = self.layers(map, places, looks, palette);
        let total = |cell: usize| layers.iter().map(|(_, field)| f64::from(field[cell])).sum::<f64>();
        let at_points: f64 = places.iter().map(|&place| total(self.cell(place))).sum();
        let shore = SHORE * at_points / places.len().max(1) as f64;
        self.image(|cell| {
            let prevailing = layers.iter().max_by(|a, b| a.1[cell].total_cmp(&b.1[cell]));
            let rgb = prevailing.map_or(palette.others, |(rgb, _)| *rgb);
            (rgb, AREA_ALPHA * smooth((total(cell) / shore.max(f64::MIN_POSITIVE) - 0.8) / 0.4))
        })
    }

    /// The density of each coloured cluster, and of all others together.
    fn layers(
        &self,
        map: &Map<'_>,
        places: &[Pixel],
        looks: &[Look],
        palette: &Palette,
    ) -> Vec<(Rgb, Vec<f32>)> {
        let coloured = |group: usize| looks.get(group).is_some_and(|look| look.coloured);
        let mut members: Vec<Vec<Pixel>> = vec![Vec::new(); looks.len() + 1];
        for (point, &place) in map.points.iter().zip(places) {
            members[if coloured(point.group) { point.group } else { looks.len() }].push(place);
        }
        members
            .into_iter()
            .enumerate()
            .filter(|(_, members)| !members.is_empty())
            .map(|(group, members)| {
                (looks.get(group).map_or(palette.others, |look| look.rgb), self.density(members.into_iter()))
            })
            .collect()
    }
}

/// Replaces `count` values, `step` apart, by the means of their neighbours within [`REACH`].
fn blur(field: &mut [f32], start: usize, step: usize, count: usize, line: &mut Vec<f32>) {
    line.clear();
    line.extend((0..count).map(|at| field[start + at * step]));
    let share = 1.0 / (2 * REACH + 1) as f32;
    let mut sum: f64 = line.iter().take(REACH).map(|&value| f64::from(value)).sum();
    for at in 0..count {
        sum += line.get(at + REACH).map_or(0.0, |&value| f64::from(value));
        if at > REACH {
            sum -= f64::from(line[at - REACH - 1]);
        }
        field[start + at * step] = (sum.max(0.0) as f32) * share;
    }
}

/// 0 up to 0, 1 from 1 on, without a corner between.
fn smooth(value: f64) -> f64 {
    let value = value.clamp(0.0, 1.0);
    value * value * (3.0 - 2.0 * value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Rect = Rect { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };

    /// How often three steps of −4 to 4 cells add up to `off`: the kernel along one axis, counted by hand.
    fn ways(off: i64) -> f64 {
        let steps = -4..=4i64;
        let two = |sum: i64| steps.clone().filter(|first| steps.contains(&(sum - first))).count();
        steps.clone().map(|last| two(off - last)).sum::<usize>() as f64 / 729.0
    }

    #[test]
    fn a_density_is_the_sum_of_its_points_kernels() {
        let variance: f64 = (-12..=12).map(|off| (off * off) as f64 * ways(off)).sum();
        assert!((variance - 20.0).abs() < 1e-9, "4.5 cells squared");
        let grid = Grid::new(1, &PLOT);
        let places = [(200.0, 150.0), (200.0, 150.0), (120.0, 80.0)];
        let field = grid.density(places.into_iter());
        assert!(
            (field.iter().map(|&value| f64::from(value)).sum::<f64>() - 3.0).abs() < 1e-4,
            "nothing is lost"
        );
        let seat = |cell: usize| ((cell % grid.columns) as i64, (cell / grid.columns) as i64);
        for (cell, &found) in field.iter().enumerate() {
            let (x, y) = seat(cell);
            let kernel = |place| {
                let (px, py) = seat(grid.cell(place));
                ways(x - px) * ways(y - py)
            };
            let expected: f64 = places.into_iter().map(kernel).sum();
            assert!((f64::from(found) - expected).abs() < 1e-6, "({x}, {y}): {found} {expected}");
        }
    }

    #[test]
    fn far_from_points_nothing_is_drawn_and_on_them_most() {
        let grid = Grid::new(1, &PLOT);
        let image = grid.items(&[(200.0, 150.0)], Theme::Light);
        let alpha = |place| image.rgba[4 * grid.cell(place) + 3];
        assert_eq!((alpha((0.0, 0.0)), alpha((200.0, 150.0))), (0, 255));
    }
}
