//! Conditions, as the compiler lowers them: resolved, checked, without `not`.
//!
//! `not x` becomes [`Criterion::No`], a comparison of its own, so that a finding set aside makes neither
//! `x` nor `not x` hold.

use crate::age::AgeLimit;
use crate::finding::FindingIx;
use crate::list::List;
use serde::{Deserialize, Serialize};

/// Position of a definition in [`crate::protocol::ProtocolSet::defines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DefineIx(pub u16);

/// Position of a score in [`crate::protocol::ProtocolSet::scores`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ScoreIx(pub u16);

/// Position of a table in [`crate::protocol::ProtocolSet::tables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TableIx(pub u16);

/// The child's sex as far as it matters for a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// A condition over findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Criterion {
    /// The finding is present.
    Yes(FindingIx),
    /// The finding is absent (only where "no" is worse).
    No(FindingIx),
    /// The number is at least this, in scaled units.
    AtLeast(FindingIx, i32),
    /// The number is below this, in scaled units.
    Below(FindingIx, i32),
    /// The choice is one of the options whose bits are set.
    In(FindingIx, u32),
    /// The age has reached the limit.
    AgeFrom(AgeLimit),
    /// The age is under the limit.
    AgeUnder(AgeLimit),
    /// The child's sex.
    SexIs(Sex),
    /// The score is at least this many points.
    ScoreAtLeast(ScoreIx, i32),
    /// The score is below this many points (only in `unless`).
    ScoreBelow(ScoreIx, i32),
    /// A definition holds.
    Define(DefineIx),
    /// A value is beyond the limit of a table for this age.
    Table(TableIx),
    /// A chosen complaint always needs vital signs.
    VitalsAlways,
    /// All hold.
    All(List<Criterion>),
    /// At least one holds.
    Any(List<Criterion>),
    /// At least so many hold.
    Count(u32, List<Criterion>),
}

impl Criterion {
    /// The conditions directly inside this one.
    #[must_use]
    pub fn parts(&self) -> &[Criterion] {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::Count(_, parts) => parts,
            _ => &[],
        }
    }

    /// The finding this single condition compares, if it compares one.
    #[must_use]
    pub const fn finding(&self) -> Option<FindingIx> {
        match self {
            Self::Yes(f) | Self::No(f) | Self::AtLeast(f, _) | Self::Below(f, _) | Self::In(f, _) => Some(*f),
            _ => None,
        }
    }
}
