//! DOIs and arXiv ids: which are none, and which mean the same.

use corpus::id;

/// What is written where a DOI should be and is none, or an arXiv id that cannot be: the kind of identifier, and what is there.
pub(super) fn malformed(text: &str) -> Option<(&'static str, String)> {
    bad_doi(text).map(|raw| ("DOI", raw)).or_else(|| bad_arxiv(text).map(|raw| ("arXiv id", raw)))
}

/// What follows a mark such as `doi:` and is no DOI.
fn bad_doi(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let marks = ["doi.org/", "doi:", "doi ", "doi="];
    let (at, mark) = marks.iter().find_map(|mark| Some((lower.find(mark)?, mark)))?;
    // `doi` must be a word of its own.
    if lower[..at].ends_with(|char: char| char.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = text[at + mark.len()..].trim_start_matches([' ', ':', '[', '{']);
    let word = rest.split_whitespace().next()?.trim_end_matches(['.', ',', ';', ')', ']', '}']);
    // Running text may speak of a DOI: what is meant for one has a digit.
    let meant = word.contains(|char: char| char.is_ascii_digit());
    (meant && id::doi(rest).is_none()).then(|| word.to_owned())
}

/// An id behind `arXiv:` that cannot be: of no such form, or of a month that no year has.
fn bad_arxiv(text: &str) -> Option<String> {
    let at = text.to_ascii_lowercase().find("arxiv:")?;
    let word = text[at + 6..].split([' ', ',', ';', '[', '(', ')', ']']).find(|word| !word.is_empty())?;
    let word = word.trim_end_matches(['.', '}']);
    let meant = word.starts_with(|char: char| char.is_ascii_digit());
    let valid = id::arxiv(word).is_some_and(|id| arxiv_year(&id).is_some() || id.contains('/'));
    (meant && !valid).then(|| word.to_owned())
}

/// The year that an arXiv id names, such as 2023 of `2301.00001`; nothing where there is no such month. Ids have this form since
/// April 2007.
pub(super) fn arxiv_year(id: &str) -> Option<i32> {
    let digits = id.split_once('/').map_or(id, |(_, number)| number);
    let number = |range| digits.get(range).and_then(|part: &str| part.parse::<i32>().ok());
    let (year, month) = (number(0..2)?, number(2..4)?);
    let year = if id.contains('/') && year > 90 { 1900 + year } else { 2000 + year };
    (1..=12).contains(&month).then_some(year)
}

/// Whether two DOIs, lower case and bare, lead to the same: publishers' pages add `/full` and `.pdf`, and the proceedings' number
/// may stand in front of the paper's.
pub(super) fn same_doi(a: &str, b: &str) -> bool {
    fn bare(doi: &str) -> &str {
        let ends =
            [".pdf", "/pdf", "/full", "/abstract", "/epdf", "/meta", "/fulltext", "/html", "v1", "v2", "v3"];
        ends.iter().find_map(|end| doi.strip_suffix(end)).unwrap_or(doi)
    }
    let (a, b) = (bare(a), bare(b));
    // `10.1145/1122445.1122456` and `10.1145/1122456` of ACM.
    let last = |doi: &'_ str| {
        doi.strip_prefix("10.1145/").map(|rest| rest.rsplit('.').next().unwrap_or(rest).to_owned())
    };
    a == b || last(a).is_some_and(|number| Some(number) == last(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_identifier_is_seen() {
        for (text, expected) in [
            ("Doe J. On maps. doi:10.1000.1", Some(("DOI", "10.1000.1"))),
            ("Doe J, 2009, J MAPS, DOI 10.100/1", Some(("DOI", "10.100/1"))),
            ("On maps. https://doi.org/maps-2009.", Some(("DOI", "maps-2009"))),
            ("arXiv:2313.00001", Some(("arXiv id", "2313.00001"))),
            ("arXiv preprint arXiv:1706.0376x (2017)", Some(("arXiv id", "1706.0376x"))),
            ("arXiv: 12345", Some(("arXiv id", "12345"))),
            ("Doe J. doi: https://doi.org/10.1000/1", None),
            ("Doe J, DOI DOI 10.1000/1", None),
            ("Doe J, DOI [10.1000/1, 10.1000/2]", None),
            ("What a doi is. arXiv:math.GT/0309136, arXiv:2301.00001v2", None),
            ("arXiv:hep-th/9711200", None),
        ] {
            assert_eq!(malformed(text), expected.map(|(kind, raw)| (kind, raw.to_owned())), "{text}");
        }
    }

    #[test]
    fn one_doi_in_two_forms() {
        assert!(same_doi("10.1145/1122445.1122456", "10.1145/1122456"));
        assert!(same_doi("10.3389/a.2020.1/full", "10.3389/a.2020.1"));
        assert!(!same_doi("10.1145/1122445.1122456", "10.1145/1122445.1122457"));
        assert!(!same_doi("10.1000/1", "10.1000/2"));
    }

    #[test]
    fn years_of_arxiv() {
        let years = ["2301.00001", "0704.0010", "hep-th/9711200", "math.gt/0309136"].map(arxiv_year);
        assert_eq!(years, [Some(2023), Some(2007), Some(1997), Some(2003)]);
        assert_eq!(arxiv_year("2313.00001"), None);
    }
}
