//! Which row has which column: a sparse matrix of zeros and ones.

/// A sparse matrix of zeros and ones as compressed rows, such as papers and the works that they cite.
///
/// The columns of row `r` stand at `offsets[r]..offsets[r + 1]` of `columns`, ascending, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incidence {
    offsets: Vec<usize>,
    columns: Vec<u32>,
}

impl Default for Incidence {
    fn default() -> Self {
        Self { offsets: vec![0], columns: Vec::new() }
    }
}

impl Incidence {
    /// Puts one more row at the end, columns in any order; repeats count once.
    pub fn push(&mut self, columns: impl IntoIterator<Item = u32>) {
        let start = self.columns.len();
        self.columns.extend(columns);
        self.columns[start..].sort_unstable();
        let mut kept = start;
        for position in start..self.columns.len() {
            if position == start || self.columns[position] != self.columns[kept - 1] {
                self.columns[kept] = self.columns[position];
                kept += 1;
            }
        }
        self.columns.truncate(kept);
        self.offsets.push(kept);
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many columns there are, up to the last that has an entry.
    pub fn width(&self) -> usize {
        self.columns.iter().max().map_or(0, |&column| column as usize + 1)
    }

    /// The columns of `row`, ascending.
    pub fn of(&self, row: usize) -> &[u32] {
        &self.columns[self.offsets[row]..self.offsets[row + 1]]
    }

    /// The columns that two rows share, ascending.
    pub fn shared(&self, a: usize, b: usize) -> impl Iterator<Item = u32> + '_ {
        let (of_a, of_b) = (self.of(a), self.of(b));
        let mut next = 0;
        of_a.iter().copied().filter(move |&column| {
            next += of_b[next..].iter().take_while(|&&other| other < column).count();
            of_b.get(next) == Some(&column)
        })
    }

    /// Rows as columns and columns as rows, [`Incidence::width`] of them. Time and space linear in entries and rows.
    pub fn transposed(&self) -> Self {
        let mut offsets = vec![0usize; self.width() + 1];
        for &column in &self.columns {
            offsets[column as usize + 1] += 1;
        }
        for column in 1..offsets.len() {
            offsets[column] += offsets[column - 1];
        }
        let mut next = offsets.clone();
        let mut columns = vec![0u32; self.columns.len()];
        for row in 0..self.rows() {
            for &column in self.of(row) {
                columns[next[column as usize]] = row as u32;
                next[column as usize] += 1;
            }
        }
        Self { offsets, columns }
    }

    /// How many rows have each column.
    pub fn column_counts(&self) -> Vec<u32> {
        let mut counts = vec![0; self.width()];
        for &column in &self.columns {
            counts[column as usize] += 1;
        }
        counts
    }

    /// Takes out the columns that more than `cap` rows have; gives them with how many have each, ascending.
    pub fn take_hubs(&mut self, cap: usize) -> Vec<(u32, u32)> {
        let counts = self.column_counts();
        let is_hub = |count: u32| count as usize > cap;
        let hubs: Vec<(u32, u32)> =
            (0..).zip(counts.iter().copied()).filter(|&(_, count)| is_hub(count)).collect();
        if !hubs.is_empty() {
            let whole = std::mem::take(self);
            for row in 0..whole.rows() {
                self.push(whole.of(row).iter().copied().filter(|&column| !is_hub(counts[column as usize])));
            }
        }
        hubs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_hand() -> Incidence {
        let mut rows = Incidence::default();
        rows.push([3, 1, 3]);
        rows.push([]);
        rows.push([0, 1, 3]);
        rows
    }

    #[test]
    fn rows_and_columns_by_hand() {
        let rows = by_hand();
        assert_eq!((rows.rows(), rows.width(), rows.of(0)), (3, 4, &[1, 3][..]));
        assert_eq!(rows.shared(0, 2).collect::<Vec<_>>(), [1, 3]);
        assert_eq!(
            (rows.shared(2, 0).count(), rows.shared(0, 1).count(), rows.shared(1, 0).count()),
            (2, 0, 0)
        );
        let turned = rows.transposed();
        assert_eq!(
            (0..4).map(|column| turned.of(column)).collect::<Vec<_>>(),
            [&[2][..], &[0, 2], &[], &[0, 2]]
        );
        assert_eq!(turned.transposed(), rows);
        assert_eq!(Incidence::default().transposed(), Incidence::default());
    }

    #[test]
    fn columns_of_many_rows_go() {
        let mut rows = by_hand();
        assert_eq!(rows.take_hubs(1), [(1, 2), (3, 2)]);
        assert_eq!((0..3).map(|row| rows.of(row)).collect::<Vec<_>>(), [&[][..], &[], &[0]]);
        assert_eq!(by_hand().take_hubs(2), []);
    }
}
