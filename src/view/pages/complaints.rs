//! Why the child is here: several complaints may be chosen, the strictest advice wins.

use crate::app::drawn::Drawn;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::search::Found;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{Element, Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, screen, word};
use crate::view::parts::{bar, finder};
use crate::view::ui::Ui;
use paedlotse_core::protocol::{Protocol, ProtocolIx};
use yew::prelude::*;

/// The complaints screen.
pub fn complaints(ui: &Ui, model: &Model, sight: &Sight, raised: bool, drawn: Drawn) -> Html {
    let l = ui.language;
    let taken = sight.findings.complaints();
    let chosen = !taken.is_empty();
    let go = if chosen { "go" } else { "go go-quiet" };
    let none = (!chosen).then(|| t::complaints_none(l).to_owned());
    let rail = bar::rail(ui, model, sight)
        .child(bar::verdict(ui, model, sight, raised))
        .child(text("p", "muted", t::complaints_note(l)))
        .child_some(chosen.then(|| chosen_ones(ui, taken)))
        .child(el("div", "rail-end").child(bar::go_on(ui, t::go_questions(l), none, Screen::Questions, go)));
    let line = |found: Found, p: &Protocol| pick(ui, found, p, taken.contains(&found.protocol));
    let flow = el("section", "flow")
        .set(Name::AriaLabelledBy, "complaints-h")
        .child(el("h1", "page-title").id("complaints-h").text(t::complaints_title(l)))
        .child(finder::field(ui, &model.desk.search))
        .child(finder::list(ui, drawn, &model.desk.search, false, line));
    screen("work work-case", "complaints").child(rail).child(flow).into()
}

/// What was chosen, far from where it stands in the list; a tap takes it away.
fn chosen_ones(ui: &Ui, taken: &[ProtocolIx]) -> Html {
    let chosen = taken.iter().filter_map(|ix| Some((*ix, ui.set().protocol(*ix)?)));
    let buttons = chosen.map(|(ix, p)| {
        let title = p.title.get(ui.language);
        bare(ui, "opt chosen", format!("unchoose:{}", p.id), Msg::Complaint(ix))
            .key(p.id)
            .set(Name::AriaLabel, t::complaints_unchoose(ui.language, title))
            .child(word(title))
            .child(icon("remove", ""))
    });
    el("div", "chosen-ones").each(buttons).into()
}

fn pick(ui: &Ui, found: Found, protocol: &Protocol, chosen: bool) -> Element {
    bare(ui, "pick", format!("complaint:{}", protocol.id), Msg::Complaint(found.protocol))
        .key(protocol.id)
        .set(Name::Role, "checkbox")
        .truth(Name::AriaChecked, chosen)
        .child(icon(protocol.icon, "i-c"))
        .child(finder::name(ui, found, protocol))
        .child_some(chosen.then(|| icon("check", "tick")))
}
