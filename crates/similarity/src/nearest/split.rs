//! Rows in 16 bits, cut in two: frequent columns and rare ones.

use super::fixed::Scale;
use crate::SparseRows;

/// A column is frequent if more than one row in so many has it: then a run over all rows, eight of them an instruction, costs
/// less than a visit to each row that has it.
const FREQUENT: usize = 16;

/// A sparse matrix of 16-bit numbers, laid out as [`SparseRows`].
pub(super) struct FixedRows {
    pub(super) offsets: Vec<usize>,
    pub(super) columns: Vec<u32>,
    pub(super) values: Vec<u16>,
}

impl FixedRows {
    /// Columns and values of a row.
    pub(super) fn row(&self, row: usize) -> (&[u32], &[u16]) {
        let range = self.offsets[row]..self.offsets[row + 1];
        (&self.columns[range.clone()], &self.values[range])
    }
}

/// The two parts of each row; each numbers its columns from 0.
pub(super) struct Split {
    pub(super) frequent: FixedRows,
    pub(super) frequent_width: usize,
    pub(super) rare: FixedRows,
    pub(super) rare_width: usize,
}

pub(super) fn split(rows: &SparseRows, scale: &Scale) -> Split {
    let is_frequent: Vec<bool> =
        frequencies(rows).into_iter().map(|rows_with| rows_with > rows.rows() / FREQUENT).collect();
    let part = |frequent: bool| {
        let mut width = 0;
        let number: Vec<Option<u32>> = is_frequent
            .iter()
            .map(|&is| {
                width += u32::from(is == frequent);
                (is == frequent).then(|| width - 1)
            })
            .collect();
        let mut part = FixedRows { offsets: vec![0], columns: Vec::new(), values: Vec::new() };
        for row in 0..rows.rows() {
            let (columns, values) = rows.row(row);
            for (&column, &value) in columns.iter().zip(values) {
                if let Some(column) = number[column as usize] {
                    part.columns.push(column);
                    part.values.push(scale.value(value));
                }
            }
            part.offsets.push(part.columns.len());
        }
        (part, width as usize)
    };
    let ((frequent, frequent_width), (rare, rare_width)) = rayon::join(|| part(true), || part(false));
    Split { frequent, frequent_width, rare, rare_width }
}

/// In how many rows each column has an entry.
fn frequencies(rows: &SparseRows) -> Vec<usize> {
    let mut frequencies = vec![0; rows.width()];
    for &column in &rows.columns {
        frequencies[column as usize] += 1;
    }
    frequencies
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_columns_are_those_of_more_than_one_row_in_sixteen() {
        let mut rows = SparseRows::default();
        // Column 1 is in two rows of 32, column 0 in one, column 3 in three.
        for row in 0..32u32 {
            let columns = [row == 9, row < 2, false, row % 11 == 0];
            rows.push((0..).zip(columns).filter(|&(_, has)| has).map(|(column, _)| (column, 1.0)));
        }
        let split = split(&rows, &Scale::of(&rows));
        assert_eq!((split.frequent_width, split.rare_width), (1, 3));
        let columns = |part: &FixedRows, row| part.row(row).0.to_vec();
        assert_eq!((columns(&split.frequent, 0), columns(&split.rare, 0)), (vec![0], vec![1]));
        assert_eq!((columns(&split.frequent, 9), columns(&split.rare, 9)), (vec![], vec![0]));
        // Row 0 is the longest, by √2.
        assert_eq!(split.rare.row(9).1, [46_340]);
    }
}
