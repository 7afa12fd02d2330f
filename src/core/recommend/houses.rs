//! Here and the partners as they are now: who meets which need, where a child can go, who advises.

use super::Situation;
use super::availability::{AgeInDoubt, Availability, Child, including, minus, read_card};
use crate::age::Age;
use crate::capability::{CapabilityKind, CapabilitySet};
use crate::disposition::{Need, Urgency};
use crate::network::{Intake, SiteIx};
use crate::protocol::ProtocolSet;

/// How the cards are read for one bound.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) doubt: AgeInDoubt,
    /// What turned out not to be possible in this house for this child.
    pub(super) not_here: CapabilitySet,
}

impl Reading {
    /// An age in doubt does not count as there; the rest as the cards and reports say.
    pub(super) const CAUTIOUS: Self = Self { doubt: AgeInDoubt::Fails, not_here: CapabilitySet::EMPTY };
}

/// One house as it is now.
#[derive(PartialEq, Eq)]
pub(super) struct House {
    pub(super) site: SiteIx,
    pub(super) can: Availability,
}

impl House {
    pub(super) fn meets(&self, need: &Need) -> bool {
        !self.can.has.meet(need.any_of).is_empty()
    }

    pub(super) fn meets_all(&self, needs: &[Need]) -> bool {
        needs.iter().all(|need| self.meets(need))
    }

    /// Whether it would meet all, if only it took patients.
    pub(super) fn would_do(&self, needs: &[Need]) -> bool {
        needs.iter().all(|need| !self.can.if_open.meet(need.any_of).is_empty())
    }

    pub(super) fn has(&self, set: &ProtocolSet, capability: &str) -> bool {
        set.capability_named(capability).is_some_and(|c| self.can.has.contains(c))
    }

    pub(super) fn is_open(&self) -> bool {
        self.can.intake.takes_patients()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.can.intake == Intake::Closed
    }

    /// The assumed capabilities this need rests on here: none if a sure one meets it as well.
    pub(super) fn assumed_for(&self, need: &Need) -> CapabilitySet {
        let met = self.can.has.meet(need.any_of);
        if met.is_within(self.can.assumed) { met } else { CapabilitySet::EMPTY }
    }

    fn advises(&self, set: &ProtocolSet) -> bool {
        self.can.has.iter().any(|c| set.capability(c).is_some_and(|c| c.kind == CapabilityKind::Advice))
    }

    /// How much of a need it has that `here` has not, where no alternative is there as a whole: a house with
    /// monitoring is a part of intensive care. The compiler drops needs that are implied, so they are counted here.
    fn part(&self, set: &ProtocolSet, need: &Need, here: CapabilitySet) -> usize {
        let part = |given: CapabilitySet| {
            let present = |c: &_| set.capability(*c).is_some_and(|c| c.kind != CapabilityKind::Advice);
            minus(given.meet(self.can.has), here).iter().filter(present).count()
        };
        need.any_of.iter().filter_map(|c| set.capability(c)).map(|c| part(c.gives)).max().unwrap_or(0)
    }
}

/// The house that does for all needs, or helps most.
pub(super) struct Choice {
    pub(super) site: Option<SiteIx>,
    pub(super) second: Option<SiteIx>,
    pub(super) meets_all: bool,
}

/// Here and the partners, nearest first.
#[derive(PartialEq, Eq)]
pub(super) struct Houses {
    pub(super) here: House,
    pub(super) partners: Vec<House>,
}

impl Houses {
    pub(super) fn new(set: &ProtocolSet, age: Age, situation: &Situation<'_>, reading: Reading) -> Self {
        let child = Child { age, doubt: reading.doubt };
        let house = |site: SiteIx| House {
            site,
            can: read_card(set, situation.network, site, child, situation.at, situation.duty),
        };
        let mut here = house(situation.place.here());
        let lost = including(set, reading.not_here);
        here.can.has = minus(here.can.has, lost);
        here.can.assumed = minus(here.can.assumed, lost);
        here.can.if_open = minus(here.can.if_open, lost);
        let partners = situation.network.by_distance(here.site).into_iter().map(house).collect();
        Self { here, partners }
    }

    /// Here first, then the partners, nearest first.
    pub(super) fn all(&self) -> impl Iterator<Item = &House> {
        std::iter::once(&self.here).chain(&self.partners)
    }

    pub(super) fn house(&self, site: SiteIx) -> Option<&House> {
        self.all().find(|house| house.site == site)
    }

    /// Imaging alone would meet all that is missing, and a partner that meets it also advises.
    pub(super) fn images_and_advises(&self, set: &ProtocolSet, hands_on: &[Need]) -> bool {
        let imaging = |need: &Need| need.any_of.iter().any(|c| set.capability(c).is_some_and(|c| c.imaging));
        hands_on.iter().all(imaging) && self.partners.iter().any(|p| p.advises(set) && p.meets_all(hands_on))
    }

    /// The nearest house that gives most of the advice, among those with all the `images` that are wanted first.
    pub(super) fn adviser(&self, set: &ProtocolSet, advice: &[Need], images: &[Need]) -> Option<SiteIx> {
        let mut best: Option<(usize, SiteIx)> = None;
        for house in self.partners.iter().filter(|p| p.advises(set) && p.meets_all(images)) {
            let given = advice.iter().filter(|need| house.meets(need)).count();
            let helps = given > 0 || !images.is_empty();
            if helps && best.is_none_or(|(most, _)| given > most) {
                best = Some((given, house.site));
            }
        }
        best.map(|(_, site)| site)
    }

    /// The nearest open partner that meets all; else the one that meets most of the most urgent needs.
    /// `here_counts`: what this house has is no gain for the child.
    pub(super) fn destination(&self, set: &ProtocolSet, in_person: &[Need], here_counts: bool) -> Choice {
        let mut suitable = self.partners.iter().filter(|p| p.is_open() && p.meets_all(in_person));
        if let Some(first) = suitable.next() {
            return Choice { site: Some(first.site), second: suitable.next().map(|p| p.site), meets_all: true };
        }
        let here = if here_counts { self.here.can.has } else { CapabilitySet::EMPTY };
        let mut best: Option<([(usize, usize); Urgency::ALL.len()], SiteIx)> = None;
        for house in self.partners.iter().filter(|p| p.is_open()) {
            let mut helps = false;
            // By falling urgency: how many needs of that urgency are met, then how much there is of the others.
            let mut score = Urgency::ALL.map(|level| {
                let (mut met, mut parts) = (0_usize, 0_usize);
                for need in in_person.iter().filter(|need| need.urgency == level) {
                    if house.meets(need) {
                        met = met.saturating_add(1);
                        helps |= need.any_of.meet(here).is_empty();
                    } else {
                        let part = house.part(set, need, here);
                        parts = parts.saturating_add(part);
                        helps |= part > 0;
                    }
                }
                (met, parts)
            });
            score.reverse();
            if helps && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, house.site));
            }
        }
        Choice { site: best.map(|(_, site)| site), second: None, meets_all: false }
    }

    /// Where an ambulance goes when no house helps: the nearest that is open, else not closed, else the nearest.
    pub(super) fn refuge(&self) -> &House {
        let not_closed = || self.all().find(|house| !house.is_closed());
        let here = Some(&self.here).filter(|here| !here.is_closed());
        here.or_else(|| self.all().find(|house| house.is_open())).or_else(not_closed).unwrap_or(&self.here)
    }
}
