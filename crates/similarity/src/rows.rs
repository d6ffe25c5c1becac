//! A sparse matrix, row by row.

/// A sparse matrix as compressed rows: a row a paper, a column a term.
///
/// The entries of row `r` stand at `offsets[r]..offsets[r + 1]` of `columns` and `values`, columns ascending.
#[derive(Clone, Debug, PartialEq)]
pub struct SparseRows {
    /// One more than there are rows; the first is 0.
    pub offsets: Vec<usize>,
    /// The column of each entry.
    pub columns: Vec<u32>,
    /// The value of each entry, beside `columns`.
    pub values: Vec<f32>,
}

impl Default for SparseRows {
    fn default() -> Self {
        Self { offsets: vec![0], columns: Vec::new(), values: Vec::new() }
    }
}

impl SparseRows {
    /// Puts one more row at the end; `entries` are (column, value), columns ascending.
    pub fn push(&mut self, entries: impl IntoIterator<Item = (u32, f32)>) {
        for (column, value) in entries {
            self.columns.push(column);
            self.values.push(value);
        }
        self.offsets.push(self.columns.len());
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many columns there are, up to the last that has an entry.
    pub fn width(&self) -> usize {
        self.columns.iter().max().map_or(0, |&column| column as usize + 1)
    }

    /// Columns and values of a row.
    pub fn row(&self, row: usize) -> (&[u32], &[f32]) {
        let range = self.offsets[row]..self.offsets[row + 1];
        (&self.columns[range.clone()], &self.values[range])
    }

    /// The columns that two rows share, ascending, with the value in either.
    pub fn shared(&self, a: usize, b: usize) -> impl Iterator<Item = (u32, f32, f32)> + '_ {
        let (columns_a, values_a) = self.row(a);
        let (columns_b, values_b) = self.row(b);
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            while i < columns_a.len() && j < columns_b.len() {
                let (at_i, at_j) = (i, j);
                i += usize::from(columns_a[at_i] <= columns_b[at_j]);
                j += usize::from(columns_b[at_j] <= columns_a[at_i]);
                if columns_a[at_i] == columns_b[at_j] {
                    return Some((columns_a[at_i], values_a[at_i], values_b[at_j]));
                }
            }
            None
        })
    }

    /// The dot product of two rows: the products, which are exact in `f64`, added from the first column to the last.
    ///
    /// This is the score that all of the crate means: every faster way to it must end at these bits.
    pub fn dot(&self, a: usize, b: usize) -> f32 {
        self.shared(a, b).fold(0.0, |sum, (_, x, y)| sum + f64::from(x) * f64::from(y)) as f32
    }

    /// The bits of [`SparseRows::dot`] with a row that is spread out with all its zeros; faster where one row meets many. The
    /// products that are 0 change no sum.
    pub(crate) fn dot_spread(&self, spread: &[f32], row: usize) -> f32 {
        let (columns, values) = self.row(row);
        let product = |(&column, &value): (&u32, &f32)| f64::from(spread[column as usize]) * f64::from(value);
        columns.iter().zip(values).map(product).fold(0.0, |sum, product| sum + product) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_by_hand() {
        let mut rows = SparseRows::default();
        rows.push([(0, 1.0), (2, 2.0), (5, 3.0)]);
        rows.push([]);
        rows.push([(2, 4.0), (3, 9.0), (5, 0.5)]);
        assert_eq!((rows.rows(), rows.width()), (3, 6));
        assert_eq!(rows.row(1), (&[][..], &[][..]));
        assert_eq!(rows.shared(0, 2).collect::<Vec<_>>(), [(2, 2.0, 4.0), (5, 3.0, 0.5)]);
        assert_eq!((rows.dot(0, 2), rows.dot(2, 0), rows.dot(0, 1)), (9.5, 9.5, 0.0));
        assert_eq!(rows.dot_spread(&[1.0, 0.0, 2.0, 0.0, 0.0, 3.0], 2), 9.5);
    }
}
