//! Names of authors, one by one, out of the ways in which sources join them.

use rustc_hash::FxHashSet;

use super::{draft::split, person, value::Value};
use crate::{clean, id};

/// An author of a paper.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Author {
    /// As the source writes it.
    pub name: String,
    /// What a database knows the person by, with the database in front.
    pub id: Option<String>,
}

/// The authors in a list, in an object, or in one text. Two of one name ("Wang, L.") are two people, unless the number of a
/// database says that they are one.
pub(super) fn authors(value: &Value<'_>) -> Vec<Author> {
    let author = |value: &Value<'_>| Some(Author { name: one(value)?, id: person::of_object(value) });
    let mut authors = match value {
        Value::Null => Vec::new(),
        Value::Text(text) => from_text(text),
        Value::List(values) => values.iter().filter_map(author).collect(),
        Value::Object(_) => author(value).into_iter().collect(),
    };
    let mut known = FxHashSet::default();
    authors.retain(|author| author.id.as_ref().is_none_or(|id| known.insert(id.clone())));
    authors
}

/// Takes what stands for authors that the source leaves out from the end of a list, and tells what it was: `et al.`, `and others`.
pub(super) fn without_the_rest(names: &mut Vec<String>) -> Option<String> {
    const REST: [&str; 5] = ["et al", "et al.", "and others", "...", "…"];
    let last = names.last_mut()?;
    if last.eq_ignore_ascii_case("others") || REST.iter().any(|rest| last.eq_ignore_ascii_case(rest)) {
        return names.pop();
    }
    let at = REST.iter().filter_map(|rest| {
        let at = last.len().checked_sub(rest.len())?;
        last.get(at..).filter(|end| end.eq_ignore_ascii_case(rest))?;
        last[..at].ends_with([' ', ',']).then_some(at)
    });
    let rest = last.split_off(at.min()?);
    last.truncate(last.trim_end_matches([' ', ',']).len());
    if last.is_empty() {
        names.pop();
    }
    Some(rest)
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
/// A capital right behind a small letter begins a new name, if the one before has two words and no surname begins so. One
/// before of a single word is a person (`WilliemNitin Singhal`) only if it has two syllables at least: `ZhiHui Du` is one.
pub(super) fn run_together(text: &str) -> Vec<String> {
    const FRONTS: [&str; 14] =
        ["Mc", "Mac", "De", "Di", "La", "Le", "Lo", "Van", "Von", "Fitz", "Del", "Della", "Abdel", "Abdul"];
    let (mut names, mut start) = (Vec::new(), 0);
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        let name = &text[start..at];
        let word = name.rsplit(' ').next().unwrap_or(name);
        let whole = (name.trim().contains(' ') || syllables(word) > 1) && !FRONTS.contains(&word);
        if char.is_uppercase() && before.is_lowercase() && whole {
            names.extend(clean::present(name));
            start = at;
        }
        before = char;
    }
    names.extend(clean::present(&text[start..]));
    names
}

/// Runs of vowels in a word.
fn syllables(word: &str) -> usize {
    // An accent is no letter of its own.
    let is_vowel = |char: char| {
        matches!(id::folded(char.encode_utf8(&mut [0; 4])).as_str(), "a" | "e" | "i" | "o" | "u" | "y")
    };
    let vowels: Vec<bool> = word.chars().map(is_vowel).collect();
    vowels.chunk_by(|a, b| a == b).filter(|run| run[0]).count()
}

/// The authors in one text: at `|`, at `;`, at line breaks, at " and ", else at commas.
fn from_text(text: &str) -> Vec<Author> {
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
    let author = |name: &String| {
        let (name, id) = without_number(name);
        Some(Author { name: name.to_owned(), id }).filter(|author| !author.name.is_empty())
    };
    names.iter().filter_map(author).collect()
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

/// A name without the number that Scopus puts behind it, and that number: `Last, First (57202138757)`.
fn without_number(name: &str) -> (&str, Option<String>) {
    match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((name, number)) if number.len() > 5 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            (name, Some(format!("scopus:{number}")))
        }
        _ => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn of(text: &str) -> Vec<String> {
        names(&Value::Text(Cow::Borrowed(text)))
    }

    fn names(value: &Value<'_>) -> Vec<String> {
        authors(value).into_iter().map(|author| author.name).collect()
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
        assert_eq!(
            run_together("Nicolas SeillerWilliemNitin SinghalIn Kyu Park"),
            ["Nicolas Seiller", "Williem", "Nitin Singhal", "In Kyu Park"]
        );
        for name in ["DeVito Roe", "Yann LeCun", "David J. MacKay", "XiangYu Guo", "HyunJin Kim", "José Doe"]
        {
            assert_eq!(run_together(name), [name]);
        }
        assert_eq!(run_together(""), [""; 0]);
    }

    #[test]
    fn two_of_one_name_are_two_people_unless_their_number_says_that_they_are_one() {
        assert_eq!(of("Wang, L.; Wang, L."), ["Wang, L.", "Wang, L."]);
        assert_eq!(
            of("Wang, Li (57202138757); Wang, Li (57202138758); Wang, Li (57202138758)"),
            ["Wang, Li", "Wang, Li"]
        );
        let value: Value<'_> = serde_json::from_str(
            r#"[{"name": "L. Wang", "authorId": "1"}, {"name": "L. Wang", "authorId": "2"}, {"name": "L. Wang"},
                {"name": "L. Wang", "authorId": "1"}, {"name": "L. Wang", "authorId": null}]"#,
        )
        .unwrap();
        assert_eq!(authors(&value).len(), 4);
    }

    #[test]
    fn what_stands_for_more_authors_is_no_author() {
        for (text, names, rest) in [
            ("Doe, J., Roe, R., et al.", vec!["Doe, J.", "Roe, R."], Some("et al.")),
            ("Doe, Jane and others", vec!["Doe, Jane"], Some("others")),
            ("Jane Doe et al", vec!["Jane Doe"], Some("et al")),
            ("Jane Doe, Max Roe, ...", vec!["Jane Doe", "Max Roe"], Some("...")),
            ("Jane Others; Max Smothers", vec!["Jane Others", "Max Smothers"], None),
            ("et al.", vec![], Some("et al.")),
            ("Jané, éé工", vec!["Jané, éé工"], None),
        ] {
            let mut found = of(text);
            let cut = without_the_rest(&mut found);
            assert_eq!(
                (found, cut.as_deref()),
                (names.into_iter().map(str::to_owned).collect(), rest),
                "{text}"
            );
        }
    }

    #[test]
    fn names_taken_apart() {
        let value: Value<'_> =
            serde_json::from_str(r#"[["Doe", "J. M.", "Jr"], ["Roe", "", ""], [""]]"#).unwrap();
        assert_eq!(names(&value), ["J. M. Doe Jr", "Roe"]);
    }
}
