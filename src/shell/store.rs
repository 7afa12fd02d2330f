//! The way to `assets/store.js`, which encrypts cases and keeps them, and back.

use crate::app::keep::News;
use crate::app::msg::Msg;
use crate::shell::scripts::call;
use crate::shell::values::{parsed, value_of};
use gloo::events::EventListener;
use gloo::utils::window;
use paedlotse_core::wire::Value;
use wasm_bindgen::JsCast as _;
use web_sys::{CustomEvent, Event};
use yew::Callback;

const STORE: &str = "paedlotseStore";

/// Listens to the store, and asks it what there is.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    EventListener::new(&window(), "paedlotse-store", move |event: &Event| {
        let said = event.dyn_ref::<CustomEvent>().map(|event| value_of(&event.detail()));
        let said = said.map(|said| with_texts_read(said, &["config", "house"]));
        if let Some(news) = said.as_ref().and_then(News::read) {
            send.emit(Msg::Store(news));
        }
    })
    .forget();
    call(STORE, "begin", &[]);
}

/// These fields come as the text of a file. An empty one is nothing; one that is no JSON stays a text, which nobody
/// understands, and that is told.
fn with_texts_read(said: Value, names: &[&str]) -> Value {
    let Value::Map(fields) = said else { return said };
    let field = |(name, value): (String, Value)| {
        let value = match &value {
            Value::Text(text) if names.contains(&name.as_str()) => {
                if text.is_empty() {
                    Value::Null
                } else {
                    parsed(text).unwrap_or(value)
                }
            }
            _ => value,
        };
        (name, value)
    };
    Value::Map(fields.into_iter().map(field).collect())
}

/// Encrypts and keeps a case.
pub fn keep(meta: &str, text: &str) {
    call(STORE, "keep", &[meta, text]);
}

/// Opens the kept case with this name.
pub fn fetch(name: &str) {
    call(STORE, "open", &[name]);
}

/// Deletes the kept case with this name.
pub fn forget(name: &str) {
    call(STORE, "forget", &[name]);
}

/// This window works on the case with this name, or on none.
pub fn hold(name: Option<&str>) {
    call(STORE, "hold", &[name.unwrap_or_default()]);
}

/// Keeps what belongs to the house.
pub fn house(text: &str) {
    call(STORE, "house", &[text]);
}
