//! Which steps until transfer apply to this child. Their conditions are read as those of rules are.

use super::evaluation::Evaluation;
use crate::observation::Findings;
use crate::protocol::{CareStep, ProtocolIx, ProtocolSet};
use crate::truth::Truth;

/// A step, the protocol it belongs to, and whether it applies; one without a condition applies with its protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// The protocol.
    pub protocol: ProtocolIx,
    /// The step.
    pub step: &'a CareStep,
    /// Whether it applies.
    pub applies: Truth,
}

/// The steps of all protocols, in their order.
#[must_use]
pub fn steps<'a>(set: &'a ProtocolSet, findings: &Findings) -> Vec<Step<'a>> {
    let evaluation = Evaluation::new(set, findings);
    let mut steps = Vec::new();
    for (ix, protocol) in (0_u16..).map(ProtocolIx).zip(&set.protocols) {
        let active = evaluation.protocol_active(ix);
        for step in &protocol.steps {
            let when = step.when.as_ref().map_or(Truth::True, |when| evaluation.truth(when));
            steps.push(Step { protocol: ix, step, applies: active.and(when) });
        }
    }
    steps
}
