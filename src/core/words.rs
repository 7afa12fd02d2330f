//! The texts of a content apart from its structure, one language at a time, and what is read first apart from what is
//! read later.
//!
//! A content is mostly words, and a clinician reads one language. So what is shipped is the structure, in which a text
//! takes no room at all, and for each language all its texts in the order in which the structure names them. Texts are
//! collected while a content is written ([`apart`]). It is read once ([`awaiting`]), with an empty place for every text, and
//! texts are put into their places as they come ([`Awaited`]). Texts that no screen shows before the recommendation
//! ([`rest`]) stand in lists of their own.

use crate::text::{Language, Slot, Text};
use std::cell::{Cell, RefCell};

/// What stands between two texts; no text contains it.
const BETWEEN: char = '\0';

/// Places are made so many at a time.
const BLOCK: usize = 128;

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
    /// Texts get places that are empty.
    Await(Awaited),
}

/// All texts of one content in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The German ones.
    pub de: String,
    /// The English ones.
    pub en: String,
}

/// The texts of a content that was read without them.
#[derive(Debug, Default)]
pub struct Awaited {
    first: Places,
    rest: Places,
}

impl Awaited {
    /// Puts the texts of a language that are read first into their places. Whether they are those of this content, which
    /// `seal` names; otherwise none is taken. What came before stays.
    #[must_use]
    pub fn first_come(&self, seal: &str, language: Language, words: &'static str) -> bool {
        self.first.come(seal, language, words)
    }

    /// The same for those that are read later.
    #[must_use]
    pub fn rest_come(&self, seal: &str, language: Language, words: &'static str) -> bool {
        self.rest.come(seal, language, words)
    }

    /// Whether those that are read first are there.
    #[must_use]
    pub fn first_here(&self, language: Language) -> bool {
        self.first.here(language)
    }

    /// Whether those that are read later are there.
    #[must_use]
    pub fn rest_here(&self, language: Language) -> bool {
        self.rest.here(language)
    }
}

/// Places of texts, in the order in which the structure names them.
#[derive(Debug, Default)]
struct Places {
    blocks: Vec<&'static [Slot]>,
    taken: usize,
}

