//! The legend: clusters with their colours and sizes, and what the size of a point means; it floats where the map has room.

use super::scene::{self, Sizes};
use super::{Group, Map};
use crate::canvas::{Ink, Pixel, Rect};
use crate::font::{self, Weight};
use crate::frame::Line;
use crate::palette::{self, Rgb};
use crate::scale;

/// Size of the legend's text in points.
const TYPE: f64 = 6.8;

/// Widest legend as a share of the picture.
const WIDEST: f64 = 0.23;

/// Narrower and narrower plots that are tried, from the whole width to what the legend leaves beside it.
const TRIES: usize = 10;

/// Discs and text beside the map.
#[derive(Debug)]
pub(super) struct Legend {
    pub discs: Vec<(Pixel, f64, Ink)>,
    pub lines: Vec<Line>,
    /// The box around it.
    pub area: Rect,
}

/// How wide the legend of a map is: as its text needs, up to `most` pixels; 0 where there is nothing to explain.
fn width(map: &Map<'_>, pt: f64, most: f64) -> f64 {
    let em = TYPE * pt;
    let entries = entries(map.groups);
    let needed = entries.iter().map(|entry| {
        let count = font::width(&entry.count, Weight::Regular, em);
        2.0 * em + font::width(&entry.label, Weight::Regular, em) + em + count
    });
    let sizes = explains_sizes(map).then(|| font::width(&heading(map), Weight::Bold, em));
    needed.chain(sizes).fold(0.0, f64::max).min(most)
}

/// Whether sizes differ from nothing and have a name.
fn explains_sizes(map: &Map<'_>) -> bool {
    !map.size_measure.is_empty() && map.points.iter().any(|point| point.size > 0.0)
}

fn heading(map: &Map<'_>) -> String {
    let most = map.points.iter().map(|point| point.size).fold(0.0, f64::max);
    let measure = font::clean(map.size_measure);
    match exponent(most) {
        0 => format!("Size: {measure}"),
        exponent => format!("Size: {measure} (×10{})", superscript(exponent)),
    }
}

/// The power of ten that sizes are told in, so that nobody has to count noughts: below a thousandth, that of the largest.
fn exponent(most: f64) -> i32 {
    if most > 0.0 && most < 1e-3 { most.log10().floor() as i32 } else { 0 }
}

/// A negative exponent as it is printed.
fn superscript(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = exponent.unsigned_abs().to_string();
    std::iter::once('⁻').chain(digits.bytes().map(|digit| DIGITS[usize::from(digit - b'0')])).collect()
}

/// Up to three round sizes, the largest first, each about a quarter of the one before; of whole sizes none below 1.
fn steps(map: &Map<'_>, most: f64) -> Vec<f64> {
    let whole = map.points.iter().all(|point| point.size.fract() == 0.0);
    let mut steps = vec![scale::round_down(most)];
    while steps.len() < 3 {
        steps.push(scale::round_down(steps[steps.len() - 1] / 3.9));
    }
    steps.retain(|&step| step > 0.0 && (!whole || step >= 1.0));
    steps
}

struct Entry {
    label: String,
    count: String,
    rgb: Rgb,
}

fn entries(groups: &[Group]) -> Vec<Entry> {
    let coloured = groups.len().min(palette::CLUSTERS.len());
    let named = groups[..coloured].iter().enumerate().map(|(at, group)| {
        let label = font::clean(&group.label);
        let label = if label.is_empty() { format!("cluster {}", at + 1) } else { label };
        Entry { label, count: scale::number(group.size as f64), rgb: palette::cluster(at) }
    });
    let rest = &groups[coloured..];
    let others = (!rest.is_empty()).then(|| Entry {
        label: format!("{} other cluster{}", rest.len(), if rest.len() == 1 { "" } else { "s" }),
        count: scale::number(rest.iter().map(|group| group.size).sum::<usize>() as f64),
        rgb: palette::OTHERS,
    });
    named.chain(others).collect()
}

