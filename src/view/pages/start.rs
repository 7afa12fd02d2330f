//! Start: which network, hospital or ambulance, who is here tonight; a new case.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::texts as t;
use crate::view::icons::{icon, sign};
use crate::view::pages::duty;
use crate::view::parts::bar::going;
use crate::view::parts::control::{button, choices, radio, word};
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
                    { tile(ui) }
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

/// The way to the sources.
pub fn tile(ui: &Ui) -> Html {
    let l = ui.language;
    let words = html! { <span><b>{ t::sources_title(l) }</b><small>{ t::sources_tile(l) }</small></span> };
    button(ui, "tile", "step:sources", Msg::Go(Screen::Sources), html! { <>{ icon("book", "") }{ words }</> })
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
                        { button(ui, "go", "resume", Msg::Go(Screen::Questions), going(t::open_case_resume(l), None)) }
                    </div>
                </section>
            }
            <div class="start-two">
                { door(ui, "big", "new-case", Screen::Child, asked(Screen::Child), icon("child", "i-xl"), t::new_case(l), t::new_case_note(l)) }
                { door(ui, "big big-quiet", "danger-first", Screen::Danger, asked(Screen::Danger),
                    sign(Some(Urgency::Immediate), "sign-l"), t::danger_first(l), t::danger_first_note(l)) }
            </div>
        </>
    }
}

/// A large door into a new case; once tapped while a case is open, it asks.
#[expect(clippy::too_many_arguments, reason = "two doors, told apart by all of these")]
fn door(
    ui: &Ui,
    class: &'static str,
    act: &'static str,
    screen: Screen,
    asked: bool,
    picture: Html,
    name: &'static str,
    note: &'static str,
) -> Html {
    let l = ui.language;
    let (name, note) = if asked { (t::new_case_sure(l), t::new_case_sure_note(l)) } else { (name, note) };
    button(ui, class, act, Msg::NewCase(screen), html! { <>{ picture }<span><b>{ name }</b>{ note }</span></> })
}

/// Far from what is tapped often, and asked twice.
fn close_case(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let sure = model.desk.replacing == Some(Screen::Start);
    if model.case.as_ref().is_none_or(|case| case.is_empty()) {
        return Html::default();
    }
    let text = if sure { t::open_case_close_sure(l) } else { t::open_case_close(l) };
    let note = Some(t::open_case_close_note(l).to_owned());
    button(ui, "go go-quiet", "close-case", Msg::NewCase(Screen::Start), going(text, note))
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
        html! { <span class="chip is-open">{ word(t::where_preset(l)) }</span> }
    };
    let places = vec![
        choice(ui, "place:hospital".to_owned(), "hospital", home, hospital, Msg::Hospital),
        choice(ui, "place:ambulance".to_owned(), "ambulance", t::where_ambulance(l), !hospital, Msg::Ambulance),
    ];
    let nearest = nearest.map(|nearest| {
        let houses = by_distance(card).into_iter().filter_map(|site| card.site(site).map(|s| (site, s)));
        let houses = houses
            .map(|(site, s)| choice(ui, format!("nearest:{}", s.id), "", &s.name, site == nearest, Msg::Nearest(site)));
        choices("w-nearest", t::where_nearest(l), houses.collect())
    });
    html! {
        <section class="sheet where" aria-labelledby="where-h">
            <div class="sheet-head"><h2 id="where-h">{ t::where_title(l) }</h2>{ note }</div>
            <div class="pad form">
                { choices("w-network", t::where_network(l), networks.collect()) }
                { choices("w-place", t::where_place(l), places) }
                { nearest }
            </div>
        </section>
    }
}

/// The houses, nearest to the home house first.
fn by_distance(card: &Network) -> Vec<SiteIx> {
    let mut left: Vec<SiteIx> = card.sites_with_ix().map(|(ix, _)| ix).collect();
    let minutes = |site: SiteIx| match card.travel(card.home, site) {
        _ if site == card.home => 0,
        Some(travel) => u32::from(travel.minutes),
        None => u32::MAX,
    };
    let mut sites = Vec::new();
    while let Some(nearest) = left.iter().copied().min_by_key(|site| minutes(*site)) {
        left.retain(|site| *site != nearest);
        sites.push(nearest);
    }
    sites
}

fn choice(ui: &Ui, act: String, icon_name: &str, text: &str, chosen: bool, msg: Msg) -> Html {
    let body = html! {
        <>if !icon_name.is_empty() { { icon(icon_name, "") } }{ word(text.to_owned()) }</>
    };
    radio(ui, "opt", act, chosen, msg, body)
}
