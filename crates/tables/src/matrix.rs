//! Named rows of numbers from Parquet: the vectors of papers as pandas, polars and pyarrow write them.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use polars::prelude::{ArrowDataType, DataFrame, DataType, PolarsError, Series};
use polars_io::{
    SerReader,
    prelude::{ParallelStrategy, ParquetReader},
};

/// Rows of as many numbers each, with the id of each row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The id of each row.
    pub ids: Vec<String>,
    /// How many numbers each row has.
    pub columns: usize,
    /// Row after row.
    pub values: Vec<f32>,
}

/// Why a file gives no rows of numbers with ids.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MatrixError {
    /// It does not begin and end as Parquet does.
    #[error("this is no Parquet file, or was not copied whole")]
    Mark,
    /// It cannot be read.
    #[error("this Parquet file cannot be read: {0}")]
    Broken(String),
    /// No column says whose the numbers are.
    #[error("which column has the ids? Name it id or doi; columns of text here: {0}")]
    NoIds(String),
    /// There are no numbers.
    #[error("it has no column of 32- or 64-bit floats, and none of lists of them")]
    NoNumbers,
    /// There are several vectors a row.
    #[error("it has several columns of lists of floats ({0}); leave one")]
    SeveralLists(String),
    /// The lists have a length that is part of their type.
    #[error(
        "the lists of the column {0} have a fixed length as their type; write them as plain lists (in polars: .arr.to_list())"
    )]
    FixedLists(String),
    /// A cell is empty.
    #[error("row {row} (counted from 1) has an empty cell in the column {column}")]
    Empty {
        /// The row, from 1.
        row: usize,
        /// The column.
        column: String,
    },
    /// Rows differ in length.
    #[error("row {row} (counted from 1) has {given} numbers, but the first has {expected}")]
    Ragged {
        /// The row, from 1.
        row: usize,
        /// How many the first row has.
        expected: usize,
        /// How many this one has.
        given: usize,
    },
}

/// The ids and numbers of a Parquet file: a column of ids, named `id` or `doi`, or the only one of text; and either one column of
/// lists of floats, or a column a number. Other columns are not looked at. 64-bit floats are rounded to 32 bits; NaN passes.
///
/// # Errors
///
/// See [`MatrixError`].
pub fn read_matrix(bytes: &[u8]) -> Result<Matrix, MatrixError> {
    const MARK: &[u8] = b"PAR1";
    if bytes.len() < 12 || !bytes.starts_with(MARK) || !bytes.ends_with(MARK) {
        return Err(MatrixError::Mark);
    }
    // The reader trusts what a file says of itself in places, and panics where it lies.
    catch_unwind(AssertUnwindSafe(|| read(bytes)))
        .unwrap_or_else(|_| Err(MatrixError::Broken("it contradicts itself".to_owned())))
}

fn read(bytes: &[u8]) -> Result<Matrix, MatrixError> {
    let mut reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None);
    let columns: Vec<(String, Holds)> = reader
        .schema()
        .map_err(broken)?
        .iter_values()
        .map(|field| (field.name.to_string(), Holds::of(&field.dtype)))
        .collect();
    let ids = column_of_ids(&columns)?;
    let numbers = columns_of_numbers(&columns, &ids)?;
    let wanted = [std::slice::from_ref(&ids), &numbers].concat();
    let frame = reader.with_columns(Some(wanted)).finish().map_err(broken)?;
    let ids = texts(&frame, &ids)?;
    let is_list = columns.iter().any(|(name, holds)| *holds == Holds::Lists && numbers.contains(name));
    let (columns, values) =
        if is_list { rows_of_lists(&frame, &numbers[0])? } else { rows_of_columns(&frame, &numbers)? };
    Ok(Matrix { ids, columns, values })
}

/// What a column can serve for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Whole,
    Float,
    Lists,
    FixedLists,
    Other,
}

