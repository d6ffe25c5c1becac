//! Why a text is no JSON, in words for the person who has the file.

use serde_json::{Error, error::Category};

use super::draft::shown;

/// What the messages of serde_json are about, by a part of them.
const WORDS: [(&str, &str); 11] = [
    ("recursion limit", "brackets are nested too deep"),
    ("trailing characters", "something stands behind its last bracket"),
    ("trailing comma", "a comma stands before a closing bracket"),
    ("key must be a string", "a name is not in double quotes"),
    ("expected `:`", "a colon is missing behind a name"),
    ("expected `,`", "a comma or a closing bracket is missing"),
    ("expected", "a value is missing, or a text is not in double quotes"),
    ("control character", "a text holds a line end or another control character"),
    ("escape", "a text holds a backslash that begins no escape of JSON"),
    ("code point", "a text holds half of a character that takes two escapes"),
    ("number", "a number is not as JSON writes numbers"),
];

/// The reason, and how many lines below the first line of `text` it lies.
pub(super) fn reason(error: &Error, text: &str) -> (String, u64) {
    let said = error.to_string();
    let why = match error.classify() {
        Category::Eof => "it ends before its last bracket",
        Category::Data => "it is no object in braces",
        _ => WORDS
            .iter()
            .find(|(part, _)| said.contains(part))
            .map_or("it breaks the rules of JSON", |(_, why)| why),
    };
    let below = error.line().saturating_sub(1);
    let line = text.lines().nth(below).unwrap_or_default();
    (format!("no record in JSON: {why}{}", place(line, error.column())), below as u64)
}

/// The end of what was understood, to search the file for.
fn place(line: &str, column: usize) -> String {
    /// Bytes that are shown.
    const SHOWN: usize = 24;
    let end = (0..=column.min(line.len())).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let start = (end.saturating_sub(SHOWN)..=end).find(|&at| line.is_char_boundary(at)).unwrap_or(end);
    match line[start..end].trim() {
        "" => String::new(),
        seen => format!(", at the end of {}", shown(&crate::clean::text(seen))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::draft::Draft;

    #[test]
    fn each_fault_in_words_at_its_place() {
        for (json, expected, below) in [
            (
                r#"{"title": "A" "year": 1}"#,
                "a comma or a closing bracket is missing, at the end of \"{\"title\": \"A\" \"\"",
                0,
            ),
            (
                "{\"title\":\n \"A\",}",
                "a comma stands before a closing bracket, at the end of \"\"A\",}\"",
                1,
            ),
            ("{title: 1}", "a name is not in double quotes, at the end of \"{t\"", 0),
            (r#"{"title" 1}"#, "a colon is missing behind a name, at the end of \"{\"title\" 1\"", 0),
            (
                r#"{"title": }"#,
                "a value is missing, or a text is not in double quotes, at the end of \"{\"title\": }\"",
                0,
            ),
            (
                r#"{"title": "\q"}"#,
                "a text holds a backslash that begins no escape of JSON, at the end of \"{\"title\": \"\\q\"",
                0,
            ),
            (
                r#"{"title": 01}"#,
                "a number is not as JSON writes numbers, at the end of \"{\"title\": 01\"",
                0,
            ),
            (
                r#"{"title": "A"} x"#,
                "something stands behind its last bracket, at the end of \"{\"title\": \"A\"} x\"",
                0,
            ),
            (r#"{"title": "#, "it ends before its last bracket, at the end of \"{\"title\":\"", 0),
            ("[1]", "it is no object in braces", 0),
        ] {
            let error = serde_json::from_str::<Draft<'_>>(json).unwrap_err();
            let (reason, line) = reason(&error, json);
            assert_eq!(
                (reason.strip_prefix("no record in JSON: ").unwrap_or(&reason), line),
                (expected, below)
            );
        }
    }
}
