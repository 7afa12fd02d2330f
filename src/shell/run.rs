//! Runs effects: history, focus, language and theme of the page, the question before leaving.

use crate::app::effect::{Effect, Theme};
use crate::app::embed::link::MARK;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::rest;
use crate::shell::soon::next_frame;
use crate::shell::{awake, cover, hold, offline, store, words};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, document_element, window};
use paedlotse_core::text::Language;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    BeforeUnloadEvent, Element, Event, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};
use yew::Callback;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    /// The screen that has come must still be brought to its top.
    static COME: Cell<bool> = const { Cell::new(false) };
}

/// Does what the app asks for. What the browser refuses changes nothing clinical.
pub fn run(effect: &Effect, send: &Callback<Msg>) {
    match effect {
        Effect::Visit(screen) => visit(*screen),
        Effect::Focus(id) => focus(id),
        Effect::Keep { meta, text } => store::keep(meta, text),
        Effect::KeepHouse(text) => store::house(text),
        Effect::Saved(yes) => attribute("data-saved", if *yes { "yes" } else { "" }),
        Effect::Fetch(name) => store::fetch(name),
        Effect::Forget(name) => store::forget(name),
        Effect::Hold(name) => store::hold(name.as_deref()),
        Effect::Later(milliseconds) => {
            let send = send.clone();
            let milliseconds = u32::try_from(*milliseconds).unwrap_or_default();
            Timeout::new(milliseconds, move || send.emit(Msg::Tick)).forget();
        }
        Effect::Guard(on) => {
            GUARDED.set(*on);
            awake::case_open(*on);
            offline::case_open(*on);
        }
        Effect::PutBack => cover::put_back(),
        Effect::Device(device) => offline::run(*device),
        Effect::AfterPaint => {
            let send = send.clone();
            hold::after_paint(move || send.emit(Msg::Painted));
        }
        // `start` was told how.
        Effect::Rest => {}
        Effect::Words(language) => words::fetch(*language),
        Effect::Ready => attribute("data-ready", "yes"),
        Effect::Theme(theme) => attribute("data-theme", theme.id()),
        Effect::Language(language) => attribute(
            "lang",
            match language {
                Language::De => "de",
                Language::En => "en",
            },
        ),
        // The screens that ask for anything else come with the rest.
        effect => {
            if let Some(rest) = rest::here() {
                (rest.run)(effect, send);
            }
        }
    }
}

/// Says something on the page itself.
pub fn attribute(name: &str, value: &str) {
    let _set = document_element().set_attribute(name, value);
}

/// What a link has brought behind its `#`, taken out of the address and the history before anything of it is drawn: a
/// fragment is never sent to a server, but an address is seen, kept and passed on. A link to a place goes the same way.
#[must_use]
pub fn brought() -> Option<String> {
    let ours = |hash: &String| ["#d=", MARK].iter().any(|mark| hash.starts_with(mark));
    let text = window().location().hash().ok().filter(ours)?;
    if let Ok(history) = window().history() {
        let _replaced = history.replace_state_with_url(&JsValue::NULL, "", Some("#start"));
    }
    Some(text)
}

/// Gives the focus up while the page is as it was: what has it may go with its screen, and a browser that takes such a thing
/// away lays out the half-changed page in the middle of the tap. If the screen stays, the focus comes back.
pub fn leave(to: Screen) {
    let Some(main) = document().get_element_by_id("main") else { return };
    let is_elsewhere = move |main: &Element| main.get_attribute("data-screen").as_deref() != Some(to.id());
    let focused = document().active_element().filter(|focused| is_elsewhere(&main) && main.contains(Some(focused)));
    let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) else { return };
    let _blurred = focused.blur();
    next_frame(move || {
        let nothing_else = document().active_element().is_none_or(|active| active.local_name() == "body");
        if nothing_else && is_elsewhere(&main) && focused.is_connected() {
            focus_quietly(&focused);
        }
    });
}

/// The address names the screen, never anything about a child. To scroll and to move the focus makes the browser lay out the
/// page: both wait for the frame, which does so anyway.
fn visit(screen: Screen) {
    if let Ok(history) = window().history() {
        let _pushed = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{}", screen.id())));
    }
    COME.set(true);
    next_frame(begin_at_top);
}

fn begin_at_top() {
    if !COME.replace(false) {
        return;
    }
    if let Some(main) = document().get_element_by_id("main") {
        focus_quietly(&main);
    }
    for part in [".flow", ".rail", ".panel", "#main"] {
        if let Ok(Some(part)) = document().query_selector(part) {
            part.set_scroll_top(0);
        }
    }
}

fn focus(id: &str) {
    // Before anything on it is brought into view, not after.
    begin_at_top();
    let Some(element) = document().get_element_by_id(id) else { return };
    let heading = element.local_name() == "h2";
    let options = ScrollIntoViewOptions::new();
    options.set_block(if heading { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Center });
    element.scroll_into_view_with_scroll_into_view_options(&options);
    let first = element.query_selector("[role=radio][tabindex='0'], input, .answers button").ok().flatten();
    focus_quietly(if id == "main" { &element } else { first.as_ref().unwrap_or(&element) });
}

/// Focus without a second scroll.
fn focus_quietly(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _focused = element.focus_with_options(&options);
    }
}

/// Asks before the page is left while a case is open.
pub fn guard() {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, |event: &Event| {
        if GUARDED.get() {
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                // Older browsers only ask when this is set; they show their own words.
                event.set_return_value("-");
            }
        }
    })
    .forget();
}

/// German, unless the browser speaks English.
#[must_use]
pub fn language() -> Language {
    match window().navigator().language() {
        Some(tag) if tag.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("en")) => Language::En,
        _ => Language::De,
    }
}

/// As the device is set.
#[must_use]
pub fn theme() -> Theme {
    let dark = window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|m| m.matches());
    if dark { Theme::Dark } else { Theme::Day }
}
