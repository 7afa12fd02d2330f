//! The handover on its way out of the page: into the clipboard, to whatever the device offers; and how large the window is.

use crate::app::leave::{Left, Room};
use crate::app::msg::Msg;
use gloo::utils::window;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use yew::Callback;

/// Puts a text into the clipboard. A frame or an old browser may have none.
pub fn copy(text: &str, send: &Callback<Msg>) {
    let clipboard = get(&window().navigator(), "clipboard").filter(JsValue::is_object);
    let coming = clipboard.and_then(|clipboard| call(&clipboard, "writeText", &JsValue::from_str(text)));
    said(coming, send, Left::Copied, Left::NotCopied);
}

/// Offers a text to whatever the device has.
pub fn share(title: &str, text: &str, send: &Callback<Msg>) {
    let data = Object::new();
    for (name, value) in [("title", title), ("text", text)] {
        let _set = Reflect::set(&data, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let coming = call(&window().navigator(), "share", &data);
    said(coming, send, Left::Shared, Left::NotShared);
}

/// Says how large the window is.
pub fn measure(send: &Callback<Msg>) {
    let size =
        |value: Result<JsValue, JsValue>| value.ok().and_then(|value| value.as_f64()).map(whole).unwrap_or_default();
    let ratio = thousandths(window().device_pixel_ratio());
    let room = Room { width: size(window().inner_width()), height: size(window().inner_height()), ratio };
    if room.width > 0 && room.height > 0 {
        send.emit(Msg::Room(room));
    }
}

#[expect(clippy::float_arithmetic, reason = "the browser's number; only the size of a drawing follows from it")]
fn thousandths(ratio: f64) -> u32 {
    whole(ratio * 1_000.0)
}

#[expect(clippy::as_conversions, reason = "a float of the browser; `as` stops at the bounds of the type")]
fn whole(number: f64) -> u32 {
    number.round() as u32
}

/// Tells what came of it, when the browser knows.
fn said(coming: Option<JsValue>, send: &Callback<Msg>, done: Left, failed: Left) {
    let Some(then) = coming.as_ref().and_then(|coming| get(coming, "then")?.dyn_into::<Function>().ok()) else {
        return send.emit(Msg::Left(failed));
    };
    let (yes, no) = (send.clone(), send.clone());
    let kept = Closure::once_into_js(move |_: JsValue| yes.emit(Msg::Left(done)));
    let refused = Closure::once_into_js(move |error: JsValue| {
        // Somebody closed the device's own window: that is no failure.
        let closed = get(&error, "name").and_then(|name| name.as_string()).is_some_and(|name| name == "AbortError");
        if !closed {
            no.emit(Msg::Left(failed));
        }
    });
    if let Some(coming) = coming {
        let _chained = then.call2(&coming, &kept, &refused);
    }
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &JsValue::from_str(name)).ok()
}

/// What `of[name](given)` gives; none where there is no such function, or it throws.
fn call(of: &JsValue, name: &str, given: &JsValue) -> Option<JsValue> {
    let function = get(of, name)?.dyn_into::<Function>().ok()?;
    function.apply(of, &Array::of1(given)).ok()
}
