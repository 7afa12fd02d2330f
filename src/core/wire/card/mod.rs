//! Network cards on their way out of and into the program: `{ "paedlotse": "network-card", "version": 1, "card": { … } }`
//! with the names and forms of the cards in `assets/networks/`.
//!
//! A card that is read here is checked as strictly as one that is compiled, with two exceptions that let every card the
//! program holds be written and read again: the browser keeps no references of the shipped cards, and the words of one
//! language only.

mod identity;
mod read;
mod write;

pub use identity::{Identity, identity};
pub use read::read;
pub use write::write;

/// What stands in the envelope of a card.
pub const WHAT: &str = "network-card";

/// The version of the form that is written; every version up to it is read.
pub const VERSION: i64 = 1;
