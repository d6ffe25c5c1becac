//! Some rows of a table as polars has them.

use std::{borrow::Cow, io, ops::Range};

use polars::prelude::{Column, DataFrame, DataType, NamedFrom, PolarsError, Series};

use crate::{Table, Values, catalogue::Kind};

/// The rows `rows` of `table`; every text passes through `text`.
pub(crate) fn batch(
    table: &Table<'_>,
    rows: Range<usize>,
    text: impl Fn(&str) -> Cow<'_, str> + Copy,
) -> Result<DataFrame, PolarsError> {
    let columns = table.spec().columns.iter().zip(table.columns());
    let column = |name: &'static str, kind, values: &Values<'_>| {
        let name = name.into();
        Column::from(match values {
            Values::Text(cells) => {
                let cells: Vec<Option<Cow<'_, str>>> =
                    cells[rows.clone()].iter().map(|cell| cell.as_deref().map(text)).collect();
                Series::new(name, cells)
            }
            Values::Integer(cells) => Series::new(name, &cells[rows.clone()]),
            Values::Number(cells) => Series::new(name, &cells[rows.clone()]),
            Values::Flag(cells) => Series::new(name, &cells[rows.clone()]),
            Values::Empty(_) => Series::full_null(name, rows.len(), &type_of(kind)),
        })
    };
    let columns = columns.map(|(spec, values)| column(spec.name, spec.kind, values)).collect();
    DataFrame::new(rows.len(), columns)
}

fn type_of(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::String,
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Flag => DataType::Boolean,
    }
}

/// What the system said, where polars wraps it.
pub(crate) fn into_io_error(error: PolarsError) -> io::Error {
    match error {
        PolarsError::IO { error, .. } => io::Error::new(error.kind(), error.to_string()),
        other => io::Error::other(other.to_string()),
    }
}
