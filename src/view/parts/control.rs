//! The controls and frames that screens share: a button, one of several answers, a sheet with its heading.

use crate::app::msg::Msg;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::ui::Ui;
use web_sys::HtmlInputElement;
use yew::html::oninput;
use yew::prelude::*;

/// A button without content: its look, its name for tests, what a tap says.
pub fn bare(ui: &Ui, class: &'static str, act: impl Into<AttrValue>, msg: Msg) -> Element {
    el("button", class).set(Name::Type, "button").tap(ui, act, msg)
}

/// A button.
pub fn button(ui: &Ui, class: &'static str, act: impl Into<AttrValue>, msg: Msg, body: Html) -> Html {
    bare(ui, class, act, msg).child(body).into()
}

/// One of several answers.
pub fn radio(ui: &Ui, class: &'static str, act: impl Into<AttrValue>, chosen: bool, msg: Msg, body: Html) -> Html {
    bare(ui, class, act, msg).set(Name::Role, "radio").truth(Name::AriaChecked, chosen).child(body).into()
}

/// A field to type into, which the browser neither fills nor corrects.
pub fn typed(class: &'static str, act: impl Into<AttrValue>) -> Element {
    el("input", class)
        .set(Name::Type, "text")
        .set(Name::AutoComplete, "off")
        .set(Name::AutoCorrect, "off")
        .set(Name::AutoCapitalize, "off")
        .set(Name::SpellCheck, "false")
        .set(Name::DataAct, act)
}

/// A line of free words under its label: a reason, not a story.
pub fn words_field(
    ui: &Ui,
    act: &'static str,
    label: &str,
    value: &str,
    msg: impl Fn(String) -> Msg + 'static,
) -> Element {
    let send = ui.send.clone();
    let entered = Callback::from(move |event: InputEvent| {
        send.emit(msg(event.target_unchecked_into::<HtmlInputElement>().value()));
    });
    let input = typed("", act).set(Name::MaxLength, "200").value(value.to_owned()).on(oninput::Wrapper::new(entered));
    el("label", "words").child(word(label)).child(input)
}

/// A word in a span.
pub fn word(said: &str) -> Html {
    text("span", "", said)
}

/// Words that only a screen reader says.
pub fn only_read(said: &str) -> Html {
    text("span", "only-read", said)
}

/// A chip beside a line; hatched while something about it is open.
pub fn chip(open: bool, said: &str) -> Html {
    el("span", "chip").class_if(open, "is-open").child(word(said)).into()
}

/// A row of answers.
pub fn answers(class: &'static str, label: Name, name: impl Into<AttrValue>) -> Element {
    el("div", class).set(Name::Role, "radiogroup").set(label, name)
}

/// A sheet with its heading and a note beside it.
pub fn sheet(id: &'static str, title: &str, note: &str, body: Html) -> Html {
    let head = el("div", "sheet-head").child(el("h2", "").id(id).text(title)).child(text("small", "", note));
    el("section", "sheet").set(Name::AriaLabelledBy, id).child(head).child(body).into()
}

/// A row of answers under its heading.
pub fn choices(id: &'static str, title: &str, choices: Vec<Html>) -> Html {
    let row = answers("answers answers-wrap", Name::AriaLabelledBy, id).each(choices);
    all([el("h3", "").id(id).text(title).into(), row.into()])
}

/// The frame of a screen, to which focus goes when it opens.
pub fn screen(class: &'static str, name: &'static str) -> Element {
    el("main", class).id("main").set(Name::TabIndex, "-1").set(Name::DataScreen, name)
}
