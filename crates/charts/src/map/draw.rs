//! From a composed map to shapes on a canvas, back to front.

use super::labels::{self, Placed};
use super::legend::Legend;
use super::scene::{Scene, Sizes};
use super::{Map, MapStyle};
use crate::ChartError;
use crate::canvas::{Canvas, Ink, Rect, Sheet, Text};
use crate::font::{self, Weight};
use crate::frame::{Frame, Line};
use crate::palette;

/// A map with everything in its place.
#[derive(Debug)]
pub(super) struct Plan {
    pub sheet: Sheet,
    pub scene: Scene,
    pub labels: Vec<Placed>,
    pub legend: Legend,
    pub frame: Frame,
    pt: f64,
}

impl Map<'_> {
    /// Composes the map: the frame takes its room, the legend a corner at the right, the points the rest.
    pub(super) fn plan(&self, style: &MapStyle) -> Result<Plan, ChartError> {
        let mut sheet = style.page.sheet(0.0)?;
        self.check()?;
        let pt = style.page.point();
        let mut frame = Frame::new(&style.page, self.title, self.subtitle, self.caption);
        let inner = frame.inner;
        let sizes = Sizes::new(self.points, &inner, pt);
        let mut legend = Legend::new(self, &sizes, &inner, pt);
        let places = legend.make_room(self, &sizes, &inner, pt);
        let scene = Scene::new(self, &sizes, places, &inner, pt, style.link_budget);
        sheet.rim = scene.rim;
        let labels = labels::place(self, &scene, style, &inner, &legend.area);
        if self.points.is_empty() {
            frame.lines.push(nothing(&inner, pt));
        }
        Ok(Plan { sheet, scene, labels, legend, frame, pt })
    }
}

/// What stands in the middle of a map without points.
fn nothing(plot: &Rect, pt: f64) -> Line {
    let (text, em, weight) = ("nothing to map", 9.0 * pt, Weight::Regular);
    let (x, y) = plot.centre();
    let start = (x - font::width(text, weight, em) / 2.0, y);
    Line { text: text.to_owned(), start, em, weight, rgb: palette::MUTED }
}

impl Scene {
    /// Links, then points.
    pub(super) fn draw(&self, canvas: &mut dyn Canvas) {
        for link in &self.links {
            canvas.line(link.from, link.to, link.width, link.ink);
        }
        for &point in &self.order {
            let point = point as usize;
            canvas.disc(self.places[point], self.radii[point], self.inks[point]);
        }
    }
}

impl Plan {
    /// Everything but points and links: leaders, marks, labels, legend, frame.
    pub(super) fn draw_text(&self, canvas: &mut dyn Canvas) {
        for label in &self.labels {
            if let Some((from, to)) = label.leader {
                canvas.line(from, to, 0.5 * self.pt, Ink { rgb: palette::MUTED, alpha: 0.9 });
                if label.point.is_none() {
                    // What a cluster's leader points at is one of many points: a dot shows where it ends.
                    canvas.disc(from, self.pt, Ink::solid(palette::TEXT));
                }
            }
        }
        for point in self.labels.iter().filter_map(|label| label.point) {
            let (place, radius) = (self.scene.places[point], self.scene.radii[point]);
            canvas.disc(place, labels::mark_radius(&self.scene, point, self.pt), Ink::solid(palette::TEXT));
            canvas.disc(place, radius, Ink::solid(self.scene.inks[point].rgb));
        }
        for line in self.labels.iter().flat_map(|label| &label.lines) {
            let Line { text, start, em, weight, rgb } = line;
            canvas.text(&Text {
                text,
                start: *start,
                em: *em,
                weight: *weight,
                rgb: *rgb,
                halo: true,
                upwards: false,
            });
        }
        for &(place, radius, ink) in &self.legend.discs {
            canvas.disc(place, radius, ink);
        }
        for line in &self.legend.lines {
            line.draw(canvas);
        }
        self.frame.draw(canvas);
    }
}
