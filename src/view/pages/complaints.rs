//! Why the child is here: several complaints may be chosen, the strictest advice wins.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar;
use crate::view::parts::control::{bare, screen};
use crate::view::ui::Ui;
use paedlotse_core::protocol::{Protocol, ProtocolIx, Scope};
use yew::prelude::*;

/// The complaints screen.
pub fn complaints(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let offered = (0_u16..).map(ProtocolIx).zip(&ui.set().protocols).filter(|(_, p)| p.scope == Scope::Complaint);
    let chosen = !sight.findings.complaints().is_empty();
    let go = if chosen { "go" } else { "go go-quiet" };
    let none = (!chosen).then(|| t::complaints_none(l).to_owned());
    let rail = bar::rail(ui, model, sight)
        .child(bar::verdict(ui, model, sight, raised))
        .child(text("p", "muted", t::complaints_note(l)))
        .child(el("div", "rail-end").child(bar::go_on(ui, t::go_questions(l), none, Screen::Questions, go)));
    let picks = offered.map(|(ix, p)| pick(ui, ix, p, sight.findings.complaints().contains(&ix)));
    let flow = el("section", "flow")
        .set(Name::AriaLabelledBy, "complaints-h")
        .child(el("h1", "page-title").id("complaints-h").text(t::complaints_title(l)))
        .child(el("div", "picks").each(picks))
        .child(text("p", "muted picks-note", t::complaints_more_later(l)));
    screen("work work-case", "complaints").child(rail).child(flow).into()
}

fn pick(ui: &Ui, ix: ProtocolIx, protocol: &Protocol, chosen: bool) -> Element {
    let subtitle = protocol.subtitle.get(ui.language);
    let name = el("span", "")
        .text(protocol.title.get(ui.language))
        .child_some((!subtitle.is_empty()).then(|| text("small", "", subtitle)));
    bare(ui, "pick", format!("complaint:{}", protocol.id), Msg::Complaint(ix))
        .key(protocol.id)
        .set(Name::Role, "checkbox")
        .truth(Name::AriaChecked, chosen)
        .child(icon(protocol.icon, "i-c"))
        .child(name)
        .child_some(chosen.then(|| icon("check", "tick")))
}
