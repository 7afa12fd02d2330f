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
    /// A number that is not whole, or too large: nothing here has a place for it, so its value is not kept.
    Fraction,
    /// A decimal number to be written: so many of 10 to the power of minus so many. No platform's reader gives one.
    Decimal(i64, u8),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Fields in the order in which they came.
    Map(Vec<(String, Value)>),
}

impl Value {
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
