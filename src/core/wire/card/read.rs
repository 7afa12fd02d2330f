//! Reads a network card that came from outside.

use super::{VERSION, WHAT};
use crate::age::AgeLimit;
use crate::capability::{CapabilityIx, CapabilityKind, CapabilitySet};
use crate::list::List;
use crate::network::{
    Basis, Clinic, Contact, Hours, Means, Network, Offer, Presence, Site, SiteIx, Travel, is_address,
};
use crate::protocol::ProtocolSet;
use crate::vehicle::{Vehicle, VehicleKind};
use crate::wire::fields::{Fields, Reading};
use crate::wire::trouble::{Form, Kind, Trouble, shown};
use crate::wire::{Value, limits};

/// Reads a card. The vocabulary is that of `set`.
///
/// The card lives as long as the program, like all content: its texts and lists are given to the program for good, so
/// that a card is a plain value wherever it is used. Nothing is kept of a card that has troubles. A card of the size of
/// the shipped ones takes about 20 kB each time it is read: read a card when it comes in, not on every keystroke.
///
/// # Errors
/// Everything that is wrong with it, at most [`limits::TROUBLES`].
pub fn read(set: &ProtocolSet, value: &Value) -> Result<Network, Vec<Trouble>> {
    let (looked_through, troubles) = pass(set, value, false);
    if looked_through.is_none() || !troubles.is_empty() {
        return Err(troubles);
    }
    let (card, troubles) = pass(set, value, true);
    card.ok_or(troubles)
}

fn pass(set: &ProtocolSet, value: &Value, keep: bool) -> (Option<Network>, Vec<Trouble>) {
    let mut reading = Reading { keep, ..Reading::default() };
    let card = envelope(value, &mut reading).and_then(|card| Card::new(set, card).network(card, &mut reading));
    let card = card.filter(|_| reading.troubles.none());
    (card, reading.troubles.all())
}

/// The card inside its envelope.
fn envelope<'v>(value: &'v Value, reading: &mut Reading) -> Option<&'v Value> {
    if !matches!(value.field("paedlotse"), Some(Value::Text(what)) if what == WHAT) {
        reading.troubles.add(Kind::NotACard);
        return None;
    }
    let mut fields = Fields::of(value, reading)?;
    fields.maybe("paedlotse");
    match fields.maybe("version") {
        Some(Value::Number(version)) if *version > VERSION => {
            reading.troubles.add(Kind::NewerVersion(*version));
            return None;
        }
        Some(Value::Number(1)) => {}
        Some(_) => reading.troubles.add_in("version", Kind::WrongForm(Form::WholeNumber)),
        None => reading.troubles.add(Kind::Missing("version")),
    }
    let card = fields.maybe("card");
    // Read on its own: a release that is not whole makes the card unreleased, not unreadable.
    fields.maybe("release");
    if card.is_none() {
        reading.troubles.add(Kind::Missing("card"));
    }
    fields.finish(reading);
    card
}

/// What the lines of a card may refer to.
struct Card<'a> {
    set: &'a ProtocolSet,
    /// The ids of the houses in their order.
    sites: Vec<&'a str>,
}

/// For whom and when a line holds, and on what it rests.
struct Terms {
    basis: Basis,
    reference: &'static str,
    from_age: Option<AgeLimit>,
    under_age: Option<AgeLimit>,
    hours: List<Hours>,
}