impl Places {
    /// A new one at the end.
    fn next(&mut self) -> Option<&'static Slot> {
        let at = self.taken % BLOCK;
        if at == 0 {
            self.blocks.push((0..BLOCK).map(|_| Slot::default()).collect::<Vec<_>>().leak());
        }
        self.taken = self.taken.saturating_add(1);
        self.blocks.last()?.get(at)
    }

    fn come(&self, seal: &str, language: Language, words: &'static str) -> bool {
        let mut texts = words.split(BETWEEN);
        // Counting bytes is quicker than splitting twice.
        let count = words.bytes().filter(|byte| char::from(*byte) == BETWEEN).count();
        let fitting = texts.next() == Some(seal) && count == self.taken;
        if fitting {
            for (slot, text) in self.blocks.iter().copied().flatten().zip(texts) {
                let _stays = slot.of(language).set(text);
            }
        }
        fitting
    }

    /// All of a language come together.
    fn here(&self, language: Language) -> bool {
        self.blocks.iter().copied().flatten().next().is_some_and(|slot| slot.of(language).get().is_some())
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

/// Reads something whose texts stand apart, and tells where they belong when they come. Until then they are empty.
pub fn awaiting<R>(read: impl FnOnce() -> Option<R>) -> Option<(R, Awaited)> {
    MODE.set(Mode::Await(Awaited::default()));
    let read = read();
    // A reading that failed may have left it set.
    REST.set(false);
    match MODE.replace(Mode::Inside) {
        Mode::Await(awaited) => Some((read?, awaited)),
        _ => None,
    }
}

/// Takes a text out of what is written; whether it was taken.
pub(crate) fn collect(text: &Text) -> bool {
    MODE.with_borrow_mut(|mode| {
        let Mode::Collect { first, rest } = mode else { return false };
        let words = if REST.get() { rest } else { first };
        for (all, language) in [(&mut words.de, Language::De), (&mut words.en, Language::En)] {
            all.push(BETWEEN);
            all.push_str(text.get(language));
        }
        true
    })
}

/// The place of the next text, where texts stand apart.
pub(crate) fn give() -> Option<Text> {
    MODE.with_borrow_mut(|mode| {
        let Mode::Await(awaited) = mode else { return None };
        let places = if REST.get() { &mut awaited.rest } else { &mut awaited.first };
        places.next().map(Text::comes)
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(bound(deserialize = "'de: 'static"))]
    struct Page {
        title: Text,
        #[serde(with = "rest")]
        reason: Text,
        #[serde(with = "rest")]
        work: Text,
        note: Text,
    }

    const PAGE: Page = Page {
        title: Text::new("Fieber", "fever"),
        reason: Text::new("weil", "because"),
        work: Text::same("Lancet 2013"),
        note: Text::new("", ""),
    };

    fn both(words: Words) -> [(Language, &'static str); 2] {
        [(Language::De, words.de.leak()), (Language::En, words.en.leak())]
    }

    fn all_come(awaited: &Awaited, first: Words, rest: Words) -> bool {
        both(first).into_iter().all(|(language, words)| awaited.first_come("seal", language, words))
            && both(rest).into_iter().all(|(language, words)| awaited.rest_come("seal", language, words))
    }

    fn written() -> (Vec<u8>, Words, Words) {
        apart("seal", || postcard::to_allocvec(&PAGE).expect("it can be written"))
    }

    fn read() -> (Page, Awaited) {
        // Texts take no room in the structure, and there is nothing else in it.
        awaiting(|| postcard::from_bytes(&[]).ok()).expect("it can be read")
    }

    #[test]
    fn texts_come_into_their_places_and_take_no_room() {
        let (bytes, first, rest) = written();
        assert!(bytes.is_empty());
        let (page, awaited) = read();
        assert!(all_come(&awaited, first, rest));
        assert_eq!(page, PAGE);
    }

    #[test]
    fn what_has_not_come_is_empty_until_it_comes() {
        let (_, first, rest) = written();
        assert!(!first.de.contains("weil") && !first.de.contains("Lancet") && !rest.de.contains("Fieber"));
        let (page, awaited) = read();
        // Copies are filled too: they have the same places.
        let copy = page;
        let nothing = Page { title: Text::same(""), reason: Text::same(""), work: Text::same(""), ..PAGE };
        assert_eq!(page, nothing);
        assert!(!awaited.first_here(Language::De) && !awaited.rest_here(Language::De));
        assert!(awaited.first_come("seal", Language::De, first.de.clone().leak()));
        assert_eq!(page, Page { title: Text::new("Fieber", ""), ..nothing });
        assert!(awaited.first_here(Language::De) && !awaited.first_here(Language::En));
        // What came before may come again.
        assert!(all_come(&awaited, first, rest));
        assert_eq!(copy, PAGE);
        assert!(awaited.rest_here(Language::De) && awaited.rest_here(Language::En));
        // Another reading has other places.
        assert_eq!(read().0, nothing);
    }

    #[test]
    fn words_of_another_content_are_refused_and_none_is_taken() {
        let (_, first, rest) = written();
        let (page, awaited) = read();
        for wrong in ["", "other\0a\0b", "seal\0a", "seal\0a\0b\0c"] {
            for language in [Language::De, Language::En] {
                assert!(!awaited.first_come("seal", language, wrong), "{wrong:?}");
                assert!(!awaited.rest_come("seal", language, wrong), "{wrong:?}");
            }
        }
        assert_eq!(page, read().0);
        // Nothing of a refusal is left over.
        assert!(all_come(&awaited, first, rest));
        assert_eq!(page, PAGE);
    }

    #[test]
    fn more_texts_than_places_are_made_at_a_time() {
        let many: Vec<Text> = (0..300).map(|n: u32| Text::same(n.to_string().leak())).collect();
        let (bytes, first, rest) = apart("seal", || postcard::to_allocvec(&many).expect("it can be written"));
        let bytes: &'static [u8] = bytes.leak();
        let (back, awaited) = awaiting(|| postcard::from_bytes::<Vec<Text>>(bytes).ok()).expect("it can be read");
        assert!(all_come(&awaited, first, rest));
        assert_eq!(back, many);
    }

    #[test]
    fn otherwise_a_text_stands_where_it_is_written() {
        let bytes = postcard::to_allocvec(&PAGE).expect("it can be written").leak();
        assert_eq!(postcard::from_bytes::<Page>(bytes).ok(), Some(PAGE));
    }
}
