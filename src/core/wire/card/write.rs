//! Writes a network card, for a file, a code or another house.

use super::{VERSION, WHAT};
use crate::age::AgeLimit;
use crate::capability::CapabilityIx;
use crate::network::{Basis, Clinic, Contact, Hours, Means, Network, Offer, Presence, Site, SiteIx, Travel};
use crate::protocol::ProtocolSet;
use crate::text::{Language, Text};
use crate::vehicle::{Vehicle, VehicleKind};
use crate::wire::Value;
use crate::wire::map::{Map, word};

/// Writes a card in its envelope, with the names of the vocabulary of `set`. What is read from it is the same card.
#[must_use]
pub fn write(set: &ProtocolSet, network: &Network) -> Value {
    let card = Card { set, network }.network();
    Map::default().text("paedlotse", WHAT).value("version", Value::Number(VERSION)).value("card", card).map()
}

impl Map {
    /// A text that is left out when it is empty.
    fn some_text(self, field: &str, text: &str) -> Self {
        if text.is_empty() { self } else { self.text(field, text) }
    }

    fn texts(self, field: &str, text: Text) -> Self {
        self.value(field, Self::default().text("de", text.get(Language::De)).text("en", text.get(Language::En)).map())
    }

    fn number(self, field: &str, number: u16) -> Self {
        self.value(field, Value::Number(number.into()))
    }

    fn some_number(self, field: &str, number: Option<u16>) -> Self {
        match number {
            Some(number) => self.number(field, number),
            None => self,
        }
    }

    /// A list that is left out when it is empty.
    fn list<T>(self, field: &str, items: &[T], write: impl Fn(&T) -> Value) -> Self {
        if items.is_empty() { self } else { self.value(field, Value::List(items.iter().map(write).collect())) }
    }

    fn age(self, field: &str, limit: Option<AgeLimit>) -> Self {
        self.some_text(field, &limit.map(AgeLimit::written).unwrap_or_default())
    }

    fn basis(self, basis: Basis) -> Self {
        self.text("basis", word(&Basis::WORDS, basis))
    }

    /// On what a line rests, and for whom and when it holds.
    fn terms(
        self,
        basis: Basis,
        reference: &str,
        (from_age, under_age): (Option<AgeLimit>, Option<AgeLimit>),
        hours: &[Hours],
    ) -> Self {
        self.basis(basis).some_text("reference", reference).age("from_age", from_age).age("under_age", under_age).list(
            "hours",
            &Hours::written(hours),
            |line| Value::Text(line.clone()),
        )
    }
}

struct Card<'a> {
    set: &'a ProtocolSet,
    network: &'a Network,
}

impl Card<'_> {
    fn network(&self) -> Value {
        let card = self.network;
        Map::default()
            .text("network", card.id)
            .number("no", card.no)
            .text("version", card.version)
            .texts("title", card.title)
            .text("home", self.site_id(card.home))
            .texts("coordination", card.coordination)
            .some_number("bypass_minutes", card.bypass_minutes)
            .some_text("address", card.address)
            .list("site", &card.sites, |site| self.site(site))
            .list("travel", &card.travel, |way| self.way(way))
            .list("transport", &card.transport, |vehicle| self.vehicle(vehicle))
            .map()
    }

    fn site_id(&self, site: SiteIx) -> &'static str {
        self.network.site(site).map_or("", |site| site.id)
    }

    fn capability(&self, capability: CapabilityIx) -> &'static str {
        self.set.capability(capability).map_or("", |capability| capability.id)
    }

    fn site(&self, site: &Site) -> Value {
        Map::default()
            .text("id", site.id)
            .number("no", site.no)
            .text("name", site.name)
            .text("place", site.place)
            .text("phone", site.phone)
            .list("contact", &site.contacts, contact)
            .list("offer", &site.offers, |offer| self.offer(offer))
            .list("clinic", &site.clinics, |clinic| self.clinic(clinic))
            .map()
    }

    fn offer(&self, offer: &Offer) -> Value {
        let on_call = match offer.presence {
            Presence::InHouse => None,
            Presence::OnCall(minutes) => Some(minutes),
        };
        Map::default()
            .text("capability", self.capability(offer.capability))
            .some_number("on_call", on_call)
            .terms(offer.basis, offer.reference, (offer.from_age, offer.under_age), &offer.hours)
            .map()
    }

    fn clinic(&self, clinic: &Clinic) -> Value {
        Map::default()
            .texts("title", clinic.title)
            .text("advises", self.capability(clinic.advises))
            .terms(clinic.basis, clinic.reference, (clinic.from_age, clinic.under_age), &clinic.hours)
            .map()
    }

    fn way(&self, way: &Travel) -> Value {
        let by = if way.by == Means::default() { "" } else { word(&Means::WORDS, way.by) };
        Map::default()
            .text("between", self.site_id(way.between))
            .text("and", self.site_id(way.and))
            .some_text("by", by)
            .number("minutes", way.minutes)
            .number("kilometres", way.kilometres)
            .basis(way.basis)
            .map()
    }

    fn vehicle(&self, vehicle: &Vehicle) -> Value {
        let gives: Vec<CapabilityIx> = vehicle.gives.iter().collect();
        Map::default()
            .text("id", vehicle.id)
            .number("no", vehicle.no)
            .text("kind", word(&VehicleKind::WORDS, vehicle.kind))
            .texts("label", vehicle.label)
            .list("gives", &gives, |capability| Value::Text(self.capability(*capability).to_owned()))
            .some_text("stands_at", vehicle.stands_at.map_or("", |site| self.site_id(site)))
            .some_number("alarm_minutes", vehicle.alarm_minutes)
            .terms(vehicle.basis, vehicle.reference, (vehicle.from_age, vehicle.under_age), &vehicle.hours)
            .map()
    }
}

fn contact(contact: &Contact) -> Value {
    Map::default().texts("purpose", contact.purpose).text("phone", contact.phone).map()
}
