//! Why one may believe it, and where not yet: sources, status, open decisions, versions, what is not built.

use crate::app::model::Model;
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::parts::control::{sheet, word};
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
    let protocols = set.protocols.iter().map(|p| html! { <p>{ format!("{} · {}", p.title.get(l), p.version) }</p> });
    let what = html! {
        <div class="pad form">
            <p>{ t::sources_purpose(l) }</p>
            <p>{ t::sources_covers(l, &words::list(l, &complaints)) }</p>
            <p>{ t::sources_not_built(l) }</p>
            <p>{ t::sources_memory(l) }</p>
            <p>{ t::sources_keys(l) }</p>
        </div>
    };
    let version = html! {
        <div class="pad form">
            <p>{ t::sources_app(l, &ui.content.version) }</p>
            <p class="digest">{ &ui.content.digest }</p>
            { for protocols }
        </div>
    };
    html! {
        <main id="main" class="work" tabindex="-1" data-screen="sources">
            <section class="flow stack page-wide" tabindex="0" aria-label={t::sources_title(l)}>
                <h1 class="page-title">{ t::sources_title(l) }</h1>
                <div class="note note-open"><p><b>{ t::strip_draft(l) }</b><br />{ t::sources_draft(l) }</p></div>
                { sheet("what-h", t::sources_what(l), "", what) }
                { status_table(ui) }
                { decisions(ui) }
                { score_limits(ui) }
                if let Some(card) = model.card() { { card_sheet(ui, card) } }
                { sheet("list-h", t::sources_list(l), set.sources.len().to_string(), set.sources.iter().map(source).collect()) }
                { sheet("version-h", t::sources_version(l), "", version) }
            </section>
        </main>
    }
}

fn status_table(ui: &Ui) -> Html {
    let l = ui.language;
    let count = |status: Status| ui.set().rules.iter().filter(|r| r.status == status).count();
    let figures = [Status::Verified, Status::Recalled, Status::Proposal].into_iter();
    let figures = figures.map(|status| {
        html! { <div class="figure"><b>{ count(status) }</b><span>{ words::status(l, status) }</span></div> }
    });
    let body = html! { <div class="figures pad">{ for figures }</div> };
    sheet("status-h", t::sources_status(l), t::sources_status_note(l), body)
}

fn decisions(ui: &Ui) -> Html {
    let l = ui.language;
    if ui.set().decisions.is_empty() {
        return Html::default();
    }
    let list = ui.set().decisions.iter().map(|d| html! { <li>{ d.get(l) }</li> });
    let body = html! { <ul class="pad bullets">{ for list }</ul> };
    sheet("decisions-h", t::sources_decisions(l), t::sources_decisions_note(l), body)
}

fn score_limits(ui: &Ui) -> Html {
    let l = ui.language;
    let line = |name: &str, limits: &str, status: Status| {
        html! {
            <div class="source">
                { icon("book", "") }
                <div><p><b>{ name.to_owned() }</b></p><p>{ limits.to_owned() }</p></div>
                <span class={classes!("chip", (status != Status::Verified).then_some("is-open"))}>
                    { word(words::status_short(l, status)) }
                </span>
            </div>
        }
    };
    let lines = ui.set().scores.iter().map(|s| line(s.label.get(l), s.limits.get(l), s.status));
    sheet("scores-h", t::sources_scores(l), "", lines.collect())
}

fn card_sheet(ui: &Ui, card: &Network) -> Html {
    let l = ui.language;
    let count =
        |basis: Basis| card.sites.iter().flat_map(|s| &s.offers).filter(|o| o.basis == basis).count().to_string();
    let (assumed, confirmed, public) = (count(Basis::Assumed), count(Basis::Confirmed), count(Basis::Public));
    let body = html! { <p class="pad">{ t::sources_card_basis(l, &assumed, &confirmed, &public) }</p> };
    sheet("card-h", t::sources_card(l, card.title.get(l)), card.version.clone(), body)
}

fn source(source: &Source) -> Html {
    html! {
        <div class="source">
            { icon("book", "") }
            <div>
                <p>{ &source.work }</p>
                if !source.address.is_empty() { <p class="muted address">{ &source.address }</p> }
            </div>
            <span class="chip">{ word(source.id.clone()) }</span>
        </div>
    }
}
