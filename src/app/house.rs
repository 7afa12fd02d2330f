//! What belongs to the house and not to a child, as it is kept from one day to the next: cards, releases, reports of
//! tonight, network and place. It lies unencrypted on the device: nothing in it is about a child.

use crate::app::effect::Effect;
use crate::app::model::Model;
use paedlotse_core::capability::CapabilityIx;
use paedlotse_core::case::Timestamp;
use paedlotse_core::network::{Intake, Network};
use paedlotse_core::protocol::ProtocolSet;
use paedlotse_core::recommend::Place;
use paedlotse_core::recommend::board::{Board, Report, Says};
use paedlotse_core::wire::release::Release;
use paedlotse_core::wire::{Value, card, limits};

/// The version of the form that is written.
const VERSION: i64 = 1;

const INTAKES: [(&str, Intake); 4] =
    [("open", Intake::Open), ("limited", Intake::Limited), ("full", Intake::Full), ("closed", Intake::Closed)];

/// Whether anything that is kept differs.
#[must_use]
pub fn differs(a: &Model, b: &Model) -> bool {
    a.board != b.board
        || a.imported != b.imported
        || a.releases != b.releases
        || a.network != b.network
        || a.place != b.place
        || a.shortcuts != b.shortcuts
}

/// What is kept.
#[must_use]
pub fn take(model: &Model) -> Value {
    let set = &model.content.set;
    let network = model.card();
    let here = network.and_then(|card| card.site(model.place.here())).map_or("", |site| site.id);
    // A release travels inside its card, and one of a shipped card inside an envelope of its own.
    let envelope = |card: &Network, whole: bool| {
        let written = if whole { card::write(set, card) } else { Value::map([("network", Value::said(card.id))]) };
        let release = model.releases.iter().find(|(id, _)| *id == card.id);
        release.map_or(written.clone(), |(_, release)| release.within(written))
    };
    let shipped = model.cards().filter(|card| model.imported.iter().all(|own| own.id != card.id));
    let released = shipped.filter(|card| model.releases.iter().any(|(id, _)| *id == card.id));
    Value::map([
        ("paedlotse", Value::said("house")),
        ("version", Value::Number(VERSION)),
        ("network", Value::said(network.map_or("", |card| card.id))),
        ("ambulance", Value::Bool(matches!(model.place, Place::Ambulance { .. }))),
        ("here", Value::said(here)),
        ("shortcuts", Value::Bool(model.shortcuts)),
        ("cards", Value::List(model.imported.iter().map(|card| envelope(card, true)).collect())),
        ("released", Value::List(released.map(|card| envelope(card, false)).collect())),
        ("reports", Value::List(network.map(|card| reports(set, card, &model.board)).unwrap_or_default())),
    ])
}

/// The card in use as a file, with its release.
#[must_use]
pub fn file(model: &Model) -> Option<Effect> {
    let card = model.card()?;
    let envelope = card::write(&model.content.set, card);
    let released = model.released.as_ref().map(|release| release.within(envelope.clone()));
    Some(Effect::SaveFile(format!("{}-{}.json", card.id, card.version), released.unwrap_or(envelope)))
}

fn reports(set: &ProtocolSet, card: &Network, board: &Board) -> Vec<Value> {
    let capability = |c: CapabilityIx| Value::said(set.capability(c).map_or("", |capability| capability.id));
    let of_site = |site| board.of(site).map(move |report| (site, *report));
    card.sites_with_ix()
        .flat_map(|(site, _)| of_site(site))
        .map(|(site, report)| {
            let (says, what) = match report.says {
                Says::There(c) => ("there", capability(c)),
                Says::NotThere(c) => ("not_there", capability(c)),
                Says::Takes(intake) => {
                    let word = INTAKES.iter().find(|(_, one)| *one == intake).map_or("", |(word, _)| *word);
                    ("takes", Value::said(word))
                }
            };
            Value::map([
                ("site", Value::said(card.site(site).map_or("", |site| site.id))),
                (says, what),
                ("at", Value::Number(report.at.0)),
                ("until", Value::Number(report.until.0)),
            ])
        })
        .collect()
}

fn report(set: &ProtocolSet, card: &Network, written: &Value) -> Option<Report> {
    let word = |name: &str| written.field(name).and_then(Value::text);
    let moment = |name: &str| written.field(name).and_then(Value::number).map(Timestamp);
    let says = if let Some(there) = word("there") {
        Says::There(set.capability_named(there)?)
    } else if let Some(gone) = word("not_there") {
        Says::NotThere(set.capability_named(gone)?)
    } else {
        let takes = word("takes")?;
        Says::Takes(INTAKES.iter().find(|(word, _)| *word == takes).map(|(_, intake)| *intake)?)
    };
    Some(Report { site: card.site_named(word("site")?)?, says, at: moment("at")?, until: moment("until")? })
}

/// Puts back what was kept. What is not understood is as if it had not been kept: cards are as shipped, and a report
/// that is missing is as on the card. Network and place stay where somebody has chosen them already.
pub fn put_back(model: &mut Model, house: &Value) {
    let version = house.field("version").and_then(Value::number);
    if house.field("paedlotse").and_then(Value::text) != Some("house") || version != Some(VERSION) {
        return;
    }
    let list = |name: &str| match house.field(name) {
        Some(Value::List(items)) => items.get(..items.len().min(limits::SITES)).unwrap_or_default(),
        _ => &[],
    };
    let truth = |name: &str| house.field(name).and_then(Value::truth);
    let set = &model.content.set;
    for envelope in list("cards") {
        let Ok(card) = card::read(set, envelope) else { continue };
        model.imported.retain(|own| own.id != card.id);
        model.releases.retain(|(of, _)| *of != card.id);
        model.releases.extend(Release::read(envelope).map(|release| (card.id, release)));
        model.imported.push(card);
    }
    for envelope in list("released") {
        let name = envelope.field("network").and_then(Value::text);
        let id = model.content.set.networks.iter().map(|card| card.id).find(|id| Some(*id) == name);
        if let Some((id, release)) = id.zip(Release::read(envelope)) {
            model.releases.retain(|(of, _)| *of != id);
            model.releases.push((id, release));
        }
    }
    let name = house.field("network").and_then(Value::text);
    if model.case.is_none() && !model.place_chosen && truth("ambulance").is_some() {
        let network = model.cards().position(|card| Some(card.id) == name);
        if let Some((network, card)) = network.and_then(|at| Some((at, model.cards().nth(at)?))) {
            let here = house.field("here").and_then(Value::text).and_then(|here| card.site_named(here));
            let place = match truth("ambulance") {
                Some(true) => Place::Ambulance { nearest: here.unwrap_or(card.home) },
                _ => Place::Hospital(card.home),
            };
            (model.network, model.place, model.place_chosen) = (network, place, true);
        }
    }
    let reports: Vec<Report> = match (house.field("reports"), model.card()) {
        (Some(Value::List(items)), Some(card)) if Some(card.id) == name => {
            items.iter().take(limits::OFFERS).filter_map(|item| report(&model.content.set, card, item)).collect()
        }
        _ => Vec::new(),
    };
    for report in reports {
        model.board.report(report);
    }
    model.shortcuts = truth("shortcuts").unwrap_or(model.shortcuts);
}