impl<'a> Card<'a> {
    fn new(set: &'a ProtocolSet, card: &'a Value) -> Self {
        let id = |site: &'a Value| match site.field("id") {
            Some(Value::Text(id)) => id.trim(),
            _ => "",
        };
        let sites = match card.field("site") {
            Some(Value::List(sites)) => sites.iter().take(limits::SITES).map(id).collect(),
            _ => Vec::new(),
        };
        Self { set, sites }
    }

    fn network(&self, card: &Value, reading: &mut Reading) -> Option<Network> {
        let mut fields = Fields::of(card, reading)?;
        let id = fields.id("network", true, reading);
        let no = fields.number("no", 1, u16::MAX, reading);
        let version = fields.text("version", reading);
        let title = fields.texts("title", reading);
        let home = fields.maybe_text("home", reading);
        let home = self.position(home);
        let coordination = fields.texts("coordination", reading);
        let bypass_minutes = fields.maybe_number("bypass_minutes", 0, limits::MINUTES, reading);
        let address = fields.maybe_text("address", reading);
        if !address.is_empty() && !is_address(address) {
            reading.troubles.add_in("address", Kind::WrongForm(Form::Address));
        }
        let mut taken = Taken::default();
        let sites = fields.list("site", limits::SITES, reading, |f, r| Some(self.site(f, &mut taken, r)));
        let travel = fields.list("travel", limits::TRAVEL, reading, |f, r| self.way(f, r));
        let mut taken = Taken::default();
        let transport =
            fields.list("transport", limits::VEHICLES, reading, |f, r| Some(self.vehicle(f, &mut taken, r)));
        fields.finish(reading);
        if self.sites.is_empty() {
            reading.troubles.add(Kind::NoSites);
        } else if let Some(home) = home {
            self.ways(home, &travel, reading);
        } else {
            reading.troubles.add_in("home", Kind::NoHome);
        }
        Some(Network {
            id: reading.kept(id),
            no,
            version: reading.kept(version),
            title,
            home: home?,
            sites: kept(sites, reading),
            travel: kept(travel, reading),
            transport: kept(transport, reading),
            coordination,
            bypass_minutes,
            address: reading.kept(address),
        })
    }

    fn position(&self, id: &str) -> Option<SiteIx> {
        let found = self.sites.iter().position(|site| *site == id && !id.is_empty())?;
        u8::try_from(found).ok().map(SiteIx)
    }

    fn site(&self, fields: &mut Fields<'_>, taken: &mut Taken, reading: &mut Reading) -> Site {
        let (id, no) = taken.id_and_no(fields, reading);
        let name = fields.text("name", reading);
        let place = fields.text("place", reading);
        let phone = fields.maybe_text("phone", reading);
        let contacts = fields.list("contact", limits::CONTACTS, reading, |f, r| Some(contact(f, r)));
        let offers = fields.list("offer", limits::OFFERS, reading, |f, r| self.offer(f, r));
        let clinics = fields.list("clinic", limits::CLINICS, reading, |f, r| self.clinic(f, r));
        Site {
            id,
            no,
            name: reading.kept(name),
            place: reading.kept(place),
            phone: reading.kept(phone),
            contacts: kept(contacts, reading),
            offers: kept(offers, reading),
            clinics: kept(clinics, reading),
        }
    }

    fn offer(&self, fields: &mut Fields<'_>, reading: &mut Reading) -> Option<Offer> {
        let capability = fields.text("capability", reading);
        let capability = self.capability("capability", capability, reading);
        let on_call = fields.maybe_number("on_call", 0, limits::MINUTES, reading);
        let Terms { basis, reference, from_age, under_age, hours } = terms(fields, reading);
        let presence = on_call.map_or(Presence::InHouse, Presence::OnCall);
        capability.map(|capability| Offer { capability, from_age, under_age, hours, presence, basis, reference })
    }

    fn clinic(&self, fields: &mut Fields<'_>, reading: &mut Reading) -> Option<Clinic> {
        let title = fields.texts("title", reading);
        let named = fields.text("advises", reading);
        let advises = self.capability("advises", named, reading);
        if advises.is_some_and(|advises| !self.is(advises, CapabilityKind::Advice)) {
            reading.troubles.add_in("advises", Kind::NotAdvice(shown(named)));
        }
        let Terms { basis, reference, from_age, under_age, hours } = terms(fields, reading);
        advises.map(|advises| Clinic { title, advises, hours, from_age, under_age, basis, reference })
    }

    fn vehicle(&self, fields: &mut Fields<'_>, taken: &mut Taken, reading: &mut Reading) -> Vehicle {
        let (id, no) = taken.id_and_no(fields, reading);
        let kind = fields.word("kind", &VehicleKind::WORDS, Form::VehicleKind, reading).unwrap_or(VehicleKind::Rtw);
        let label = fields.texts("label", reading);
        let mut gives = CapabilitySet::EMPTY;
        let named = fields.lines("gives", limits::GIVES, reading);
        for name in &named {
            let Some(capability) = self.capability("gives", name, reading) else { continue };
            gives = gives.with(capability);
            if !self.is(capability, CapabilityKind::Transport) {
                reading.troubles.add_in("gives", Kind::NotTransport(shown(name)));
            }
        }
        // An empty word names nothing; it must not make a vehicle that gives nothing.
        if named.is_empty() || named.iter().any(|name| name.is_empty()) {
            reading.troubles.add(Kind::Missing("gives"));
        }
        let stands_at = fields.maybe_text("stands_at", reading);
        let stands_at = if stands_at.is_empty() { None } else { self.named("stands_at", stands_at, reading) };
        let alarm_minutes = fields.maybe_number("alarm_minutes", 0, limits::MINUTES, reading);
        let Terms { basis, reference, from_age, under_age, hours } = terms(fields, reading);
        Vehicle { id, no, kind, label, gives, stands_at, alarm_minutes, hours, from_age, under_age, basis, reference }
    }

    fn way(&self, fields: &mut Fields<'_>, reading: &mut Reading) -> Option<Travel> {
        let (one, other) = (fields.text("between", reading), fields.text("and", reading));
        let (between, and) = (self.named("between", one, reading), self.named("and", other, reading));
        let by = fields.maybe_word("by", &Means::WORDS, Form::Means, reading).unwrap_or_default();
        let minutes = fields.number("minutes", 1, limits::MINUTES, reading);
        let kilometres = fields.number("kilometres", 0, limits::KILOMETRES, reading);
        let basis = basis(fields, reading);
        if between.is_some() && between == and {
            reading.troubles.add(Kind::ToItself);
        }
        let (between, and) = between.zip(and)?;
        Some(Travel { between, and, by, minutes, kilometres, basis })
    }

    /// Every other house is reached by road, and no way is given twice.
    fn ways(&self, home: SiteIx, travel: &[Travel], reading: &mut Reading) {
        let joins = |way: &Travel, a: SiteIx, b: SiteIx| {
            (way.between == a && way.and == b) || (way.between == b && way.and == a)
        };
        for (ix, way) in travel.iter().enumerate() {
            let same = |before: &&Travel| before.by == way.by && joins(before, way.between, way.and);
            if travel.iter().take(ix).any(|before| same(&before)) {
                let mut ends = self.id(way.between);
                ends.push_str(" – ");
                ends.push_str(&self.id(way.and));
                reading.troubles.add_in("travel", Kind::Twice(ends));
            }
        }
        for (ix, _) in (0_u8..).map(SiteIx).zip(&self.sites) {
            if ix != home && !travel.iter().any(|way| way.by == Means::Road && joins(way, home, ix)) {
                reading.troubles.add_in("travel", Kind::NoWay(self.id(ix)));
            }
        }
    }

    fn id(&self, site: SiteIx) -> String {
        self.sites.get(usize::from(site.0)).map(|id| shown(id)).unwrap_or_default()
    }

    /// The house with this id. An empty id has been told, and so has a card without houses.
    fn named(&self, field: &'static str, id: &str, reading: &mut Reading) -> Option<SiteIx> {
        let found = self.position(id);
        if found.is_none() && !id.is_empty() && !self.sites.is_empty() {
            reading.troubles.add_in(field, Kind::UnknownSite(shown(id)));
        }
        found
    }

    fn capability(&self, field: &'static str, id: &str, reading: &mut Reading) -> Option<CapabilityIx> {
        let found = self.set.capability_named(id);
        if found.is_none() && !id.is_empty() {
            reading.troubles.add_in(field, Kind::UnknownCapability(shown(id)));
        }
        found
    }

    fn is(&self, capability: CapabilityIx, kind: CapabilityKind) -> bool {
        self.set.capability(capability).is_some_and(|capability| capability.kind == kind)
    }
}

