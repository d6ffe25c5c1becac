//! The pull between linked vertices.

use super::{Point, affinities::Affinities};

/// `Σ p(i, j) k(i, j) (y(i) - y(j))` over the links of `i`, with the kernel `k = 1 / (1 + d²)`.
pub(super) fn pull(affinities: &Affinities, points: &[Point], i: usize) -> Point {
    let [x, y] = points[i];
    let mut sum = [0.0f32; 2];
    for (j, p) in affinities.row(i) {
        let (dx, dy) = (x - points[j][0], y - points[j][1]);
        let force = p / (1.0 + dx * dx + dy * dy);
        sum[0] += force * dx;
        sum[1] += force * dy;
    }
    sum
}
