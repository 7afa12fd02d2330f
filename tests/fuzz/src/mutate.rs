//! Makes wrong data out of right data: small and large changes to a text, to JSON, and to the bytes of either.

use crate::dice::Dice;
use serde_json::{Map, Number, Value};

/// Pieces that programs stumble over.
const NASTY: &[&str] = &[
    "\0",
    "\u{1}",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{feff}",
    "\u{fffd}",
    "\u{10ffff}",
    "e\u{301}",
    "👩‍👧‍👦",
    "ﷺ",
    "İ",
    "ß",
    "ǅ",
    "０",
    "٣",
    "½",
    "−",
    "-",
    "--",
    "+1",
    "1e999",
    "-0",
    "0.0",
    "1,000",
    "1.000",
    "00000000000000000001",
    "99999999999999999999",
    "2147483647",
    "2147483648",
    "4294967296",
    "9223372036854775807",
    "NaN",
    "Infinity",
    "null",
    "true",
    "\"",
    "'",
    "\\",
    "\\u0000",
    "\\ud800",
    "{}",
    "[]",
    "{\"\":0}",
    "__proto__",
    "constructor",
    "../../etc/passwd",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "%00",
    "%s%n",
    "{0}",
    "24:00",
    "23:59-00:00",
    "Mon-Sun",
    "00:00-24:00",
    "18 years",
    "0 hours",
    "4294967295 days",
    "\n",
    "\r\n",
    "\t",
    " ",
];

/// Changes a text in one to four places; now and then not at all, so that what is right keeps being accepted.
pub fn text(dice: &mut Dice, original: &str, others: &[String]) -> String {
    let mut text = original.to_owned();
    if dice.once_in(16) {
        return text;
    }
    for _ in 0..changes(dice) {
        change(dice, &mut text, others);
    }
    text
}

/// One change half of the time, else up to four.
fn changes(dice: &mut Dice) -> usize {
    if dice.once_in(2) { 1 } else { dice.below(4).saturating_add(1) }
}

fn change(dice: &mut Dice, text: &mut String, others: &[String]) {
    let at = text.floor_char_boundary(dice.below(text.len().saturating_add(1)));
    let end = text.ceil_char_boundary(at.saturating_add(dice.below(9)).min(text.len()));
    let piece = text.get(at..end).unwrap_or_default().to_owned();
    match dice.below(12) {
        0 => text.replace_range(at..end, ""),
        1 | 2 => text.insert_str(at, dice.word(NASTY)),
        3 => text.replace_range(at..end, dice.word(NASTY)),
        4 => text.insert_str(at, &piece),
        5 => text.insert_str(at, &piece.repeat(dice.below(600))),
        6 => text.truncate(at),
        7 => text.replace_range(at..end, &dice.whole().to_string()),
        8 => {
            let other = dice.one(others).map_or("", String::as_str);
            let from = other.floor_char_boundary(dice.below(other.len()));
            let to = other.ceil_char_boundary(from.saturating_add(dice.below(40)).min(other.len()));
            text.replace_range(at..end, other.get(from..to).unwrap_or_default());
        }
        9 => text.replace_range(at..end, &piece.to_uppercase()),
        10 => text.insert_str(at, &dice.word(&["[", "{\"a\":", "(", "\"", " ", "0", "9", "/"]).repeat(dice.below(300))),
        _ => {
            let digit = dice.below(10).to_string();
            if let Some(place) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
                let place = at.saturating_add(place);
                text.replace_range(place..place.saturating_add(1), &digit);
            }
        }
    }
}

/// The bytes of a text; now and then one of them is no longer text.
pub fn bytes(dice: &mut Dice, text: String) -> Vec<u8> {
    let mut bytes = text.into_bytes();
    if dice.once_in(20) {
        let at = dice.below(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte = u8::try_from(dice.below(256)).unwrap_or(0xff);
        }
    }
    bytes
}

