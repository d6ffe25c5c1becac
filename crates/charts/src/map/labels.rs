//! Labels that overlap nothing: clusters first, largest first, then names of points while room lasts.
//!
//! The search is greedy over a bounded number of places a label, each judged by what it would cover and how far off it is. What
//! it would cover is read from grids, so that the time of the search does not depend on the number of points.

use super::density::{Cover, Owners};
use super::looks::Look;
use super::scene::Scene;
use super::{Map, MapStyle};
use crate::canvas::{Pixel, Rect};
use crate::font::{self, Weight};
use crate::frame::Line;
use crate::geometry::{distance, segments_cross};
use crate::palette::{OWN, Rgb};

/// Sizes of cluster labels in points, from the smallest cluster to the largest.
const CLUSTER_TYPE: (f64, f64) = (7.5, 11.5);

/// Size in points of the labels of clusters after those with a colour of their own.
const LATER_TYPE: f64 = 6.8;

/// Size of names in points.
const NAME_TYPE: f64 = 6.2;

/// Width at which a name is broken, in em.
const NAME_WIDTH: f64 = 18.0;

/// Where discs cover more than this share of its box, a name is not written.
const NAME_COVER: f64 = 0.3;

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

/// Labels of clusters and names of points within `plot`, none of them on the legend.
pub(super) fn place(
    map: &Map<'_>,
    scene: &Scene,
    style: &MapStyle,
    looks: &[Look],
    peaks: &[Option<usize>],
    plot: &Rect,
    legend: &Rect,
) -> Vec<Placed> {
    let pt = style.page.point();
    let named = if style.view.shows_links() { style.max_names } else { 0 };
    let names = &map.names[..named.min(map.names.len())];
    let mut search = Search {
        map,
        scene,
        style,
        pt,
        cover: Cover::new(&scene.places, &scene.radii, plot, NAME_TYPE * pt / 3.0),
        board: Board {
            bounds: *plot,
            legend: legend.grown(2.0 * pt),
            placed: Vec::new(),
            marks: names.iter().map(|name| mark(scene, name.point, pt)).collect(),
        },
    };
    search.clusters(looks, peaks);
    search.board.marks.clear();
    if named > 0 {
        search.names(named);
    }
    search.board.placed
}

/// What the search looks at, and what it has found.
struct Search<'a> {
    map: &'a Map<'a>,
    scene: &'a Scene,
    style: &'a MapStyle,
    pt: f64,
    cover: Cover,
    board: Board,
}

/// Radius of the ring that marks a named point: beyond the rim of its disc.
pub(super) fn mark_radius(scene: &Scene, point: usize, pt: f64) -> f64 {
    scene.radii[point] + scene.rim + 0.6 * pt
}

fn mark(scene: &Scene, point: usize, pt: f64) -> Rect {
    let across = 2.0 * (mark_radius(scene, point, pt) + scene.rim);
    Rect::around(scene.places[point], across, across)
}

/// What is taken already.
struct Board {
    bounds: Rect,
    legend: Rect,
    placed: Vec<Placed>,
    /// Marks of points: of those to be named while clusters are labelled, of those that are named after that.
    marks: Vec<Rect>,
}

impl Board {
    /// Whether a label and its leader would touch neither the border nor the legend nor another label nor its leader.
    fn is_free(&self, area: &Rect, leader: Option<(Pixel, Pixel)>) -> bool {
        self.bounds.contains(area)
            && !self.legend.overlaps(area)
            && self.placed.iter().all(|other| {
                !other.area.overlaps(area)
                    && other.leader.is_none_or(|(a, b)| !area.meets_segment(a, b))
                    && leader.is_none_or(|(a, b)| !other.area.meets_segment(a, b))
                    && !matches!((leader, other.leader), (Some(mine), Some(theirs)) if segments_cross(mine, theirs))
            })
    }

    /// How many marked points a label would hide.
    fn hidden_marks(&self, area: &Rect) -> usize {
        self.marks.iter().filter(|mark| mark.overlaps(area)).count()
    }
}

