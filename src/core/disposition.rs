//! How fast, and what the child needs: a join in which nothing is ever taken back.

use crate::capability::{CapabilityKind, CapabilitySet};
use crate::clause::{ClauseIx, ClauseSet};
use crate::protocol::{ProtocolSet, Rule};
use serde::{Deserialize, Serialize};

/// Time to a decision and first treatment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Urgency {
    /// No time-critical finding.
    #[default]
    Routine,
    /// Within 4 hours.
    Urgent,
    /// Within 30 minutes.
    Emergent,
    /// Now.
    Immediate,
}

impl Urgency {
    /// From mild to severe.
    pub const ALL: [Self; 4] = [Self::Routine, Self::Urgent, Self::Emergent, Self::Immediate];

    /// Its place in [`Self::ALL`].
    fn place(self) -> usize {
        match self {
            Self::Routine => 0,
            Self::Urgent => 1,
            Self::Emergent => 2,
            Self::Immediate => 3,
        }
    }

    /// The word used in protocols, in JSON and as `data-u`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Routine => "routine",
            Self::Urgent => "urgent",
            Self::Emergent => "emergent",
            Self::Immediate => "immediate",
        }
    }
}

/// One need: any of these capabilities is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Need {
    /// The alternatives.
    pub any_of: CapabilitySet,
    /// The highest urgency of a rule that asks for it.
    pub urgency: Urgency,
}

/// Urgency and needs, joined over rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The highest urgency.
    pub urgency: Urgency,
    /// The needs: none implies another, sorted.
    pub needs: Vec<Need>,
    /// A rule of airway, breathing, circulation, coma or running seizure takes part.
    pub unstable: bool,
    /// Decisive steps that are done here, where possible, before any journey.
    pub first_here: CapabilitySet,
}

impl Outcome {
    /// Adds a rule's result. Order does not matter, nothing is ever lowered.
    pub fn join(&mut self, set: &ProtocolSet, rule: &Rule) {
        self.add_all_but_needs(rule);
        for any_of in set.needs(rule.needs) {
            self.add(set, Need { any_of, urgency: rule.urgency });
        }
    }

    fn add_all_but_needs(&mut self, rule: &Rule) {
        self.urgency = self.urgency.max(rule.urgency);
        self.unstable |= rule.unstable;
        if let Some(step) = rule.first_here {
            self.first_here = self.first_here.with(step);
        }
    }

    /// Adds a single need.
    pub fn need(&mut self, set: &ProtocolSet, any_of: CapabilitySet, urgency: Urgency) {
        self.add(set, Need { any_of, urgency });
    }

    // INVARIANT: no need of the list implies another of the same or a lower urgency. Needs are normalised
    // by the compiler (no alternative includes another), so implication is antisymmetric and the list does
    // not depend on the order of the rules.
    fn add(&mut self, set: &ProtocolSet, new: Need) {
        // Most rules ask for what another asked for already.
        if self.needs.iter().any(|kept| kept.any_of == new.any_of && kept.urgency >= new.urgency) {
            return;
        }
        let covers = |a: &Need, b: &Need| a.urgency >= b.urgency && set.implies(a.any_of, b.any_of);
        if self.needs.iter().any(|kept| covers(kept, &new)) {
            return;
        }
        self.needs.retain(|kept| !covers(&new, kept));
        let place = self.needs.partition_point(|kept| *kept < new);
        self.needs.insert(place, new);
    }
}

/// Urgency and needs of many rules while they are gathered; the order of the rules does not matter.
#[derive(Default)]
pub(crate) struct Gathering {
    /// All but the needs.
    outcome: Outcome,
    /// The needs that rules of each urgency ask for, by [`Urgency::ALL`].
    asked: [ClauseSet; Urgency::ALL.len()],
}

impl Gathering {
    /// Adds a rule.
    pub(crate) fn add(&mut self, rule: &Rule) {
        self.outcome.add_all_but_needs(rule);
        if let Some(asked) = self.asked.get_mut(rule.urgency.place()) {
            *asked = asked.union(rule.needs);
        }
    }

    /// The join of all that was added, as [`Outcome::join`] would make it rule by rule.
    pub(crate) fn outcome(self, set: &ProtocolSet) -> Outcome {
        // What was asked for with this or a higher urgency, or is included in what was.
        let mut had = ClauseSet::EMPTY;
        let mut left = self.asked;
        for asked in left.iter_mut().rev() {
            let new = asked.except(had);
            let clauses = new.iter().filter_map(|ix| set.clause(ix));
            let included = clauses.fold(ClauseSet::EMPTY, |all, clause| all.union(clause.includes));
            had = had.union(new).union(included);
            *asked = new.except(included);
        }
        // The order of the clauses is that of the needs.
        let all = left.iter().fold(ClauseSet::EMPTY, |all, left| all.union(*left));
        let mut needs = Vec::with_capacity(all.len());
        for ix in all.iter() {
            let level = Urgency::ALL.into_iter().zip(&left).find(|(_, left)| left.contains(ix));
            if let (Some(clause), Some((urgency, _))) = (set.clause(ix), level) {
                needs.push(Need { any_of: clause.any_of, urgency });
            }
        }
        Outcome { needs, ..self.outcome }
    }
}

/// What an outcome has already, asked for many rules.
pub(crate) struct Had<'a> {
    outcome: &'a Outcome,
    needs: ClauseSet,
}

impl<'a> Had<'a> {
    pub(crate) fn new(set: &ProtocolSet, outcome: &'a Outcome) -> Self {
        let has = |need: CapabilitySet| outcome.needs.iter().any(|kept| set.implies(kept.any_of, need));
        let mut needs = ClauseSet::EMPTY;
        for (ix, clause) in (0_u16..).map(ClauseIx).zip(&set.clauses) {
            if has(clause.any_of) {
                needs = needs.with(ix);
            }
        }
        Self { outcome, needs }
    }

    /// Whether the outcome already has all that `rule` would add.
    pub(crate) fn all_of(&self, rule: &Rule) -> bool {
        self.outcome.urgency >= rule.urgency
            && (self.outcome.unstable || !rule.unstable)
            && rule.needs.is_within(self.needs)
    }
}

/// What a need asks of a house.
#[must_use]
pub fn need_kind(set: &ProtocolSet, need: CapabilitySet) -> CapabilityKind {
    let has = |kind: CapabilityKind| need.iter().any(|c| set.capability(c).is_some_and(|c| c.kind == kind));
    // The mildest alternative decides: where advice is enough, advice is enough.
    if has(CapabilityKind::Transport) {
        CapabilityKind::Transport
    } else if has(CapabilityKind::Advice) {
        CapabilityKind::Advice
    } else if has(CapabilityKind::Presence) {
        CapabilityKind::Presence
    } else {
        CapabilityKind::Test
    }
}