/// Changes JSON in one to four places, keeping it JSON.
pub fn json(dice: &mut Dice, value: &mut Value, others: &[Value], words: &[String]) {
    if dice.once_in(16) {
        return;
    }
    for _ in 0..changes(dice) {
        reshape(dice, value, others, words);
    }
}

/// Goes down to some place, and changes it.
fn reshape(dice: &mut Dice, value: &mut Value, others: &[Value], words: &[String]) {
    if dice.once_in(25) {
        *value = fresh(dice, others, words);
        return;
    }
    match value {
        Value::Array(items) => {
            let at = dice.below(items.len());
            match dice.below(10) {
                0 if !items.is_empty() => drop(items.remove(at)),
                1 => items.extend(items.get(at).cloned()),
                2 => {
                    // Large ones only a few times: no door takes a file of more than a megabyte.
                    let large = items.get(at).is_some_and(|item| item.to_string().len() > 500);
                    let times = dice.below(if large { 20 } else { 300 });
                    items.extend(items.get(at).cloned().into_iter().cycle().take(times));
                }
                3 => items.reverse(),
                4 => items.push(fresh(dice, others, words)),
                _ => {
                    if let Some(item) = items.get_mut(at) {
                        reshape(dice, item, others, words);
                    }
                }
            }
        }
        Value::Object(fields) => {
            let at = dice.below(fields.len());
            let name = fields.keys().nth(at).cloned().unwrap_or_default();
            match dice.below(12) {
                0 => drop(fields.remove(&name)),
                1 => {
                    let kept = fields.remove(&name).unwrap_or_default();
                    let name = if dice.once_in(2) { text(dice, &name, words) } else { word(dice, words) };
                    fields.insert(name, kept);
                }
                2 => {
                    let name = word(dice, words);
                    fields.insert(name, fresh(dice, others, words));
                }
                _ => {
                    if let Some(field) = fields.get_mut(&name) {
                        reshape(dice, field, others, words);
                    }
                }
            }
        }
        Value::String(said) => *said = if dice.once_in(3) { word(dice, words) } else { text(dice, said, words) },
        Value::Number(_) => *value = Value::from(dice.whole()),
        Value::Bool(truth) => *truth = !*truth,
        Value::Null => *value = fresh(dice, others, words),
    }
}

/// A word that has a meaning somewhere.
fn word(dice: &mut Dice, words: &[String]) -> String {
    dice.one(words).cloned().unwrap_or_default()
}

/// Some value: a plain one, or a part of another sample.
fn fresh(dice: &mut Dice, others: &[Value], words: &[String]) -> Value {
    match dice.below(10) {
        0 => Value::Null,
        1 => Value::Bool(dice.once_in(2)),
        2 => Value::from(dice.whole()),
        3 => Number::from_f64(0.5).map_or(Value::Null, Value::Number),
        4 => Value::from(word(dice, words)),
        5 => Value::from(dice.word(NASTY)),
        6 => Value::from("x".repeat(dice.below(1000))),
        7 => (0..dice.below(40)).fold(Value::Null, |inside, _| match dice.once_in(2) {
            true => Value::Array(vec![inside]),
            false => Value::Object(Map::from_iter([("card".to_owned(), inside)])),
        }),
        _ => dice.one(others).map(|other| part(dice, other)).unwrap_or_default(),
    }
}

/// Some part of a value.
fn part(dice: &mut Dice, value: &Value) -> Value {
    let inside = match value {
        _ if dice.once_in(5) => None,
        Value::Array(items) => dice.one(items),
        Value::Object(fields) => {
            let at = dice.below(fields.len());
            fields.values().nth(at)
        }
        _ => None,
    };
    inside.map_or_else(|| value.clone(), |inside| part(dice, inside))
}

/// Every text and field name in it.
pub fn words_of(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(said) => into.push(said.clone()),
        Value::Array(items) => items.iter().for_each(|item| words_of(item, into)),
        Value::Object(fields) => {
            for (name, field) in fields {
                into.push(name.clone());
                words_of(field, into);
            }
        }
        _ => {}
    }
}
