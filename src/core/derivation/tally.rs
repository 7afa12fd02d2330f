//! What the rules that speak ask for, kept up to date rule by rule, and the advice for it, asked for once.

use super::level::Level;
use crate::capability::CapabilityKind;
use crate::clause::{Clause, ClauseSet};
use crate::disposition::{Outcome, Urgency, need_kind};
use crate::protocol::{ProtocolSet, Rule};
use crate::recommend::Standpoint;

/// How many of the rules that speak ask for each need, and how many for each urgency. Escort never decides where a child
/// is cared for and is left out; how urgent a single need is decides only which house is named.
pub(super) struct Tally {
    /// By place in [`ProtocolSet::clauses`]: how many ask for it; none for an escort.
    asked: Vec<Option<u32>>,
    /// The needs that are asked for.
    present: ClauseSet,
    /// By urgency, from mild to severe.
    urgencies: [u32; Urgency::ALL.len()],
}

impl Tally {
    /// Nothing speaks.
    pub(super) fn new(set: &ProtocolSet) -> Self {
        let decides = |clause: &Clause| need_kind(set, clause.any_of) != CapabilityKind::Transport;
        Self {
            asked: set.clauses.iter().map(|clause| decides(clause).then_some(0)).collect(),
            present: ClauseSet::EMPTY,
            urgencies: [0; Urgency::ALL.len()],
        }
    }

    /// A rule begins to speak, or is silent from now on.
    pub(super) fn count(&mut self, rule: &Rule, speaks: bool) {
        let levels = Urgency::ALL.iter().zip(&mut self.urgencies).filter(|(level, _)| **level == rule.urgency);
        levels.for_each(|(_, count)| step(count, speaks));
        for clause in rule.needs.iter() {
            let Some(Some(asked)) = self.asked.get_mut(usize::from(clause.0)) else { continue };
            step(asked, speaks);
            self.present = if *asked > 0 { self.present.with(clause) } else { self.present.without(clause) };
        }
    }

    /// The highest urgency that is spoken.
    pub(super) fn urgency(&self) -> Urgency {
        let spoken = Urgency::ALL.into_iter().zip(self.urgencies).filter(|(_, count)| *count > 0);
        spoken.map(|(level, _)| level).max().unwrap_or_default()
    }

    /// Urgency and needs of all that speaks; every need as urgent as the whole.
    pub(super) fn outcome(&self, set: &ProtocolSet) -> Outcome {
        let mut outcome = Outcome { urgency: self.urgency(), ..Outcome::default() };
        for (clause, _) in set.clauses.iter().zip(&self.asked).filter(|(_, asked)| asked.is_some_and(|by| by > 0)) {
            outcome.need(set, clause.any_of, outcome.urgency);
        }
        outcome
    }
}

fn step(count: &mut u32, up: bool) {
    *count = if up { count.saturating_add(1) } else { count.saturating_sub(1) };
}

/// A standpoint that remembers what it said.
pub(super) struct Counsel<'a> {
    set: &'a ProtocolSet,
    standpoint: Standpoint<'a>,
    given: Vec<(ClauseSet, Level)>,
}

impl<'a> Counsel<'a> {
    pub(super) fn new(set: &'a ProtocolSet, standpoint: Standpoint<'a>) -> Self {
        Self { set, standpoint, given: Vec::new() }
    }

    /// The advice for what speaks now.
    pub(super) fn level(&mut self, tally: &Tally) -> Level {
        let urgency = tally.urgency();
        let same = |(present, level): &&(ClauseSet, Level)| level.urgency == urgency && *present == tally.present;
        if let Some((_, level)) = self.given.iter().find(same) {
            return *level;
        }
        let level = Level::of(&self.standpoint.recommend(&tally.outcome(self.set)));
        self.given.push((tally.present, level));
        level
    }
}
