//! Text that a spreadsheet would run as a formula is made to be text.
//!
//! A title such as `=HYPERLINK(...)` would be live in a spreadsheet that opens the CSV. The OWASP page on CSV injection
//! names the characters that begin a formula or hide one, and advises an apostrophe in front, which spreadsheets read
//! as "this is text". Programs that read the CSV see the apostrophe; it is the price of a file that is safe to open.

use std::borrow::Cow;

/// The characters that begin a formula, or that some programs drop before they look for one; the last four are the
/// full-width forms of the first four.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// `cell` with an apostrophe in front where a spreadsheet would take it for a formula.
///
/// ```
/// use tables::defuse::defuse;
/// assert_eq!(defuse("=1+1"), "'=1+1");
/// assert_eq!(defuse("a = b"), "a = b");
/// ```
pub fn defuse(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(DANGEROUS) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The text of a cell that [`defuse`] may have made safe.
///
/// ```
/// use tables::defuse::{defuse, restored};
/// assert_eq!(restored(&defuse("=1+1")), "=1+1");
/// assert_eq!(restored("'quoted'"), "'quoted'");
/// ```
pub fn restored(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| text.starts_with(DANGEROUS)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_defused_and_the_rest_is_left_alone() {
        for cell in ["=A1", "+1", "-1", "@SUM(A1)", "\t=A1", "\r=A1", "\n=A1", "＝A1"] {
            assert_eq!(defuse(cell), format!("'{cell}"));
        }
        for cell in ["", "A = B", "1-2", "'quoted'", "–dash", "é"] {
            assert!(matches!(defuse(cell), Cow::Borrowed(same) if same == cell), "{cell}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_dangerous_comes_first(cell in "[=+@\t\r\n'a-]{0,3}\\PC{0,5}") {
            let safe = defuse(&cell);
            prop_assert!(safe.ends_with(&cell));
            prop_assert!(!safe.starts_with(DANGEROUS));
            // What began with the apostrophe and a sign is the one text that does not come back.
            let same = restored(&safe) == cell || cell.starts_with('\'');
            prop_assert!(same);
        }
    }
}
