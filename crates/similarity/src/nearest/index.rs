//! The rare columns turned round: which rows have one.

use std::ops::Range;

use crate::SparseRows;

/// Tiles at most, as long as a row's number in its tile fits 16 bits.
const TILES: usize = 12;
/// The sums of this many rows fit the innermost cache.
const SMALLEST_TILE: usize = 4096;
const LARGEST_TILE: usize = 1 << 16;

/// Postings of some consecutive rows.
pub(super) struct Tile {
    pub(super) rows: Range<usize>,
    /// The postings of column `c` stand at `offsets[c]..offsets[c + 1]`.
    offsets: Vec<u32>,
    /// Positions in the tile, ascending in each column.
    positions: Vec<u16>,
    values: Vec<f32>,
}

impl Tile {
    /// Positions and values of the rows that have `column`.
    pub(super) fn postings(&self, column: u32) -> (&[u16], &[f32]) {
        let range = self.offsets[column as usize] as usize..self.offsets[column as usize + 1] as usize;
        (&self.positions[range.clone()], &self.values[range])
    }
}

/// The rows in tiles small enough that the sums of one stay in cache.
pub(super) fn tiles(rows: &SparseRows, width: usize) -> Vec<Tile> {
    let size = rows.rows().div_ceil(TILES).next_power_of_two().clamp(SMALLEST_TILE, LARGEST_TILE);
    parallel::chunks::map(rows.rows(), size, |range| tile(rows, width, range))
}

fn tile(rows: &SparseRows, width: usize, range: Range<usize>) -> Tile {
    let entries = rows.offsets[range.start]..rows.offsets[range.end];
    let mut offsets = vec![0u32; width + 1];
    for &column in &rows.columns[entries.clone()] {
        offsets[column as usize + 1] += 1;
    }
    for column in 0..width {
        offsets[column + 1] += offsets[column];
    }
    let mut next = offsets.clone();
    let mut positions = vec![0; entries.len()];
    let mut values = vec![0.0; entries.len()];
    for (position, row) in range.clone().enumerate() {
        let (columns, row_values) = rows.row(row);
        for (&column, &value) in columns.iter().zip(row_values) {
            let at = &mut next[column as usize];
            positions[*at as usize] = position as u16;
            values[*at as usize] = value;
            *at += 1;
        }
    }
    Tile { rows: range, offsets, positions, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postings_by_hand() {
        let mut rows = SparseRows::default();
        rows.push([(0, 1.0), (2, 2.0)]);
        rows.push([(2, 3.0)]);
        let tiles = tiles(&rows, 4);
        assert_eq!(tiles.len(), 1);
        assert_eq!(tiles[0].postings(2), (&[0, 1][..], &[2.0, 3.0][..]));
        assert_eq!(tiles[0].postings(3).0.len(), 0);
    }
}
