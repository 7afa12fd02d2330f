//! The texts of the content: `start.js` fetches them, those of the browser's language before the app starts, the others
//! after it.

use crate::app::model::Content;
use crate::app::msg::Msg;
use crate::content;
use crate::shell::offline::fact;
use gloo::events::EventListener;
use gloo::utils::window;
use js_sys::{Function, Reflect};
use paedlotse_core::text::Language;
use paedlotse_core::words::Come;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use yew::Callback;

const BOTH: [(Language, &str); 2] = [(Language::De, "de"), (Language::En, "en")];

thread_local! {
    /// Texts live as long as the program; those of a language are taken over once.
    static TAKEN: Cell<[Option<&'static str>; 2]> = const { Cell::new([None; 2]) };
    /// Those that came with the rest of the program.
    static REST: Cell<Option<Come>> = const { Cell::new(None) };
    /// Somebody wants the texts that come, or nothing else will bring them: until then one reading of the content is saved,
    /// which the rest of the program causes anyway.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

/// Takes over the texts that came with the rest of the program, or hears that they did not come.
pub fn take_rest(words: Option<Come>) {
    if words.is_some() {
        REST.set(words);
    }
    WANTED.set(true);
}

/// What has come of this language since the page was loaded.
fn come(language: &str) -> Option<&'static str> {
    let all = Reflect::get(&window(), &JsValue::from_str("paedlotseWords")).ok()?;
    let words = Reflect::get(&all, &JsValue::from_str(language)).ok()?.as_string()?;
    Some(words.leak())
}

/// The content with all texts that have come; none when there are none, or page, program and texts are
/// of different releases.
pub fn content() -> Option<Content> {
    let mut taken = TAKEN.get();
    for (slot, (_, name)) in taken.iter_mut().zip(BOTH) {
        if slot.is_none() {
            *slot = come(name);
        }
    }
    TAKEN.set(taken);
    let [de, en] = taken;
    let content = content::with_words(Come { de, en }, REST.get())?;
    // The page names the rules it belongs to; with others the app must not start.
    let (rules, version) = (fact("data-rules"), fact("data-version"));
    (rules == content.digest).then_some(Content { version, ..content })
}

/// Takes over texts as they come.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    EventListener::new(&window(), "paedlotse-words", move |_| {
        if !WANTED.get() {
            return;
        }
        let now = content().map(Rc::new);
        for (language, _) in BOTH {
            let spoken = now.clone().filter(|content| content.speaks(language));
            send.emit(Msg::Words(language, spoken));
        }
    })
    .forget();
}

/// Asks for the texts of a language once more.
pub fn fetch(language: Language) {
    WANTED.set(true);
    let name = BOTH.into_iter().find(|(one, _)| *one == language).map_or("de", |(_, name)| name);
    let fetch = Reflect::get(&window(), &JsValue::from_str("paedlotseFetchWords")).ok();
    if let Some(fetch) = fetch.as_ref().and_then(|fetch| fetch.dyn_ref::<Function>()) {
        let _asked = fetch.call1(&JsValue::NULL, &JsValue::from_str(name));
    }
}
