//! What a person reads: every text exists in German and in English.

use crate::words;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::OnceLock;

/// The language a person reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// German, the first language of the users.
    #[default]
    De,
    /// English.
    En,
}

/// One text in both languages; the compiler refuses content that lacks one.
#[derive(Clone, Copy)]
pub struct Text(Kept);

#[derive(Clone, Copy)]
enum Kept {
    Here {
        de: &'static str,
        en: &'static str,
    },
    /// It comes after the content was read ([`words::Awaited`]).
    Comes(&'static Slot),
}

/// The place of a text that comes later. What has come stays.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    de: OnceLock<&'static str>,
    en: OnceLock<&'static str>,
}

impl Slot {
    pub(crate) const fn of(&self, language: Language) -> &OnceLock<&'static str> {
        match language {
            Language::De => &self.de,
            Language::En => &self.en,
        }
    }
}

impl Text {
    /// A text that is there.
    #[must_use]
    pub const fn new(de: &'static str, en: &'static str) -> Self {
        Self(Kept::Here { de, en })
    }

    /// What is the same in every language, such as the title of a work.
    #[must_use]
    pub const fn same(name: &'static str) -> Self {
        Self::new(name, name)
    }

    pub(crate) const fn comes(slot: &'static Slot) -> Self {
        Self(Kept::Comes(slot))
    }

    /// The text in `language`; empty while it has not come.
    #[must_use]
    pub fn get(&self, language: Language) -> &'static str {
        match (self.0, language) {
            (Kept::Here { de, .. }, Language::De) => de,
            (Kept::Here { en, .. }, Language::En) => en,
            (Kept::Comes(slot), language) => slot.of(language).get().copied().unwrap_or_default(),
        }
    }

    fn both(&self) -> (&'static str, &'static str) {
        (self.get(Language::De), self.get(Language::En))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::same("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.both() == other.both()
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (de, en) = self.both();
        f.debug_struct("Text").field("de", &de).field("en", &en).finish()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if words::collect(self) { serializer.serialize_unit() } else { self.both().serialize(serializer) }
    }
}

impl<'de: 'static> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match words::give() {
            Some(text) => <()>::deserialize(deserializer).map(|()| text),
            None => <(&'static str, &'static str)>::deserialize(deserializer).map(|(de, en)| Self::new(de, en)),
        }
    }
}