impl Search<'_> {
    /// Labels as many clusters as the style says, largest first.
    fn clusters(&mut self, looks: &[Look], peaks: &[Option<usize>]) {
        let owners =
            Owners::new(self.map.points, &self.scene.places, &self.board.bounds, LATER_TYPE * self.pt);
        let largest = self.map.groups.iter().map(|group| group.size).max().unwrap_or(1).max(1) as f64;
        let mut labelled = 0;
        for (group, (it, peak)) in self.map.groups.iter().zip(peaks).enumerate() {
            let label = font::clean(&it.label);
            let Some(peak) = peak.filter(|_| !label.is_empty() && font::can_draw(&label)) else { continue };
            if labelled == self.style.max_cluster_labels {
                return;
            }
            labelled += 1;
            let (least, most) = CLUSTER_TYPE;
            let points = match group < OWN {
                true => least + (most - least) * (it.size as f64 / largest).min(1.0).sqrt(),
                false => LATER_TYPE,
            };
            let em = self.pt * points;
            let text = font::balance(&label, Weight::Bold, em, self.board.bounds.width() * 0.25);
            let block = Block::new(text, Weight::Bold, em, self.label_colour(looks[group]), 0.4);
            if let Some((area, leader)) = self.best_for_cluster(group, peak, &block, em, &owners) {
                self.board.placed.push(Placed { lines: block.set(&area), area, leader, point: None });
            }
        }
    }

    /// The colour of a cluster as type, where colours mean clusters.
    fn label_colour(&self, look: Look) -> Rgb {
        let theme = self.style.page.theme;
        match self.style.view.colours_clusters() {
            true if look.coloured => theme.type_in(look.rgb),
            true => theme.palette().muted,
            false => theme.palette().text,
        }
    }

    /// The place for the label of a cluster: near its densest place, on its own points rather than on those of others, best on
    /// none.
    fn best_for_cluster(
        &self,
        group: usize,
        peak: usize,
        block: &Block,
        em: f64,
        owners: &Owners,
    ) -> Option<(Rect, Option<(Pixel, Pixel)>)> {
        let (peak, radius) = (self.scene.places[peak], self.scene.radii[peak]);
        // Where another label lies on the peak, a leader would come out from under that one: do without.
        let hidden = self.board.placed.iter().any(|other| other.area.grown(radius).contains_place(peak));
        let judged = spiral(peak, block.height * 0.4, 10).filter_map(|centre| {
            let area = block.area(centre, &self.board.bounds);
            let around = owners.shares(&area.grown(em), group);
            // A label that lies on its cluster, or touches it, needs no line that says so.
            let near = area.grown(em).contains_place(peak) || around.0 > 0.12;
            let leader = (!hidden && !near).then(|| leader(peak, radius, &area));
            if !self.board.is_free(&area, leader) {
                return None;
            }
            let foreign = owners.shares(&area, group).1;
            let marks = self.board.hidden_marks(&area) as f64;
            let far = distance(area.centre(), peak) / em;
            let cost = 0.35 * self.cover.crowding(&area)
                + 0.8 * foreign
                + 0.25 * marks
                + 0.05 * far
                + if leader.is_some() { (0.04 * far).min(0.25) } else { 0.0 };
            Some((cost, area, leader))
        });
        judged.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, area, leader)| (area, leader))
    }

    /// Names points, the most important first, where there is room.
    fn names(&mut self, most: usize) {
        let em = NAME_TYPE * self.pt;
        let mut named = 0;
        for name in self.map.names {
            if named == most {
                return;
            }
            let text = Some(font::clean(&name.text)).filter(|text| font::can_draw(text)).unwrap_or_default();
            let text = font::balance(&text, Weight::Regular, em, NAME_WIDTH * em);
            let mark = mark(self.scene, name.point, self.pt);
            let hidden = |other: &Placed| other.area.overlaps(&mark) || other.point == Some(name.point);
            if text.is_empty() || self.board.placed.iter().any(hidden) {
                continue;
            }
            let block = Block::new(text, Weight::Regular, em, self.style.page.theme.palette().text, 0.2);
            let (place, radius) =
                (self.scene.places[name.point], mark_radius(self.scene, name.point, self.pt));
            let board = &self.board;
            let free = around(place, radius, &block, em).filter_map(|(area, reach)| {
                let leader = leader(place, radius, &area);
                let cost = 0.45 * self.cover.crowding(&area) + 0.025 * reach;
                (self.cover.share(&area) <= NAME_COVER
                    && board.hidden_marks(&area) == 0
                    && board.is_free(&area, Some(leader)))
                .then_some((cost, area, leader))
            });
            if let Some((_, area, leader)) = free.min_by(|a, b| a.0.total_cmp(&b.0)) {
                let (lines, point) = (block.set(&area), Some(name.point));
                self.board.placed.push(Placed { lines, area, leader: Some(leader), point });
                self.board.marks.push(mark);
                named += 1;
            }
        }
    }
}

