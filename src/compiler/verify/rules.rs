//! No rule is dead and none is superfluous: alone, beside the danger screen and the vital signs, within its protocol.

use super::child::{in_words, one_of};
use super::fault::Fault;
use super::space::{Reading, Space};
use biodivine_lib_bdd::{Bdd, BddVariable};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::protocol::{ProtocolSet, Rule, RuleIx, Scope};
use std::collections::BTreeMap;

/// What rules hold for, worked out once.
pub(crate) struct Holding<'a> {
    space: &'a Space<'a>,
    /// By [`RuleIx`].
    pub(crate) children: Vec<Bdd>,
}

/// One thing that a rule adds to the answer.
#[derive(Clone, Copy)]
enum Part {
    Urgency,
    Need(CapabilitySet),
    Unstable,
    FirstHere,
}

/// What a rule adds.
fn parts(set: &ProtocolSet, rule: &Rule) -> impl Iterator<Item = Part> {
    let needs = set.needs(rule.needs).map(Part::Need);
    let unstable = rule.unstable.then_some(Part::Unstable);
    let first = rule.first_here.map(|_| Part::FirstHere);
    std::iter::once(Part::Urgency).chain(needs).chain(unstable).chain(first)
}

impl<'a> Holding<'a> {
    /// The children for whom each rule holds.
    pub(crate) fn new(space: &'a Space<'a>) -> Self {
        Self { space, children: space.set.rules.iter().map(|rule| space.holds(rule, Reading::Whole)).collect() }
    }

    fn scope(&self, rule: &Rule) -> Option<Scope> {
        self.space.set.protocol(rule.protocol).map(|protocol| protocol.scope)
    }

    fn of(&self, ix: RuleIx) -> Option<(&'a Rule, &Bdd)> {
        Some((self.space.set.rule(ix)?, self.children.get(usize::from(ix.0))?))
    }

    fn all(&self) -> impl Iterator<Item = (RuleIx, &'a Rule, &Bdd)> {
        (0_u16..)
            .map(RuleIx)
            .zip(&self.space.set.rules)
            .zip(&self.children)
            .map(|((ix, rule), holds)| (ix, rule, holds))
    }

    /// Whether `other` says this part of `rule` too.
    fn says(&self, other: &Rule, rule: &Rule, part: Part) -> bool {
        let set = self.space.set;
        match part {
            Part::Urgency => other.urgency >= rule.urgency,
            Part::Need(need) => {
                other.urgency >= rule.urgency && set.needs(other.needs).any(|has| set.implies(has, need))
            }
            Part::Unstable => other.unstable,
            Part::FirstHere => other.first_here == rule.first_here,
        }
    }

    /// Children for whom `ix` says something that none of `others` says.
    ///
    /// First for one child in whom all that the rule does not read is reassuring, then for all such children: that is
    /// quick, and nearly every rule has one. Only for the rest among all children.
    fn adds(&self, ix: RuleIx, others: &[RuleIx]) -> Option<Bdd> {
        let (rule, holds) = self.of(ix)?;
        // A rule that a single other one covers is found out before anything is searched.
        let existing = self.space.existing(holds);
        let covers = |(other, its): (&Rule, &Bdd)| {
            parts(self.space.set, rule).all(|part| self.says(other, rule, part)) && existing.and_not(its).is_false()
        };
        if others.iter().filter_map(|other| self.of(*other)).any(covers) {
            return None;
        }
        let mut settings = self.space.otherwise_well(holds, rule.protocol);
        settings.push(Vec::new());
        settings.iter().find_map(|setting| {
            let mine = existing.restrict(setting);
            if let Some(child) = self.one_for_whom((rule, holds), &mine.and(&self.space.all_of(setting)), others) {
                return Some(child);
            }
            parts(self.space.set, rule).find_map(|part| {
                let mut without = mine.clone();
                for (other, its) in others.iter().filter_map(|other| self.of(*other)) {
                    if self.says(other, rule, part) {
                        without = without.and_not(&its.restrict(setting));
                        if without.is_false() {
                            return None;
                        }
                    }
                }
                Some(without.and(&self.space.all_of(setting)))
            })
        })
    }

    /// Just one of `these` children, if none of `others` says everything for it that `rule` says.
    fn one_for_whom(&self, (rule, holds): (&Rule, &Bdd), these: &Bdd, others: &[RuleIx]) -> Option<Bdd> {
        let child = these.sat_witness()?;
        let hold = others.iter().filter_map(|other| self.of(*other)).filter(|(_, its)| its.eval_in(&child));
        let hold: Vec<&Rule> = hold.map(|(other, _)| other).collect();
        let said = |part: Part| hold.iter().any(|other| self.says(other, rule, part));
        if parts(self.space.set, rule).all(said) {
            return None;
        }
        // Of the child only what these rules read.
        let read = |its: &Bdd| its.support_set().into_iter().map(|v| (v, child.value(v))).collect::<Vec<_>>();
        let others = others.iter().filter_map(|other| self.of(*other)).flat_map(|(_, its)| read(its));
        let known: BTreeMap<BddVariable, bool> = others.chain(read(holds)).collect();
        Some(self.space.all_of(&known.into_iter().collect::<Vec<_>>()))
    }

