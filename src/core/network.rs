//! Network cards: what each house can do, for which ages, at which hours, whom to ring, and how far apart they are.

use crate::age::AgeLimit;
use crate::capability::CapabilityIx;
use crate::list::List;
use crate::text::Text;
use crate::vehicle::Vehicle;
use serde::{Deserialize, Serialize};

pub use crate::hours::Hours;

/// The most minutes a card may state, for a way, an alarm or a person on call: one day.
pub const MOST_MINUTES: u16 = 24 * 60;

/// Position of a site in [`Network::sites`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SiteIx(pub u8);

/// On what a statement of a card rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// Published; the address stands beside it.
    Public,
    /// Assumed from the template for this kind of house; counts as there and is shown as assumed.
    Assumed,
    /// Confirmed by the site.
    Confirmed,
}

impl Basis {
    /// The words of a card for them.
    pub const WORDS: [(&'static str, Self); 3] =
        [("public", Self::Public), ("assumed", Self::Assumed), ("confirmed", Self::Confirmed)];
}

/// How soon a person is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Presence {
    /// In the house.
    InHouse,
    /// On call, there within so many minutes.
    OnCall(u16),
}

/// One line of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// What.
    pub capability: CapabilityIx,
    /// From this age on; none: from birth.
    pub from_age: Option<AgeLimit>,
    /// Under this age; none: all children.
    pub under_age: Option<AgeLimit>,
    /// When; empty: always.
    pub hours: List<Hours>,
    /// In the house or on call.
    pub presence: Presence,
    /// On what the line rests.
    pub basis: Basis,
    /// Where it is published, for [`Basis::Public`]; else the reason of the assumption.
    /// Not in the wasm while no screen shows it.
    #[serde(skip)]
    pub reference: &'static str,
}

/// A telephone of a house besides the one for the consult.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Who answers: "Dienstärztin/-arzt", "Kinderintensivstation".
    pub purpose: Text,
    /// Telephone; empty until the site enters it.
    pub phone: &'static str,
}

/// A planned special clinic. Only for needs that are not urgent; it never decides where a child goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Clinic {
    /// Name: "Sprechstunde Kinderdiabetologie".
    pub title: Text,
    /// The advice it answers; always of [`crate::capability::CapabilityKind::Advice`].
    pub advises: CapabilityIx,
    /// When; empty: by arrangement.
    pub hours: List<Hours>,
    /// From this age on; none: from birth.
    pub from_age: Option<AgeLimit>,
    /// Under this age; none: all children.
    pub under_age: Option<AgeLimit>,
    /// On what the line rests.
    pub basis: Basis,
    /// As [`Offer::reference`].
    #[serde(skip)]
    pub reference: &'static str,
}

/// Whether a house takes patients.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Intake {
    /// It does.
    #[default]
    Open,
    /// It does, with few free beds: ring first.
    Limited,
    /// No free bed.
    Full,
    /// Not at all.
    Closed,
}

impl Intake {
    /// Whether a child can be sent there.
    #[must_use]
    pub const fn takes_patients(self) -> bool {
        matches!(self, Self::Open | Self::Limited)
    }
}

/// One house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// Readable id.
    pub id: &'static str,
    /// Stable number within the network, never reused.
    pub no: u16,
    /// Full name.
    pub name: &'static str,
    /// The place, as it stands in a headline: "Lippstadt".
    pub place: &'static str,
    /// Telephone for the consult; empty until the site enters it.
    pub phone: &'static str,
    /// Further telephones.
    pub contacts: List<Contact>,
    /// What it offers.
    pub offers: List<Offer>,
    /// Its planned special clinics.
    pub clinics: List<Clinic>,
}

/// How a way is travelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Means {
    /// By road.
    #[default]
    Road,
    /// By helicopter.
    Air,
}

