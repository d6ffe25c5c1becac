//! Tables to CSV: RFC 4180, UTF-8 without a byte order mark, a header always.
//!
//! Rows end in CR LF as the RFC has it. A number is written with the fewest digits that read back to the same
//! 64-bit value, with a point whatever the locale, and with an exponent only where it is very small or very large.
//! An empty cell is written as nothing. Text passes through [`crate::defuse`].

use std::fs::File;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use polars::prelude::PolarsError;
use polars_io::SerWriter;
use polars_io::prelude::CsvWriter;

use crate::Table;
use crate::defuse::defuse;
use crate::frame::{batch, into_io_error};

/// How many rows polars holds at once: what is needed beyond the table itself stays at a few megabytes.
const BATCH: NonZeroUsize = NonZeroUsize::new(16_384).expect("not zero");

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {path}: {source}")]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// What the system says.
    pub source: io::Error,
}

/// Writes `table` to a new file at `path`, over an older one of that name.
///
/// # Errors
///
/// The file cannot be made, or the disk is full.
pub fn write_csv_file(table: &Table<'_>, path: &Path) -> Result<(), WriteError> {
    File::create(path)
        .and_then(|file| write_csv(table, file))
        .map_err(|source| WriteError { path: path.to_owned(), source })
}

/// Writes `table` to `out`, in large pieces: `out` needs no buffer.
///
/// The bytes depend on the table alone. Time `O(cells)`; the table is not copied, only a batch of rows at a time.
///
/// # Errors
///
/// What `out` reports.
pub fn write_csv(table: &Table<'_>, out: impl Write) -> io::Result<()> {
    let rows = table.rows();
    let writer = CsvWriter::new(out)
        .with_line_terminator("\r\n".into())
        .with_batch_size(BATCH)
        // The threads of polars are not those of the run, and formatting is faster than a disk.
        .n_threads(1);
    write_batches(table, rows, writer).map_err(into_io_error)
}

