//! Start: which network, hospital or ambulance, who is here tonight; a new case.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::texts as t;
use crate::view::icons::{icon, sign};
use crate::view::pages::duty;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::network::{Network, SiteIx};
use paedlotse_core::recommend::Place;
use yew::prelude::*;

/// The start screen.
pub fn start(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    html! {
        <main id="main" class="work work-start" tabindex="-1" data-screen="start">
            { duty::duty(ui, model) }
            <section class="flow stack">
                <h1 class="only-read">{ t::step_start_label(l) }</h1>
                { doors(ui, model) }
                { where_we_are(ui, model) }
                <div class="tiles">
                    <button class="tile" type="button" data-act="step:sources" onclick={ui.on(Msg::Go(Screen::Sources))}>
                        { icon("book", "") }
                        <span><b>{ t::sources_title(l) }</b><small>{ t::sources_tile(l) }</small></span>
                    </button>
                    <button class="tile" type="button" data-act="shortcuts" onclick={ui.on(Msg::Shortcuts)}
                        aria-pressed={if model.shortcuts { "true" } else { "false" }}>
                        { icon("keypad", "") }
                        <span>
                            <b>{ if model.shortcuts { t::shortcuts_on(l) } else { t::shortcuts_off(l) } }</b>
                            <small>{ t::shortcuts_note(l) }</small>
                        </span>
                    </button>
                </div>
                { close_case(ui, model) }
                <p class="foot">
                    <span>{ t::start_purpose(l) }</span>
                    <span>{ t::start_version(l, short(&ui.content.digest), &ui.content.version) }</span>
                </p>
            </section>
        </main>
    }
}

/// The beginning of a digest: enough to compare by eye.
#[must_use]
pub fn short(digest: &str) -> &str {
    digest.get(..8).unwrap_or(digest)
}

fn doors(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let open = model.case.as_ref().filter(|case| !case.is_empty());
    let asked = |screen: Screen| model.desk.replacing == Some(screen);
    html! {
        <>
            if let Some(case) = open {
                <section class="sheet open-case">
                    <div class="sheet-head">
                        <h2>{ t::open_case(l, &model.now.clock(case.started())) }</h2><small>{ t::strip_memory(l) }</small>
                    </div>
                    <div class="pad">
                        <button class="go" type="button" data-act="resume" onclick={ui.on(Msg::Go(Screen::Questions))}>
                            <span>{ t::open_case_resume(l) }</span>{ icon("next", "") }
                        </button>
                    </div>
                </section>
            }
            <div class="start-two">
                <button class="big" type="button" data-act="new-case" onclick={ui.on(Msg::NewCase(Screen::Child))}>
                    { icon("child", "i-xl") }
                    <span>
                        <b>{ if asked(Screen::Child) { t::new_case_sure(l) } else { t::new_case(l) } }</b>
                        { if asked(Screen::Child) { t::new_case_sure_note(l) } else { t::new_case_note(l) } }
                    </span>
                </button>
                <button class="big big-quiet" type="button" data-act="danger-first" onclick={ui.on(Msg::NewCase(Screen::Danger))}>
                    { sign(Some(Urgency::Immediate), "sign-l") }
                    <span>
                        <b>{ if asked(Screen::Danger) { t::new_case_sure(l) } else { t::danger_first(l) } }</b>
                        { if asked(Screen::Danger) { t::new_case_sure_note(l) } else { t::danger_first_note(l) } }
                    </span>
                </button>
            </div>
        </>
    }
}

/// Far from what is tapped often, and asked twice.
fn close_case(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let sure = model.desk.replacing == Some(Screen::Start);
    html! {
        if model.case.as_ref().is_some_and(|case| !case.is_empty()) {
            <button class="go go-quiet" type="button" data-act="close-case" onclick={ui.on(Msg::NewCase(Screen::Start))}>
                <span>
                    { if sure { t::open_case_close_sure(l) } else { t::open_case_close(l) } }
                    <small>{ t::open_case_close_note(l) }</small>
                </span>
            </button>
        }
    }
}

fn where_we_are(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return Html::default() };
    let networks = ui.set().networks.iter().enumerate().map(|(position, network)| {
        choice(
            ui,
            format!("network:{}", network.id),
            "network",
            network.title.get(l),
            position == model.network,
            Msg::Network(position),
        )
    });
    let home = words::site(card, card.home);
    let (hospital, nearest) = match model.place {
        Place::Hospital(_) => (true, None),
        Place::Ambulance { nearest } => (false, Some(nearest)),
    };
    let note = if model.place_chosen {
        html! { <small>{ t::where_note(l) }</small> }
    } else {
        html! { <span class="chip is-open"><span>{ t::where_preset(l) }</span></span> }
    };
    html! {
        <section class="sheet where" aria-labelledby="where-h">
            <div class="sheet-head"><h2 id="where-h">{ t::where_title(l) }</h2>{ note }</div>
            <div class="pad form">
                <h3 id="w-network">{ t::where_network(l) }</h3>
                <div class="answers answers-wrap" role="radiogroup" aria-labelledby="w-network">{ for networks }</div>
                <h3 id="w-place">{ t::where_place(l) }</h3>
                <div class="answers answers-wrap" role="radiogroup" aria-labelledby="w-place">
                    { choice(ui, "place:hospital".to_owned(), "hospital", home, hospital, Msg::Hospital) }
                    { choice(ui, "place:ambulance".to_owned(), "ambulance", t::where_ambulance(l), !hospital, Msg::Ambulance) }
                </div>
                if let Some(nearest) = nearest {
                    <h3 id="w-nearest">{ t::where_nearest(l) }</h3>
                    <div class="answers answers-wrap" role="radiogroup" aria-labelledby="w-nearest">
                        { for by_distance(card).into_iter().filter_map(|site| card.site(site).map(|s| {
                            choice(ui, format!("nearest:{}", s.id), "", &s.name, site == nearest, Msg::Nearest(site))
                        })) }
                    </div>
                }
            </div>
        </section>
    }
}

/// The houses, nearest to the home house first.
fn by_distance(card: &Network) -> Vec<SiteIx> {
    let mut sites: Vec<SiteIx> = card.sites_with_ix().map(|(ix, _)| ix).collect();
    sites.sort_by_key(|site| match card.travel(card.home, *site) {
        _ if *site == card.home => 0,
        Some(travel) => u32::from(travel.minutes),
        None => u32::MAX,
    });
    sites
}

fn choice(ui: &Ui, act: String, icon_name: &str, text: &str, chosen: bool, msg: Msg) -> Html {
    html! {
        <button key={act.clone()} class="opt" type="button" role="radio" aria-checked={if chosen { "true" } else { "false" }}
            data-act={act} onclick={ui.on(msg)}>
            if !icon_name.is_empty() { { icon(icon_name, "") } }<span>{ text.to_owned() }</span>
        </button>
    }
}
