//! The houses that were not chosen, and why: further away, something missing there, no bed.

use super::{Recommendation, Situation};
use crate::age::Age;
use crate::capability::CapabilityKind;
use crate::disposition::Need;
use crate::network::{Intake, SiteIx};
use crate::protocol::ProtocolSet;

/// Why a house is not where the child goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// It would do as well; the way is so many minutes longer. None: the card does not say how long.
    Further(Option<u16>),
    /// What the child has to be there for and this house has not.
    Lacks(Vec<Need>),
    /// It takes no patients.
    Turns(Intake),
}

/// A house that was not chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Which.
    pub site: SiteIx,
    /// Why.
    pub lost: Lost,
}

/// Every other house of the network, the nearest first, and why the child does not go there; nothing while it stays.
#[must_use]
pub fn others(set: &ProtocolSet, advice: &Recommendation, age: Age, situation: &Situation<'_>) -> Vec<Other> {
    let Some(end) = advice.then_to.or(advice.destination).filter(|end| *end != advice.here) else {
        return Vec::new();
    };
    let network = situation.network;
    let minutes = |site: SiteIx| network.travel(advice.here, site).map(|way| way.minutes);
    let in_person = || advice.needs.iter().filter(|answer| answer.kind != CapabilityKind::Advice);
    let houses = network.by_distance(advice.here).into_iter().filter(|site| *site != end);
    let other = |site: SiteIx| {
        let can = situation.availability(set, site, age);
        let lacks: Vec<Need> =
            in_person().map(|answer| answer.need).filter(|need| can.if_open.meet(need.any_of).is_empty()).collect();
        let lost = if !lacks.is_empty() {
            Lost::Lacks(lacks)
        } else if can.intake.takes_patients() {
            Lost::Further(minutes(site).zip(minutes(end)).and_then(|(other, chosen)| other.checked_sub(chosen)))
        } else {
            Lost::Turns(can.intake)
        };
        Other { site, lost }
    };
    houses.map(other).collect()
}
