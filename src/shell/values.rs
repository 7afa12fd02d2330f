//! The browser's values as the core's, and back as text.

use js_sys::{Array, JSON, Object};
use paedlotse_core::wire::{Value, limits};
use wasm_bindgen::{JsCast as _, JsValue};

/// JSON text as a value; none when it is no JSON.
#[must_use]
pub fn parsed(text: &str) -> Option<Value> {
    parsed_within(text, limits::DEPTH)
}

/// The same, so deep. What lies deeper is nothing.
#[must_use]
pub fn parsed_within(text: &str, depth: usize) -> Option<Value> {
    JSON::parse(text).ok().map(|value| from_js(&value, depth))
}

/// What a script says as a value. What lies too deep is nothing.
#[must_use]
pub fn value_of(value: &JsValue) -> Value {
    from_js(value, limits::DEPTH)
}

fn from_js(value: &JsValue, depth: usize) -> Value {
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    if let Some(truth) = value.as_bool() {
        return Value::Bool(truth);
    }
    if let Some(number) = value.as_f64() {
        // A platform writes the shortest number that is the same float: what was sent, if it had up to 15 digits.
        return whole(number).map_or_else(
            || written(value, &JsValue::NULL).map_or(Value::Fraction, |text| Value::of_decimal(&text)),
            Value::Number,
        );
    }
    let Some(deeper) = depth.checked_sub(1).filter(|_| value.is_object()) else { return Value::Null };
    if let Some(list) = value.dyn_ref::<Array>() {
        return Value::List(list.iter().map(|item| from_js(&item, deeper)).collect());
    }
    let field = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), from_js(&entry.get(1), deeper))
    };
    let fields = Object::entries(value.unchecked_ref());
    Value::Map(fields.iter().map(field).collect())
}

/// Numbers of JSON are floats; whole ones up to 2⁵³ are exact.
#[expect(clippy::as_conversions, reason = "a whole number of 53 bits, checked before")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
}

/// JSON text with line breaks, for people.
#[must_use]
pub fn readable(value: &Value) -> Option<String> {
    let value = JSON::parse(&value.json()).ok()?;
    written(&value, &JsValue::from_f64(1.0))
}

fn written(value: &JsValue, space: &JsValue) -> Option<String> {
    let text = JSON::stringify_with_replacer_and_space(value, &JsValue::NULL, space);
    text.ok().and_then(|text| text.as_string())
}
