//! Tables to Parquet: typed columns, compressed, for pandas, polars, R, DuckDB and Spark.
//!
//! An empty cell is a null. Text stands as it is: a program that reads Parquet runs no formulas.

use std::{borrow::Cow, fs::File, io, io::Write, path::Path};

use polars::prelude::PolarsError;
use polars_io::prelude::{ParquetCompression, ParquetWriter};

use crate::{
    Table, WriteError,
    frame::{batch, into_io_error},
};

/// Rows of a row group: what is needed beyond the table itself stays at some tens of megabytes.
const ROW_GROUP: usize = 131_072;

/// Writes `table` to a new file at `path`, over an older one of that name.
///
/// # Errors
///
/// The file cannot be made, or the disk is full.
pub fn write_parquet_file(table: &Table<'_>, path: &Path) -> Result<(), WriteError> {
    File::create(path)
        .and_then(|file| write_parquet(table, io::BufWriter::new(file)))
        .map_err(|source| WriteError { path: path.to_owned(), source })
}

/// Writes `table` to `out`.
///
/// The bytes depend on the table alone. Time `O(cells)`; a group of rows is copied at a time.
///
/// # Errors
///
/// What `out` reports.
pub fn write_parquet(table: &Table<'_>, mut out: impl Write) -> io::Result<()> {
    write_groups(table, &mut out).map_err(into_io_error)?;
    out.flush()
}

/// The first group is written even where it has no rows: it brings the columns and their types.
fn write_groups(table: &Table<'_>, out: impl Write) -> Result<(), PolarsError> {
    let rows = table.rows();
    let group = |start: usize| batch(table, start..rows.min(start + ROW_GROUP), as_it_stands);
    let first = group(0)?;
    let mut writer = ParquetWriter::new(out)
        .with_compression(ParquetCompression::Zstd(None))
        // One group of rows a batch.
        .with_row_group_size(Some(ROW_GROUP))
        // The threads of polars are not those of the run; tables are written side by side.
        .set_parallel(false)
        .batched(first.schema())?;
    writer.write_batch(&first)?;
    for start in (ROW_GROUP..rows).step_by(ROW_GROUP) {
        writer.write_batch(&group(start)?)?;
    }
    writer.finish()?;
    Ok(())
}

fn as_it_stands(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use polars_io::{SerReader, prelude::ParquetReader};

    use super::*;
    use crate::{Values, catalogue::YEARS};

    fn bytes(rows: usize) -> Vec<u8> {
        let table = Table::new(
            &YEARS,
            [
                ("year", Values::integers_or_empty((0..rows).map(|row| (row != 1).then_some(row as i64)))),
                ("cluster", Values::integers(0..rows)),
                ("papers", Values::Empty(rows)),
            ],
        )
        .unwrap();
        let mut bytes = Vec::new();
        write_parquet(&table, &mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_was_written_is_read_back_over_groups() {
        let rows = ROW_GROUP + 3;
        let frame = ParquetReader::new(io::Cursor::new(bytes(rows))).finish().unwrap();
        assert_eq!(frame.height(), rows);
        assert_eq!(frame.get_column_names(), ["year", "cluster", "papers"]);
        let years = frame.column("year").unwrap().as_materialized_series().i64().unwrap().clone();
        assert_eq!((years.get(0), years.get(1), years.get(rows - 1)), (Some(0), None, Some(rows as i64 - 1)));
        assert_eq!(frame.column("papers").unwrap().null_count(), rows);
    }

    #[test]
    fn no_rows_still_have_columns_and_the_bytes_are_the_same_again() {
        assert_eq!(ParquetReader::new(io::Cursor::new(bytes(0))).finish().unwrap().width(), 3);
        assert!(bytes(100) == bytes(100));
    }
}
