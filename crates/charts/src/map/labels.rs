//! Labels that overlap nothing: clusters first, largest first, then names of points while room lasts.
//!
//! The search is greedy over a bounded number of places a label, so that its time does not depend on the number of points.

use super::density::{self, Cover};
use super::scene::Scene;
use super::{Map, MapStyle};
use crate::canvas::{Pixel, Rect};
use crate::font::{self, Weight};
use crate::frame::Line;
use crate::geometry::segments_cross;
use crate::palette;

/// Sizes of cluster labels in points, from the smallest cluster to the largest.
const CLUSTER_TYPE: (f64, f64) = (8.0, 12.5);

/// Size of names in points.
const NAME_TYPE: f64 = 6.5;

/// A label in its place.
#[derive(Debug)]
pub(super) struct Placed {
    /// Its lines of text.
    pub lines: Vec<Line>,
    /// The box around them; boxes never overlap.
    pub area: Rect,
    /// From what it names to its box, where it does not lie on it.
    pub leader: Option<(Pixel, Pixel)>,
    /// The point that it names; none for a cluster.
    pub point: Option<usize>,
}

/// Labels of clusters and names of points within `plot`.
pub(super) fn place(map: &Map<'_>, scene: &Scene, style: &MapStyle, plot: &Rect) -> Vec<Placed> {
    let pt = style.page.point();
    let mut board = Board { bounds: *plot, placed: Vec::new() };
    clusters(map, scene, style.max_cluster_labels, pt, &mut board);
    if style.max_names > 0 && !map.names.is_empty() {
        names(map, scene, style.max_names, pt, &mut board);
    }
    board.placed
}

/// What is taken already.
struct Board {
    bounds: Rect,
    placed: Vec<Placed>,
}

impl Board {
    /// Whether a label and its leader would touch neither the border nor another label nor its leader.
    fn is_free(&self, area: &Rect, leader: Option<(Pixel, Pixel)>) -> bool {
        self.bounds.contains(area)
            && self.placed.iter().all(|other| {
                !other.area.overlaps(area)
                    && other.leader.is_none_or(|(a, b)| !area.meets_segment(a, b))
                    && leader.is_none_or(|(a, b)| !other.area.meets_segment(a, b))
                    && !matches!((leader, other.leader), (Some(mine), Some(theirs)) if segments_cross(mine, theirs))
            })
    }
}

fn clusters(map: &Map<'_>, scene: &Scene, most: usize, pt: f64, board: &mut Board) {
    let peaks = density::peaks(map.points, &scene.places, map.groups.len());
    let largest = map.groups.iter().map(|group| group.size).max().unwrap_or(1).max(1) as f64;
    let labelled = map.groups.iter().zip(peaks).enumerate();
    let labelled =
        labelled.filter_map(|(group, (it, peak))| Some((group, it, peak?, font::clean(&it.label))));
    for (group, it, peak, label) in labelled.filter(|(.., label)| !label.is_empty()).take(most) {
        let (least, most) = CLUSTER_TYPE;
        let em = pt * (least + (most - least) * (it.size as f64 / largest).min(1.0).sqrt());
        let text = font::balance(&label, Weight::Bold, em, board.bounds.width() * 0.28);
        let rgb = match group < palette::CLUSTERS.len() {
            true => palette::darker(palette::cluster(group), 0.4),
            false => palette::MUTED,
        };
        let block = Block::new(text, Weight::Bold, em, rgb, 0.5);
        let places = spiral(peak, block.height * 0.5, 14).map(|centre| {
            let (width, height) = (block.width, block.height);
            Rect::around(board.bounds.grown(-0.01).nearest_centre(centre, width, height), width, height)
        });
        let found = places
            .map(|area| {
                let moved = !area.grown(0.35 * em).contains_place(peak);
                (area, moved.then(|| (peak, area.nearest(peak))))
            })
            .find(|(area, leader)| board.is_free(area, *leader));
        if let Some((area, leader)) = found {
            board.placed.push(Placed { lines: block.set(&area), area, leader, point: None });
        }
    }
}

