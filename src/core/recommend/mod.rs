//! From needs to disposition: what the child needs minus what this house can do now.
//!
//! # Why it is monotone
//!
//! [`Recommendation::rank`] never falls when urgency rises, a need is added, or a capability is lost anywhere:
//! - every list below ("missing here", "nobody advises", "site meets all") is a set difference that only grows
//!   with needs and only shrinks with capabilities;
//! - "imaging first by teleconsult" needs that imaging alone would meet all that is missing, at `urgent` or below,
//!   and that a partner which meets it also advises: each of the three can only be lost by the changes above (a need
//!   that implies one with imaging among its alternatives has no other alternatives than that one, or is no imaging);
//! - a decisive step done here first changes the sentence, not the rank.
//!
//! So `recommend(floor) <= recommend(truth) <= recommend(ceiling)` for every child and every card.

mod availability;
mod judge;

pub use availability::{Availability, Duty, SiteDuty, WeekTime, availability};
pub use judge::{Judgement, State, judge};

use crate::age::Age;
use crate::capability::{CapabilityIx, CapabilityKind, CapabilitySet};
use crate::disposition::{Need, Outcome, Urgency, need_kind};
use crate::network::{Intake, Network, SiteIx};
use crate::protocol::ProtocolSet;

/// The capability that makes a house a first stop for an unstable child.
const RESUSCITATION: &str = "ed_resus";
/// The capability without which a house is told to call the centre at any time.
const PAEDIATRICIAN: &str = "paediatrician";

/// Where the question is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// In this house.
    Hospital(SiteIx),
    /// In an ambulance; "here" is the nearest hospital, chosen by the crew.
    Ambulance {
        /// That hospital.
        nearest: SiteIx,
    },
}

impl Place {
    /// The house that "here" means.
    #[must_use]
    pub const fn here(self) -> SiteIx {
        match self {
            Self::Hospital(site) | Self::Ambulance { nearest: site } => site,
        }
    }
}

/// Where, when, and with whom on duty.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// The network card.
    pub network: &'a Network,
    /// Hospital or ambulance.
    pub place: Place,
    /// The time, where it is known.
    pub at: Option<WeekTime>,
    /// What was reported tonight.
    pub duty: &'a Duty,
}

impl Situation<'_> {
    /// What `site` can do now.
    #[must_use]
    pub fn availability(&self, set: &ProtocolSet, site: SiteIx, age: Age) -> Availability {
        availability(set, self.network, site, age, self.at, self.duty)
    }

    /// What this house cannot do now; findings obtained by it cannot be had here.
    #[must_use]
    pub fn lacking(&self, set: &ProtocolSet, age: Age) -> CapabilitySet {
        let has = self.availability(set, self.place.here(), age).has;
        (0_u8..).map(CapabilityIx).take(set.capabilities.len()).filter(|c| !has.contains(*c)).collect()
    }
}

/// Where the child is cared for, from mild to severe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disposition {
    /// Treat here.
    TreatLocally,
    /// Stay here, call the centre.
    Teleconsult,
    /// Transfer to a partner.
    Transfer,
}

impl Disposition {
    /// The word used in protocols and in JSON.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::TreatLocally => "treat_locally",
            Self::Teleconsult => "teleconsult",
            Self::Transfer => "transfer",
        }
    }
}

/// One need, and who meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NeedAnswer {
    /// The need.
    pub need: Need,
    /// How it reaches the child.
    pub kind: CapabilityKind,
    /// Met here.
    pub here: bool,
    /// Met at the destination, or by the adviser.
    pub there: bool,
}

/// What to do, where, how fast, and what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// Where the child is cared for.
    pub disposition: Disposition,
    /// How fast.
    pub urgency: Urgency,
    /// The house that "here" means.
    pub here: SiteIx,
    /// Where the child goes now. None: it stays, or nobody can take it.
    pub destination: Option<SiteIx>,
    /// In an ambulance with an unstable child: the further destination.
    pub then_to: Option<SiteIx>,
    /// The next site that would do.
    pub second_choice: Option<SiteIx>,
    /// Nearer sites that would do but take no patients.
    pub passed_over: Vec<(SiteIx, Intake)>,
    /// Who gives the advice that is missing here.
    pub adviser: Option<SiteIx>,
    /// Every need and who meets it; escort left out.
    pub needs: Vec<NeedAnswer>,
    /// What is missing here.
    pub missing_here: Vec<Need>,
    /// What will be missing at the destination too.
    pub still_missing: Vec<Need>,
    /// Escort and vehicle the rules ask for.
    pub escort: Vec<Need>,
    /// A decisive step that can be done here before the journey.
    pub first_here: CapabilitySet,
    /// What this recommendation takes for granted without confirmation.
    pub assumed: CapabilitySet,
    /// "Start here, call now in parallel."
    pub start_here: bool,
    /// The house has no paediatrician now: call the centre at any time.
    pub call_any_time: bool,
    /// A site that meets every in-person need takes the child (or it stays).
    pub all_met: bool,
}

