//! The rest of the program: the screens that nobody sees before the first answers, what they need to hand a case over, and the
//! texts of the content that only they show. In the browser they are a file of their own, which is fetched once the first screen stands.
//!
//! `src/main.rs` reaches [`REST`] and nothing else may: whatever the first screens reach is loaded with them. A screen is put
//! here by a line in `drawn`.

use crate::app::arrival;
use crate::app::effect::Effect;
use crate::app::embed;
use crate::app::house;
use crate::app::model::{Late, Model};
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::Sight;
use crate::app::turn::Turn;
use crate::content::{self, Texts};
use crate::handover::ways;
use crate::shell::late;
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::pages::{
    frame, handover, library, protocol, receive, recommendation, sources, start, tonight, transfer,
};
use crate::view::parts::bar;
use crate::view::parts::control;
use crate::view::parts::single;
use crate::view::parts::told;
use crate::view::ui::Ui;
use std::rc::Rc;
use yew::prelude::*;

/// What comes later.
#[derive(Clone, Copy, Debug)]
pub struct Rest {
    /// Draws the screen of this turn.
    pub screen: fn(&Ui, &Turn) -> Html,
    /// Draws what stands between head and screen: the page around, and what it told.
    pub beside: fn(&Ui, &Model) -> Html,
    /// Listens to what only its screens need.
    pub connect: fn(&Callback<Msg>),
    /// Does what only its screens ask for.
    pub run: fn(&Effect, &Callback<Msg>),
    /// Says what the app is and cannot do where it is a single file.
    pub single: fn(&Ui, &Model) -> Html,
    /// What hands cases over and takes them in.
    pub late: Late,
    /// Texts of the content.
    pub words: Texts,
}

/// All of it.
pub static REST: Rest = Rest {
    screen: drawn,
    beside: told::beside,
    connect: late::connect,
    run: late::run,
    single: single::sheet,
    late: LATE,
    words: content::REST,
};

const LATE: Late = Late {
    leave: ways::effects,
    document: ways::document,
    arrive: arrival::arrive,
    house: house::take,
    card: house::file,
    hear: embed::hear,
    follow: embed::follow,
    chart: embed::file,
    link: embed::link::messages,
};

fn drawn(ui: &Ui, turn: &Turn) -> Html {
    let (model, raised) = (&turn.model, turn.raised);
    if model.frame.is_noticed() {
        return frame::notice(ui, model);
    }
    match (model.screen, turn.sight.as_ref()) {
        (Screen::Tonight, sight) => tonight::tonight(ui, model, sight.map(Rc::as_ref), raised),
        (Screen::Receive, _) => receive::receive(ui, model),
        (Screen::Library, _) => library::library(ui, model, turn.drawn),
        (Screen::Protocol, _) => protocol::protocol(ui, model, turn.drawn),
        (Screen::Sources, _) => sources::sources(ui, model, turn.drawn),
        (Screen::Transfer, Some(sight)) => transfer::transfer(ui, model, sight, raised, turn.drawn),
        (Screen::Handover, Some(sight)) => handover::handover(ui, turn, sight),
        (Screen::Recommendation, Some(sight)) => recommendation::recommendation(ui, turn, sight),
        _ => start::start(ui, model),
    }
}

#[cfg(target_family = "wasm")]
thread_local! {
    /// Program, not state: once here it stays.
    static HERE: std::cell::Cell<Option<&'static Rest>> = const { std::cell::Cell::new(None) };
}

/// It has come.
#[cfg(target_family = "wasm")]
pub fn bring(rest: &'static Rest) {
    HERE.set(Some(rest));
}

/// What of it is here.
#[cfg(target_family = "wasm")]
pub fn here() -> Option<&'static Rest> {
    HERE.get()
}

/// Outside the browser the program is one.
#[cfg(not(target_family = "wasm"))]
pub fn here() -> Option<&'static Rest> {
    Some(&REST)
}

/// A screen of the rest; until it has come, what stands in its place.
pub fn screen(ui: &Ui, turn: &Turn) -> Html {
    match here().filter(|_| turn.model.content.whole) {
        Some(rest) => (rest.screen)(ui, turn),
        None => awaited(ui, &turn.model, turn.sight.as_deref(), turn.raised),
    }
}

/// The single file's own sheet; it comes with the rest, because a web server's visitors never see it.
pub fn single(ui: &Ui, model: &Model) -> Html {
    here().map_or_else(Html::default, |rest| (rest.single)(ui, model))
}

/// The bar with the advice needs nothing of the rest, and the way back is open.
fn awaited(ui: &Ui, model: &Model, sight: Option<&Sight>, raised: bool) -> Html {
    let l = ui.language;
    let back = |said: &str, screen: Screen| el("div", "rail-end").child(bar::go_on(ui, said, None, screen, "go"));
    let rail = match sight.filter(|_| model.screen.needs_case()) {
        Some(sight) => bar::rail(ui, model, sight)
            .child(bar::verdict(ui, model, sight, raised))
            .child(back(t::back_to_questions(l), Screen::Questions)),
        None => el("aside", "rail")
            .set(Name::AriaLabel, t::step_start_label(l))
            .child(back(t::tonight_start(l), Screen::Start)),
    };
    let (role, title) = if model.rest_failed { ("alert", t::rest_failed(l)) } else { ("status", t::rest_coming(l)) };
    let again = || {
        let note = text("p", "", t::rest_failed_note(l));
        let again = control::button(ui, "go", "fetch-rest", Msg::FetchRest, bar::going(t::rest_again(l), None));
        all([note, again])
    };
    let flow = el("section", "flow stack")
        .set(Name::AriaLabelledBy, "rest-h")
        .set(Name::Role, role)
        .child(el("h1", "page-title").id("rest-h").text(title))
        .child_some(model.rest_failed.then(again));
    control::screen("work work-case", model.screen.id()).child(rail).child(flow).into()
}
