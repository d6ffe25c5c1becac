//! Convolution of a mesh with the kernel and its gradient, by Fourier transform.
//!
//! With the density `ρ` of vertices on the nodes, one pass gives the push `F = Σ g(d) ρ`, `g(d) = d / (1 + |d|²)²`, at every node and
//! the sum `Z = Σ k(d) ρ ρ`, `k(d) = 1 / (1 + |d|²)`, over pairs of nodes:
//!
//! * `F` is kept as the complex number `Fx + i Fy`, so that one inverse transform gives both parts;
//! * `Z` needs no inverse transform at all: by Parseval's theorem it is the sum of `k̂ |ρ̂|²` over frequencies;
//! * `k` is even and `g` odd, so `k̂` is real, `ĝ` imaginary, and a quarter of the frequencies tells the rest.

use std::sync::Arc;

use rayon::prelude::*;
use rustfft::{Fft, FftPlanner, num_complex::Complex};

use super::Point;

type C = Complex<f32>;

/// Lines of a transform in a task: a line of cache holds as many complex numbers.
const LINES: usize = 8;
/// Nodes between the mesh and its periodic copy, where the division by the splines rings off.
const MARGIN: usize = 16;

/// The transform of the kernel for one size of mesh, and buffers.
pub(super) struct Convolution {
    /// Length of the transforms.
    side: usize,
    /// Distance of nodes.
    width: f32,
    forward: Arc<dyn Fft<f32>>,
    inverse: Arc<dyn Fft<f32>>,
    /// `(k̂, ĝx / i)` divided by the splines and by `side²`; `side / 2 + 1` rows (y) of as many.
    kernel: Vec<[f32; 2]>,
    rows: Vec<C>,
    columns: Vec<C>,
    field: Vec<Point>,
}

impl Convolution {
    /// One for a mesh of `nodes × nodes`, `width` apart: the one at hand where it serves.
    pub fn fitting(at_hand: Option<Self>, nodes: usize, width: f32) -> Self {
        let side = fast_length(2 * nodes + MARGIN);
        match at_hand {
            Some(old) if old.width == width && old.side >= side && old.side * 4 <= side * 5 => old,
            _ => Self::new(side, width),
        }
    }

    fn new(side: usize, width: f32) -> Self {
        let mut planner = FftPlanner::new();
        Self {
            side,
            width,
            forward: planner.plan_fft_forward(side),
            inverse: planner.plan_fft_inverse(side),
            kernel: transform_of_kernel(side, width),
            rows: Vec::new(),
            columns: Vec::new(),
            field: Vec::new(),
        }
    }

    /// The push at each node after [`Convolution::apply`].
    pub fn field(&self) -> &[Point] {
        &self.field
    }

    /// Sets the field from `density`, `nodes` rows of `nodes` (and perhaps more behind); gives `Z`.
    pub fn apply(&mut self, nodes: usize, density: &[f32]) -> f64 {
        self.transform_rows(nodes, density);
        let total = self.convolve_columns(nodes);
        self.invert_rows(nodes);
        total
    }

    /// Transforms along x. Two real rows make one complex row.
    fn transform_rows(&mut self, nodes: usize, density: &[f32]) {
        let (side, pairs) = (self.side, nodes.div_ceil(2));
        let forward = &self.forward;
        self.rows.resize(pairs * side, C::default());
        self.rows.par_chunks_mut(LINES * side).enumerate().for_each_init(
            || vec![C::default(); forward.get_inplace_scratch_len()],
            |scratch, (chunk, rows)| {
                for (line, row) in rows.chunks_mut(side).enumerate() {
                    let first = 2 * (chunk * LINES + line) * nodes;
                    let (even, odd) =
                        (&density[first..first + nodes], &density[first + nodes..first + 2 * nodes]);
                    for ((value, &re), &im) in row.iter_mut().zip(even).zip(odd) {
                        *value = C::new(re, im);
                    }
                    row[nodes..].fill(C::default());
                    forward.process_with_scratch(row, scratch);
                }
            },
        );
    }

