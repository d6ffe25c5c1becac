//! A table that grows, written as Parquet files of bounded size into one folder.

use std::path::PathBuf;

use crate::{Table, TableError, Values, WriteError, catalogue::TableSpec, write_parquet_file};

/// Why a part could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PartError {
    /// The rows do not fit the table: a fault of the program.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The file could not be written.
    #[error("cannot write {}: {}; is the disk full?", .0.path.display(), .0.source)]
    Write(WriteError),
}

/// A table in parts: rows gather until they make a file.
#[derive(Debug)]
pub struct Parts {
    spec: &'static TableSpec,
    folder: PathBuf,
    rows_of_a_part: usize,
    waiting: Vec<(&'static str, Values<'static>)>,
    rows: u64,
    files: u64,
}

impl Parts {
    /// A table to be written into `folder`, which is there, as `part-00000.parquet` and so on, of at least `rows_of_a_part` rows
    /// each but for the last.
    pub fn new(spec: &'static TableSpec, folder: PathBuf, rows_of_a_part: usize) -> Self {
        Self { spec, folder, rows_of_a_part, waiting: Vec::new(), rows: 0, files: 0 }
    }

    /// Adds rows: a list of values for each column, in the order of the table.
    ///
    /// # Errors
    ///
    /// A file cannot be written.
    pub fn add(&mut self, columns: Vec<(&'static str, Values<'static>)>) -> Result<(), PartError> {
        match self.waiting.is_empty() {
            true => self.waiting = columns,
            false => {
                for ((_, waiting), (_, more)) in self.waiting.iter_mut().zip(columns) {
                    waiting.append(more);
                }
            }
        }
        let rows = self.waiting.first().map_or(0, |(_, values)| values.len());
        if rows >= self.rows_of_a_part { self.write() } else { Ok(()) }
    }

    /// Writes what is left; a table without rows becomes a file without rows. Gives the numbers of rows and files.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn finish(mut self) -> Result<(u64, u64), PartError> {
        if self.files == 0 && self.waiting.is_empty() {
            self.waiting = self.spec.columns.iter().map(|column| (column.name, Values::Empty(0))).collect();
        }
        if !self.waiting.is_empty() {
            self.write()?;
        }
        Ok((self.rows, self.files))
    }

    fn write(&mut self) -> Result<(), PartError> {
        let table = Table::new(self.spec, std::mem::take(&mut self.waiting))?;
        let path = self.folder.join(format!("part-{:05}.parquet", self.files));
        write_parquet_file(&table, &path).map_err(PartError::Write)?;
        self.rows += table.rows() as u64;
        self.files += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use polars_io::{SerReader, prelude::ParquetReader};

    use super::*;
    use crate::exported::TERMS;

    #[test]
    fn rows_gather_until_they_make_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut parts = Parts::new(&TERMS, folder.path().to_owned(), 3);
        let rows = |from: i64| {
            let texts = (from..from + 2).map(|term| format!("term {term}"));
            vec![("term", Values::integers(from..from + 2)), ("text", Values::texts(texts))]
        };
        (0..3).for_each(|at| parts.add(rows(2 * at)).unwrap());
        assert_eq!(parts.finish().unwrap(), (6, 2));
        let read =
            |name: &str| ParquetReader::new(File::open(folder.path().join(name)).unwrap()).finish().unwrap();
        let (first, last) = (read("part-00000.parquet"), read("part-00001.parquet"));
        assert_eq!((first.height(), last.height()), (4, 2));
        let terms = last.column("term").unwrap().as_materialized_series().i64().unwrap().clone();
        assert_eq!((terms.get(0), terms.get(1)), (Some(4), Some(5)));
    }

    #[test]
    fn no_rows_are_a_file_with_columns() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Parts::new(&TERMS, folder.path().to_owned(), 3).finish().unwrap(), (0, 1));
        let file = File::open(folder.path().join("part-00000.parquet")).unwrap();
        assert_eq!(ParquetReader::new(file).finish().unwrap().width(), 2);
    }
}
