//! References with the year in brackets: Scopus in both layouts, and APA.

use super::{
    Parts,
    journal::{cells_of, is_short_number, journal_of, page_of},
    names::{apa_author, authors_first},
    some, year,
};

/// `Surname, I., Title (2009) Journal, 173 (3-4), pp. 413-436` and, with the year last, `Surname I., Title, Journal, 173, 3,
/// pp. 413-436, (2009)` of Scopus; `Surname, I. (2009). Title. Journal, 173(3), 413-436.` of APA.
pub(super) fn year_in_brackets<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let found = text.match_indices('(').find_map(|(at, _)| {
        let close = at + text[at..].find(')')?;
        Some((at, close, year(&text[at + 1..close])?))
    });
    let Some((open, close, when)) = found else { return false };
    parts.year = Some(when);
    let (before, after) = (text[..open].trim_end(), &text[close + 1..]);
    if after.trim_matches([' ', '.', ',']).is_empty() {
        let (authors, rest) = authors_first(before);
        parts.author = authors;
        return year_last(rest, parts);
    }
    if after.starts_with(['.', ':', ',']) && !after.starts_with(", ") && !before.ends_with('"') {
        parts.author = apa_author(before);
        let (title, journal) =
            after.trim_start_matches(['.', ':', ' ']).split_once(". ").unwrap_or((after, ""));
        parts.title = some(title);
        journal_of(journal, parts);
        return true;
    }
    let (author, title) = authors_first(before);
    parts.author = author;
    parts.title = some(title);
    journal_of(after, parts);
    true
}

/// `Title, Journal, 173, 3, pp. 413-436`: the numbers from the back, then the journal, then the title.
fn year_last<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let text = text.trim_end_matches([',', ' ']);
    let cells: Vec<&str> = text.split(", ").collect();
    let numbers = cells.iter().rposition(|cell| page_of(cell).is_none() && !is_short_number(cell));
    let front = numbers.map_or(0, |at| at + 1);
    cells_of(cells[front..].iter().copied(), parts);
    if front > 1 {
        parts.venue = some(cells[front - 1]);
        let length = cells[..front - 1].iter().map(|cell| cell.len() + 2).sum::<usize>() - 2;
        parts.title = some(&text[..length]);
    } else {
        parts.title = cells.first().and_then(|cell| some(cell));
    }
    true
}

/// `Surname, I., Title, Journal, 26, p. 91`: Scopus, where it knows no year.
pub(super) fn no_year<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let paged = text.contains(", pp. ") || text.contains(", p. ");
    let (author, rest) = authors_first(text);
    if !paged || author.is_none() || rest.is_empty() {
        return false;
    }
    parts.author = author;
    year_last(rest, parts)
}

#[cfg(test)]
mod tests {
    use crate::references::parse::tests::check;

    #[test]
    fn scopus_classic() {
        check(
            "Doe, J.K., Roe, R., On maps, trees and nets (2009) Artificial Maps, 173 (3-4), pp. 413-436",
            "Doe, J.K. | 2009 | On maps, trees and nets | Artificial Maps | 173 | 413 | -",
        );
        check("Doe, J., (1995) Bioessays, 17, p. 471", "Doe, J. | 1995 | - | Bioessays | 17 | 471 | -");
        check(
            "Doe, Roe, Poe, The p53 domain, again (1993) Mol. Cell. Biol., 13, pp. 3291-3300",
            "Doe | 1993 | The p53 domain, again | Mol. Cell. Biol | 13 | 3291 | -",
        );
        check(
            "Cancer cell cycles (1996) Science, 274, pp. 1672-1677",
            "- | 1996 | Cancer cell cycles | Science | 274 | 1672 | -",
        );
        check(
            "Frau Jr., J.F., Van De Merbel-De Wit, L.E., Leaky maps? Call me! (2006) J Maps, 20 (1), pp. 1-15. , DOI 10.1000/1",
            "Frau Jr., J.F. | 2006 | Leaky maps? Call me! | J Maps | 20 | 1 | 10.1000/1",
        );
    }

    #[test]
    fn scopus_with_the_year_last() {
        check(
            "Doe J., Roe R.R., Maps and trees: an inverted relation, Journal of Maps, 120, 2, pp. 701-728, (2005)",
            "Doe J. | 2005 | Maps and trees: an inverted relation | Journal of Maps | 120 | 701 | -",
        );
        check(
            "Doe, J.; Roe, R.; Maps, trees, Journal of Maps, 120, pp. 701-728, (2005)",
            "Doe, J. | 2005 | Maps, trees | Journal of Maps | 120 | 701 | -",
        );
    }
}
