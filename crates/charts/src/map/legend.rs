//! The legend: clusters with their colours and sizes or a colour bar, and what the size of a point means; it floats where
//! the map has room.

use super::draw::mark;
use super::looks::{Look, Shape};
use super::ramp::{self, Ramp};
use super::scene::{self, Sizes};
use super::{Group, Map, MapStyle, View};
use crate::canvas::{Canvas, Ink, Pixel, Rect};
use crate::font::{self, Weight};
use crate::frame::Line;
use crate::palette::{Palette, Rgb};
use crate::scale;

/// Size of the legend's text in points.
const TYPE: f64 = 6.8;

/// Widest legend as a share of the picture.
const WIDEST: f64 = 0.23;

/// Narrowest legend in em: what has less room would be cut beyond recognition.
const NARROWEST: f64 = 9.0;

/// Clusters that are named, at most; the others are one entry.
const NAMED: usize = 16;

/// Length of the colour bar in em.
const BAR: f64 = 11.0;

/// Narrower and narrower plots that are tried, from the whole width to what the legend leaves beside it.
const TRIES: usize = 10;

/// Points and text beside the map.
#[derive(Debug)]
pub(super) struct Legend {
    pub marks: Vec<(Shape, Pixel, f64, Ink)>,
    /// The colour bar, in stripes.
    pub stripes: Vec<(Rect, Rgb)>,
    pub lines: Vec<Line>,
    /// The box around it.
    pub area: Rect,
    palette: &'static Palette,
}

/// What the colours mean.
enum Key {
    Clusters(Vec<Entry>),
    Bar(Bar),
}

struct Entry {
    label: String,
    count: String,
    rgb: Rgb,
    shape: Shape,
}

/// A scale of colours: places from 0, at the foot, to 1 with what stands beside them.
struct Bar {
    heading: String,
    ticks: Vec<(f64, String)>,
    colour: Box<dyn Fn(f64) -> Rgb>,
    /// What stands for points that have no value.
    without: Option<Entry>,
}

fn key(map: &Map<'_>, style: &MapStyle, looks: &[Look], ramp: Option<&Ramp>) -> Key {
    let theme = style.page.theme;
    match (style.view, map.values, ramp) {
        (View::Overlay, Some(values), Some(ramp)) => {
            let without = values.of.iter().filter(|value| !value.is_finite()).count();
            Key::Bar(Bar {
                heading: font::clean(values.name),
                ticks: ramp.ticks(&values),
                colour: Box::new(move |share| ramp::viridis(share, theme)),
                without: (without > 0).then(|| Entry {
                    label: "unknown".to_owned(),
                    count: scale::number(without as f64),
                    rgb: theme.palette().others,
                    shape: Shape::Disc,
                }),
            })
        }
        (View::Density, ..) => Key::Bar(Bar {
            heading: "Density".to_owned(),
            ticks: vec![(0.04, "low".to_owned()), (0.96, "high".to_owned())],
            colour: Box::new(move |share| ramp::glow(share, theme)),
            without: None,
        }),
        (View::Overlay, ..) => Key::Clusters(Vec::new()),
        _ => Key::Clusters(entries(map.groups, looks, theme.palette())),
    }
}

/// How wide a key is: as its text needs.
fn width(key: &Key, em: f64) -> f64 {
    let text = |text: &str| font::width(text, Weight::Regular, em);
    let entry = |entry: &Entry| 2.0 * em + text(&entry.label) + em + text(&entry.count);
    match key {
        Key::Clusters(entries) => entries.iter().map(entry).fold(0.0, f64::max),
        Key::Bar(bar) => bar
            .ticks
            .iter()
            .map(|(_, tick)| 2.2 * em + text(tick))
            .chain([font::width(&bar.heading, Weight::Bold, em)])
            .chain(bar.without.iter().map(entry))
            .fold(0.0, f64::max),
    }
}

