//! One reference, as a database or a style writes it, taken to its parts.
//!
//! The shape is told from marks that only it has: a year alone between commas (Web of Science), a year in brackets
//! (Scopus, APA), bars (Dimensions), a title in quotes (IEEE), `2009;173(3):413` (Vancouver). What no shape explains
//! keeps its identifiers and its year.

use crate::id;

/// The parts of a reference. All are optional; texts are as written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts<'a> {
    pub doi: Option<String>,
    pub arxiv: Option<String>,
    pub pubmed: Option<String>,
    pub openalex: Option<String>,
    /// The first author, as written.
    pub author: Option<&'a str>,
    pub year: Option<i32>,
    pub title: Option<&'a str>,
    pub venue: Option<&'a str>,
    pub volume: Option<&'a str>,
    /// The first page, or the article number.
    pub page: Option<&'a str>,
}

/// Takes a reference apart. Time is linear in its length.
pub(crate) fn parse(text: &str) -> Parts<'_> {
    let text = text.trim().trim_end_matches(['.', ',', ';', ' ']);
    let mut parts = Parts { doi: id::doi(text), arxiv: arxiv(text), ..Parts::default() };
    if !text.contains(' ') {
        parts.openalex = id::openalex(text);
    }
    parts.pubmed = pubmed(text);
    // An identifier alone has no other parts.
    if text.split(' ').count() < 3 {
        return parts;
    }
    let shapes = [bars, web_of_science, year_in_brackets, quoted, vancouver, no_year];
    if !shapes.into_iter().any(|shape| shape(text, &mut parts)) {
        loose(text, &mut parts);
    }
    parts
}

/// An arXiv id behind the word, in a link or in a DOI.
fn arxiv(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let at = bytes.windows(5).position(|word| word.eq_ignore_ascii_case(b"arxiv"))?;
    let tail = text.get(at + 5..)?;
    let words = tail.split([' ', ',', ';', '(', ')', '[', ']']).filter(|word| !word.is_empty()).take(4);
    words.map(|word| word.trim_start_matches([':', '.', '/']).trim_end_matches('.')).find_map(|word| {
        let bare = word.strip_prefix("org/abs/").or_else(|| word.strip_prefix("org/pdf/")).unwrap_or(word);
        id::arxiv(bare)
    })
}

/// A PubMed id behind `PMID` or in a link.
fn pubmed(text: &str) -> Option<String> {
    let tail = ["PMID", "pmid", "pubmed.ncbi.nlm.nih.gov/", "/pubmed/"]
        .iter()
        .find_map(|mark| text.split_once(mark).map(|(_, tail)| tail))?;
    id::pubmed(tail.trim_start_matches([':', ' ']).split([' ', ',', ';', '.', ')', ']']).next()?)
}

/// A year of four digits, 1500 to 2100; `2009a` too.
fn year(text: &str) -> Option<i32> {
    let digits = text.strip_suffix(|char: char| char.is_ascii_lowercase()).unwrap_or(text);
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok().filter(|year| (1500..=2100).contains(year))
}

/// Text without the spaces and marks around it, where anything is left.
fn some(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', ',', '.', ';', ':']);
    (!text.is_empty()).then_some(text)
}

/// As [`some`], with the full stop behind an initial.
fn some_name(text: &str) -> Option<&str> {
    let text = text.trim_matches([' ', ',', ';', ':']);
    (!text.is_empty()).then_some(text)
}

/// `Surname I, 2009, J ABBREV, V173, P413, DOI 10.1000/1`, also with `Surname, IJ, 2009, ...`, and without a year where a
/// volume or a page tells the shape.
fn web_of_science<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
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

/// `Surname, I., Title (2009) Journal, 173 (3-4), pp. 413-436` and, with the year last, `Surname I., Title, Journal, 173, 3,
/// pp. 413-436, (2009)` of Scopus; `Surname, I. (2009). Title. Journal, 173(3), 413-436.` of APA.
fn year_in_brackets<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
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

/// The first author, and what follows the last: names are `Surname, I.J.` or `Surname I.J.`; where no name has initials,
/// lone words before a cell of several are surnames.
fn authors_first(text: &str) -> (Option<&str>, &str) {
    let mut rest = text;
    let mut author = None;
    while let Some((name, length)) = leading_author(rest) {
        author = author.or(Some(name));
        rest = rest[length..].trim_start_matches([',', ';', ' ']);
    }
    if author.is_some() {
        return (author, rest);
    }
    while let Some((word, tail)) = rest.split_once(", ") {
        let surname = !word.contains(' ') && word.starts_with(char::is_uppercase);
        if !surname {
            break;
        }
        author = author.or(Some(word));
        rest = tail;
    }
    (author, rest)
}

/// The name at the front, with its length in bytes.
fn leading_author(text: &str) -> Option<(&str, usize)> {
    let end = text.find([',', ';']).unwrap_or(text.len());
    let cell = &text[..end];
    let dotted = |word: &str| word.contains('.') && id::is_initials(word);
    if cell.len() > 60 {
        return None;
    }
    // `Surname I.J.`
    if cell.contains(' ') && cell.rsplit(' ').next().is_some_and(dotted) {
        return Some((cell, end));
    }
    // `Surname, I.J.`, `Fraumeni Jr., J.F.`
    let tail = text.get(end..)?.strip_prefix(", ")?;
    let given = &tail[..tail.find([',', ';']).unwrap_or(tail.len())];
    let initials = given.split(' ').all(|word| id::is_initials(word) || matches!(word, "Jr." | "Sr."));
    (initials && given.contains('.')).then(|| {
        let length = end + 2 + given.len();
        (&text[..length], length)
    })
}

