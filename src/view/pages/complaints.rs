//! Why the child is here: several complaints may be chosen, the strictest advice wins.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::parts::bar;
use crate::view::ui::Ui;
use paedlotse_core::protocol::{Protocol, ProtocolIx, Scope};
use yew::prelude::*;

/// The complaints screen.
pub fn complaints(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let marks = bar::marks(model, sight);
    let offered = (0_u16..).map(ProtocolIx).zip(&ui.set().protocols).filter(|(_, p)| p.scope == Scope::Complaint);
    let chosen = !sight.findings.complaints.is_empty();
    html! {
        <main id="main" class="work work-case" tabindex="-1" data-screen="complaints">
            <aside class="rail" aria-label={t::bar_label(l)} data-state={marks.state} data-disposition={marks.disposition}
                data-urgency={marks.urgency} data-destination={marks.destination}>
                { bar::verdict(ui, model, sight, raised) }
                <p class="muted">{ t::complaints_note(l) }</p>
                <div class="rail-end">
                    { bar::go_on(ui, t::go_questions(l), (!chosen).then(|| t::complaints_none(l).to_owned()), Screen::Questions,
                        if chosen { "go" } else { "go go-quiet" }) }
                </div>
            </aside>
            <section class="flow" aria-labelledby="complaints-h">
                <h1 class="page-title" id="complaints-h">{ t::complaints_title(l) }</h1>
                <div class="picks">{ for offered.map(|(ix, p)| pick(ui, ix, p, sight.findings.complaints.contains(&ix))) }</div>
                <p class="muted picks-note">{ t::complaints_more_later(l) }</p>
            </section>
        </main>
    }
}

fn pick(ui: &Ui, ix: ProtocolIx, protocol: &Protocol, chosen: bool) -> Html {
    let subtitle = protocol.subtitle.get(ui.language).to_owned();
    html! {
        <button key={protocol.id.clone()} class="pick" type="button" role="checkbox" aria-checked={if chosen { "true" } else { "false" }}
            data-act={format!("complaint:{}", protocol.id)} onclick={ui.on(Msg::Complaint(ix))}>
            { icon(&protocol.icon, "i-c") }
            <span>{ protocol.title.get(ui.language) }if !subtitle.is_empty() { <small>{ subtitle }</small> }</span>
            if chosen { { icon("check", "tick") } }
        </button>
    }
}
