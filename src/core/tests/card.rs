//! Cards that come from outside: what is wrong with one is said, in words a screen can build on.

#![cfg(test)]

mod json;

use json::{json, value};
use paedlotse_core::age::{AgeLimit, AgeUnit};
use paedlotse_core::capability::{Capability, CapabilityIx, CapabilityKind, CapabilitySet};
use paedlotse_core::network::{Basis, Means, Presence, SiteIx};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::text::{Language, Text};
use paedlotse_core::vehicle::VehicleKind;
use paedlotse_core::wire::card::{identity, read, write};
use paedlotse_core::wire::{Form, Kind, Part, Trouble, Value, limits};
use serde_json::{Value as Json, json};

fn vocabulary() -> ProtocolSet {
    let capability = |ix: u8, id, kind, gives: &[u8]| Capability {
        id,
        no: u16::from(ix) + 1,
        kind,
        gives: gives.iter().copied().map(CapabilityIx).fold(CapabilitySet::of(CapabilityIx(ix)), CapabilitySet::with),
        imaging: false,
        bed: false,
        label: Text::default(),
    };
    ProtocolSet {
        capabilities: vec![
            capability(0, "paediatrician", CapabilityKind::Presence, &[]),
            capability(1, "exp_diabetology", CapabilityKind::Advice, &[]),
            capability(2, "transport_rtw", CapabilityKind::Transport, &[]),
            capability(3, "transport_physician", CapabilityKind::Transport, &[2]),
        ]
        .into(),
        ..ProtocolSet::default()
    }
}

/// Two houses, a clinic on Thursdays, a car, a way by road and one by air: every field of the first form of a card. It is
/// read for ever: this file never changes.
fn card() -> Json {
    let text = include_str!("../../../tests/compat/card-v1-every-field.json");
    serde_json::from_str(text).expect("it is JSON")
}

fn troubles(json: &Json) -> Vec<Trouble> {
    let troubles = read(&vocabulary(), &value(json)).expect_err("something is wrong with it");
    assert!(!troubles.is_empty() && troubles.len() <= limits::TROUBLES, "{troubles:?}");
    troubles
}

