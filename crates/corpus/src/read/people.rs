//! Names of authors, one by one, out of the ways in which sources join them.

use super::{draft::split, value::Value};
use crate::clean;

/// The authors in a list, in an object, or in one text.
pub(super) fn authors(value: &Value<'_>) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::Text(text) => from_text(text),
        Value::List(values) => values.iter().filter_map(one).collect(),
        Value::Object(_) => one(value).into_iter().collect(),
    }
}

/// One author: a text, or an object with the parts of a name.
fn one(value: &Value<'_>) -> Option<String> {
    if let Value::List(parts) = value {
        return parsed(parts);
    }
    let Value::Object(_) = value else { return clean::present(value.text()?) };
    if let Some(inner) = value.get(&["author"]) {
        return one(inner);
    }
    let part = |keys: &[&str]| clean::present(value.get(keys)?.text()?);
    let family = part(&["family", "last", "lastName", "last_name", "surname"]).map(|family| {
        let particles = [part(&["dropping-particle"]), part(&["non-dropping-particle"])];
        particles.into_iter().flatten().chain([family]).collect::<Vec<_>>().join(" ")
    });
    let given = part(&["given", "first", "firstName", "first_name", "forename"]);
    match (given, family) {
        (Some(given), Some(family)) => Some(format!("{given} {family}")),
        (None, Some(name)) | (Some(name), None) => Some(name),
        (None, None) => part(&["name", "display_name", "literal", "fullName", "full_name"]),
    }
}

/// One author as arXiv takes names apart: last, first, suffix.
fn parsed(parts: &[Value<'_>]) -> Option<String> {
    let mut parts = parts.iter().map(|part| clean::present(part.text()?));
    let (last, first, suffix) = (parts.next()?, parts.next().flatten(), parts.next().flatten());
    let parts: Vec<String> = [first, last, suffix].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The authors in a text that runs names together, as Springer does: `Jane DoeJohn M. McRoeEve Poe`.
///
/// A capital right behind a small letter begins a new name, if the one before has two words and no surname begins so.
pub(super) fn run_together(text: &str) -> Vec<String> {
    const FRONTS: [&str; 12] =
        ["Mc", "Mac", "De", "Di", "La", "Le", "Lo", "Van", "Von", "Fitz", "Del", "Della"];
    let (mut names, mut start) = (Vec::new(), 0);
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        let name = &text[start..at];
        let word = name.rsplit(' ').next().unwrap_or(name);
        let whole = name.trim().contains(' ') && !FRONTS.contains(&word);
        if char.is_uppercase() && before.is_lowercase() && whole {
            names.extend(clean::present(name));
            start = at;
        }
        before = char;
    }
    names.extend(clean::present(&text[start..]));
    names
}

/// The authors in one text: at `|`, at `;`, at line breaks, at " and ", else at commas.
fn from_text(text: &str) -> Vec<String> {
    let names = if text.contains([';', '|', '\n']) {
        split(text, &["|", ";", "\n"])
    } else if text.contains(" and ") {
        // "A, B and C" names three people, "Last, First and Last, First" two.
        let parts = split(text, &[" and "]);
        match parts.as_slice() {
            [front, back] if front.contains(',') && !back.contains(',') => {
                at_commas(front).into_iter().chain([back.clone()]).collect()
            }
            _ => parts,
        }
    } else {
        at_commas(text)
    };
    names.iter().map(|name| without_number(name)).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Names at commas, where initials ("Last, F., Last, G.") belong to the name before them and two lone words
/// ("Last, First") are one name.
fn at_commas(text: &str) -> Vec<String> {
    let parts = split(text, &[","]);
    if let [last, first] = parts.as_slice()
        && !last.contains(' ')
        && !first.contains(' ')
    {
        return vec![format!("{last}, {first}")];
    }
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        match names.last_mut() {
            Some(name) if is_initials(&part) && !name.contains(',') => {
                name.push_str(", ");
                name.push_str(&part);
            }
            _ => names.push(part),
        }
    }
    names
}

/// `F.`, `J.-P.`, `JL`: at most six capitals, with full stops, hyphens and spaces.
fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|char| char.is_alphabetic()).count();
    (1..=6).contains(&letters)
        && text.chars().all(|char| char.is_uppercase() || matches!(char, '.' | '-' | ' '))
        && (letters <= 3 || text.contains('.'))
}

/// A name without the number that Scopus puts behind it: `Last, First (57202138757)`.
fn without_number(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((name, number)) if number.len() > 5 && number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn of(text: &str) -> Vec<String> {
        authors(&Value::Text(Cow::Borrowed(text)))
    }

    #[test]
    fn names_in_one_text() {
        assert_eq!(of("Cox, D."), ["Cox, D."]);
        assert_eq!(of("Helman, J.L.; Hesselink, L."), ["Helman, J.L.", "Hesselink, L."]);
        assert_eq!(of("Smith, J., Jones, A.-B."), ["Smith, J.", "Jones, A.-B."]);
        assert_eq!(of("Phillips J.C., Braun R."), ["Phillips J.C.", "Braun R."]);
        assert_eq!(of("Jane Doe, John Roe"), ["Jane Doe", "John Roe"]);
        assert_eq!(of("Jane Doe, John Roe and Max Poe"), ["Jane Doe", "John Roe", "Max Poe"]);
        assert_eq!(of("Doe, Jane and Roe, John"), ["Doe, Jane", "Roe, John"]);
        assert_eq!(of("Doe, Jane (57202138757); Roe, John (7)"), ["Doe, Jane", "Roe, John (7)"]);
        assert_eq!(of("NA"), [""; 0]);
    }

    #[test]
    fn names_without_anything_between() {
        assert_eq!(
            run_together("Vivek K. DoeMohammad RoeMelissa C. Poe"),
            ["Vivek K. Doe", "Mohammad Roe", "Melissa C. Poe"]
        );
        assert_eq!(run_together("A. McDonaldZhiHui DuLe Roi"), ["A. McDonald", "ZhiHui Du", "Le Roi"]);
        assert_eq!(
            run_together("Donato D’AmbrosioEric-Olivier Le Bigot"),
            ["Donato D’Ambrosio", "Eric-Olivier Le Bigot"]
        );
        assert_eq!(run_together(""), [""; 0]);
    }

    #[test]
    fn names_taken_apart() {
        let value: Value<'_> =
            serde_json::from_str(r#"[["Doe", "J. M.", "Jr"], ["Roe", "", ""], [""]]"#).unwrap();
        assert_eq!(authors(&value), ["J. M. Doe Jr", "Roe"]);
    }
}
