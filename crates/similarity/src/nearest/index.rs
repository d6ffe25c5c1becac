//! The columns turned round, for some rows at a time.

use std::ops::Range;

use super::split::{FixedRows, Split};

/// Rows of a tile: their sums fit the innermost cache, their frequent columns the next. At most 2¹⁶, as positions have 16 bits.
pub(super) const TILE: usize = 4096;

/// Some consecutive rows, column by column.
pub(super) struct Tile {
    pub(super) rows: Range<usize>,
    /// The frequent columns, each with a value for every row, 0 where it has none.
    frequent: Vec<u16>,
    /// The entries of rare column `c` stand at `offsets[c]..offsets[c + 1]`.
    offsets: Vec<u32>,
    /// Positions in the tile, ascending in each column.
    positions: Vec<u16>,
    values: Vec<u16>,
}

impl Tile {
    /// What the first `rows` rows have in a frequent column.
    pub(super) fn frequent(&self, column: u32, rows: usize) -> &[u16] {
        &self.frequent[column as usize * self.rows.len()..][..rows]
    }

    /// Positions and values of the rows that have a rare column.
    pub(super) fn rare(&self, column: u32) -> (&[u16], &[u16]) {
        let column = column as usize;
        let range = self.offsets[column] as usize..self.offsets[column + 1] as usize;
        (&self.positions[range.clone()], &self.values[range])
    }
}

/// All rows, in tiles.
pub(super) fn tiles(split: &Split, rows: usize) -> Vec<Tile> {
    parallel::chunks::map(rows, TILE, |range| tile(split, range))
}

fn tile(split: &Split, rows: Range<usize>) -> Tile {
    let frequent = stretched(&split.frequent, split.frequent_width, rows.clone());
    let entries = split.rare.offsets[rows.start]..split.rare.offsets[rows.end];
    let mut offsets = vec![0u32; split.rare_width + 1];
    for &column in &split.rare.columns[entries.clone()] {
        offsets[column as usize + 1] += 1;
    }
    for column in 0..split.rare_width {
        offsets[column + 1] += offsets[column];
    }
    let mut next = offsets.clone();
    let mut positions = vec![0; entries.len()];
    let mut values = vec![0; entries.len()];
    for (position, row) in rows.clone().enumerate() {
        let (columns, row_values) = split.rare.row(row);
        for (&column, &value) in columns.iter().zip(row_values) {
            let at = &mut next[column as usize];
            positions[*at as usize] = position as u16;
            values[*at as usize] = value;
            *at += 1;
        }
    }
    Tile { rows, frequent, offsets, positions, values }
}

/// Column by column, with all zeros.
fn stretched(part: &FixedRows, width: usize, rows: Range<usize>) -> Vec<u16> {
    let mut stretched = vec![0; width * rows.len()];
    for (position, row) in rows.clone().enumerate() {
        let (columns, values) = part.row(row);
        for (&column, &value) in columns.iter().zip(values) {
            stretched[column as usize * rows.len() + position] = value;
        }
    }
    stretched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_hand() {
        let part = |values: [u16; 3]| FixedRows {
            offsets: vec![0, 2, 2, 3],
            columns: vec![0, 2, 2],
            values: values.to_vec(),
        };
        let split =
            Split { frequent: part([1, 2, 3]), frequent_width: 3, rare: part([4, 5, 6]), rare_width: 4 };
        let tiles = tiles(&split, 3);
        assert_eq!(tiles.len(), 1);
        assert_eq!(tiles[0].frequent(2, 3), [2, 0, 3]);
        assert_eq!(tiles[0].frequent(1, 2), [0, 0]);
        assert_eq!(tiles[0].rare(2), (&[0, 2][..], &[5, 6][..]));
        assert_eq!(tiles[0].rare(3).0.len(), 0);
    }
}
