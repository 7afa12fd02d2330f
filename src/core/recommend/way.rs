//! The way of the child: a hospital keeps or sends it, an ambulance brings it; and which house meets which need.

use super::RESUSCITATION;
use super::houses::{Choice, House, Houses};
use crate::capability::CapabilityKind;
use crate::disposition::{Need, Outcome, Urgency};
use crate::network::{Intake, Network, SiteIx};
use crate::protocol::ProtocolSet;

/// Where the child goes now, and where from there.
pub(super) struct Way {
    pub(super) destination: Option<SiteIx>,
    pub(super) then_to: Option<SiteIx>,
    /// The destination, when it was chosen because it resuscitates.
    pub(super) first_stop: Option<SiteIx>,
}

/// What decides the way.
pub(super) struct Trip<'a> {
    pub(super) set: &'a ProtocolSet,
    pub(super) houses: &'a Houses,
    pub(super) ambulance: bool,
    /// Needs for which the child must be there.
    pub(super) in_person: &'a [Need],
    /// The child stays in this house, or is brought to it.
    pub(super) stays: bool,
}

impl Trip<'_> {
    /// In an ambulance nobody is left at home: every recommendation names a house.
    pub(super) fn way(&self, outcome: &Outcome, network: &Network, choice: &Choice) -> Way {
        if !self.ambulance {
            return Way { destination: choice.site, then_to: None, first_stop: None };
        }
        let nearest = self.houses.here.site;
        let refuge = self.houses.refuge().site;
        let end = if self.stays { Some(nearest) } else { choice.site };
        let further = end.and_then(|end| network.travel(nearest, end));
        let bypass = further.zip(network.bypass_minutes).is_some_and(|(way, allowed)| way.minutes <= allowed);
        let unstable = outcome.unstable && outcome.urgency == Urgency::Immediate;
        if !unstable || (bypass && choice.meets_all) {
            return Way { destination: end.or(Some(refuge)), then_to: None, first_stop: None };
        }
        // Nearest first, the nearest hospital included; a full house still resuscitates.
        let first = self.houses.all().find(|house| self.resuscitates(house) && !house.is_closed());
        let enough = first.is_some_and(|first| first.is_open() && first.meets_all(self.in_person));
        let first_stop = first.map(|first| first.site);
        let destination = first_stop.unwrap_or(refuge);
        Way { destination: Some(destination), then_to: end.filter(|end| *end != destination && !enough), first_stop }
    }

    /// Houses that would do, or would be the first stop, but take no patients: the nearer ones, and every one where no
    /// house that takes patients does for all.
    pub(super) fn passed_over(&self, way: &Way, meets_all: bool) -> Vec<(SiteIx, Intake)> {
        let mut passed = Vec::new();
        if self.stays && !self.ambulance {
            return passed;
        }
        let end = way.then_to.or(way.destination);
        let (mut before_end, mut before_stop) = (true, way.first_stop.is_some());
        for house in self.houses.all() {
            before_end &= end != Some(house.site);
            before_stop &= way.first_stop != Some(house.site);
            let other = way.destination != Some(house.site) && (self.ambulance || house.site != self.houses.here.site);
            let would = ((before_end || !meets_all) && house.would_do(self.in_person))
                || (before_stop && self.resuscitates(house));
            if other && would && !house.is_open() {
                passed.push((house.site, house.can.intake));
            }
        }
        passed
    }

    fn resuscitates(&self, house: &House) -> bool {
        house.has(self.set, RESUSCITATION)
    }
}

/// The houses that take part in a recommendation.
pub(super) struct Parties<'a> {
    houses: &'a Houses,
    /// Where the child ends up.
    pub(super) end: &'a House,
    /// Where it stops on the way.
    stop: Option<&'a House>,
    adviser: Option<&'a House>,
    beside: Option<&'a House>,
    image_first: bool,
}

impl<'a> Parties<'a> {
    pub(super) fn new(houses: &'a Houses, way: &Way, adviser: Option<SiteIx>, image_first: bool) -> Self {
        let house = |site: Option<SiteIx>| site.and_then(|site| houses.house(site));
        let end = way.then_to.or(way.destination);
        Self {
            houses,
            end: house(end).unwrap_or(&houses.here),
            stop: house(way.then_to.and(way.destination)),
            adviser: house(adviser),
            beside: house(super::beside(houses.here.site, end, adviser)),
            image_first,
        }
    }

    /// The house that meets a need. `turned_away`: this house does not take the child.
    pub(super) fn by(&self, need: &Need, kind: CapabilityKind, turned_away: bool) -> Option<&'a House> {
        let meets = |house: &&House| house.meets(need);
        let at_end = Some(self.end).filter(meets);
        let here = Some(&self.houses.here).filter(meets);
        let adviser = self.adviser.filter(meets);
        if kind != CapabilityKind::Advice {
            let at_end = at_end.filter(|house| !turned_away || !house.is_closed());
            // A picture that comes first is at the adviser.
            return at_end.or_else(|| self.stop.filter(meets)).or(adviser.filter(|_| self.image_first));
        }
        if here.is_some() {
            return at_end.or(here);
        }
        adviser.or(at_end).or_else(|| self.houses.partners.iter().find(meets))
    }

    /// Whether the house beside this one in the table meets a need.
    pub(super) fn beside(&self, need: &Need) -> bool {
        self.beside.is_some_and(|house| house.meets(need))
    }

    /// Where a decisive step is done before the journey.
    pub(super) fn step_at(&self) -> &'a House {
        self.stop.unwrap_or(&self.houses.here)
    }
}