impl Holds {
    fn of(kind: &ArrowDataType) -> Self {
        use ArrowDataType as T;
        let is_float = |kind: &ArrowDataType| matches!(kind, T::Float32 | T::Float64);
        match kind {
            T::Utf8 | T::LargeUtf8 | T::Utf8View => Self::Text,
            T::Int32 | T::Int64 | T::UInt32 | T::UInt64 => Self::Whole,
            kind if is_float(kind) => Self::Float,
            T::List(item) | T::LargeList(item) if is_float(&item.dtype) => Self::Lists,
            // polars reads these only with a feature that half as much again would have to be compiled for.
            T::FixedSizeList(item, _) if is_float(&item.dtype) => Self::FixedLists,
            _ => Self::Other,
        }
    }
}

fn named(columns: &[(String, Holds)], of: Holds) -> Vec<String> {
    columns.iter().filter(|(_, holds)| *holds == of).map(|(name, _)| name.clone()).collect()
}

fn column_of_ids(columns: &[(String, Holds)]) -> Result<String, MatrixError> {
    for wanted in ["id", "doi"] {
        let is_it = |(name, holds): &&(String, Holds)| {
            name.eq_ignore_ascii_case(wanted) && matches!(holds, Holds::Text | Holds::Whole)
        };
        if let Some((name, _)) = columns.iter().find(is_it) {
            return Ok(name.clone());
        }
    }
    match &named(columns, Holds::Text)[..] {
        [only] => Ok(only.clone()),
        [] => Err(MatrixError::NoIds("none".to_owned())),
        several => Err(MatrixError::NoIds(several.join(", "))),
    }
}

/// One column of lists, or all of floats.
fn columns_of_numbers(columns: &[(String, Holds)], ids: &str) -> Result<Vec<String>, MatrixError> {
    let lists = named(columns, Holds::Lists);
    let floats = named(columns, Holds::Float);
    if let Some(column) = named(columns, Holds::FixedLists).pop() {
        return Err(MatrixError::FixedLists(column));
    }
    match lists.len() {
        0 if floats.is_empty() => Err(MatrixError::NoNumbers),
        0 => Ok(floats.into_iter().filter(|name| name != ids).collect()),
        1 => Ok(lists),
        _ => Err(MatrixError::SeveralLists(lists.join(", "))),
    }
}

/// A column as one series of one type without empty cells.
fn filled(frame: &DataFrame, column: &str, kind: &DataType) -> Result<Series, MatrixError> {
    let cells = frame.column(column).map_err(broken)?.as_materialized_series().rechunk();
    if let Some(row) = cells.is_null().iter().position(|is_null| is_null == Some(true)) {
        return Err(MatrixError::Empty { row: row + 1, column: column.to_owned() });
    }
    cells.cast(kind).map_err(broken)
}

fn texts(frame: &DataFrame, column: &str) -> Result<Vec<String>, MatrixError> {
    let cells = filled(frame, column, &DataType::String)?;
    Ok(cells.str().map_err(broken)?.iter().flatten().map(str::to_owned).collect())
}

fn rows_of_lists(frame: &DataFrame, column: &str) -> Result<(usize, Vec<f32>), MatrixError> {
    let cells = filled(frame, column, &DataType::List(Box::new(DataType::Float32)))?;
    let lists = cells.list().map_err(broken)?;
    let (mut expected, mut values) = (None, Vec::new());
    for (row, list) in (1..).zip((0..lists.len()).filter_map(|row| lists.get_as_series(row))) {
        let (given, expected) = (list.len(), *expected.get_or_insert(list.len()));
        if given != expected {
            return Err(MatrixError::Ragged { row, expected, given });
        }
        if list.null_count() > 0 {
            return Err(MatrixError::Empty { row, column: column.to_owned() });
        }
        values.extend(list.f32().map_err(broken)?.iter().flatten());
    }
    Ok((expected.unwrap_or(0), values))
}

