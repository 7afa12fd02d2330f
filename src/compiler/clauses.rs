//! The needs of all rules, each once: rules name a need by its position.

use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::disposition::{Clause, ClauseIx};
use paedlotse_core::list::List;
use paedlotse_core::protocol::ProtocolSet;

/// The needs found so far, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Clauses(Vec<CapabilitySet>);

impl Clauses {
    /// Goes on after these.
    pub(crate) fn begun(clauses: &[Clause]) -> Self {
        Self(clauses.iter().map(|clause| clause.any_of).collect())
    }

    /// The positions of these needs; what is new is added.
    pub(crate) fn of(&mut self, needs: impl IntoIterator<Item = CapabilitySet>) -> List<ClauseIx> {
        needs.into_iter().map(|need| self.place(need)).collect()
    }

    fn place(&mut self, need: CapabilitySet) -> ClauseIx {
        let at = self.0.iter().position(|known| *known == need).unwrap_or_else(|| {
            self.0.push(need);
            self.0.len().saturating_sub(1)
        });
        ClauseIx(u16::try_from(at).unwrap_or(u16::MAX))
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
