//! Tall matrices and the small symmetric ones that they make: all that a randomised decomposition needs besides products with the
//! sparse matrix.

/// Rows a task takes at a time.
const CHUNK: usize = 512;

/// A tall matrix in double precision, row by row.
#[derive(Clone, Debug)]
pub(super) struct Tall {
    pub(super) rows: usize,
    pub(super) width: usize,
    values: Vec<f64>,
}

impl Tall {
    /// A matrix of `rows` rows; `fill` writes each, in parallel.
    pub(super) fn make(rows: usize, width: usize, fill: impl Fn(usize, &mut [f64]) + Sync + Send) -> Self {
        let parts = parallel::chunks::map(rows, CHUNK, |range| {
            let mut part = vec![0.0; range.len() * width];
            for (row, values) in range.zip(part.chunks_exact_mut(width.max(1))) {
                fill(row, values);
            }
            part
        });
        Self { rows, width, values: parts.concat() }
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.width..(row + 1) * self.width]
    }

    /// `YᵀY`, square, row by row. Rows are added in order within fixed parts, parts in order.
    fn gram(&self) -> Vec<f64> {
        let width = self.width;
        parallel::reduce::sum_rows(
            self.rows,
            width * width,
            PARTS,
            || (),
            |(), row, sums| {
                let row = self.row(row);
                for (&x, sums) in row.iter().zip(sums.chunks_exact_mut(width.max(1))) {
                    add(sums, x, row);
                }
            },
        )
    }

    /// `Y M`, for a square or narrower `M` given by its columns as rows of `columns`.
    pub(super) fn times(&self, columns: &[Vec<f64>]) -> Self {
        let width = columns.len();
        let rows: Vec<Vec<f64>> =
            (0..self.width).map(|row| columns.iter().map(|column| column[row]).collect()).collect();
        Self::make(self.rows, width, |row, out| {
            for (&x, other) in self.row(row).iter().zip(&rows) {
                add(out, x, other);
            }
        })
    }

    /// The principal directions of the columns: `YᵀY = W Λ Wᵀ`.
    pub(super) fn principal(&self) -> Principal {
        eigen(self.gram(), self.width)
    }

    /// Columns that span the same space, orthogonal and of length 1; fewer than before where some depend on others.
    ///
    /// By the eigenvectors of the Gram matrix (Stathopoulos and Wu 2002, "A block orthogonalization procedure with constant
    /// synchronization requirements").
    pub(super) fn orthonormal(&self) -> Self {
        let Principal { values, vectors } = self.principal();
        let largest = values.first().copied().unwrap_or(0.0);
        let scaled = values.iter().zip(&vectors).take_while(|&(&value, _)| value > largest * DEPENDENT);
        let scaled: Vec<Vec<f64>> =
            scaled.map(|(value, vector)| vector.iter().map(|x| x / value.sqrt()).collect()).collect();
        self.times(&scaled)
    }
}

/// Parts into which rows are split for adding up; bounds the memory.
const PARTS: usize = 16;

/// A direction with less than this share of the square of the largest is rounding.
const DEPENDENT: f64 = 1e-13;

/// Adds `x` times `row` to `sums`.
pub(super) fn add(sums: &mut [f64], x: f64, row: &[f64]) {
    for (sum, &value) in sums.iter_mut().zip(row) {
        *sum += x * value;
    }
}

/// Eigenvalues, largest first, with their vectors.
#[derive(Debug)]
pub(super) struct Principal {
    pub(super) values: Vec<f64>,
    /// A vector of length 1 an eigenvalue; it or its opposite.
    pub(super) vectors: Vec<Vec<f64>>,
}

