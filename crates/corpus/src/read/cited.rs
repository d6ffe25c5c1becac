//! References as sources list them: one text a reference, its DOI alone where it has one.

use super::{draft::split, value::Value};
use crate::{clean, id};

/// The references in a list or in one text.
pub(super) fn references(value: &Value<'_>) -> Vec<String> {
    let raw = match value {
        Value::Text(text) => from_text(text),
        Value::List(values) => values.iter().filter_map(|value| clean::present(&one(value)?)).collect(),
        Value::Object(_) | Value::Null => Vec::new(),
    };
    raw.into_iter().map(named).collect()
}

/// A reference that is nothing but a DOI or an id of OpenAlex in its bare form; any other as the source writes it, for author,
/// year and journal lead to a paper where a DOI is wrong or missing elsewhere.
fn named(reference: String) -> String {
    if reference.contains("openalex.org/")
        && let Some(work) = id::openalex(&reference)
    {
        return work;
    }
    let bare = !reference.contains(' ');
    Some(&reference).filter(|_| bare).and_then(|doi| id::doi(doi)).unwrap_or(reference)
}

/// What a reference is known by: its DOI, its id, its text, or else its parts in one line.
fn one(value: &Value<'_>) -> Option<String> {
    let Value::Object(_) = value else { return value.text().map(str::to_owned) };
    let external = value.get(&["externalIds"]).and_then(|ids| ids.get(&["DOI"]));
    let name = value.get(&["DOI", "doi"]).and_then(Value::text).or_else(|| external?.text());
    let name = name.or_else(|| {
        let keys = ["paperId", "id", "unstructured"];
        keys.iter().find_map(|key| value.get(&[key])?.text())
    });
    name.map(str::to_owned).or_else(|| {
        let part = |keys: &[&str]| value.get(keys).and_then(Value::text);
        line(&[
            part(&["author"]),
            part(&["article-title", "title", "volume-title"]),
            part(&["year"]),
            part(&["journal-title", "series-title", "venue"]),
            part(&["volume"]),
            part(&["first-page"]),
        ])
    })
}

/// Author, title, year, venue, volume and page in one line, as Scopus writes them: `Doe, J., A title (2009) Venue, 12,
/// p. 34`. Nothing where neither author nor title is there.
fn line(parts: &[Option<&str>; 6]) -> Option<String> {
    let [author, title, year, venue, volume, page] =
        parts.map(|part| part.map(str::trim).filter(|part| !part.is_empty()));
    let front: Vec<&str> = [author, title].into_iter().flatten().collect();
    let page = page.map(|page| format!("p. {page}"));
    let back: Vec<&str> = [venue, volume, page.as_deref()].into_iter().flatten().collect();
    let mut line = front.join(", ");
    if line.is_empty() {
        return None;
    }
    if let Some(year) = year {
        line.push_str(&format!(" ({year})"));
    }
    if !back.is_empty() {
        line.push_str(if year.is_some() { " " } else { ", " });
        line.push_str(&back.join(", "));
    }
    Some(line)
}

/// The references in one text, told by the way in which its source joins them.
fn from_text(text: &str) -> Vec<String> {
    let trimmed = text.trim();
    if trimmed.starts_with('[') && trimmed.contains('|') {
        return trimmed.split(";[").filter_map(|item| clean::present(&dimensions(item)?)).collect();
    }
    if ends_in_years(trimmed) {
        return at_years(trimmed);
    }
    // Keys of a reference manager: nothing else has commas and no spaces.
    if !trimmed.contains([' ', '/', ';', '|', '\n']) {
        return split(text, &[","]);
    }
    // A semicolon inside of a DOI has no space behind it.
    split(text, &["|", "; ", ";", "\n"])
}

/// A reference of Dimensions: authors, title (or the numbers of the authors, as in most exports), source, year, volume,
/// issue, pages and ids, with `|` between.
fn dimensions(item: &str) -> Option<String> {
    let item = item.trim().trim_start_matches('[').trim_end_matches(']');
    let parts: Vec<&str> = item.split('|').collect();
    if let Some(doi) = parts.iter().find(|part| part.starts_with("10.")) {
        return Some((*doi).to_owned());
    }
    let part = |at: usize| parts.get(at).copied();
    let page = part(6).map(|pages| pages.split('-').next().unwrap_or(pages));
    let authors = part(0).map(|authors| authors.trim_end_matches(']'));
    let title = part(1).filter(|title| !title.starts_with('[') && !title.starts_with("ur."));
    line(&[authors, title, part(3), part(2), part(4), page]).or_else(|| clean::present(item))
}

