//! The reasons of the advice of many children, against the definition of "suffices" in `core::derivation`: what is said
//! to suffice does, and none of it can be left out.

use super::bounds::{Dice, thrown};
use super::child::in_words;
use super::fault::Fault;
use super::oracle::Oracle;
use super::space::Space;
use paedlotse_core::age::Age;
use paedlotse_core::assess::{Assessment, RuleState, assess, holds};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::derivation::{Fact, Level, derive};
use paedlotse_core::disposition::Outcome;
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolSet, RuleIx};
use paedlotse_core::recommend::{Duty, Place, Situation, judge, recommend};

/// Looks at the child with this number in every network: how many facts it was given as reasons, and what is wrong.
pub(crate) fn explain(space: &Space<'_>, oracle: &Oracle<'_>, number: u32) -> Option<(u32, Vec<Fault>)> {
    let set = space.set;
    let child = thrown(oracle, set, &mut Dice(u64::from(number)))?.told(set)?;
    let (mut facts, mut faults) = (0_u32, Vec::new());
    for network in &set.networks {
        let duty = Duty::default();
        let situation = Situation { network, place: Place::Hospital(network.home), at: None, duty: &duty };
        let why = derive(set, &child, &situation).why.facts;
        facts = facts.saturating_add(u32::try_from(why.len()).unwrap_or(u32::MAX));
        let defined = Definition { set, whole: &assess(set, &child, CapabilitySet::EMPTY), child: &child, situation };
        let mut fault =
            |what: &str| faults.push(Fault::Bounds { child: in_words(space, &child), what: what.to_owned() });
        if !defined.suffices(&why) {
            fault("what is said to suffice for the advice does not");
        }
        for at in 0..why.len() {
            let mut rest = why.clone();
            rest.remove(at);
            if defined.suffices(&rest) {
                fault("a reason can be left out");
            }
        }
    }
    Some((facts, faults))
}

struct Definition<'a> {
    set: &'a ProtocolSet,
    whole: &'a Assessment,
    child: &'a Findings,
    situation: Situation<'a>,
}

impl Definition<'_> {
    /// Word for word.
    fn suffices(&self, facts: &[Fact]) -> bool {
        let known = self.knowing(facts);
        let mut outcome = Outcome::default();
        for (ix, rule) in (0_u16..).map(RuleIx).zip(&self.set.rules) {
            let speaks = matches!(self.whole.rule(ix), RuleState::True | RuleState::Presumed);
            if speaks && holds(self.set, &known, rule.protocol, &rule.when).is_true() {
                outcome.join(self.set, rule);
            }
        }
        let level = if known.age.is_none() {
            // A forgotten age makes nothing more severe: the cards are read as for the floor.
            let bounds = Assessment { floor: outcome, ..self.whole.clone() };
            Level::of(&judge(self.set, &known, &bounds, &self.situation).floor)
        } else {
            self.level(&outcome)
        };
        level.covers(self.level(&self.whole.so_far))
    }

    fn level(&self, outcome: &Outcome) -> Level {
        let age = self.child.age.unwrap_or_else(Age::any);
        Level::of(&recommend(self.set, outcome, age, &self.situation))
    }

    /// The child of whom only these facts are known.
    fn knowing(&self, facts: &[Fact]) -> Findings {
        let mut known = Findings::default();
        for fact in facts {
            match fact {
                Fact::Age => known.age = self.child.age,
                Fact::Sex => known.sex = self.child.sex,
                Fact::Complaint(protocol) => known.choose(*protocol),
                Fact::Finding(ix) => {
                    if let Some(value) = self.child.value(*ix) {
                        // It is the child's own.
                        let _fits = known.set(self.set, *ix, value);
                    }
                }
            }
        }
        known
    }
}
