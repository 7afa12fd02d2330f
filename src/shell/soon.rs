//! What waits its turn: for the next frame, for a task of its own.

use crate::view::root::Step;
use gloo::utils::window;
use std::cell::RefCell;
use std::collections::VecDeque;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Steps that wait. Exactly while there are some, a task is on its way that takes the first.
    static WAITING: RefCell<VecDeque<Step>> = const { RefCell::new(VecDeque::new()) };
}

/// Takes a step of the app: at once, or in a task of its own if it draws the screen anew. A tap is often heard in the task of a
/// frame, which is laid out and painted after it: with a new screen drawn in between, that is too long. No step overtakes another.
pub fn take(step: Step) {
    let at_once = WAITING.with_borrow_mut(|waiting| {
        if waiting.is_empty() && !step.draws_anew {
            return Some(step);
        }
        waiting.push_back(step);
        if waiting.len() == 1 {
            next_task(take_first);
        }
        None
    });
    if let Some(step) = at_once {
        (step.take)();
    }
}

fn take_first() {
    let first = WAITING.with_borrow_mut(|waiting| {
        let first = waiting.pop_front();
        if !waiting.is_empty() {
            next_task(take_first);
        }
        first
    });
    if let Some(step) = first {
        (step.take)();
    }
}

/// The app draws in a microtask after its listeners; the next frame comes after it and before anything is painted.
pub fn next_frame(then: impl FnOnce() + 'static) {
    let _frame = window().request_animation_frame(for_once(Box::new(then)).unchecked_ref());
}

/// A timer of `gloo` that is left to itself keeps its closure for ever; here one follows every answer.
pub fn next_task(then: impl FnOnce() + 'static) {
    let _timer = window().set_timeout_with_callback(for_once(Box::new(then)).unchecked_ref());
}

/// Goes away once it was called. Boxed, so that the way into JavaScript is written out once for all of them.
fn for_once(then: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(then)
}
