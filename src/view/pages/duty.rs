//! Tonight: what the home house has by its card, and what is reported as not there.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::update::intake;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{answers, bare, radio, word};
use crate::view::ui::Ui;
use paedlotse_core::age::Age;
use paedlotse_core::capability::{CapabilityIx, CapabilityKind};
use paedlotse_core::network::{Basis, Intake, Offer, Presence, Site};
use yew::prelude::*;

/// The rail of the start screen.
pub fn duty(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return Html::default() };
    let Some(site) = card.site(card.home) else { return Html::default() };
    let off = model.duty.of(card.home).off;
    let states = [
        (Intake::Open, "intake:open", t::intake_open(l)),
        (Intake::Full, "intake:full", t::intake_full(l)),
        (Intake::Closed, "intake:closed", t::intake_closed(l)),
    ];
    let head = el("div", "").child(el("h2", "").id("duty-h").text(&t::duty_title(l, site.place))).child(text(
        "p",
        "muted",
        t::duty_note(l),
    ));
    let intakes = states
        .into_iter()
        .map(|(value, act, said)| radio(ui, "opt", act, intake(model) == value, Msg::Intake(value), word(said)));
    let lines = lines(ui, site).into_iter().filter_map(|c| line(ui, model, site, c, off.contains(c)));
    el("aside", "rail rail-duty")
        .set(Name::AriaLabelledBy, "duty-h")
        .child(head)
        .child(answers("answers answers-three", Name::AriaLabel, t::intake_label(l)).each(intakes))
        .child(el("ul", "duty-list").each(lines))
        .into()
}

/// What can be switched: each capability on the card once, escort left out.
fn lines(ui: &Ui, site: &Site) -> Vec<CapabilityIx> {
    let mut seen: Vec<CapabilityIx> = Vec::new();
    for offer in &site.offers {
        let switchable = ui.set().capability(offer.capability).is_some_and(|c| c.kind != CapabilityKind::Transport);
        if switchable && !seen.contains(&offer.capability) {
            seen.push(offer.capability);
        }
    }
    seen
}

fn line(ui: &Ui, model: &Model, site: &Site, capability: CapabilityIx, off: bool) -> Option<Element> {
    let l = ui.language;
    let spec = ui.set().capability(capability)?;
    let available = model
        .situation()
        .zip(model.card())
        .is_some_and(|(situation, card)| offered_to_some(ui, &situation, card.home, capability));
    let offer = site.offers.iter().find(|o| o.capability == capability);
    let sign = match (off, available, offer.map(|o| o.presence)) {
        (true, ..) => "duty-off",
        (_, false, _) => "duty-off",
        (_, _, Some(Presence::OnCall(_))) => "duty-call",
        _ => "duty-here",
    };
    let said = if off {
        t::duty_off(l).to_owned()
    } else if available {
        offer.map(|o| basis(ui, o)).unwrap_or_default()
    } else {
        t::duty_not_now(l).to_owned()
    };
    let switch = bare(ui, "duty-line", format!("duty:{}", spec.id), Msg::Duty(capability))
        .class_if(off, "is-off")
        .truth(Name::AriaPressed, off)
        .child(icon(sign, "duty"))
        .child(word(spec.label.get(l)))
        .child(text("small", "", &said));
    Some(el("li", "").key(spec.id).child(switch))
}

/// At this hour, for at least some children.
fn offered_to_some(
    ui: &Ui,
    situation: &paedlotse_core::recommend::Situation<'_>,
    home: paedlotse_core::network::SiteIx,
    capability: CapabilityIx,
) -> bool {
    let years = (0_u32..18).filter_map(|year| Age::years(year).ok());
    years.into_iter().any(|age| situation.availability(ui.set(), home, age).has.contains(capability))
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
