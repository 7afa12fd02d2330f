//! The covered screen in the browser: what lies half done is kept and put back, and the way back is a held finger or key.
//!
//! The app draws the covered screen in the place of the case ([`crate::view::pages::cover`]). What it does not know of,
//! where the page was scrolled to, what had the focus, what stood half typed in a field, is kept here.

use crate::app::model::Cover;
use crate::app::msg::Msg;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, EventInit, FocusOptions, HtmlElement, HtmlInputElement, KeyboardEvent};
use yew::Callback;

/// For so long, in milliseconds, one quarter of the way back is held.
const QUARTER_MS: u32 = 250;

const BUTTON: &str = "[data-act=uncover]";

/// What can be scrolled.
const SCROLLED: [&str; 4] = [".flow", ".rail", ".panel", "#main"];

/// How a page lay.
struct Lay {
    /// How far each part was scrolled.
    scrolled: Vec<(&'static str, i32)>,
    /// How what had the focus is found again.
    focused: Option<String>,
    /// What stood in the focused field, and where the next letter goes.
    typed: Option<(String, u32)>,
}

thread_local! {
    static LAY: RefCell<Option<Lay>> = const { RefCell::new(None) };
    /// The next quarter of the way back.
    static HELD: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// A key is held, for so many quarters.
    static KEY: Cell<Option<u8>> = const { Cell::new(None) };
    /// The finger that uncovered the screen is still down: what it lets go over is no tap.
    static DOWN: Cell<bool> = const { Cell::new(false) };
}

/// Keeps how the page lies, before it is covered.
pub fn keep() {
    if is_covered() {
        return;
    }
    let top = |part: &'static str| document().query_selector(part).ok().flatten().map(|e| (part, e.scroll_top()));
    let focused = document().active_element();
    let field = focused.as_ref().and_then(|e| e.dyn_ref::<HtmlInputElement>());
    LAY.set(Some(Lay {
        scrolled: SCROLLED.into_iter().filter_map(top).collect(),
        focused: focused.as_ref().and_then(selector),
        typed: field.map(|field| (field.value(), field.selection_end().ok().flatten().unwrap_or(u32::MAX))),
    }));
}

/// Puts back how the page lay, after it was drawn again.
pub fn put_back() {
    let Some(lay) = LAY.take() else { return };
    let found = lay.focused.and_then(|focused| document().query_selector(&focused).ok().flatten());
    if let Some(element) = found {
        focus(&element);
        if let (Some((typed, end)), Some(field)) = (lay.typed, element.dyn_ref::<HtmlInputElement>()) {
            type_again(field, &typed);
            let _placed = field.set_selection_range(end, end);
        }
    }
    for (part, top) in lay.scrolled {
        if let Ok(Some(element)) = document().query_selector(part) {
            element.set_scroll_top(top);
        }
    }
}

/// As if it were typed just now: the field learns what stands in it.
fn type_again(field: &HtmlInputElement, typed: &str) {
    if field.value() == typed {
        return;
    }
    field.set_value(typed);
    let options = EventInit::new();
    options.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
        let _sent = field.dispatch_event(&event);
    }
}

fn selector(element: &Element) -> Option<String> {
    let by = |name: &str| element.get_attribute(name).filter(|value| !value.is_empty() && !value.contains('"'));
    by("data-act").map(|act| format!("[data-act=\"{act}\"]")).or_else(|| by("id").map(|id| format!("[id=\"{id}\"]")))
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _focused = element.focus_with_options(&options);
    }
}

/// Whether the screen is covered now.
#[must_use]
pub fn is_covered() -> bool {
    document().query_selector(BUTTON).is_ok_and(|found| found.is_some())
}

/// Listens to the finger and the key on the way back.
pub fn listen(send: &Callback<Msg>) {
    on("pointerdown", send, |event, send| {
        DOWN.set(false);
        if on_button(event) {
            quarter(send, 1);
        }
    });
    for kind in ["pointerup", "pointercancel", "blur"] {
        on(kind, send, |_, send| {
            KEY.set(None);
            let_go(send);
        });
    }
    // A finger that rests on a word opens a menu on some devices, and is then no finger any more.
    on("contextmenu", send, |event, _| {
        if on_button(event) {
            event.prevent_default();
        }
    });
    on("click", send, |event, _| {
        if DOWN.replace(false) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    on("keydown", send, |event, send| {
        let key = event.unchecked_ref::<KeyboardEvent>();
        if on_button(event) && is_press(key) {
            // The key would click by itself, again and again while it is held.
            event.prevent_default();
            if KEY.get().is_none() {
                KEY.set(Some(0));
                quarter(send, 1);
            }
        }
    });
    on("keyup", send, |event, send| {
        let Some(held) = KEY.take().filter(|_| is_press(event.unchecked_ref())) else { return };
        event.prevent_default();
        let_go(send);
        // Only now: what gets the focus must not hear the same key.
        send.emit(if held >= Cover::QUARTERS { Msg::Uncover } else { Msg::UncoverTap });
    });
}

fn on(kind: &'static str, send: &Callback<Msg>, act: impl Fn(&Event, &Callback<Msg>) + 'static) {
    let send = send.clone();
    let options = EventListenerOptions { passive: false, ..EventListenerOptions::run_in_capture_phase() };
    EventListener::new_with_options(&window(), kind, options, move |event| act(event, &send)).forget();
}

fn on_button(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest(BUTTON).is_ok_and(|found| found.is_some()))
}

fn is_press(event: &KeyboardEvent) -> bool {
    matches!(event.key().as_str(), "Enter" | " ")
}

/// After a quarter of the time it is said; after the last one a finger has uncovered the screen.
fn quarter(send: &Callback<Msg>, number: u8) {
    let send = send.clone();
    HELD.set(Some(Timeout::new(QUARTER_MS, move || {
        send.emit(Msg::Held(number));
        if KEY.get().is_some() {
            KEY.set(Some(number));
        }
        if number < Cover::QUARTERS {
            quarter(&send, number.saturating_add(1));
        } else if KEY.get().is_none() {
            DOWN.set(true);
            send.emit(Msg::Uncover);
        }
    })));
}

fn let_go(send: &Callback<Msg>) {
    // Without a quarter under way nothing was held.
    if HELD.take().is_some() {
        send.emit(Msg::Held(0));
    }
}
