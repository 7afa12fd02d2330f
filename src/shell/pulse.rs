//! Hands the page's question whether the app still draws to the app, and its answer back (`assets/boot.js`).

use gloo::events::EventListener;
use gloo::utils::window;
use web_sys::Event;
use yew::Callback;

/// From now on each question of the page is passed on by `ask`.
pub fn listen(ask: Callback<()>) {
    EventListener::new(&window(), "paedlotse-ask", move |_| ask.emit(())).forget();
}

/// The app has drawn.
pub fn alive() {
    if let Ok(event) = Event::new("paedlotse-alive") {
        let _sent = window().dispatch_event(&event);
    }
}
