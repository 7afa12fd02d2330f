//! Fetches the rest of the program, which the first screens do without.

use crate::app::msg::Msg;
use crate::rest::Rest;
use crate::shell::words;
use std::pin::Pin;
use std::rc::Rc;
use yew::Callback;
use yew::platform::spawn_local;

/// Brings the rest of the program; none when it cannot be had, or came altered.
pub type Fetch = fn() -> Pin<Box<dyn Future<Output = Option<&'static Rest>>>>;

/// Fetches it and says what came of it.
pub fn fetch(fetch: Fetch, send: &Callback<Msg>) {
    let send = send.clone();
    spawn_local(async move {
        let rest = fetch().await;
        words::take_rest(rest.map(|rest| rest.words));
        #[cfg(target_family = "wasm")]
        if let Some(rest) = rest {
            crate::rest::bring(rest);
            (rest.connect)(&send);
        }
        send.emit(Msg::Rest(rest.and_then(|_| words::content()).filter(|content| content.whole).map(Rc::new)));
    });
}
