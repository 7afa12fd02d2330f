//! The root of the page: holds the state, hands messages to it, runs effects through the door it is given.

use crate::app::effect::Effect;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::time::Now;
use crate::app::turn::{Event, Turn};
use crate::rest;
use crate::texts as t;
use crate::view::element::{Name, el};
use crate::view::pages::{child, complaints, cover, danger, questions, start};
use crate::view::parts::header;
use crate::view::pulse::Pulse;
use crate::view::ui::Ui;
use std::fmt;
use std::rc::Rc;
use yew::html::onclick;
use yew::prelude::*;

/// The way out to the browser. In tests nobody stands behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// The time.
    pub now: Callback<(), Now>,
    /// Called before another screen takes the place of this one.
    pub leave: Callback<Screen>,
    /// Takes each step when its turn comes, in the order in which they are given.
    pub take: Callback<Step>,
    /// Runs an effect; what it has to say comes back as a message.
    pub run: Callback<(Effect, Callback<Msg>)>,
    /// Called once with the way in: keys, back button and clock send messages through it.
    pub connect: Callback<Callback<Msg>>,
    /// Called once with the way to ask whether the app still draws.
    pub pulse: Callback<Callback<()>>,
    /// It does.
    pub alive: Callback<()>,
}

impl Default for Door {
    fn default() -> Self {
        Self {
            now: Callback::from(|()| Now::default()),
            leave: Callback::noop(),
            take: Callback::from(|step: Step| (step.take)()),
            run: Callback::noop(),
            connect: Callback::noop(),
            pulse: Callback::noop(),
            alive: Callback::noop(),
        }
    }
}

/// A message on its way into the state.
pub struct Step {
    /// The screen is drawn anew by it, which takes long: [`Msg::draws_anew`].
    pub draws_anew: bool,
    /// Takes it, and draws.
    pub take: Box<dyn FnOnce()>,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Step").field("draws_anew", &self.draws_anew).finish_non_exhaustive()
    }
}

impl Reducible for Turn {
    type Action = Event;

    fn reduce(self: Rc<Self>, event: Event) -> Rc<Self> {
        match self.next(&event) {
            Some(next) => Rc::new(next),
            None => self,
        }
    }
}

/// Properties of [`App`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AppProps {
    /// The state to start with.
    pub model: Model,
    /// The way out.
    #[prop_or_default]
    pub door: Door,
}

/// The app.
#[component]
pub fn App(props: &AppProps) -> Html {
    let first = props.model.clone();
    let turn = use_reducer(move || Turn::first(first));
    let send = {
        let (dispatcher, door) = (turn.dispatcher(), props.door.clone());
        use_callback((), move |msg: Msg, ()| {
            let (dispatcher, leave) = (dispatcher.clone(), door.leave.clone());
            let (draws_anew, now) = (msg.draws_anew(), door.now.emit(()));
            let take = move || {
                if let Some(screen) = msg.leads_to() {
                    leave.emit(screen);
                }
                dispatcher.dispatch(Event { now, msg });
            };
            door.take.emit(Step { draws_anew, take: Box::new(take) });
        })
    };
    {
        let (door, send) = (props.door.clone(), send.clone());
        use_effect_with((), move |()| door.connect.emit(send));
    }
    {
        let (run, send, outbox) = (props.door.run.clone(), send.clone(), turn.outbox.clone());
        let done = use_mut_ref(|| 0_u64);
        let last = outbox.last().map_or(0, |(number, _)| *number);
        use_effect_with(last, move |_| {
            let ran = done.replace(last);
            for (_, effect) in outbox.into_iter().filter(|(number, _)| *number > ran) {
                run.emit((effect, send.clone()));
            }
        });
    }
    let model = &turn.model;
    let ui = Ui { content: model.content.clone(), language: model.language, send };
    let covered = model.cover.filter(|_| model.is_private());
    let open = covered.is_none();
    let skip = el("a", "skip").set(Name::Href, "#main").set(Name::DataAct, "skip").on(onclick::Wrapper::new(skip(&ui)));
    el("div", "app")
        .set(Name::DataShortcuts, if model.shortcuts { "on" } else { "off" })
        .set(Name::DataDrawn, if turn.is_drawn() { "whole" } else { "part" })
        .child(html! { <Pulse door={props.door.clone()} /> })
        .child_some(open.then(|| skip.text(t::skip(ui.language))))
        .child(header::strip(&ui, model))
        .child_some(open.then(|| header::head(&ui, model, turn.sight.as_deref())))
        .child_some(rest::here().filter(|_| open).map(|rest| (rest.beside)(&ui, model)))
        .child(covered.map_or_else(|| screen(&ui, &turn), |covered| cover::cover(&ui, model, covered)))
        .into()
}

fn skip(ui: &Ui) -> Callback<MouseEvent> {
    let send = ui.send.clone();
    Callback::from(move |event: MouseEvent| {
        event.prevent_default();
        send.emit(Msg::Skip);
    })
}

/// One screen, as it is now.
pub fn screen(ui: &Ui, turn: &Turn) -> Html {
    let model = &turn.model;
    let raised = turn.raised;
    let page = |sight| turn.page.as_ref().unwrap_or(sight);
    if model.frame.is_noticed() {
        return rest::screen(ui, turn);
    }
    match (model.screen, turn.sight.as_ref()) {
        (Screen::Child, Some(sight)) => child::child(ui, model, sight, raised, turn.drawn),
        (Screen::Danger, Some(sight)) => danger::danger(ui, model, sight, page(sight), raised, turn.drawn),
        (Screen::Complaints, Some(sight)) => complaints::complaints(ui, model, sight, raised, turn.drawn),
        (Screen::Questions, Some(sight)) => questions::questions(ui, turn, sight, page(sight)),
        (Screen::Start, _) => start::start(ui, model),
        (screen, None) if screen.needs_case() => start::start(ui, model),
        _ => rest::screen(ui, turn),
    }
}