/// Ids and numbers that are taken.
#[derive(Default)]
struct Taken {
    ids: Vec<String>,
    numbers: Vec<u16>,
}

impl Taken {
    fn id_and_no(&mut self, fields: &mut Fields<'_>, reading: &mut Reading) -> (&'static str, u16) {
        let id = fields.id("id", false, reading);
        if !id.is_empty() && self.ids.iter().any(|taken| taken == id) {
            reading.troubles.add_in("id", Kind::Twice(shown(id)));
        }
        self.ids.push(id.to_owned());
        let no = fields.number("no", 1, u16::MAX, reading);
        // 0 stands for a number that has been refused.
        if no != 0 && self.numbers.contains(&no) {
            reading.troubles.add_in("no", Kind::Twice(no.to_string()));
        }
        self.numbers.push(no);
        (reading.kept(id), no)
    }
}

fn contact(fields: &mut Fields<'_>, reading: &mut Reading) -> Contact {
    let purpose = fields.texts("purpose", reading);
    let phone = fields.maybe_text("phone", reading);
    Contact { purpose, phone: reading.kept(phone) }
}

fn terms(fields: &mut Fields<'_>, reading: &mut Reading) -> Terms {
    let basis = basis(fields, reading);
    let reference = fields.maybe_text("reference", reading);
    let address = reference.starts_with("https://") || reference.starts_with("http://");
    if basis == Basis::Public && !reference.is_empty() && !address {
        reading.troubles.add_in("reference", Kind::NotAnAddress);
    }
    let (from_age, under_age) = (fields.age("from_age", reading), fields.age("under_age", reading));
    if AgeLimit::leaves_nobody(from_age, under_age) {
        reading.troubles.add_in("under_age", Kind::ForNobody);
    }
    let hours = fields.hours("hours", reading);
    Terms { basis, reference: reading.kept(reference), from_age, under_age, hours: kept(hours, reading) }
}

/// There is no word for it by default: nothing becomes confirmed, or published, by leaving a field out.
fn basis(fields: &mut Fields<'_>, reading: &mut Reading) -> Basis {
    fields.word("basis", &Basis::WORDS, Form::Basis, reading).unwrap_or(Basis::Assumed)
}

fn kept<T>(items: Vec<T>, reading: &Reading) -> List<T> {
    if reading.keep { items.into() } else { List::default() }
}
