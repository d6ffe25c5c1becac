//! Rows cut in two: rare columns, which find candidates, and frequent ones, which only complete them.

use crate::SparseRows;

/// Rows a task cuts at a time.
const CHUNK: usize = 1024;

/// The two parts of each row.
pub(super) struct Split {
    /// The rare columns, in numbers of their own.
    pub(super) rare: SparseRows,
    pub(super) rare_width: usize,
    /// The frequent columns, in numbers of their own.
    pub(super) frequent: SparseRows,
    pub(super) frequent_width: usize,
    /// The length of each row in its frequent columns, rounded up.
    pub(super) frequent_norm: Vec<f32>,
    /// The length of each whole row, rounded up.
    pub(super) norm: Vec<f32>,
}

/// Cuts `rows`. The rare columns are as many of the least frequent as have at most `postings_per_pair` postings for each
/// pair of rows.
pub(super) fn split(rows: &SparseRows, postings_per_pair: f64) -> Split {
    let frequencies = frequencies(rows);
    let most = most_of_rare(&frequencies, postings_per_pair * (rows.rows() as f64).powi(2));
    let is_rare = |column: u32| frequencies[column as usize] <= most;
    let (mut rare_width, mut frequent_width) = (0, 0);
    let number: Vec<u32> = (0..frequencies.len() as u32)
        .map(|column| {
            let width = if is_rare(column) { &mut rare_width } else { &mut frequent_width };
            *width += 1;
            *width as u32 - 1
        })
        .collect();
    let part = |of_rare: bool| {
        let mut part = SparseRows::default();
        for row in 0..rows.rows() {
            let (columns, values) = rows.row(row);
            let entries = columns.iter().zip(values).filter(|&(&column, _)| is_rare(column) == of_rare);
            part.push(entries.map(|(&column, &value)| (number[column as usize], value)));
        }
        part
    };
    let (rare, frequent) = rayon::join(|| part(true), || part(false));
    Split { frequent_norm: norms(&frequent), norm: norms(rows), rare, rare_width, frequent, frequent_width }
}

/// In how many rows each column has an entry.
fn frequencies(rows: &SparseRows) -> Vec<u32> {
    let mut frequencies = vec![0; rows.width()];
    for &column in &rows.columns {
        frequencies[column as usize] += 1;
    }
    frequencies
}

/// The largest frequency that still counts as rare, where rare columns may have `budget` postings.
fn most_of_rare(frequencies: &[u32], budget: f64) -> u32 {
    let mut ascending = frequencies.to_vec();
    ascending.sort_unstable();
    let mut postings = 0.0;
    for columns in ascending.chunk_by(|a, b| a == b) {
        postings += columns.len() as f64 * f64::from(columns[0]).powi(2);
        if postings > budget {
            return columns[0] - 1;
        }
    }
    u32::MAX
}

fn norms(rows: &SparseRows) -> Vec<f32> {
    parallel::chunks::collect(rows.rows(), CHUNK, |row| {
        let squares = rows.row(row).1.iter().map(|&value| f64::from(value).powi(2)).sum::<f64>();
        (squares.sqrt() as f32).next_up()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_columns_are_cut_off() {
        let mut rows = SparseRows::default();
        rows.push([(0, 3.0), (1, 1.0), (2, 4.0)]);
        rows.push([(0, 2.0)]);
        rows.push([(0, 2.0)]);
        rows.push([(0, 2.0), (2, 1.0)]);
        // Four pairs are allowed (16 / 4); columns 1 and 2 have 1 and 4, one too many.
        let Split { rare, frequent, frequent_norm, .. } = split(&rows, 0.25);
        assert_eq!(rare.row(0), (&[0][..], &[1.0][..]));
        assert_eq!(frequent.row(0), (&[0, 1][..], &[3.0, 4.0][..]));
        assert!(frequent_norm[0] >= 5.0 && frequent_norm[0] < 5.0001);
        assert_eq!(rare.row(1).0.len(), 0);
    }
}
