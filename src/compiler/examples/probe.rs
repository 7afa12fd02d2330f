//! Decides for a child what changes at a limit: a rule, whether a finding is asked for, whether a step applies.

use super::limits::Target;
use paedlotse_core::assess::{RuleState, assess, due, holds, steps};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::escort::escort;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet};
use paedlotse_core::truth::Truth;

/// Whether `target` holds for this child.
pub(crate) fn state(set: &ProtocolSet, target: Target, child: &Findings) -> RuleState {
    let decided = match target {
        Target::Rule(ix) => return assess(set, child, CapabilitySet::EMPTY).rule(ix),
        Target::Lifted(ix) => Truth::known(assess(set, child, CapabilitySet::EMPTY).rule(ix) == RuleState::False),
        Target::Asked(ix) => due(set, child).get(usize::from(ix.0)).copied().unwrap_or(Truth::Unknown),
        Target::RaisesOnly(ix) => {
            let condition = set.finding(ix).and_then(|finding| finding.raises_only_when);
            // The first protocol is the danger screen, which is always active. Without this condition no value only raises.
            condition.map_or(Truth::False, |condition| holds(set, child, ProtocolIx(0), &condition))
        }
        Target::Escort(ix) => {
            let rules = escort(set, child).rules;
            rules.get(ix.0).map_or(Truth::Unknown, |(_, holds)| *holds)
        }
        // Steps stand in the set in the order in which they are written, protocol by protocol.
        Target::Step(ix) => steps(set, child).get(ix.0).map_or(Truth::Unknown, |step| step.applies),
    };
    match decided {
        Truth::True => RuleState::True,
        Truth::False => RuleState::False,
        Truth::Unknown => RuleState::Open,
    }
}
