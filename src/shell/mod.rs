//! The only code that touches the browser: runs effects, listens to keys, clock and back button.

mod awake;
pub mod clock;
mod cover;
pub mod files;
pub mod frame;
mod hold;
pub mod keys;
pub mod late;
pub mod offline;
mod outbound;
mod pulse;
pub mod rest;
pub mod run;
mod scan;
mod scripts;
mod soon;
pub mod stop;
mod store;
mod values;
mod watch;
pub mod words;

use crate::app::effect::Effect;
use crate::app::frame::Around;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::view::root::{App, AppProps, Door};
use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use gloo::utils::{document, window};
use paedlotse_core::text::Language;
use std::rc::Rc;
use yew::Callback;

/// The clock on the screen shows minutes; a tick this often is soon enough.
const TICK_MS: u32 = 10_000;

/// Starts the app in `<div id="app">`; `fetch` brings the rest of the program.
pub fn start(fetch: rest::Fetch) {
    stop::on_panic();
    let Some(root) = document().get_element_by_id("app") else {
        stop::stop("the page has no element with the id app");
        return;
    };
    let Some(content) = words::content() else {
        stop::stop("the content of this build cannot be read");
        return;
    };
    let wanted = run::language();
    let other = if content.german { Language::De } else { Language::En };
    let language = if content.speaks(wanted) { wanted } else { other };
    let mut model = Model::new(Rc::new(content), language, run::theme(), clock::now());
    model.edition = offline::edition();
    if frame::is_framed() {
        model.frame.around = Around::Asked;
    }
    let door = Door {
        now: Callback::from(|()| clock::now()),
        leave: Callback::from(run::leave),
        take: Callback::from(soon::take),
        run: Callback::from(move |(effect, send)| match effect {
            Effect::Rest => rest::fetch(fetch, &send),
            effect => run::run(&effect, &send),
        }),
        connect: Callback::from(|send: Callback<Msg>| connect(&send)),
        pulse: Callback::from(pulse::listen),
        alive: Callback::from(|()| pulse::alive()),
    };
    yew::Renderer::<App>::with_root_and_props(root, AppProps { model, door }).render();
}

/// What comes in from the browser besides taps. It lasts as long as the page.
fn connect(send: &Callback<Msg>) {
    let ticking = send.clone();
    Interval::new(TICK_MS, move || ticking.emit(Msg::Tick)).forget();
    let going_back = send.clone();
    if let Some(text) = run::brought() {
        send.emit(Msg::Arrived(text));
    }
    EventListener::new(&window(), "popstate", move |_| {
        if let Some(text) = run::brought() {
            return going_back.emit(Msg::Arrived(text));
        }
        let hash = window().location().hash().unwrap_or_default();
        let name = hash.strip_prefix('#').unwrap_or_default();
        let screen = if name.is_empty() { Some(Screen::Start) } else { Screen::named(name) };
        if let Some(screen) = screen {
            going_back.emit(Msg::Came(screen));
        }
    })
    .forget();
    words::listen(send);
    store::listen(send);
    offline::listen(send);
    keys::listen(send);
    keys::lead_in();
    hold::listen();
    watch::listen(send);
    run::guard();
}
