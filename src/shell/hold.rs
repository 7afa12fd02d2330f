//! Holds what was tapped in its place: rows that appear or grow above it move the page, not the finger's target.

use crate::shell::soon::{next_frame, next_task};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, Event, UiEvent};
use yew::platform::spawn_local;

/// What was touched last, and how far down the whole page it stands: scrolling does not change that, rows above it do.
struct Touched {
    anchor: Element,
    depth: f64,
}

thread_local! {
    static TOUCHED: RefCell<Option<Touched>> = const { RefCell::new(None) };
    /// Until then, by the device's clock, every frame is looked at.
    static UNTIL: Cell<f64> = const { Cell::new(0.0) };
    /// Every frame is looked at.
    static FOLLOWING: Cell<bool> = const { Cell::new(false) };
    /// [`look`] for the browser: one for all frames, which are many.
    static LOOK: Closure<dyn FnMut()> = Closure::new(look);
    /// What follows a painted frame is being drawn.
    static IN_TASK: Cell<bool> = const { Cell::new(false) };
}

/// For so long, in milliseconds, every frame after a tap is looked at: on a slow device the framework puts off what follows
/// from a tap, and whatever the app hears meanwhile is drawn at once.
const TAP: f64 = 2000.0;

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
        UNTIL.set(end_of_tap());
        if !FOLLOWING.replace(true) {
            follow();
        }
    })
    .forget();
}

/// Settles in the next frame and in those that follow it.
fn follow() {
    LOOK.with(|look| {
        let _frame = window().request_animation_frame(look.as_ref().unchecked_ref());
    });
}

fn look() {
    settle();
    FOLLOWING.set(js_sys::Date::now() < UNTIL.get());
    if FOLLOWING.get() {
        follow();
    }
}

#[expect(clippy::float_arithmetic, reason = "a moment in milliseconds")]
fn end_of_tap() -> f64 {
    js_sys::Date::now() + TAP
}

/// Runs `then` once what has changed is painted, in a task of its own: the browser never has to draw a page, lay it out and
/// paint it in one. The place is held through what it draws before a finger can meet it; what the framework puts off beyond
/// the task is held in the next frame.
pub fn after_paint(then: impl FnOnce() + 'static) {
    let task = move || {
        IN_TASK.set(true);
        // Long after a tap, as with a key, what was touched last is held where it stands now.
        if !FOLLOWING.get() {
            TOUCHED.with_borrow_mut(|touched| {
                *touched = touched.take().and_then(|touched| standing(touched.anchor));
            });
        }
        then();
        // The app draws in a microtask; this one comes after it.
        spawn_local(async {
            IN_TASK.set(false);
            settle();
        });
    };
    // A frame is laid out and painted in the task of its callbacks; a timer comes after it.
    let soon = move || next_frame(move || next_task(task));
    // What a tap has changed is still on its way to the glass when its frame is over; what follows from it would delay that.
    if IN_TASK.get() { soon() } else { next_frame(soon) }
}

fn touch(event: &Event) {
    let tapped = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let anchor = tapped.and_then(|t| t.closest(".flow :is(.opt, .row, .group, button)").ok().flatten());
    TOUCHED.set(anchor.and_then(standing));
}

/// Where it stands now; none when it is on no page any more.
fn standing(anchor: Element) -> Option<Touched> {
    let (_, depth) = placed(&anchor)?;
    Some(Touched { anchor, depth })
}

/// The page on which it stands, and how far down.
#[expect(clippy::float_arithmetic, reason = "distances in CSS pixels")]
fn placed(anchor: &Element) -> Option<(Element, f64)> {
    let flow = anchor.closest(".flow").ok().flatten().filter(|flow| flow.is_connected())?;
    let depth = anchor.get_bounding_client_rect().top() + f64::from(flow.scroll_top());
    Some((flow, depth))
}

/// Scrolls by as much as what was touched has moved down or up the page.
fn settle() {
    TOUCHED.with_borrow_mut(|touched| {
        let Some(touched) = touched else { return };
        let Some((flow, depth)) = placed(&touched.anchor) else { return };
        let moved = moved(depth, std::mem::replace(&mut touched.depth, depth));
        if moved != 0 {
            flow.set_scroll_top(flow.scroll_top().saturating_add(moved));
        }
    });
}

#[expect(clippy::as_conversions, clippy::float_arithmetic, reason = "a distance on the screen in whole pixels")]
fn moved(now: f64, before: f64) -> i32 {
    (now - before).round() as i32
}
