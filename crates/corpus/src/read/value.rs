//! A value of a field as a format gives it, before anybody knows what it means.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Text, a list or an object; numbers are text, for most of them are ids and years.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The value under the first of `keys` that the object has.
    pub fn get(&self, keys: &[&str]) -> Option<&Value<'a>> {
        let Value::Object(entries) = self else { return None };
        keys.iter().find_map(|key| entries.iter().find(|(name, _)| name == key).map(|(_, value)| value))
    }

    /// The text in it: its own, the first of a list, or what an object calls its name.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Null => None,
            Value::Text(text) => Some(text),
            Value::List(values) => values.iter().find_map(Value::text),
            Value::Object(_) => self
                .get(&["name", "display_name", "title", "value", "text", "keyword", "category", "id"])?
                .text(),
        }
    }

    /// Every text in it, from the first to the last, at any depth.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        // Most values are one text, for which no list is made.
        let mut inner = Vec::new();
        let own = match self {
            Value::Text(text) => Some(&**text),
            _ => {
                self.gather(&mut inner);
                None
            }
        };
        own.into_iter().chain(inner)
    }

    fn gather<'b>(&'b self, found: &mut Vec<&'b str>) {
        match self {
            Value::Null => {}
            Value::Text(text) => found.push(text),
            Value::List(values) => values.iter().for_each(|value| value.gather(found)),
            Value::Object(entries) => entries.iter().for_each(|(_, value)| value.gather(found)),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        struct Json;
        impl<'de> Visitor<'de> for Json {
            type Value = Value<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a JSON value")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(text.to_owned())))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(number.to_string())))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(number.to_string())))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Value<'de>, E> {
                Ok(Value::Text(Cow::Owned(number.to_string())))
            }
            fn visit_bool<E>(self, _: bool) -> Result<Value<'de>, E> {
                Ok(Value::Null)
            }
            fn visit_unit<E>(self) -> Result<Value<'de>, E> {
                Ok(Value::Null)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value<'de>, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = list.next_element()? {
                    values.push(value);
                }
                Ok(Value::List(values))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(key) = map.next_key::<Value<'de>>()? {
                    match key {
                        Value::Text(key) => entries.push((key, map.next_value()?)),
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(Value::Object(entries))
            }
        }
        json.deserialize_any(Json)
    }
}
