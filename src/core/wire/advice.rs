//! What was advised, as it is kept beside an overrule, an agreement and a stored case.

use super::Value;
use super::map::{Map, meaning};
use crate::case::Advice;
use crate::disposition::Urgency;
use crate::network::Network;
use crate::recommend::Disposition;

pub(super) const DISPOSITIONS: [(&str, Disposition); 3] = [
    (Disposition::TreatLocally.id(), Disposition::TreatLocally),
    (Disposition::Teleconsult.id(), Disposition::Teleconsult),
    (Disposition::Transfer.id(), Disposition::Transfer),
];

const URGENCIES: [(&str, Urgency); 4] = [
    (Urgency::Routine.id(), Urgency::Routine),
    (Urgency::Urgent.id(), Urgency::Urgent),
    (Urgency::Emergent.id(), Urgency::Emergent),
    (Urgency::Immediate.id(), Urgency::Immediate),
];

/// Writes it.
#[must_use]
pub fn write(network: &Network, advice: Advice) -> Value {
    let destination = advice.destination.and_then(|site| network.site(site));
    Map::default()
        .text("disposition", advice.disposition.id())
        .text("urgency", advice.urgency.id())
        .value("destination", destination.map_or(Value::Null, |site| Value::Text(site.id.to_owned())))
        .map()
}

/// Reads it; none when anything in it is not understood.
#[must_use]
pub fn read(network: &Network, value: &Value) -> Option<Advice> {
    Some(Advice {
        disposition: meaning(&DISPOSITIONS, value.field("disposition"))?,
        urgency: meaning(&URGENCIES, value.field("urgency"))?,
        destination: match value.field("destination") {
            None | Some(Value::Null) => None,
            Some(site) => Some(network.site_named(site.text()?)?),
        },
    })
}
