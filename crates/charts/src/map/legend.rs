//! The legend: clusters with their colours and sizes, and what the size of a point means.

use super::scene::Sizes;
use super::{Group, Map};
use crate::canvas::{Ink, Pixel, Rect};
use crate::font::{self, Weight};
use crate::frame::Line;
use crate::palette::{self, Rgb};
use crate::scale;

/// Size of the legend's text in points.
const TYPE: f64 = 7.5;

/// Discs and text beside the map.
#[derive(Debug)]
pub(super) struct Legend {
    pub discs: Vec<(Pixel, f64, Ink)>,
    pub lines: Vec<Line>,
    /// The room that it may take.
    pub area: Rect,
}

/// How wide the legend of a map is: as its text needs, up to `most` pixels; 0 where there is nothing to explain.
pub(super) fn width(map: &Map<'_>, pt: f64, most: f64) -> f64 {
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
    format!("Size: {}", font::clean(map.size_measure))
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
    /// Sets the legend into `area` from its top; what does not fit is left out.
    pub fn new(map: &Map<'_>, sizes: &Sizes, area: &Rect, pt: f64) -> Self {
        let mut legend = Self { discs: Vec::new(), lines: Vec::new(), area: *area };
        let em = TYPE * pt;
        let mut y = area.top;
        if !map.groups.is_empty() {
            legend.head("Clusters", em, &mut y);
            for entry in entries(map.groups) {
                legend.entry(&entry, em, &mut y);
            }
            y += 1.2 * em;
        }
        if explains_sizes(map) {
            legend.sizes(&heading(map), sizes, em, &mut y);
        }
        legend
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
        let lines = font::wrap(&entry.label, Weight::Regular, em, room, 2);
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

    /// Discs of the largest size, a quarter of it and a sixteenth, with the value beside each.
    fn sizes(&mut self, heading: &str, sizes: &Sizes, em: f64, y: &mut f64) {
        let values = [sizes.max, sizes.max / 4.0, sizes.max / 16.0];
        let widest = sizes.radius(sizes.max);
        let needed =
            1.6 * em + values.iter().map(|&v| (2.0 * sizes.radius(v)).max(1.1 * em) + 0.4 * em).sum::<f64>();
        if *y + needed > self.area.bottom {
            return;
        }
        self.head(heading, em, y);
        for value in values {
            let radius = sizes.radius(value);
            let height = (2.0 * radius).max(1.1 * em);
            let middle = *y + height / 2.0;
            self.discs.push(((self.area.left + widest, middle), radius, Ink::solid(palette::OTHERS)));
            let start = (self.area.left + 2.0 * widest + 0.8 * em, middle + font::CAPITALS * em / 2.0);
            self.write(scale::number(value), Weight::Regular, start, em, palette::TEXT);
            *y += height + 0.4 * em;
        }
    }
}
