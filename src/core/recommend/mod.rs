//! From needs to disposition: what the child needs minus what this house can do now.
//!
//! # Why it is monotone
//!
//! [`Recommendation::rank`] never falls when urgency rises, a need is added, a capability is lost or reported off, or
//! a house takes fewer patients:
//! - every list below ("missing here", "nobody advises", "site meets all") is a set difference that only grows
//!   with needs and only shrinks with capabilities;
//! - "imaging first by teleconsult" needs that imaging alone would meet all that is missing, at `urgent` or below,
//!   and that a partner which meets it also advises: each of the three can only be lost by the changes above (a need
//!   that implies one with imaging among its alternatives has no other alternatives than that one, or is no imaging);
//! - an ambulance that a closed house turns away needs one house more, for the same needs in person: without it the
//!   rank is the worst, with it the rank is what it was;
//! - a decisive step done here first, the first stop of an unstable child and the helping of a partial house change
//!   the sentence, not the rank.
//!
//! What a house has is closed under inclusion, whatever is reported, full or in doubt. So
//! `recommend(floor) <= recommend(truth) <= recommend(ceiling)` for every child and every card.

mod availability;
pub mod board;
mod houses;
mod judge;
mod others;
mod standpoint;
mod way;

pub use availability::{Availability, Duty, SiteDuty, WeekTime, availability, is_within};
pub use judge::{Judgement, Reach, State, judge, reaches};
pub use others::{Lost, Other, others};
pub(crate) use standpoint::Standpoint;

use crate::age::Age;
use crate::capability::{CapabilityIx, CapabilityKind, CapabilitySet};
use crate::disposition::{Need, Outcome, Urgency, need_kind};
use crate::network::{Intake, Network, SiteIx};
use crate::protocol::ProtocolSet;
use houses::{Choice, Houses, Reading};
use way::{Parties, Trip};

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
    const fn in_ambulance(&self) -> bool {
        matches!(self.place, Place::Ambulance { .. })
    }

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
    /// Met at the house that [`Recommendation::beside`] names; advice also by the adviser.
    pub there: bool,
    /// The house that meets it in this recommendation; none: nobody does.
    pub by: Option<SiteIx>,
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
    /// Sites that would do, or would be the first stop, but take no patients; further ones only where no site does for
    /// all.
    pub passed_over: Vec<(SiteIx, Intake)>,
    /// Who gives the advice that is missing here.
    pub adviser: Option<SiteIx>,
    /// Every need and who meets it; escort left out.
    pub needs: Vec<NeedAnswer>,
    /// What is missing here.
    pub missing_here: Vec<Need>,
    /// What will be missing at the destination too, and what no house gives by telephone.
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
    /// The house that stands beside this one in a table: where the child ends up, else who advises.
    #[must_use]
    pub fn beside(&self) -> Option<SiteIx> {
        beside(self.here, self.then_to.or(self.destination), self.adviser)
    }

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
    advise(set, outcome, &Houses::new(set, age, situation, Reading::CAUTIOUS), situation)
}

fn advise(set: &ProtocolSet, outcome: &Outcome, houses: &Houses, situation: &Situation<'_>) -> Recommendation {
    let kind_of = |need: &Need| need_kind(set, need.any_of);
    let (escort, needs): (Vec<Need>, Vec<Need>) =
        outcome.needs.iter().partition(|need| kind_of(need) == CapabilityKind::Transport);
    let missing_here: Vec<Need> = needs.iter().copied().filter(|n| !houses.here.meets(n)).collect();
    let (advice, hands_on): (Vec<Need>, Vec<Need>) =
        missing_here.iter().partition(|need| kind_of(need) == CapabilityKind::Advice);
    // Advice that nobody gives now counts as if the child had to be present.
    let unadvised: Vec<Need> =
        advice.iter().copied().filter(|need| !houses.partners.iter().any(|p| p.meets(need))).collect();
    let image_first =
        outcome.urgency <= Urgency::Urgent && !hands_on.is_empty() && houses.images_and_advises(set, &hands_on);
    let must_move = !unadvised.is_empty() || (!hands_on.is_empty() && !image_first);
    let in_person: Vec<Need> = needs
        .iter()
        .copied()
        .filter(|need| kind_of(need) != CapabilityKind::Advice || unadvised.contains(need))
        .collect();

    // Whoever is in a house that takes no more patients is there already; an ambulance is not.
    let turned_away = situation.in_ambulance() && houses.here.is_closed();
    let stays = !must_move && !turned_away;
    let choice = if stays {
        Choice { site: None, second: None, meets_all: true }
    } else {
        houses.destination(set, &in_person, !turned_away)
    };
    let disposition = if must_move || !choice.meets_all {
        Disposition::Transfer
    } else if missing_here.is_empty() {
        Disposition::TreatLocally
    } else {
        Disposition::Teleconsult
    };
    let adviser = houses.adviser(set, &advice, if image_first { &hands_on } else { &[] });
    let trip = Trip { set, houses, ambulance: situation.in_ambulance(), in_person: &in_person, stays };
    let way = trip.way(outcome, situation.network, &choice);
    let parties = Parties::new(houses, &way, adviser, image_first);
    let resuscitation = set.capability_named(RESUSCITATION).map_or(CapabilitySet::EMPTY, CapabilitySet::of);
    let mut assumed = match way.first_stop.and_then(|site| houses.house(site)) {
        Some(stop) => resuscitation.meet(stop.can.assumed),
        None => CapabilitySet::EMPTY,
    };
    let mut answers = Vec::with_capacity(needs.len());
    for need in &needs {
        let kind = kind_of(need);
        let by = parties.by(need, kind, turned_away);
        assumed = by.map_or(assumed, |house| assumed.union(house.assumed_for(need)));
        let by = by.map(|house| house.site);
        let there = parties.beside(need) || (kind == CapabilityKind::Advice && by.is_some() && by == adviser);
        answers.push(NeedAnswer { need: *need, kind, here: houses.here.meets(need), there, by });
    }
    let step_here = if must_move && !turned_away { parties.step_at().can.has } else { CapabilitySet::EMPTY };
    Recommendation {
        disposition,
        urgency: outcome.urgency,
        here: houses.here.site,
        destination: way.destination,
        then_to: way.then_to,
        second_choice: choice.second,
        passed_over: trip.passed_over(&way, choice.meets_all),
        adviser,
        still_missing: answers.iter().filter(|answer| answer.by.is_none()).map(|answer| answer.need).collect(),
        needs: answers,
        missing_here,
        escort,
        first_here: outcome.first_here.meet(step_here),
        assumed,
        start_here: outcome.urgency == Urgency::Immediate,
        call_any_time: disposition == Disposition::TreatLocally && !parties.end.has(set, PAEDIATRICIAN),
        all_met: choice.meets_all,
    }
}

/// The house that the advice stands on beside this one.
fn beside(here: SiteIx, end: Option<SiteIx>, adviser: Option<SiteIx>) -> Option<SiteIx> {
    end.filter(|site| *site != here).or(adviser)
}
