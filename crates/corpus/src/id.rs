//! Names of papers: DOIs, made ids, and the keys under which equal titles meet.

/// The DOI in `raw`, lower case and bare, or nothing where there is none.
///
/// Prefixes (`https://doi.org/`, `doi:`), trailing punctuation and a bracket that was opened before the DOI are
/// cut. A DOI is `10.`, four to nine digits, a slash and something after it.
///
/// ```
/// assert_eq!(corpus::id::doi("https://doi.org/10.1109/TVCG.2010.195.").as_deref(), Some("10.1109/tvcg.2010.195"));
/// assert_eq!(corpus::id::doi("10 papers"), None);
/// ```
pub fn doi(raw: &str) -> Option<String> {
    let start = raw.match_indices("10.").map(|(at, _)| at).find(|&at| starts_doi(raw, at))?;
    let found = raw[start..]
        .split(|char: char| char.is_whitespace() || matches!(char, '"' | '<' | '>' | '|' | ';'))
        .next()?;
    let found = found.replace("%2F", "/").replace("%2f", "/").replace("\\_", "_");
    let (prefix, suffix) = trim_link(&found).split_once('/')?;
    (!suffix.is_empty()).then(|| format!("{prefix}/{suffix}").to_lowercase())
}

/// Whether a registrant's number and a slash follow `10.` at `at`, and no number or letter comes before it.
fn starts_doi(raw: &str, at: usize) -> bool {
    let after = &raw[at + 3..];
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let slash = after[digits..].starts_with('/') || after[digits..].to_ascii_lowercase().starts_with("%2f");
    let free = !raw[..at].ends_with(|char: char| char.is_alphanumeric() || char == '.');
    (4..=9).contains(&digits) && slash && free
}

/// The arXiv id in `raw`, lower case and without version; `None` where there is none.
///
/// ```
/// use corpus::id::arxiv;
/// assert_eq!(arxiv("https://arxiv.org/abs/2301.00001v2").as_deref(), Some("2301.00001"));
/// assert_eq!(arxiv("arXiv:math.GT/0309136").as_deref(), Some("math.gt/0309136"));
/// assert_eq!(arxiv("10.1000/182"), None);
/// ```
pub fn arxiv(raw: &str) -> Option<String> {
    let lower = raw.trim().to_ascii_lowercase();
    let bare = ["arxiv.org/abs/", "arxiv.org/pdf/", "arxiv:", "10.48550/arxiv."]
        .iter()
        .find_map(|prefix| lower.split_once(prefix).map(|(_, rest)| rest))
        .unwrap_or(&lower);
    let bare = bare.trim().trim_end_matches(".pdf");
    let bare = bare.split_once('v').filter(|(_, version)| is_digits(version)).map_or(bare, |(id, _)| id);
    let new = bare.split_once('.').is_some_and(|(month, number)| {
        month.len() == 4 && is_digits(month) && (4..=5).contains(&number.len()) && is_digits(number)
    });
    let old = bare.split_once('/').is_some_and(|(archive, number)| {
        let letters = |c: char| c.is_ascii_lowercase() || c == '-' || c == '.';
        !archive.is_empty() && archive.chars().all(letters) && number.len() == 7 && is_digits(number)
    });
    (new || old).then(|| bare.to_owned())
}

/// The PubMed id in `raw`: up to nine digits, alone, behind `PMID:` or at the end of a link to PubMed.
///
/// ```
/// use corpus::id::pubmed;
/// assert_eq!(pubmed("PMID: 12345678").as_deref(), Some("12345678"));
/// assert_eq!(pubmed("12a"), None);
/// ```
pub fn pubmed(raw: &str) -> Option<String> {
    let bare = raw.trim().trim_end_matches('/');
    let bare = bare.rsplit(['/', ':', ' ']).next().unwrap_or(bare);
    (bare.len() <= 9 && is_digits(bare)).then(|| bare.to_owned())
}

