//! Links between papers from Parquet.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use polars::prelude::{DataFrame, DataType, PolarsError, Series};
use polars_io::{
    SerReader,
    prelude::{ParallelStrategy, ParquetReader},
};

/// Links, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// The id of one end.
    pub sources: Vec<String>,
    /// The id of the other.
    pub targets: Vec<String>,
    /// The weight.
    pub weights: Vec<f64>,
    /// Other columns that were asked for and are there, each with a number a row.
    pub parts: Vec<(&'static str, Vec<f64>)>,
}

/// Why a file gives no links.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LinksError {
    /// It does not begin and end as Parquet does.
    #[error("this is no Parquet file, or was not copied whole")]
    Mark,
    /// It cannot be read.
    #[error("this Parquet file cannot be read: {0}")]
    Broken(String),
    /// A column is not there.
    #[error(
        "it has no column {missing}; links have the columns source, target and weight, this file has {known}"
    )]
    NoColumn {
        /// The column.
        missing: &'static str,
        /// The columns that are there.
        known: String,
    },
    /// A cell is empty.
    #[error("row {row} (counted from 1) has an empty cell in the column {column}")]
    Empty {
        /// The row, from 1.
        row: usize,
        /// The column.
        column: String,
    },
}

/// The links of a Parquet file: its columns `source`, `target` and `weight`, and those of `parts` that it has, an empty cell in which
/// is 0. Other columns are not looked at.
///
/// # Errors
///
/// See [`LinksError`].
pub fn read_links(bytes: &[u8], parts: &[&'static str]) -> Result<Links, LinksError> {
    const MARK: &[u8] = b"PAR1";
    if bytes.len() < 12 || !bytes.starts_with(MARK) || !bytes.ends_with(MARK) {
        return Err(LinksError::Mark);
    }
    // The reader trusts what a file says of itself in places, and panics where it lies.
    catch_unwind(AssertUnwindSafe(|| read(bytes, parts)))
        .unwrap_or_else(|_| Err(LinksError::Broken("it contradicts itself".to_owned())))
}

fn read(bytes: &[u8], parts: &[&'static str]) -> Result<Links, LinksError> {
    let mut reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None);
    let known: Vec<String> =
        reader.schema().map_err(broken)?.iter_values().map(|field| field.name.to_string()).collect();
    let has = |name: &str| known.iter().any(|known| known == name);
    let needed = ["source", "target", "weight"];
    if let Some(missing) = needed.into_iter().find(|name| !has(name)) {
        return Err(LinksError::NoColumn { missing, known: known.join(", ") });
    }
    let parts: Vec<&'static str> = parts.iter().copied().filter(|name| has(name)).collect();
    let wanted = needed.iter().chain(&parts).map(|&name| name.to_owned()).collect();
    let frame = reader.with_columns(Some(wanted)).finish().map_err(broken)?;
    Ok(Links {
        sources: texts(&frame, "source")?,
        targets: texts(&frame, "target")?,
        weights: numbers(&filled(&frame, "weight")?)?,
        parts: parts
            .into_iter()
            .map(|name| Ok((name, numbers(frame.column(name).map_err(broken)?.as_materialized_series())?)))
            .collect::<Result<_, LinksError>>()?,
    })
}

/// A column without empty cells.
fn filled(frame: &DataFrame, column: &str) -> Result<Series, LinksError> {
    let cells = frame.column(column).map_err(broken)?.as_materialized_series().rechunk();
    match cells.is_null().iter().position(|is_null| is_null == Some(true)) {
        Some(row) => Err(LinksError::Empty { row: row + 1, column: column.to_owned() }),
        None => Ok(cells),
    }
}

fn texts(frame: &DataFrame, column: &str) -> Result<Vec<String>, LinksError> {
    let cells = filled(frame, column)?.cast(&DataType::String).map_err(broken)?;
    Ok(cells.str().map_err(broken)?.iter().flatten().map(str::to_owned).collect())
}

/// Numbers, 0 for an empty cell.
fn numbers(cells: &Series) -> Result<Vec<f64>, LinksError> {
    let cells = cells.cast(&DataType::Float64).map_err(broken)?;
    Ok(cells.f64().map_err(broken)?.iter().map(Option::unwrap_or_default).collect())
}

fn broken(error: PolarsError) -> LinksError {
    LinksError::Broken(error.to_string())
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

    fn whole() -> Vec<Series> {
        vec![
            Series::new("weight".into(), [1.5f64, 2.0]),
            Series::new("source".into(), ["a", "b"]),
            Series::new("terms".into(), [None, Some(0.5f32)]),
            Series::new("target".into(), [7i64, 8]),
        ]
    }

    #[test]
    fn columns_are_taken_by_name() {
        let links = read_links(&parquet(whole()), &["terms", "repos"]).unwrap();
        let expected = Links {
            sources: vec!["a".into(), "b".into()],
            targets: vec!["7".into(), "8".into()],
            weights: vec![1.5, 2.0],
            parts: vec![("terms", vec![0.0, 0.5])],
        };
        assert_eq!(links, expected);
    }

    #[test]
    fn what_is_missing_is_named() {
        let message = |columns: Vec<Series>| read_links(&parquet(columns), &[]).unwrap_err().to_string();
        assert!(message(whole()[1..].to_vec()).contains("no column weight"));
        let empty = Series::new("weight".into(), [Some(1.0f64), None]);
        assert!(message([vec![empty], whole()[1..].to_vec()].concat()).starts_with("row 2"));
        assert_eq!(read_links(b"source,target\n", &[]), Err(LinksError::Mark));
    }

    #[test]
    fn broken_files_are_errors() {
        let whole = parquet(whole());
        for end in 0..whole.len() {
            assert!(read_links(&whole[..end], &[]).is_err());
        }
        for position in (4..whole.len() - 4).step_by(7) {
            let mut broken = whole.clone();
            broken[position] ^= 0xFF;
            let _ = read_links(&broken, &["terms"]);
        }
    }
}