/// The shortest line from the edge of a disc to a box that does not cover its centre.
fn leader(centre: Pixel, radius: f64, area: &Rect) -> (Pixel, Pixel) {
    let end = area.nearest(centre);
    let share = (radius / distance(centre, end)).min(1.0);
    ((centre.0 + (end.0 - centre.0) * share, centre.1 + (end.1 - centre.1) * share), end)
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

/// Boxes around a disc, with how far out they lie in em.
fn around(centre: Pixel, radius: f64, block: &Block, em: f64) -> impl Iterator<Item = (Rect, f64)> {
    const DIRECTIONS: usize = 16;
    let (width, height) = (block.width, block.height);
    [0.5, 1.2, 2.2, 3.5, 5.0, 7.0, 9.5, 12.5].into_iter().flat_map(move |reach| {
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
    fn new(text: Vec<String>, weight: Weight, em: f64, rgb: Rgb, margin: f64) -> Self {
        let margin = margin * em;
        let widest = text.iter().map(|line| font::width(line, weight, em)).fold(0.0, f64::max);
        let height = font::CAPITALS + font::DEPTH + (text.len() as f64 - 1.0) * font::LINE;
        let lines = text.into_iter().map(|text| Line { text, start: (0.0, 0.0), em, weight, rgb }).collect();
        Self { lines, width: widest + 2.0 * margin, height: height * em + 2.0 * margin, margin }
    }

    /// The box around a centre, or as near to it as lies within `bounds`.
    fn area(&self, centre: Pixel, bounds: &Rect) -> Rect {
        // A hair inside, so that rounding does not push it over the edge.
        let centre = bounds.grown(-0.01).nearest_centre(centre, self.width, self.height);
        Rect::around(centre, self.width, self.height)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::frame::Style;
    use crate::map::{Group, Name, Point, Values, View};

    const WORDS: [&str; 8] = [
        "volume",
        "rendering",
        "of",
        "hierarchical",
        "graphs",
        "µ-CT",
        "visualization",
        "Donaudampfschifffahrt",
    ];

    fn text() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(WORDS.as_slice()), 0..14).prop_map(|words| words.join(" "))
    }

    fn points() -> impl Strategy<Value = Vec<Point>> {
        // Half of the points crowd into a corner, so that labels get into each other's way.
        let place = prop_oneof![0.0..1.0f64, 0.4..0.45f64];
        let point = (place.clone(), place, 0.0..1.0f64, 0..16usize);
        prop::collection::vec(point.prop_map(|(x, y, size, group)| Point { x, y, size, group }), 1..100)
    }

    fn views() -> impl Strategy<Value = View> {
        prop::sample::select(vec![View::Network, View::Clusters, View::Overlay, View::Density])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn labels_overlap_nothing_and_stay_on_the_map(
            points in points(),
            labels in prop::collection::vec((text(), 1..500usize), 16),
            titles in prop::collection::vec(text(), 20),
            (width, height, dpi, size) in (200..3200u32, 200..2400u32, 36..400u32, 0.5..2.0f64),
            view in views(),
        ) {
            let groups: Vec<Group> = labels.into_iter().map(|(label, size)| Group { label, size }).collect();
            let names: Vec<Name> =
                titles.into_iter().enumerate().map(|(i, text)| Name { point: i * 7 % points.len(), text }).collect();
            let sizes: Vec<f64> = points.iter().map(|point| point.size).collect();
            let values = Some(Values { name: "Value", of: &sizes, years: false });
            let map = Map {
                title: "A title",
                subtitle: "and what it is about",
                points: &points,
                groups: &groups,
                names: &names,
                size_measure: "size",
                values,
                ..Map::default()
            };
            let page = Style { width, height, dpi, text: size, ..Style::DEFAULT };
            let style = MapStyle { page, view, ..MapStyle::default() };
            let plan = map.plan(&style).unwrap();
            let sheet = Rect { left: 0.0, top: 0.0, right: f64::from(width), bottom: f64::from(height) };
            for line in plan.frame.lines.iter().chain(&plan.legend.lines) {
                prop_assert!(sheet.contains(&line.area()), "{line:?} on {sheet:?}");
            }
            for (place, radius) in plan.scene.places.iter().zip(&plan.scene.radii) {
                prop_assert!(sheet.contains(&Rect::around(*place, 2.0 * radius, 2.0 * radius)));
            }
            let placed = &plan.labels;
            for (at, label) in placed.iter().enumerate() {
                prop_assert!(plan.frame.inner.contains(&label.area));
                prop_assert!(!plan.legend.area.overlaps(&label.area));
                for line in &label.lines {
                    prop_assert!(label.area.contains(&line.area()), "{:?} in {:?}", line.area(), label.area);
                }
                for other in &placed[..at] {
                    prop_assert!(!label.area.overlaps(&other.area), "{label:?} on {other:?}");
                    for (one, two) in [(label, other), (other, label)] {
                        prop_assert!(one.leader.is_none_or(|(a, b)| !two.area.grown(-0.001).meets_segment(a, b)));
                    }
                    if let (Some(a), Some(b)) = (label.point, other.point) {
                        prop_assert!(a != b, "point {a} has two names");
                    }
                }
            }
            let named: Vec<usize> = placed.iter().filter_map(|label| label.point).collect();
            prop_assert!(named.len() <= style.max_names);
            for label in placed {
                for &point in &named {
                    let mark = Rect::around(plan.scene.places[point], 1.0, 1.0);
                    prop_assert!(!label.area.overlaps(&mark), "{label:?} hides point {point}");
                }
            }
        }
    }

    #[test]
    fn a_name_goes_where_the_map_is_empty() {
        // A named point at the right edge of a crowd.
        let mut points: Vec<Point> = (0..400)
            .map(|i| Point { x: f64::from(i % 20), y: f64::from(i / 20), size: 1.0, group: 0 })
            .collect();
        points.push(Point { x: 20.0, y: 10.0, size: 1.0, group: 0 });
        let names = [Name { point: 400, text: "Parallel coordinates".to_owned() }];
        let plan =
            Map { points: &points, names: &names, ..Map::default() }.plan(&MapStyle::default()).unwrap();
        let (place, area) = (plan.scene.places[400], plan.labels[0].area);
        assert!(area.left > place.0, "{area:?} beside {place:?}");
    }

    #[test]
    fn names_in_a_script_without_a_font_are_left_out() {
        let points = [0.0, 1.0].map(|x| Point { x, y: x, size: 1.0, group: 0 });
        let names = ["可视化", "Visualization"].into_iter().enumerate();
        let names: Vec<Name> = names.map(|(point, text)| Name { point, text: text.to_owned() }).collect();
        let plan =
            Map { points: &points, names: &names, ..Map::default() }.plan(&MapStyle::default()).unwrap();
        let named: Vec<Option<usize>> = plan.labels.iter().map(|label| label.point).collect();
        assert_eq!(named, [Some(1)]);
        assert_eq!(plan.tips.len(), 2, "a viewer of the SVG has fonts of its own");
    }

    #[test]
    fn a_label_with_room_sits_on_its_cluster() {
        let points =
            [Point { x: 0.0, y: 0.0, size: 1.0, group: 0 }, Point { x: 1.0, y: 1.0, size: 1.0, group: 1 }];
        let groups = ["left below", "right above"].map(|label| Group { label: label.to_owned(), size: 1 });
        let plan =
            Map { points: &points, groups: &groups, ..Map::default() }.plan(&MapStyle::default()).unwrap();
        assert_eq!(plan.labels.len(), 2);
        for (label, &place) in plan.labels.iter().zip(&plan.scene.places) {
            // An em of the largest label, 11.5 points at 300 dpi.
            assert!(label.area.grown(48.0).contains_place(place) || label.leader.is_some());
        }
    }

    #[test]
    fn many_clusters_in_one_place_lose_labels_rather_than_overlap() {
        let points: Vec<Point> = (0..20).map(|group| Point { x: 0.5, y: 0.5, size: 1.0, group }).collect();
        let groups = vec![Group { label: "one and the same long label".to_owned(), size: 1 }; 20];
        let plan =
            Map { points: &points, groups: &groups, ..Map::default() }.plan(&MapStyle::default()).unwrap();
        assert!((2..20).contains(&plan.labels.len()), "{}", plan.labels.len());
    }
}
