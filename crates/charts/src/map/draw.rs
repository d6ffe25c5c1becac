//! From a composed map to shapes on a canvas, back to front.

use super::heat::Grid;
use super::labels::{self, Placed};
use super::legend::Legend;
use super::looks::{self, Look, Shape};
use super::ramp::Ramp;
use super::scene::{self, Scene, Sizes};
use super::{Map, MapStyle, View, density};
use crate::ChartError;
use crate::canvas::{Canvas, Image, Ink, Pixel, Rect, Sheet, Text, Tip};
use crate::font::{self, Weight};
use crate::frame::{Frame, Line};
use crate::palette::Palette;

/// A map with everything in its place.
#[derive(Debug)]
pub(super) struct Plan {
    pub sheet: Sheet,
    /// What lies beneath points.
    pub heat: Option<Image>,
    pub scene: Scene,
    pub labels: Vec<Placed>,
    pub legend: Legend,
    pub frame: Frame,
    pub tips: Vec<Tip>,
    palette: &'static Palette,
    pt: f64,
}

impl Map<'_> {
    /// Composes the map: the frame takes its room, the legend a corner at the right, the points the rest.
    pub(super) fn plan(&self, style: &MapStyle) -> Result<Plan, ChartError> {
        let mut sheet = style.page.sheet(0.0)?;
        self.check()?;
        let (pt, theme) = (style.page.point(), style.page.theme);
        let palette = theme.palette();
        let mut frame = Frame::new(&style.page, self.title, self.subtitle, self.caption);
        let inner = frame.inner;
        let sizes = Sizes::new(self.points, &inner, pt);
        let roughly = scene::fit(self.points, &inner);
        let peaks = density::peaks(self.points, &roughly, self.groups.len());
        let looks = looks::looks(self, &roughly, &peaks, palette);
        let ramp = self.values.and_then(|values| Ramp::new(values.of));
        let mut legend = Legend::new(self, style, &looks, ramp.as_ref(), &sizes, &inner);
        let places = legend.make_room(self, &sizes, &inner, pt);
        let scene = Scene::new(self, style, (&looks, ramp.as_ref()), &sizes, places, &inner);
        sheet.rim = scene.rim;
        let labels = labels::place(self, &scene, style, &looks, &peaks, &inner, &legend.area);
        if self.points.is_empty() {
            frame.lines.push(nothing(&inner, pt, palette));
        }
        let heat = self.heat(style, &scene.places, &looks, &inner);
        let tips = if style.view.shows_points() { self.tips(&scene) } else { Vec::new() };
        Ok(Plan { sheet, heat, scene, labels, legend, frame, tips, palette, pt })
    }

    /// What lies beneath points, where the view has such.
    fn heat(&self, style: &MapStyle, places: &[Pixel], looks: &[Look], plot: &Rect) -> Option<Image> {
        let theme = style.page.theme;
        let grid = || Grid::new(places.len(), plot);
        if places.is_empty() {
            return None;
        }
        match style.view {
            View::Network | View::Overlay => None,
            View::Clusters => Some(grid().areas(self, places, looks, theme.palette())),
            View::Density => Some(grid().items(places, theme)),
            View::ClusterDensity => Some(grid().clusters(self, places, looks, theme.palette())),
        }
    }

    /// What the pointer reads on points that have a name.
    fn tips(&self, scene: &Scene) -> Vec<Tip> {
        let tip = |name: &super::Name| Tip {
            centre: scene.places[name.point],
            radius: scene.radii[name.point],
            text: font::clean(&name.text),
        };
        self.names.iter().map(tip).filter(|tip| !tip.text.is_empty()).collect()
    }
}

/// What stands in the middle of a map without points.
fn nothing(plot: &Rect, pt: f64, palette: &Palette) -> Line {
    let (text, em, weight) = ("nothing to map", 9.0 * pt, Weight::Regular);
    let (x, y) = plot.centre();
    let start = (x - font::width(text, weight, em) / 2.0, y);
    Line { text: text.to_owned(), start, em, weight, rgb: palette.muted }
}

/// A point of any shape; all shapes of one radius have one area.
pub(super) fn mark(canvas: &mut dyn Canvas, shape: Shape, (x, y): Pixel, radius: f64, ink: Ink) {
    // π r² is the area of a square of half side r √π / 2, and of one on its corner of half diagonal r √(π / 2).
    let side = radius * std::f64::consts::PI.sqrt() / 2.0;
    let corner = radius * (std::f64::consts::PI / 2.0).sqrt();
    match shape {
        Shape::Disc => canvas.disc((x, y), radius, ink),
        Shape::Square => canvas.polygon(
            &[(x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side)],
            ink,
        ),
        Shape::Diamond => {
            canvas.polygon(&[(x, y - corner), (x + corner, y), (x, y + corner), (x - corner, y)], ink);
        }
    }
}

impl Scene {
    /// Links, then points.
    pub(super) fn draw(&self, canvas: &mut dyn Canvas) {
        for link in &self.links {
            canvas.line(link.from, link.to, link.width, link.ink);
        }
        for &point in &self.order {
            let point = point as usize;
            mark(canvas, self.shapes[point], self.places[point], self.radii[point], self.inks[point]);
        }
    }
}

impl Plan {
    /// Everything but points and links: leaders, marks, labels, legend, frame.
    pub(super) fn draw_text(&self, canvas: &mut dyn Canvas) {
        for label in &self.labels {
            if let Some((from, to)) = label.leader {
                canvas.line(from, to, 0.5 * self.pt, Ink { rgb: self.palette.muted, alpha: 0.9 });
                if label.point.is_none() {
                    // What a cluster's leader points at is one of many points: a dot shows where it ends.
                    canvas.disc(from, self.pt, Ink::solid(self.palette.text));
                }
            }
        }
        for point in self.labels.iter().filter_map(|label| label.point) {
            let (place, radius) = (self.scene.places[point], self.scene.radii[point]);
            let shape = self.scene.shapes[point];
            let around = labels::mark_radius(&self.scene, point, self.pt);
            mark(canvas, shape, place, around, Ink::solid(self.palette.text));
            mark(canvas, shape, place, radius, Ink::solid(self.scene.inks[point].rgb));
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
        self.legend.draw(canvas);
        self.frame.draw(canvas);
    }
}
