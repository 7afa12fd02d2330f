//! Calls what the page's own scripts offer on `window`. A script that is missing is no failure here: what depends on it
//! says so where it is seen.

use gloo::utils::window;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

/// Calls `window[object][name]` with texts.
pub fn call(object: &str, name: &str, given: &[&str]) {
    apply(object, name, &given.iter().map(|text| JsValue::from_str(text)).collect());
}

/// Calls it with one thing of the browser's.
pub fn call_with(object: &str, name: &str, given: &JsValue) {
    apply(object, name, &Array::of1(given));
}

fn apply(object: &str, name: &str, given: &Array) {
    let field = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let Some(object) = field(&window(), object) else { return };
    let function = field(&object, name).and_then(|function| function.dyn_into::<Function>().ok());
    if let Some(function) = function {
        let _answer = function.apply(&object, given);
    }
}
