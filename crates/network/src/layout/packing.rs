//! The maps of the pieces beside each other, in one picture: each turned so that it lies, the small ones close beneath.

use super::{PieceMap, pieces::Piece};

/// Space around a piece, as a share of its longer side.
const GAP: f64 = 0.04;
/// Least and most of that space, in units of the mean distance of vertices: a wide piece needs no wide margin.
const GAP_RANGE: (f64, f64) = (0.3, 1.0);
/// Isolated vertices together get at most this share of the area of the rest.
const ISOLATED: f64 = 0.2;
/// How much wider than high the picture should be, where no piece says so: pages and screens lie.
const ASPECT: f64 = 1.4;

/// A rectangle to be placed, and where it went; y grows downwards.
#[derive(Clone, Copy, Debug)]
struct Tile {
    size: [f64; 2],
    corner: [f64; 2],
}

/// Positions in the unit square for all `nodes` vertices of the pieces, which come with the largest first; y grows upwards.
pub(super) fn pack(nodes: usize, pieces: &[Piece], maps: &[PieceMap]) -> Vec<[f64; 2]> {
    let fitted: Vec<Vec<[f64; 2]>> = maps.iter().map(fit).collect();
    let linked = pieces.iter().take_while(|piece| piece.len() > 1).count();
    let mut tiles: Vec<Tile> = fitted[..linked].iter().map(|map| tile(map, gap(map.len()))).collect();
    let area: f64 = tiles.iter().map(|tile| tile.size[0] * tile.size[1]).sum();
    let isolated = pieces.len() - linked;
    let room = if linked == 0 { 1.0 } else { (ISOLATED * area / isolated.max(1) as f64).sqrt() / 2.0 };
    let around = room.min(gap(1));
    tiles.extend(fitted[linked..].iter().map(|map| tile(map, around)));
    shelve(&mut tiles);

    let mut positions = vec![[0.0; 2]; nodes];
    for ((piece, map), tile) in pieces.iter().zip(&fitted).zip(&tiles) {
        let gap = if piece.len() > 1 { gap(piece.len()) } else { around };
        let (left, bottom) = (tile.corner[0] + gap, gap - tile.corner[1] - tile.size[1]);
        for (&vertex, [x, y]) in piece.vertices.iter().zip(map) {
            positions[vertex as usize] = [left + x, bottom + y];
        }
    }
    to_unit_square(&mut positions);
    positions
}

/// Space around a piece of so many vertices.
fn gap(vertices: usize) -> f64 {
    let (least, most) = GAP_RANGE;
    (GAP * (vertices as f64).sqrt()).clamp(least, most)
}

/// A map laid level where it may be turned, moved to the origin and scaled so that the area goes with the number of vertices: the longer side is `√n`.
fn fit(map: &PieceMap) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = map.points.iter().map(|point| point.map(f64::from)).collect();
    if !map.upright {
        level(&mut points);
    }
    let (low, high) = bounds(&points);
    let longer = (high[0] - low[0]).max(high[1] - low[1]);
    let scale = if longer > 0.0 { (points.len() as f64).sqrt() / longer } else { 0.0 };
    points.iter().map(|point| [0, 1].map(|axis| (point[axis] - low[axis]) * scale)).collect()
}

/// Turns a map so that its principal axis (the direction of the largest variance) is horizontal; where a few vertices far out still
/// make it higher than wide, by a right angle. Distances stay as they are.
fn level(points: &mut [[f64; 2]]) {
    let n = points.len() as f64;
    let mean = [0, 1].map(|axis| points.iter().map(|point| point[axis]).sum::<f64>() / n);
    let moment = |a: usize, b: usize| -> f64 {
        points.iter().map(|point| (point[a] - mean[a]) * (point[b] - mean[b])).sum()
    };
    let angle = (2.0 * moment(0, 1)).atan2(moment(0, 0) - moment(1, 1)) / 2.0;
    let (sin, cos) = angle.sin_cos();
    for point in points.iter_mut() {
        let [x, y] = [point[0] - mean[0], point[1] - mean[1]];
        *point = [cos * x + sin * y, cos * y - sin * x];
    }
    let (low, high) = bounds(points);
    if high[1] - low[1] > high[0] - low[0] {
        points.iter_mut().for_each(|point| *point = [point[1], -point[0]]);
    }
}

fn tile(map: &[[f64; 2]], gap: f64) -> Tile {
    let (_, high) = bounds(map);
    Tile { size: high.map(|side| side + 2.0 * gap), corner: [0.0; 2] }
}

/// Places tiles on shelves one below the other, the highest first. A tile with more than half of the area has a shelf, and sets
/// the width, by itself: beside it small tiles would stand lost at a long side.
fn shelve(tiles: &mut [Tile]) {
    let areas = || tiles.iter().map(|tile| tile.size[0] * tile.size[1]);
    let (area, largest) = (areas().sum::<f64>(), areas().fold(0.0, f64::max));
    let widest = tiles.iter().map(|tile| tile.size[0]).fold(0.0, f64::max);
    let width = if largest > area / 2.0 { widest } else { widest.max((ASPECT * area).sqrt()) };
    let mut order: Vec<usize> = (0..tiles.len()).collect();
    order.sort_by(|&a, &b| tiles[b].size[1].total_cmp(&tiles[a].size[1]).then(a.cmp(&b)));
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0f64);
    for index in order {
        let tile = &mut tiles[index];
        if x > 0.0 && x + tile.size[0] > width {
            (x, y, height) = (0.0, y + height, 0.0);
        }
        tile.corner = [x, y];
        x += tile.size[0];
        height = height.max(tile.size[1]);
    }
}

