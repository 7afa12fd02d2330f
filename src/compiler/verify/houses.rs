//! The rules against the network cards: every need has a house, and less ability or more need is never milder.

use super::child::age;
use super::fault::Fault;
use super::space::Space;
use biodivine_lib_bdd::Bdd;
use paedlotse_core::age::Age;
use paedlotse_core::capability::{CapabilityIx, CapabilityKind, CapabilitySet};
use paedlotse_core::disposition::{Outcome, need_kind};
use paedlotse_core::finding::FindingIx;
use paedlotse_core::network::{Intake, Network, Offer, Site};
use paedlotse_core::protocol::{ProtocolSet, Rule, RuleIx};
use paedlotse_core::recommend::{Duty, Place, SiteDuty, Situation, recommend};

/// A network, and what its houses can do at each age, at the best hour and without any report.
pub(crate) struct Card<'a> {
    set: &'a ProtocolSet,
    network: &'a Network,
    /// For each region of age: an age, and what each house has.
    ages: Vec<(Age, Vec<CapabilitySet>)>,
}

/// How often something was tried, and what went wrong.
#[derive(Default)]
pub(crate) struct Tried {
    pub(crate) times: u128,
    pub(crate) faults: Vec<Fault>,
}

impl<'a> Card<'a> {
    /// Reads what each house has at each age that the content tells apart.
    pub(crate) fn new(space: &Space<'a>, network: &'a Network) -> Self {
        let set = space.set;
        let has = |age: Age| network.sites.iter().map(|site| at_any_hour(set, site, age)).collect();
        Self { set, network, ages: space.ages.each().map(|(age, _)| (age, has(age))).collect() }
    }

    /// Needs of a rule that no house meets at some age at which the rule can hold, and whether all its needs together
    /// have a house.
    pub(crate) fn sites(&self, space: &Space<'_>, ix: RuleIx, rule: &Rule, holds: &Bdd) -> (Tried, bool) {
        let mut tried = Tried::default();
        let mut together = true;
        let in_person = |need: &CapabilitySet| {
            !matches!(need_kind(self.set, *need), CapabilityKind::Transport | CapabilityKind::Advice)
        };
        for ((age_now, reached), (_, houses)) in space.ages.each().zip(&self.ages) {
            if space.existing(&holds.restrict(&reached)).is_false() {
                continue;
            }
            let wanted = || self.set.needs(rule.needs);
            let escorted = |need: &CapabilitySet| need_kind(self.set, *need) == CapabilityKind::Transport;
            for need in wanted().filter(|need| !escorted(need)) {
                tried.times = tried.times.saturating_add(1);
                if houses.iter().all(|has| has.meet(need).is_empty()) {
                    let fault = Fault::NoSite {
                        rule: ix,
                        need: names(self.set, need),
                        network: self.network.id.to_owned(),
                        child: age(age_now),
                    };
                    if !tried.faults.iter().any(|f| matches!((f, &fault), (Fault::NoSite { need: a, .. }, Fault::NoSite { need: b, .. }) if a == b)) {
                        tried.faults.push(fault);
                    }
                }
            }
            together &= houses.iter().any(|has| wanted().filter(in_person).all(|n| !has.meet(n).is_empty()));
        }
        (tried, together)
    }

    /// Findings that no house of the network can obtain at any age.
    pub(crate) fn findings(&self) -> Tried {
        let mut tried = Tried::default();
        for (ix, finding) in (0_u16..).map(FindingIx).zip(&self.set.findings) {
            let Some(by) = finding.obtained_by else { continue };
            tried.times = tried.times.saturating_add(1);
            if !self.ages.iter().any(|(_, houses)| houses.iter().any(|has| has.contains(by))) {
                let by = names(self.set, CapabilitySet::of(by));
                tried.faults.push(Fault::Nowhere { finding: ix, network: self.network.id.to_owned(), by });
            }
        }
        tried
    }

