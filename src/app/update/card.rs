//! Network cards as files: read through the one door, written, released. What is wrong with a file is said; the card in
//! use stays.

use crate::app::model::{CardNews, Model, ReleaseDraft, Unreadable};
use crate::app::time::Now;
use paedlotse_core::network::Network;
use paedlotse_core::recommend::Place;
use paedlotse_core::recommend::board::Board;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::card::{identity, read};
use paedlotse_core::wire::limits::TEXT;
use paedlotse_core::wire::release::{Release, hexadecimal};

pub(super) fn came(model: &mut Model, file: &Result<Value, Unreadable>) {
    model.card_news = Some(match file {
        Err(why) => CardNews::Unreadable(*why),
        Ok(envelope) => match read(&model.content.set, envelope) {
            Err(troubles) => CardNews::Refused(troubles),
            Ok(card) => {
                let (id, before) = (card.id, Before::of(model));
                model.imported.retain(|own| own.id != id);
                model.imported.push(card);
                model.releases.retain(|(of, _)| *of != id);
                model.releases.extend(Release::read(envelope).map(|release| (id, release)));
                use_card(model, id, before);
                CardNews::Taken
            }
        },
    });
}

/// Where somebody stood under the card before: what a new card must not change silently.
struct Before {
    ambulance: bool,
    house: Option<&'static str>,
    network: &'static str,
    houses: Vec<&'static str>,
}

impl Before {
    fn of(model: &Model) -> Option<Self> {
        let card = model.card()?;
        Some(Self {
            ambulance: matches!(model.place, Place::Ambulance { .. }),
            house: card.site(model.place.here()).map(|site| site.id),
            network: card.id,
            houses: houses(card),
        })
    }
}

fn houses(card: &Network) -> Vec<&'static str> {
    card.sites.iter().map(|site| site.id).collect()
}

/// Uses the card with this name; without it the first one. A crew stays in its ambulance, with the same nearest house
/// where the card has it. Reports are kept where the houses are the same.
fn use_card(model: &mut Model, id: &str, before: Option<Before>) {
    let at = model.cards().position(|card| card.id == id);
    model.network = at.unwrap_or_default();
    let Some(card) = model.card() else { return };
    let same = before.as_ref().is_some_and(|before| before.network == card.id && before.houses == houses(card));
    model.place = match before.filter(|before| before.ambulance) {
        None => Place::Hospital(card.home),
        Some(before) => {
            let nearest = before.house.and_then(|house| card.site_named(house)).unwrap_or(card.home);
            Place::Ambulance { nearest }
        }
    };
    if !same {
        model.board = Board::default();
        model.tonight.site = None;
    }
    refresh(model);
}

pub(super) fn drop(model: &mut Model) {
    let Some(id) = model.card().map(|card| card.id) else { return };
    let before = Before::of(model);
    model.imported.retain(|own| own.id != id);
    model.releases.retain(|(of, _)| *of != id);
    model.card_news = None;
    use_card(model, id, before);
}

pub(super) fn draft(model: &mut Model, field: fn(&mut ReleaseDraft) -> &mut String, text: &str) {
    if let Some(draft) = &mut model.desk.release {
        *field(draft) = text.chars().filter(|c| !c.is_control()).take(TEXT).collect();
    }
}

pub(super) fn release(model: &mut Model, now: Now) {
    let Some(draft) = model.desk.release.clone() else { return };
    let (name, role) = (draft.name.trim().to_owned(), draft.role.trim().to_owned());
    let Some(card) = model.card().filter(|_| !name.is_empty() && !role.is_empty()) else { return };
    let (id, card) = (card.id, identity(&model.content.set, card));
    let release = Release {
        name,
        role,
        date: now.date(),
        version: card.version.to_owned(),
        ruleset: model.content.digest.clone(),
        fingerprint: hexadecimal(card.fingerprint),
    };
    model.desk.release = None;
    model.releases.retain(|(of, _)| *of != id);
    model.releases.push((id, release));
    refresh(model);
}

/// Looks up whether the card in use is released together with these rules.
pub(super) fn refresh(model: &mut Model) {
    let set = &model.content.set;
    let card = model.card().map(|card| identity(set, card));
    let card_print = card.as_ref().map(|card| card.fingerprint).unwrap_or_default();
    let of_card = card.as_ref().and_then(|card| model.releases.iter().find(|(id, _)| *id == card.id));
    let fits = of_card.filter(|(_, release)| card.is_some_and(|card| release.fits(&card, &model.content.digest)));
    model.released = fits.map(|(_, release)| release.clone());
    model.card_print = card_print;
}
