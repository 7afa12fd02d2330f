//! Holds what was tapped in its place: rows that appear or grow above it move the page, not the finger's target.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, UiEvent};

thread_local! {
    /// What was touched last, where it stood, and when.
    static TOUCHED: RefCell<Option<(Element, f64, f64)>> = const { RefCell::new(None) };
}

/// For so long, in milliseconds, a touch is the reason of what is drawn: whatever draws in between, it stays in its place.
const TOUCH: f64 = 200.0;

/// Listens to every tap, before the app does. Where a thing stands is read when the finger comes down: then nothing has
/// changed yet, and reading it costs no layout in the middle of the answer.
pub fn listen() {
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document(), "pointerdown", options, touch).forget();
    EventListener::new_with_options(&document(), "click", options, |event: &Event| {
        // A key or a screen reader clicks without a finger.
        if event.unchecked_ref::<UiEvent>().detail() == 0 {
            touch(event);
        }
        next_frame(settle);
    })
    .forget();
}

/// Runs `then` in the frame after the one that is being drawn, and holds the place through what it changes.
pub fn after_paint(then: impl FnOnce() + 'static) {
    next_frame(move || {
        // Both in the same frame: what the first one changes is drawn before the second one measures.
        next_frame(move || {
            // Without a touch, as with a key, what was touched last is held where it stands now.
            if let Some((anchor, _, _)) =
                TOUCHED.with_borrow(|touched| touched.clone().filter(|(_, _, at)| is_past(*at)))
            {
                remember(anchor);
            }
            then();
        });
        next_frame(settle);
    });
}

/// The app draws in a microtask after its listeners; the next frame comes after it and before anything is painted.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let _frame = window().request_animation_frame(Closure::once_into_js(then).unchecked_ref());
}

fn touch(event: &Event) {
    let tapped = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    TOUCHED.set(None);
    if let Some(anchor) = tapped.and_then(|t| t.closest(".flow :is(.opt, .row, .group, button)").ok().flatten()) {
        remember(anchor);
    }
}

fn remember(anchor: Element) {
    let top = anchor.get_bounding_client_rect().top();
    TOUCHED.set(Some((anchor, top, now())));
}

fn now() -> f64 {
    js_sys::Date::now()
}

#[expect(clippy::float_arithmetic, reason = "a duration in milliseconds")]
fn is_past(touched: f64) -> bool {
    now() - touched > TOUCH
}

fn settle() {
    TOUCHED.with_borrow(|touched| {
        let Some((anchor, before, _)) = touched else { return };
        let Ok(Some(flow)) = anchor.closest(".flow") else { return };
        if anchor.is_connected() && flow.is_connected() {
            let moved = moved(anchor.get_bounding_client_rect().top(), *before);
            if moved != 0 {
                flow.set_scroll_top(flow.scroll_top().saturating_add(moved));
            }
        }
    });
}

#[expect(clippy::as_conversions, clippy::float_arithmetic, reason = "a distance on the screen in whole pixels")]
fn moved(now: f64, before: f64) -> i32 {
    (now - before).round() as i32
}
