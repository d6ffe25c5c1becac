//! Things in the order of time, a row each, and the ways that lead from one to a later one: a main path.

use crate::ChartError;
use crate::canvas::{Canvas, Ink, Pixel, Rect};
use crate::chart::Drawing;
use crate::font;
use crate::frame::Style;
use crate::pen;

/// Size of type in points.
const TYPE: f64 = 8.0;
/// From row to row, in em.
const ROW: f64 = 1.75;
/// From lane to lane, in em.
const LANE: f64 = 1.5;

/// A thing in its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stop {
    /// Its year as it is written; empty for none.
    pub year: String,
    /// What it is.
    pub label: String,
    /// The cluster whose colour it takes.
    pub group: usize,
    /// Whether it stands out: on the path that matters most.
    pub strong: bool,
}

/// A way from one stop to a later one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Way {
    /// The stop where it begins.
    pub from: usize,
    /// The stop where it ends, after the other one.
    pub to: usize,
    /// How thick it is, 0 to 1.
    pub strength: f64,
    /// Whether it stands out.
    pub strong: bool,
}

/// Stops from the top down; each has a lane that no other takes as long as ways lead away from it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Paths<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// The stops, the earliest first.
    pub stops: &'a [Stop],
    /// The ways between them.
    pub ways: &'a [Way],
}

impl Paths<'_> {
    /// The lane of each stop. A stop keeps its lane until the last stop that it leads to, which takes it over.
    fn lanes(&self) -> Vec<usize> {
        let last_of = |stop: usize| self.ways.iter().filter(|way| way.from == stop).map(|way| way.to).max();
        let mut lanes = vec![0; self.stops.len()];
        let mut free_from: Vec<usize> = Vec::new();
        for stop in 0..self.stops.len() {
            let free = free_from.iter().position(|&from| from <= stop).unwrap_or(free_from.len());
            let before = self.ways.iter().filter(|way| way.to == stop).map(|way| way.from);
            let inherited = before.filter(|&from| last_of(from) == Some(stop)).map(|from| lanes[from]).min();
            let lane = inherited.unwrap_or(free);
            if lane == free_from.len() {
                free_from.push(0);
            }
            lanes[stop] = lane;
            free_from[lane] = last_of(stop).unwrap_or(stop + 1);
        }
        lanes
    }
}

impl Drawing for Paths<'_> {
    fn words(&self) -> [&str; 3] {
        [self.title, self.subtitle, self.caption]
    }

    fn check(&self) -> Result<(), ChartError> {
        let points = self.stops.len();
        match self.ways.iter().position(|way| way.from >= way.to || way.to >= points) {
            Some(link) => {
                let (source_point, target_point) = (self.ways[link].from as u32, self.ways[link].to as u32);
                Err(ChartError::Link { link, source_point, target_point, points })
            }
            None => Ok(()),
        }
    }

    /// As high as its stops ask for (up to 200).
    fn page(&self) -> Style {
        let style = Style::default();
        let rows = self.stops.len().clamp(4, 200) as f64;
        Style { height: ((rows * ROW * TYPE + 105.0) * style.point()) as u32, ..style }
    }

    fn draw(&self, canvas: &mut dyn Canvas, inner: Rect, style: &Style) {
        let (pt, palette) = (style.point(), style.theme.palette());
        let em = TYPE * pt;
        let step = (inner.height() / self.stops.len().max(1) as f64).min(ROW * em);
        let years = self.stops.iter().map(|stop| pen::width(&stop.year, em)).fold(0.0, f64::max);
        let lanes = self.lanes();
        let left = inner.left + years + 1.4 * em;
        let place = |stop: usize| -> Pixel {
            (left + lanes[stop] as f64 * LANE * em, inner.top + (stop as f64 + 0.5) * step)
        };
        // What stands out lies on top.
        for strong in [false, true] {
            for way in self.ways.iter().filter(|way| way.strong == strong) {
                let (from, to) = (place(way.from), place(way.to));
                let bend = (from.0, to.1 - step);
                let width = (0.8 + 2.6 * way.strength.clamp(0.0, 1.0)) * pt;
                let rgb = if strong { palette.cluster(4) } else { palette.others };
                canvas.line(from, bend, width, Ink::solid(rgb));
                canvas.line(bend, to, width, Ink::solid(rgb));
            }
        }
        let text = left + lanes.iter().max().map_or(0.0, |&lane| lane as f64 * LANE * em) + 1.2 * em;
        let mut before = "";
        for (at, stop) in self.stops.iter().enumerate() {
            let (x, y) = place(at);
            canvas.disc((x, y), 3.0 * pt, Ink::solid(palette.ground));
            canvas.disc((x, y), 2.4 * pt, Ink::solid(palette.cluster(stop.group)));
            let baseline = y + font::CAPITALS * em / 2.0;
            if stop.year != before {
                pen::write(canvas, &stop.year, (inner.left, baseline), em, palette.muted);
            }
            before = &stop.year;
            let rgb = if stop.strong { palette.text } else { palette.muted };
            let label = pen::fit(&stop.label, em, inner.right - text);
            pen::write(canvas, &label, (text, baseline), em, rgb);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Chart;

    fn way(from: usize, to: usize) -> Way {
        Way { from, to, ..Way::default() }
    }

    #[test]
    fn a_lane_is_kept_while_ways_lead_away() {
        // 0 leads to 1 and 3; 1 leads to 2; 2 and 3 end at 4.
        let stops = vec![Stop::default(); 5];
        let ways = [way(0, 1), way(0, 3), way(1, 2), way(2, 4), way(3, 4)];
        let paths = Paths { stops: &stops, ways: &ways, ..Paths::default() };
        assert_eq!(paths.lanes(), [0, 1, 1, 0, 0]);
        assert!(paths.png(&paths.fitting_style()).unwrap().starts_with(b"\x89PNG"));
    }

    #[test]
    fn ways_lead_on() {
        let stops = vec![Stop::default(); 2];
        for ways in [[way(1, 0)], [way(0, 2)], [way(0, 0)]] {
            let paths = Paths { stops: &stops, ways: &ways, ..Paths::default() };
            assert!(matches!(paths.png(&paths.fitting_style()), Err(ChartError::Link { .. })));
        }
    }
}
