//! The cited-reference strings of the Web of Science: parts between commas, marked by a letter in front.

use super::{Parts, some, some_name, year};
use crate::id;

/// `Surname I, 2009, J ABBREV, V173, P413, DOI 10.1000/1`, also with `Surname, IJ, 2009, ...`, and without a year where a
/// volume or a page tells the shape.
pub(super) fn web_of_science<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let cells: Vec<&str> = text.split(", ").collect();
    let dated = cells.iter().take(4).position(|cell| year(cell).is_some() || *cell == "IN PRESS");
    let rest = match dated {
        Some(0) => return false,
        // Two or three cells of a name at most, initials behind the first.
        Some(at) if cells[1..at].iter().all(|cell| is_given(cell)) => {
            parts.author = author_of(&cells[..at], text);
            parts.year = year(cells[at]);
            &cells[at + 1..]
        }
        Some(_) => return false,
        None if cells.len() > 2 && cells[1..].iter().any(|cell| is_marked(cell)) && !text.contains('(') => {
            parts.author = author_of(&cells[..1], text);
            &cells[1..]
        }
        None => return false,
    };
    parts.venue = rest.first().filter(|cell| !is_marked(cell)).and_then(|cell| some(cell));
    for cell in rest {
        if let Some(page) = cell.strip_prefix("ARTN ").or_else(|| marked(cell, 'P')) {
            parts.page = parts.page.or(some(page.strip_prefix("ARTN ").unwrap_or(page)));
        } else if let Some(volume) = marked(cell, 'V') {
            parts.volume = some(volume.strip_prefix("Volume ").unwrap_or(volume));
        }
    }
    true
}

/// Initials or a given name in a cell of its own.
fn is_given(cell: &str) -> bool {
    id::is_initials(cell) || (cell.len() < 16 && cell.split(' ').count() < 3 && cell.contains('.'))
}

/// The author in the first cells: surname, and given names if they stand apart. Nobody is named by `[Anonymous]`.
fn author_of<'a>(cells: &[&'a str], text: &'a str) -> Option<&'a str> {
    let length = cells.iter().map(|cell| cell.len() + 2).sum::<usize>().checked_sub(2)?;
    let name = text.get(..length)?.trim_start_matches(['*', '{', '[', '}', ' ']);
    some_name(name).filter(|name| !name.to_ascii_lowercase().starts_with("anonymous"))
}

/// Whether a cell is a volume, a page or a DOI.
fn is_marked(cell: &str) -> bool {
    marked(cell, 'V').is_some()
        || marked(cell, 'P').is_some()
        || cell.starts_with("DOI ")
        || cell.starts_with("ARTN ")
}

/// What stands behind `V` or `P`: `V173`, `VVolume 37`, `VB 13`, `Pe0815`, `PARTN 7`.
fn marked(cell: &str, mark: char) -> Option<&str> {
    let rest = cell.strip_prefix(mark)?;
    let number = rest.contains(|char: char| char.is_ascii_digit()) && rest.len() <= 16;
    let word = rest.split(' ').next()?;
    let short = word.len() <= 2 || word.starts_with(|char: char| char.is_ascii_digit());
    (number && (short || rest.starts_with("Volume ") || rest.starts_with("ARTN ") || !rest.contains(' ')))
        .then_some(rest)
}

#[cfg(test)]
mod tests {
    use crate::references::parse::tests::check;

    #[test]
    fn web_of_science_in_all_its_shapes() {
        check(
            "Doe J, 2009, ARTIF INTELL, V173, P413, DOI 10.1000/a.b",
            "Doe J | 2009 | - | ARTIF INTELL | 173 | 413 | 10.1000/a.b",
        );
        check(
            "Doe, JK, 1997, J MAPS, V1, P2, DOI DOI 10.1000/X.",
            "Doe, JK | 1997 | - | J MAPS | 1 | 2 | 10.1000/x",
        );
        check(
            "Doe, J. K., 1997, J MAPS, V1, DOI [10.1000/1, 10.1000/2]",
            "Doe, J. K. | 1997 | - | J MAPS | 1 | - | 10.1000/1",
        );
        check("[Anonymous], 2002, APPL MAPS", "- | 2002 | - | APPL MAPS | - | - | -");
        check("{[}Anonymous], 2004, 3022 EN.", "- | 2004 | - | 3022 EN | - | - | -");
        check("*WHO, 1999, HEALTH MAPS", "WHO | 1999 | - | HEALTH MAPS | - | - | -");
        check("Doe J, IN PRESS, J MAPS", "Doe J | - | - | J MAPS | - | - | -");
        check("DOE J, J MAPS, V7, P19", "DOE J | - | - | J MAPS | 7 | 19 | -");
        check(
            "Doe J, 2021, J MAPS, V7, ARTN 119625, DOI 10.1000/1",
            "Doe J | 2021 | - | J MAPS | 7 | 119625 | 10.1000/1",
        );
        check("Ehr M., 2016, MULTIPLE MAPS, VVolume 37", "Ehr M. | 2016 | - | MULTIPLE MAPS | 37 | - | -");
        check("LO C, 1973, NUOVO MAPS B, VB 13, P217", "LO C | 1973 | - | NUOVO MAPS B | B 13 | 217 | -");
        check(
            "Bana e Costa C. A., 2004, PARIS MAPS",
            "Bana e Costa C. A. | 2004 | - | PARIS MAPS | - | - | -",
        );
    }
}
