//! The principal eigenvector of a symmetric matrix, by restarted Lanczos iterations.
//!
//! Lanczos (1950), "An iteration method for the solution of the eigenvalue problem of linear differential and integral
//! operators". Each product with the matrix widens a space in which the best vector is looked for; the power method
//! only looks at the last product, and needs ten times as many where clusters are alike.

use parallel::{chunks, reduce};

/// Products between restarts: `SPACE × n` numbers of memory.
const SPACE: usize = 24;
const CHUNK: usize = 2048;

/// What [`principal`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Principal {
    /// A number for each vertex, from 0; the largest is 1, or all are 0.
    pub scores: Vec<f64>,
    /// The largest eigenvalue; 0 for a graph without links.
    pub eigenvalue: f64,
    /// How many products with the matrix it took.
    pub products: usize,
    /// How far the matrix times the vector is from the eigenvalue times the vector, relatively.
    pub residual: f64,
}

/// How exact [`principal`] shall be: the residual, and the most products.
const TOLERANCE: f64 = 1e-13;
const MOST_PRODUCTS: usize = 2400;

/// The eigenvector of the largest eigenvalue of a symmetric matrix without negative entries, nearest to `start`.
///
/// `product(x, y)` sets `y` to the matrix times `x`; `tick` is called for each.
pub(super) fn principal(start: Vec<f64>, product: impl Fn(&[f64], &mut [f64]), tick: impl Fn()) -> Principal {
    let nodes = start.len();
    let mut space = Space { basis: vec![start], image: vec![0.0; nodes], diagonal: vec![], beside: vec![] };
    let mut found = Principal { scores: vec![0.0; nodes], eigenvalue: 0.0, products: 0, residual: 0.0 };
    if !space.normalise_last() {
        return found;
    }
    loop {
        let left_over = space.widen(|x, y| {
            product(x, y);
            tick();
        });
        let (eigenvalue, weights) = largest(&space.diagonal, &space.beside);
        found.products += weights.len();
        if eigenvalue <= 0.0 {
            return found;
        }
        found.eigenvalue = eigenvalue;
        found.residual = left_over * weights[weights.len() - 1].abs() / eigenvalue;
        space.restart(&weights);
        if found.residual <= TOLERANCE || found.products >= MOST_PRODUCTS {
            let vector = &space.basis[0];
            let top = reduce::max(nodes, |node| vector[node]);
            // Rounding may leave a trace below 0 where the vector is 0.
            found.scores = vector.iter().map(|&value| value.max(0.0) / top).collect();
            return found;
        }
    }
}

/// An orthonormal basis in which the matrix has a diagonal and the numbers beside it, and is 0 elsewhere.
struct Space {
    basis: Vec<Vec<f64>>,
    image: Vec<f64>,
    diagonal: Vec<f64>,
    beside: Vec<f64>,
}

impl Space {
    /// Widens the space until it is as wide as it may be, or closed. Gives the length of what leads out of it.
    fn widen(&mut self, product: impl Fn(&[f64], &mut [f64])) -> f64 {
        loop {
            let last = self.basis.len() - 1;
            product(&self.basis[last], &mut self.image);
            let along = self.take_out(last);
            self.diagonal.push(along);
            if last > 0 {
                self.take_out(last - 1);
                // The first is what has settled: rounding would let it come back.
                self.take_out(0);
            }
            let out = self.length_of_image();
            // No longer than rounding: nothing leads out.
            if last + 1 == SPACE || out <= 1e-15 * along.abs() {
                return out;
            }
            self.beside.push(out);
            let next = self.image.iter().map(|value| value / out).collect();
            self.basis.push(next);
        }
    }

    /// Takes the direction of a vector of the basis out of the image; gives how far the image went along it.
    fn take_out(&mut self, at: usize) -> f64 {
        let (vector, image) = (&self.basis[at], &mut self.image);
        let along = reduce::sum(vector.len(), |node| vector[node] * image[node]);
        chunks::update(image, CHUNK, |node, value| value - along * vector[node]);
        along
    }

