//! The maps of the pieces beside each other, in one picture.

use super::{Point, pieces::Piece};

/// Space around a piece, as a share of its longer side.
const GAP: f64 = 0.04;
/// Isolated vertices together get at most this share of the area of the rest.
const ISOLATED: f64 = 0.2;

/// A rectangle to be placed, and where it went.
#[derive(Clone, Copy, Debug)]
struct Tile {
    size: [f64; 2],
    corner: [f64; 2],
}

/// Positions in the unit square for all `nodes` vertices of the pieces, which come with the largest first.
pub(super) fn pack(nodes: usize, pieces: &[Piece], maps: &[Vec<Point>]) -> Vec<[f64; 2]> {
    let linked = pieces.iter().take_while(|piece| piece.len() > 1).count();
    let isolated = pieces.len() - linked;
    let scaled: Vec<Vec<[f64; 2]>> = maps[..linked].iter().map(|map| fit(map)).collect();
    let mut tiles: Vec<Tile> = scaled.iter().map(|map| tile(map)).collect();
    shelve(&mut tiles);

    let mut positions = vec![[0.0; 2]; nodes];
    for ((piece, map), tile) in pieces.iter().zip(&scaled).zip(&tiles) {
        let gap = GAP * (piece.len() as f64).sqrt();
        for (&vertex, point) in piece.vertices.iter().zip(map) {
            positions[vertex as usize] = [0, 1].map(|axis| tile.corner[axis] + gap + point[axis]);
        }
    }
    let [width, height] =
        [0, 1].map(|axis| tiles.iter().map(|tile| tile.corner[axis] + tile.size[axis]).fold(0.0, f64::max));
    if isolated > 0 {
        let share = if linked == 0 { 1.0 } else { (ISOLATED * width * height / isolated as f64).min(1.0) };
        let spacing = share.sqrt();
        let columns =
            if linked == 0 { (isolated as f64).sqrt().ceil() } else { (width / spacing).floor().max(1.0) };
        for (number, piece) in pieces[linked..].iter().enumerate() {
            let (row, column) = ((number as f64 / columns).floor(), number as f64 % columns);
            positions[piece.vertices[0] as usize] =
                [(column + 0.5) * spacing, height + (row + 0.5) * spacing];
        }
    }
    to_unit_square(&mut positions);
    positions
}

/// A map moved to the origin and scaled so that the area goes with the number of vertices: the longer side is `√n`.
fn fit(map: &[Point]) -> Vec<[f64; 2]> {
    let points: Vec<[f64; 2]> = map.iter().map(|point| point.map(f64::from)).collect();
    let (low, high) = bounds(&points);
    let longer = (high[0] - low[0]).max(high[1] - low[1]);
    let scale = if longer > 0.0 { (points.len() as f64).sqrt() / longer } else { 0.0 };
    points.iter().map(|point| [0, 1].map(|axis| (point[axis] - low[axis]) * scale)).collect()
}

fn tile(map: &[[f64; 2]]) -> Tile {
    let (_, high) = bounds(map);
    let gap = GAP * (map.len() as f64).sqrt();
    Tile { size: high.map(|side| side + 2.0 * gap), corner: [0.0; 2] }
}

/// Places tiles on shelves one below the other, the highest first. A tile with more than half of the area has a shelf, and sets
/// the width, by itself: beside it small tiles would stand lost at a long side.
fn shelve(tiles: &mut [Tile]) {
    let areas = || tiles.iter().map(|tile| tile.size[0] * tile.size[1]);
    let (area, largest) = (areas().sum::<f64>(), areas().fold(0.0, f64::max));
    let widest = tiles.iter().map(|tile| tile.size[0]).fold(0.0, f64::max);
    let width = if largest > area / 2.0 { widest } else { widest.max(area.sqrt() * 1.1) };
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
        let positions = pack(4, &pieces(&[1, 1, 1, 1]), &vec![vec![[0.0; 2]]; 4]);
        assert_eq!(positions, [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]);
    }

    #[test]
    fn many_isolated_vertices_leave_most_of_the_map_to_the_rest() {
        let mut sizes = vec![1; 501];
        sizes[0] = 4;
        let mut maps = vec![vec![[0.0; 2]]; 501];
        maps[0] = vec![[0.0, 0.0], [3.0, 0.0], [0.0, 3.0], [3.0, 3.0]];
        let positions = pack(504, &pieces(&sizes), &maps);
        assert!(positions[3][1] - positions[0][1] > 0.7, "{positions:?}");
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