impl Recommendation {
    /// Order of severity: treat locally, teleconsult, transfer, transfer with no site found that meets all.
    #[must_use]
    pub const fn rank(&self) -> u8 {
        match self.disposition {
            Disposition::TreatLocally => 0,
            Disposition::Teleconsult => 1,
            Disposition::Transfer if self.all_met => 2,
            Disposition::Transfer => 3,
        }
    }
}

/// The recommendation for an outcome, with the card as it is now, for this age.
#[must_use]
pub fn recommend(set: &ProtocolSet, outcome: &Outcome, age: Age, situation: &Situation<'_>) -> Recommendation {
    let houses = Houses::new(set, age, situation);
    let kind_of = |need: &Need| need_kind(set, need.any_of);
    let (escort, needs): (Vec<Need>, Vec<Need>) =
        outcome.needs.iter().partition(|need| kind_of(need) == CapabilityKind::Transport);
    let missing_here: Vec<Need> = needs.iter().copied().filter(|n| !houses.here.meets(n)).collect();
    let (advice, hands_on): (Vec<Need>, Vec<Need>) =
        missing_here.iter().partition(|need| kind_of(need) == CapabilityKind::Advice);
    // Advice that nobody gives now counts as if the child had to be present.
    let unadvised = advice.iter().copied().filter(|need| !houses.partners.iter().any(|p| p.meets(need)));
    let image_first =
        outcome.urgency <= Urgency::Urgent && !hands_on.is_empty() && houses.images_and_advises(set, &hands_on);
    let unadvised: Vec<Need> = unadvised.collect();
    let must_move = !unadvised.is_empty() || (!hands_on.is_empty() && !image_first);
    let in_person: Vec<Need> = needs
        .iter()
        .copied()
        .filter(|need| kind_of(need) != CapabilityKind::Advice || unadvised.contains(need))
        .collect();

    let disposition = if must_move {
        Disposition::Transfer
    } else if missing_here.is_empty() {
        Disposition::TreatLocally
    } else {
        Disposition::Teleconsult
    };
    let choice = if must_move { houses.destination(&in_person, &missing_here) } else { Choice::default() };
    let adviser = houses.adviser(set, if image_first { &hands_on } else { &advice });
    let at_destination = choice.site.and_then(|site| houses.partner(site));
    let there = |need: &Need| match kind_of(need) {
        CapabilityKind::Advice => houses.partners.iter().any(|p| p.meets(need)),
        _ => at_destination.is_some_and(|p| p.meets(need)),
    };
    let answers: Vec<NeedAnswer> = needs
        .iter()
        .map(|need| NeedAnswer { need: *need, kind: kind_of(need), here: houses.here.meets(need), there: there(need) })
        .collect();
    let still_missing =
        if must_move { answers.iter().filter(|a| !a.there).map(|a| a.need).collect() } else { Vec::new() };
    let relied_on = at_destination.map_or(&houses.here, |p| p);
    let assumed = needs.iter().fold(CapabilitySet::EMPTY, |all, need| all.union(relied_on.assumed_for(need)));
    let mut recommendation = Recommendation {
        disposition,
        urgency: outcome.urgency,
        here: houses.here.site,
        destination: choice.site,
        then_to: None,
        second_choice: choice.second,
        passed_over: choice.passed_over,
        adviser,
        needs: answers,
        missing_here,
        still_missing,
        escort,
        first_here: if must_move { outcome.first_here.meet(houses.here.can.has) } else { CapabilitySet::EMPTY },
        assumed,
        start_here: outcome.urgency == Urgency::Immediate,
        call_any_time: disposition == Disposition::TreatLocally && !houses.here.has(set, PAEDIATRICIAN),
        all_met: choice.meets_all || !must_move,
    };
    if let Place::Ambulance { .. } = situation.place {
        drive(&mut recommendation, set, outcome, &houses, situation);
    }
    recommendation
}

/// In an ambulance nobody is left at home: every recommendation names a house.
fn drive(
    recommendation: &mut Recommendation,
    set: &ProtocolSet,
    outcome: &Outcome,
    houses: &Houses,
    situation: &Situation<'_>,
) {
    let further = match recommendation.destination {
        Some(site) => site,
        None => {
            recommendation.destination = Some(houses.here.site);
            return;
        }
    };
    let unstable = outcome.unstable && outcome.urgency == Urgency::Immediate;
    let way = situation.network.travel(houses.here.site, further);
    let bypass = way.zip(situation.network.bypass_minutes).is_some_and(|(way, allowed)| way.minutes <= allowed);
    if !unstable || bypass {
        return;
    }
    let first = std::iter::once(&houses.here)
        .chain(&houses.partners)
        .find(|house| house.has(set, RESUSCITATION) && house.can.intake != Intake::Closed)
        .map_or(houses.here.site, |house| house.site);
    if first != further {
        recommendation.destination = Some(first);
        recommendation.then_to = Some(further);
    }
}