/// `Surname, I. J., & Other, A.` and `Surname, I. J. and others`: the first name.
fn apa_author(text: &str) -> Option<&str> {
    if let Some((name, _)) = leading_author(text) {
        return some_name(name);
    }
    let end = text.find([',', '&', ';']).unwrap_or(text.len());
    some_name(&text[..end])
}

/// `Journal, 173 (3-4), pp. 413-436`, `Journal, 173(3-4), 413-436`, `Journal, vol. 173, p. 413`, `Journal 173: 413`.
fn journal_of<'a>(text: &'a str, parts: &mut Parts<'a>) {
    let text = text.trim_start_matches([',', '.', ' ']);
    let mut cells = text.split(", ").map(str::trim).filter(|cell| !cell.is_empty());
    parts.venue = cells.next().and_then(some).filter(|venue| !starts_with_digit(venue));
    cells_of(cells, parts);
}

/// Volume and page out of what follows a journal.
fn cells_of<'a>(cells: impl Iterator<Item = &'a str>, parts: &mut Parts<'a>) {
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
fn page_of(cell: &str) -> Option<&str> {
    let marks = ["pp. ", "p. ", "pp.", "pages ", "Art. No. ", "art. no. ", "art. "];
    let rest = marks.iter().find_map(|mark| cell.strip_prefix(mark))?;
    first_number(rest)
}

/// `173 (3-4)`, `173(3)`, `vol. 173`.
fn volume_of(cell: &str) -> Option<&str> {
    let rest = ["vol. ", "Vol. ", "volume "].iter().find_map(|mark| cell.strip_prefix(mark)).unwrap_or(cell);
    first_number(rest).filter(|_| starts_with_digit(rest))
}

/// Letters and digits at the front, one digit at least.
fn first_number(text: &str) -> Option<&str> {
    let end = text.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(text.len());
    let number = &text[..end];
    (number.len() <= 14 && number.contains(|char: char| char.is_ascii_digit())).then_some(number)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_digit())
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

/// A volume or an issue: `173`, `3-4`, `130-132`, `1 PART 2`.
fn is_short_number(cell: &str) -> bool {
    starts_with_digit(cell) && cell.len() <= 12
}

/// `J. Smith and K. Doe, “Title,” Journal, vol. 3, no. 2, pp. 1–5, 2009.`
fn quoted<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
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
fn vancouver<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
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

/// `Surname, I., Title, Journal, 26, p. 91`: Scopus, where it knows no year.
fn no_year<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let paged = text.contains(", pp. ") || text.contains(", p. ");
    let (author, rest) = authors_first(text);
    if !paged || author.is_none() || rest.is_empty() {
        return false;
    }
    parts.author = author;
    year_last(rest, parts)
}

/// `authors|title|source|year|volume|issue|pages|DOI|...` of Dimensions.
fn bars<'a>(text: &'a str, parts: &mut Parts<'a>) -> bool {
    let cells: Vec<&str> = text.split('|').collect();
    let [authors, title, source, when, volume, _issue, pages, ..] = cells.as_slice() else { return false };
    let first = authors.trim_start_matches('[').split(';').next().unwrap_or_default();
    parts.author = some(first.trim_end_matches(']'));
    parts.title = some(title);
    parts.venue = some(source);
    parts.year = year(when.trim());
    parts.volume = some(volume);
    parts.page = first_number(pages.trim());
    true
}

/// Anything else: its first year, and the name at its front.
fn loose<'a>(text: &'a str, parts: &mut Parts<'a>) {
    parts.year = text.split(|char: char| !char.is_ascii_alphanumeric()).find_map(year);
    parts.author = leading_author(text).map(|(name, _)| name);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// author | year | title | venue | volume | page | doi, "-" where there is none.
    fn shown(text: &str) -> String {
        let parts = parse(text);
        let year = parts.year.map(|year| year.to_string());
        let cells = [
            parts.author,
            year.as_deref(),
            parts.title,
            parts.venue,
            parts.volume,
            parts.page,
            parts.doi.as_deref(),
        ];
        cells.map(|cell| cell.unwrap_or("-")).join(" | ")
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text}");
    }

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

    #[test]
    fn identifiers_alone_and_in_text() {
        assert_eq!(parse("https://openalex.org/W27").openalex.as_deref(), Some("w27"));
        assert_eq!(parse("Doe J. On maps. arXiv:2301.00001v2 (2023)").arxiv.as_deref(), Some("2301.00001"));
        assert_eq!(parse("10.48550/arXiv.2301.00001").arxiv.as_deref(), Some("2301.00001"));
        assert_eq!(parse("On maps. PMID: 123456.").pubmed.as_deref(), Some("123456"));
        assert_eq!(parse("Thesis of somebody, Paris 1975, unpublished").year, Some(1975));
        assert_eq!(parse(""), Parts::default());
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(text in "([A-Za-zé系工., ()\\[\\]|;:\"“”0-9-]|\\(2009\\)|, 2009, |V1|P2|DOI |pp\\. |arXiv:){0,24}") {
            parse(&text);
        }
    }
}
