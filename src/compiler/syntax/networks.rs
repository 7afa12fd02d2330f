//! `networks/*.toml`, as written: houses, what they offer, whom to ring there, vehicles, and the ways between them.

use super::table::Reader;
use crate::source::{Located, Location};
use paedlotse_core::network::{Basis, Means};
use paedlotse_core::text::Text;
use paedlotse_core::vehicle::VehicleKind;

/// For whom and when a line holds, and on what it rests.
pub(crate) struct TermsDef {
    /// What the line is called in a message: "the offer `picu`".
    pub(crate) what: String,
    pub(crate) basis: Basis,
    pub(crate) reference: Located<String>,
    pub(crate) from_age: Option<Located<String>>,
    pub(crate) under_age: Option<Located<String>>,
    pub(crate) hours: Vec<Located<String>>,
}

/// `[[site.offer]]`
pub(crate) struct OfferDef {
    pub(crate) capability: Located<String>,
    pub(crate) on_call: Option<Located<u16>>,
    pub(crate) terms: TermsDef,
}

/// `[[site.contact]]`
pub(crate) struct ContactDef {
    pub(crate) purpose: Text,
    pub(crate) phone: String,
}

/// `[[site.clinic]]`
pub(crate) struct ClinicDef {
    pub(crate) title: Text,
    pub(crate) advises: Located<String>,
    pub(crate) terms: TermsDef,
}

/// `[[site]]`
pub(crate) struct SiteDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) phone: String,
    pub(crate) contacts: Vec<ContactDef>,
    pub(crate) offers: Vec<OfferDef>,
    pub(crate) clinics: Vec<ClinicDef>,
}

/// `[[travel]]`
pub(crate) struct TravelDef {
    pub(crate) between: Located<String>,
    pub(crate) and: Located<String>,
    pub(crate) by: Means,
    pub(crate) minutes: Located<u16>,
    pub(crate) kilometres: u16,
    pub(crate) basis: Basis,
    pub(crate) at: Location,
}

/// `[[transport]]`
pub(crate) struct VehicleDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) kind: VehicleKind,
    pub(crate) label: Text,
    pub(crate) gives: Vec<Located<String>>,
    pub(crate) stands_at: Option<Located<String>>,
    pub(crate) alarm_minutes: Option<Located<u16>>,
    pub(crate) terms: TermsDef,
}

/// One card.
pub(crate) struct NetworkDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) version: String,
    pub(crate) title: Text,
    pub(crate) home: Located<String>,
    pub(crate) coordination: Text,
    pub(crate) bypass_minutes: Option<Located<u16>>,
    pub(crate) address: Option<Located<String>>,
    pub(crate) sites: Vec<SiteDef>,
    pub(crate) travel: Vec<TravelDef>,
    pub(crate) transport: Vec<VehicleDef>,
}

fn basis(table: &mut Reader<'_>) -> Basis {
    table.word("basis", &Basis::WORDS).map_or(Basis::Assumed, |basis| basis.value)
}

pub(crate) fn network(mut table: Reader<'_>) -> NetworkDef {
    let def = NetworkDef {
        id: table.kebab_id("network", "network"),
        no: table.u16("no"),
        version: table.string("version").value,
        title: table.text("title"),
        home: table.string("home"),
        coordination: table.text("coordination"),
        bypass_minutes: table.maybe_u16("bypass_minutes"),
        address: table.maybe_string("address"),
        sites: table.tables("site", "site").into_iter().map(site).collect(),
        travel: table.tables("travel", "way").into_iter().map(travel).collect(),
        transport: table.tables("transport", "vehicle").into_iter().map(vehicle).collect(),
    };
    table.finish();
    def
}

fn site(mut table: Reader<'_>) -> SiteDef {
    let def = SiteDef {
        id: table.id("id", "site"),
        no: table.u16("no"),
        name: table.string("name").value,
        place: table.string("place").value,
        phone: phone(&mut table),
        contacts: table.tables("contact", "contact").into_iter().map(contact).collect(),
        offers: table.tables("offer", "offer").into_iter().map(offer).collect(),
        clinics: table.tables("clinic", "clinic").into_iter().map(clinic).collect(),
    };
    table.finish();
    def
}

fn phone(table: &mut Reader<'_>) -> String {
    table.maybe_string("phone").map(|text| text.value).unwrap_or_default()
}

/// `name` is what an author calls the line by, and where the line is pointed at when it has no reference.
fn terms(table: &mut Reader<'_>, what: &str, name: &Located<String>) -> TermsDef {
    TermsDef {
        what: format!("the {what} `{}`", name.value),
        basis: basis(table),
        reference: table.maybe_string("reference").unwrap_or(Located { value: String::new(), at: name.at }),
        from_age: table.maybe_string("from_age"),
        under_age: table.maybe_string("under_age"),
        hours: table.strings("hours"),
    }
}

fn offer(mut table: Reader<'_>) -> OfferDef {
    let capability = table.string("capability");
    let terms = terms(&mut table, "offer", &capability);
    let def = OfferDef { capability, on_call: table.maybe_u16("on_call"), terms };
    table.finish();
    def
}

fn contact(mut table: Reader<'_>) -> ContactDef {
    let def = ContactDef { purpose: table.text("purpose"), phone: phone(&mut table) };
    table.finish();
    def
}

fn clinic(mut table: Reader<'_>) -> ClinicDef {
    let advises = table.string("advises");
    let terms = terms(&mut table, "clinic", &advises);
    let def = ClinicDef { title: table.text("title"), advises, terms };
    table.finish();
    def
}

fn travel(mut table: Reader<'_>) -> TravelDef {
    let def = TravelDef {
        at: table.at(),
        between: table.string("between"),
        and: table.string("and"),
        by: table.maybe_word("by", &Means::WORDS).map(|by| by.value).unwrap_or_default(),
        minutes: table.u16("minutes"),
        kilometres: table.u16("kilometres").value,
        basis: basis(&mut table),
    };
    table.finish();
    def
}

fn vehicle(mut table: Reader<'_>) -> VehicleDef {
    let id = table.id("id", "vehicle");
    let terms = terms(&mut table, "vehicle", &id);
    let def = VehicleDef {
        id,
        no: table.u16("no"),
        kind: table.word("kind", &VehicleKind::WORDS).map_or(VehicleKind::Rtw, |kind| kind.value),
        label: table.text("label"),
        gives: table.strings("gives"),
        stands_at: table.maybe_string("stands_at"),
        alarm_minutes: table.maybe_u16("alarm_minutes"),
        terms,
    };
    table.finish();
    def
}
