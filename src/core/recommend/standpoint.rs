//! The houses as they are now, read once and asked about many outcomes.

use super::availability::AgeInDoubt;
use super::houses::{Houses, Reading};
use super::{Recommendation, Situation, advise};
use crate::age::Age;
use crate::capability::CapabilitySet;
use crate::disposition::Outcome;
use crate::protocol::ProtocolSet;

/// Where somebody stands who asks: the cards as they are read now.
pub(crate) struct Standpoint<'a> {
    set: &'a ProtocolSet,
    situation: &'a Situation<'a>,
    houses: Houses,
}

impl<'a> Standpoint<'a> {
    /// The cards as [`super::recommend`] reads them.
    pub(crate) fn new(set: &'a ProtocolSet, age: Age, situation: &'a Situation<'a>) -> Self {
        Self { set, situation, houses: Houses::new(set, age, situation, Reading::CAUTIOUS) }
    }

    /// Whatever some age would find: nothing here is stricter than for any child whose age is known.
    pub(crate) fn of_no_age(set: &'a ProtocolSet, situation: &'a Situation<'a>) -> Self {
        let mildest = Reading { doubt: AgeInDoubt::Fits, ..Reading::CAUTIOUS };
        Self { set, situation, houses: Houses::new(set, Age::any(), situation, mildest) }
    }

    /// What to do for this outcome.
    pub(crate) fn recommend(&self, outcome: &Outcome) -> Recommendation {
        advise(self.set, outcome, &self.houses, self.situation)
    }

    /// What to do for this outcome if this house had `more` as well, with what that includes.
    pub(crate) fn recommend_with(&mut self, more: CapabilitySet, outcome: &Outcome) -> Recommendation {
        let now = self.houses.here.can.has;
        self.houses.here.can.has = now.union(self.set.closure(more));
        let advice = self.recommend(outcome);
        self.houses.here.can.has = now;
        advice
    }
}