/// The first batch is written even where it has no rows: it brings the header.
fn write_batches(table: &Table<'_>, rows: usize, writer: CsvWriter<impl Write>) -> Result<(), PolarsError> {
    let first = batch(table, 0..rows.min(BATCH.get()), defuse)?;
    let mut writer = writer.batched(first.schema())?;
    writer.write_batch(&first)?;
    for start in (BATCH.get()..rows).step_by(BATCH.get()) {
        writer.write_batch(&batch(table, start..rows.min(start + BATCH.get()), defuse)?)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Values;
    use crate::catalogue::{ColumnSpec, Kind, TableSpec};

    static MIXED: TableSpec = TableSpec {
        name: "mixed",
        rows: "One row a case.",
        columns: &[
            ColumnSpec { name: "text", kind: Kind::Text, meaning: "Some text." },
            ColumnSpec { name: "whole", kind: Kind::Integer, meaning: "A whole number." },
            ColumnSpec { name: "number", kind: Kind::Number, meaning: "A number." },
            ColumnSpec { name: "flag", kind: Kind::Flag, meaning: "Yes or no." },
        ],
    };

    type Row = (Option<String>, Option<i64>, Option<f64>, Option<bool>);

    fn written(rows: &[Row]) -> Vec<u8> {
        let table = Table::new(
            &MIXED,
            [
                ("text", Values::texts_or_empty(rows.iter().map(|row| row.0.as_deref()))),
                ("whole", Values::integers_or_empty(rows.iter().map(|row| row.1))),
                ("number", Values::numbers_or_empty(rows.iter().map(|row| row.2))),
                ("flag", Values::Flag(rows.iter().map(|row| row.3).collect())),
            ],
        )
        .unwrap();
        let mut bytes = Vec::new();
        write_csv(&table, &mut bytes).unwrap();
        bytes
    }

    fn text_of(rows: &[Row]) -> String {
        String::from_utf8(written(rows)).unwrap()
    }

    #[test]
    fn the_header_stands_over_no_rows_too() {
        assert_eq!(text_of(&[]), "text,whole,number,flag\r\n");
    }

    #[test]
    fn cells_are_quoted_where_the_rfc_asks_for_it() {
        let row = |text: &str| (Some(text.to_owned()), Some(-7), Some(0.5), Some(true));
        assert_eq!(
            text_of(&[row("a, \"b\"\nc"), row("plain"), row("=1+1"), row(""), (None, None, None, None)]),
            "text,whole,number,flag\r\n\
             \"a, \"\"b\"\"\nc\",-7,0.5,true\r\n\
             plain,-7,0.5,true\r\n\
             '=1+1,-7,0.5,true\r\n\
             ,-7,0.5,true\r\n\
             ,,,\r\n"
        );
    }

    #[test]
    fn numbers_are_short_and_plain() {
        let numbers = [0.1, 1.0, -0.25, 1e-3, 123_456.789, 1e-7, 1e21, f64::MIN_POSITIVE];
        let rows: Vec<Row> = numbers.iter().map(|&number| (None, None, Some(number), None)).collect();
        let text = text_of(&rows);
        let cells: Vec<&str> = text.lines().skip(1).map(|line| line.trim_matches(',')).collect();
        assert_eq!(
            cells,
            ["0.1", "1.0", "-0.25", "0.001", "123456.789", "1e-7", "1e+21", "2.2250738585072014e-308"]
        );
    }

    #[test]
    fn batches_join_without_a_seam() {
        let rows: Vec<Row> = (0..2 * BATCH.get() as i64 + 1).map(|i| (None, Some(i), None, None)).collect();
        let text = text_of(&rows);
        assert!(text.lines().skip(1).enumerate().all(|(i, line)| line == format!(",{i},,")));
        assert_eq!(text.lines().count(), rows.len() + 1);
    }

    #[test]
    fn a_file_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let table = Table::new(
            &MIXED,
            [
                ("text", Values::texts(["a"])),
                ("whole", Values::integers([1])),
                ("number", Values::numbers([1.0])),
                ("flag", Values::flags([false])),
            ],
        )
        .unwrap();
        let path = folder.path().join("mixed.csv");
        write_csv_file(&table, &path).unwrap();
        assert!(std::fs::read_to_string(&path).unwrap().ends_with("a,1,1.0,false\r\n"));
        let error = write_csv_file(&table, folder.path()).unwrap_err();
        assert!(error.to_string().starts_with("cannot write "), "{error}");
    }

    fn hostile() -> impl Strategy<Value = String> {
        prop_oneof!["[=+@\t\r\n,\"';-]{0,6}", "\\PC{0,12}", any::<String>()]
    }

    fn finite() -> impl Strategy<Value = f64> {
        prop_oneof![any::<f64>().prop_filter("finite", |x| x.is_finite()), -1.0..1.0f64]
    }

    proptest! {
        /// The reader of the csv crate is the oracle: every cell comes back, numbers to the bit.
        #[test]
        fn another_program_reads_back_what_was_written(
            rows in prop::collection::vec(
                (
                    prop::option::of(hostile()),
                    prop::option::of(any::<i64>()),
                    prop::option::of(finite()),
                    prop::option::of(any::<bool>()),
                ),
                0..8,
            )
        ) {
            let bytes = written(&rows);
            let mut reader = ::csv::Reader::from_reader(bytes.as_slice());
            let read: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read.len(), rows.len());
            for (cells, (text, whole, number, flag)) in read.iter().zip(&rows) {
                let expected = text.as_deref().map(defuse).unwrap_or_default();
                prop_assert_eq!(&cells[0], expected.as_ref());
                prop_assert_eq!(cells[1].parse().ok(), *whole);
                let bits = |number: f64| number.to_bits();
                prop_assert_eq!(cells[2].parse().ok().map(bits), number.map(bits));
                prop_assert_eq!(cells[3].parse().ok(), *flag);
            }
        }
    }
}
