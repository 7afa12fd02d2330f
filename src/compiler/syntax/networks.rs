//! `networks/*.toml`, as written: houses, what they offer, and the ways between them.

use super::table::Reader;
use crate::source::{Located, Location};
use paedlotse_core::network::Basis;
use paedlotse_core::text::Text;

/// `[[site.offer]]`
pub(crate) struct OfferDef {
    pub(crate) capability: Located<String>,
    pub(crate) basis: Basis,
    pub(crate) reference: Located<String>,
    pub(crate) from_age: Option<Located<String>>,
    pub(crate) under_age: Option<Located<String>>,
    pub(crate) hours: Vec<Located<String>>,
    pub(crate) on_call: Option<u16>,
}

/// `[[site]]`
pub(crate) struct SiteDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) name: String,
    pub(crate) place: String,
    pub(crate) phone: String,
    pub(crate) offers: Vec<OfferDef>,
}

/// `[[travel]]`
pub(crate) struct TravelDef {
    pub(crate) between: Located<String>,
    pub(crate) and: Located<String>,
    pub(crate) minutes: u16,
    pub(crate) kilometres: u16,
    pub(crate) basis: Basis,
    pub(crate) at: Location,
}

/// One card.
pub(crate) struct NetworkDef {
    pub(crate) id: Located<String>,
    pub(crate) no: Located<u16>,
    pub(crate) version: String,
    pub(crate) title: Text,
    pub(crate) home: Located<String>,
    pub(crate) coordination: Text,
    pub(crate) bypass_minutes: Option<u16>,
    pub(crate) sites: Vec<SiteDef>,
    pub(crate) travel: Vec<TravelDef>,
}

fn basis(table: &mut Reader<'_>) -> Basis {
    let words = [("public", Basis::Public), ("assumed", Basis::Assumed), ("confirmed", Basis::Confirmed)];
    table.word("basis", &words).map_or(Basis::Assumed, |basis| basis.value)
}

pub(crate) fn network(mut table: Reader<'_>) -> NetworkDef {
    let def = NetworkDef {
        id: table.kebab_id("network", "network"),
        no: table.u16("no"),
        version: table.string("version").value,
        title: table.text("title"),
        home: table.string("home"),
        coordination: table.text("coordination"),
        bypass_minutes: table.maybe_u16("bypass_minutes").map(|minutes| minutes.value),
        sites: table.tables("site", "site").into_iter().map(site).collect(),
        travel: table.tables("travel", "way").into_iter().map(travel).collect(),
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
        phone: table.maybe_string("phone").map(|text| text.value).unwrap_or_default(),
        offers: table.tables("offer", "offer").into_iter().map(offer).collect(),
    };
    table.finish();
    def
}

fn offer(mut table: Reader<'_>) -> OfferDef {
    let capability = table.string("capability");
    let at = capability.at;
    let def = OfferDef {
        capability,
        basis: basis(&mut table),
        reference: table.maybe_string("reference").unwrap_or(Located { value: String::new(), at }),
        from_age: table.maybe_string("from_age"),
        under_age: table.maybe_string("under_age"),
        hours: table.strings("hours"),
        on_call: table.maybe_u16("on_call").map(|minutes| minutes.value),
    };
    table.finish();
    def
}

fn travel(mut table: Reader<'_>) -> TravelDef {
    let def = TravelDef {
        at: table.at(),
        between: table.string("between"),
        and: table.string("and"),
        minutes: table.u16("minutes").value,
        kilometres: table.u16("kilometres").value,
        basis: basis(&mut table),
    };
    table.finish();
    def
}
