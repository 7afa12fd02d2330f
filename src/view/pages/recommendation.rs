//! What to do, where, how fast, why; what is missing, what is open, what to do until then.

mod steps;
mod why;

use crate::app::model::Model;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::icons::{icon, sign};
use crate::view::pages::start::tile;
use crate::view::parts::{bar, gap, overrule};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::capability::CapabilityKind;
use paedlotse_core::disposition::Need;
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::recommend::{Disposition, NeedAnswer, Recommendation};
use yew::prelude::*;

/// The recommendation screen.
pub fn recommendation(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    if sight.bar == BarState::DangerScreen {
        return not_yet(ui, model, sight, raised);
    }
    let advice = sight.shown();
    html! {
        <main id="main" class="work work-result" tabindex="-1" data-screen="recommendation">
            { panel(ui, model, sight, raised) }
            <section class="flow" aria-label={t::result_label(l)}>
                { gap::gap(ui, model, advice) }
                { why::decided(ui, model, sight) }
                { why::open(ui, sight) }
                { steps::until_then(ui, sight) }
                { why::rules(ui, sight) }
                { steps::safety_net(ui, sight) }
                { overrule::overrule(ui, model, sight) }
                { tile(ui) }
            </section>
        </main>
    }
}

/// Before the danger screen is done there is no disposition, only the way to it, or the cautious answer.
fn not_yet(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let marks = bar::marks(model, sight);
    html! {
        <main id="main" class="work work-case" tabindex="-1" data-screen="recommendation">
            <aside class="rail" aria-label={t::bar_label(l)} data-state={marks.state}>
                { bar::verdict(ui, model, sight, raised) }
                <div class="rail-end">
                    { bar::answer_now(ui, model, sight) }
                    { bar::go_on(ui, t::go_danger(l), None, Screen::Danger, "go") }
                </div>
            </aside>
            <section class="flow stack" aria-labelledby="rec-h">
                <h1 class="page-title" id="rec-h">{ t::result_not_yet(l) }</h1>
                <p>{ t::result_not_yet_note(l) }</p>
                { why::open(ui, sight) }
            </section>
        </main>
    }
}

fn panel(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let advice = sight.shown();
    let marks = bar::marks(model, sight);
    let solid = sight.bar != BarState::Provisional;
    let urgency = words::urgency(l, advice.urgency);
    let kicker = match sight.bar {
        BarState::Settled => t::bar_settled(l),
        BarState::AnsweredNow => t::bar_answered_now(l),
        BarState::Immediate => t::bar_open(l),
        _ => t::bar_provisional(l),
    };
    let settled = sight.bar == BarState::Settled;
    html! {
        <section class={classes!("panel", if solid { "solid" } else { "panel-open" })} aria-labelledby="rec-h" data-u={advice.urgency.id()}
            data-state={marks.state} data-disposition={marks.disposition} data-urgency={marks.urgency} data-destination={marks.destination}>
            <div class="panel-top">
                { sign(Some(advice.urgency), "sign-xl") }
                <p class="panel-word">{ urgency }<small>{ format!("{} {}", words::limit(l, advice.urgency), model.now.clock(model.now.at)) }</small></p>
            </div>
            <div role="status">
                if !settled { <p class="panel-kicker">{ kicker }</p> }
                <h1 id="rec-h">{ bar::sentence(ui, model, advice) }</h1>
            </div>
            <p class="only-read" role="alert">{ if raised { bar::sentence(ui, model, advice) } else { String::new() } }</p>
            <div class="panel-where">{ places(ui, model, advice) }</div>
            <p class="panel-settled">
                { icon(if settled { "mark" } else { "mark-open" }, "i-l") }
                <span>if settled { <b>{ kicker }{ ". " }</b> }{ bar::note(ui, model, sight) }</span>
            </p>
            <div class="rail-end">
                { call(ui, model, advice) }
                if sight.bar == BarState::Provisional {
                    { bar::answer_now(ui, model, sight) }
                } else {
                    { bar::go_on(ui, t::back_to_questions(l), None, Screen::Questions, "go go-quiet") }
                }
            </div>
        </section>
    }
}

/// Where the child goes, who advises, what escort.
fn places(ui: &Ui, model: &Model, advice: &Recommendation) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return Html::default() };
    let line = |name: &'static str, head: String, more: String| {
        html! { <>{ icon(name, "") }<span><b>{ head }</b>if !more.is_empty() { <br />{ more } }</span></> }
    };
    let away = |site: SiteIx| way(ui, card, advice.here, site);
    html! {
        <>
            if let Some(site) = advice.destination {
                { line(if site == advice.here { "hospital" } else { "transfer" }, words::site(card, site).to_owned(), away(site)) }
            } else if advice.disposition == Disposition::Transfer {
                { line("phone", t::result_nobody(l).to_owned(), card.coordination.get(l).to_owned()) }
            } else {
                { line("treat-here", words::site(card, advice.here).to_owned(), String::new()) }
            }
            if let Some(site) = advice.then_to {
                { line("transfer", t::result_then_to(l, words::place(card, site)), away(site)) }
            }
            if let Some(site) = advice.adviser {
                { line("teleconsult", t::result_adviser(l, words::place(card, site)), asked_of(ui, advice)) }
            }
            if !advice.escort.is_empty() {
                { line("ambulance", words::needs(ui.set(), l, &advice.escort), t::result_escort(l).to_owned()) }
            }
        </>
    }
}

/// What the adviser is asked for: the advice that is missing here, or, when a picture comes first, all that is missing.
fn asked_of(ui: &Ui, advice: &Recommendation) -> String {
    let missing = advice.needs.iter().filter(|n| !n.here);
    let wanted = |n: &&NeedAnswer| advice.disposition == Disposition::Teleconsult || n.kind == CapabilityKind::Advice;
    let needs: Vec<Need> = missing.filter(wanted).map(|n| n.need).collect();
    words::needs(ui.set(), ui.language, &needs)
}

fn way(ui: &Ui, card: &Network, from: SiteIx, to: SiteIx) -> String {
    let Some(travel) = card.travel(from, to) else { return String::new() };
    t::result_way(ui.language, &travel.kilometres.to_string(), &travel.minutes.to_string())
}

/// Whom to call now. Numbers are not shipped: a house without one says so.
fn call(ui: &Ui, model: &Model, advice: &Recommendation) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return Html::default() };
    let whom = advice.then_to.or(advice.destination.filter(|site| *site != advice.here)).or(advice.adviser);
    let Some(site) = whom.and_then(|ix| card.site(ix)) else {
        return html! {
            if advice.call_any_time || advice.start_here {
                <p class="call-note">{ icon("phone", "") }<span>{ t::call_any_time(l) }</span></p>
            }
        };
    };
    if site.phone.is_empty() {
        html! {
            <p class="call-note">{ icon("phone", "") }<span><b>{ t::call(l, &site.place) }</b><br />{ t::call_no_number(l) }</span></p>
        }
    } else {
        html! {
            <a class="go go-tall" href={format!("tel:{}", site.phone)} data-act="call">
                { icon("phone", "i-l") }<span>{ t::call(l, &site.place) }<small>{ &site.phone }</small></span>
            </a>
        }
    }
}
