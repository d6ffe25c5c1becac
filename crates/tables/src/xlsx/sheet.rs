//! A table, or as many of its rows as a sheet takes, to a sheet.

use std::ops::Range;

use rust_xlsxwriter::{IgnoreError, Url, Worksheet, XlsxError};

use super::{Limits, Styles, cell};
use crate::{Table, Values, catalogue::Kind};

/// Whole numbers beyond this are no numbers of Excel, which has 64-bit floats only.
const LARGEST_WHOLE: u64 = 1 << 53;
/// Rows that the width of a column is taken from.
const MEASURED: usize = 200;
/// Widths of columns in characters.
const NARROWEST: usize = 8;
const WIDEST: usize = 60;
/// Room that the button of a filter takes from a header, in characters.
const BUTTON: usize = 3;

/// The rows of a table on one sheet.
pub(super) struct Part<'t> {
    pub(super) table: &'t Table<'t>,
    name: String,
    rows: Range<usize>,
}

/// What did not fit.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) cut: usize,
    pub(super) unlinked: usize,
}

/// The sheets of a table: `links`, and where there are more than `most` rows, `links 2` and so on.
pub(super) fn parts<'t>(table: &'t Table<'t>, most: usize) -> impl Iterator<Item = Part<'t>> {
    let (rows, name) = (table.rows(), table.spec().name);
    (0..rows.div_ceil(most).max(1)).map(move |part| Part {
        table,
        name: if part == 0 { name.to_owned() } else { format!("{name} {}", part + 1) },
        rows: part * most..rows.min((part + 1) * most),
    })
}

/// Writes header and rows.
pub(super) fn fill(
    sheet: &mut Worksheet,
    part: &Part<'_>,
    styles: &Styles,
    limits: Limits,
) -> Result<Counts, XlsxError> {
    let specs = part.table.spec().columns;
    let last_row = part.rows.len() as u32;
    let last_column = (specs.len() - 1) as u16;
    sheet.set_name(&part.name)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    for (column, (spec, values)) in (0..).zip(specs.iter().zip(part.table.columns())) {
        sheet.write_string_with_format(0, column, spec.name, &styles.header)?;
        sheet.set_column_width(column, width(spec.name, values, part.rows.clone()) as f64)?;
        if spec.kind == Kind::Text && last_row > 0 {
            // A volume such as "12" is text, and no mistake to be marked.
            sheet.ignore_error_range(1, column, last_row, column, IgnoreError::NumberStoredAsText)?;
        }
    }
    fill_rows(sheet, part, styles, limits)
}

fn fill_rows(
    sheet: &mut Worksheet,
    part: &Part<'_>,
    styles: &Styles,
    limits: Limits,
) -> Result<Counts, XlsxError> {
    let mut counts = Counts::default();
    let mut links = shares_of_links(part, limits.links);
    for (line, row) in (1..).zip(part.rows.clone()) {
        let columns = part.table.spec().columns.iter().zip(part.table.columns());
        for (column, ((spec, values), links)) in (0..).zip(columns.zip(&mut links)) {
            match values {
                Values::Text(cells) => {
                    let Some(text) = &cells[row] else { continue };
                    let (fitting, cut) = cell::fit(text, limits.text);
                    counts.cut += usize::from(cut);
                    let address =
                        if cell::is_link(spec.name) { cell::address(spec.name, text) } else { None };
                    match address {
                        Some(address) if *links > 0 => {
                            *links -= 1;
                            let url = Url::new(address).set_text(fitting);
                            sheet.write_url_with_format(line, column, url, &styles.link)?;
                        }
                        address => {
                            counts.unlinked += usize::from(address.is_some());
                            sheet.write_string(line, column, fitting)?;
                        }
                    }
                }
                Values::Integer(cells) => {
                    let Some(number) = cells[row] else { continue };
                    if number.unsigned_abs() <= LARGEST_WHOLE {
                        sheet.write_number(line, column, number as f64)?;
                    } else {
                        sheet.write_string(line, column, number.to_string())?;
                    }
                }
                Values::Number(cells) => {
                    let Some(number) = cells[row] else { continue };
                    sheet.write_number(line, column, number)?;
                }
                Values::Flag(cells) => {
                    let Some(flag) = cells[row] else { continue };
                    sheet.write_boolean(line, column, flag)?;
                }
                Values::Empty(_) => {}
            }
        }
    }
    Ok(counts)
}

/// How many cells of each column become links: of several columns of links, the first has its share before the next.
fn shares_of_links(part: &Part<'_>, mut left: usize) -> Vec<usize> {
    let share = |(spec, values): (&crate::catalogue::ColumnSpec, &Values<'_>)| {
        let Values::Text(cells) = values else { return 0 };
        if !cell::is_link(spec.name) {
            return 0;
        }
        let links =
            cells[part.rows.clone()].iter().flatten().filter(|text| cell::address(spec.name, text).is_some());
        let share = links.take(left).count();
        left -= share;
        share
    };
    part.table.spec().columns.iter().zip(part.table.columns()).map(share).collect()
}

/// The width of a column in characters, from its header and its first cells.
fn width(name: &str, values: &Values<'_>, rows: Range<usize>) -> usize {
    let rows = rows.start..rows.end.min(rows.start + MEASURED);
    let cells = match values {
        Values::Text(cells) => {
            cells[rows].iter().flatten().map(|text| text.chars().take(WIDEST).count()).max()
        }
        Values::Integer(cells) => cells[rows].iter().flatten().map(|number| number.to_string().len()).max(),
        // As many digits as are shown in a column of the usual width.
        Values::Number(_) => Some(NARROWEST + 2),
        Values::Flag(_) | Values::Empty(_) => None,
    };
    cells.unwrap_or(0).max(name.len() + BUTTON).clamp(NARROWEST, WIDEST)
}