/// Whether sizes differ from nothing and have a name.
fn explains_sizes(map: &Map<'_>, style: &MapStyle) -> bool {
    style.view.shows_points()
        && !map.size_measure.is_empty()
        && map.points.iter().any(|point| point.size > 0.0)
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

/// The largest clusters, and the others together.
fn entries(groups: &[Group], looks: &[Look], palette: &Palette) -> Vec<Entry> {
    let coloured: Vec<usize> = (0..groups.len().min(looks.len())).filter(|&at| looks[at].coloured).collect();
    // One cluster left over takes no more room than a line that says so.
    let named = if coloured.len() == NAMED + 1 { coloured.len() } else { coloured.len().min(NAMED) };
    let clusters = coloured[..named].iter().map(|&at| {
        let group = &groups[at];
        let label =
            Some(font::clean(&group.label)).filter(|label| !label.is_empty() && font::can_draw(label));
        Entry {
            label: label.unwrap_or_else(|| format!("cluster {}", at + 1)),
            count: scale::number(group.size as f64),
            rgb: looks[at].rgb,
            shape: looks[at].shape,
        }
    });
    let rest = groups.iter().enumerate().filter(|(at, _)| !coloured[..named].contains(at));
    let sizes: Vec<usize> = rest.map(|(_, group)| group.size).collect();
    let total: usize = sizes.iter().sum();
    let label = match sizes.len() {
        1 if total == 1 => "single one".to_owned(),
        many if total == many => "single ones".to_owned(),
        // What belongs to no cluster may be many, and is not smaller.
        1 => "another cluster".to_owned(),
        many => format!("{many} other clusters"),
    };
    let rgb = palette.others;
    let others = Entry { label, count: scale::number(total as f64), rgb, shape: Shape::Disc };
    clusters.chain((!sizes.is_empty()).then_some(others)).collect()
}

impl Legend {
    /// Sets the legend into the upper right corner of `inner`; what does not fit is left out, all of it where the page is too
    /// narrow.
    pub fn new(
        map: &Map<'_>,
        style: &MapStyle,
        looks: &[Look],
        ramp: Option<&Ramp>,
        sizes: &Sizes,
        inner: &Rect,
    ) -> Self {
        let em = TYPE * style.page.point();
        let key = key(map, style, looks, ramp);
        let explained = explains_sizes(map, style);
        let sized = if explained { font::width(&heading(map), Weight::Bold, em) } else { 0.0 };
        let (needed, most) = (width(&key, em).max(sized), WIDEST * inner.width());
        let fits = needed <= most || most >= NARROWEST * em;
        let area = Rect { left: inner.right - if fits { needed.min(most) } else { 0.0 }, ..*inner };
        let palette = style.page.theme.palette();
        let mut legend = Self { marks: Vec::new(), stripes: Vec::new(), lines: Vec::new(), area, palette };
        let mut y = area.top;
        if fits {
            match key {
                Key::Clusters(entries) if entries.is_empty() => {}
                Key::Clusters(entries) => {
                    legend.head("Clusters", em, &mut y);
                    for entry in entries {
                        legend.entry(&entry, em, &mut y);
                    }
                }
                Key::Bar(bar) => legend.bar(bar, em, &mut y),
            }
            if explained {
                let above = if y == area.top { 0.0 } else { 1.2 * em };
                legend.sizes(map, sizes, em, above, &mut y);
            }
        }
        legend.area.bottom = y.min(inner.bottom);
        legend
    }

    pub fn draw(&self, canvas: &mut dyn Canvas) {
        for &(area, rgb) in &self.stripes {
            canvas.rect(area, Ink::solid(rgb));
        }
        for &(shape, place, radius, ink) in &self.marks {
            mark(canvas, shape, place, radius, ink);
        }
        for line in &self.lines {
            line.draw(canvas);
        }
    }

    /// The colour bar, its foot lowest, with ticks at its right.
    fn bar(&mut self, bar: Bar, em: f64, y: &mut f64) {
        const STRIPES: usize = 64;
        if *y + (BAR + 4.0) * em > self.area.bottom {
            return;
        }
        self.head(&bar.heading, em, y);
        *y += 0.5 * em;
        let (top, length) = (*y, BAR * em);
        let foot = top + length;
        let edge = |stripe: usize| foot - length * stripe as f64 / STRIPES as f64;
        for stripe in 0..STRIPES {
            let share = (stripe as f64 + 0.5) / STRIPES as f64;
            let (left, right) = (self.area.left, self.area.left + 1.1 * em);
            // Each reaches a little under the next: no seams.
            let area = Rect { left, top: (edge(stripe + 1) - 0.5).max(top), right, bottom: edge(stripe) };
            self.stripes.push((area, (bar.colour)(share)));
        }
        let mut free = f64::INFINITY;
        for (share, tick) in bar.ticks {
            let baseline = foot - share * length + font::CAPITALS * em / 2.0;
            if baseline <= free {
                self.write(
                    tick,
                    Weight::Regular,
                    (self.area.left + 1.8 * em, baseline),
                    em,
                    self.palette.text,
                );
                free = baseline - 1.2 * em;
            }
        }
        *y = foot + 0.6 * em;
        if let Some(entry) = bar.without {
            self.entry(&entry, em, y);
        }
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
        self.marks.iter_mut().for_each(|mark| mark.1.1 += drop);
        for (area, _) in &mut self.stripes {
            area.top += drop;
            area.bottom += drop;
        }
        self.lines.iter_mut().for_each(|line| line.start.1 += drop);
    }

    fn head(&mut self, text: &str, em: f64, y: &mut f64) {
        let text = font::ellipsis(text, Weight::Bold, em, self.area.width());
        *y += em;
        self.write(text, Weight::Bold, (self.area.left, *y), em, self.palette.text);
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
        self.marks.push((entry.shape, middle, 0.45 * em, Ink::solid(entry.rgb)));
        self.write(
            entry.count.clone(),
            Weight::Regular,
            (self.area.right - count, first),
            em,
            self.palette.muted,
        );
        for (at, line) in lines.into_iter().enumerate() {
            self.write(line, Weight::Regular, (left, first + 1.1 * em * at as f64), em, self.palette.text);
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
            let (place, ink) = ((self.area.left + widest, middle), Ink::solid(self.palette.others));
            self.marks.push((Shape::Disc, place, sizes.radius(value), ink));
            let start = (self.area.left + 2.0 * widest + 0.8 * em, middle + font::CAPITALS * em / 2.0);
            self.write(scale::number(value / unit), Weight::Regular, start, em, self.palette.text);
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

    #[test]
    fn coloured_clusters_are_told_whatever_stands_between_them() {
        // Items that a file puts into no cluster come last, and are many.
        let groups: Vec<Group> =
            [5, 1, 1, 30].map(|size| Group { label: format!("of {size}"), size }).to_vec();
        let points: Vec<Point> =
            (0..4).map(|group| Point { x: group as f64, y: 0.0, size: 1.0, group }).collect();
        let map = Map { points: &points, groups: &groups, ..Map::default() };
        let plan = map.plan(&MapStyle::default()).unwrap();
        let told: Vec<String> = plan.legend.lines.into_iter().map(|line| line.text).collect();
        assert!(told.contains(&"of 5".to_owned()) && told.contains(&"of 30".to_owned()), "{told:?}");
        assert!(told.contains(&"single ones".to_owned()), "{told:?}");
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
