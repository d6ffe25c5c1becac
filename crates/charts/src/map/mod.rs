//! The map: points in clusters, faint links beneath them, labels over them, and a legend beside.
//!
//! [`Map`] is what to draw, [`MapStyle`] how, and [`View`] which side of it. A map is composed in pixels first (`scene.rs`:
//! places, radii, links; `looks.rs`: colours and shapes of clusters; `ramp.rs`: colours of values; `heat.rs`: densities;
//! `labels.rs`: text that overlaps nothing; `legend.rs`) and then drawn (`draw.rs`), so that PNG and SVG show the same.

mod density;
mod draw;
mod heat;
mod labels;
mod legend;
mod looks;
mod ramp;
mod scene;
#[cfg(test)]
mod snapshot;

use crate::ChartError;
use crate::canvas::{Extras, raster, vector};
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

/// A number for each point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Values<'a> {
    /// What it is, for the legend ("Year").
    pub name: &'a str,
    /// The number of each point; one that is not finite is none.
    pub of: &'a [f64],
    /// Whether they are years: written without a comma.
    pub years: bool,
}

/// Which side of a map is shown. The places of points are the same in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Points in the colours of their clusters, and links.
    #[default]
    Network,
    /// Points on the areas in which their clusters prevail.
    Clusters,
    /// Points in the colours of a value, with a colour bar, and links.
    Overlay,
    /// How dense points are, without the points.
    Density,
    /// How dense the points of each cluster are, in its colour.
    ClusterDensity,
}

impl View {
    /// Whether points are drawn, and what their size means is told.
    fn shows_points(self) -> bool {
        !matches!(self, Self::Density | Self::ClusterDensity)
    }

    /// Whether links are drawn and points named.
    fn shows_links(self) -> bool {
        matches!(self, Self::Network | Self::Overlay)
    }

    /// Whether colours mean clusters.
    fn colours_clusters(self) -> bool {
        !matches!(self, Self::Overlay | Self::Density)
    }
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
    /// What [`View::Overlay`] colours points by; without it all are grey.
    pub values: Option<Values<'a>>,
    /// What the size of a point means, for the legend ("PageRank"); empty for no legend of sizes.
    pub size_measure: &'a str,
}

/// How to draw it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapStyle {
    /// Size and theme of the picture.
    pub page: Style,
    /// Which side of the map.
    pub view: View,
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
            page: Style { width: 3000, height: 2250, ..Style::DEFAULT },
            view: View::Network,
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
    /// Labels of clusters sit at the densest place of their cluster, as near as room allows; names of points keep to empty
    /// places and are left out where there is none. Text never overlaps text, and none leaves the page; what the fonts lack
    /// ([`font::can_draw`](crate::font::can_draw)) is left out. Time is linear in points and pixels, plus choosing the
    /// links; the same map gives the same bytes.
    ///
    /// # Errors
    ///
    /// [`ChartError`] where a position, size or weight is not finite or a size or weight negative, an index leads to no point,
    /// values are not one a point, or the page has no room.
    pub fn png(&self, style: &MapStyle) -> Result<Vec<u8>, ChartError> {
        let plan = self.plan(style)?;
        raster::png(&plan.sheet, plan.heat.as_ref(), |canvas| {
            plan.scene.draw(canvas);
            plan.draw_text(canvas);
        })
    }

    /// The map as an SVG; see [`Map::png`]. The pointer reads the names of points, also of those whose name had no room.
    ///
    /// # Errors
    ///
    /// As [`Map::png`].
    pub fn svg(&self, style: &MapStyle) -> Result<String, ChartError> {
        let plan = self.plan(style)?;
        let extras = Extras { title: self.title, ground: plan.heat.as_ref(), tips: &plan.tips };
        if plan.scene.order.len() > style.svg_shapes {
            let ground = raster::layer(&plan.sheet, plan.heat.as_ref(), |canvas| plan.scene.draw(canvas))?;
            let extras = Extras { ground: Some(&ground), ..extras };
            return vector::svg(&plan.sheet, &extras, |canvas| plan.draw_text(canvas));
        }
        vector::svg(&plan.sheet, &extras, |canvas| {
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
        if let Some(values) = self.values.filter(|values| values.of.len() != points) {
            return Err(ChartError::Values { points, values: values.of.len() });
        }
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