    /// One age for each way in which the houses of this card differ by age.
    fn distinct_ages(&self) -> Vec<&(Age, Vec<CapabilitySet>)> {
        let mut distinct: Vec<&(Age, Vec<CapabilitySet>)> = Vec::new();
        for one in &self.ages {
            if !distinct.iter().any(|known| known.1 == one.1) {
                distinct.push(one);
            }
        }
        distinct
    }

    fn rank(&self, outcome: &Outcome, age: Age, place: Place, duty: &Duty) -> u8 {
        recommend(self.set, outcome, age, &Situation { network: self.network, place, at: None, duty }).rank()
    }

    fn places(&self) -> impl Iterator<Item = Place> {
        let nearest = self.network.sites_with_ix().map(|(nearest, _)| Place::Ambulance { nearest });
        std::iter::once(Place::Hospital(self.network.home)).chain(nearest)
    }

    /// Every single loss in every house: a capability, a bed, the whole house.
    pub(crate) fn losses(&self, ix: RuleIx, rule: &Rule) -> Tried {
        let mut tried = Tried::default();
        let mut outcome = Outcome::default();
        outcome.join(self.set, rule);
        for (age, houses) in self.distinct_ages() {
            for place in self.places() {
                let full = self.rank(&outcome, *age, place, &Duty::default());
                for ((site, house), has) in self.network.sites_with_ix().zip(houses) {
                    let off =
                        has.iter().map(|c| (SiteDuty { off: CapabilitySet::of(c), ..SiteDuty::default() }, Some(c)));
                    let intake =
                        [Intake::Full, Intake::Closed].map(|intake| (SiteDuty { intake, ..SiteDuty::default() }, None));
                    for (report, lost) in off.chain(intake) {
                        let mut duty = Duty::default();
                        duty.report(site, report);
                        tried.times = tried.times.saturating_add(1);
                        if self.rank(&outcome, *age, place, &duty) < full {
                            let what = lost
                                .map_or("a bed".to_owned(), |c: CapabilityIx| names(self.set, CapabilitySet::of(c)));
                            let change = format!("{} loses {what}", house.id);
                            tried.faults.push(Fault::HouseMilder {
                                rule: ix,
                                network: self.network.id.to_owned(),
                                change,
                            });
                        }
                    }
                }
            }
        }
        tried
    }

    /// This rule together with each later one is never milder than either alone.
    pub(crate) fn joins(&self, ix: RuleIx, rule: &Rule) -> Tried {
        let mut tried = Tried::default();
        let nothing = Duty::default();
        let alone = |rule: &Rule| {
            let mut outcome = Outcome::default();
            outcome.join(self.set, rule);
            outcome
        };
        let (place, outcome) = (Place::Hospital(self.network.home), alone(rule));
        for (age, _) in self.distinct_ages() {
            let one = self.rank(&outcome, *age, place, &nothing);
            for other in self.set.rules.iter().skip(usize::from(ix.0)) {
                let mut both = outcome.clone();
                both.join(self.set, other);
                tried.times = tried.times.saturating_add(1);
                let two = self.rank(&alone(other), *age, place, &nothing);
                if self.rank(&both, *age, place, &nothing) < one.max(two) {
                    let change = format!("`{}` holds as well", other.id);
                    tried.faults.push(Fault::HouseMilder { rule: ix, network: self.network.id.to_owned(), change });
                }
            }
        }
        tried
    }
}

/// What a house has for a child of this age at some hour of the week, with all that is included.
fn at_any_hour(set: &ProtocolSet, site: &Site, age: Age) -> CapabilitySet {
    let fits = |offer: &&Offer| {
        offer.from_age.is_none_or(|from| age.at_least(from).is_true())
            && offer.under_age.is_none_or(|under| age.under(under).is_true())
    };
    set.closure(site.offers.iter().filter(fits).map(|offer| offer.capability).collect())
}

/// "picu", or "picu or hdu_monitoring".
fn names(set: &ProtocolSet, any_of: CapabilitySet) -> String {
    let names: Vec<&str> = any_of.iter().filter_map(|c| set.capability(c)).map(|c| c.id).collect();
    names.join(" or ")
}
