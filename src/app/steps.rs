//! Which steps until transfer apply to this child: the engine decides, as it decides rules.
//!
//! The conditions of steps are conditions like any other. They are given to the engine as rules that ask for nothing,
//! so that there is no second reading of conditions.

use paedlotse_core::assess::{RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{CareStep, EvaluationStep, ProtocolIx, ProtocolSet, Rule, RuleIx, Status};
use paedlotse_core::text::Text;

/// A step, the protocol it belongs to, and whether its condition holds; one without a condition always does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// The protocol.
    pub protocol: ProtocolIx,
    /// The step.
    pub step: &'a CareStep,
    /// Whether it applies.
    pub state: RuleState,
}

/// The steps of all active protocols, in their order.
#[must_use]
pub fn steps<'a>(set: &'a ProtocolSet, findings: &Findings) -> Vec<Step<'a>> {
    let all: Vec<(ProtocolIx, &CareStep)> = (0_u16..)
        .map(ProtocolIx)
        .zip(&set.protocols)
        .flat_map(|(ix, protocol)| protocol.steps.iter().map(move |step| (ix, step)))
        .collect();
    let mut asked = set.clone();
    let first = asked.rules.len();
    for (protocol, step) in &all {
        let Ok(at) = u16::try_from(asked.rules.len()) else { break };
        asked.rules.push(question(*protocol, step));
        asked.schedule.push(EvaluationStep::When(RuleIx(at)));
    }
    let states = assess(&asked, findings, CapabilitySet::EMPTY).rules;
    all.into_iter()
        .zip(states.into_iter().skip(first))
        .map(|((protocol, step), state)| Step { protocol, step, state })
        .collect()
}

/// A rule that asks for nothing: it only says whether its condition holds.
fn question(protocol: ProtocolIx, step: &CareStep) -> Rule {
    Rule {
        id: String::new(),
        no: 0,
        protocol,
        row: String::new(),
        when: step.when.clone().unwrap_or(Criterion::All(Vec::new())),
        unless: None,
        urgency: Urgency::Routine,
        needs: Vec::new(),
        consider: Vec::new(),
        unstable: false,
        first_here: None,
        why: Text::default(),
        note: Text::default(),
        sources: Vec::new(),
        status: Status::Proposal,
    }
}
