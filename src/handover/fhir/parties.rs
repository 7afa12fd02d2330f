//! Who and where: the child without identity, the encounter, the houses, the app, and from what the bundle was made.

use super::json::{Object, coding, concept, note, reference};
use super::{Entry, Source, identifier, systems};
use crate::texts as t;
use paedlotse_core::criterion::Sex;
use paedlotse_core::network::SiteIx;
use paedlotse_core::protocol::ProtocolIx;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::release::hexadecimal;

/// The child and why it is here.
pub(super) fn child(from: &Source<'_>) -> Vec<Entry> {
    let gender = match from.sight.findings.sex {
        Some(Sex::Female) => "female",
        Some(Sex::Male) => "male",
        None => "unknown",
    };
    // Nothing else is known of a child here, and nothing else may stand in it.
    let patient = Object::resource("Patient").text("gender", gender).done();
    let (kind, words) = if from.in_ambulance() { ("FLD", "field") } else { ("EMER", "emergency") };
    let complaints = from.sight.findings.complaints().iter().filter_map(|ix| complaint(from, *ix));
    let encounter = Object::resource("Encounter")
        .text("status", "in-progress")
        .value("class", coding(systems::ENCOUNTER, kind, words))
        .value("subject", from.patient())
        .value("period", Object::default().text("start", &from.now.instant(from.case.started())).done())
        .list("reasonCode", complaints)
        .maybe("serviceProvider", (!from.in_ambulance()).then(|| from.site(from.here())));
    vec![
        Entry { url: from.names.url("patient", ""), resource: patient, letter: None },
        Entry { url: from.names.url("encounter", ""), resource: encounter.done(), letter: Some("I") },
    ]
}

/// A complaint as a concept.
pub(super) fn complaint(from: &Source<'_>, ix: ProtocolIx) -> Option<Value> {
    let protocol = from.set.protocol(ix)?;
    let title = protocol.title.get(from.language);
    Some(concept([coding(systems::COMPLAINT, &protocol.no.to_string(), title)], title))
}

/// Every house that something points to, and the app.
pub(super) fn houses(from: &Source<'_>) -> Vec<Entry> {
    let mut named: Vec<SiteIx> = vec![from.here()];
    if from.is_advised() {
        let advice = from.sight.shown();
        named.extend([advice.destination, advice.then_to, advice.second_choice, advice.adviser].into_iter().flatten());
    }
    named.extend(from.case.consult(from.sight.advice()).map(|(_, consult, _)| consult.with));
    let mut entries: Vec<Entry> = Vec::new();
    for (at, site) in named.iter().enumerate() {
        let before = named.iter().take(at).any(|other| other == site);
        if let (false, Some(house)) = (before, house(from, *site)) {
            entries.push(Entry { url: from.site_url(*site), resource: house, letter: None });
        }
    }
    entries.push(Entry { url: from.names.url("device", ""), resource: device(from), letter: None });
    entries
}

fn house(from: &Source<'_>, site: SiteIx) -> Option<Value> {
    let site = from.card.site(site)?;
    let number = format!("{}:{}", from.card.id, site.no);
    let phone = Object::default().text("system", "phone").text("value", site.phone).text("use", "work").done();
    let house = Object::resource("Organization")
        .one("identifier", identifier(systems::SITE, &number))
        .text("name", site.name)
        .list("alias", (site.place != site.name).then(|| Value::Text(site.place.to_owned())))
        .list("telecom", (!site.phone.trim().is_empty()).then_some(phone));
    Some(house.done())
}

fn device(from: &Source<'_>) -> Value {
    let model = from.model;
    let name = Object::default().text("name", "PädLotse").text("type", "user-friendly-name").done();
    let version = |value: &str| Object::default().text("value", value).done();
    // A release of the card and these rules by the responsible physician takes the mark away, as on the screen.
    let draft = model.released.is_none().then(|| note(t::strip_draft(from.language)));
    Object::resource("Device")
        .one("deviceName", name)
        .one("version", version(&model.content.version))
        .list("note", draft)
        .done()
}

/// From what, by what and where the document was made.
pub(super) fn provenance(from: &Source<'_>) -> Entry {
    let model = from.model;
    let agent = |role: &str, words: &str, who: Value| {
        Object::default().value("type", concept([coding(systems::AGENT, role, words)], "")).value("who", who).done()
    };
    let mut agents = vec![agent("assembler", "Assembler", from.device())];
    if !from.in_ambulance() {
        agents.push(agent("enterer", "Enterer", from.site(from.here())));
    }
    let source = |system: &str, value: &str, words: &str| {
        let what = Object::default().value("identifier", identifier(system, value)).text("display", words).done();
        Object::default().text("role", "source").value("what", what).done()
    };
    let card = format!("{} {}", from.card.id, from.card.version);
    let mut sources = vec![
        source(systems::RULESET, &model.content.digest, &format!("PädLotse {}", model.content.version)),
        source(systems::CARD, &hexadecimal(model.card_print), &card),
    ];
    if !model.edition.id.is_empty() {
        sources.push(source(systems::RELEASE, &model.edition.id, &model.edition.built));
    }
    let resource = Object::resource("Provenance")
        .one("target", reference(&from.names.url("composition", "")))
        .text("recorded", &from.now.instant(from.now.at))
        .list("agent", agents)
        .list("entity", sources)
        .done();
    Entry { url: from.names.url("provenance", ""), resource, letter: None }
}