/// Eigenvalues and vectors of a symmetric matrix, row by row, of `width` columns.
///
/// Cyclic Jacobi rotations (Golub and Van Loan 2013, "Matrix computations", section 8.5) until what stands beside the diagonal is
/// rounding. Time `O(width³)` for each of a dozen sweeps.
fn eigen(mut matrix: Vec<f64>, width: usize) -> Principal {
    const SWEEPS: usize = 40;
    let mut vectors: Vec<Vec<f64>> =
        (0..width).map(|row| (0..width).map(|column| f64::from(row == column)).collect()).collect();
    let scale = matrix.iter().map(|x| x * x).sum::<f64>();
    for _ in 0..SWEEPS {
        let beside: f64 = (0..width)
            .flat_map(|p| (0..p).map(move |q| p * width + q))
            .map(|at| matrix[at] * matrix[at])
            .sum();
        if beside <= scale * 1e-30 {
            break;
        }
        for p in 0..width {
            for q in p + 1..width {
                rotate(&mut matrix, &mut vectors, width, p, q);
            }
        }
    }
    let mut order: Vec<usize> = (0..width).collect();
    order.sort_by(|&a, &b| matrix[b * width + b].total_cmp(&matrix[a * width + a]));
    Principal {
        values: order.iter().map(|&at| matrix[at * width + at]).collect(),
        vectors: order.iter().map(|&at| std::mem::take(&mut vectors[at])).collect(),
    }
}

/// Turns the plane of `p` and `q` so that the entry of the two becomes 0. `vectors` holds the eigenvectors as rows.
fn rotate(matrix: &mut [f64], vectors: &mut [Vec<f64>], width: usize, p: usize, q: usize) {
    let (pp, qq, pq) = (matrix[p * width + p], matrix[q * width + q], matrix[p * width + q]);
    if pq == 0.0 {
        return;
    }
    let theta = (qq - pp) / (2.0 * pq);
    let tangent = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let cosine = 1.0 / tangent.hypot(1.0);
    let sine = tangent * cosine;
    for k in 0..width {
        let (kp, kq) = (matrix[k * width + p], matrix[k * width + q]);
        matrix[k * width + p] = cosine * kp - sine * kq;
        matrix[k * width + q] = sine * kp + cosine * kq;
    }
    let (before, from_q) = matrix.split_at_mut(q * width);
    turn(&mut before[p * width..][..width], &mut from_q[..width], cosine, sine);
    let (before, from_q) = vectors.split_at_mut(q);
    turn(&mut before[p], &mut from_q[0], cosine, sine);
}

fn turn(p: &mut [f64], q: &mut [f64], cosine: f64, sine: f64) {
    for (x, y) in p.iter_mut().zip(q) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn eigenvalues_by_hand() {
        // 2 ± 1 with (1, 1)/√2 and (1, −1)/√2.
        let found = eigen(vec![2.0, 1.0, 1.0, 2.0], 2);
        let root = 0.5f64.sqrt();
        assert!((found.values[0] - 3.0).abs() < 1e-12 && (found.values[1] - 1.0).abs() < 1e-12);
        for (vector, expected) in found.vectors.iter().zip([[root, root], [root, -root]]) {
            let along: f64 = vector.iter().zip(expected).map(|(x, y)| x * y).sum();
            assert!((along.abs() - 1.0).abs() < 1e-12, "{vector:?}");
        }
    }

    proptest! {
        #[test]
        fn columns_become_orthonormal_and_dependent_ones_go(
            values in prop::collection::vec(-1.0f64..1.0, 40),
            share in -2.0f64..2.0,
        ) {
            // Four free columns, and a fifth made of the first two.
            let tall = Tall::make(10, 5, |row, out| {
                out[..4].copy_from_slice(&values[row * 4..][..4]);
                out[4] = out[0] + share * out[1];
            });
            let found = tall.orthonormal();
            prop_assert_eq!(found.width, 4);
            for (at, &x) in found.gram().iter().enumerate() {
                prop_assert!((x - f64::from(at % 5 == 0)).abs() < 1e-6, "{}", x);
            }
            // Each column lies in the space: projecting it changes nothing.
            for column in 0..5 {
                let of = |row: usize| tall.row(row)[column];
                let along = |other: usize| (0..10).map(|row| of(row) * found.row(row)[other]).sum::<f64>();
                for row in 0..10 {
                    let again: f64 = (0..4).map(|other| along(other) * found.row(row)[other]).sum();
                    prop_assert!((again - of(row)).abs() < 1e-6);
                }
            }
        }
    }
}
