//! What a hospital's system knows about a child, read from FHIR R4: age, sex, weight, vital signs.
//!
//! Nothing of it is an answer: it is offered in its field, and a clinician takes it or not. So what is not certain is left
//! out with its reason: a number without its unit, a value of yesterday, one of another child, two that contradict each
//! other. A value later than another counts alone; if it cannot be read, the older one is not offered in its place. Nor is
//! any where another may be later and says something else: one without a moment, one of which only the day is known.

mod age;
mod codes;
mod gather;
mod moment;
mod subject;
mod units;

use crate::age::Age;
use crate::case::Timestamp;
use crate::criterion::Sex;
use crate::finding::FindingIx;
use crate::protocol::ProtocolSet;
use crate::quantity::Span;
use crate::wire::Value;

/// What was measured longer ago than this is not offered: hours before the moment of reading. Whoever keeps a chart for a
/// while asks again, with the moment that each value has.
pub const FRESH_HOURS: i64 = 24;

/// What could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// The age now. The date of birth is not kept.
    pub age: Option<Age>,
    /// The sex, where it is one of two.
    pub sex: Option<Sex>,
    /// A fingerprint of whom this is about: of the patient's id, identifiers and birth date; where no patient is named, of the
    /// subject; none where nothing names anybody. Two that differ are of different children, or perhaps; two that are the same
    /// may still be, where little is named. It is for comparing two charts in memory, and is never shown, stored or sent: it
    /// can be guessed back to a name.
    pub child: Option<String>,
    /// At most one value for each finding, in the order of the vocabulary.
    pub values: Vec<Charted>,
    /// What was left out: first what has a finding here, then the rest, each once. What a later value replaced is not told.
    pub left_out: Vec<LeftOut>,
}

/// A measured value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charted {
    /// Of what.
    pub finding: FindingIx,
    /// Scaled as [`crate::finding::FindingType::Number`] says; within what is plausible.
    pub value: i32,
    /// When it was measured, or when a form says so; not more than [`FRESH_HOURS`] before the moment of reading. None: the
    /// system says only that it was on the day of reading, or, of the weight alone, nothing.
    pub at: Option<Timestamp>,
    /// Whether this is the number that was sent; not when it came in another unit or with more digits.
    pub exact: bool,
}

/// Something that is not offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// What it calls itself: foreign text, shortened, without control characters; may be empty.
    pub what: String,
    /// The finding it would have been.
    pub finding: Option<FindingIx>,
    /// Why.
    pub why: Why,
}

/// Why something is not offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// No code of a number that is taken from a chart.
    UnknownCode,
    /// Codes of several findings; told of each of them.
    SeveralCodes,
    /// It says where or how it was measured, and the value counts only together with that.
    Method,
    /// A number without a unit.
    NoUnit,
    /// A unit that is not known here, or not one of this finding.
    UnknownUnit,
    /// No number: a text, a range, a picture.
    NotANumber,
    /// More or less than this: no value.
    Bound,
    /// Outside what a child can have.
    Implausible(Span),
    /// Older than a day, or perhaps.
    Old,
    /// Measured or born later than now.
    Future,
    /// No moment of measuring, or one that cannot be read.
    Moment,
    /// Withdrawn, or of unknown standing.
    Status,
    /// Of another patient, or perhaps.
    NotOfThisChild,
    /// Several that cannot all be right.
    Contradiction,
    /// A date of birth that leaves the age open.
    Vague,
    /// Eighteen years or more.
    NotAChild,
    /// Further things were left out and are not told.
    More,
}

/// Why nothing can be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartTrouble {
    /// No resource that is read here: patient, observation, answers to a questionnaire, or a bundle of them.
    NothingHere,
    /// More than one patient, or values of several.
    SeveralPatients,
    /// More than anybody reads: [`crate::wire::limits::RESOURCES`].
    TooMuch,
}

/// Reads resources, with local time this many minutes ahead of UTC.
///
/// # Errors
/// When there is nothing to read, too much, or more than one patient in it.
pub fn read(set: &ProtocolSet, resources: &[&Value], now: Timestamp, ahead: i32) -> Result<Chart, ChartTrouble> {
    gather::read(set, resources, gather::Clock { now, ahead })
}