impl Legend {
    /// Sets the legend into the upper right corner of `inner`; what does not fit is left out.
    pub fn new(map: &Map<'_>, sizes: &Sizes, inner: &Rect, pt: f64) -> Self {
        let width = width(map, pt, WIDEST * inner.width());
        let area = Rect { left: inner.right - width, ..*inner };
        let mut legend = Self { discs: Vec::new(), lines: Vec::new(), area };
        let em = TYPE * pt;
        let mut y = area.top;
        if !map.groups.is_empty() {
            legend.head("Clusters", em, &mut y);
            for entry in entries(map.groups) {
                legend.entry(&entry, em, &mut y);
            }
        }
        if explains_sizes(map) {
            let above = if map.groups.is_empty() { 0.0 } else { 1.2 * em };
            legend.sizes(map, sizes, em, above, &mut y);
        }
        legend.area.bottom = y.min(inner.bottom);
        legend
    }

    /// Moves the legend to the corner at the right of `inner` that leaves the points the most room, and returns their places.
    ///
    /// The plot is narrowed step by step until one of the corners is free of points; beside the legend it always is.
    pub fn make_room(&mut self, map: &Map<'_>, sizes: &Sizes, inner: &Rect, pt: f64) -> Vec<Pixel> {
        let widest = map.points.iter().map(|point| sizes.radius(point.size)).fold(0.0, f64::max);
        let gap = if self.lines.is_empty() { 0.0 } else { 8.0 * pt };
        let below = inner.bottom - self.area.bottom;
        let mut places = Vec::new();
        for step in 0..=TRIES {
            let taken = (self.area.width() + gap) * step as f64 / TRIES as f64;
            let plot = Rect { right: inner.right - taken, ..*inner };
            places = scene::fit(map.points, &plot.grown(-(widest + 2.0 * pt)));
            for drop in [0.0, below] {
                let area = Rect { top: self.area.top + drop, bottom: self.area.bottom + drop, ..self.area };
                let kept = area.grown(gap + widest);
                if self.lines.is_empty() || !places.iter().any(|&place| kept.contains_place(place)) {
                    self.lower(drop);
                    return places;
                }
            }
        }
        places
    }

    fn lower(&mut self, drop: f64) {
        self.area.top += drop;
        self.area.bottom += drop;
        self.discs.iter_mut().for_each(|disc| disc.0.1 += drop);
        self.lines.iter_mut().for_each(|line| line.start.1 += drop);
    }

    fn head(&mut self, text: &str, em: f64, y: &mut f64) {
        let text = font::ellipsis(text, Weight::Bold, em, self.area.width());
        *y += em;
        self.write(text, Weight::Bold, (self.area.left, *y), em, palette::TEXT);
        *y += 0.6 * em;
    }

    fn write(&mut self, text: String, weight: Weight, start: Pixel, em: f64, rgb: Rgb) {
        self.lines.push(Line { text, start, em, weight, rgb });
    }

    fn entry(&mut self, entry: &Entry, em: f64, y: &mut f64) {
        let count = font::width(&entry.count, Weight::Regular, em);
        let left = self.area.left + 1.6 * em;
        let room = self.area.right - left - count - em;
        let lines = font::wrap(&entry.label, Weight::Regular, em, room, 3);
        let height = em * (1.1 * lines.len() as f64 + 0.35);
        if *y + height > self.area.bottom {
            return;
        }
        let first = *y + 0.95 * em;
        let middle = (self.area.left + 0.6 * em, first - font::CAPITALS * em / 2.0);
        self.discs.push((middle, 0.45 * em, Ink::solid(entry.rgb)));
        self.write(
            entry.count.clone(),
            Weight::Regular,
            (self.area.right - count, first),
            em,
            palette::MUTED,
        );
        for (at, line) in lines.into_iter().enumerate() {
            self.write(line, Weight::Regular, (left, first + 1.1 * em * at as f64), em, palette::TEXT);
        }
        *y += height;
    }

