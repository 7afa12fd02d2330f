//! The one door for foreign data: a file, a link, a code, a message, an older version's storage.
//!
//! The platform reads the text (in the browser its own JSON reader, in tests another); what comes in here is a [`Value`].
//! Everything foreign stands in a versioned envelope, `{ "paedlotse": "network-card", "version": 1, … }`, and is read field
//! by field: what is not understood is said, never guessed and never left out silently, because a limit that is
//! dropped would make a house seem to do more than it does. Nothing here panics.

pub mod advice;
pub mod card;
pub mod case;
pub mod chart;
pub mod config;
mod fields;
mod json;
pub mod limits;
mod map;
pub mod record;
pub mod release;
mod trouble;

pub use trouble::{Form, Kind, Part, Trouble};

/// What a platform's reader of JSON gives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing; as if the field were not there.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A number that is too large or has too many digits: nothing here has a place for it, so its value is not kept.
    Fraction,
    /// A decimal number: so many of 10 to the power of minus so many.
    Decimal(i64, u8),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Fields in the order in which they came.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Fields in the order in which they are written.
    #[must_use]
    pub fn map<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Map(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// A text.
    #[must_use]
    pub fn said(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A number that is not a whole one, as a platform writes it: "38.6", "-0.5", "1e-7".
    #[must_use]
    pub fn of_decimal(text: &str) -> Self {
        let read = || {
            let (whole, fraction) = text.split_once('.')?;
            let digits = [whole, fraction].concat().parse().ok()?;
            Some(Self::Decimal(digits, u8::try_from(fraction.len()).ok()?))
        };
        read().unwrap_or(Self::Fraction)
    }

    /// The first field with this name, where this is a map.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text it is.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, where this is a list; else none.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The whole number it is.
    #[must_use]
    pub const fn number(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The truth it is.
    #[must_use]
    pub const fn truth(&self) -> Option<bool> {
        match self {
            Self::Bool(truth) => Some(*truth),
            _ => None,
        }
    }
}
