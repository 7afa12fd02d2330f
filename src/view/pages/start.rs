//! Start: which network, hospital or ambulance, who is here tonight; a new case.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::{icon, sign};
use crate::view::pages::duty;
use crate::view::parts::bar::going;
use crate::view::parts::control::{bare, button, chip, choices, radio, screen, word};
use crate::view::parts::kept;
use crate::view::parts::offline;
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::recommend::Place;
use yew::prelude::*;

/// The start screen.
pub fn start(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let keys = el("span", "")
        .child(text("b", "", if model.shortcuts { t::shortcuts_on(l) } else { t::shortcuts_off(l) }))
        .child(text("small", "", t::shortcuts_note(l)));
    let shortcuts = bare(ui, "tile", "shortcuts", Msg::Shortcuts)
        .truth(Name::AriaPressed, model.shortcuts)
        .child(icon("keypad", ""))
        .child(keys);
    let version = t::start_version(l, short(&ui.content.digest), &ui.content.version);
    let flow = el("section", "flow stack")
        .child(text("h1", "only-read", t::step_start_label(l)))
        .child(doors(ui, model))
        .child(where_we_are(ui, model))
        .child(el("div", "tiles").child(receive(ui)).child(library(ui)).child(tile(ui)).child(shortcuts))
        .child(kept::park(ui, model))
        .child(close_case(ui, model))
        .child(
            el("p", "foot")
                .child(word(t::start_purpose(l)))
                .child(word(&kept::survives(ui, model)))
                .child(word(&version)),
        )
        .child(offline::indicator(ui, model));
    screen("work work-start", "start").child(duty::duty(ui, model)).child(flow).into()
}

/// The way in for a case from another house.
fn receive(ui: &Ui) -> Html {
    let l = ui.language;
    let words = el("span", "").child(text("b", "", t::receive_title(l))).child(text("small", "", t::receive_tile(l)));
    button(ui, "tile", "step:receive", Msg::Go(Screen::Receive), all([icon("scan", ""), words.into()]))
}

/// The way to every protocol, without a case.
fn library(ui: &Ui) -> Html {
    let l = ui.language;
    let words = el("span", "").child(text("b", "", t::library_title(l))).child(text("small", "", t::library_tile(l)));
    button(ui, "tile", "step:library", Msg::Go(Screen::Library), all([icon("find", ""), words.into()]))
}

/// The way to the sources.
pub fn tile(ui: &Ui) -> Html {
    let l = ui.language;
    let words = el("span", "").child(text("b", "", t::sources_title(l))).child(text("small", "", t::sources_tile(l)));
    button(ui, "tile", "step:sources", Msg::Go(Screen::Sources), all([icon("book", ""), words.into()]))
}

/// The beginning of a digest: enough to compare by eye.
#[must_use]
pub fn short(digest: &str) -> &str {
    digest.get(..8).unwrap_or(digest)
}

fn doors(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let open = model.case.as_ref().filter(|case| !case.is_empty());
    let resume = open.map(|case| {
        let head = el("div", "sheet-head")
            .child(text("h2", "", &t::open_case(l, &model.now.clock(case.started()))))
            .child(text("small", "", &kept::survives(ui, model)));
        let go = button(ui, "go", "resume", Msg::Go(Screen::Questions), going(t::open_case_resume(l), None));
        el("section", "sheet open-case").child(head).child(el("div", "pad").child(go)).into()
    });
    let new_case = Door {
        class: "big",
        act: "new-case",
        screen: Screen::Child,
        picture: icon("child", "i-xl"),
        name: t::new_case(l),
        note: t::new_case_note(l),
    };
    let danger_first = Door {
        class: "big big-quiet",
        act: "danger-first",
        screen: Screen::Danger,
        picture: sign(Urgency::Immediate, "sign-l"),
        name: t::danger_first(l),
        note: t::danger_first_note(l),
    };
    let two = el("div", "start-two").child(door(ui, model, new_case)).child(door(ui, model, danger_first));
    all([resume.unwrap_or_default(), kept::kept(ui, model), two.into()])
}

/// A large door into a new case.
struct Door {
    class: &'static str,
    act: &'static str,
    screen: Screen,
    picture: Html,
    name: &'static str,
    note: &'static str,
}

/// Once tapped while a case is open, a door asks.
fn door(ui: &Ui, model: &Model, door: Door) -> Html {
    let l = ui.language;
    let asked = model.desk.replacing == Some(door.screen);
    let (name, note) = if asked { (t::new_case_sure(l), t::new_case_sure_note(l)) } else { (door.name, door.note) };
    let words = el("span", "").child(text("b", "", name)).text(note);
    button(ui, door.class, door.act, Msg::NewCase(door.screen), all([door.picture, words.into()]))
}

/// Far from what is tapped often, and asked twice.
fn close_case(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let sure = model.desk.replacing == Some(Screen::Start);
    if model.case.as_ref().is_none_or(|case| case.is_empty()) {
        return Html::default();
    }
    let said = if sure { t::open_case_close_sure(l) } else { t::open_case_close(l) };
    let note = Some(t::open_case_close_note(l).to_owned());
    button(ui, "go go-quiet", "close-case", Msg::NewCase(Screen::Start), going(said, note))
}

fn where_we_are(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let Some(card) = model.card() else { return Html::default() };
    let networks = model.cards().enumerate().map(|(position, network)| {
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
    let note = if model.place_chosen { text("small", "", t::where_note(l)) } else { chip(true, t::where_preset(l)) };
    let places = vec![
        choice(ui, "place:hospital".to_owned(), "hospital", home, hospital, Msg::Hospital),
        choice(ui, "place:ambulance".to_owned(), "ambulance", t::where_ambulance(l), !hospital, Msg::Ambulance),
    ];
    let nearest = nearest.map(|nearest| {
        let houses = std::iter::once(card.home)
            .chain(card.by_distance(card.home))
            .filter_map(|site| card.site(site).map(|s| (site, s)));
        let houses = houses
            .map(|(site, s)| choice(ui, format!("nearest:{}", s.id), "", s.name, site == nearest, Msg::Nearest(site)));
        choices("w-nearest", t::where_nearest(l), houses.collect())
    });
    let head = el("div", "sheet-head").child(el("h2", "").id("where-h").text(t::where_title(l))).child(note);
    let form = el("div", "pad form")
        .child(choices("w-network", t::where_network(l), networks.collect()))
        .child(choices("w-place", t::where_place(l), places))
        .child_some(nearest);
    el("section", "sheet where").set(Name::AriaLabelledBy, "where-h").child(head).child(form).into()
}

fn choice(ui: &Ui, act: String, icon_name: &str, said: &str, chosen: bool, msg: Msg) -> Html {
    let picture = if icon_name.is_empty() { Html::default() } else { icon(icon_name, "") };
    radio(ui, "opt", act, chosen, msg, all([picture, word(said)]))
}
