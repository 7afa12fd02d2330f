//! Files: one is chosen and read, one is kept. The browser's own JSON reader makes values of it; the core decides what
//! they are.

use crate::app::model::Unreadable;
use crate::app::msg::Msg;
use gloo::events::EventListener;
use gloo::utils::{body, document};
use js_sys::{Array, JSON, Object};
use paedlotse_core::wire::{Value, limits};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, FileReader, HtmlAnchorElement, HtmlInputElement, Url};
use yew::Callback;

/// Larger files are no cards: the shipped ones have a tenth of it.
const LARGEST: f64 = 1_000_000.0;

/// The field stays in the page, so that a test or a screen reader finds it.
const FIELD: &str = "card-file";

/// Lets a file be chosen.
pub fn pick(send: &Callback<Msg>) {
    let known = document().get_element_by_id(FIELD).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = known.or_else(|| field(send)) {
        // The same file again is a new choice.
        field.set_value("");
        field.click();
    }
}

fn field(send: &Callback<Msg>) -> Option<HtmlInputElement> {
    let field = document().create_element("input").ok()?.dyn_into::<HtmlInputElement>().ok()?;
    field.set_type("file");
    field.set_accept(".json,application/json");
    field.set_id(FIELD);
    field.set_hidden(true);
    body().append_child(&field).ok()?;
    let (chosen, send) = (field.clone(), send.clone());
    EventListener::new(&field, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            read(&file, &send);
        }
    })
    .forget();
    Some(field)
}

fn read(file: &File, send: &Callback<Msg>) {
    if file.size() > LARGEST {
        return send.emit(Msg::CardCame(Err(Unreadable::TooLarge)));
    }
    let Ok(reader) = FileReader::new() else { return send.emit(Msg::CardCame(Err(Unreadable::NotAText))) };
    let (done, send) = (reader.clone(), send.clone());
    // It comes after a success and after a failure.
    EventListener::once(&reader, "loadend", move |_| {
        let text = done.result().ok().and_then(|text| text.as_string());
        send.emit(Msg::CardCame(parsed(text)));
    })
    .forget();
    let _begun = reader.read_as_text(file);
}

fn parsed(text: Option<String>) -> Result<Value, Unreadable> {
    // What is not UTF-8 comes with this mark in its place.
    let text = text.filter(|text| !text.contains('\u{fffd}')).ok_or(Unreadable::NotAText)?;
    let value = JSON::parse(&text).map_err(|_| Unreadable::NotJson)?;
    Ok(from_js(&value, limits::DEPTH))
}

fn from_js(value: &JsValue, depth: usize) -> Value {
    if let Some(text) = value.as_string() {
        return Value::Text(text);
    }
    if let Some(truth) = value.as_bool() {
        return Value::Bool(truth);
    }
    if let Some(number) = value.as_f64() {
        return whole(number).map_or(Value::Fraction, Value::Number);
    }
    let Some(deeper) = depth.checked_sub(1).filter(|_| value.is_object()) else { return Value::Null };
    if let Some(list) = value.dyn_ref::<Array>() {
        return Value::List(list.iter().map(|item| from_js(&item, deeper)).collect());
    }
    let field = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap_or_default(), from_js(&entry.get(1), deeper))
    };
    let fields = Object::entries(value.unchecked_ref());
    Value::Map(fields.iter().map(field).collect())
}

/// Numbers of JSON are floats; whole ones up to 2⁵³ are exact.
#[expect(clippy::as_conversions, reason = "a whole number of 53 bits, checked before")]
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
}

#[expect(clippy::as_conversions, reason = "what is written has 53 bits at most")]
fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null | Value::Fraction => JsValue::NULL,
        Value::Bool(truth) => JsValue::from_bool(*truth),
        Value::Number(number) => JsValue::from_f64(*number as f64),
        Value::Text(text) => JsValue::from_str(text),
        Value::List(items) => items.iter().map(to_js).collect::<Array>().into(),
        Value::Map(fields) => {
            let entry = |(name, value): &(String, Value)| Array::of2(&JsValue::from_str(name), &to_js(value));
            let entries: Array = fields.iter().map(entry).collect();
            Object::from_entries(&entries).map_or(JsValue::NULL, JsValue::from)
        }
    }
}

/// Keeps a value as a file: the browser asks where, or puts it with the downloads.
pub fn save(name: &str, value: &Value) {
    let written = JSON::stringify_with_replacer_and_space(&to_js(value), &JsValue::NULL, &JsValue::from_f64(1.0));
    let Some(text) = written.ok().and_then(|text| text.as_string()) else { return };
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(&text)), &options) else {
        return;
    };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let (Some(link), Ok(address)) = (link, Url::create_object_url_with_blob(&blob)) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
        let _freed = Url::revoke_object_url(&address);
    }
}
