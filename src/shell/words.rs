//! The texts of the content: `start.js` fetches them, those of the browser's language before the app starts, the others
//! after it.

use crate::app::model::Content;
use crate::app::msg::Msg;
use crate::content::{Structure, Texts};
use crate::shell::offline::fact;
use gloo::events::EventListener;
use gloo::utils::window;
use js_sys::{Function, Reflect};
use paedlotse_core::text::Language;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast as _, JsValue};
use yew::Callback;

const BOTH: [(Language, &str); 2] = [(Language::De, "de"), (Language::En, "en")];

thread_local! {
    /// Program, not state: read once, texts are put in as they come.
    static READ: OnceCell<Option<Structure>> = const { OnceCell::new() };
    /// Somebody wants the texts that come, or nothing else will bring them: until then the page is drawn anew for them once
    /// less, which the rest of the program causes anyway.
    static WANTED: Cell<bool> = const { Cell::new(false) };
}

fn with_structure<R>(work: impl FnOnce(&Structure) -> Option<R>) -> Option<R> {
    READ.with(|read| read.get_or_init(Structure::read).as_ref().and_then(work))
}

/// Takes over the texts that came with the rest of the program, or hears that they did not come.
pub fn take_rest(words: Option<Texts>) {
    if let Some(words) = words {
        with_structure(|structure| {
            structure.take_rest(words);
            Some(())
        });
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
    let content = with_structure(|structure| {
        // Texts live as long as the program; those of a language are taken over once.
        for (language, name) in BOTH.into_iter().filter(|(language, _)| !structure.speaks(*language)) {
            if let Some(words) = come(name) {
                structure.take(language, words);
            }
        }
        structure.content()
    })?;
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
