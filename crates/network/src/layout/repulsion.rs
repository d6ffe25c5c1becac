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
        let (mut push, mut total) = ([0.0f32; 2], 0.0f32);
        for other in points {
            let (dx, dy) = (points[i][0] - other[0], points[i][1] - other[1]);
            let kernel = 1.0 / (1.0 + dx * dx + dy * dy);
            total += kernel;
            push[0] += kernel * kernel * dx;
            push[1] += kernel * kernel * dy;
        }
        (push, total)
    });
    chunks::fill(pushes, CHUNK, |i| sums[i].0);
    // Each vertex met itself once, with the kernel 1.
    reduce::sum(points.len(), |i| f64::from(sums[i].1) - 1.0)
}
