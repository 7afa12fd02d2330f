//! How fast, and what the child needs: a join in which nothing is ever taken back.

use crate::capability::{CapabilityKind, CapabilitySet};
use crate::list::List;
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

/// Position of a need in [`ProtocolSet::clauses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClauseIx(pub u16);

/// A need as rules name it: any of these capabilities is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clause {
    /// The alternatives.
    pub any_of: CapabilitySet,
    /// The other needs that are met wherever this one is ([`ProtocolSet::implies`]).
    pub includes: List<ClauseIx>,
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
        for any_of in set.needs(&rule.needs) {
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
pub(crate) struct Gathering {
    /// All but the needs.
    outcome: Outcome,
    /// By [`ClauseIx`]: the highest urgency of a rule that asks for it.
    asked: Vec<Option<Urgency>>,
}

impl Gathering {
    /// No rule yet.
    pub(crate) fn new(set: &ProtocolSet) -> Self {
        Self { outcome: Outcome::default(), asked: vec![None; set.clauses.len()] }
    }

    /// Adds a rule.
    pub(crate) fn add(&mut self, rule: &Rule) {
        self.outcome.add_all_but_needs(rule);
        for need in &rule.needs {
            raise(&mut self.asked, *need, rule.urgency);
        }
    }

    /// The join of all that was added, as [`Outcome::join`] would make it rule by rule.
    pub(crate) fn outcome(self, set: &ProtocolSet) -> Outcome {
        // A need is left out where another one of the same or a higher urgency includes it.
        let mut included = vec![None; self.asked.len()];
        let asked = || set.clauses.iter().zip(&self.asked).filter_map(|(clause, urgency)| Some((clause, (*urgency)?)));
        for (clause, urgency) in asked() {
            clause.includes.iter().for_each(|other| raise(&mut included, *other, urgency));
        }
        let kept = set.clauses.iter().zip(&self.asked).zip(&included).filter(|((_, asked), included)| asked > included);
        let kept = kept.filter_map(|((clause, urgency), _)| Some(Need { any_of: clause.any_of, urgency: (*urgency)? }));
        // There are few; sorting would write out its whole method here.
        let mut needs: Vec<Need> = Vec::new();
        for need in kept {
            needs.insert(needs.partition_point(|known| *known <= need), need);
        }
        Outcome { needs, ..self.outcome }
    }
}

fn raise(urgencies: &mut [Option<Urgency>], need: ClauseIx, urgency: Urgency) {
    if let Some(slot) = urgencies.get_mut(usize::from(need.0))
        && slot.is_none_or(|known| known < urgency)
    {
        *slot = Some(urgency);
    }
}

/// What an outcome has already, asked for many rules.
pub(crate) struct Had<'a> {
    outcome: &'a Outcome,
    /// By [`ClauseIx`].
    needs: Vec<bool>,
}

impl<'a> Had<'a> {
    pub(crate) fn new(set: &ProtocolSet, outcome: &'a Outcome) -> Self {
        let has = |need: CapabilitySet| outcome.needs.iter().any(|kept| set.implies(kept.any_of, need));
        Self { outcome, needs: set.clauses.iter().map(|clause| has(clause.any_of)).collect() }
    }

    /// Whether the outcome already has all that `rule` would add.
    pub(crate) fn all_of(&self, rule: &Rule) -> bool {
        let has = |need: &ClauseIx| self.needs.get(usize::from(need.0)).copied().unwrap_or(false);
        self.outcome.urgency >= rule.urgency && (self.outcome.unstable || !rule.unstable) && rule.needs.iter().all(has)
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