    /// For each frequency along x and its negative: transforms along y, multiplies by the kernel, transforms back.
    fn convolve_columns(&mut self, nodes: usize) -> f64 {
        let side = self.side;
        let half = side / 2;
        let (forward, inverse, kernel, rows) = (&self.forward, &self.inverse, &self.kernel, &self.rows);
        self.columns.resize((half + 1) * 2 * nodes, C::default());
        let mut totals = vec![0.0f64; (half + 1).div_ceil(LINES)];
        self.columns.par_chunks_mut(LINES * 2 * nodes).zip(&mut totals).enumerate().for_each_init(
            || Scratch::new(side, forward.get_inplace_scratch_len().max(inverse.get_inplace_scratch_len())),
            |scratch, (chunk, (columns, total))| {
                let first = chunk * LINES;
                let count = columns.len() / (2 * nodes);
                scratch.unpack(rows, side, nodes, first, count);
                for (line, pair) in columns.chunks_mut(2 * nodes).enumerate() {
                    let frequency = first + line;
                    forward.process_with_scratch(&mut scratch.lines[line * side..][..side], &mut scratch.fft);
                    let sum = scratch.multiply(kernel, side, line, frequency);
                    // Frequencies other than 0 and the highest stand for their negatives too.
                    *total += if frequency == 0 || frequency == half { sum } else { 2.0 * sum };
                    let (plus, minus) = pair.split_at_mut(nodes);
                    inverse.process_with_scratch(&mut scratch.plus, &mut scratch.fft);
                    inverse.process_with_scratch(&mut scratch.minus, &mut scratch.fft);
                    plus.copy_from_slice(&scratch.plus[..nodes]);
                    minus.copy_from_slice(&scratch.minus[..nodes]);
                }
            },
        );
        totals.into_iter().sum()
    }

    /// Transforms back along x.
    fn invert_rows(&mut self, nodes: usize) {
        let side = self.side;
        let (inverse, columns) = (&self.inverse, &self.columns);
        self.field.resize(nodes * nodes, [0.0; 2]);
        self.field.par_chunks_mut(LINES * nodes).enumerate().for_each_init(
            || (vec![C::default(); LINES * side], vec![C::default(); inverse.get_inplace_scratch_len()]),
            |(lines, scratch), (chunk, field)| {
                let first = chunk * LINES;
                let count = field.len() / nodes;
                for frequency in 0..=side / 2 {
                    let pair = &columns[frequency * 2 * nodes..][..2 * nodes];
                    let negative = (side - frequency) % side;
                    for line in 0..count {
                        lines[line * side + negative] = pair[nodes + first + line];
                        lines[line * side + frequency] = pair[first + line];
                    }
                }
                for (line, row) in field.chunks_mut(nodes).enumerate() {
                    let values = &mut lines[line * side..][..side];
                    inverse.process_with_scratch(values, scratch);
                    for (node, value) in row.iter_mut().zip(&*values) {
                        *node = [value.re, value.im];
                    }
                }
            },
        );
    }
}

/// A thread's buffers for columns.
struct Scratch {
    lines: Vec<C>,
    plus: Vec<C>,
    minus: Vec<C>,
    fft: Vec<C>,
}

impl Scratch {
    fn new(side: usize, fft: usize) -> Self {
        let zeros = |len| vec![C::default(); len];
        Self { lines: zeros(LINES * side), plus: zeros(side), minus: zeros(side), fft: zeros(fft) }
    }

    /// Takes `count` columns from `first` on out of the packed rows: with `a` the transform of `even + i odd`, that of `even` is
    /// `(a(f) + conj a(-f)) / 2`, that of `odd` is `(a(f) - conj a(-f)) / 2i`.
    fn unpack(&mut self, rows: &[C], side: usize, nodes: usize, first: usize, count: usize) {
        for line in 0..count {
            self.lines[line * side + nodes..(line + 1) * side].fill(C::default());
        }
        for (pair, row) in rows.chunks(side).enumerate() {
            for line in 0..count {
                let frequency = first + line;
                let (a, b) = (row[frequency], row[(side - frequency) % side].conj());
                let (sum, difference) = ((a + b) * 0.5, (a - b) * 0.5);
                self.lines[line * side + 2 * pair] = sum;
                self.lines[line * side + 2 * pair + 1] = C::new(difference.im, -difference.re);
            }
        }
    }

