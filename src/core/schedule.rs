//! The steps of the evaluation, in an order in which everything a step reads is already known.
//!
//! As part of a content a step is written as its distance from the one before it: most follow one another, and what
//! repeats takes hardly any room once it is compressed.

use crate::criterion::{DefineIx, ScoreIx, TableIx};
use crate::finding::FindingIx;
use crate::list::List;
use crate::protocol::{ProtocolIx, RuleIx};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One step of the evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EvaluationStep {
    /// Decide whether this finding is due and whether its value may clear. One that is always due where it stands on a
    /// page, and always counts, has no such step.
    Finding(FindingIx),
    /// Decide a definition.
    Define(DefineIx),
    /// Decide a table.
    Table(TableIx),
    /// Add up a score.
    Score(ScoreIx),
    /// Decide a rule's `when`.
    When(RuleIx),
}

impl EvaluationStep {
    /// The position of what is decided.
    fn position(&mut self) -> &mut u16 {
        match self {
            Self::Finding(FindingIx(at))
            | Self::Define(DefineIx(at))
            | Self::Table(TableIx(at))
            | Self::Score(ScoreIx(at))
            | Self::When(RuleIx(at)) => at,
        }
    }
}

/// The bit of a complaint in [`crate::protocol::ProtocolSet::needed_by`]. With more protocols than bits some share one;
/// then steps are decided that need not be, with the same result.
#[must_use]
pub fn complaint_bit(ix: ProtocolIx) -> u64 {
    1_u64.rotate_left(u32::from(ix.0))
}

/// Writes the steps as distances.
pub(crate) fn serialize<S: Serializer>(steps: &List<EvaluationStep>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut distances = steps.to_vec();
    let mut before = 0_u16;
    for step in &mut distances {
        let at = step.position();
        let distance = at.wrapping_sub(before);
        before = std::mem::replace(at, distance);
    }
    distances.serialize(serializer)
}

/// Reads what [`serialize`] has written.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<List<EvaluationStep>, D::Error> {
    let mut steps = Vec::<EvaluationStep>::deserialize(deserializer)?;
    let mut before = 0_u16;
    for step in &mut steps {
        let at = step.position();
        *at = at.wrapping_add(before);
        before = *at;
    }
    Ok(steps.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::ProtocolSet;

    #[test]
    fn read_as_they_were_written() {
        let steps = [
            EvaluationStep::Finding(FindingIx(8)),
            EvaluationStep::When(RuleIx(u16::MAX)),
            EvaluationStep::When(RuleIx(0)),
            EvaluationStep::Score(ScoreIx(3)),
            EvaluationStep::Define(DefineIx(700)),
            EvaluationStep::Table(TableIx(701)),
        ];
        let set = ProtocolSet { schedule: steps.to_vec().into(), ..ProtocolSet::default() };
        let written: &'static [u8] = postcard::to_allocvec(&set).unwrap().leak();
        assert_eq!(postcard::from_bytes::<ProtocolSet>(written).unwrap(), set);
    }
}
