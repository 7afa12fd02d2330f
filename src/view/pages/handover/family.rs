//! The page for the parents: what happens now, and when to come back. On the screen it is not shown; it is printed.

use crate::app::care;
use crate::app::model::Model;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::element::{el, list, text};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::recommend::Disposition;
use yew::prelude::*;

/// The page.
pub fn family(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let told = care::safety_net(ui.set(), sight).map(|protocol| {
        let lines = protocol.advice.iter().map(|advice| text("li", "", advice.get(l)));
        let title = text("h4", "", protocol.title.get(l));
        el("div", "").key(protocol.id).child(title).child(el("ul", "advice").each(lines))
    });
    let told: Vec<Html> = told.map(Html::from).collect();
    let back = (!told.is_empty()).then(|| text("h3", "", t::family_back(l)));
    el("section", "for-family")
        .child(text("h2", "page-title", t::family_title(l)))
        .child(text("h3", "", t::family_now(l)))
        .child(el("ul", "advice").each(now(ui, model, sight).iter().map(|said| text("li", "", said))))
        .child_some(back)
        .child(list(told))
        .child(text("p", "foot", t::family_own(l)))
        .into()
}

/// What happens now, in plain words.
fn now(ui: &Ui, model: &Model, sight: &Sight) -> Vec<String> {
    let l = ui.language;
    let advice = sight.shown();
    let place = |site| model.card().map_or("–", |card| words::place(card, site));
    let mut said = Vec::new();
    if sight.bar != BarState::DangerScreen {
        if advice.start_here {
            said.push(t::family_immediate(l).to_owned());
        }
        said.push(match (advice.disposition, advice.then_to.or(advice.destination), advice.adviser) {
            (Disposition::Transfer, Some(site), _) => t::family_transfer(l, place(site)),
            (Disposition::Transfer, None, _) => t::family_transfer_nobody(l).to_owned(),
            (Disposition::Teleconsult, _, Some(site)) => t::family_consult(l, place(site)),
            (Disposition::Teleconsult, _, None) => t::family_consult_any(l).to_owned(),
            (Disposition::TreatLocally, ..) => t::family_stay(l).to_owned(),
        });
        if advice.disposition == Disposition::Transfer {
            said.push(t::family_escort(l).to_owned());
        }
    }
    said.push(t::family_tell(l).to_owned());
    said
}
