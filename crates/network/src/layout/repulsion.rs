//! The push between all vertices: exact for few, on a mesh for many.

use parallel::{chunks, reduce};

use super::{Point, mesh::Mesh};

/// Up to here all pairs cost less than the mesh.
const EXACT: usize = 512;

/// Rows in a task.
const CHUNK: usize = 64;

/// What pushes `n` vertices apart; keeps its buffers from step to step.
pub(super) enum Repulsion {
    AllPairs,
    Mesh(Box<Mesh>),
}

impl Repulsion {
    pub fn of(n: usize) -> Self {
        if n <= EXACT { Self::AllPairs } else { Self::Mesh(Box::new(Mesh::new())) }
    }

    /// Sets `pushes[i]` to `Σ k(i, j)² (y(i) - y(j))` over `j`, and gives `Z = Σ k(i, j)` over `i ≠ j`, with the kernel
    /// `k = 1 / (1 + d²)`.
    pub fn push(&mut self, points: &[Point], pushes: &mut [Point]) -> f64 {
        match self {
            Self::AllPairs => all_pairs(points, pushes),
            Self::Mesh(mesh) => mesh.push(points, pushes),
        }
    }
}

/// `O(n²)`.
pub(super) fn all_pairs(points: &[Point], pushes: &mut [Point]) -> f64 {
    let sums = chunks::collect(points.len(), CHUNK, |i| {
        let (mut push, mut total) = ([0.0f32; 2], 0.0f64);
        for other in points {
            let (dx, dy) = (points[i][0] - other[0], points[i][1] - other[1]);
            let kernel = 1.0 / (1.0 + dx * dx + dy * dy);
            total += f64::from(kernel);
            push[0] += kernel * kernel * dx;
            push[1] += kernel * kernel * dy;
        }
        (push, total)
    });
    chunks::fill(pushes, CHUNK, |i| sums[i].0);
    // Each vertex met itself once, with the kernel 1.
    reduce::sum(points.len(), |i| sums[i].1 - 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::layout::descent::random_points;

    /// The sums as they are written, in f64.
    fn by_definition(points: &[Point]) -> (Vec<[f64; 2]>, f64) {
        let mut total = 0.0;
        let push = |i: usize| {
            let mut sum = [0.0f64; 2];
            for j in (0..points.len()).filter(|&j| j != i) {
                let d = [0, 1].map(|axis| f64::from(points[i][axis]) - f64::from(points[j][axis]));
                let kernel = 1.0 / (1.0 + d[0] * d[0] + d[1] * d[1]);
                total += kernel;
                sum = [0, 1].map(|axis| sum[axis] + kernel * kernel * d[axis]);
            }
            sum
        };
        ((0..points.len()).map(push).collect(), total)
    }

    /// Root mean square error of the pushes as a share of their root mean square, and the error of `Z` as a share of the sum
    /// over all pairs, a vertex and itself among them, which is what the mesh adds up.
    fn errors(points: &[Point], push: impl FnOnce(&[Point], &mut [Point]) -> f64) -> (f64, f64) {
        let (expected, z) = by_definition(points);
        let mut pushes = vec![[0.0; 2]; points.len()];
        let total = push(points, &mut pushes);
        let (mut error, mut size) = (0.0, 0.0);
        for (a, b) in expected.iter().flatten().zip(pushes.iter().flatten()) {
            error += (a - f64::from(*b)).powi(2);
            size += a * a;
        }
        ((error / size).sqrt(), (total - z).abs() / (z + points.len() as f64))
    }

    #[test]
    fn two_vertices_by_hand() {
        let mut pushes = [[0.0; 2]; 2];
        let z = Repulsion::of(2).push(&[[0.0, 0.0], [1.0, 0.0]], &mut pushes);
        assert_eq!((pushes, z), ([[-0.25, 0.0], [0.25, 0.0]], 1.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_pairs_are_exact(seed in 0u64..1000, n in 2usize..200, log in -3.0f32..2.0) {
            let (push, z) = errors(&random_points(n, seed, 10f32.powf(log)), all_pairs);
            prop_assert!(push < 1e-5 && z < 1e-5, "{push} {z}");
        }

        #[test]
        fn the_mesh_errs_by_less_than_a_percent(seed in 0u64..1000, n in EXACT..1200, log in -3.0f32..2.0) {
            let points = random_points(n, seed, 10f32.powf(log));
            let (push, z) = errors(&points, |points, pushes| Mesh::new().push(points, pushes));
            prop_assert!(push < 0.01 && z < 0.01, "{push} {z}");
        }
    }

    #[test]
    fn a_wide_map_still_fits_on_the_mesh() {
        let points = random_points(600, 1, 1e5);
        let mut pushes = vec![[0.0; 2]; 600];
        Mesh::new().push(&points, &mut pushes);
        assert!(pushes.iter().flatten().all(|part| part.is_finite()));
    }
}
