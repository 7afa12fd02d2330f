//! Keeps the screen lit while a case is open and somebody is there. What the browser refuses is no promise broken: the
//! app never says that the screen stays on.

use gloo::utils::{document, window};
use js_sys::{Function, Promise, Reflect};
use std::cell::{Cell, RefCell};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};

/// After so many seconds without input nobody is there.
const LEFT: u32 = 600;

thread_local! {
    static OPEN: Cell<bool> = const { Cell::new(false) };
    /// The browser was asked and has not answered yet.
    static ASKED: Cell<bool> = const { Cell::new(false) };
    /// It was refused: asked again only when a case is opened or the page is looked at the next time, not at every tap.
    static DENIED: Cell<bool> = const { Cell::new(false) };
    /// What keeps the screen lit.
    static LOCK: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    static TAKEN: Closure<dyn FnMut(JsValue)> = Closure::new(|lock| {
        ASKED.set(false);
        LOCK.set(Some(lock));
    });
    static REFUSED: Closure<dyn FnMut(JsValue)> = Closure::new(|_| {
        ASKED.set(false);
        DENIED.set(true);
    });
}

/// A case is open, or none any more.
pub fn case_open(open: bool) {
    OPEN.set(open);
    DENIED.set(false);
    settle(0);
}

/// Takes the lock or lets it go, as it should be after so many seconds without input.
pub fn settle(idle: u32) {
    if document().hidden() {
        DENIED.set(false);
    }
    let wanted = OPEN.get() && idle < LEFT && !document().hidden();
    if !wanted {
        if let Some(lock) = LOCK.take() {
            let _released = call(&lock, "release", None);
        }
    } else if !ASKED.get() && !DENIED.get() && !is_lit() {
        ask();
    }
}

/// The browser lets a lock go by itself when the page is hidden or the battery is low.
fn is_lit() -> bool {
    LOCK.with_borrow(|lock| lock.as_ref().and_then(|lock| get(lock, "released")).is_some_and(|lost| lost.is_falsy()))
}

fn ask() {
    let Some(locks) = get(&window().navigator(), "wakeLock").filter(|locks| !locks.is_falsy()) else { return };
    let Some(coming) = call(&locks, "request", Some("screen")).and_then(|it| it.dyn_into::<Promise>().ok()) else {
        return;
    };
    ASKED.set(true);
    let _handled = TAKEN.with(|taken| REFUSED.with(|refused| coming.then2(taken, refused)));
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok()
}

fn call(of: &JsValue, name: &str, with: Option<&str>) -> Option<JsValue> {
    let act = get(of, name)?.dyn_into::<Function>().ok()?;
    match with {
        Some(with) => act.call1(of, &JsValue::from_str(with)).ok(),
        None => act.call0(of).ok(),
    }
}