impl Means {
    /// The words of a card for them.
    pub const WORDS: [(&'static str, Self); 2] = [("road", Self::Road), ("air", Self::Air)];
}

/// The way between two houses; holds in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Travel {
    /// One end.
    pub between: SiteIx,
    /// The other.
    pub and: SiteIx,
    /// By road or by air.
    pub by: Means,
    /// Minutes, 1 to 1440.
    pub minutes: u16,
    /// Kilometres.
    pub kilometres: u16,
    /// On what the minutes rest.
    pub basis: Basis,
}

/// A network card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Network {
    /// Readable id.
    pub id: &'static str,
    /// Stable number, never reused.
    pub no: u16,
    /// Version of the card.
    pub version: &'static str,
    /// Name.
    pub title: Text,
    /// The house whose card this is.
    pub home: SiteIx,
    /// The houses.
    pub sites: List<Site>,
    /// Ways between them.
    pub travel: List<Travel>,
    /// Vehicles of the network.
    pub transport: List<Vehicle>,
    /// Whom to ask when no house can: regional coordination, dispatch.
    pub coordination: Text,
    /// How much further than the nearest hospital an unstable child may be driven; none: never.
    pub bypass_minutes: Option<u16>,
    /// Where the houses of the network reach the app, as [`is_address`] allows it; empty: nowhere that all reach.
    pub address: &'static str,
}

/// The longest address of a card, in characters: behind it a case still has to fit one code.
const LONGEST_ADDRESS: usize = 100;

/// Whether this is the address of a folder over https, without anything behind it: `https://kinder.example.org/lotse/`.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let host = text.strip_prefix("https://").and_then(|rest| rest.split('/').next());
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '/' | ':');
    host.is_some_and(|host| host.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && text.ends_with('/')
        && text.len() <= LONGEST_ADDRESS
        && text.chars().all(allowed)
}

impl Network {
    /// The site at `ix`.
    #[must_use]
    pub fn site(&self, ix: SiteIx) -> Option<&Site> {
        self.sites.get(usize::from(ix.0))
    }

    /// The site with this id.
    #[must_use]
    pub fn site_named(&self, id: &str) -> Option<SiteIx> {
        self.sites.iter().position(|s| s.id == id).and_then(|at| u8::try_from(at).ok()).map(SiteIx)
    }

    /// All sites with their positions.
    pub fn sites_with_ix(&self) -> impl Iterator<Item = (SiteIx, &Site)> {
        (0_u8..).map(SiteIx).zip(self.sites.iter())
    }

    /// The other sites, nearest by road to `from` first; a way the card does not know counts as the longest.
    #[must_use]
    pub fn by_distance(&self, from: SiteIx) -> Vec<SiteIx> {
        let minutes = |site: SiteIx| self.travel(from, site).map_or(u16::MAX, |way| way.minutes);
        let mut nearest: Vec<SiteIx> = Vec::with_capacity(self.sites.len());
        for (site, _) in self.sites_with_ix().filter(|(site, _)| *site != from) {
            let place = nearest.partition_point(|known| minutes(*known) <= minutes(site));
            nearest.insert(place, site);
        }
        nearest
    }

    /// The way by road between two sites; none if the card does not say.
    #[must_use]
    pub fn travel(&self, a: SiteIx, b: SiteIx) -> Option<&Travel> {
        self.travel_by(Means::Road, a, b)
    }

    /// The way between two sites by this means; none if the card does not say.
    #[must_use]
    pub fn travel_by(&self, means: Means, a: SiteIx, b: SiteIx) -> Option<&Travel> {
        let joins = |t: &&Travel| (t.between == a && t.and == b) || (t.between == b && t.and == a);
        self.travel.iter().filter(|t| t.by == means).find(joins)
    }

    /// How many lines of the card rest on `basis`: offers, clinics, ways and vehicles.
    #[must_use]
    pub fn lines(&self, basis: Basis) -> usize {
        let offers = self.sites.iter().flat_map(|site| &site.offers).map(|offer| offer.basis);
        let clinics = self.sites.iter().flat_map(|site| &site.clinics).map(|clinic| clinic.basis);
        let ways = self.travel.iter().map(|way| way.basis);
        let vehicles = self.transport.iter().map(|vehicle| vehicle.basis);
        offers.chain(clinics).chain(ways).chain(vehicles).filter(|one| *one == basis).count()
    }
}
