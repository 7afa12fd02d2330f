//! One house tonight: whether it takes patients, and a large switch for each thing it has or lacks.

use crate::app::model::{Model, Tonight};
use crate::app::msg::Msg;
use crate::app::update::tonight::is_there;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{answers, bare, choices, radio, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::capability::{CapabilityIx, CapabilityKind};
use paedlotse_core::network::{Basis, Intake, Network, Offer, Presence, Site, SiteIx};
use paedlotse_core::recommend::board::{Report, Says, Subject};
use yew::prelude::*;

/// Whether the house takes patients.
pub fn intake(ui: &Ui, model: &Model, ix: SiteIx) -> Html {
    let l = ui.language;
    let report = model.board.on(ix, Subject::Intake);
    let now = model.duty.of(ix).intake;
    let states = [
        (Intake::Open, "intake:open", t::intake_open(l)),
        (Intake::Limited, "intake:limited", t::intake_limited(l)),
        (Intake::Full, "intake:full", t::intake_full(l)),
        (Intake::Closed, "intake:closed", t::intake_closed(l)),
    ];
    let each = states
        .into_iter()
        .map(|(value, act, said)| radio(ui, "opt", act, now == value, Msg::Intake(ix, value), word(said)));
    let row = answers("answers answers-wrap", Name::AriaLabel, t::intake_label(l)).each(each);
    let note = report.map(|report| text("p", "muted", &reported(ui, model, ix, report)));
    el("div", "intake").child(row).child_some(note).into()
}

/// How long the next reports hold.
pub fn lasts(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let each = Tonight::LASTS.into_iter().map(|minutes| {
        let said = word(&t::board_hours(l, &(minutes / 60).to_string()));
        radio(ui, "opt", format!("lasts:{minutes}"), model.tonight.lasts == minutes, Msg::Lasts(minutes), said)
    });
    choices("lasts-h", t::board_lasts(l), each.collect())
}

/// What stands on the card of a house, escort left out, each once.
pub fn on_card(ui: &Ui, model: &Model, site: &Site, ix: SiteIx) -> Html {
    let lines = listed(ui, site).into_iter().filter_map(|capability| line(ui, model, site, ix, capability));
    el("ul", "duty-list").each(lines).into()
}

/// What does not stand on the card and may be there tonight all the same.
pub fn besides(ui: &Ui, model: &Model, site: &Site, ix: SiteIx) -> Html {
    let listed = listed(ui, site);
    let all = (0_u8..).map(CapabilityIx).take(ui.set().capabilities.len());
    let others = all.filter(|capability| !listed.contains(capability) && switchable(ui, *capability));
    let lines = others.filter_map(|capability| line(ui, model, site, ix, capability));
    el("ul", "duty-list").each(lines).into()
}

fn switchable(ui: &Ui, capability: CapabilityIx) -> bool {
    ui.set().capability(capability).is_some_and(|c| c.kind != CapabilityKind::Transport)
}

fn listed(ui: &Ui, site: &Site) -> Vec<CapabilityIx> {
    let mut seen: Vec<CapabilityIx> = Vec::new();
    for offer in &site.offers {
        if switchable(ui, offer.capability) && !seen.contains(&offer.capability) {
            seen.push(offer.capability);
        }
    }
    seen
}

fn line(ui: &Ui, model: &Model, site: &Site, ix: SiteIx, capability: CapabilityIx) -> Option<Element> {
    let spec = ui.set().capability(capability)?;
    let there = is_there(model, ix, capability);
    let report = model.board.on(ix, Subject::Capability(capability));
    let offer = site.offers.iter().find(|offer| offer.capability == capability);
    let sign = match (there, offer.map(|offer| offer.presence)) {
        (false, _) => "duty-off",
        (true, Some(Presence::OnCall(_))) => "duty-call",
        (true, _) => "duty-here",
    };
    let said = match (report, offer) {
        (Some(report), _) => reported(ui, model, ix, report),
        (None, Some(offer)) if there => basis(ui, offer),
        (None, Some(_)) => t::duty_not_now(ui.language).to_owned(),
        (None, None) if there => t::duty_included(ui.language).to_owned(),
        (None, None) => t::duty_not_on_card(ui.language).to_owned(),
    };
    let switch = bare(ui, "duty-line", format!("duty:{}", spec.id), Msg::Duty(ix, capability))
        .class_if(!there, "is-off")
        .class_if(report.is_some(), "is-reported")
        .set(Name::Role, "switch")
        .truth(Name::AriaChecked, there)
        .child(icon(sign, "duty"))
        .child(word(spec.label.get(ui.language)))
        .child(text("small", "", &said));
    Some(el("li", "").key(spec.id).child(switch))
}

/// A report with its times, and what an expired one means here and elsewhere.
fn reported(ui: &Ui, model: &Model, ix: SiteIx, report: &Report) -> String {
    let l = ui.language;
    let (at, until) = (model.now.clock(report.at), model.now.clock(report.until));
    match (report.holds(model.now.at), ix == model.place.here(), report.says) {
        (true, _, Says::NotThere(_)) => t::board_missing(l, &at, &until),
        (true, _, Says::There(_)) => t::board_reported(l, &at, &until),
        (true, _, Says::Takes(_)) => t::board_said(l, &at, &until),
        (false, true, Says::Takes(_)) => t::board_expired_intake(l, &until),
        (false, true, _) => t::board_expired_here(l, &until),
        (false, false, _) => t::board_expired(l, &until),
    }
}

fn basis(ui: &Ui, offer: &Offer) -> String {
    let l = ui.language;
    let basis = match offer.basis {
        Basis::Public => t::basis_public(l),
        Basis::Assumed => t::basis_assumed(l),
        Basis::Confirmed => t::basis_confirmed(l),
    };
    match offer.presence {
        Presence::OnCall(minutes) => t::duty_on_call(l, basis, &minutes.to_string()),
        Presence::InHouse => basis.to_owned(),
    }
}

/// What must be known before a child is sent to this house: it was heard of long ago, or has few beds.
#[must_use]
pub fn ring_first(ui: &Ui, model: &Model, card: &Network, site: SiteIx) -> Option<String> {
    let l = ui.language;
    let place = words::place(card, site);
    if let Some(heard) = model.board.ring_first(site, model.now.at).filter(|_| site != model.place.here()) {
        let hours = model.now.minutes_since(heard) / 60;
        return Some(t::ring_first_heard(l, hours, place));
    }
    (model.duty.of(site).intake == Intake::Limited).then(|| t::ring_first_limited(l, place))
}
