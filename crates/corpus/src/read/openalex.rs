//! Abstracts of OpenAlex: words with their positions, put in order again.

use std::collections::BTreeMap;

use super::value::Value;

/// The text of an inverted index `{word: [positions]}`. Gaps close; of words at one position the last stays.
pub(super) fn unrolled(index: &Value<'_>) -> Option<String> {
    let Value::Object(words) = index else { return None };
    let mut text: BTreeMap<u64, &str> = BTreeMap::new();
    for (word, positions) in words {
        let Value::List(positions) = positions else { continue };
        for position in positions.iter().filter_map(|position| position.text()?.parse().ok()) {
            text.insert(position, word);
        }
    }
    (!text.is_empty()).then(|| text.into_values().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_in_order() {
        let unrolled = |json: &str| unrolled(&serde_json::from_str(json).unwrap());
        assert_eq!(
            unrolled(r#"{"map": [1, 4], "A": [0], "is": [2], "a": [3]}"#).as_deref(),
            Some("A map is a map")
        );
        assert_eq!(
            unrolled(r#"{"far": [4000000000], "So": [1], "x": ["y", -1]}"#).as_deref(),
            Some("So far")
        );
        assert_eq!(unrolled(r#"{"text": "no index"}"#), None);
    }
}
