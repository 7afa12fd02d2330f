//! Fields in the order in which they are written, and the words that stand for meanings.

use super::Value;

/// Fields in the order in which they are written.
#[derive(Default)]
pub(super) struct Map(pub(super) Vec<(String, Value)>);

impl Map {
    pub(super) fn value(mut self, field: &str, value: Value) -> Self {
        self.0.push((field.to_owned(), value));
        self
    }

    pub(super) fn text(self, field: &str, text: &str) -> Self {
        self.value(field, Value::Text(text.to_owned()))
    }

    pub(super) fn map(self) -> Value {
        Value::Map(self.0)
    }
}

/// The word for a meaning; each meaning has one.
pub(super) fn word<T: PartialEq>(words: &[(&'static str, T)], meaning: T) -> &'static str {
    words.iter().find(|(_, one)| *one == meaning).map_or("", |(word, _)| word)
}

/// The meaning of a word.
pub(super) fn meaning<T: Copy>(words: &[(&'static str, T)], value: Option<&Value>) -> Option<T> {
    let said = value?.text()?;
    words.iter().find(|(word, _)| *word == said).map(|(_, meaning)| *meaning)
}