    fn length_of_image(&self) -> f64 {
        reduce::sum(self.image.len(), |node| self.image[node] * self.image[node]).sqrt()
    }

    /// Begins anew with the vector that has these weights in the basis.
    fn restart(&mut self, weights: &[f64]) {
        let basis = &self.basis;
        let first = chunks::collect(self.image.len(), CHUNK, |node| {
            weights.iter().zip(basis).map(|(weight, vector)| weight * vector[node]).sum()
        });
        self.basis = vec![first];
        self.normalise_last();
        self.diagonal.clear();
        self.beside.clear();
    }

    /// Whether it has a length.
    fn normalise_last(&mut self) -> bool {
        let vector = self.basis.last_mut().expect("a space has a vector");
        let length = reduce::sum(vector.len(), |node| vector[node] * vector[node]).sqrt();
        vector.iter_mut().for_each(|value| *value /= length);
        length > 0.0
    }
}

/// The largest eigenvalue of a symmetric tridiagonal matrix, and its eigenvector of length 1.
///
/// By bisection from above: `x` lies above all eigenvalues if elimination finds no pivot of `x − T` at or below 0
/// (Sylvester). Then by inverse iteration with that very elimination.
fn largest(diagonal: &[f64], beside: &[f64]) -> (f64, Vec<f64>) {
    let size = diagonal.len();
    let pivots = |x: f64| -> Option<Vec<f64>> {
        let mut pivots: Vec<f64> = Vec::with_capacity(size);
        for at in 0..size {
            let earlier = if at == 0 { 0.0 } else { beside[at - 1] * beside[at - 1] / pivots[at - 1] };
            pivots.push(x - diagonal[at] - earlier);
            if pivots[at] <= 0.0 {
                return None;
            }
        }
        Some(pivots)
    };
    let widest = |at: usize| {
        let before = if at == 0 { 0.0 } else { beside[at - 1] };
        diagonal[at].abs() + before + beside.get(at).copied().unwrap_or(0.0)
    };
    // No eigenvalue is beyond the circles of Gershgorin.
    let mut above = (0..size).map(widest).fold(f64::MIN_POSITIVE, f64::max) * 1.001;
    let mut below = diagonal.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    for _ in 0..80 {
        let middle = f64::midpoint(below, above);
        if pivots(middle).is_some() { above = middle } else { below = middle }
    }
    let pivots = pivots(above).expect("there are none at or above it");
    let mut vector = vec![1.0; size];
    for _ in 0..3 {
        for at in 1..size {
            vector[at] += vector[at - 1] * beside[at - 1] / pivots[at - 1];
        }
        for at in (0..size).rev() {
            let after = if at + 1 < size { beside[at] * vector[at + 1] } else { 0.0 };
            vector[at] = (vector[at] + after) / pivots[at];
        }
        let length = vector.iter().map(|value| value * value).sum::<f64>().sqrt();
        vector.iter_mut().for_each(|value| *value /= length);
    }
    (f64::midpoint(below, above), vector)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tridiagonal_matrix_by_hand() {
        // A path of n vertices has the eigenvalues 2 cos(πk/(n + 1)).
        let (value, vector) = largest(&[0.0; 4], &[1.0; 3]);
        assert!((value - 2.0 * (std::f64::consts::PI / 5.0).cos()).abs() < 1e-14);
        for (at, entry) in vector.iter().enumerate() {
            let sine = |at: usize| (std::f64::consts::PI * (at + 1) as f64 / 5.0).sin();
            assert!((entry / vector[0] - sine(at) / sine(0)).abs() < 1e-13);
        }
        assert_eq!(largest(&[3.0], &[]).1, [1.0]);
    }

    #[test]
    fn nothing_and_nothing_but_zeros() {
        let zeros = |_: &[f64], y: &mut [f64]| y.fill(0.0);
        assert_eq!(principal(vec![], zeros, || ()).scores, []);
        assert_eq!(principal(vec![1.0; 3], zeros, || ()).scores, [0.0; 3]);
    }
}
