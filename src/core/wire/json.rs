//! Writes a value as JSON text. Reading text is left to the platform's own reader.

use super::Value;
use std::fmt::Write as _;

impl Value {
    /// The value as JSON, on one line.
    #[must_use]
    pub fn json(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, to: &mut String) {
        match self {
            // A fraction has no place in anything that is written here.
            Self::Null | Self::Fraction => to.push_str("null"),
            Self::Bool(truth) => to.push_str(if *truth { "true" } else { "false" }),
            Self::Number(number) => {
                // Writing to a string cannot fail.
                let _written = write!(to, "{number}");
            }
            Self::Decimal(scaled, decimals) => decimal(*scaled, *decimals, to),
            Self::Text(text) => quoted(text, to),
            Self::List(items) => {
                to.push('[');
                for (position, item) in items.iter().enumerate() {
                    to.push_str(if position == 0 { "" } else { "," });
                    item.write(to);
                }
                to.push(']');
            }
            Self::Map(fields) => {
                to.push('{');
                for (position, (name, value)) in fields.iter().enumerate() {
                    to.push_str(if position == 0 { "" } else { "," });
                    quoted(name, to);
                    to.push(':');
                    value.write(to);
                }
                to.push('}');
            }
        }
    }
}

/// Every digit is written: 38.0 says how exactly was measured, 38 does not.
fn decimal(scaled: i64, decimals: u8, to: &mut String) {
    let places = usize::from(decimals);
    let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let (sign, point) = (if scaled < 0 { "-" } else { "" }, if fraction.is_empty() { "" } else { "." });
    let _written = write!(to, "{sign}{whole}{point}{fraction}");
}

fn quoted(text: &str, to: &mut String) {
    to.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                to.push('\\');
                to.push(c);
            }
            // Line separators are allowed in JSON, but not everywhere JSON ends up.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let _written = write!(to, "\\u{:04x}", u32::from(c));
            }
            c => to.push(c),
        }
    }
    to.push('"');
}