    /// Sets `plus` and `minus` to the transforms of `Fx + i Fy` at `frequency` along x and its negative; gives the sum of
    /// `k̂ |ρ̂|²` over the column.
    fn multiply(&mut self, kernel: &[[f32; 2]], side: usize, line: usize, frequency: usize) -> f64 {
        let half = side / 2;
        let column = &self.lines[line * side..][..side];
        let mut total = 0.0;
        for (y, &density) in column.iter().enumerate() {
            let (mirrored, sign) = if y <= half { (y, 1.0) } else { (side - y, -1.0) };
            let [k, gx] = kernel[mirrored * (half + 1) + frequency];
            let gy = sign * kernel[frequency * (half + 1) + mirrored][1];
            total += f64::from(k * density.norm_sqr());
            self.plus[y] = density * C::new(-gy, gx);
            // At (-x, -y) the density is conjugate and both parts of g change sign.
            self.minus[(side - y) % side] = density.conj() * C::new(gy, -gx);
        }
        total
    }
}

/// The shortest length at or above `at_least` that is a multiple of 16 and has no prime factor above 5.
fn fast_length(at_least: usize) -> usize {
    (at_least.div_ceil(16)..)
        .find(|&length| {
            let mut rest = length;
            for prime in [2, 3, 5] {
                while rest % prime == 0 {
                    rest /= prime;
                }
            }
            rest == 1
        })
        .map_or(at_least, |length| 16 * length)
}

/// The transforms of `k` and `g`, see [`Convolution::kernel`].
///
/// `k + gx` is one real function with an even and an odd part: its transform has `k̂` as its real and `ĝx / i` as its imaginary part.
fn transform_of_kernel(side: usize, width: f32) -> Vec<[f32; 2]> {
    let half = side / 2;
    let forward = FftPlanner::<f64>::new().plan_fft_forward(side);
    let distance =
        |node: usize| f64::from(width) * if node <= half { node as f64 } else { node as f64 - side as f64 };
    // Even along y: half of the rows tell the others.
    let rows: Vec<Vec<Complex<f64>>> = parallel::chunks::collect(half + 1, LINES, |y| {
        let mut row: Vec<Complex<f64>> = (0..side)
            .map(|x| {
                let (dx, dy) = (distance(x), distance(y));
                let k = 1.0 / (1.0 + dx * dx + dy * dy);
                // The farthest node is as far to the left as to the right.
                let gx = if x == half { 0.0 } else { dx * k * k };
                Complex::new(k + gx, 0.0)
            })
            .collect();
        forward.process(&mut row);
        row.truncate(half + 1);
        row
    });
    let columns: Vec<Vec<Complex<f64>>> = parallel::chunks::collect(half + 1, LINES, |x| {
        let mut column: Vec<Complex<f64>> = (0..side).map(|y| rows[y.min(side - y)][x]).collect();
        forward.process(&mut column);
        column
    });
    // A spline at the nodes is (1, 4, 1) / 6; it stands on both sides of the kernel.
    let splines = |frequency: usize| {
        let angle = std::f64::consts::TAU * frequency as f64 / side as f64;
        ((2.0 + angle.cos()) / 3.0).powi(2)
    };
    let area = (side * side) as f64;
    parallel::chunks::collect((half + 1) * (half + 1), 4096, |index| {
        let (y, x) = (index / (half + 1), index % (half + 1));
        let value = columns[x][y] / (splines(x) * splines(y) * area);
        [value.re as f32, value.im as f32]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_fast_and_close() {
        assert_eq!([1, 16, 17, 112, 400, 801].map(fast_length), [16, 16, 32, 128, 400, 864]);
    }

    #[test]
    fn the_transform_of_the_kernel_at_frequency_zero_is_its_sum() {
        let (side, width) = (32, 0.5f32);
        let place =
            |node: usize| f64::from(width) * if node <= 16 { node as f64 } else { node as f64 - 32.0 };
        let k = |x: usize, y: usize| 1.0 / (1.0 + place(x).powi(2) + place(y).powi(2));
        let sum: f64 = (0..side).flat_map(|y| (0..side).map(move |x| k(x, y))).sum();
        let [mean, slope] = transform_of_kernel(side, width)[0];
        assert!((f64::from(mean) - sum / 1024.0).abs() < 1e-6 && slope.abs() < 1e-6, "{mean} {sum} {slope}");
    }
}
