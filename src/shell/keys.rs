//! The keyboard: arrows inside a row of answers, letters for answers (can be switched off), undo.

use crate::app::msg::Msg;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::Callback;

/// Listens to every key.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event: &Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let typing = target.local_name() == "input";
        let handled = if (event.ctrl_key() || event.meta_key()) && event.key() == "z" && !typing {
            send.emit(Msg::Undo);
            true
        } else if event.ctrl_key() || event.meta_key() || event.alt_key() {
            false
        } else {
            move_inside(&target, &event.key()) || (!typing && letters_are_on() && answer(&target, &event.key()))
        };
        if handled {
            event.prevent_default();
        }
    })
    .forget();
}

/// Arrows move the focus inside a row; they never answer by themselves.
fn move_inside(target: &Element, key: &str) -> bool {
    let step = match key {
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        _ => return false,
    };
    let Ok(Some(row)) = target.closest("[role=radiogroup]") else { return false };
    let Ok(answers) = row.query_selector_all("[role=radio]") else { return false };
    let answers: Vec<HtmlElement> =
        (0..answers.length()).filter_map(|at| answers.get(at)).filter_map(|node| node.dyn_into().ok()).collect();
    let Some(at) = answers.iter().position(|answer| answer.is_same_node(Some(target))) else { return false };
    let count = answers.len();
    let next = if step > 0 { at.saturating_add(1) } else { at.saturating_add(count).saturating_sub(1) };
    if let Some(answer) = next.checked_rem(count).and_then(|next| answers.get(next)) {
        let _focused = answer.focus();
    }
    true
}

fn letters_are_on() -> bool {
    document().query_selector(".app[data-shortcuts=on]").is_ok_and(|found| found.is_some())
}

/// J or Y for yes, N for no, a dash for "not assessed", in the row that has the focus.
fn answer(target: &Element, key: &str) -> bool {
    let answer = match key {
        "j" | "J" | "y" | "Y" => "[data-key=yes]",
        "n" | "N" => "[data-key=no]",
        "-" | "–" => "[data-key=open]",
        _ => return false,
    };
    let Ok(Some(row)) = target.closest(".row") else { return false };
    match row.query_selector(answer) {
        Ok(Some(button)) => {
            if let Some(button) = button.dyn_ref::<HtmlElement>() {
                button.click();
            }
            true
        }
        _ => false,
    }
}
