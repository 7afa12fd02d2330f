//! Stays if: what this house would need tonight for the child to stay.

use crate::capability::{Capability, CapabilityIx, CapabilityKind, CapabilitySet};
use crate::disposition::{Need, Outcome, Urgency};
use crate::protocol::ProtocolSet;
use crate::recommend::{Disposition, Recommendation, Standpoint};

/// A house that lacks more than this will not have it tonight.
const AT_MOST: u32 = 3;

/// See [`super::stays_if`].
pub(super) fn stays_if(set: &ProtocolSet, standpoint: &mut Standpoint<'_>, outcome: &Outcome) -> Option<CapabilitySet> {
    if stays(&standpoint.recommend(outcome)) {
        return None;
    }
    let mut search = Search { set, standpoint, outcome, best: None };
    for size in 1..=AT_MOST {
        search.add(CapabilitySet::EMPTY, size);
        if search.best.is_some() {
            break;
        }
    }
    search.best
}

fn stays(advice: &Recommendation) -> bool {
    advice.disposition != Disposition::Transfer
}

struct Search<'a, 's, 'h> {
    set: &'a ProtocolSet,
    standpoint: &'h mut Standpoint<'s>,
    outcome: &'a Outcome,
    best: Option<CapabilitySet>,
}

impl Search<'_, '_, '_> {
    /// Tries `size` more beside `have`. Something of what is missing must come: of a need for the child's presence that no
    /// picture meets surely, else of any.
    fn add(&mut self, have: CapabilitySet, size: u32) {
        let advice = self.standpoint.recommend_with(have, self.outcome);
        if stays(&advice) {
            if self.best.is_none_or(|best| have.iter().lt(best.iter())) {
                self.best = Some(have);
            }
            return;
        }
        let Some(fewer) = size.checked_sub(1) else { return };
        let set = self.set;
        let mut missing = advice.missing_here;
        let any = missing.iter().fold(CapabilitySet::EMPTY, |all, need| all.union(need.any_of));
        missing.retain(|need| !waits(set, need, self.outcome.urgency));
        let meets = |capability: &Capability, any_of: CapabilitySet| !capability.gives.meet(any_of).is_empty();
        // The last one to come has to meet them all.
        let helps = |capability: &Capability| match missing.split_first() {
            None => meets(capability, any),
            Some((first, others)) => {
                meets(capability, first.any_of)
                    && (fewer > 0 || others.iter().all(|need| meets(capability, need.any_of)))
            }
        };
        for (ix, _) in (0_u8..).map(CapabilityIx).zip(&set.capabilities).filter(|(_, c)| helps(c)) {
            self.add(have.with(ix), fewer);
        }
    }
}

/// A need that does not by itself send the child away: advice, or a picture where there is time.
fn waits(set: &ProtocolSet, need: &Need, urgency: Urgency) -> bool {
    let any = |is: fn(&Capability) -> bool| need.any_of.iter().filter_map(|c| set.capability(c)).any(is);
    any(|c| c.kind == CapabilityKind::Advice) || (urgency <= Urgency::Urgent && any(|c| c.imaging))
}
