//! The vehicles of a network: what each brings along, where it stands, and how soon it leaves. They never decide where a
//! child goes.

use crate::age::AgeLimit;
use crate::capability::CapabilitySet;
use crate::list::List;
use crate::network::{Basis, Hours, SiteIx};
use crate::protocol::ProtocolSet;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// The German kinds of vehicle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VehicleKind {
    /// Patient transport ambulance (Krankentransportwagen): no emergency care expected.
    Ktw,
    /// Emergency ambulance with a paramedic (Rettungswagen).
    Rtw,
    /// Emergency physician by car (Notarzteinsatzfahrzeug).
    Nef,
    /// Intensive-care ambulance (Intensivtransportwagen).
    Itw,
    /// Newborn emergency ambulance: a neonatal team with an incubator.
    Newborn,
    /// Rescue helicopter (Rettungshubschrauber).
    Rth,
}

impl VehicleKind {
    /// The words of a card for them.
    pub const WORDS: [(&'static str, Self); 6] = [
        ("ktw", Self::Ktw),
        ("rtw", Self::Rtw),
        ("nef", Self::Nef),
        ("itw", Self::Itw),
        ("newborn", Self::Newborn),
        ("rth", Self::Rth),
    ];
}

/// One vehicle, or several of the same kind that stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vehicle {
    /// Readable id.
    pub id: &'static str,
    /// Stable number within the network, never reused.
    pub no: u16,
    /// What kind it is.
    pub kind: VehicleKind,
    /// Name: "Neugeborenen-Notarztwagen".
    pub label: Text,
    /// The transport capabilities it is stated to have; see [`Vehicle::can`].
    pub gives: CapabilitySet,
    /// The house at which it stands; none: not stated.
    pub stands_at: Option<SiteIx>,
    /// Minutes from the call until it leaves with or for the child, 0 to 1440; none: not known.
    pub alarm_minutes: Option<u16>,
    /// When; empty: always.
    pub hours: List<Hours>,
    /// From this age on; none: from birth.
    pub from_age: Option<AgeLimit>,
    /// Under this age; none: all children.
    pub under_age: Option<AgeLimit>,
    /// On what the line rests.
    pub basis: Basis,
    /// As [`crate::network::Offer::reference`].
    #[serde(skip)]
    pub reference: &'static str,
}

impl Vehicle {
    /// Everything it is good for, with what its capabilities include.
    #[must_use]
    pub fn can(&self, set: &ProtocolSet) -> CapabilitySet {
        set.closure(self.gives)
    }
}
