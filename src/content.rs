//! The clinical content that was compiled into this build.

use crate::app::model::Content;
use paedlotse_core::words::together;

/// Everything but the texts.
const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));
const DIGEST: &str = env!("PAEDLOTSE_DIGEST");

/// What was shown for this rule set and its network cards: each law, and over how much. Empty when nothing was.
pub const SHOWN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/certificate.rs"));

/// Reads it with the texts of the languages that are there. None when no language is there, or the texts are of another
/// release; then the app must not start with it.
#[must_use]
pub fn with_words(de: Option<&'static str>, en: Option<&'static str>) -> Option<Content> {
    if de.is_none() && en.is_none() {
        return None;
    }
    Some(Content {
        set: together(DIGEST, de, en, || postcard::from_bytes(BYTES).ok())?,
        digest: DIGEST.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        german: de.is_some(),
        english: en.is_some(),
    })
}

/// With both languages inside; the app for the browser fetches them apart.
#[cfg(not(target_family = "wasm"))]
#[must_use]
pub fn shipped() -> Option<Content> {
    const DE: &str = include_str!(concat!(env!("OUT_DIR"), "/words-de.txt"));
    const EN: &str = include_str!(concat!(env!("OUT_DIR"), "/words-en.txt"));
    with_words(Some(DE), Some(EN))
}
