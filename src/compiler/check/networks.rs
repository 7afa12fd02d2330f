//! Checks network cards: offers, clinics, vehicles, hours, and a way from home to every other house.

use super::quantity::{age_limit, split};
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e104_wrong_form::wrong_form;
use crate::diagnostics::e108_same_name::same_name;
use crate::diagnostics::e410_network_card::network_card;
use crate::resolve::{Names, unique};
use crate::source::{Located, Location};
use crate::syntax::Content;
use crate::syntax::networks::{ClinicDef, ContactDef, NetworkDef, OfferDef, SiteDef, TermsDef, TravelDef, VehicleDef};
use crate::value::kept;
use paedlotse_core::age::AgeLimit;
use paedlotse_core::capability::{CapabilityIx, CapabilityKind};
use paedlotse_core::list::List;
use paedlotse_core::network::{
    Basis, Clinic, Contact, Hours, MOST_MINUTES, Means, Network, Offer, Presence, Site, SiteIx, Travel, is_address,
};
use paedlotse_core::vehicle::Vehicle;
use std::collections::BTreeMap;

/// Network cards in their core form.
pub(crate) fn networks(content: &Content, names: &Names, reports: &Reports) -> Vec<Network> {
    let written = &content.networks;
    no_name_twice("network", written.iter().map(|def| &def.id), reports);
    written.iter().map(|def| Card { def, content, names, reports }.network()).collect()
}

fn no_name_twice<'a>(what: &str, ids: impl Iterator<Item = &'a Located<String>>, reports: &Reports) {
    let mut seen: BTreeMap<&str, Location> = BTreeMap::new();
    // An empty name has been reported where it is missing.
    for id in ids.filter(|id| !id.value.is_empty()) {
        if let Some(before) = seen.insert(&id.value, id.at) {
            reports.add(same_name(what, &id.value, id.at, before));
        }
    }
}

struct Card<'a> {
    def: &'a NetworkDef,
    content: &'a Content,
    names: &'a Names,
    reports: &'a Reports,
}

/// For whom and when a line holds.
struct Terms {
    from_age: Option<AgeLimit>,
    under_age: Option<AgeLimit>,
    hours: List<Hours>,
    reference: &'static str,
}

