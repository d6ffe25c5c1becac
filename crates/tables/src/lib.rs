//! Rows to CSV, Excel and Parquet, and the catalogue of every column that a run writes.
//!
//! A table is made from its entry in the [`catalogue`] and one list of values a column; what does not fit the entry
//! is an error, so a header can never stand over the wrong numbers. Files are written by polars, whose types stay
//! inside this crate. It knows nothing of papers, graphs or where values come from.
//!
//! Begin reading in [`catalogue`], then [`table`].
//!
//! ```
//! use tables::{Table, Values, catalogue, write_csv};
//!
//! let years = Table::new(
//!     &catalogue::YEARS,
//!     [
//!         ("year", Values::integers([1999, 2000])),
//!         ("cluster", Values::integers([1, 1])),
//!         ("papers", Values::integers([12, 17])),
//!     ],
//! )?;
//! let mut bytes = Vec::new();
//! write_csv(&years, &mut bytes)?;
//! assert_eq!(bytes, b"year,cluster,papers\r\n1999,1,12\r\n2000,1,17\r\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod catalogue;
pub mod csv;
pub mod defuse;
pub mod exported;
mod frame;
pub mod links;
pub mod list;
pub mod matrix;
pub mod parquet;
pub mod parts;
pub mod table;
pub mod xlsx;

pub use csv::{WriteError, write_csv, write_csv_file};
pub use links::{Links, LinksError, read_links};
pub use list::joined;
pub use matrix::{Matrix, MatrixError, read_matrix};
pub use parquet::{write_parquet, write_parquet_file};
pub use parts::{PartError, Parts};
pub use table::{Table, TableError, Values};
pub use xlsx::{Shortfall, write_xlsx_file};
