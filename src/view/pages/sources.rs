//! Why one may believe it, and where not yet: sources, status, open decisions, versions, what is not built.

use crate::app::model::Model;
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::network::{Basis, Network};
use paedlotse_core::protocol::{Scope, Source, Status};
use yew::prelude::*;

/// The sources screen.
pub fn sources(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let set = ui.set();
    let complaints: Vec<String> =
        set.protocols.iter().filter(|p| p.scope == Scope::Complaint).map(|p| p.title.get(l).to_owned()).collect();
    html! {
        <main id="main" class="work" tabindex="-1" data-screen="sources">
            <section class="flow stack page-wide" tabindex="0" aria-label={t::sources_title(l)}>
                <h1 class="page-title">{ t::sources_title(l) }</h1>
                <div class="note note-open"><p><b>{ t::strip_draft(l) }</b><br />{ t::sources_draft(l) }</p></div>
                <div class="sheet">
                    <div class="sheet-head"><h2>{ t::sources_what(l) }</h2></div>
                    <div class="pad form">
                        <p>{ t::sources_purpose(l) }</p>
                        <p>{ t::sources_covers(l, &words::list(l, &complaints)) }</p>
                        <p>{ t::sources_not_built(l) }</p>
                        <p>{ t::sources_memory(l) }</p>
                        <p>{ t::sources_keys(l) }</p>
                    </div>
                </div>
                { status_table(ui) }
                { decisions(ui) }
                { score_limits(ui) }
                if let Some(card) = model.card() { { card_sheet(ui, card) } }
                <div class="sheet">
                    <div class="sheet-head"><h2>{ t::sources_list(l) }</h2><small>{ set.sources.len() }</small></div>
                    { for set.sources.iter().map(source) }
                </div>
                <div class="sheet">
                    <div class="sheet-head"><h2>{ t::sources_version(l) }</h2></div>
                    <div class="pad form">
                        <p>{ t::sources_app(l, &ui.content.version) }</p>
                        <p class="digest">{ &ui.content.digest }</p>
                        { for set.protocols.iter().map(|p| html! { <p key={p.id.clone()}>{ format!("{} · {}", p.title.get(l), p.version) }</p> }) }
                    </div>
                </div>
            </section>
        </main>
    }
}

fn status_table(ui: &Ui) -> Html {
    let l = ui.language;
    let count = |status: Status| ui.set().rules.iter().filter(|r| r.status == status).count();
    html! {
        <div class="sheet">
            <div class="sheet-head"><h2>{ t::sources_status(l) }</h2><small>{ t::sources_status_note(l) }</small></div>
            <div class="figures pad">
                { for [Status::Verified, Status::Recalled, Status::Proposal].into_iter().map(|status| html! {
                    <div class="figure"><b>{ count(status) }</b><span>{ words::status(l, status) }</span></div>
                }) }
            </div>
        </div>
    }
}

fn decisions(ui: &Ui) -> Html {
    let l = ui.language;
    html! {
        if !ui.set().decisions.is_empty() {
            <div class="sheet">
                <div class="sheet-head"><h2>{ t::sources_decisions(l) }</h2><small>{ t::sources_decisions_note(l) }</small></div>
                <ul class="pad bullets">{ for ui.set().decisions.iter().map(|d| html! { <li>{ d.get(l) }</li> }) }</ul>
            </div>
        }
    }
}

fn score_limits(ui: &Ui) -> Html {
    let l = ui.language;
    html! {
        <div class="sheet">
            <div class="sheet-head"><h2>{ t::sources_scores(l) }</h2></div>
            { for ui.set().scores.iter().map(|s| html! {
                <div class="source" key={s.id.clone()}>
                    { icon("book", "") }
                    <div><p><b>{ s.label.get(l) }</b></p><p>{ s.limits.get(l) }</p></div>
                    <span class={classes!("chip", (s.status != Status::Verified).then_some("is-open"))}><span>{ words::status_short(l, s.status) }</span></span>
                </div>
            }) }
        </div>
    }
}

fn card_sheet(ui: &Ui, card: &Network) -> Html {
    let l = ui.language;
    let count = |basis: Basis| {
        let all = card.sites.iter().flat_map(|s| &s.offers).filter(|o| o.basis == basis).count();
        all.to_string()
    };
    html! {
        <div class="sheet">
            <div class="sheet-head"><h2>{ t::sources_card(l, card.title.get(l)) }</h2><small>{ &card.version }</small></div>
            <p class="pad">{ t::sources_card_basis(l, &count(Basis::Assumed), &count(Basis::Confirmed), &count(Basis::Public)) }</p>
        </div>
    }
}

fn source(source: &Source) -> Html {
    html! {
        <div class="source" key={source.id.clone()}>
            { icon("book", "") }
            <div>
                <p>{ &source.work }</p>
                if !source.address.is_empty() { <p class="muted address">{ &source.address }</p> }
            </div>
            <span class="chip"><span>{ &source.id }</span></span>
        </div>
    }
}
