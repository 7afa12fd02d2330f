//! Which steps until transfer apply to this child: the engine decides, as it decides rules.
//!
//! The conditions of steps are conditions like any other. They are given to the engine as rules that ask for nothing,
//! so that there is no second reading of conditions.

use crate::app::model::Content;
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

/// The content with the conditions of all its steps as further rules.
#[must_use]
pub fn with_steps(mut set: ProtocolSet) -> ProtocolSet {
    let conditions: Vec<Rule> = all(&set).map(|(protocol, step)| question(protocol, step)).collect();
    for rule in conditions {
        let Ok(at) = u16::try_from(set.rules.len()) else { break };
        set.rules.push(rule);
        set.schedule.push(EvaluationStep::When(RuleIx(at)));
    }
    set
}

/// The steps of all active protocols, in their order.
#[must_use]
pub fn steps<'a>(content: &'a Content, findings: &Findings) -> Vec<Step<'a>> {
    let states = assess(&content.with_steps, findings, CapabilitySet::EMPTY).rules;
    all(&content.set)
        .zip(states.into_iter().skip(content.set.rules.len()))
        .map(|((protocol, step), state)| Step { protocol, step, state })
        .collect()
}

fn all(set: &ProtocolSet) -> impl Iterator<Item = (ProtocolIx, &CareStep)> {
    let protocols = (0_u16..).map(ProtocolIx).zip(&set.protocols);
    protocols.flat_map(|(ix, protocol)| protocol.steps.iter().map(move |step| (ix, step)))
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
