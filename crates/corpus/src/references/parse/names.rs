//! Names of authors at the front of a reference.

use super::some_name;
use crate::id;

/// The first author, and what follows the last: names are `Surname, I.J.` or `Surname I.J.`; where no name has initials,
/// lone words before a cell of several are surnames.
pub(super) fn authors_first(text: &str) -> (Option<&str>, &str) {
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
pub(super) fn leading_author(text: &str) -> Option<(&str, usize)> {
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
pub(super) fn apa_author(text: &str) -> Option<&str> {
    if let Some((name, _)) = leading_author(text) {
        return some_name(name);
    }
    let end = text.find([',', '&', ';']).unwrap_or(text.len());
    some_name(&text[..end])
}