/// A centre and rings of places around it, nearest first, each ring `step` wider.
fn spiral(centre: Pixel, step: f64, rings: usize) -> impl Iterator<Item = Pixel> {
    let turn = move |ring: usize, at: usize, count: usize| {
        let angle = (at as f64 / count as f64 + 0.25) * std::f64::consts::TAU;
        let radius = step * ring as f64;
        // Labels are wide: sideways they must go further to get away.
        (centre.0 + 1.6 * radius * angle.cos(), centre.1 + radius * angle.sin())
    };
    (0..=rings).flat_map(move |ring| {
        let count = if ring == 0 { 1 } else { 16 };
        (0..count).map(move |at| turn(ring, at, count))
    })
}

fn names(map: &Map<'_>, scene: &Scene, most: usize, pt: f64, board: &mut Board) {
    let em = NAME_TYPE * pt;
    let cover = Cover::new(&scene.places, &scene.radii, &board.bounds, em / 3.0);
    let mut named = 0;
    for name in map.names {
        if named == most {
            return;
        }
        let text = font::wrap(&font::clean(&name.text), Weight::Regular, em, 15.0 * em, 2);
        if text.is_empty() || board.placed.iter().any(|other| other.point == Some(name.point)) {
            continue;
        }
        let block = Block::new(text, Weight::Regular, em, palette::TEXT, 0.2);
        let (place, radius) = (scene.places[name.point], scene.radii[name.point] + 0.6 * pt);
        let free = around(place, radius, &block, em).filter_map(|(area, reach)| {
            let end = area.nearest(place);
            let length = crate::geometry::distance(place, end);
            let start = (
                place.0 + (end.0 - place.0) * radius / length,
                place.1 + (end.1 - place.1) * radius / length,
            );
            let leader = (start, end);
            let cost = cover.share(&area) + 0.035 * reach;
            board.is_free(&area, Some(leader)).then_some((cost, area, leader))
        });
        if let Some((_, area, leader)) = free.min_by(|a, b| a.0.total_cmp(&b.0)) {
            board.placed.push(Placed {
                lines: block.set(&area),
                area,
                leader: Some(leader),
                point: Some(name.point),
            });
            named += 1;
        }
    }
}

/// Boxes around a disc, with how far out they lie in em.
fn around(centre: Pixel, radius: f64, block: &Block, em: f64) -> impl Iterator<Item = (Rect, f64)> {
    const DIRECTIONS: usize = 16;
    let (width, height) = (block.width, block.height);
    [0.5, 1.2, 2.2, 3.5, 5.0, 7.0, 9.5].into_iter().flat_map(move |reach| {
        (0..DIRECTIONS).map(move |at| {
            let (sin, cos) = (at as f64 / DIRECTIONS as f64 * std::f64::consts::TAU).sin_cos();
            let out = radius + reach * em;
            let middle = (centre.0 + cos * (out + width / 2.0), centre.1 + sin * (out + height / 2.0));
            (Rect::around(middle, width, height), reach)
        })
    })
}

/// Lines of text set as one block, centred.
struct Block {
    lines: Vec<Line>,
    width: f64,
    height: f64,
    margin: f64,
}

impl Block {
    /// `margin`: room kept free around the text, in em.
    fn new(text: Vec<String>, weight: Weight, em: f64, rgb: palette::Rgb, margin: f64) -> Self {
        let margin = margin * em;
        let widest = text.iter().map(|line| font::width(line, weight, em)).fold(0.0, f64::max);
        let height = font::CAPITALS + font::DEPTH + (text.len() as f64 - 1.0) * font::LINE;
        let lines = text.into_iter().map(|text| Line { text, start: (0.0, 0.0), em, weight, rgb }).collect();
        Self { lines, width: widest + 2.0 * margin, height: height * em + 2.0 * margin, margin }
    }

    /// The lines in a box of the block's size.
    fn set(self, area: &Rect) -> Vec<Line> {
        let (middle, margin) = (area.centre().0, self.margin);
        let mut lines = self.lines;
        for (at, line) in lines.iter_mut().enumerate() {
            let width = font::width(&line.text, line.weight, line.em);
            let baseline = area.top + margin + line.em * (font::CAPITALS + at as f64 * font::LINE);
            line.start = (middle - width / 2.0, baseline);
        }
        lines
    }
}
