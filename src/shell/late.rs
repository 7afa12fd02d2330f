//! What the browser is asked for only once the rest of the program is there ([`crate::rest`]): files, the scanner, the way of a
//! handover out of the page, the page around.

use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::shell::run::attribute;
use crate::shell::scripts::call;
use crate::shell::{files, frame, outbound, scan};
use gloo::events::EventListener;
use gloo::utils::window;
use yew::Callback;

/// Does what the screens of the rest ask for.
pub fn run(effect: &Effect, send: &Callback<Msg>) {
    match effect {
        Effect::PickFile(wanted) => files::pick(*wanted, send),
        Effect::SaveFile(name, value) => files::save(name, value),
        Effect::SaveText(name, text) => files::save_text(name, text),
        Effect::Scan(act) => scan::run(*act, send),
        Effect::Frame(act, with) => call("paedlotseFrame", act, &[with]),
        Effect::Copy(text) => outbound::copy(text, send),
        Effect::Share(title, text) => outbound::share(title, text, send),
        Effect::Measure => outbound::measure(send),
        Effect::Print(paper) => {
            attribute("data-print", paper.id());
            // Returns when the browser's dialogue is closed.
            let _shown = window().print();
            attribute("data-print", "");
        }
        // `run` has done the others.
        _ => {}
    }
}

/// Listens to all of it, from the moment the rest has come.
pub fn connect(send: &Callback<Msg>) {
    // A turned tablet has another room for a code; and what was asked before this was here is answered now.
    outbound::measure(send);
    let resized = send.clone();
    EventListener::new(&window(), "resize", move |_| outbound::measure(&resized)).forget();
    scan::listen(send);
    frame::connect(send);
}
