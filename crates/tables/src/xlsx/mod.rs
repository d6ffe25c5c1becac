//! Tables to one workbook of Excel: a sheet a table, and a first sheet that says what every sheet and column is.
//!
//! Cells are typed: numbers, whole numbers, true and false, text. Text stands as it is, also where it begins with `=`:
//! in a workbook a text is never a formula. Web addresses and DOIs are links. Headers stay in view and have filters.
//!
//! Excel has limits, and none binds in silence: [`write_xlsx_file`] gives back a [`Shortfall`] for each table that met one, and the
//! first sheet tells it too.
//!
//! Begin reading in [`write_xlsx_file`], then `sheet`.

mod cell;
mod guide;
mod sheet;

use std::{
    fs::File,
    io::{self, BufWriter},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use rayon::prelude::*;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use crate::{Table, WriteError};
use sheet::Part;

/// How strongly the workbook is compressed, 1 to 9: quickly, since nobody waits for a smaller file.
const COMPRESSION: u8 = 1;

/// What a sheet can hold.
#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Rows below the header.
    rows: usize,
    /// Links to web pages.
    links: usize,
    /// UTF-16 units of the text of a cell.
    text: usize,
}

/// As Microsoft's page "Excel specifications and limits" has them.
const EXCEL: Limits = Limits { rows: 1_048_575, links: 65_530, text: 32_767 };

/// What of a table did not fit a sheet of Excel as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The name of the table.
    pub table: &'static str,
    /// Over how many sheets its rows are spread.
    pub sheets: usize,
    /// Texts that were too long for a cell and are cut, with a mark at their end.
    pub cut: usize,
    /// Addresses that are plain text, since a sheet takes no more links.
    pub unlinked: usize,
}

impl Shortfall {
    /// What there is to know, a sentence each.
    pub fn notes(&self) -> Vec<String> {
        let Self { table, sheets, cut, unlinked } = self;
        let rows = (*sheets > 1).then(|| {
            format!("{table} has more rows than a sheet takes: it is spread over {sheets} sheets, {table} to {table} {sheets}.")
        });
        let cut = (*cut > 0).then(|| {
            format!(
                "Texts cut at the {} characters that a cell takes, and marked \"{}\": {cut} in {table}; the CSV has them whole.",
                EXCEL.text,
                cell::CUT.trim_start()
            )
        });
        let unlinked = (*unlinked > 0).then(|| {
            format!(
                "Addresses that are no links, since a sheet takes {} of them: {unlinked} in {table}.",
                EXCEL.links
            )
        });
        [rows, cut, unlinked].into_iter().flatten().collect()
    }

    fn is_none(&self) -> bool {
        self.sheets == 1 && self.cut == 0 && self.unlinked == 0
    }
}

/// Writes a workbook of `tables` to a new file at `path`, over an older one of that name; gives back what did not fit.
///
/// The bytes depend on the tables alone, not on the day or the number of threads. Sheets are made in parallel; their cells
/// wait in files without a name beside `path`, so that memory stays at some megabytes a table. Time `O(cells)`.
///
/// # Errors
///
/// The file cannot be made, or the disk is full.
pub fn write_xlsx_file(tables: &[Table<'_>], path: &Path) -> Result<Vec<Shortfall>, WriteError> {
    // The library panics where a scratch file takes no more.
    let written = catch_unwind(AssertUnwindSafe(|| write(tables, path, EXCEL).map_err(into_io_error)));
    let full = || Err(io::Error::other("the disk takes no more"));
    written.unwrap_or_else(|_| full()).map_err(|source| WriteError { path: path.to_owned(), source })
}

fn write(tables: &[Table<'_>], path: &Path, limits: Limits) -> Result<Vec<Shortfall>, XlsxError> {
    let mut book = Workbook::new();
    book.set_tempdir(
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")),
    )?;
    book.set_zip_compression_level(COMPRESSION);
    // The date of the file is not the day of the run: the same tables give the same bytes.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let styles = Styles::registered(&mut book);

    let parts: Vec<Part<'_>> = tables.iter().flat_map(|table| sheet::parts(table, limits.rows)).collect();
    let mut sheets = Vec::new();
    for part in parts {
        sheets.push((part, book.new_worksheet_with_constant_memory()?));
    }
    let counts: Vec<sheet::Counts> = sheets
        .par_iter_mut()
        .map(|(part, sheet)| sheet::fill(sheet, part, &styles, limits))
        .collect::<Result<_, _>>()?;

    let shortfall = |table: &Table<'_>| {
        let of_table = sheets.iter().zip(&counts).filter(|((part, _), _)| std::ptr::eq(part.table, table));
        let mut sum = Shortfall { table: table.spec().name, sheets: 0, cut: 0, unlinked: 0 };
        for (_, counts) in of_table {
            sum.sheets += 1;
            sum.cut += counts.cut;
            sum.unlinked += counts.unlinked;
        }
        sum
    };
    let shortfalls: Vec<Shortfall> = tables.iter().map(shortfall).collect();

    book.push_worksheet(guide::sheet(tables, &shortfalls, &styles)?);
    for (_, sheet) in sheets {
        book.push_worksheet(sheet);
    }
    book.save_to_writer(BufWriter::new(File::create(path)?))?;
    Ok(shortfalls.into_iter().filter(|shortfall| !shortfall.is_none()).collect())
}

/// How cells look.
struct Styles {
    header: Format,
    link: Format,
    heading: Format,
    explanation: Format,
}

impl Styles {
    /// Made known to the book in one order, before sheets that are made in parallel ask for them.
    fn registered(book: &mut Workbook) -> Self {
        let styles = Self {
            header: Format::new()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(Color::RGB(0x2F_4B_6E))
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::VerticalCenter),
            link: Format::new().set_hyperlink(),
            heading: Format::new().set_bold().set_background_color(Color::RGB(0xE8_ED_F3)).set_text_wrap(),
            explanation: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        };
        for format in [&styles.header, &styles.link, &styles.heading, &styles.explanation] {
            book.register_format(format);
        }
        styles
    }
}

fn into_io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests;
