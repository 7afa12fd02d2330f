//! The whole answer for one child in one place: bounds, advice, and what to ask next.

use crate::age::Age;
use crate::assess::{Assessment, Next, assess, next_question};
use crate::capability::CapabilitySet;
use crate::observation::Findings;
use crate::protocol::ProtocolSet;
use crate::recommend::{Judgement, Situation, judge};

/// Everything that follows from the findings, the network card and the hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Bounds.
    pub assessment: Assessment,
    /// Bounds as advice.
    pub judgement: Judgement,
    /// What to ask next; none when nothing open can raise the answer.
    pub next: Option<Next>,
    /// What this house cannot do now.
    pub lacking: CapabilitySet,
}

/// Answers for this child, here and now.
#[must_use]
pub fn answer(set: &ProtocolSet, findings: &Findings, situation: &Situation<'_>) -> Answer {
    let lacking = situation.lacking(set, findings.age.unwrap_or_else(Age::any));
    let mut assessment = assess(set, findings, lacking);
    let judgement = judge(set, findings, &assessment, situation);
    // A line of the card may have an age limit that this age leaves open: then the exact age is asked for.
    assessment.age_open |= judgement.age_decides;
    let next = next_question(set, findings, &assessment);
    Answer { assessment, judgement, next, lacking }
}
