//! Reads the fields of one map by name and remembers which have a meaning.

use super::trouble::{Form, Kind, Part, Troubles, is_bad, shown};
use super::{Value, limits};
use crate::age::{AgeLimit, AgeLimitError};
use crate::network::Hours;
use crate::text::Text;

/// What is being read, and what is wrong with it so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) troubles: Troubles,
    /// Whether texts are kept. All content lives as long as the program, so a text that is kept is never given back:
    /// data is read once to see what is wrong, and only what is right is read again and kept.
    pub(super) keep: bool,
}

impl Reading {
    /// A text as long as the program lives.
    pub(super) fn kept(&self, text: &str) -> &'static str {
        if self.keep { text.to_owned().leak() } else { "" }
    }
}

/// The fields of one map.
pub(super) struct Fields<'v> {
    fields: &'v [(String, Value)],
    asked: Vec<&'static str>,
}

impl<'v> Fields<'v> {
    /// None, and told, when the value is no map.
    pub(super) fn of(value: &'v Value, reading: &mut Reading) -> Option<Self> {
        match value {
            Value::Map(fields) => Some(Self { fields, asked: Vec::new() }),
            _ => {
                reading.troubles.add(Kind::WrongForm(Form::Fields));
                None
            }
        }
    }

    /// Says which fields nobody asked for, and which came twice.
    pub(super) fn finish(self, reading: &mut Reading) {
        for (ix, (field, _)) in self.fields.iter().enumerate() {
            if !self.asked.contains(&field.as_str()) {
                reading.troubles.add(Kind::Unknown(shown(field)));
            } else if self.fields.iter().take(ix).any(|(before, _)| before == field) {
                reading.troubles.add(Kind::Twice(shown(field)));
            }
        }
    }

    /// A field that may be missing.
    pub(super) fn maybe(&mut self, field: &'static str) -> Option<&'v Value> {
        self.asked.push(field);
        let found = self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value);
        found.filter(|value| **value != Value::Null)
    }

