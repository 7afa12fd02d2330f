//! How fast, and what the child needs: a join in which nothing is ever taken back.

use crate::capability::{CapabilityKind, CapabilitySet};
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
        self.urgency = self.urgency.max(rule.urgency);
        self.unstable |= rule.unstable;
        self.first_here = rule.first_here.iter().fold(self.first_here, |all, c| all.with(*c));
        for any_of in &rule.needs {
            self.add(set, Need { any_of: *any_of, urgency: rule.urgency });
        }
    }

    /// Adds a single need.
    pub fn need(&mut self, set: &ProtocolSet, any_of: CapabilitySet, urgency: Urgency) {
        self.add(set, Need { any_of, urgency });
    }

    /// Whether this already has all that `rule` would add.
    #[must_use]
    pub fn has(&self, set: &ProtocolSet, rule: &Rule) -> bool {
        self.urgency >= rule.urgency
            && (self.unstable || !rule.unstable)
            && rule
                .needs
                .iter()
                .all(|need| self.needs.iter().any(|kept| kept.any_of == *need || set.implies(kept.any_of, *need)))
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
