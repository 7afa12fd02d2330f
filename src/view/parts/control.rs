//! The controls and frames that screens share: a button, one of several answers, a sheet with its heading.

use crate::app::msg::Msg;
use crate::view::ui::Ui;
use yew::prelude::*;

/// A button: its look, its name for tests, what a tap says.
pub fn button(ui: &Ui, class: &'static str, act: impl Into<AttrValue>, msg: Msg, body: Html) -> Html {
    plain(class, act.into(), ui.on(msg), body)
}

fn plain(class: &'static str, act: AttrValue, onclick: Callback<MouseEvent>, body: Html) -> Html {
    html! { <button {class} type="button" data-act={act} {onclick}>{ body }</button> }
}

/// One of several answers.
pub fn radio(ui: &Ui, class: &'static str, act: impl Into<AttrValue>, chosen: bool, msg: Msg, body: Html) -> Html {
    answer(class, act.into(), chosen, ui.on(msg), body)
}

fn answer(class: &'static str, act: AttrValue, chosen: bool, onclick: Callback<MouseEvent>, body: Html) -> Html {
    let checked = if chosen { "true" } else { "false" };
    html! { <button {class} type="button" role="radio" aria-checked={checked} data-act={act} {onclick}>{ body }</button> }
}

/// A word in a span.
pub fn word(text: impl Into<AttrValue>) -> Html {
    span(text.into())
}

fn span(text: AttrValue) -> Html {
    html! { <span>{ text }</span> }
}

/// A sheet with its heading and a note beside it.
pub fn sheet(id: &'static str, title: impl Into<AttrValue>, note: impl Into<AttrValue>, body: Html) -> Html {
    framed(id, title.into(), note.into(), body)
}

fn framed(id: &'static str, title: AttrValue, note: AttrValue, body: Html) -> Html {
    html! {
        <section class="sheet" aria-labelledby={id}>
            <div class="sheet-head"><h2 {id}>{ title }</h2><small>{ note }</small></div>
            { body }
        </section>
    }
}

/// A row of answers under its heading.
pub fn choices(id: &'static str, title: &'static str, answers: Vec<Html>) -> Html {
    html! {
        <>
            <h3 {id}>{ title }</h3>
            <div class="answers answers-wrap" role="radiogroup" aria-labelledby={id}>{ for answers }</div>
        </>
    }
}
