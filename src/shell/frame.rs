//! The way to `assets/frame.js`, which speaks with the page around the app, and back; and files that are dropped here.

use crate::app::effect::Wanted;
use crate::app::embed::is_deeper;
use crate::app::frame::{FrameMsg, Surroundings};
use crate::app::msg::Msg;
use crate::shell::files;
use crate::shell::scripts::call;
use crate::shell::values::{parsed, parsed_within, value_of};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::window;
use js_sys::Object;
use paedlotse_core::wire::{Value, limits};
use wasm_bindgen::JsCast as _;
use web_sys::{CustomEvent, DragEvent, Event};
use yew::Callback;

const FRAME: &str = "paedlotseFrame";

/// Whether another page shows this one.
#[must_use]
pub fn is_framed() -> bool {
    window().parent().ok().flatten().is_none_or(|parent| !Object::is(&parent, &window()))
}

/// Hears the page around, where there is one, and takes files that are dropped.
pub fn connect(send: &Callback<Msg>) {
    take_dropped(send);
    if !is_framed() {
        return;
    }
    let send = send.clone();
    EventListener::new(&window(), "paedlotse-frame", move |event: &Event| {
        let Some(said) = event.dyn_ref::<CustomEvent>().map(|event| value_of(&event.detail())) else { return };
        let word = |name: &str| said.field(name).and_then(Value::text).unwrap_or_default().to_owned();
        send.emit(Msg::Frame(if word("kind") == "said" {
            FrameMsg::Said(
                Some(word("text"))
                    .filter(|text| !is_deeper(text, limits::MESSAGE_DEPTH))
                    .and_then(|text| parsed_within(&text, limits::MESSAGE_DEPTH)),
            )
        } else {
            let around = said.field("around").map(Value::items).unwrap_or_default();
            FrameMsg::Around(Surroundings {
                file: parsed(&word("file")),
                around: around.iter().filter_map(Value::text).map(str::to_owned).collect(),
                own: word("own"),
                wanted: word("wanted"),
                handle: word("handle"),
            })
        }));
    })
    .forget();
    call(FRAME, "begin", &[]);
}

/// A file dropped anywhere is read as one that was chosen. Without this the browser would leave the app and show the file.
fn take_dropped(send: &Callback<Msg>) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "dragover", options, |event: &Event| event.prevent_default()).forget();
    let send = send.clone();
    EventListener::new_with_options(&window(), "drop", options, move |event: &Event| {
        event.prevent_default();
        let files = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|data| data.files());
        if let Some(file) = files.and_then(|files| files.get(0)) {
            files::read(Wanted::Case, &file, &send);
        }
    })
    .forget();
}
