//! The way to `assets/scan.js`, which films and reads, and back; and the field by which a picture is chosen.

use crate::app::msg::Msg;
use crate::app::scan::{Picture, Scan, ScanAct, ScanMsg};
use crate::shell::scripts::{call, call_with};
use crate::shell::values::value_of;
use gloo::events::EventListener;
use gloo::utils::{body, document, window};
use paedlotse_core::wire::Value;
use wasm_bindgen::JsCast as _;
use web_sys::{CustomEvent, Event, HtmlInputElement};
use yew::Callback;

const SCAN: &str = "paedlotseScan";

/// Hears what the scanner says.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    EventListener::new(&window(), "paedlotse-scan", move |event: &Event| {
        let Some(said) = event.dyn_ref::<CustomEvent>().map(|event| value_of(&event.detail())) else { return };
        let word = |name: &str| said.field(name).and_then(Value::text).unwrap_or_default().to_owned();
        send.emit(match word("kind").as_str() {
            "read" => Msg::Arrived(word("text")),
            kind => Msg::Scan(ScanMsg::Said(Scan::named(kind, &word("reason")))),
        });
    })
    .forget();
}

/// Does what was tapped.
pub fn run(act: ScanAct, send: &Callback<Msg>) {
    match act {
        ScanAct::Start => call(SCAN, "start", &[]),
        ScanAct::Stop => call(SCAN, "stop", &[]),
        ScanAct::Pick(from) => pick(from, send),
    }
}

/// Lets a picture be chosen or taken.
fn pick(from: Picture, send: &Callback<Msg>) {
    // The fields stay in the page, so that a test finds them.
    let id = match from {
        Picture::Kept => "scan-picture",
        Picture::Taken => "scan-photo",
    };
    let known = document().get_element_by_id(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    if let Some(field) = known.or_else(|| field(id, from, send)) {
        // The same picture again is a new choice.
        field.set_value("");
        field.click();
    }
}

fn field(id: &str, from: Picture, send: &Callback<Msg>) -> Option<HtmlInputElement> {
    let field = document().create_element("input").ok()?.dyn_into::<HtmlInputElement>().ok()?;
    field.set_type("file");
    field.set_accept("image/*");
    field.set_id(id);
    field.set_hidden(true);
    if from == Picture::Taken {
        field.set_attribute("capture", "environment").ok()?;
    }
    body().append_child(&field).ok()?;
    let (chosen, send) = (field.clone(), send.clone());
    EventListener::new(&field, "change", move |_| {
        if let Some(file) = chosen.files().and_then(|files| files.get(0)) {
            send.emit(Msg::Scan(ScanMsg::Chosen));
            call_with(SCAN, "read", &file);
        }
    })
    .forget();
    Some(field)
}
