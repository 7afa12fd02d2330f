//! Checks network cards: offers, hours, and a way from home to every other house.

use super::quantity::{age_limit, split};
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e108_same_name::same_name;
use crate::diagnostics::e410_network_card::network_card;
use crate::resolve::{Names, unique};
use crate::source::{Located, Location};
use crate::syntax::networks::{NetworkDef, OfferDef, SiteDef, TravelDef};
use crate::value::kept;
use paedlotse_core::age::AgeLimit;
use paedlotse_core::network::{Basis, Hours, Network, Offer, Presence, Site, SiteIx, Travel};
use std::collections::BTreeMap;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const DAY: u16 = 24 * 60;
const WEEK: u16 = 7 * DAY;

/// Network cards in their core form.
pub(crate) fn networks(written: &[NetworkDef], names: &Names, reports: &Reports) -> Vec<Network> {
    let mut seen: BTreeMap<&str, Location> = BTreeMap::new();
    for def in written {
        if let Some(before) = seen.insert(&def.id.value, def.id.at) {
            reports.add(same_name("network", &def.id.value, def.id.at, before));
        }
    }
    written.iter().map(|def| Card { def, names, reports }.network()).collect()
}

struct Card<'a> {
    def: &'a NetworkDef,
    names: &'a Names,
    reports: &'a Reports,
}

impl Card<'_> {
    fn network(&self) -> Network {
        let def = self.def;
        let mut seen: BTreeMap<&str, Location> = BTreeMap::new();
        for site in &def.sites {
            if let Some(before) = seen.insert(&site.id.value, site.id.at) {
                self.reports.add(same_name("site", &site.id.value, site.id.at, before));
            }
        }
        unique("site", def.sites.iter().map(|site| &site.no), self.reports);
        let home = self.site_named(&def.home).unwrap_or(SiteIx(0));
        let travel: Vec<Travel> = def.travel.iter().filter_map(|way| self.way(way)).collect();
        self.ways(home, &travel);
        Network {
            id: kept(&def.id.value),
            no: def.no.value,
            version: kept(&def.version),
            title: def.title,
            home,
            sites: def.sites.iter().map(|site| self.site(site)).collect(),
            travel: travel.into(),
            coordination: def.coordination,
            bypass_minutes: def.bypass_minutes,
        }
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
        Site {
            id: kept(&def.id.value),
            no: def.no.value,
            name: kept(&def.name),
            place: kept(&def.place),
            phone: kept(&def.phone),
            offers: def.offers.iter().filter_map(|offer| self.offer(offer)).collect(),
        }
    }

    fn offer(&self, def: &OfferDef) -> Option<Offer> {
        let capability = self.names.capabilities.find(&def.capability, self.reports);
        let reference = def.reference.value.trim();
        if reference.is_empty() && def.basis != Basis::Confirmed {
            let message = format!("the offer `{}` does not say on what it rests", def.capability.value);
            self.reports.add(network_card(
                message,
                "reference = address, or the reason of the assumption",
                def.reference.at,
            ));
        } else if def.basis == Basis::Public && !reference.starts_with("https://") && !reference.starts_with("http://")
        {
            let message = format!("the offer `{}` is public, but has no address", def.capability.value);
            self.reports.add(network_card(message, "an address begins with https://", def.reference.at));
        }
        let from_age = self.age(def.from_age.as_ref());
        let under_age = self.age(def.under_age.as_ref());
        let hours = def.hours.iter().flat_map(|text| self.hours(text)).collect();
        let presence = def.on_call.map_or(Presence::InHouse, Presence::OnCall);
        capability.map(|capability| Offer {
            capability,
            from_age,
            under_age,
            hours,
            presence,
            basis: def.basis,
            reference: kept(&def.reference.value),
        })
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
        let read = hours(&text.value);
        if read.is_none() {
            let message = format!("`{}` are no hours", text.value);
            self.reports.add(network_card(message, "as in \"Mon-Fri 08:00-16:00\"", text.at));
        }
        read.unwrap_or_default()
    }

    fn way(&self, def: &TravelDef) -> Option<Travel> {
        let (between, and) = (self.site_named(&def.between), self.site_named(&def.and));
        let (between, and) = between.zip(and)?;
        if between == and {
            self.reports.add(network_card("a way leads from a house to itself", "name two houses", def.and.at));
        }
        if def.minutes == 0 {
            self.reports.add(network_card("a way takes no time", "minutes must be above 0", def.at));
        }
        Some(Travel { between, and, minutes: def.minutes, kilometres: def.kilometres, basis: def.basis })
    }

    fn ways(&self, home: SiteIx, travel: &[Travel]) {
        let mut seen: Vec<(SiteIx, SiteIx)> = Vec::new();
        for (way, def) in travel.iter().zip(&self.def.travel) {
            let pair = (way.between.min(way.and), way.between.max(way.and));
            if seen.contains(&pair) {
                self.reports.add(network_card("this way is given twice", "ways hold in both directions", def.at));
            }
            seen.push(pair);
        }
        for (ix, site) in (0_u8..).map(SiteIx).zip(&self.def.sites) {
            if ix != home && !seen.contains(&(ix.min(home), ix.max(home))) {
                let message = format!("there is no way from home to `{}`", site.id.value);
                self.reports.add(network_card(message, "add [[travel]] with its minutes", site.id.at));
            }
        }
    }
}

/// Reads "Mon-Fri 08:00-16:00": one stretch for each day.
fn hours(text: &str) -> Option<Vec<Hours>> {
    let (days, times) = text.trim().split_once(' ')?;
    let (from, to) = times.trim().split_once('-')?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let day = |name: &str| (0_u16..).zip(DAYS).find(|(_, day)| *day == name).map(|(at, _)| at);
    let (first, last) = (day(first)?, day(last)?);
    let length = if to > from { to.checked_sub(from)? } else { (to + DAY).checked_sub(from)? };
    // "Sat-Mon" runs over the end of the week.
    let count = (last + 7 - first) % 7;
    let stretch = |offset: u16| {
        let start = ((first + offset) % 7) * DAY + from;
        let end = (start + length) % WEEK;
        Hours { from: start, to: if end == 0 { WEEK } else { end } }
    };
    Some((0..=count).map(stretch).collect())
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
    let all = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && all <= DAY).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_hours() {
        let all = hours("Mon-Fri 08:00-16:00").unwrap();
        assert_eq!(all.len(), 5);
        assert_eq!(all[1], Hours { from: DAY + 480, to: DAY + 960 });
        assert_eq!(hours("Sun 20:00-08:00").unwrap(), [Hours { from: 6 * DAY + 1200, to: 480 }]);
        assert_eq!(hours("Sun 00:00-24:00").unwrap(), [Hours { from: 6 * DAY, to: WEEK }]);
        assert_eq!(hours("Sat-Mon 00:00-24:00").unwrap().len(), 3);
        assert_eq!(hours("weekdays"), None);
        assert_eq!(hours("Mon 25:00-26:00"), None);
    }
}
