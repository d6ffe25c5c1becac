//! Points and links in pixels: where, how large, in which order, how faint.

use std::f64::consts::PI;

use super::looks::{Look, Shape};
use super::ramp::{self, Ramp};
use super::{Map, MapStyle, Point, View};
use crate::canvas::{Ink, Pixel, Rect};
use crate::palette::Rgb;

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
    /// Shape of each point.
    pub shapes: Vec<Shape>,
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
    /// Points at their places in `plot`, and links between them, as far as the view shows them.
    pub fn new(
        map: &Map<'_>,
        style: &MapStyle,
        (looks, ramp): (&[Look], Option<&Ramp>),
        sizes: &Sizes,
        places: Vec<Pixel>,
        plot: &Rect,
    ) -> Self {
        let pt = style.page.point();
        let others = style.page.theme.palette().others;
        let radii: Vec<f64> = map.points.iter().map(|point| sizes.radius(point.size)).collect();
        let alpha = (1.1 - 0.13 * (map.points.len().max(1) as f64).log10()).clamp(0.6, 0.85);
        let look = |point: &Point| looks.get(point.group).filter(|look| look.coloured);
        // What has no colour of its own, and is drawn first.
        let colours: Vec<Option<Rgb>> = match style.view {
            View::Overlay => (0..map.points.len()).map(|point| overlay(map, style, ramp, point)).collect(),
            _ => map.points.iter().map(|point| look(point).map(|look| look.rgb)).collect(),
        };
        let inks: Vec<Ink> =
            colours.iter().map(|colour| Ink { rgb: colour.unwrap_or(others), alpha }).collect();
        let shape = |point| look(point).map_or(Shape::Disc, |look| look.shape);
        let shapes = map
            .points
            .iter()
            .map(|point| if style.view.colours_clusters() { shape(point) } else { Shape::Disc })
            .collect();
        let mut order: Vec<u32> = (0..map.points.len() as u32).collect();
        order.sort_by(|&a, &b| {
            let size = |point: u32| map.points[point as usize].size;
            let grey = |point: u32| colours[point as usize].is_none();
            grey(b).cmp(&grey(a)).then(size(b).total_cmp(&size(a)))
        });
        if !style.view.shows_points() {
            order.clear();
        }
        let links = if style.view.shows_links() {
            let inside = |group: usize| match style.view {
                View::Overlay => others,
                _ => looks.get(group).map_or(others, |look| look.rgb),
            };
            strokes(map, &places, plot, pt, alpha, style.link_budget, (&inside, others))
        } else {
            Vec::new()
        };
        let rim = if sizes.usual >= 1.1 * pt { 0.35 * pt } else { 0.0 };
        Self { places, radii, inks, shapes, order, links, rim }
    }
}

/// The colour of a point's value, where it has one.
fn overlay(map: &Map<'_>, style: &MapStyle, ramp: Option<&Ramp>, point: usize) -> Option<Rgb> {
    let value = map.values?.of[point];
    ramp.filter(|_| value.is_finite()).map(|ramp| ramp::viridis(ramp.share(value), style.page.theme))
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
/// points. `colours` gives the colour inside of a group and the one between groups.
fn strokes(
    map: &Map<'_>,
    places: &[Pixel],
    plot: &Rect,
    pt: f64,
    points_alpha: f64,
    budget: usize,
    (inside_of, between): (&dyn Fn(usize) -> Rgb, Rgb),
) -> Vec<Stroke> {
    let mut chosen: Vec<usize> =
        (0..map.links.len()).filter(|&i| map.links[i].source != map.links[i].target).collect();
    let stronger =
        |&a: &usize, &b: &usize| map.links[b].weight.total_cmp(&map.links[a].weight).then(a.cmp(&b));
    if budget < chosen.len() {
        // Most links are not drawn: only those that are need an order.
        chosen.select_nth_unstable_by(budget, stronger);
        chosen.truncate(budget);
    }
    chosen.sort_unstable_by(stronger);
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
            let rgb = if inside { inside_of(group) } else { between };
            // Links between clusters cross the whole map: fainter, or they drown it.
            let share = if inside { 1.0 } else { 0.5 } * (0.4 + 0.6 * map.links[link].weight / strongest);
            Stroke { from: places[a], to: places[b], width, ink: Ink { rgb, alpha: alpha * share } }
        })
        .collect()
}
