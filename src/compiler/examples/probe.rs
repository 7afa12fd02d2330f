//! Decides for a child what changes at a limit: a rule, whether a finding is asked for, whether a step applies.

use super::limits::Target;
use crate::check::Checked;
use paedlotse_core::assess::{RuleState, assess, due, holds};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::list::List;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::ProtocolIx;
use paedlotse_core::truth::Truth;

/// Whether `target` holds for this child.
pub(crate) fn state(checked: &Checked<'_>, target: Target, child: &Findings) -> RuleState {
    let set = &checked.set;
    let decided = match target {
        Target::Rule(ix) => return assess(set, child, CapabilitySet::EMPTY).rule(ix),
        Target::Asked(ix) => due(set, child).get(usize::from(ix.0)).copied().unwrap_or(Truth::Unknown),
        Target::RaisesOnly(ix) => {
            let condition = set.finding(ix).and_then(|finding| finding.raises_only_when);
            // The first protocol is the danger screen, which is always active. Without this condition no value only raises.
            condition.map_or(Truth::False, |condition| holds(set, child, ProtocolIx(0), &condition))
        }
        Target::Step(ix) => {
            let protocol = checked.order.steps.get(ix.0).map_or(ProtocolIx(0), |(protocol, _)| *protocol);
            let condition = checked.steps.get(ix.0).and_then(Option::as_ref).map(|c| c.criterion);
            holds(set, child, protocol, &condition.unwrap_or(Criterion::All(List::default())))
        }
    };
    match decided {
        Truth::True => RuleState::True,
        Truth::False => RuleState::False,
        Truth::Unknown => RuleState::Open,
    }
}
