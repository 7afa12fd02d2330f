//! Files: one is chosen and read, one is kept. The browser's own JSON reader makes values of it; the core decides what
//! they are.

use crate::app::effect::Wanted;
use crate::app::model::Unreadable;
use crate::app::msg::Msg;
use crate::shell::values;
use gloo::events::EventListener;
use gloo::utils::{body, document};
use js_sys::Array;
use paedlotse_core::wire::Value;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, File, FileReader, HtmlAnchorElement, HtmlInputElement, Url};
use yew::Callback;

/// Larger files are no cards: the shipped ones have a tenth of it.
const LARGEST: f64 = 1_000_000.0;

/// The field stays in the page, so that a test or a screen reader finds it.
const fn id(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Card => "card-file",
        Wanted::Case => "case-file",
    }
}

/// Lets a file be chosen.
pub fn pick(wanted: Wanted, send: &Callback<Msg>) {
    let known = document().get_element_by_id(id(wanted)).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = known.or_else(|| field(wanted, send)) {
        // The same file again is a new choice.
        field.set_value("");
        field.click();
    }
}

fn came(wanted: Wanted, file: Result<Value, Unreadable>) -> Msg {
    match wanted {
        Wanted::Card => Msg::CardCame(file),
        Wanted::Case => Msg::CaseCame(file),
    }
}

fn field(wanted: Wanted, send: &Callback<Msg>) -> Option<HtmlInputElement> {
    let field = document().create_element("input").ok()?.dyn_into::<HtmlInputElement>().ok()?;
    field.set_type("file");
    field.set_accept(".json,application/json");
    field.set_id(id(wanted));
    field.set_hidden(true);
    body().append_child(&field).ok()?;
    let (chosen, send) = (field.clone(), send.clone());
    EventListener::new(&field, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            read(wanted, &file, &send);
        }
    })
    .forget();
    Some(field)
}

/// Reads a file.
pub fn read(wanted: Wanted, file: &File, send: &Callback<Msg>) {
    if file.size() > LARGEST {
        return send.emit(came(wanted, Err(Unreadable::TooLarge)));
    }
    let Ok(reader) = FileReader::new() else { return send.emit(came(wanted, Err(Unreadable::NotAText))) };
    let (done, send) = (reader.clone(), send.clone());
    // It comes after a success and after a failure.
    EventListener::once(&reader, "loadend", move |_| {
        let text = done.result().ok().and_then(|text| text.as_string());
        send.emit(came(wanted, parsed(text)));
    })
    .forget();
    let _begun = reader.read_as_text(file);
}

fn parsed(text: Option<String>) -> Result<Value, Unreadable> {
    // What is not UTF-8 comes with this mark in its place.
    let text = text.filter(|text| !text.contains('\u{fffd}')).ok_or(Unreadable::NotAText)?;
    values::parsed(&text).ok_or(Unreadable::NotJson)
}

/// Keeps a value as a file: the browser asks where, or puts it with the downloads.
pub fn save(name: &str, value: &Value) {
    if let Some(text) = values::readable(value) {
        save_text(name, &text);
    }
}

/// Keeps JSON as a file.
pub fn save_text(name: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let Ok(blob) = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(text)), &options) else {
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