/// The OpenAlex id of a work in `raw`, bare and lower case.
///
/// ```
/// use corpus::id::openalex;
/// assert_eq!(openalex("https://openalex.org/W2741809807").as_deref(), Some("w2741809807"));
/// assert_eq!(openalex("https://openalex.org/A5023888391"), None);
/// ```
pub fn openalex(raw: &str) -> Option<String> {
    let lower = raw.trim().to_ascii_lowercase();
    let bare = lower.rsplit('/').next().unwrap_or(&lower);
    bare.strip_prefix('w').filter(|number| is_digits(number)).map(|_| bare.to_owned())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A link without the punctuation of the sentence around it: what trails, and closing brackets that it does not open.
pub(crate) fn trim_link(mut link: &str) -> &str {
    loop {
        let Some(last) = link.chars().last() else { return link };
        let drop = match last {
            ')' => link.matches(')').count() > link.matches('(').count(),
            ']' => link.matches(']').count() > link.matches('[').count(),
            _ => matches!(
                last,
                '.' | ','
                    | ';'
                    | ':'
                    | '!'
                    | '?'
                    | '\''
                    | '"'
                    | '*'
                    | '}'
                    | '{'
                    | '('
                    | '['
                    | '\\'
                    | '`'
                    | '$'
            ),
        };
        if !drop {
            return link;
        }
        link = &link[..link.len() - last.len_utf8()];
    }
}

/// The key under which equal titles meet: letters and digits in lower case, single spaces between words.
///
/// ```
/// assert_eq!(corpus::id::title_key("Leiden, Part II: “Why?”"), "leiden part ii why");
/// ```
pub fn title_key(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    let mut gap = false;
    for char in title.chars() {
        if char.is_alphanumeric() {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.extend(char.to_lowercase());
        } else if !matches!(char, '\'' | '’') {
            gap = true;
        }
    }
    key
}

/// An id for a paper that brings none: the first words of its title, its year, and, where words were left out, a hash
/// of the whole title. It stays the same from run to run.
pub fn made(title: &str, year: Option<i32>) -> String {
    const LONGEST: usize = 48;
    let key = title_key(title);
    let mut id = String::new();
    let mut whole = true;
    for word in key.split(' ') {
        if !id.is_empty() && id.len() + word.len() >= LONGEST {
            whole = false;
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    if id.is_empty() {
        id.push_str("untitled");
        whole = false;
    }
    if let Some(year) = year {
        id.push_str(&format!("-{year}"));
    }
    if !whole {
        id.push_str(&format!("-{:06x}", fnv1a(title.as_bytes()) & 0xff_ffff));
    }
    id
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits: published constants, so that made ids stay for ever.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dois_of_all_shapes() {
        let cases = [
            ("doi:10.1016/S0140-6736(05)67391-5", "10.1016/s0140-6736(05)67391-5"),
            ("(https://dx.doi.org/10.1000/182)", "10.1000/182"),
            (
                "Surname I, 2009, ARTIF INTELL, V173, DOI 10.1016/j.artint.2008.10.012",
                "10.1016/j.artint.2008.10.012",
            ),
            ("http://doi.org/10.1000%2Fabc", "10.1000/abc"),
            ("10.1007/978-3\\_1", "10.1007/978-3_1"),
        ];
        for (raw, expected) in cases {
            assert_eq!(doi(raw).as_deref(), Some(expected), "{raw}");
        }
        for raw in ["", "10.1/x", "210.1000/x", "10.1000/", "version 10.12345", "10.1000/..."] {
            assert_eq!(doi(raw), None, "{raw}");
        }
    }

    #[test]
    fn made_ids_are_readable_and_stable() {
        assert_eq!(made("Why Trees?", Some(2001)), "why-trees-2001");
        let long = made("Everything that there is to know about the making of identifiers", None);
        assert!(long.starts_with("everything-that-there-is-to-know-about-the-") && long.len() < 60, "{long}");
        assert_eq!(made("???", None).len(), "untitled-000000".len());
    }

    proptest! {
        #[test]
        fn a_doi_found_is_found_again(raw in "(10\\.[0-9]{4,6}/)?[ -~]{0,30}") {
            if let Some(found) = doi(&raw) {
                prop_assert_eq!(doi(&found), Some(found));
            }
        }
    }
}
