//! What is drawn where, as text: a picture compared by its structure rather than by its pixels.

use std::fmt::Write as _;

use super::draw::Plan;
use super::{Group, Link, Map, MapStyle, Name, Point};
use crate::frame::Style;

/// Everything on a map, in whole pixels.
fn describe(plan: &Plan) -> String {
    let mut text = String::new();
    let mut tell = |line: String| writeln!(text, "{line}").unwrap();
    for line in &plan.frame.lines {
        tell(format!("frame {:?} at {:.0} {:.0}", line.text, line.start.0, line.start.1));
    }
    for link in &plan.scene.links {
        tell(format!("link {:.0} {:.0} to {:.0} {:.0}", link.from.0, link.from.1, link.to.0, link.to.1));
    }
    for &point in &plan.scene.order {
        let point = point as usize;
        let ((x, y), radius) = (plan.scene.places[point], plan.scene.radii[point]);
        let (shape, rgb) = (plan.scene.shapes[point], plan.scene.inks[point].rgb);
        tell(format!("point {point} {shape:?} at {x:.0} {y:.0} radius {radius:.1} {rgb:?}"));
    }
    for label in &plan.labels {
        let lines: Vec<&str> = label.lines.iter().map(|line| line.text.as_str()).collect();
        let (x, y) = label.area.centre();
        let leader = if label.leader.is_some() { " with a leader" } else { "" };
        tell(format!("label {:?} around {x:.0} {y:.0}{leader}", lines.join(" / ")));
    }
    for (shape, (x, y), radius, ink) in &plan.legend.marks {
        tell(format!("legend {shape:?} at {x:.0} {y:.0} radius {radius:.1} {:?}", ink.rgb));
    }
    for line in &plan.legend.lines {
        tell(format!("legend {:?} at {:.0} {:.0}", line.text, line.start.0, line.start.1));
    }
    text
}

#[test]
fn a_small_map() {
    let places =
        [(0.0, 0.0, 4.0, 0), (1.0, 0.2, 1.0, 0), (0.5, 1.0, 2.0, 1), (0.6, 0.9, 1.0, 1), (0.0, 1.0, 0.0, 2)];
    let points = places.map(|(x, y, size, group)| Point { x, y, size, group });
    let links = [(0, 1, 1.0), (2, 3, 0.5), (1, 3, 0.2)];
    let links = links.map(|(source, target, weight)| Link { source, target, weight });
    let groups = [("volume rendering", 2), ("graphs", 2), ("", 1)];
    let groups = groups.map(|(label, size)| Group { label: label.to_owned(), size });
    let names = [Name { point: 0, text: "Texture splats".to_owned() }];
    let map = Map {
        title: "Five papers",
        points: &points,
        links: &links,
        groups: &groups,
        names: &names,
        size_measure: "degree",
        ..Map::default()
    };
    let page = Style { width: 1000, height: 750, dpi: 100, ..Style::DEFAULT };
    let plan = map.plan(&MapStyle { page, link_budget: 2, ..MapStyle::default() }).unwrap();
    insta::assert_snapshot!(describe(&plan));
}
