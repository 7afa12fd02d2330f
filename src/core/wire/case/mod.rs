//! A case on its way into storage and back: `{ "paedlotse": "case", "version": 1, "started": …, "log": [ … ] }`.
//!
//! The log is written with the names of the vocabulary, never with positions, so that other rules can read it. What they
//! cannot read (a finding that is gone, a value that no longer fits) keeps its place in the log as it came, counts as not
//! answered, and is told: an answer that is not understood is missing, and missing is never normal.

mod read;
mod write;

pub use read::{Read, read};
pub use write::write;

use crate::case::{OverruleReason, Role};
use crate::clock::Milestone;
use crate::criterion::Sex;

/// What stands in the envelope of a case.
pub const WHAT: &str = "case";

/// The version of the form that is written; every version up to it is read.
pub const VERSION: i64 = 1;

/// Why a stored case cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseTrouble {
    /// It is none.
    NotACase,
    /// Written by a newer program, in this version of the form.
    NewerVersion(i64),
}

const SEXES: [(&str, Sex); 2] = [("female", Sex::Female), ("male", Sex::Male)];

const ROLES: [(&str, Role); 3] =
    [("physician", Role::Physician), ("nurse", Role::Nurse), ("paramedic", Role::Paramedic)];

const REASONS: [(&str, OverruleReason); 6] = [
    ("clinical_judgement", OverruleReason::ClinicalJudgement),
    ("centre_advised", OverruleReason::CentreAdvised),
    ("capability_differs", OverruleReason::CapabilityDiffers),
    ("no_transport", OverruleReason::NoTransport),
    ("family_decision", OverruleReason::FamilyDecision),
    ("other", OverruleReason::Other),
];

const MILESTONES: [(&str, Milestone); 4] = [
    ("alarm", Milestone::Alarm),
    ("at_child", Milestone::AtChild),
    ("departure", Milestone::Departure),
    ("arrival", Milestone::Arrival),
];
