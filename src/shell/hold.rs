//! Holds what was tapped in its place: rows that appear or grow above it move the page, not the finger's target.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event};

/// What may be tapped, and where it stood.
type Anchor = (Element, f64);

/// Listens to every tap, before the app does. Where a thing stands is read when the finger comes down: then nothing has
/// changed yet, and reading it costs no layout in the middle of the answer.
pub fn listen() {
    let pressed: Rc<RefCell<Option<Anchor>>> = Rc::default();
    let press = Rc::clone(&pressed);
    let options = EventListenerOptions::run_in_capture_phase();
    EventListener::new_with_options(&document(), "pointerdown", options, move |event: &Event| {
        press.replace(anchor(event));
    })
    .forget();
    EventListener::new_with_options(&document(), "click", options, move |event: &Event| {
        let pressed = pressed.take();
        let Some((anchor, before)) = pressed.or_else(|| anchor(event)) else { return };
        let Ok(Some(flow)) = anchor.closest(".flow") else { return };
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

fn anchor(event: &Event) -> Option<Anchor> {
    let tapped = event.target().and_then(|t| t.dyn_into::<Element>().ok())?;
    let anchor = tapped.closest(".flow :is(.opt, .row, .group, button)").ok().flatten()?;
    let top = anchor.get_bounding_client_rect().top();
    Some((anchor, top))
}

#[expect(clippy::as_conversions, clippy::float_arithmetic, reason = "a distance on the screen in whole pixels")]
fn moved(now: f64, before: f64) -> i32 {
    (now - before).round() as i32
}