/// Moves and scales all so that the longer side spans 0 to 1 and the other is in the middle.
fn to_unit_square(positions: &mut [[f64; 2]]) {
    let (low, high) = bounds(positions);
    let longer = (high[0] - low[0]).max(high[1] - low[1]);
    for position in positions {
        *position = [0, 1].map(|axis| {
            let middle = (low[axis] + high[axis]) / 2.0;
            let part = if longer > 0.0 { (position[axis] - middle) / longer } else { 0.0 };
            (0.5 + part).clamp(0.0, 1.0)
        });
    }
}

/// The lowest and the highest coordinates.
fn bounds(points: &[[f64; 2]]) -> ([f64; 2], [f64; 2]) {
    points.iter().fold(([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]), |(low, high), point| {
        ([0, 1].map(|a| point[a].min(low[a])), [0, 1].map(|a| point[a].max(high[a])))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::Point;

    fn free(points: Vec<Point>) -> PieceMap {
        PieceMap { points, upright: false }
    }

    fn pieces(sizes: &[usize]) -> Vec<Piece> {
        let mut next = 0;
        let piece = |&size: &usize| {
            let first = next;
            next += size as u32;
            Piece { vertices: (first..next).collect() }
        };
        sizes.iter().map(piece).collect()
    }

    #[test]
    fn without_links_vertices_stand_in_a_square() {
        let positions = pack(4, &pieces(&[1, 1, 1, 1]), &[0; 4].map(|_| free(vec![[0.0; 2]])));
        let expected = [[0.0, 1.0], [1.0, 1.0], [0.0, 0.0], [1.0, 0.0]];
        for (found, expected) in positions.iter().flatten().zip(expected.iter().flatten()) {
            // All but the last bits: rows are counted downwards from a height that is not a binary fraction.
            assert!((found - expected).abs() < 1e-12, "{positions:?}");
        }
    }

    #[test]
    fn many_isolated_vertices_leave_most_of_the_map_to_the_rest() {
        let mut sizes = vec![1; 501];
        sizes[0] = 4;
        let mut maps: Vec<PieceMap> = (0..501).map(|_| free(vec![[0.0; 2]])).collect();
        maps[0] = free(vec![[0.0, 0.0], [3.0, 0.0], [0.0, 3.0], [3.0, 3.0]]);
        let positions = pack(504, &pieces(&sizes), &maps);
        assert!(positions[3][1] - positions[0][1] > 0.7, "{positions:?}");
    }

    /// A disc of `n` vertices on a golden-angle spiral, half as high as wide, turned by `turn` radians.
    fn ellipse(n: usize, turn: f32) -> Vec<Point> {
        (0..n)
            .map(|i| {
                let (angle, radius) = (i as f32 * 2.399_963, (i as f32).sqrt());
                let (x, y) = (radius * angle.cos(), radius * angle.sin() / 2.0);
                [x * turn.cos() - y * turn.sin(), x * turn.sin() + y * turn.cos()]
            })
            .collect()
    }

    #[test]
    fn the_long_axis_is_horizontal_however_the_map_was_turned() {
        for turn in [0.0, 0.4, 1.0, 1.57, 2.5] {
            let positions = pack(2000, &pieces(&[2000]), &[free(ellipse(2000, turn))]);
            let (low, high) = bounds(&positions);
            let (width, height) = (high[0] - low[0], high[1] - low[1]);
            assert!((width - 1.0).abs() < 1e-9 && (height - 0.5).abs() < 0.02, "{turn}: {width} {height}");
        }
    }

    #[test]
    fn a_map_that_an_outlier_makes_high_is_laid_down() {
        let mut points: Vec<[f64; 2]> = (0..100).map(|i| [f64::from(i % 50), f64::from(i / 50)]).collect();
        points.push([25.0, 90.0]);
        level(&mut points);
        let (low, high) = bounds(&points);
        assert!(high[0] - low[0] > high[1] - low[1]);
    }

    #[test]
    fn a_few_isolated_vertices_and_pairs_cost_little_height() {
        let mut sizes = vec![2000];
        let mut maps = vec![free(ellipse(2000, 0.0))];
        for _ in 0..10 {
            sizes.push(2);
            maps.push(free(vec![[0.0, 0.0], [0.0, 1.0]]));
        }
        sizes.extend([1; 20]);
        maps.extend((0..20).map(|_| free(vec![[0.0; 2]])));
        let positions = pack(2040, &pieces(&sizes), &maps);
        let bottom = |range: std::ops::Range<usize>| bounds(&positions[range]).0[1];
        let (low, high) = bounds(&positions);
        let cost = (bottom(0..2000) - low[1]) / (high[1] - low[1]);
        assert!(bottom(2000..2040) < bottom(0..2000), "they stand beneath");
        assert!((0.0..0.08).contains(&cost), "{cost}");
    }

    proptest! {
        #[test]
        fn tiles_never_overlap(sizes in prop::collection::vec((0.1f64..9.0, 0.1f64..9.0), 1..30)) {
            let mut tiles: Vec<Tile> =
                sizes.iter().map(|&(x, y)| Tile { size: [x, y], corner: [0.0; 2] }).collect();
            shelve(&mut tiles);
            for (number, a) in tiles.iter().enumerate() {
                for b in &tiles[..number] {
                    let apart = |axis: usize| {
                        a.corner[axis] + a.size[axis] <= b.corner[axis] + 1e-9
                            || b.corner[axis] + b.size[axis] <= a.corner[axis] + 1e-9
                    };
                    prop_assert!(apart(0) || apart(1), "{a:?} {b:?}");
                }
            }
        }
    }
}
