//! What the receiving team has to know, composed once from the open case, and the forms in which it leaves: spoken, as plain
//! text, on paper, as a code, as a bundle for other systems. Pure: no browser, no clock.
//!
//! The order is ISBAR: identification, situation, background, assessment, recommendation. What nobody assessed is part of
//! it, and what PädLotse never asks (names, telephone numbers, allergies, medication) is a line to be filled in by hand.

mod assessment;
pub mod code;
mod compose;
pub mod fhir;
pub mod plain;
pub mod spoken;
pub mod ways;

pub use compose::{compose, heading, mark};

use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::quantity::Span;

/// One thing that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// In words.
    Words(String),
    /// Several things; each stands alone.
    Several(Vec<String>),
    /// Nobody has entered it: on paper a line for the pen.
    ByHand,
}

/// A line: what it is about, and what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// "Dringlichkeit".
    pub label: &'static str,
    /// What is said.
    pub said: Said,
    /// It stands in the picture of the vital signs as well.
    pub is_drawn: bool,
}

/// One letter of ISBAR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The letter.
    pub letter: &'static str,
    /// What it stands for.
    pub title: &'static str,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// A vital sign with every value that was measured, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vital {
    /// Which.
    pub finding: FindingIx,
    /// The values with the time of day.
    pub values: Vec<(String, Span)>,
}

/// What stands at its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Four letters by which both sides know that they speak of the same case.
    pub mark: String,
    /// How fast, by the advice that is shown.
    pub urgency: Urgency,
    /// The advice in one sentence.
    pub headline: String,
}

/// The whole handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// The head.
    pub heading: Heading,
    /// The five letters.
    pub blocks: [Block; 5],
    /// Measured vital signs.
    pub vitals: Vec<Vital>,
    /// What decided: one line a rule, with its sources by their short names.
    pub reasons: Vec<String>,
    /// The works that these names stand for.
    pub sources: Vec<String>,
    /// By which rules and which card, when, and that it is an aid.
    pub origin: Vec<String>,
}