    /// Discs of round sizes, with the value beside each.
    fn sizes(&mut self, map: &Map<'_>, sizes: &Sizes, em: f64, above: f64, y: &mut f64) {
        let values = steps(map, sizes.max);
        let height = |value: f64| (2.0 * sizes.radius(value)).max(1.1 * em);
        let needed = above + 1.6 * em + values.iter().map(|&value| height(value) + 0.4 * em).sum::<f64>();
        if *y + needed > self.area.bottom {
            return;
        }
        *y += above;
        self.head(&heading(map), em, y);
        let widest = values.first().map_or(0.0, |&value| sizes.radius(value));
        let unit = 10f64.powi(exponent(sizes.max));
        for value in values {
            let middle = *y + height(value) / 2.0;
            self.discs.push((
                (self.area.left + widest, middle),
                sizes.radius(value),
                Ink::solid(palette::OTHERS),
            ));
            let start = (self.area.left + 2.0 * widest + 0.8 * em, middle + font::CAPITALS * em / 2.0);
            self.write(scale::number(value / unit), Weight::Regular, start, em, palette::TEXT);
            *y += height(value) + 0.4 * em;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::{MapStyle, Point};

    fn of_sizes(sizes: &[f64]) -> Vec<Point> {
        sizes.iter().map(|&size| Point { x: size, y: 0.0, size, group: 0 }).collect()
    }

    fn texts(points: &[Point]) -> Vec<String> {
        let map = Map { points, size_measure: "PageRank", ..Map::default() };
        let plan = map.plan(&MapStyle::default()).unwrap();
        plan.legend.lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn sizes_are_told_in_round_numbers() {
        assert_eq!(texts(&of_sizes(&[0.0, 69.0])), ["Size: PageRank", "50", "10", "2"]);
        assert_eq!(texts(&of_sizes(&[1.0, 3.0])), ["Size: PageRank", "2"]);
        assert_eq!(texts(&of_sizes(&[0.001, 0.0212])), ["Size: PageRank", "0.02", "0.005", "0.001"]);
        assert_eq!(texts(&of_sizes(&[1e-6, 0.000_146])), ["Size: PageRank (×10⁻⁴)", "1", "0.2", "0.05"]);
    }

    fn plan_of(points: &[Point], groups: usize) -> crate::map::draw::Plan {
        let groups = vec![Group { label: "volume rendering".to_owned(), size: points.len() }; groups];
        let map = Map { points, groups: &groups, ..Map::default() };
        map.plan(&MapStyle::default()).unwrap()
    }

    #[test]
    fn a_map_with_a_free_corner_has_the_whole_width() {
        let slope = |down: f64| -> Vec<Point> {
            (0..100).map(f64::from).map(|i| Point { x: i, y: down * i * 0.75, size: 0.0, group: 0 }).collect()
        };
        for (down, at_top) in [(-1.0, true), (1.0, false)] {
            let plan = plan_of(&slope(down), 1);
            let right = plan.scene.places.iter().map(|place| place.0).fold(0.0, f64::max);
            assert!(right > plan.legend.area.centre().0, "the points reach under or over the legend");
            assert_eq!(plan.legend.area.top == plan.frame.inner.top, at_top);
        }
    }

    #[test]
    fn a_map_that_fills_its_corners_lies_beside_the_legend() {
        let points: Vec<Point> = (0..2500)
            .map(|i| Point { x: f64::from(i % 50), y: f64::from(i / 50), size: 0.0, group: 0 })
            .map(|point| Point { x: 1.34 * point.x, ..point })
            .collect();
        let plan = plan_of(&points, 12);
        let right = plan.scene.places.iter().map(|place| place.0).fold(0.0, f64::max);
        assert!(right < plan.legend.area.left);
    }
}
