//! Holds what was tapped in its place: rows that appear or grow above it move the page, not the finger's target.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, UiEvent};

/// What was touched last, and where it stood.
struct Touched {
    anchor: Element,
    top: f64,
    /// When, by the device's clock.
    at: f64,
    /// The touch has become a tap, and the page was not moved by hand since.
    is_tapped: bool,
}

thread_local! {
    static TOUCHED: RefCell<Option<Touched>> = const { RefCell::new(None) };
    /// A frame is at its work: what is drawn now is painted in it.
    static IN_FRAME: Cell<bool> = const { Cell::new(false) };
}

/// For so long, in milliseconds, a touch that is no tap is the reason of what is drawn; later the page may have been scrolled.
const TOUCH: f64 = 200.0;

/// By these a hand moves the page, or may. A drag on the scroll bar begins as a touch.
const MOVES: [&str; 4] = ["wheel", "touchmove", "keydown", "resize"];

/// Listens to every tap, before the app does. Where a thing stands is read when the finger comes down: then nothing has
/// changed yet, and reading it costs no layout in the middle of the answer.
pub fn listen() {
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document(), "pointerdown", options, touch).forget();
    for moves in MOVES {
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window(), moves, options, |_| tapped(false)).forget();
    }
    EventListener::new_with_options(&document(), "click", options, |event: &Event| {
        // A key or a screen reader clicks without a finger.
        if event.unchecked_ref::<UiEvent>().detail() == 0 {
            touch(event);
        }
        tapped(true);
        next_frame(settle);
    })
    .forget();
}

/// Runs `then` in the frame after the one that is being drawn, and holds the place through what it changes. What was tapped
/// stays where it was before the tap until a hand moves the page, however long a frame takes and whatever else is drawn: on
/// a slow device the framework puts off what follows from a tap, so nothing here may count on its order.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let follow = move || {
        // Both in the same frame: what the first one changes is drawn before the second one measures.
        next_frame(move || {
            IN_FRAME.set(true);
            // Without a tap, as with a key, what was touched last is held where it stands now.
            let past = |touched: &&Touched| !touched.is_tapped && is_past(touched.at);
            if let Some(anchor) =
                TOUCHED.with_borrow(|touched| touched.as_ref().filter(past).map(|touched| touched.anchor.clone()))
            {
                remember(anchor);
            }
            then();
        });
        next_frame(|| {
            IN_FRAME.set(false);
            settle();
        });
    };
    // What is asked for in a frame is painted in it; what a tap asks for waits for its frame first.
    if IN_FRAME.get() { follow() } else { next_frame(follow) }
}

/// The app draws in a microtask after its listeners; the next frame comes after it and before anything is painted.
pub fn next_frame(then: impl FnOnce() + 'static) {
    // Boxed, so that the way into JavaScript is written out once for all of them.
    let then: Box<dyn FnOnce()> = Box::new(then);
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
    TOUCHED.set(Some(Touched { anchor, top, at: now(), is_tapped: false }));
}

fn now() -> f64 {
    js_sys::Date::now()
}

#[expect(clippy::float_arithmetic, reason = "a duration in milliseconds")]
fn is_past(touched: f64) -> bool {
    now() - touched > TOUCH
}

fn tapped(is: bool) {
    TOUCHED.with_borrow_mut(|touched| {
        if let Some(touched) = touched {
            touched.is_tapped = is;
        }
    });
}

/// Scrolls back what was touched.
fn settle() {
    TOUCHED.with_borrow(|touched| {
        let Some(touched) = touched else { return };
        let Ok(Some(flow)) = touched.anchor.closest(".flow") else { return };
        if touched.anchor.is_connected() && flow.is_connected() {
            let moved = moved(touched.anchor.get_bounding_client_rect().top(), touched.top);
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
