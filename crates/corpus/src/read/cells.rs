//! Rows and cells of comma-separated files after RFC 4180, and of the files that mean to follow it.
//!
//! Quotes count only at the front of a cell; in quotes a doubled quote is one; what follows the closing quote is kept.

use std::borrow::Cow;

use super::blocks::Cut;

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub delimiter: u8,
    /// Whether cells may stand in quotes.
    pub quoted: bool,
}

impl Dialect {
    /// Cuts off line ends, then a row with its line end.
    pub fn cut(self, text: &[u8], ended: bool) -> Cut {
        let blank = text.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        if blank > 0 {
            return Cut::Pass(blank);
        }
        if text.is_empty() {
            return Cut::More;
        }
        let mut at = 0;
        loop {
            match self.cell_end(text, at) {
                Some(end) if text.get(end) == Some(&b'\n') => return Cut::Record(end + 1),
                Some(end) if end < text.len() => at = end + 1,
                _ if !ended => return Cut::More,
                Some(_) => return Cut::Record(text.len()),
                None => {
                    let line = memchr::memchr(b'\n', text).map_or(text.len(), |end| end + 1);
                    return Cut::Fault(line, "a quote opens a cell and never closes".to_owned());
                }
            }
        }
    }

    /// The cells of one row, unquoted.
    pub fn cells<'a>(self, row: &'a str) -> Vec<Cow<'a, str>> {
        let row = row.strip_suffix('\n').unwrap_or(row);
        let row = row.strip_suffix('\r').unwrap_or(row);
        let mut cells = Vec::new();
        let mut at = 0;
        loop {
            let end = self.cell_end(row.as_bytes(), at).unwrap_or(row.len());
            cells.push(self.unquoted(&row[at..end]));
            if end >= row.len() {
                return cells;
            }
            at = end + 1;
        }
    }

    /// Where the cell ends that begins at `at`: at a delimiter, a line feed or the end. `None` where a quote is open.
    fn cell_end(self, text: &[u8], at: usize) -> Option<usize> {
        let mut from = at;
        if self.quoted && text.get(at) == Some(&b'"') {
            from = at + 1;
            loop {
                from += memchr::memchr(b'"', &text[from..])? + 1;
                if text.get(from) != Some(&b'"') {
                    break;
                }
                from += 1;
            }
        }
        Some(memchr::memchr2(self.delimiter, b'\n', &text[from..]).map_or(text.len(), |end| from + end))
    }

    /// A cell without its quotes.
    fn unquoted<'a>(self, cell: &'a str) -> Cow<'a, str> {
        let Some(inner) = cell.strip_prefix('"').filter(|_| self.quoted) else { return Cow::Borrowed(cell) };
        let mut text = String::with_capacity(inner.len());
        let mut rest = inner;
        while let Some(at) = rest.find('"') {
            text.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match rest.strip_prefix('"') {
                Some(more) => {
                    text.push('"');
                    rest = more;
                }
                None => break,
            }
        }
        text.push_str(rest);
        Cow::Owned(text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COMMA: Dialect = Dialect { delimiter: b',', quoted: true };

    /// All rows, as cells.
    fn rows(text: &str) -> Vec<Vec<String>> {
        let (mut at, mut rows) = (0, Vec::new());
        loop {
            match COMMA.cut(&text.as_bytes()[at..], true) {
                Cut::Pass(length) => at += length,
                Cut::Record(length) => {
                    rows.push(COMMA.cells(&text[at..at + length]).into_iter().map(Cow::into_owned).collect());
                    at += length;
                }
                Cut::Fault(length, _) => {
                    rows.push(vec!["!".to_owned()]);
                    at += length;
                }
                Cut::Stop | Cut::More | Cut::Beside(..) => return rows,
            }
        }
    }

    #[test]
    fn quotes_by_hand() {
        assert_eq!(
            rows("a,\"b,\n\"\"c\"\r\n,d,\n\n\"e\"f"),
            [vec!["a", "b,\n\"c"], vec!["", "d", ""], vec!["ef"]]
        );
        assert_eq!(rows("a\n\"b\nc,d"), [vec!["a"], vec!["!"], vec!["c", "d"]]);
    }

    proptest! {
        /// The oracle is the csv crate.
        #[test]
        fn rows_are_those_of_another_reader(text in "([ab]|,|\"|\"\"|\n){0,24}") {
            let closed = !rows(&text).contains(&vec!["!".to_owned()]);
            prop_assume!(closed);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let theirs: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
            prop_assert_eq!(rows(&text), theirs);
        }

        /// A row found in a piece of the text is the row found in the whole.
        #[test]
        fn cutting_early_cuts_the_same(text in "([ab]|,|\"|\n){1,24}", at in 0_usize..24) {
            let piece = &text.as_bytes()[..at.min(text.len())];
            if let Cut::Record(length) = COMMA.cut(piece, false) {
                prop_assert_eq!(COMMA.cut(text.as_bytes(), true), Cut::Record(length));
            }
        }
    }
}
