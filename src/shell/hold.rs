//! Holds what was tapped in its place: rows that appear or grow above it move the page, not the finger's target.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event};

/// Listens to every click, before the app does.
pub fn listen() {
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document(), "click", options, |event: &Event| {
        let Some(tapped) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let Ok(Some(flow)) = tapped.closest(".flow") else { return };
        let Ok(Some(anchor)) = tapped.closest(".opt, .row, .group, button") else { return };
        let before = anchor.get_bounding_client_rect().top();
        // The app draws in a microtask; the next frame comes after it and before anything is painted.
        let settle = Closure::once_into_js(move || {
            if anchor.is_connected() && flow.is_connected() {
                let moved = moved(anchor.get_bounding_client_rect().top(), before);
                if moved != 0 {
                    flow.set_scroll_top(flow.scroll_top().saturating_add(moved));
                }
            }
        });
        let _frame = window().request_animation_frame(settle.unchecked_ref());
    })
    .forget();
}

#[expect(clippy::as_conversions, clippy::float_arithmetic, reason = "a distance on the screen in whole pixels")]
fn moved(now: f64, before: f64) -> i32 {
    (now - before).round() as i32
}
