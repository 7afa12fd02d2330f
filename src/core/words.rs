//! The texts of a content apart from its structure, one language at a time, and what is read first apart from what is
//! read later.
//!
//! A content is mostly words, and a clinician reads one language. So what is shipped is the structure, in which a text
//! takes no room at all, and for each language all its texts in the order in which the structure names them. Texts are
//! collected while a content is written ([`apart`]) and given back while it is read ([`together`]). Texts that no screen
//! shows before the recommendation ([`rest`]) stand in lists of their own.

use crate::text::Text;
use std::cell::{Cell, RefCell};
use std::str::Split;

/// What stands between two texts; no text contains it.
const BETWEEN: char = '\0';

thread_local! {
    static MODE: RefCell<Mode> = const { RefCell::new(Mode::Inside) };
    /// What is written or read now belongs to the rest.
    static REST: Cell<bool> = const { Cell::new(false) };
}

enum Mode {
    /// Texts are written and read where they stand.
    Inside,
    /// Texts are collected.
    Collect { first: Words, rest: Words },
    /// Texts are given back.
    Give { first: Texts, rest: Texts },
}

/// All texts of one content in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The German ones.
    pub de: String,
    /// The English ones.
    pub en: String,
}

/// The texts that have come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Come {
    /// The German ones.
    pub de: Option<&'static str>,
    /// The English ones.
    pub en: Option<&'static str>,
}

#[derive(Clone)]
struct Texts {
    de: Option<Split<'static, char>>,
    en: Option<Split<'static, char>>,
}

impl Texts {
    /// None when they are those of another content.
    fn begun(seal: &str, come: Come) -> Option<Self> {
        let begun = |words: Option<&'static str>| {
            let mut texts = words.map(|words| words.split(BETWEEN));
            let sealed = texts.as_mut().is_none_or(|texts| texts.next() == Some(seal));
            sealed.then_some(texts)
        };
        Some(Self { de: begun(come.de)?, en: begun(come.en)? })
    }

    /// The next one; of a language that has not come it is empty.
    fn next(&mut self) -> Result<Text, &'static str> {
        let next = |texts: &mut Option<Split<'static, char>>| match texts {
            Some(texts) => texts.next().ok_or("a text is missing"),
            None => Ok(""),
        };
        Ok(Text { de: next(&mut self.de)?, en: next(&mut self.en)? })
    }

    fn used_up(self) -> bool {
        [self.de, self.en].into_iter().flatten().all(|mut texts| texts.next().is_none())
    }
}

/// Writes something that holds texts; they come beside it, those that are read first and the rest.
/// `seal` begins all lists, so that no other content takes them.
pub fn apart<R>(seal: &str, write: impl FnOnce() -> R) -> (R, Words, Words) {
    let sealed = Words { de: seal.to_owned(), en: seal.to_owned() };
    MODE.set(Mode::Collect { first: sealed.clone(), rest: sealed });
    let written = write();
    match MODE.replace(Mode::Inside) {
        Mode::Collect { first, rest } => (written, first, rest),
        _ => (written, Words::default(), Words::default()),
    }
}

/// Reads something whose texts stand apart; what has not come is empty. None when the words are those of another
/// content, or of none.
pub fn together<R>(seal: &str, first: Come, rest: Come, read: impl FnOnce() -> Option<R>) -> Option<R> {
    MODE.set(Mode::Give { first: Texts::begun(seal, first)?, rest: Texts::begun(seal, rest)? });
    let read = read();
    // A reading that failed may have left it set.
    REST.set(false);
    match MODE.replace(Mode::Inside) {
        Mode::Give { first, rest } if first.clone().used_up() && rest.clone().used_up() => read,
        _ => None,
    }
}

/// Takes a text out of what is written; whether it was taken.
pub(crate) fn collect(text: &Text) -> bool {
    MODE.with_borrow_mut(|mode| {
        let Mode::Collect { first, rest } = mode else { return false };
        let words = if REST.get() { rest } else { first };
        for (all, one) in [(&mut words.de, text.de), (&mut words.en, text.en)] {
            all.push(BETWEEN);
            all.push_str(one);
        }
        true
    })
}

