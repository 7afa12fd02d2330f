//! What is to be done until the team is there, and what the family is told: which protocols speak, and what of them counts.

use crate::app::sight::{Reason, Sight};
use paedlotse_core::assess::{RuleState, Step, steps};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::protocol::{Protocol, ProtocolIx, ProtocolSet, RuleIx, Scope};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::truth::Truth;

/// The protocols that speak for this child: what is always active, and the chosen complaints.
fn active<'a>(set: &'a ProtocolSet, sight: &'a Sight) -> impl Iterator<Item = (ProtocolIx, &'a Protocol)> {
    (0_u16..)
        .map(ProtocolIx)
        .zip(&set.protocols)
        .filter(|(ix, p)| p.scope != Scope::Complaint || sight.findings.complaints().contains(ix))
}

/// Steps until transfer or until the team is there. What always applies is said where something has to happen;
/// what depends on an open answer says on what.
#[must_use]
pub fn until_then<'a>(set: &'a ProtocolSet, sight: &'a Sight) -> Vec<Step<'a>> {
    let advice = sight.shown();
    let acting = advice.disposition != Disposition::TreatLocally || advice.urgency > Urgency::Routine;
    let chosen = |protocol: ProtocolIx| active(set, sight).any(|(ix, _)| ix == protocol);
    let counts = |step: &Step<'_>| match (&step.step.when, step.applies) {
        (_, Truth::False) => false,
        // Without a complaint every protocol may still speak; its steps wait until it does.
        (_, Truth::Unknown) if !chosen(step.protocol) => false,
        (None, _) => acting && speaks(set, sight, step.protocol),
        (Some(_), Truth::True) => true,
        (Some(_), _) => acting,
    };
    steps(set, &sight.findings).into_iter().filter(counts).collect()
}

/// Whether any rule of the protocol raises the urgency.
fn speaks(set: &ProtocolSet, sight: &Sight, protocol: ProtocolIx) -> bool {
    let of = |r: &Reason| set.rule(r.rule).is_some_and(|rule| rule.protocol == protocol);
    sight.reasons.iter().any(|r| r.urgency > Urgency::Routine && of(r))
}

/// Whether no rule of the protocol holds, or can still hold.
fn is_quiet(set: &ProtocolSet, sight: &Sight, protocol: ProtocolIx) -> bool {
    let rules = (0_u16..).map(RuleIx).zip(&set.rules).filter(|(_, rule)| rule.protocol == protocol);
    rules.into_iter().all(|(ix, _)| sight.assessment.rule(ix) == RuleState::False)
}

/// The protocols of which no rule holds and that have something to say then.
pub fn quiet<'a>(set: &'a ProtocolSet, sight: &'a Sight) -> impl Iterator<Item = &'a Protocol> {
    let silent = |(ix, _): &(ProtocolIx, &Protocol)| is_quiet(set, sight, *ix);
    active(set, sight).filter(silent).map(|(_, protocol)| protocol)
}

/// The protocols whose advice the family takes along: of a child that stays all, else those of which no rule holds.
pub fn safety_net<'a>(set: &'a ProtocolSet, sight: &'a Sight) -> impl Iterator<Item = &'a Protocol> {
    let stays = sight.shown().disposition != Disposition::Transfer;
    let told = move |(ix, p): &(ProtocolIx, &Protocol)| !p.advice.is_empty() && (stays || is_quiet(set, sight, *ix));
    active(set, sight).filter(told).map(|(_, protocol)| protocol)
}
