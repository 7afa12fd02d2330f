//! JSON as a platform reads and writes it, for tests.

use paedlotse_core::wire::Value;
use serde_json::Value as Json;

/// What a platform hands over.
pub fn value(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(yes) => Value::Bool(*yes),
        Json::Number(number) => number.as_i64().map_or_else(|| decimal(&number.to_string()), Value::Number),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => Value::List(items.iter().map(value).collect()),
        Json::Object(fields) => Value::Map(fields.iter().map(|(name, field)| (name.clone(), value(field))).collect()),
    }
}

/// A platform knows no difference between 15.0 and 15.
fn decimal(text: &str) -> Value {
    match text.strip_suffix(".0").and_then(|whole| whole.parse().ok()) {
        Some(whole) => Value::Number(whole),
        None => Value::of_decimal(text),
    }
}

/// What a platform writes.
pub fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(yes) => Json::Bool(*yes),
        Value::Number(number) => Json::from(*number),
        Value::Fraction => Json::from(1e300),
        Value::Decimal(..) => serde_json::from_str(&value.json()).unwrap(),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(fields) => Json::Object(fields.iter().map(|(name, field)| (name.clone(), json(field))).collect()),
    }
}
