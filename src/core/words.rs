//! The texts of a content apart from its structure, one language at a time.
//!
//! A content is mostly words, and a clinician reads one language. So what is shipped is the structure, in which a text
//! takes no room at all, and for each language all its texts in the order in which the structure names them. Texts are
//! collected while a content is written ([`apart`]) and given back while it is read ([`together`]).

use crate::text::Text;
use std::cell::RefCell;
use std::str::Split;

/// What stands between two texts; no text contains it.
const BETWEEN: char = '\0';

thread_local! {
    static MODE: RefCell<Mode> = const { RefCell::new(Mode::Inside) };
}

enum Mode {
    /// Texts are written and read where they stand.
    Inside,
    /// Texts are collected.
    Collect { de: String, en: String },
    /// Texts are given back.
    Give { de: Option<Split<'static, char>>, en: Option<Split<'static, char>> },
}

/// All texts of one content in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The German ones.
    pub de: String,
    /// The English ones.
    pub en: String,
}

/// Writes something that holds texts; they come beside it. `seal` begins both lists, so that no other content takes them.
pub fn apart<R>(seal: &str, write: impl FnOnce() -> R) -> (R, Words) {
    MODE.set(Mode::Collect { de: seal.to_owned(), en: seal.to_owned() });
    let written = write();
    let words = match MODE.replace(Mode::Inside) {
        Mode::Collect { de, en } => Words { de, en },
        _ => Words::default(),
    };
    (written, words)
}

/// Reads something whose texts stand apart; of a language that is not there they are empty. None when the words are those
/// of another content, or of none.
pub fn together<R>(
    seal: &str,
    de: Option<&'static str>,
    en: Option<&'static str>,
    read: impl FnOnce() -> Option<R>,
) -> Option<R> {
    let begun = |words: Option<&'static str>| {
        let mut texts = words.map(|words| words.split(BETWEEN));
        let sealed = texts.as_mut().is_none_or(|texts| texts.next() == Some(seal));
        sealed.then_some(texts)
    };
    let (de, en) = (begun(de)?, begun(en)?);
    MODE.set(Mode::Give { de, en });
    let read = read();
    let used_up = |texts: Option<Split<'static, char>>| texts.is_none_or(|mut texts| texts.next().is_none());
    match MODE.replace(Mode::Inside) {
        Mode::Give { de, en } if used_up(de.clone()) && used_up(en.clone()) => read,
        _ => None,
    }
}

/// Takes a text out of what is written; whether it was taken.
pub(crate) fn collect(text: &Text) -> bool {
    MODE.with_borrow_mut(|mode| {
        let Mode::Collect { de, en } = mode else { return false };
        for (all, one) in [(de, text.de), (en, text.en)] {
            all.push(BETWEEN);
            all.push_str(one);
        }
        true
    })
}

/// The next text, where texts stand apart; an error when there is none left.
pub(crate) fn give() -> Option<Result<Text, &'static str>> {
    MODE.with_borrow_mut(|mode| {
        let Mode::Give { de, en } = mode else { return None };
        let next = |texts: &mut Option<Split<'static, char>>| match texts {
            Some(texts) => texts.next().ok_or("a text is missing"),
            None => Ok(""),
        };
        Some(next(de).and_then(|de| Ok(Text { de, en: next(en)? })))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [Text; 3] =
        [Text { de: "Fieber", en: "fever" }, Text { de: "", en: "" }, Text { de: "Husten", en: "cough" }];

    fn written() -> (Vec<u8>, Words) {
        apart("seal", || postcard::to_allocvec(&TEXTS).expect("it can be written"))
    }

    fn read(de: Option<String>, en: Option<String>) -> Option<[Text; 3]> {
        let (bytes, _) = written();
        let leaked = |words: Option<String>| words.map(|words| &*words.leak());
        together("seal", leaked(de), leaked(en), || postcard::from_bytes(bytes.leak()).ok())
    }

    #[test]
    fn texts_come_back_in_their_order_and_take_no_room() {
        let (bytes, words) = written();
        assert!(bytes.is_empty(), "{bytes:?}");
        assert_eq!(read(Some(words.de.clone()), Some(words.en)), Some(TEXTS));
        assert_eq!(read(Some(words.de), None), Some(TEXTS.map(|text| Text { en: "", ..text })));
    }

    #[test]
    fn words_of_another_content_are_refused() {
        let (_, words) = written();
        for wrong in ["", "other\0a\0b\0c", "seal\0a\0b", "seal\0a\0b\0c\0d"] {
            assert_eq!(read(Some(wrong.to_owned()), Some(words.en.clone())), None, "{wrong}");
            assert_eq!(read(Some(words.de.clone()), Some(wrong.to_owned())), None, "{wrong}");
        }
    }

    #[test]
    fn otherwise_a_text_stands_where_it_is_written() {
        let bytes = postcard::to_allocvec(&TEXTS).expect("it can be written").leak();
        assert_eq!(postcard::from_bytes::<[Text; 3]>(bytes).ok(), Some(TEXTS));
    }
}
