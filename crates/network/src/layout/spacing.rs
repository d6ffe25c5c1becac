//! Room between the vertices of a small piece.
//!
//! Vertices with the same neighbours may fall on one spot, and a clique of equal links falls on one spot as a whole: all its
//! distances are then equal, as its links are. On a small map, where vertices are drawn large, they are moved apart.

use parallel::chunks;

use super::Point;

/// Largest piece: on fuller maps vertices are small and their neighbourhoods matter more.
const LARGEST: usize = 3000;
/// The least distance, as a share of the distance that vertices would have in a square as wide as the map.
const LEAST: f32 = 0.3;
/// Rounds at most.
const ROUNDS: usize = 40;
/// Vertices in a task.
const CHUNK: usize = 64;
/// Directions a golden angle apart never meet.
const GOLDEN_ANGLE: f32 = 2.399_963_2;

/// Moves vertices that stand too near each other apart, each by half of what is missing. `O(n²)` a round.
pub(super) fn separate(points: &mut Vec<Point>) {
    let least = LEAST * extent(points) / (points.len() as f32).sqrt();
    if points.len() > LARGEST || least <= 0.0 {
        return;
    }
    for _ in 0..ROUNDS {
        let moved = chunks::collect(points.len(), CHUNK, |i| away(points, i, least));
        let settled = moved == *points;
        *points = moved;
        if settled {
            return;
        }
    }
}

/// The larger side of the map, or 1 where all vertices are on one spot.
fn extent(points: &[Point]) -> f32 {
    let side = [0, 1].map(|axis| {
        let parts = || points.iter().map(|point| point[axis]);
        parts().fold(f32::NEG_INFINITY, f32::max) - parts().fold(f32::INFINITY, f32::min)
    });
    let longer = side[0].max(side[1]);
    if longer > 0.0 { longer } else { 1.0 }
}

/// Where `i` goes.
fn away(points: &[Point], i: usize, least: f32) -> Point {
    let [x, y] = points[i];
    let mut place = [x, y];
    for (j, other) in points.iter().enumerate() {
        let (dx, dy) = (x - other[0], y - other[1]);
        let square = dx * dx + dy * dy;
        if square >= least * least || j == i {
            continue;
        }
        let distance = square.sqrt();
        let (dx, dy) = if distance > 0.0 {
            (dx / distance, dy / distance)
        } else {
            let (sin, cos) = (i as f32 * GOLDEN_ANGLE).sin_cos();
            (cos, sin)
        };
        let missing = (least - distance) / 2.0;
        place[0] += missing * dx;
        place[1] += missing * dy;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_too_near_end_at_the_least_distance() {
        let mut points = vec![[0.0, 0.0], [0.01, 0.0], [2.0, 0.0], [0.0, 2.0]];
        separate(&mut points);
        // 0.3 × 2 / √4.
        assert!((points[1][0] - points[0][0] - 0.3).abs() < 1e-5, "{points:?}");
        assert_eq!(points[2..], [[2.0, 0.0], [0.0, 2.0]]);
    }

    #[test]
    fn one_spot_becomes_a_heap() {
        let mut points = vec![[5.0, 5.0]; 30];
        separate(&mut points);
        for i in 0..30 {
            for j in 0..i {
                assert_ne!(points[i], points[j], "{i} {j}");
            }
        }
    }
}
