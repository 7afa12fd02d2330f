//! When the app fails, nothing of it may be used any more: the page covers it at once.

use gloo::utils::window;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// From now on a panic stops the app visibly.
pub fn on_panic() {
    yew::set_custom_panic_hook(Box::new(|info| stop(&info.to_string())));
}

/// Calls the page's own stop function, which works without the wasm.
pub fn stop(message: &str) {
    let found = Reflect::get(&window(), &JsValue::from_str("paedlotseStopped"));
    if let Some(stopped) = found.ok().and_then(|f| f.dyn_into::<Function>().ok()) {
        let _shown = stopped.call1(&JsValue::NULL, &JsValue::from_str(message));
    }
}
