//! Text as it should be: one normal form, no invisible characters, no placeholders for nothing.
//!
//! All functions are idempotent: cleaning what is clean changes nothing.

use std::{borrow::Cow, iter};

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick,
};

/// What sources write where they have nothing, in lower case.
const MISSING: [&str; 11] = [
    "",
    "-",
    "na",
    "n/a",
    "nan",
    "null",
    "none",
    "undefined",
    "[no abstract available]",
    "no abstract available",
    "[no author name available]",
];

/// `raw` in NFC, without control and zero-width characters, white space folded to single spaces and trimmed; borrowed
/// where all of it is plain ASCII and clean as it stands, as most texts are.
///
/// ```
/// assert_eq!(corpus::clean::text(" soft\u{ad}ware \n e\u{301}t\u{200b}ude "), "software étude");
/// ```
pub fn text(raw: &str) -> Cow<'_, str> {
    let plain = plain_length(raw.as_bytes(), true);
    if plain == raw.len() && !raw.ends_with(' ') {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len());
    let mut composed = true;
    let (front, mut rest) = raw.split_at(plain);
    clean.push_str(front);
    loop {
        let after_space = clean.is_empty() || clean.ends_with(' ');
        let (plain, other) = rest.split_at(plain_length(rest.as_bytes(), after_space));
        clean.push_str(plain);
        let mut chars = other.chars();
        let Some(char) = chars.next() else { break };
        rest = chars.as_str();
        if char.is_whitespace() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
            rest = rest.trim_ascii_start();
        } else if !is_invisible(char) {
            clean.push(char);
            composed &= is_composed(char);
        }
    }
    clean.truncate(clean.trim_end().len());
    // Composed last: an invisible character may have stood between a letter and its accent.
    Cow::Owned(if composed { clean } else { clean.nfc().collect() })
}

/// Clean text, or nothing where the source says in its own way that it has nothing.
pub fn present(raw: &str) -> Option<String> {
    let clean = text(raw);
    (!is_missing(&clean)).then(|| clean.into_owned())
}

/// Whether clean text is only a placeholder: "NA", "null", "[No abstract available]".
pub fn is_missing(clean: &str) -> bool {
    clean.len() <= 26 && MISSING.iter().any(|missing| clean.eq_ignore_ascii_case(missing))
}

/// The first year, 1000 to 2999, in a year, a date or a sentence: `2014//`, `2022 Jun 8`, `20160131`, `c2003.`.
pub fn year(raw: &str) -> Option<i32> {
    let digits = raw.split(|char: char| !char.is_ascii_digit());
    digits
        .filter(|run| run.len() == 4 || run.len() == 8)
        .filter_map(|run| run[..4].parse().ok())
        .find(|year| (1000..3000).contains(year))
}

/// A count as sources write it: `12`, `12.0`, `1,234`.
pub fn count(raw: &str) -> Option<u64> {
    let digits: String = raw.trim().chars().filter(|char| !matches!(char, ',' | ' ' | '\'')).collect();
    digits.strip_suffix(".0").unwrap_or(&digits).parse().ok()
}

/// The bytes as text: UTF-8, and what is not UTF-8 read as Windows-1252, which is what such bytes mostly are.
///
/// Borrowed where all is UTF-8, so that an owned result tells that something was mended.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len() + 16);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
    }
    Cow::Owned(text)
}

/// One byte of Windows-1252. The five bytes that it leaves open become the replacement character.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// How many bytes at the front of `text` are clean as they stand: printable ASCII with single spaces.
fn plain_length(text: &[u8], after_space: bool) -> usize {
    const CHUNK: usize = 32;
    let odd = |byte: u8, next: u8| !(b' '..=b'~').contains(&byte) | ((byte == b' ') & (next == b' '));
    if after_space && text.first() == Some(&b' ') {
        return 0;
    }
    let mut length = 0;
    // Without branches inside of a chunk the compiler compares many bytes at a time.
    while let Some(chunk) = text.get(length..=length + CHUNK) {
        let pairs = chunk.iter().zip(&chunk[1..]);
        if pairs.fold(false, |found, (&byte, &next)| found | odd(byte, next)) {
            break;
        }
        length += CHUNK;
    }
    let next = text[length..].iter().skip(1).chain(&[0]);
    length + text[length..].iter().zip(next).take_while(|&(&byte, &next)| !odd(byte, next)).count()
}

/// Whether the character is the same in NFC whatever stands beside it.
fn is_composed(char: char) -> bool {
    // Combining marks begin here; everything before is composed.
    char < '\u{300}'
        || (canonical_combining_class(char) == 0 && is_nfc_quick(iter::once(char)) == IsNormalized::Yes)
}

/// Control characters, zero-width marks, marks of direction, soft hyphen, BOM.
fn is_invisible(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_accent_joins_its_letter_across_an_invisible_character() {
        assert_eq!(text("e\u{200d}\u{301}"), "é");
        assert_eq!(text("a\u{a0}\u{2003}b\0c"), "a bc");
    }

    #[test]
    fn placeholders_are_missing() {
        for raw in ["", " \t", "NA", "null", "NaN", "None", "[No author name available]"] {
            assert_eq!(present(raw), None, "{raw}");
        }
        assert_eq!(present("Nano").as_deref(), Some("Nano"));
    }

    #[test]
    fn years_out_of_dates() {
        let cases = [
            ("2014//", 2014),
            ("2016/10/19", 2016),
            ("8 Jun 2022", 2022),
            ("20160131", 2016),
            ("2020.0", 2020),
        ];
        for (raw, expected) in cases {
            assert_eq!(year(raw), Some(expected), "{raw}");
        }
        for raw in ["", "in press", "123456", "0999", "3000", "99"] {
            assert_eq!(year(raw), None, "{raw}");
        }
    }

    #[test]
    fn counts() {
        assert_eq!([count("12"), count("12.0"), count(" 1,234 ")], [Some(12), Some(12), Some(1234)]);
        assert_eq!([count("-1"), count("many"), count("")], [None, None, None]);
    }

    #[test]
    fn only_the_bytes_that_are_no_utf8_are_read_as_windows_1252() {
        assert_eq!(decode(b"M\xfcller \xe2\x80\x93 \x93x\x94"), "Müller – “x”");
        assert!(matches!(decode("é".as_bytes()), Cow::Borrowed("é")));
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent_and_keeps_its_promise(raw in any::<String>()) {
            let clean = text(&raw);
            prop_assert_eq!(&text(&clean), &clean);
            prop_assert!(!clean.chars().any(is_invisible) && !clean.contains("  "));
            prop_assert_eq!(clean.trim(), &clean);
        }

        /// The oracle goes character by character.
        #[test]
        fn runs_of_plain_text_change_nothing(raw in "([ -~]{0,40}|  |[\t\n\r\u{85}\u{a0}\u{ad}\u{2003}]|[éßaｅ漢\u{301}\u{316}\u{315}]){0,6}") {
            let visible: String =
                raw.chars().filter(|&char| char.is_whitespace() || !is_invisible(char)).collect();
            let spaced = visible.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(&text(&raw), &spaced.nfc().collect::<String>());
            let as_it_stands = raw.is_ascii() && raw == spaced;
            prop_assert_eq!(matches!(text(&raw), Cow::Borrowed(_)), as_it_stands);
        }
    }
}