/// Whether most years in brackets end a reference: the layout of Scopus since late 2025, where authors are joined by
/// semicolons too. Before, the venue followed upon the year.
fn ends_in_years(text: &str) -> bool {
    let (mut all, mut last) = (0, 0);
    for end in year_ends(text) {
        all += 1;
        let rest = text[end..].trim_start();
        last += usize::from(rest.is_empty() || rest.starts_with(';'));
    }
    2 * last > all
}

/// The references of [`ends_in_years`]: each up to the year that a semicolon follows.
fn at_years(text: &str) -> Vec<String> {
    let (mut found, mut start) = (Vec::new(), 0);
    for end in year_ends(text) {
        if text[end..].trim_start().starts_with(';') {
            found.extend(clean::present(text[start..end].trim_start_matches([';', ' '])));
            start = end;
        }
    }
    found.extend(clean::present(text[start..].trim_matches([';', ' '])));
    found
}

/// Where years in round brackets end.
fn year_ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(')').filter_map(|(at, _)| {
        let front = text.as_bytes()[..at].last_chunk::<5>()?;
        (front[0] == b'(' && front[1..].iter().all(u8::is_ascii_digit)).then_some(at + 1)
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Vec<String> {
        references(&Value::Text(Cow::Borrowed(text)))
    }

    #[test]
    fn the_classic_layout_of_scopus() {
        assert_eq!(
            of(
                "Doe, J., Roe, R., A title (2009) Journal, 173 (3-4), pp. 413-436; Poe, E., (1999) J Comp Phys, 151, p. 283"
            ),
            [
                "Doe, J., Roe, R., A title (2009) Journal, 173 (3-4), pp. 413-436",
                "Poe, E., (1999) J Comp Phys, 151, p. 283"
            ]
        );
    }

    #[test]
    fn the_late_layout_of_scopus() {
        assert_eq!(
            of("Doe, J.; Roe, R., A title, Journal, 173, 3, pp. 413-436, (2009); Poe, E., Another, (1999)"),
            ["Doe, J.; Roe, R., A title, Journal, 173, 3, pp. 413-436, (2009)", "Poe, E., Another, (1999)"]
        );
    }

    #[test]
    fn other_ways_to_join() {
        assert_eq!(
            of(
                "[Doe, J; Roe, R|A title|Journal|2013|46|2|200-211||pub.1|5];[Poe, E|Other|J|2001|||1|10.1000/X|pub.2]"
            ),
            ["Doe, J; Roe, R, A title (2013) Journal, 46, p. 200", "10.1000/x"]
        );
        assert_eq!(of("https://openalex.org/W12|https://openalex.org/W7"), ["w12", "w7"]);
        assert_eq!(of("001-002;;003-004"), ["001-002", "003-004"]);
        assert_eq!(of("forgang_vis_96,wong_infovis_00,"), ["forgang_vis_96", "wong_infovis_00"]);
    }

    #[test]
    fn dimensions_gives_the_numbers_of_authors_in_place_of_titles() {
        assert_eq!(
            of(
                "[Doe, Jane; Roe, R]|[ur.0123.45; ur.0678.90]|Journal|2001|4|2|17-19||pub.2|5;[]||Other|1999||||10.1000/2|pub.3|1"
            ),
            ["Doe, Jane; Roe, R (2001) Journal, 4, p. 17", "10.1000/2"]
        );
    }

    #[test]
    fn parts_make_a_line() {
        let value: Value<'_> = serde_json::from_str(
            r#"[{"author": "Doe", "year": "2009", "article-title": "A title", "journal-title": "J", "volume": "12", "first-page": "34"},
                {"key": "7"}, {"externalIds": {"DOI": "10.1000/1"}, "paperId": "a"}, {"paperId": null, "title": "Only a title"}]"#,
        )
        .unwrap();
        assert_eq!(references(&value), ["Doe, A title (2009) J, 12, p. 34", "10.1000/1", "Only a title"]);
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "[\\[\\]();|0-9 aé]{0,40}") {
            of(&text);
        }
    }
}
