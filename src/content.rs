//! The clinical content that was compiled into this build.

use crate::app::model::Content;

const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.bin"));
const DIGEST: &str = env!("PAEDLOTSE_DIGEST");

/// What was shown for this rule set and its network cards: each law, and over how much. Empty when nothing was.
pub const SHOWN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/certificate.rs"));

/// Reads it. None only if the build itself was broken; then the app must not start.
#[must_use]
pub fn shipped() -> Option<Content> {
    Some(Content {
        set: postcard::from_bytes(BYTES).ok()?,
        digest: DIGEST.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}
