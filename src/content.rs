//! The clinical content that was compiled into this build.

use crate::app::model::Content;
use paedlotse_core::words::{Come, together};

/// Everything but the texts.
const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));
const DIGEST: &str = env!("PAEDLOTSE_DIGEST");

/// What was shown for this rule set and its network cards: each law, and over how much. Empty when nothing was.
pub const SHOWN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/certificate.rs"));

/// The texts that are read later, in both languages: a part of the rest of the program ([`crate::rest`]).
pub const REST: Come = Come {
    de: Some(include_str!(concat!(env!("OUT_DIR"), "/rest-de.txt"))),
    en: Some(include_str!(concat!(env!("OUT_DIR"), "/rest-en.txt"))),
};

/// Reads it with the texts that are there. None when no language is there, or the texts are of another release; then the
/// app must not start with it.
#[must_use]
pub fn with_words(words: Come, rest: Option<Come>) -> Option<Content> {
    if words == Come::default() {
        return None;
    }
    Some(Content {
        set: together(DIGEST, words, rest.unwrap_or_default(), || postcard::from_bytes(BYTES).ok())?,
        digest: DIGEST.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        german: words.de.is_some(),
        english: words.en.is_some(),
        whole: rest.is_some(),
        late: rest.and_then(|_| crate::rest::here()).map(|rest| rest.late),
    })
}

/// With both languages inside; the app for the browser fetches them apart.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn shipped() -> Option<Content> {
    const DE: &str = include_str!(concat!(env!("OUT_DIR"), "/words-de.txt"));
    const EN: &str = include_str!(concat!(env!("OUT_DIR"), "/words-en.txt"));
    with_words(Come { de: Some(DE), en: Some(EN) }, Some(REST))
}
