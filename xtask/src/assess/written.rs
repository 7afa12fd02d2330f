//! JSON that keeps every entry of an object, so that a field that stands twice is refused instead of the last one winning.

use super::input::{Complaint, Read, wrong};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// A value with the entries of its objects as they were written.
pub(super) enum Written {
    Plain(Value),
    List(Vec<Written>),
    Object(Vec<(String, Written)>),
}

impl Written {
    /// The text of a field that stands just once; of an object only.
    pub(super) fn text_of(&self, field: &str) -> Option<String> {
        let Self::Object(entries) = self else {
            return None;
        };
        let mut found = entries.iter().filter(|(key, _)| key == field);
        match (found.next(), found.next()) {
            (Some((_, Self::Plain(Value::String(text)))), None) => Some(text.clone()),
            _ => None,
        }
    }

    /// The value, if every field of every object in it stands once; `at` is its path.
    pub(super) fn single(self, at: &str) -> Read<Value> {
        match self {
            Self::Plain(value) => Ok(value),
            Self::List(items) => {
                let items = items.into_iter().enumerate();
                items.map(|(position, item)| item.single(&format!("{at}[{position}]"))).collect::<Read<_>>()
            }
            Self::Object(entries) => {
                let mut object = Map::new();
                for (key, value) in entries {
                    let path = if at.is_empty() { key.clone() } else { format!("{at}.{key}") };
                    if object.contains_key(&key) {
                        // Which of the two is meant cannot be known; a sign must not get lost.
                        return wrong("answered_twice", path, format!("`{key}` stands twice"));
                    }
                    object.insert(key, value.single(&path)?);
                }
                Ok(Value::Object(object))
            }
        }
    }

    /// Reads one line.
    pub(super) fn read(line: &str) -> Read<Self> {
        serde_json::from_str(line).map_err(|error| Complaint {
            id: None,
            code: "not_json",
            message: "the line is not valid JSON".to_owned(),
            at: format!("column {}", error.column()),
        })
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Keeping)
    }
}

struct Keeping;

impl<'de> Visitor<'de> for Keeping {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Written, E> {
        Ok(Written::Plain(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Written, E> {
        Ok(Written::Plain(Value::Number(value.into())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Written, E> {
        Ok(Written::Plain(Value::Number(value.into())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Written, E> {
        Ok(Written::Plain(Number::from_f64(value).map_or(Value::Null, Value::Number)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Written, E> {
        Ok(Written::Plain(Value::String(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Written, E> {
        Ok(Written::Plain(Value::String(value)))
    }

    fn visit_unit<E>(self) -> Result<Written, E> {
        Ok(Written::Plain(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Written, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Written::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Written, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Written::Object(object))
    }
}
