//! The needs of all rules, each once: rules name a need by its position.

use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::clause::{Clause, ClauseIx, ClauseSet};
use paedlotse_core::list::List;
use paedlotse_core::protocol::ProtocolSet;
use std::collections::BTreeSet;

/// In the order of their alternatives, as an outcome lists them.
#[derive(Debug)]
pub(crate) struct Clauses(Vec<CapabilitySet>);

impl Clauses {
    /// So many a content may have: two versions of it have room in one set.
    pub(crate) const MOST: usize = ClauseSet::CAPACITY / 2;

    /// These needs.
    pub(crate) fn new(needs: impl IntoIterator<Item = CapabilitySet>) -> Self {
        Self(needs.into_iter().collect::<BTreeSet<_>>().into_iter().collect())
    }

    /// Which of them these needs are.
    pub(crate) fn of(&self, needs: impl IntoIterator<Item = CapabilitySet>) -> ClauseSet {
        let positions = needs.into_iter().filter_map(|need| self.0.binary_search(&need).ok());
        positions.filter_map(|at| u16::try_from(at).ok()).map(ClauseIx).collect()
    }

    /// All of them, with what each includes by the capabilities of `set`.
    pub(crate) fn list(&self, set: &ProtocolSet) -> List<Clause> {
        let all = || (0_u16..).map(ClauseIx).zip(&self.0);
        let included = |need: CapabilitySet| {
            all().filter(move |(_, other)| **other != need && set.implies(need, **other)).map(|(ix, _)| ix)
        };
        self.0.iter().map(|need| Clause { any_of: *need, includes: included(*need).collect() }).collect()
    }
}
