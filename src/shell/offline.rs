//! The page's own facts and `offline.js`, which watches over the copy on this device.

use crate::app::msg::Msg;
use crate::app::offline::{Copied, Device, Edition, Install, Keeping, Offline, Reason, Update};
use gloo::events::EventListener;
use gloo::utils::{document_element, window};
use js_sys::{Function, Reflect};
use paedlotse_core::case::Timestamp;
use wasm_bindgen::{JsCast as _, JsValue};
use yew::Callback;

/// A fact that the page carries; empty when it does not.
#[must_use]
pub fn fact(name: &str) -> String {
    document_element().get_attribute(name).unwrap_or_default()
}

/// The release of this page.
#[must_use]
pub fn edition() -> Edition {
    Edition {
        id: fact("data-release"),
        built: fact("data-built"),
        review: fact("data-review"),
        origin: window().location().origin().unwrap_or_default(),
    }
}

/// What `offline.js` offers under this name.
fn offered(name: &str) -> Option<Function> {
    let all = Reflect::get(&window(), &JsValue::from_str("paedlotseOffline")).ok()?;
    Reflect::get(&all, &JsValue::from_str(name)).ok()?.dyn_into().ok()
}

/// Tells every window whether a case is open in this one: as long as one is, no newer release is used.
pub fn case_open(on: bool) {
    if let Some(case_open) = offered("caseOpen") {
        let _told = case_open.call1(&JsValue::NULL, &JsValue::from_bool(on));
    }
}

/// Does what was tapped.
pub fn run(device: Device) {
    if let Some(act) = offered(device.id()) {
        let _begun = act.call0(&JsValue::NULL);
    }
}

/// Hears what `offline.js` says, now and later: it may have spoken before the app was drawn.
pub fn listen(send: &Callback<Msg>) {
    let heard = send.clone();
    EventListener::new(&window(), "paedlotse-offline", move |_| heard.emit(Msg::Offline(now()))).forget();
    send.emit(Msg::Offline(now()));
}

fn now() -> Offline {
    let fault = Offline { copied: Copied::Off(Reason::Fault), ..Offline::default() };
    let Some(state) = offered("state").and_then(|state| state.call0(&JsValue::NULL).ok()) else { return fault };
    let value = |name: &str| Reflect::get(&state, &JsValue::from_str(name)).unwrap_or_default();
    let word = |name: &str| value(name).as_string().unwrap_or_default();
    let count = |name: &str| whole(value(name).as_f64());
    let copied = match word("kind").as_str() {
        "ready" => Copied::Ready(Timestamp(count("checked"))),
        "preparing" => Copied::Preparing(small(count("done")), small(count("total"))),
        _ => Copied::without(&word("reason")),
    };
    let update = match word("update").as_str() {
        "waiting" => Update::Waiting,
        "refused" => Update::Refused,
        "back" => Update::Back,
        _ => Update::None,
    };
    let keeping = match word("persisted").as_str() {
        "asked" => Keeping::Asked,
        "yes" => Keeping::Yes,
        "no" => Keeping::No,
        "unknown" => Keeping::Unknown,
        _ => Keeping::Unasked,
    };
    let install = match word("install").as_str() {
        "home-screen" => Install::HomeScreen,
        "offered" => Install::Offered,
        _ => Install::None,
    };
    let (own, other) = (small(count("own")), small(count("other")));
    Offline { copied, update, keeping, install, own, other, problem: word("problem") }
}

#[expect(clippy::as_conversions, reason = "counts and milliseconds are whole and far inside; `as` saturates")]
fn whole(number: Option<f64>) -> i64 {
    number.unwrap_or_default() as i64
}

fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or_default()
}
