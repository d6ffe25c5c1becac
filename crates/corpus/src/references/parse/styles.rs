//! Styles told by one mark: a title in quotes (IEEE), `2009;173(3):413` (Vancouver), bars (Dimensions).

use super::{
    Parts,
    journal::{first_number, journal_of, starts_with_digit},
    some, some_name, year,
};

/// `J. Smith and K. Doe, “Title,” Journal, vol. 3, no. 2, pp. 1–5, 2009.`
pub(super) fn quoted<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let Some(open) = text.find(['"', '“']) else { return false };
    let from = open + text[open..].chars().next().map_or(1, char::len_utf8);
    let Some(close) = text[from..].find(['"', '”']).map(|at| from + at) else { return false };
    let (before, after) = (&text[..open], text[close..].trim_start_matches(['"', '”', ',', ' ']));
    let end = before.find(" and ").into_iter().chain(before.find(',')).min().unwrap_or(before.len());
    parts.author = some_name(&before[..end]);
    parts.title = some(&text[from..close]);
    parts.year = after.split([' ', ',', '.', '(', ')']).rev().find_map(year);
    journal_of(after.strip_prefix("in ").unwrap_or(after), parts);
    true
}

/// `Smith J, Doe K. Title. J Abbrev. 2009;173(3):413-36.`
pub(super) fn vancouver<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let dated = text.match_indices(';').find_map(|(at, _)| {
        let word = text[..at].rsplit(['.', ' ']).find(|word| word.len() >= 4)?;
        Some((at, year(word)?))
    });
    let Some((at, when)) = dated else { return false };
    let mut sentences = text[..at].split(". ");
    let authors = sentences.next().unwrap_or_default();
    parts.author = some(authors.split(',').next().unwrap_or_default());
    parts.year = Some(when);
    parts.title = sentences.next().and_then(some);
    parts.venue = sentences.next().and_then(some).filter(|venue| !starts_with_digit(venue));
    let tail = text[at + 1..].trim_start();
    parts.volume = first_number(tail);
    parts.page = tail.split_once(':').and_then(|(_, pages)| first_number(pages.trim_start()));
    true
}

/// `authors|title|source|year|volume|issue|pages|DOI|...` of Dimensions.
pub(super) fn bars<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let cells: Vec<&str> = text.split('|').collect();
    let [authors, title, source, when, volume, _issue, pages, ..] = cells.as_slice() else { return false };
    let first = authors.trim_start_matches('[').split(';').next().unwrap_or_default();
    parts.author = some(first.trim_end_matches(']'));
    // In most exports the numbers of the authors stand there.
    parts.title = some(title).filter(|title| !title.starts_with('[') && !title.starts_with("ur."));
    parts.venue = some(source);
    parts.year = year(when.trim());
    parts.volume = some(volume);
    parts.page = first_number(pages.trim());
    true
}

#[cfg(test)]
mod tests {
    use crate::references::parse::tests::check;

    #[test]
    fn styles_of_running_text() {
        check(
            "Doe, J. K., & Roe, R. (2009). On maps. Journal of Maps, 173(3-4), 413-436. https://doi.org/10.1000/1",
            "Doe, J. K. | 2009 | On maps | Journal of Maps | 173 | 413 | 10.1000/1",
        );
        check(
            "J. Doe and R. Roe, “On maps,” Journal of Maps, vol. 3, no. 2, pp. 1–5, 2009.",
            "J. Doe | 2009 | On maps | Journal of Maps | 3 | 1 | -",
        );
        check(
            "Doe JK, Roe R. On maps. J Maps. 2009;173(3):413-36.",
            "Doe JK | 2009 | On maps | J Maps | 173 | 413 | -",
        );
        check(
            "[Doe, J; Roe, R]|On maps|J Maps|2009|173|3|413-436|10.1000/1|",
            "Doe, J | 2009 | On maps | J Maps | 173 | 413 | 10.1000/1",
        );
    }
}