fn rows_of_columns(frame: &DataFrame, columns: &[String]) -> Result<(usize, Vec<f32>), MatrixError> {
    let mut values = vec![0.0; frame.height() * columns.len()];
    for (position, column) in columns.iter().enumerate() {
        let cells = filled(frame, column, &DataType::Float32)?;
        let numbers = cells.f32().map_err(broken)?.iter().flatten();
        for (number, slot) in numbers.zip(values.iter_mut().skip(position).step_by(columns.len())) {
            *slot = number;
        }
    }
    Ok((columns.len(), values))
}

fn broken(error: PolarsError) -> MatrixError {
    MatrixError::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use polars::prelude::{Column, NamedFrom};
    use polars_io::prelude::ParquetWriter;

    use super::*;

    fn parquet(columns: Vec<Series>) -> Vec<u8> {
        let rows = columns[0].len();
        let mut frame = DataFrame::new(rows, columns.into_iter().map(Column::from).collect()).unwrap();
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
        bytes
    }

    fn series<T, P: ?Sized>(name: &str, cells: T) -> Series
    where
        Series: NamedFrom<T, P>,
    {
        Series::new(name.into(), cells)
    }

    fn list(numbers: &[f64]) -> Series {
        series("", numbers)
    }

    #[test]
    fn a_column_a_number_and_a_column_of_lists_are_read_alike() {
        let expected =
            Matrix { ids: vec!["a".into(), "b".into()], columns: 2, values: vec![1.0, 2.0, 3.0, 4.0] };
        let names = || series("paper", ["a", "b"]);
        let wide = parquet(vec![series("0", [1.0f32, 3.0]), names(), series("1", [2.0f64, 4.0])]);
        assert_eq!(read_matrix(&wide), Ok(expected.clone()));
        let lists = series("vector", [list(&[1.0, 2.0]), list(&[3.0, 4.0])]);
        assert_eq!(read_matrix(&parquet(vec![names(), lists])), Ok(expected));
    }

    #[test]
    fn ids_are_told_by_their_name() {
        let of = |name: &str| {
            parquet(vec![series("title", ["t"]), series(name, ["10.1/x"]), series("n", [1.0f32])])
        };
        assert_eq!(read_matrix(&of("DOI")).unwrap().ids, ["10.1/x"]);
        let message = read_matrix(&of("key")).unwrap_err().to_string();
        assert!(message.ends_with("columns of text here: title, key"), "{message}");
        let numbered = parquet(vec![series("id", [7i64]), series("n", [1.0f32])]);
        assert_eq!(read_matrix(&numbered).unwrap().ids, ["7"]);
    }

    #[test]
    fn what_cannot_be_used_is_told_with_its_place() {
        let ids = || series("id", ["a", "b"]);
        let message = |columns| read_matrix(&parquet(columns)).unwrap_err().to_string();
        assert!(message(vec![ids()]).contains("no column of 32- or 64-bit floats"));
        assert_eq!(
            message(vec![ids(), series("x", [Some(1.0f32), None])]),
            "row 2 (counted from 1) has an empty cell in the column x"
        );
        assert_eq!(
            message(vec![ids(), series("v", [list(&[1.0]), list(&[1.0, 2.0])])]),
            "row 2 (counted from 1) has 2 numbers, but the first has 1"
        );
        let two = |name| series(name, [list(&[1.0]), list(&[2.0])]);
        assert!(message(vec![ids(), two("v"), two("w")]).contains("(v, w); leave one"));
        assert_eq!(read_matrix(b"id,x\na,1\n"), Err(MatrixError::Mark));
    }

    /// Whatever is cut off or overwritten, there is an answer.
    #[test]
    fn broken_files_are_errors() {
        let whole = parquet(vec![series("id", ["a", "b"]), series("x", [1.0f32, 2.0])]);
        for end in 0..whole.len() {
            assert!(read_matrix(&whole[..end]).is_err());
        }
        for position in (4..whole.len() - 4).step_by(5) {
            let mut broken = whole.clone();
            broken[position] ^= 0xFF;
            let _ = read_matrix(&broken);
        }
    }
}
