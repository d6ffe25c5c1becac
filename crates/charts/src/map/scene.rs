//! Points and links in pixels: where, how large, in which order, how faint.

use std::f64::consts::PI;

use super::{Map, Point};
use crate::canvas::{Ink, Pixel, Rect};
use crate::palette;

/// Share of the plot that the discs would cover if none overlapped.
const POINT_INK: f64 = 0.10;

/// Share of the plot that the links would cover if none crossed.
const LINK_INK: f64 = 0.16;

/// Links and points, ready to draw.
#[derive(Debug)]
pub(super) struct Scene {
    /// Where points lie.
    pub places: Vec<Pixel>,
    /// Radius of each point.
    pub radii: Vec<f64>,
    /// Colour of each point.
    pub inks: Vec<Ink>,
    /// Points from first drawn to last: large ones lie beneath small ones.
    pub order: Vec<u32>,
    /// Links from first drawn to last.
    pub links: Vec<Stroke>,
    /// Width of the rim around points.
    pub rim: f64,
}

/// A link as drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub from: Pixel,
    pub to: Pixel,
    pub width: f64,
    pub ink: Ink,
}

impl Scene {
    /// Points at their places in `plot`, and links between them; `pt` is a point (1/72 inch) in pixels.
    pub fn new(map: &Map<'_>, sizes: &Sizes, places: Vec<Pixel>, plot: &Rect, pt: f64, links: usize) -> Self {
        let radii: Vec<f64> = map.points.iter().map(|point| sizes.radius(point.size)).collect();
        let alpha = (1.1 - 0.13 * (map.points.len().max(1) as f64).log10()).clamp(0.6, 0.85);
        let inks = map.points.iter().map(|point| Ink { rgb: palette::cluster(point.group), alpha }).collect();
        let grey = |point: &Point| point.group >= palette::CLUSTERS.len();
        let mut order: Vec<u32> = (0..map.points.len() as u32).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&map.points[a as usize], &map.points[b as usize]);
            grey(b).cmp(&grey(a)).then(b.size.total_cmp(&a.size))
        });
        let links = strokes(map, &places, plot, pt, alpha, links);
        let rim = if sizes.usual >= 1.1 * pt { 0.35 * pt } else { 0.0 };
        Self { places, radii, inks, order, links, rim }
    }
}

/// Positions fitted into a rectangle, aspect kept, centred; y turned upwards.
pub(super) fn fit(points: &[Point], room: &Rect) -> Vec<Pixel> {
    let bounds = |value: fn(&Point) -> f64| {
        points
            .iter()
            .map(value)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
    };
    let (x, y) = (bounds(|p| p.x), bounds(|p| p.y));
    // Halves, so that the widest span of floating-point numbers does not overflow.
    let half = |(low, high): (f64, f64)| high / 2.0 - low / 2.0;
    let scale = (room.width() / 2.0 / half(x)).min(room.height() / 2.0 / half(y));
    // A single place has no extent, and goes to the middle.
    let scale = if scale.is_finite() { scale } else { 0.0 };
    let middle = |(low, high): (f64, f64)| low / 2.0 + high / 2.0;
    let (cx, cy) = room.centre();
    points.iter().map(|p| (cx + (p.x - middle(x)) * scale, cy - (p.y - middle(y)) * scale)).collect()
}

/// How sizes become radii: the area of a disc is `base + slope · size`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    base: f64,
    slope: f64,
    /// Radius of a point of mean size.
    pub usual: f64,
    /// The largest size.
    pub max: f64,
}

impl Sizes {
    /// Sizes for as many points on `plot`.
    pub fn new(points: &[Point], plot: &Rect, pt: f64) -> Self {
        let count = points.len().max(1) as f64;
        let usual =
            (POINT_INK * plot.width() * plot.height() / (PI * count)).sqrt().clamp(0.75 * pt, 5.5 * pt);
        let largest = (4.5 * usual).min(10.0 * pt).powi(2);
        let max = points.iter().map(|point| point.size).fold(0.0, f64::max);
        // Relative to the largest, so that no sum overflows.
        let mean = points.iter().map(|point| point.size / max).sum::<f64>() / count;
        if max == 0.0 || points.is_empty() {
            return Self { base: usual * usual, slope: 0.0, usual, max: 0.0 };
        }
        // A third of the mean area for every point, so that the least can still be seen; the rest grows with size.
        let base = 0.35 * usual * usual;
        let slope = (0.65 * usual * usual / mean).min(largest - base) / max;
        Self { base, slope, usual, max }
    }

    /// Radius in pixels of a point of a size.
    pub fn radius(&self, size: f64) -> f64 {
        (self.base + self.slope * size).sqrt()
    }
}

/// The strongest links, weakest first; the colour of their cluster inside of one, grey between two; at most half as strong as
/// points.
fn strokes(
    map: &Map<'_>,
    places: &[Pixel],
    plot: &Rect,
    pt: f64,
    points_alpha: f64,
    budget: usize,
) -> Vec<Stroke> {
    let mut chosen: Vec<usize> =
        (0..map.links.len()).filter(|&i| map.links[i].source != map.links[i].target).collect();
    chosen.sort_by(|&a, &b| map.links[b].weight.total_cmp(&map.links[a].weight).then(a.cmp(&b)));
    chosen.truncate(budget);
    let ends = |link: usize| {
        let link = &map.links[link];
        (link.source as usize, link.target as usize)
    };
    let length: f64 = chosen
        .iter()
        .map(|&link| {
            let (a, b) = ends(link);
            crate::geometry::distance(places[a], places[b])
        })
        .sum();
    let width = (if map.points.len() <= 300 { 0.6 } else { 0.25 } * pt).max(1.0);
    let alpha =
        (LINK_INK * plot.width() * plot.height() / (length * width).max(1.0)).clamp(0.04, points_alpha / 2.0);
    let strongest = chosen.first().map_or(1.0, |&link| map.links[link].weight).max(f64::MIN_POSITIVE);
    chosen
        .into_iter()
        .rev()
        .map(|link| {
            let (a, b) = ends(link);
            let group = map.points[a].group;
            let inside = group == map.points[b].group;
            let rgb = if inside { palette::cluster(group) } else { palette::OTHERS };
            // Links between clusters cross the whole map: fainter, or they drown it.
            let share = if inside { 1.0 } else { 0.5 } * (0.4 + 0.6 * map.links[link].weight / strongest);
            Stroke { from: places[a], to: places[b], width, ink: Ink { rgb, alpha: alpha * share } }
        })
        .collect()
}