/// The next text, where texts stand apart; an error when there is none left.
pub(crate) fn give() -> Option<Result<Text, &'static str>> {
    MODE.with_borrow_mut(|mode| {
        let Mode::Give { first, rest } = mode else { return None };
        Some(if REST.get() { rest.next() } else { first.next() })
    })
}

/// For a field whose texts are read later: `#[serde(with = "crate::words::rest")]`.
pub(crate) mod rest {
    use super::REST;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        REST.set(true);
        let written = value.serialize(serializer);
        REST.set(false);
        written
    }

    pub(crate) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        REST.set(true);
        let read = T::deserialize(deserializer);
        REST.set(false);
        read
    }
}

/// For a field that is the same in every language and read later, such as the title of a work:
/// `#[serde(with = "crate::words::rest_name")]`.
pub(crate) mod rest_name {
    use super::{REST, collect, give};
    use crate::text::Text;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(name: &&'static str, serializer: S) -> Result<S::Ok, S::Error> {
        REST.set(true);
        let taken = collect(&Text { de: name, en: name });
        REST.set(false);
        if taken { serializer.serialize_unit() } else { serializer.serialize_str(name) }
    }

    pub(crate) fn deserialize<'de: 'static, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
        REST.set(true);
        let text = give();
        REST.set(false);
        match text {
            Some(text) => {
                <()>::deserialize(deserializer)?;
                let text = text.map_err(D::Error::custom)?;
                Ok(if text.de.is_empty() { text.en } else { text.de })
            }
            None => <&'static str>::deserialize(deserializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    struct Page {
        title: Text,
        #[serde(with = "rest")]
        reason: Text,
        #[serde(with = "rest_name")]
        work: &'static str,
        note: Text,
    }

    const PAGE: Page = Page {
        title: Text { de: "Fieber", en: "fever" },
        reason: Text { de: "weil", en: "because" },
        work: "Lancet 2013",
        note: Text { de: "", en: "" },
    };

    fn leaked(words: String) -> Option<&'static str> {
        Some(words.leak())
    }

    fn come(words: Words) -> Come {
        Come { de: leaked(words.de), en: leaked(words.en) }
    }

    fn written() -> (Vec<u8>, Words, Words) {
        apart("seal", || postcard::to_allocvec(&PAGE).expect("it can be written"))
    }

    fn read(first: Come, rest: Come) -> Option<Page> {
        together("seal", first, rest, || postcard::from_bytes(written_bytes()).ok())
    }

    fn written_bytes() -> &'static [u8] {
        // Collecting and giving back never overlap in the app; here the bytes are always the same: none.
        &[]
    }

    #[test]
    fn texts_come_back_in_their_order_and_take_no_room() {
        let (bytes, first, rest) = written();
        assert_eq!(bytes, written_bytes());
        assert_eq!(read(come(first.clone()), come(rest.clone())), Some(PAGE));
        let german = |words: Words| Come { de: leaked(words.de), en: None };
        let only = |text: Text| Text { en: "", ..text };
        let half = Page { title: only(PAGE.title), reason: only(PAGE.reason), note: only(PAGE.note), ..PAGE };
        assert_eq!(read(german(first), german(rest)), Some(half));
    }

    #[test]
    fn what_is_read_later_is_empty_until_it_comes() {
        let (_, first, rest) = written();
        assert!(!first.de.contains("weil") && !first.de.contains("Lancet") && !rest.de.contains("Fieber"));
        let until = Page { reason: Text::default(), work: "", ..PAGE };
        assert_eq!(read(come(first), Come::default()), Some(until));
    }

    #[test]
    fn words_of_another_content_are_refused() {
        let (_, first, rest) = written();
        for wrong in ["", "other\0a\0b", "seal\0a", "seal\0a\0b\0c"] {
            let wrong = Come { de: Some(wrong), en: None };
            assert_eq!(read(wrong, come(rest.clone())), None, "{wrong:?}");
            assert_eq!(read(come(first.clone()), wrong), None, "{wrong:?}");
        }
        // Nothing of a failed reading is left over.
        assert_eq!(read(come(first), come(rest)), Some(PAGE));
    }

    #[test]
    fn otherwise_a_text_stands_where_it_is_written() {
        let bytes = postcard::to_allocvec(&PAGE).expect("it can be written").leak();
        assert_eq!(postcard::from_bytes::<Page>(bytes).ok(), Some(PAGE));
    }
}
