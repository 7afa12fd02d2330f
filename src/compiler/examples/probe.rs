//! Decides for a child what changes at a limit: a rule, whether a finding is asked for, whether a step applies.
//!
//! Conditions that are no rules are given to the engine as rules that ask for nothing, so that there is no second
//! reading of conditions.

use super::limits::Target;
use crate::check::Checked;
use paedlotse_core::assess::{RuleState, assess, due};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::list::List;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{EvaluationStep, ProtocolIx, ProtocolSet, Rule, RuleIx, Status};
use paedlotse_core::text::Text;
use paedlotse_core::truth::Truth;
use std::collections::BTreeMap;

/// The content, and further rules for conditions that are none.
pub(crate) struct Probe {
    set: ProtocolSet,
    further: BTreeMap<Target, RuleIx>,
}

impl Probe {
    pub(crate) fn new(checked: &Checked<'_>, targets: impl Iterator<Item = Target>) -> Self {
        let mut set = checked.set;
        let (mut rules, mut schedule) = (set.rules.to_vec(), set.schedule.to_vec());
        let mut further = BTreeMap::new();
        for target in targets {
            let asked = match target {
                Target::Rule(_) | Target::Asked(_) => None,
                // The first protocol is the danger screen, which is always active.
                Target::RaisesOnly(ix) => Some((ProtocolIx(0), raises_only(checked, ix))),
                Target::Step(ix) => {
                    let protocol = checked.order.steps.get(ix.0).map_or(ProtocolIx(0), |(protocol, _)| *protocol);
                    let condition = checked.steps.get(ix.0).and_then(Option::as_ref);
                    Some((protocol, condition.map_or(Criterion::All(List::default()), |c| c.criterion)))
                }
            };
            if let Some((protocol, when)) = asked
                && !further.contains_key(&target)
                && let Ok(at) = u16::try_from(rules.len())
            {
                rules.push(question(protocol, when));
                schedule.push(EvaluationStep::When(RuleIx(at)));
                further.insert(target, RuleIx(at));
            }
        }
        set.rules = rules.into();
        set.schedule = schedule.into();
        Self { set, further }
    }

    /// Whether `target` holds for this child.
    pub(crate) fn state(&self, target: Target, child: &Findings) -> RuleState {
        let rule = |ix: RuleIx| assess(&self.set, child, CapabilitySet::EMPTY).rule(ix);
        match target {
            Target::Rule(ix) => rule(ix),
            Target::Asked(ix) => match due(&self.set, child).get(usize::from(ix.0)) {
                Some(Truth::True) => RuleState::True,
                Some(Truth::False) => RuleState::False,
                Some(Truth::Unknown) | None => RuleState::Open,
            },
            Target::RaisesOnly(_) | Target::Step(_) => {
                self.further.get(&target).map_or(RuleState::Open, |ix| rule(*ix))
            }
        }
    }
}

fn raises_only(checked: &Checked<'_>, ix: FindingIx) -> Criterion {
    let condition = checked.set.finding(ix).and_then(|finding| finding.raises_only_when);
    // A finding without this condition never only raises.
    condition.unwrap_or(Criterion::Any(List::default()))
}

/// A rule that asks for nothing: it only says whether its condition holds.
fn question(protocol: ProtocolIx, when: Criterion) -> Rule {
    Rule {
        id: "",
        no: 0,
        protocol,
        row: "",
        when,
        unless: None,
        urgency: Urgency::Routine,
        needs: List::default(),
        consider: List::default(),
        unstable: false,
        first_here: None,
        why: Text::default(),
        note: Text::default(),
        sources: List::default(),
        status: Status::Proposal,
    }
}
