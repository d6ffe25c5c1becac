//! The map: points in clusters, faint links beneath them, labels over them, and a legend beside.
//!
//! [`Map`] is what to draw, [`MapStyle`] how. A map is composed in pixels first (`scene.rs`: places, radii, links;
//! `labels.rs`: text that overlaps nothing; `legend.rs`) and then drawn (`draw.rs`), so that PNG and SVG show the same.

mod density;
mod draw;
mod labels;
mod legend;
mod scene;

use crate::ChartError;
use crate::canvas::{raster, vector};
use crate::frame::Style;

/// A paper, or whatever is mapped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Position from left to right, in any unit: the map is fitted to the points, its aspect kept.
    pub x: f64,
    /// Position from bottom to top, in the unit of `x`.
    pub y: f64,
    /// The measure that the area of the disc grows with; from 0 up.
    pub size: f64,
    /// Its cluster; 0 is the largest. The index of a [`Group`] where it has a label.
    pub group: usize,
}

/// A link between two points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Index of one point.
    pub source: u32,
    /// Index of the other.
    pub target: u32,
    /// Its strength, from 0 up.
    pub weight: f64,
}

/// A cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// What it is about; empty for no label on the map.
    pub label: String,
    /// How many papers it has; may be more than are drawn.
    pub size: usize,
}

/// The name of a point that is worth one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// Index of the point.
    pub point: usize,
    /// Its name, such as the title of a paper.
    pub text: String,
}

/// What to draw.
#[derive(Clone, Copy, Debug, Default)]
pub struct Map<'a> {
    /// Headline; empty for none.
    pub title: &'a str,
    /// Second line; empty for none.
    pub subtitle: &'a str,
    /// A note at the foot; empty for none.
    pub caption: &'a str,
    /// The points.
    pub points: &'a [Point],
    /// The links between them; the strongest are drawn.
    pub links: &'a [Link],
    /// The clusters, largest first.
    pub groups: &'a [Group],
    /// Names of points, most important first.
    pub names: &'a [Name],
    /// What the size of a point means, for the legend ("PageRank"); empty for no legend of sizes.
    pub size_measure: &'a str,
}

/// How to draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapStyle {
    /// Size of the picture.
    pub page: Style,
    /// How many links are drawn, strongest first.
    pub link_budget: usize,
    /// How many clusters are labelled on the map, largest first.
    pub max_cluster_labels: usize,
    /// How many points are named, most important first.
    pub max_names: usize,
    /// With more points than this, an SVG holds points and links as an embedded picture: browsers choke on more shapes. Text stays
    /// text.
    pub svg_shapes: usize,
}

impl Default for MapStyle {
    /// 10 × 7.5 inches at 300 dpi; 10,000 links, 20 cluster labels, 12 names, 20,000 shapes.
    fn default() -> Self {
        Self {
            page: Style { width: 3000, height: 2250, dpi: 300 },
            link_budget: 10_000,
            max_cluster_labels: 20,
            max_names: 12,
            svg_shapes: 20_000,
        }
    }
}

impl Map<'_> {
    /// The map as a PNG.
    ///
    /// Labels of clusters sit on the densest place of their cluster, as near as room allows; names of points are left out where they
    /// would cover other text. Time is linear in points and pixels, plus sorting the links; the same map gives the same bytes.
    ///
    /// # Errors
    ///
    /// [`ChartError`] where a number is not finite or negative, an index leads to no point, or the canvas has no room.
    pub fn png(&self, style: &MapStyle) -> Result<Vec<u8>, ChartError> {
        let plan = self.plan(style)?;
        raster::png(&plan.sheet, |canvas| {
            plan.scene.draw(canvas);
            plan.draw_text(canvas);
        })
    }

    /// The map as an SVG; see [`Map::png`].
    ///
    /// # Errors
    ///
    /// As [`Map::png`].
    pub fn svg(&self, style: &MapStyle) -> Result<String, ChartError> {
        let plan = self.plan(style)?;
        if self.points.len() > style.svg_shapes {
            let ground = raster::png(&plan.sheet, |canvas| plan.scene.draw(canvas))?;
            return vector::svg(&plan.sheet, Some(&ground), |canvas| plan.draw_text(canvas));
        }
        vector::svg(&plan.sheet, None, |canvas| {
            plan.scene.draw(canvas);
            plan.draw_text(canvas);
        })
    }

    /// Refuses what cannot be drawn.
    fn check(&self) -> Result<(), ChartError> {
        for (point, &Point { x, y, size, .. }) in self.points.iter().enumerate() {
            if !(x.is_finite() && y.is_finite()) {
                return Err(ChartError::Position { point, x, y });
            }
            if !(size.is_finite() && size >= 0.0) {
                return Err(ChartError::PointSize { point, size });
            }
        }
        let points = self.points.len();
        for (link, &Link { source, target, weight }) in self.links.iter().enumerate() {
            if source as usize >= points || target as usize >= points {
                return Err(ChartError::Link { link, source_point: source, target_point: target, points });
            }
            if !(weight.is_finite() && weight >= 0.0) {
                return Err(ChartError::Weight { link, weight });
            }
        }
        for (name, Name { point, text }) in self.names.iter().enumerate() {
            if *point >= points {
                return Err(ChartError::Name { name, text: text.clone(), point: *point, points });
            }
        }
        Ok(())
    }
}
