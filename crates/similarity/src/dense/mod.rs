//! Dense rows, and for each the most similar others.

mod best;
mod nearest;

pub use nearest::top_k;

/// A dense matrix, row by row: a row a paper, a column a dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DenseRows {
    /// How many columns there are.
    pub width: usize,
    /// Row after row, `width` values each.
    pub values: Vec<f32>,
}

impl DenseRows {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.values.len() / self.width.max(1)
    }

    /// The values of a row.
    pub fn row(&self, row: usize) -> &[f32] {
        &self.values[row * self.width..(row + 1) * self.width]
    }

    /// The dot product of two rows: the products, which are exact in `f64`, added from the first column to the last.
    pub fn dot(&self, a: usize, b: usize) -> f32 {
        let products = self.row(a).iter().zip(self.row(b)).map(|(&x, &y)| f64::from(x) * f64::from(y));
        products.sum::<f64>() as f32
    }
}
