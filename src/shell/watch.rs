//! Who is before the screen: how long nobody touched it, and whether it can be seen. The app covers itself by it.

use crate::app::msg::Msg;
use crate::shell::{awake, cover};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Interval;
use gloo::utils::{document, window};
use paedlotse_core::wire::config::COVER_SECONDS;
use std::cell::Cell;
use yew::Callback;

/// So often, in milliseconds, it is looked whether anybody is there.
const LOOK_MS: u32 = 1_000;

/// What counts as somebody being there. A mouse that only moves may be the table that shakes.
const INPUTS: [&str; 6] = ["pointerdown", "click", "keydown", "input", "wheel", "touchmove"];

thread_local! {
    /// When somebody last touched anything, by the device's clock.
    static LAST: Cell<f64> = Cell::new(js_sys::Date::now());
}

/// Listens to inputs, to the page being hidden, left and printed.
pub fn listen(send: &Callback<Msg>) {
    touched();
    for kind in INPUTS {
        let options = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&window(), kind, options, |_| touched()).forget();
    }
    let looking = send.clone();
    Interval::new(LOOK_MS, move || look(&looking)).forget();
    let hiding = send.clone();
    EventListener::new(&document(), "visibilitychange", move |_| {
        if document().hidden() {
            leave(&hiding);
        } else {
            awake::settle(idle());
        }
    })
    .forget();
    for kind in ["pagehide", "afterprint"] {
        let leaving = send.clone();
        EventListener::new(&window(), kind, move |_| leave(&leaving)).forget();
    }
    cover::listen(send);
}

fn touched() {
    LAST.set(js_sys::Date::now());
}

/// Whole seconds since the last input. A clock that was set back tells nothing: it starts anew.
#[expect(clippy::as_conversions, clippy::float_arithmetic, reason = "milliseconds become seconds; `as` saturates")]
fn idle() -> u32 {
    let passed = js_sys::Date::now() - LAST.get();
    if passed < 0.0 {
        touched();
    }
    (passed / 1000.0) as u32
}

fn look(send: &Callback<Msg>) {
    let idle = idle();
    awake::settle(idle);
    // Sooner the app never covers itself, so sooner it need not be asked.
    if idle >= u32::from(COVER_SECONDS.0) {
        cover::keep();
        send.emit(Msg::Idle(idle));
    }
}

fn leave(send: &Callback<Msg>) {
    cover::keep();
    send.emit(Msg::Cover);
}