/// What is told when the field at `place` is something else; `Null` takes it away.
fn told(place: &str, other: Json) -> String {
    let mut changed = card();
    let (parent, field) = place.rsplit_once('/').expect("a place");
    match changed.pointer_mut(&format!("/card{parent}")).expect("the place is there") {
        Json::Object(fields) => {
            fields.insert(field.to_owned(), other);
        }
        parent => parent[field.parse::<usize>().expect("a position")] = other,
    }
    troubles(&changed).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_card_is_read_as_it_is_meant() {
    let set = vocabulary();
    let read = read(&set, &value(&card())).expect("nothing is wrong with it");
    assert_eq!((read.id, read.no, read.home, read.bypass_minutes), ("my-network", 7, SiteIx(0), Some(10)));
    let small = read.site(SiteIx(0)).expect("the first house");
    assert_eq!((small.contacts[0].purpose.get(Language::De), small.contacts[0].phone), ("Dienstärztin", "12 34"));
    let offer = small.offers[0];
    assert_eq!(
        (offer.capability, offer.presence, offer.basis),
        (CapabilityIx(0), Presence::OnCall(30), Basis::Assumed)
    );
    assert_eq!(offer.from_age, Some(AgeLimit { unit: AgeUnit::Months, completed: 72 }));
    assert_eq!((offer.hours.len(), offer.reference), (5, "usual"));
    let clinic = small.clinics[0];
    assert_eq!((clinic.title.get(Language::En), clinic.advises, clinic.hours.len()), ("Diabetes", CapabilityIx(1), 1));
    let minutes = |means| read.travel_by(means, SiteIx(0), SiteIx(1)).map(|way| way.minutes);
    assert_eq!((minutes(Means::Road), minutes(Means::Air)), (Some(25), Some(12)));
    assert_eq!(read.travel(SiteIx(1), SiteIx(0)).map(|way| way.minutes), Some(25));
    let car = read.transport[0];
    assert_eq!((car.kind, car.stands_at, car.alarm_minutes), (VehicleKind::Nef, Some(SiteIx(0)), Some(2)));
    assert_eq!(car.under_age, Some(AgeLimit { unit: AgeUnit::Days, completed: 29 }));
    assert!(car.can(&set).contains(CapabilityIx(2)), "with what it includes");
}

#[test]
fn what_is_written_is_read_again() {
    let set = vocabulary();
    let first = read(&set, &value(&card())).expect("nothing is wrong with it");
    let written = write(&set, &first);
    assert_eq!(json(&written), {
        // Left out means by road; a telephone is always there to be filled in.
        let mut card = card();
        card["card"]["site"][1]["phone"] = json!("");
        card
    });
    assert_eq!(read(&set, &written), Ok(first));
}

#[test]
fn every_trouble_is_told_with_its_place() {
    let long = "x".repeat(201);
    let hours = vec!["Mon 08:00-09:00"; limits::HOURS + 1];
    for (place, other, expected) in [
        ("/network", Json::Null, "Missing(\"network\")"),
        ("/network", json!("My_Network"), "network: WrongForm(HyphenId)"),
        ("/no", json!(0), "no: OutOfRange { low: 1, high: 65535 }"),
        ("/no", json!("7"), "no: WrongForm(WholeNumber)"),
        ("/version", json!("  "), "Missing(\"version\")"),
        ("/title", json!("Mein Netz"), "title: WrongForm(Texts)"),
        ("/title", json!({ "de": "", "en": "" }), "Missing(\"title\")"),
        ("/title/fr", json!("Mon réseau"), "title: Unknown(\"fr\")"),
        ("/home", Json::Null, "home: NoHome"),
        ("/home", json!("elsewhere"), "home: NoHome"),
        ("/bypass_minutes", json!(1441), "bypass_minutes: OutOfRange { low: 0, high: 1440 }"),
        ("/address", json!("http://kinder.example.org/"), "address: WrongForm(Address)"),
        ("/address", json!("https://kinder.example.org/#"), "address: WrongForm(Address)"),
        ("/bypass_minutes", json!(7.5), "bypass_minutes: WrongForm(WholeNumber)"),
        ("/colour", json!("red"), "Unknown(\"colour\")"),
        ("/site", json!({}), "site: WrongForm(List); NoSites"),
        (
            "/site/0",
            json!("small"),
            "site 1: WrongForm(Fields); travel 1 › between: UnknownSite(\"small\"); travel 2 › and: UnknownSite(\"small\"); transport 1 (car) › stands_at: UnknownSite(\"small\"); home: NoHome",
        ),
        (
            "/site/1/id",
            json!("small"),
            "site 2 (small) › id: Twice(\"small\"); travel 1 › and: UnknownSite(\"large\"); travel 2 › between: UnknownSite(\"large\"); travel: NoWay(\"small\")",
        ),
        ("/site/1/no", json!(1), "site 2 (large) › no: Twice(\"1\")"),
        ("/site/1/name", Json::Null, "site 2 (large): Missing(\"name\")"),
        ("/site/1/name", json!(long), "site 2 (large) › name: TooLong { limit: 200 }"),
        ("/site/1/place", json!("Large\u{0}ville"), "site 2 (large) › place: BadCharacters"),
        ("/site/1/place", json!("Large\u{202e}ville"), "site 2 (large) › place: BadCharacters"),
        ("/site/1/phone", json!(112), "site 2 (large) › phone: WrongForm(Text)"),
        ("/site/0/contact/0/purpose", Json::Null, "site 1 (small) › contact 1: Missing(\"purpose\")"),
        (
            "/site/1/offer/1/capability",
            json!("magic"),
            "site 2 (large) › offer 2 (magic) › capability: UnknownCapability(\"magic\")",
        ),
        ("/site/1/offer/1/basis", Json::Null, "site 2 (large) › offer 2 (exp_diabetology): Missing(\"basis\")"),
        (
            "/site/1/offer/1/basis",
            json!("sure"),
            "site 2 (large) › offer 2 (exp_diabetology) › basis: WrongForm(Basis)",
        ),
        (
            "/site/1/offer/0/reference",
            json!("a leaflet"),
            "site 2 (large) › offer 1 (paediatrician) › reference: NotAnAddress",
        ),
        (
            "/site/0/offer/0/from_age",
            json!("six"),
            "site 1 (small) › offer 1 (paediatrician) › from_age: WrongForm(Age)",
        ),
        ("/site/0/offer/0/from_age", json!(6), "site 1 (small) › offer 1 (paediatrician) › from_age: WrongForm(Text)"),
        (
            "/site/0/offer/0/from_age",
            json!("19 years"),
            "site 1 (small) › offer 1 (paediatrician) › from_age: WrongForm(Age)",
        ),
        (
            "/site/0/offer/0/from_age",
            json!("18 years"),
            "site 1 (small) › offer 1 (paediatrician) › under_age: ForNobody",
        ),
        (
            "/site/0/offer/0/hours",
            json!(["always"]),
            "site 1 (small) › offer 1 (paediatrician) › hours: WrongForm(Hours)",
        ),
        (
            "/site/0/offer/0/hours",
            json!(hours),
            "site 1 (small) › offer 1 (paediatrician) › hours: TooMany { limit: 21 }",
        ),
        (
            "/site/0/offer/0/on_call",
            json!(-1),
            "site 1 (small) › offer 1 (paediatrician) › on_call: OutOfRange { low: 0, high: 1440 }",
        ),
        (
            "/site/0/clinic/0/advises",
            json!("paediatrician"),
            "site 1 (small) › clinic 1 › advises: NotAdvice(\"paediatrician\")",
        ),
        ("/travel/0/and", json!("elsewhere"), "travel 1 › and: UnknownSite(\"elsewhere\"); travel: NoWay(\"large\")"),
        ("/travel/0/and", json!("small"), "travel 1: ToItself; travel: NoWay(\"large\")"),
        ("/travel/0/by", json!("water"), "travel 1 › by: WrongForm(Means)"),
        ("/travel/0/minutes", json!(0), "travel 1 › minutes: OutOfRange { low: 1, high: 1440 }"),
        ("/travel/0/kilometres", json!(3001), "travel 1 › kilometres: OutOfRange { low: 0, high: 3000 }"),
        ("/travel/0/by", json!("air"), "travel: Twice(\"large – small\"); travel: NoWay(\"large\")"),
        ("/transport/0/kind", json!("boat"), "transport 1 (car) › kind: WrongForm(VehicleKind)"),
        ("/transport/0/kind", Json::Null, "transport 1 (car): Missing(\"kind\")"),
        ("/transport/0/gives", json!([]), "transport 1 (car): Missing(\"gives\")"),
        ("/transport/0/gives", json!(["paediatrician"]), "transport 1 (car) › gives: NotTransport(\"paediatrician\")"),
        ("/transport/0/stands_at", json!("elsewhere"), "transport 1 (car) › stands_at: UnknownSite(\"elsewhere\")"),
        (
            "/transport/0/alarm_minutes",
            json!(1441),
            "transport 1 (car) › alarm_minutes: OutOfRange { low: 0, high: 1440 }",
        ),
        ("/transport/0/id", json!("The Car"), "transport 1 (The Car) › id: WrongForm(Id)"),
    ] {
        assert_eq!(told(place, other.clone()), expected, "{place} = {other}");
    }
    assert_eq!(told("/site", json!([])), "NoSites");
}

#[test]
fn an_envelope_that_is_not_ours_is_not_read() {
    let only = |json: &Json| troubles(json).into_iter().map(|trouble| trouble.kind).collect::<Vec<_>>();
    for wrong in [json!(null), json!([]), json!("card"), json!({}), json!({ "paedlotse": "case", "version": 1 })] {
        assert_eq!(only(&wrong), [Kind::NotACard], "{wrong}");
    }
    assert_eq!(only(&json!({ "paedlotse": "network-card", "version": 2, "sites": [] })), [Kind::NewerVersion(2)]);
    assert_eq!(only(&json!({ "paedlotse": "network-card" })), [Kind::Missing("version"), Kind::Missing("card")]);
    let old = json!({ "paedlotse": "network-card", "version": 0, "card": {} });
    assert_eq!(troubles(&old)[0].kind, Kind::WrongForm(Form::WholeNumber));
}

#[test]
fn too_much_is_refused_and_not_looked_at() {
    let mut many = card();
    let house = many["card"]["site"][1].clone();
    many["card"]["site"] = Json::Array(vec![house; limits::SITES + 1]);
    assert!(troubles(&many).iter().any(|trouble| trouble.kind == Kind::TooMany { limit: limits::SITES }));
    let mut many = card();
    let offer = many["card"]["site"][1]["offer"][1].clone();
    many["card"]["site"][1]["offer"] = Json::Array(vec![offer; limits::OFFERS + 1]);
    assert_eq!(troubles(&many)[0].kind, Kind::TooMany { limit: limits::OFFERS });
    let mut many = card();
    many["card"]["travel"] = Json::Array(vec![json!(null); limits::TRAVEL + 1]);
    assert_eq!(troubles(&many)[0].kind, Kind::TooMany { limit: limits::TRAVEL });
    let mut wrong = card();
    wrong["card"]["site"][1]["offer"] = Json::Array(vec![json!(null); limits::OFFERS]);
    assert_eq!(troubles(&wrong).len(), limits::TROUBLES);
}

#[test]
fn a_foreign_word_is_shortened_and_harmless() {
    let mut wrong = card();
    wrong["card"]["site"][1]["id"] = json!(format!("{}\u{7}\u{202e}", "x".repeat(60)));
    let shown = format!("{}…", "x".repeat(40));
    let at = troubles(&wrong)[0].at.clone();
    assert_eq!(at, [Part::Entry { of: "site", position: 2, id: shown }, Part::Field("id")]);
}

#[test]
fn a_field_that_comes_twice_is_told() {
    let Value::Map(mut fields) = value(&card()) else { unreachable!() };
    fields.push(("version".to_owned(), Value::Number(1)));
    let troubles = read(&vocabulary(), &Value::Map(fields)).expect_err("twice");
    assert_eq!(troubles, [Trouble { at: Vec::new(), kind: Kind::Twice("version".to_owned()) }]);
}

#[test]
fn words_of_one_language_stand_for_both() {
    let mut german = card();
    german["card"]["title"]["en"] = json!("");
    german["card"]["site"][0]["contact"][0]["purpose"] = json!({ "de": "Pforte" });
    let read = read(&vocabulary(), &value(&german)).expect("one language is enough");
    assert_eq!(read.title, Text::same("Mein Netz"));
    assert_eq!(read.sites[0].contacts[0].purpose, Text::same("Pforte"));
}

#[test]
fn the_identity_changes_with_what_decides() {
    let set = vocabulary();
    let of = |json: &Json| identity(&set, &read(&set, &value(json)).expect("nothing is wrong with it"));
    let first = of(&card());
    assert_eq!((first.id, first.version), ("my-network", "2026-11"));
    assert_eq!((first.public, first.assumed, first.confirmed), (1, 3, 3));
    assert!(first.to_string().starts_with("my-network 2026-11: 1 public, 3 assumed, 3 confirmed, "), "{first}");
    let changed = |place: &str, other: Json| {
        let mut changed = card();
        *changed.pointer_mut(place).expect("the place is there") = other;
        of(&changed).fingerprint != first.fingerprint
    };
    assert!(changed("/card/travel/0/minutes", json!(26)));
    assert!(changed("/card/site/0/contact/0/phone", json!("12 35")));
    assert!(changed("/card/site/0/offer/0/from_age", json!("5 years")));
    assert!(changed("/card/site/0/offer/0/basis", json!("confirmed")));
    assert!(!changed("/card/title/en", json!("My houses")));
    assert!(!changed("/card/site/0/offer/0/reference", json!("seen")));
}
