//! Journal, volume and page as running text writes them.

use super::{Parts, some};

/// `Journal, 173 (3-4), pp. 413-436`, `Journal, 173(3-4), 413-436`, `Journal, vol. 173, p. 413`, `Journal 173: 413`.
pub(super) fn journal_of<'a>(text: &'a str, parts: &mut Parts<'a>) {
    let text = text.trim_start_matches([',', '.', ' ']);
    let mut cells = text.split(", ").map(str::trim).filter(|cell| !cell.is_empty());
    parts.venue = cells.next().and_then(some).filter(|venue| !starts_with_digit(venue));
    cells_of(cells, parts);
}

/// Volume and page out of what follows a journal.
pub(super) fn cells_of<'a>(cells: impl Iterator<Item = &'a str>, parts: &mut Parts<'a>) {
    for cell in cells {
        if let Some(page) = page_of(cell) {
            parts.page = parts.page.or(Some(page));
        } else if let Some(volume) = volume_of(cell) {
            match parts.volume {
                None => parts.volume = Some(volume),
                // APA: the second bare number is the page, if a range or behind an issue in brackets.
                Some(_) if parts.page.is_none() && cell.contains(['-', '–']) => parts.page = Some(volume),
                Some(_) => {}
            }
        }
    }
}

/// `pp. 413-436`, `p. 413`, `Art. No. 7`: the first page or number.
pub(super) fn page_of(cell: &str) -> Option<&str> {
    let marks = ["pp. ", "p. ", "pp.", "pages ", "Art. No. ", "art. no. ", "art. "];
    let rest = marks.iter().find_map(|mark| cell.strip_prefix(mark))?;
    first_number(rest)
}

/// `173 (3-4)`, `173(3)`, `vol. 173`.
fn volume_of(cell: &str) -> Option<&str> {
    let rest = ["vol. ", "Vol. ", "volume "].iter().find_map(|mark| cell.strip_prefix(mark)).unwrap_or(cell);
    first_number(rest).filter(|_| starts_with_digit(rest))
}

/// A volume or an issue: `173`, `3-4`, `130-132`, `1 PART 2`.
pub(super) fn is_short_number(cell: &str) -> bool {
    starts_with_digit(cell) && cell.len() <= 12
}

/// Letters and digits at the front, one digit at least.
pub(super) fn first_number(text: &str) -> Option<&str> {
    let end = text.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(text.len());
    let number = &text[..end];
    (number.len() <= 14 && number.contains(|char: char| char.is_ascii_digit())).then_some(number)
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_digit())
}
