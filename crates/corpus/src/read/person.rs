//! What databases know authors by: one way to write it, whichever source it comes from.

use super::value::Value;
use crate::{clean, id};

/// The number of the person that an object tells of: that of the database itself, which all its records have, before an ORCID,
/// which only some have.
pub(super) fn of_object(person: &Value<'_>) -> Option<String> {
    let person = person.get(&["author"]).unwrap_or(person);
    let of_database = ["id", "authorId"].into_iter().find_map(|key| {
        let number = person.get(&[key])?.text()?.trim();
        number_of(number).or_else(|| (!number.is_empty()).then(|| format!("id:{}", number.to_lowercase())))
    });
    of_database.or_else(|| number_of(person.get(&["ORCID", "orcid"])?.text()?))
}

/// The numbers that stand in a field of their own, for each of `names`: as many as names in the same order
/// (`57202138757; 7004212771` of Scopus), or behind names (`Doe, Jane/0000-0002-1825-0097` of Web of Science).
pub(super) fn beside(value: &Value<'_>, names: &[String]) -> Vec<Option<String>> {
    let mut parts: Vec<&str> =
        value.texts().flat_map(|text| text.split([';', '|', '\n'])).map(str::trim).collect();
    // Scopus ends its list with a semicolon.
    if parts.len() == names.len() + 1 && parts.last() == Some(&"") {
        parts.pop();
    }
    if parts.iter().any(|part| part.contains('/') && !part.contains("://")) {
        let behind = parts.iter().filter_map(|part| part.rsplit_once('/'));
        let of_names: Vec<(String, Option<String>)> =
            behind.map(|(name, number)| (id::folded(name), number_of(number))).collect();
        let number = |name: &String| {
            let name = id::folded(name);
            of_names.iter().find(|(other, _)| *other == name).and_then(|(_, number)| number.clone())
        };
        return names.iter().map(number).collect();
    }
    // Fewer numbers than names: nobody knows whose they are.
    if parts.len() != names.len() {
        return Vec::new();
    }
    let scopus = |part: &&str| part.len() > 5 && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &&str| number_of(part).or_else(|| scopus(part).then(|| format!("scopus:{part}")));
    parts.iter().map(number).collect()
}

/// A number that tells its database: an ORCID or an author of OpenAlex, bare or as a link, or one that we wrote ourselves.
fn number_of(text: &str) -> Option<String> {
    if ["openalex:", "scopus:", "orcid:", "id:"].iter().any(|database| text.trim().starts_with(database)) {
        return clean::present(text);
    }
    let bare = text.trim().rsplit('/').next().unwrap_or_default();
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let groups: Vec<&[u8]> = bare.as_bytes().split(|&byte| byte == b'-').collect();
    if let [a, b, c, d] = groups.as_slice()
        && [a, b, c, d].iter().all(|group| group.len() == 4)
        && [a, b, c].iter().all(|group| group.iter().all(is_digit))
        && d[..3].iter().all(is_digit)
        && matches!(d[3], b'0'..=b'9' | b'x' | b'X')
    {
        return Some(format!("orcid:{}", bare.to_uppercase()));
    }
    let digits = bare.strip_prefix(['A', 'a'])?;
    let is_openalex = text.contains("openalex.org/") || digits.len() > 7;
    (is_openalex && !digits.is_empty() && digits.as_bytes().iter().all(is_digit))
        .then(|| format!("openalex:a{digits}"))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn text(text: &str) -> Value<'_> {
        Value::Text(Cow::Borrowed(text))
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn objects_of_databases() {
        let of = |json: &str| of_object(&serde_json::from_str(json).unwrap());
        let openalex = r#"{"author": {"id": "https://openalex.org/A5023888391", "orcid": "https://orcid.org/0000-0002-1825-0097"}}"#;
        assert_eq!(of(openalex).as_deref(), Some("openalex:a5023888391"));
        assert_eq!(
            of(r#"{"given": "J", "ORCID": "http://orcid.org/0000-0002-1694-233x"}"#).as_deref(),
            Some("orcid:0000-0002-1694-233X")
        );
        assert_eq!(of(r#"{"name": "J", "authorId": "1741101"}"#).as_deref(), Some("id:1741101"));
        assert_eq!(of(r#"{"name": "J", "authorId": null, "orcid": "none"}"#), None);
        assert_eq!(of(r#""Jane Doe""#), None);
    }

    #[test]
    fn numbers_in_a_field_of_their_own() {
        let two = names(&["Doe, Jane", "Roe, R."]);
        let scopus = |number: &str| Some(format!("scopus:{number}"));
        assert_eq!(
            beside(&text("57202138757;7004212771;"), &two),
            [scopus("57202138757"), scopus("7004212771")]
        );
        assert_eq!(beside(&text("57202138757"), &two), []);
        assert_eq!(beside(&text("; scopus:57202138757"), &two), [None, scopus("57202138757")]);
        let some = beside(&text("Roe, R/0000-0002-1825-0097; Poe, E/0000-0001-5109-3700"), &two);
        assert_eq!(some, [None, Some("orcid:0000-0002-1825-0097".to_owned())]);
        let links = beside(&text("https://openalex.org/A1|https://orcid.org/0000-0002-1825-0097"), &two);
        assert_eq!(links, [Some("openalex:a1".to_owned()), Some("orcid:0000-0002-1825-0097".to_owned())]);
        assert_eq!(beside(&text("NA|é"), &two), [None, None]);
    }
}
