//! The keyboard: arrows inside a row of answers, letters for answers (can be switched off), undo.

use crate::app::msg::Msg;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, FocusEvent, HtmlElement, KeyboardEvent};
use yew::Callback;

/// Listens to every key.
pub fn listen(send: &Callback<Msg>) {
    let send = send.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event: &Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let typing = target.local_name() == "input";
        if event.key() == "Tab" && event.shift_key() {
            back_to_entry(&target);
        }
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

/// Who comes into a row of answers by keyboard starts at the chosen one.
pub fn lead_in() {
    EventListener::new(&document(), "focusin", |event: &Event| {
        let Some(event) = event.dyn_ref::<FocusEvent>() else { return };
        let Some(target) = event.target().and_then(|t| t.dyn_into::<Element>().ok()) else { return };
        let Some(row) = row_of(&target) else { return };
        let from = event.related_target().and_then(|t| t.dyn_into::<Element>().ok());
        let inside = from.is_some_and(|from| row.contains(Some(&from)));
        let keyboard = target.matches(":focus-visible").unwrap_or(false);
        if !inside && keyboard {
            // Later: moving the focus now would call this listener from within itself, which stops the app.
            let chosen = row.query_selector("[role=radio][aria-checked=true]").ok().flatten();
            Timeout::new(0, move || focus(chosen.as_ref())).forget();
        }
    })
    .forget();
}

/// On the way back out of a row the browser starts from its way in.
fn back_to_entry(target: &Element) {
    if let Some(row) = row_of(target) {
        focus(row.query_selector("[role=radio][tabindex='0']").ok().flatten().as_ref());
    }
}

fn row_of(answer: &Element) -> Option<Element> {
    if answer.get_attribute("role").as_deref() != Some("radio") {
        return None;
    }
    answer.closest("[role=radiogroup]").ok().flatten()
}

fn focus(element: Option<&Element>) {
    if let Some(element) = element.and_then(|e| e.dyn_ref::<HtmlElement>()) {
        let _focused = element.focus();
    }
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
    let answers: Vec<Element> =
        (0..answers.length()).filter_map(|at| answers.get(at)).filter_map(|node| node.dyn_into().ok()).collect();
    let Some(at) = answers.iter().position(|answer| answer.is_same_node(Some(target))) else { return false };
    let count = answers.len();
    let next = if step > 0 { at.saturating_add(1) } else { at.saturating_add(count).saturating_sub(1) };
    focus(next.checked_rem(count).and_then(|next| answers.get(next)));
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
