//! The clinical content that was compiled into this build.

use crate::app::model::Content;
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::text::Language;
use paedlotse_core::words::{Awaited, awaiting};

/// Everything but the texts.
const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));
const DIGEST: &str = env!("PAEDLOTSE_DIGEST");

/// What was shown for this rule set and its network cards: each law, and over how much. Empty when nothing was.
pub const SHOWN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/certificate.rs"));

/// The texts that are read later: a part of the rest of the program ([`crate::rest`]).
pub const REST: Texts = [
    (Language::De, include_str!(concat!(env!("OUT_DIR"), "/rest-de.txt"))),
    (Language::En, include_str!(concat!(env!("OUT_DIR"), "/rest-en.txt"))),
];

/// Texts of the content in both languages.
pub type Texts = [(Language, &'static str); 2];

/// Read once: the structure, and where the texts belong that come later.
#[derive(Debug)]
pub struct Structure {
    set: ProtocolSet,
    awaited: Awaited,
}

impl Structure {
    /// Reads it.
    #[must_use]
    pub fn read() -> Option<Self> {
        let (set, awaited) = awaiting(|| postcard::from_bytes(BYTES).ok())?;
        Some(Self { set, awaited })
    }

    /// Whether the texts of this language are there.
    #[must_use]
    pub fn speaks(&self, language: Language) -> bool {
        self.awaited.first_here(language)
    }

    /// Takes the texts of a language over; those of another release change nothing.
    pub fn take(&self, language: Language, words: &'static str) {
        let _taken = self.awaited.first_come(DIGEST, language, words);
    }

    /// Takes over the texts that are read later.
    pub fn take_rest(&self, rest: Texts) {
        for (language, words) in rest {
            let _taken = self.awaited.rest_come(DIGEST, language, words);
        }
    }

    /// The content with the texts that are there. None while no language is; then the app must not start.
    #[must_use]
    pub fn content(&self) -> Option<Content> {
        let (german, english) = (self.speaks(Language::De), self.speaks(Language::En));
        let whole = self.awaited.rest_here(Language::De) && self.awaited.rest_here(Language::En);
        (german || english).then(|| Content {
            set: self.set,
            digest: DIGEST.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            german,
            english,
            whole,
            late: crate::rest::here().filter(|_| whole).map(|rest| rest.late),
        })
    }
}

/// The texts that are read first: the app for the browser fetches them apart.
#[cfg(not(target_family = "wasm"))]
const FIRST: Texts = [
    (Language::De, include_str!(concat!(env!("OUT_DIR"), "/words-de.txt"))),
    (Language::En, include_str!(concat!(env!("OUT_DIR"), "/words-en.txt"))),
];

/// With both languages inside.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn shipped() -> Option<Content> {
    let structure = Structure::read()?;
    FIRST.iter().for_each(|(language, words)| structure.take(*language, words));
    structure.take_rest(REST);
    structure.content()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_that_comes_is_put_into_the_content_that_is_there() {
        let structure = Structure::read().expect("it can be read");
        let [(german, de), (english, en)] = FIRST;
        structure.take(german, "of another release\0Fieber");
        assert!(structure.content().is_none(), "without words the app must not start");

        structure.take(german, de);
        let at_first = structure.content().expect("one language is enough");
        assert!(at_first.german && !at_first.english && !at_first.whole && at_first.late.is_none());
        let title =
            |content: &Content, language: Language| content.set.protocols.first().map(|p| p.title.get(language));
        let why = |content: &Content| content.set.rules.first().map(|rule| rule.why.get(german));
        assert!(title(&at_first, german).is_some_and(|title| !title.is_empty()));
        assert_eq!((title(&at_first, english), why(&at_first)), (Some(""), Some("")));

        structure.take_rest(REST);
        structure.take(english, en);
        let now = structure.content().expect("both languages are there");
        assert!(now.german && now.english && now.whole && now != at_first);
        assert!(title(&now, english).is_some_and(|title| !title.is_empty()));
        assert!(why(&now).is_some_and(|why| !why.is_empty()));
        // It was read once: what was handed out before has the texts too.
        assert_eq!(at_first.set, now.set);
    }
}
