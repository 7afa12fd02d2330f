//! A case on its way to another house, small enough for one code on a screen: what is known now, with times, what was
//! advised for it, and by which rules and which card.
//!
//! Form 1, in bytes: `1`, the sender, when it was sent, what was advised, the child, the answers minute by minute, the
//! decisions, and at the end a CRC-32 of all before it. Findings, options, groups, protocols, houses and capabilities go by
//! their stable numbers, which are never reused and never change their meaning (`tests/compat/vocabulary-v1.txt`). What the
//! reader's rules do not know is counted and stays open: missing is never normal. Of what was taken back nothing is sent;
//! of a number that was measured several times every value is.

mod bytes;
mod read;
mod text;
mod write;

pub use read::{Received, read};
pub use text::{PREFIX, bytes, link, plain};
pub use write::write;

use crate::case::Timestamp;
use crate::disposition::Urgency;
use crate::recommend::{Disposition, Duty, Recommendation};

/// The version of the form that is written; every version up to it is read.
pub const FORM: u8 = 1;

/// The longest record that is read, in bytes; the longest that a code can carry is far shorter.
pub const MOST: usize = 8_000;

/// Moments are counted in minutes from here: 2026-01-01 00:00 UTC, in milliseconds since 1970.
const EPOCH_MS: i64 = 1_767_225_600_000;

/// Milliseconds of a minute.
const MINUTE_MS: i64 = 60_000;

/// So many bytes of a text that a person has typed are sent.
const WORDS: usize = 120;

/// Who sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// The first bytes of the release's id; zero when it is not known.
    pub release: [u8; 4],
    /// The first bytes of the digest of its rules.
    pub ruleset: [u8; 6],
    /// The network card, by its id.
    pub network: String,
    /// Fingerprint of the card.
    pub card: u64,
    /// The house that "here" means, by its number on the card.
    pub house: u16,
    /// Its place, for a receiver that has another card.
    pub place: String,
    /// In an ambulance, on the way to that house or past it.
    pub ambulance: bool,
    /// When it was sent, to the minute.
    pub sent: Timestamp,
    /// Minutes that the sender's clock is ahead of UTC.
    pub ahead: i32,
    /// What was reported there tonight.
    pub duty: Duty,
}

/// One bound of the advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Where the child is cared for.
    pub disposition: Disposition,
    /// How fast.
    pub urgency: Urgency,
    /// Whether some house meets all needs.
    pub all_met: bool,
    /// Which house, by its number on the sender's card.
    pub destination: Option<u16>,
}

/// What the sender's screen said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// At least.
    pub floor: Bound,
    /// So far.
    pub so_far: Bound,
    /// At most.
    pub ceiling: Bound,
    /// The danger screen was not finished.
    pub danger_open: bool,
    /// The place the child goes to by what was shown; empty: none.
    pub destination: String,
}

impl Bound {
    /// A recommendation as far as another house compares it.
    #[must_use]
    pub fn of(recommendation: &Recommendation, no: impl Fn(crate::network::SiteIx) -> Option<u16>) -> Self {
        Self {
            disposition: recommendation.disposition,
            urgency: recommendation.urgency,
            all_met: recommendation.all_met,
            destination: recommendation.destination.and_then(no),
        }
    }
}

/// Why a record cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordTrouble {
    /// It is none.
    NotARecord,
    /// It is one, and not all of it arrived, or it arrived changed.
    Damaged,
    /// A newer program wrote it, in this form.
    Newer(u8),
}