    fn need(&mut self, field: &'static str, reading: &mut Reading) -> Option<&'v Value> {
        let found = self.maybe(field);
        if found.is_none() {
            reading.troubles.add(Kind::Missing(field));
        }
        found
    }

    /// A text that may be missing or empty, trimmed.
    pub(super) fn maybe_text(&mut self, field: &'static str, reading: &mut Reading) -> &'v str {
        self.maybe(field).map_or("", |value| text(field, value, reading).unwrap_or_default())
    }

    /// A text, trimmed; empty, and told, when there is none.
    pub(super) fn text(&mut self, field: &'static str, reading: &mut Reading) -> &'v str {
        let read = self.need(field, reading).and_then(|value| text(field, value, reading));
        if read == Some("") {
            reading.troubles.add(Kind::Missing(field));
        }
        read.unwrap_or_default()
    }

    /// A name in small letters.
    pub(super) fn id(&mut self, field: &'static str, hyphen: bool, reading: &mut Reading) -> &'v str {
        let id = self.text(field, reading);
        let between = if hyphen { '-' } else { '_' };
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == between;
        let is_id = id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(fits);
        if !id.is_empty() && !is_id {
            let form = if hyphen { Form::HyphenId } else { Form::Id };
            reading.troubles.add_in(field, Kind::WrongForm(form));
        }
        id
    }

    /// A text in German and English. Where one is missing the other stands for both: better another language than a
    /// line without a name.
    pub(super) fn texts(&mut self, field: &'static str, reading: &mut Reading) -> Text {
        let Some(value) = self.need(field, reading) else { return Text::default() };
        reading.troubles.enter(Part::Field(field));
        let read = match value {
            Value::Map(_) => Self::of(value, reading).map(|mut texts| {
                let (de, en) = (texts.maybe_text("de", reading), texts.maybe_text("en", reading));
                texts.finish(reading);
                (if de.is_empty() { en } else { de }, if en.is_empty() { de } else { en })
            }),
            _ => {
                reading.troubles.add(Kind::WrongForm(Form::Texts));
                None
            }
        };
        reading.troubles.leave();
        if read == Some(("", "")) {
            reading.troubles.add(Kind::Missing(field));
        }
        let (de, en) = read.unwrap_or_default();
        Text::new(reading.kept(de), reading.kept(en))
    }

    /// A whole number that may be missing.
    pub(super) fn maybe_number(
        &mut self,
        field: &'static str,
        low: u16,
        high: u16,
        reading: &mut Reading,
    ) -> Option<u16> {
        let value = self.maybe(field)?;
        let Value::Number(number) = value else {
            reading.troubles.add_in(field, Kind::WrongForm(Form::WholeNumber));
            return None;
        };
        let number = u16::try_from(*number).ok().filter(|number| low <= *number && *number <= high);
        if number.is_none() {
            reading.troubles.add_in(field, Kind::OutOfRange { low, high });
        }
        number
    }

    /// A whole number; 0, and told, when there is none.
    pub(super) fn number(&mut self, field: &'static str, low: u16, high: u16, reading: &mut Reading) -> u16 {
        if self.need(field, reading).is_none() {
            return 0;
        }
        self.maybe_number(field, low, high, reading).unwrap_or_default()
    }

    /// One of several words, which may be missing.
    pub(super) fn maybe_word<T: Copy>(
        &mut self,
        field: &'static str,
        words: &[(&str, T)],
        form: Form,
        reading: &mut Reading,
    ) -> Option<T> {
        self.maybe(field).and_then(|value| one_of(words, text(field, value, reading)?, field, form, reading))
    }

    /// One of several words; none, and told, when it is missing.
    pub(super) fn word<T: Copy>(
        &mut self,
        field: &'static str,
        words: &[(&str, T)],
        form: Form,
        reading: &mut Reading,
    ) -> Option<T> {
        self.need(field, reading).and_then(|value| one_of(words, text(field, value, reading)?, field, form, reading))
    }

    /// An age limit that may be missing.
    pub(super) fn age(&mut self, field: &'static str, reading: &mut Reading) -> Option<AgeLimit> {
        let text = self.maybe_text(field, reading);
        if text.is_empty() {
            return None;
        }
        let read = AgeLimit::parse(text);
        if let Err(AgeLimitError::NotAUnit | AgeLimitError::OutOfRange) = read {
            reading.troubles.add_in(field, Kind::WrongForm(Form::Age));
        }
        read.ok()
    }

    /// Lines of hours; none: always.
    pub(super) fn hours(&mut self, field: &'static str, reading: &mut Reading) -> Vec<Hours> {
        let mut all = Vec::new();
        for line in self.lines(field, limits::HOURS, reading) {
            match Hours::parse(line) {
                Some(hours) => all.extend(hours),
                None => reading.troubles.add_in(field, Kind::WrongForm(Form::Hours)),
            }
        }
        all
    }

    /// A list of texts that may be missing.
    pub(super) fn lines(&mut self, field: &'static str, limit: usize, reading: &mut Reading) -> Vec<&'v str> {
        let items = self.items(field, limit, reading).iter();
        items.filter_map(|item| text(field, item, reading)).collect()
    }

    fn items(&mut self, field: &'static str, limit: usize, reading: &mut Reading) -> &'v [Value] {
        let kind = match self.maybe(field) {
            None => return &[],
            Some(Value::List(items)) if items.len() <= limit => return items,
            Some(Value::List(_)) => Kind::TooMany { limit },
            Some(_) => Kind::WrongForm(Form::List),
        };
        reading.troubles.add_in(field, kind);
        &[]
    }

    /// A list of maps that may be missing, each read by `read`.
    pub(super) fn list<T>(
        &mut self,
        field: &'static str,
        limit: usize,
        reading: &mut Reading,
        mut read: impl FnMut(&mut Fields<'v>, &mut Reading) -> Option<T>,
    ) -> Vec<T> {
        let mut all = Vec::new();
        for (position, item) in (1..).zip(self.items(field, limit, reading)) {
            reading.troubles.enter(Part::Entry { of: field, position, id: name(item) });
            if let Some(mut fields) = Self::of(item, reading) {
                all.extend(read(&mut fields, reading));
                fields.finish(reading);
            }
            reading.troubles.leave();
        }
        all
    }
}

fn one_of<T: Copy>(
    words: &[(&str, T)],
    word: &str,
    field: &'static str,
    form: Form,
    reading: &mut Reading,
) -> Option<T> {
    let found = words.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
    if found.is_none() {
        reading.troubles.add_in(field, Kind::WrongForm(form));
    }
    found
}

/// What an item calls itself.
fn name(item: &Value) -> String {
    match item.field("id").or_else(|| item.field("capability")) {
        Some(Value::Text(id)) => shown(id.trim()),
        _ => String::new(),
    }
}

fn text<'v>(field: &'static str, value: &'v Value, reading: &mut Reading) -> Option<&'v str> {
    let kind = match value {
        Value::Text(text) if text.chars().nth(limits::TEXT).is_some() => Kind::TooLong { limit: limits::TEXT },
        Value::Text(text) if text.chars().any(is_bad) => Kind::BadCharacters,
        Value::Text(text) => return Some(text.trim()),
        _ => Kind::WrongForm(Form::Text),
    };
    reading.troubles.add_in(field, kind);
    None
}