impl Card<'_> {
    fn network(&self) -> Network {
        let def = self.def;
        no_name_twice("site", def.sites.iter().map(|site| &site.id), self.reports);
        unique("site", def.sites.iter().map(|site| &site.no), self.reports);
        no_name_twice("vehicle", def.transport.iter().map(|vehicle| &vehicle.id), self.reports);
        unique("vehicle", def.transport.iter().map(|vehicle| &vehicle.no), self.reports);
        let home = self.site_named(&def.home).unwrap_or(SiteIx(0));
        let travel: Vec<(Travel, &TravelDef)> = def.travel.iter().filter_map(|way| self.way(way)).collect();
        self.ways(home, &travel);
        Network {
            id: kept(&def.id.value),
            no: def.no.value,
            version: kept(&def.version),
            title: def.title,
            home,
            sites: def.sites.iter().map(|site| self.site(site)).collect(),
            travel: travel.into_iter().map(|(way, _)| way).collect(),
            transport: def.transport.iter().map(|vehicle| self.vehicle(vehicle)).collect(),
            coordination: def.coordination,
            bypass_minutes: self.minutes(def.bypass_minutes.as_ref()),
            address: self.address(def.address.as_ref()),
        }
    }

    fn address(&self, def: Option<&Located<String>>) -> &'static str {
        let Some(address) = def.filter(|address| !address.value.is_empty()) else { return "" };
        if !is_address(&address.value) {
            self.reports.add(wrong_form(
                "address",
                "a folder over https, as in \"https://kinder.example.org/lotse/\"",
                address.at,
            ));
        }
        kept(&address.value)
    }

    fn site_named(&self, name: &Located<String>) -> Option<SiteIx> {
        let found = (0_u8..).zip(&self.def.sites).find(|(_, site)| site.id.value == name.value);
        if found.is_none() && !name.value.is_empty() {
            let known = self.def.sites.iter().map(|site| site.id.value.as_str());
            self.reports.add(unknown_name("site", &name.value, name.at, known));
        }
        found.map(|(ix, _)| SiteIx(ix))
    }

    fn site(&self, def: &SiteDef) -> Site {
        let contact = |def: &ContactDef| Contact { purpose: def.purpose, phone: kept(&def.phone) };
        Site {
            id: kept(&def.id.value),
            no: def.no.value,
            name: kept(&def.name),
            place: kept(&def.place),
            phone: kept(&def.phone),
            contacts: def.contacts.iter().map(contact).collect(),
            offers: def.offers.iter().filter_map(|offer| self.offer(offer)).collect(),
            clinics: def.clinics.iter().filter_map(|clinic| self.clinic(clinic)).collect(),
        }
    }

    fn offer(&self, def: &OfferDef) -> Option<Offer> {
        let capability = self.names.capabilities.find(&def.capability, self.reports);
        let Terms { from_age, under_age, hours, reference } = self.terms(&def.terms);
        let presence = self.minutes(def.on_call.as_ref()).map_or(Presence::InHouse, Presence::OnCall);
        let basis = def.terms.basis;
        capability.map(|capability| Offer { capability, from_age, under_age, hours, presence, basis, reference })
    }

    fn clinic(&self, def: &ClinicDef) -> Option<Clinic> {
        let advises = self.of_kind(&def.advises, CapabilityKind::Advice, "a clinic answers advice");
        let Terms { from_age, under_age, hours, reference } = self.terms(&def.terms);
        let (title, basis) = (def.title, def.terms.basis);
        advises.map(|advises| Clinic { title, advises, hours, from_age, under_age, basis, reference })
    }

    fn vehicle(&self, def: &VehicleDef) -> Vehicle {
        if def.gives.is_empty() {
            let message = format!("the vehicle `{}` is good for nothing", def.id.value);
            self.reports.add(network_card(message, "add gives = [\"transport_rtw\"]", def.id.at));
        }
        let gives = |name| self.of_kind(name, CapabilityKind::Transport, "a vehicle gives transport");
        let Terms { from_age, under_age, hours, reference } = self.terms(&def.terms);
        Vehicle {
            id: kept(&def.id.value),
            no: def.no.value,
            kind: def.kind,
            label: def.label,
            gives: def.gives.iter().filter_map(gives).collect(),
            stands_at: def.stands_at.as_ref().and_then(|site| self.site_named(site)),
            alarm_minutes: self.minutes(def.alarm_minutes.as_ref()),
            hours,
            from_age,
            under_age,
            basis: def.terms.basis,
            reference,
        }
    }

    fn of_kind(&self, name: &Located<String>, kind: CapabilityKind, rule: &str) -> Option<CapabilityIx> {
        let found = self.names.capabilities.find(name, self.reports)?;
        let is = self.content.capabilities.get(usize::from(found.0)).is_some_and(|capability| capability.kind == kind);
        if !is {
            let other = match kind {
                CapabilityKind::Advice => "advice",
                _ => "transport",
            };
            let message = format!("`{}` is not of the kind {other}", name.value);
            self.reports.add(network_card(message, rule, name.at));
        }
        is.then_some(found)
    }

    fn terms(&self, def: &TermsDef) -> Terms {
        let reference = def.reference.value.trim();
        let what = &def.what;
        if reference.is_empty() && def.basis != Basis::Confirmed {
            let message = format!("{what} does not say on what it rests");
            let label = "reference = address, or the reason of the assumption";
            self.reports.add(network_card(message, label, def.reference.at));
        } else if def.basis == Basis::Public && !reference.starts_with("https://") && !reference.starts_with("http://")
        {
            let message = format!("{what} is public, but has no address");
            self.reports.add(network_card(message, "an address begins with https://", def.reference.at));
        }
        let from_age = self.age(def.from_age.as_ref());
        let under_age = self.age(def.under_age.as_ref());
        if let Some(under) = def.under_age.as_ref().filter(|_| AgeLimit::leaves_nobody(from_age, under_age)) {
            self.reports.add(network_card(format!("{what} is for nobody"), "no child is under this age", under.at));
        }
        let hours = def.hours.iter().flat_map(|text| self.hours(text)).collect();
        Terms { from_age, under_age, hours, reference: kept(reference) }
    }

    fn minutes(&self, def: Option<&Located<u16>>) -> Option<u16> {
        let def = def?;
        if def.value > MOST_MINUTES {
            let message = format!("{} minutes are more than a day", def.value);
            self.reports.add(network_card(message, format!("0 to {MOST_MINUTES}"), def.at));
        }
        Some(def.value)
    }

    fn age(&self, text: Option<&Located<String>>) -> Option<AgeLimit> {
        match age_limit(&split(text?), 0) {
            Ok(limit) => Some(limit),
            Err(problem) => {
                self.reports.add(*problem);
                None
            }
        }
    }

    fn hours(&self, text: &Located<String>) -> Vec<Hours> {
        let read = Hours::parse(&text.value);
        if read.is_none() {
            let message = format!("`{}` are no hours", text.value);
            self.reports.add(network_card(message, "as in \"Mon-Fri 08:00-16:00\"", text.at));
        }
        read.unwrap_or_default()
    }

    fn way<'d>(&self, def: &'d TravelDef) -> Option<(Travel, &'d TravelDef)> {
        let (between, and) = (self.site_named(&def.between), self.site_named(&def.and));
        let (between, and) = between.zip(and)?;
        if between == and {
            self.reports.add(network_card("a way leads from a house to itself", "name two houses", def.and.at));
        }
        if def.minutes.value == 0 {
            self.reports.add(network_card("a way takes no time", "minutes must be above 0", def.at));
        }
        let minutes = self.minutes(Some(&def.minutes)).unwrap_or_default();
        let way = Travel { between, and, by: def.by, minutes, kilometres: def.kilometres, basis: def.basis };
        Some((way, def))
    }

    fn ways(&self, home: SiteIx, travel: &[(Travel, &TravelDef)]) {
        let mut seen: Vec<(Means, SiteIx, SiteIx)> = Vec::new();
        for (way, def) in travel {
            let ends = (way.by, way.between.min(way.and), way.between.max(way.and));
            if seen.contains(&ends) {
                self.reports.add(network_card("this way is given twice", "ways hold in both directions", def.at));
            }
            seen.push(ends);
        }
        for (ix, site) in (0_u8..).map(SiteIx).zip(&self.def.sites) {
            if ix != home && !seen.contains(&(Means::Road, ix.min(home), ix.max(home))) {
                let message = format!("there is no way from home to `{}`", site.id.value);
                self.reports.add(network_card(message, "add [[travel]] with its minutes", site.id.at));
            }
        }
    }
}
