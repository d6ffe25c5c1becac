//! The first sheet: what every sheet and column is.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::{Shortfall, Styles};
use crate::Table;

/// The name of the sheet.
pub(super) const NAME: &str = "about";

const HEADER: [(&str, f64); 4] = [("sheet", 14.0), ("column", 24.0), ("holds", 14.0), ("meaning", 100.0)];

/// Each table with what its rows are and what did not fit, then its columns.
pub(super) fn sheet(
    tables: &[Table<'_>],
    shortfalls: &[Shortfall],
    styles: &Styles,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(NAME)?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (name, width)) in (0..).zip(HEADER) {
        sheet.write_string_with_format(0, column, name, &styles.header)?;
        sheet.set_column_width(column, width)?;
    }
    let mut line = 1;
    for (table, shortfall) in tables.iter().zip(shortfalls) {
        let spec = table.spec();
        let top = Url::new(format!("internal:'{}'!A1", spec.name)).set_text(spec.name);
        sheet.write_url_with_format(line, 0, top, &styles.link)?;
        let rows = match table.rows() {
            1 => "1 row".to_owned(),
            rows => format!("{rows} rows"),
        };
        let notes = shortfall.notes();
        let about =
            [spec.rows].into_iter().chain(notes.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        for (column, text) in [(1, ""), (2, rows.as_str()), (3, about.as_str())] {
            sheet.write_string_with_format(line, column, text, &styles.heading)?;
        }
        for column in spec.columns {
            line += 1;
            let cells = [spec.name, column.name, column.kind.name(), column.meaning];
            for (at, text) in (0..).zip(cells) {
                sheet.write_string_with_format(line, at, text, &styles.explanation)?;
            }
        }
        line += 1;
    }
    sheet.autofilter(0, 0, line - 1, HEADER.len() as u16 - 1)?;
    Ok(sheet)
}
