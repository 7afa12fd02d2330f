//! What is written as JSON is read again by somebody else's reader.

#![cfg(test)]

#[path = "json/mod.rs"]
mod json;

use json::{json, value};
use paedlotse_core::wire::Value;
use proptest::prelude::*;

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::Number),
        any::<String>().prop_map(Value::Text),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::List),
            proptest::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|fields| Value::Map(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn comes_back(written in any_value()) {
        let read: serde_json::Value = serde_json::from_str(&written.json()).unwrap();
        prop_assert_eq!(&read, &json(&written));
        prop_assert_eq!(value(&read), written);
    }
}

#[test]
fn what_would_break_a_text_is_escaped() {
    let hostile = Value::Text("\"\\\n\u{0}\u{2028}</script>ä\u{1f9d2}".to_owned());
    assert_eq!(hostile.json(), "\"\\\"\\\\\\u000a\\u0000\\u2028</script>ä\u{1f9d2}\"");
}

#[test]
fn a_decimal_keeps_its_digits() {
    let written = |scaled, decimals| Value::Decimal(scaled, decimals).json();
    assert_eq!(written(385, 1), "38.5");
    assert_eq!(written(380, 1), "38.0");
    assert_eq!(written(-5, 2), "-0.05");
    assert_eq!(written(-7, 0), "-7");
    assert_eq!(written(0, 3), "0.000");
    assert_eq!(written(i64::MIN, 1), "-922337203685477580.8");
}

proptest! {
    #[test]
    fn a_decimal_is_a_number(scaled: i64, decimals in 0_u8..20) {
        let read: serde_json::Value = serde_json::from_str(&Value::Decimal(scaled, decimals).json()).unwrap();
        prop_assert!(read.is_number());
    }
}
