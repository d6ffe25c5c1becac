//! A table: an entry of the catalogue and the values that belong under it.

use std::borrow::Cow;

use crate::catalogue::{Kind, TableSpec};

/// The cells of a column from top to bottom; `None` is an empty cell.
///
/// Text may be borrowed: a million links name their papers without a copy of any identifier.
#[derive(Clone, Debug, PartialEq)]
pub enum Values<'a> {
    /// Text.
    Text(Vec<Option<Cow<'a, str>>>),
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Finite numbers.
    Number(Vec<Option<f64>>),
    /// Yes or no.
    Flag(Vec<Option<bool>>),
    /// So many empty cells, whatever the column holds: what was not asked for takes no memory.
    Empty(usize),
}

impl<'a> Values<'a> {
    /// Text, owned or borrowed, in every cell.
    pub fn texts(cells: impl IntoIterator<Item = impl Into<Cow<'a, str>>>) -> Self {
        Self::texts_or_empty(cells.into_iter().map(Some))
    }

    /// Text, owned or borrowed, where there is any.
    pub fn texts_or_empty(cells: impl IntoIterator<Item = Option<impl Into<Cow<'a, str>>>>) -> Self {
        // An empty text and none look the same in a spreadsheet: both are an empty cell.
        let filled = |cell: Cow<'a, str>| Some(cell).filter(|cell| !cell.is_empty());
        Self::Text(cells.into_iter().map(|cell| cell.and_then(|cell| filled(cell.into()))).collect())
    }

    /// Whole numbers of any type in every cell.
    pub fn integers(cells: impl IntoIterator<Item = impl TryInto<i64>>) -> Self {
        Self::integers_or_empty(cells.into_iter().map(Some))
    }

    /// Whole numbers of any type where there are any. What is beyond 2^63 − 1 is written as that.
    pub fn integers_or_empty(cells: impl IntoIterator<Item = Option<impl TryInto<i64>>>) -> Self {
        let bounded = cells.into_iter().map(|cell| cell.map(|cell| cell.try_into().unwrap_or(i64::MAX)));
        Self::Integer(bounded.collect())
    }

    /// Numbers in every cell.
    pub fn numbers(cells: impl IntoIterator<Item = f64>) -> Self {
        Self::numbers_or_empty(cells.into_iter().map(Some))
    }

    /// Numbers where there are any.
    pub fn numbers_or_empty(cells: impl IntoIterator<Item = Option<f64>>) -> Self {
        Self::Number(cells.into_iter().collect())
    }

    /// Yes or no in every cell.
    pub fn flags(cells: impl IntoIterator<Item = bool>) -> Self {
        Self::Flag(cells.into_iter().map(Some).collect())
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Integer(cells) => cells.len(),
            Self::Number(cells) => cells.len(),
            Self::Flag(cells) => cells.len(),
            Self::Empty(cells) => *cells,
        }
    }

    /// Whether there are no cells.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts more cells below; both hold the same kind of cells, as [`Self::Empty`] does with itself alone.
    pub(crate) fn append(&mut self, more: Self) {
        match (self, more) {
            (Self::Text(cells), Self::Text(more)) => cells.extend(more),
            (Self::Integer(cells), Self::Integer(more)) => cells.extend(more),
            (Self::Number(cells), Self::Number(more)) => cells.extend(more),
            (Self::Flag(cells), Self::Flag(more)) => cells.extend(more),
            (Self::Empty(cells), Self::Empty(more)) => *cells += more,
            // Left as they are, the columns differ in length: the table then says so.
            _ => {}
        }
    }

    /// What the cells hold; `None` where all are empty for any column.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Text(_) => Some(Kind::Text),
            Self::Integer(_) => Some(Kind::Integer),
            Self::Number(_) => Some(Kind::Number),
            Self::Flag(_) => Some(Kind::Flag),
            Self::Empty(_) => None,
        }
    }

    /// The first cell that holds NaN or an infinity, and what it holds.
    fn first_not_finite(&self) -> Option<(usize, f64)> {
        let Self::Number(cells) = self else { return None };
        let filled = cells.iter().enumerate().filter_map(|(row, cell)| Some((row, (*cell)?)));
        filled.into_iter().find(|(_, number)| !number.is_finite())
    }
}

/// Why values do not make the table that the catalogue describes. Each is a fault of the program, not of its input.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TableError {
    /// There are more or fewer columns than the catalogue lists.
    #[error("table {table} has {given} columns, the catalogue lists {expected}")]
    Count {
        /// The table.
        table: &'static str,
        /// How many the catalogue lists.
        expected: usize,
        /// How many were given.
        given: usize,
    },
    /// A column stands in the place of another.
    #[error("table {table}: column {position} is {given}, the catalogue puts {expected} there")]
    Name {
        /// The table.
        table: &'static str,
        /// The place of the column, from 1.
        position: usize,
        /// The name in the catalogue.
        expected: &'static str,
        /// The name given.
        given: String,
    },
    /// A column holds another kind of value.
    #[error("table {table}, column {column}: given as {given}, the catalogue says {expected}")]
    Kind {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The kind in the catalogue.
        expected: &'static str,
        /// The kind given.
        given: &'static str,
    },
    /// A column is longer or shorter than the first.
    #[error("table {table}, column {column}: {given} cells, but the first column has {expected}")]
    Length {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// How many cells the first column has.
        expected: usize,
        /// How many this one has.
        given: usize,
    },
    /// A cell holds NaN or an infinity; what cannot be computed is an empty cell.
    #[error(
        "table {table}, column {column}, row {row}: {value} is not a number to write; leave the cell empty"
    )]
    NotFinite {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row, from 1 below the header.
        row: usize,
        /// The value.
        value: f64,
    },
}