/// One house as it is now.
struct House {
    site: SiteIx,
    can: Availability,
}

impl House {
    fn meets(&self, need: &Need) -> bool {
        !self.can.has.meet(need.any_of).is_empty()
    }

    fn has(&self, set: &ProtocolSet, capability: &str) -> bool {
        set.capability_named(capability).is_some_and(|c| self.can.has.contains(c))
    }

    /// The assumed capabilities this need rests on here: none if a sure one meets it as well.
    fn assumed_for(&self, need: &Need) -> CapabilitySet {
        let met = self.can.has.meet(need.any_of);
        if met.is_within(self.can.assumed) { met } else { CapabilitySet::EMPTY }
    }
}

/// The chosen site for a transfer.
#[derive(Default)]
struct Choice {
    site: Option<SiteIx>,
    second: Option<SiteIx>,
    passed_over: Vec<(SiteIx, Intake)>,
    meets_all: bool,
}

/// Here and the partners, nearest first.
struct Houses {
    here: House,
    partners: Vec<House>,
}

impl Houses {
    fn new(set: &ProtocolSet, age: Age, situation: &Situation<'_>) -> Self {
        let here = situation.place.here();
        let house = |site: SiteIx| House { site, can: situation.availability(set, site, age) };
        let partners = situation.network.by_distance(here).into_iter().map(house).collect();
        Self { here: house(here), partners }
    }

    fn partner(&self, site: SiteIx) -> Option<&House> {
        self.partners.iter().find(|p| p.site == site)
    }

    /// Imaging alone would meet all that is missing, and a partner that meets it also advises.
    fn images_and_advises(&self, set: &ProtocolSet, hands_on: &[Need]) -> bool {
        let imaging = |need: &Need| need.any_of.iter().any(|c| set.capability(c).is_some_and(|c| c.imaging));
        hands_on.iter().all(imaging)
            && self.partners.iter().any(|p| advises(set, p) && hands_on.iter().all(|n| p.meets(n)))
    }

    /// The nearest house that gives most of the advice.
    fn adviser(&self, set: &ProtocolSet, asked: &[Need]) -> Option<SiteIx> {
        if asked.is_empty() {
            return None;
        }
        let given = |p: &House| asked.iter().filter(|need| p.meets(need)).count();
        let best = self.partners.iter().filter(|p| advises(set, p)).map(given).max()?;
        let found = self.partners.iter().find(|p| advises(set, p) && given(p) == best);
        found.filter(|_| best > 0).map(|p| p.site)
    }

    /// The nearest open house that meets all; else the one that meets most of the most urgent needs.
    fn destination(&self, in_person: &[Need], missing_here: &[Need]) -> Choice {
        let meets_all = |p: &&House| in_person.iter().all(|need| p.meets(need));
        let open = |p: &&House| p.can.intake == Intake::Open;
        let mut suitable = self.partners.iter().filter(meets_all).filter(open);
        let first = suitable.next();
        let second = suitable.next().map(|p| p.site);
        let passed_over = self
            .partners
            .iter()
            .take_while(|p| first.is_none_or(|first| p.site != first.site))
            .filter(|p| p.can.intake != Intake::Open)
            .map(|p| (p.site, p.can.intake))
            .collect();
        if let Some(first) = first {
            return Choice { site: Some(first.site), second, passed_over, meets_all: true };
        }
        // By falling urgency: how many needs of that urgency are met.
        let score = |p: &House| -> Vec<usize> {
            let levels = Urgency::ALL.iter().rev();
            levels.map(|level| in_person.iter().filter(|n| n.urgency == *level && p.meets(n)).count()).collect()
        };
        let helps = |p: &&House| missing_here.iter().any(|need| in_person.contains(need) && p.meets(need));
        let candidates: Vec<&House> = self.partners.iter().filter(open).filter(helps).collect();
        let best = candidates.iter().map(|p| score(p)).max();
        let site = candidates.iter().find(|p| Some(score(p)) == best).map(|p| p.site);
        Choice { site, second: None, passed_over, meets_all: false }
    }
}

fn advises(set: &ProtocolSet, house: &House) -> bool {
    house.can.has.iter().any(|c| set.capability(c).is_some_and(|c| c.kind == CapabilityKind::Advice))
}