    /// Those of `others` that say something of `ix` for some child.
    fn sayers(&self, ix: RuleIx, others: &[RuleIx]) -> Vec<RuleIx> {
        let Some((rule, holds)) = self.of(ix) else { return Vec::new() };
        let meets = |other: &RuleIx| {
            self.of(*other).is_some_and(|(other, its)| {
                parts(self.space.set, rule).any(|part| self.says(other, rule, part))
                    && !self.space.existing(&holds.and(its)).is_false()
            })
        };
        // The fewest: whoever is not needed is left out.
        let mut by: Vec<RuleIx> = others.iter().copied().filter(meets).collect();
        for other in by.clone() {
            let rest: Vec<RuleIx> = by.iter().copied().filter(|one| *one != other).collect();
            if self.adds(ix, &rest).is_none() {
                by = rest;
            }
        }
        by
    }

    /// What the rules say while nothing that excludes `ix` is answered: a rule then counts whose `when` holds whatever
    /// the answer will be, and which nothing excludes for sure. Of rules of other complaints nothing is said.
    fn while_open(&self, ix: RuleIx) -> Option<Self> {
        let space = self.space;
        let rule = space.set.rule(ix)?;
        let unless = space.criterion(rule.unless.as_ref()?, Reading::Whole);
        let beside = |other: &Rule| other.protocol == rule.protocol || self.scope(other) != Some(Scope::Complaint);
        let open = space.answers_behind(&unless);
        let says = |rule: &Rule| {
            let whatever =
                |condition| space.existing(&space.criterion(condition, Reading::Whole).not()).exists(&open).not();
            let when = space.active(rule.protocol).and(&whatever(&rule.when));
            rule.unless.as_ref().map_or_else(|| when.clone(), |unless| when.and_not(&whatever(unless)))
        };
        let says = |other| if beside(other) { says(other) } else { space.nobody() };
        Some(Self { space, children: space.set.rules.iter().map(says).collect() })
    }

    /// Rules that no child makes hold.
    pub(crate) fn dead(&self) -> Vec<Fault> {
        let dead = self.all().filter(|(_, _, holds)| self.space.existing(holds).is_false());
        dead.map(|(rule, _, _)| Fault::NeverHolds { rule }).collect()
    }

    /// Rules of a complaint that never say more than the danger screen and the vital signs, and rules that never say
    /// more than others of their protocol. `repeats`: what a rule repeats on purpose.
    pub(crate) fn superfluous(&self, ix: RuleIx, repeats: &[RuleIx]) -> Vec<Fault> {
        let Some((rule, holds)) = self.of(ix).filter(|(_, holds)| !self.space.existing(holds).is_false()) else {
            return Vec::new();
        };
        // A rule without any level is there for what it makes due; it says nothing that others could say as well.
        if rule.urgency == Urgency::Routine && rule.needs.is_empty() {
            return Vec::new();
        }
        let mut faults = Vec::new();
        // It may still count until what excludes it is known.
        let open = std::cell::OnceCell::new();
        let adds = |others: &[RuleIx]| {
            let then = || open.get_or_init(|| self.while_open(ix)).as_ref();
            self.adds(ix, others).or_else(|| then()?.adds(ix, others))
        };
        if !repeats.is_empty() {
            if let Some(child) = adds(repeats).and_then(|left| one_of(self.space, &left)) {
                let child = in_words(self.space, &child);
                faults.push(Fault::RepeatsNot { rule: ix, others: repeats.to_vec(), child });
            }
            return faults;
        }
        // What repeats another rule is not what makes that rule superfluous.
        let others = |wanted: &dyn Fn(&Rule) -> bool| -> Vec<RuleIx> {
            self.all().filter(|(other, one, _)| *other != ix && wanted(one)).map(|(other, _, _)| other).collect()
        };
        let always = others(&|one| self.scope(one) != Some(Scope::Complaint));
        let beside = others(&|one| one.protocol == rule.protocol);
        if self.scope(rule) == Some(Scope::Complaint) && adds(&always).is_none() {
            faults.push(Fault::NeverCounts { rule: ix, by: self.sayers(ix, &always) });
            return faults;
        }
        if adds(&beside).is_none() {
            let child = one_of(self.space, holds).map(|child| in_words(self.space, &child)).unwrap_or_default();
            faults.push(Fault::Redundant { rule: ix, by: self.sayers(ix, &beside), child });
        }
        faults
    }
}