/// Columns that match their entry in the catalogue.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<'a> {
    spec: &'static TableSpec,
    columns: Vec<Values<'a>>,
}

impl<'a> Table<'a> {
    /// The table of these columns, each given with its name.
    ///
    /// Names are given so that two columns of one kind cannot change places unseen.
    ///
    /// # Errors
    ///
    /// The first way in which the columns differ from `spec`: their count, their names in order, their kinds, their
    /// lengths among each other; or a number that is NaN or infinite.
    pub fn new<'n>(
        spec: &'static TableSpec,
        columns: impl IntoIterator<Item = (&'n str, Values<'a>)>,
    ) -> Result<Self, TableError> {
        let (names, columns): (Vec<&str>, Vec<Values<'a>>) = columns.into_iter().unzip();
        check_names(spec, &names)?;
        check_cells(spec, &columns)?;
        Ok(Self { spec, columns })
    }

    /// The entry in the catalogue.
    pub fn spec(&self) -> &'static TableSpec {
        self.spec
    }

    /// The columns, in the order of the entry and of equal length.
    pub fn columns(&self) -> &[Values<'a>] {
        &self.columns
    }

    /// How many rows there are below the header.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, Values::len)
    }
}

fn check_names(spec: &TableSpec, names: &[&str]) -> Result<(), TableError> {
    let (table, expected, given) = (spec.name, spec.columns.len(), names.len());
    for (position, (column, &name)) in spec.columns.iter().zip(names).enumerate() {
        if column.name != name {
            let (position, given) = (position + 1, name.to_owned());
            return Err(TableError::Name { table, position, expected: column.name, given });
        }
    }
    if expected == given { Ok(()) } else { Err(TableError::Count { table, expected, given }) }
}

fn check_cells(spec: &TableSpec, columns: &[Values<'_>]) -> Result<(), TableError> {
    let table = spec.name;
    let rows = columns.first().map_or(0, Values::len);
    for (column, values) in spec.columns.iter().zip(columns) {
        let (kind, given) = (column.kind, values.kind().unwrap_or(column.kind));
        let column = column.name;
        if kind != given {
            return Err(TableError::Kind { table, column, expected: kind.name(), given: given.name() });
        }
        if values.len() != rows {
            return Err(TableError::Length { table, column, expected: rows, given: values.len() });
        }
        if let Some((row, value)) = values.first_not_finite() {
            return Err(TableError::NotFinite { table, column, row: row + 1, value });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::YEARS;

    fn years(columns: Vec<(&str, Values<'static>)>) -> Result<Table<'static>, TableError> {
        Table::new(&YEARS, columns)
    }

    #[test]
    fn columns_that_match_make_a_table() {
        let table = years(vec![
            ("year", Values::integers([1999, 2000])),
            ("cluster", Values::integers_or_empty([Some(1), None])),
            ("papers", Values::integers([3u64, u64::MAX])),
        ])
        .unwrap();
        assert_eq!((table.rows(), table.spec().name), (2, "years"));
        assert_eq!(table.columns()[2], Values::Integer(vec![Some(3), Some(i64::MAX)]));
    }

    #[test]
    fn empty_cells_fit_every_column() {
        let of = |papers| {
            years(vec![
                ("year", Values::integers([1999, 2000])),
                ("cluster", Values::Empty(2)),
                ("papers", Values::Empty(papers)),
            ])
        };
        assert_eq!(of(2).unwrap().rows(), 2);
        assert_eq!(
            of(3).unwrap_err().to_string(),
            "table years, column papers: 3 cells, but the first column has 2"
        );
    }

    #[test]
    fn what_does_not_match_is_named() {
        let one = || Values::integers([1]);
        let message = |columns| years(columns).unwrap_err().to_string();
        assert_eq!(
            message(vec![("year", one()), ("papers", one()), ("cluster", one())]),
            "table years: column 2 is papers, the catalogue puts cluster there"
        );
        assert_eq!(
            message(vec![("year", one()), ("cluster", one())]),
            "table years has 2 columns, the catalogue lists 3"
        );
        assert_eq!(
            message(vec![("year", one()), ("cluster", Values::texts(["1"])), ("papers", one())]),
            "table years, column cluster: given as text, the catalogue says integer"
        );
        assert_eq!(
            message(vec![("year", one()), ("cluster", one()), ("papers", Values::integers([0; 0]))]),
            "table years, column papers: 0 cells, but the first column has 1"
        );
    }

    #[test]
    fn a_number_that_is_none_is_refused_with_its_place() {
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let values = Values::numbers_or_empty([None, Some(1.0), Some(value)]);
            let (row, found) = values.first_not_finite().unwrap();
            assert_eq!((row, found.to_bits()), (2, value.to_bits()));
        }
        assert_eq!(Values::numbers([0.0, -0.0, f64::MAX]).first_not_finite(), None);
    }
}
