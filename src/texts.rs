//! The words of the screen: one function per text, made from `assets/locales/*.ftl` by the build.
//! Arguments stand in alphabetical order.

use paedlotse_core::text::Language;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
