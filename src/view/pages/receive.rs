//! Receiving a case from another device: the scanner, and a field to paste into.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::scan::{Scan, ScanMsg};
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::arrival::arrival;
use crate::view::parts::control::{bare, button, screen, sheet, word};
use crate::view::parts::{scanner, single};
use crate::view::ui::Ui;
use web_sys::HtmlTextAreaElement;
use yew::html::oninput;
use yew::prelude::*;

/// The screen.
pub fn receive(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let desk = &model.desk;
    let alone = single::is_one(model);
    let flow = el("section", "flow stack page-wide")
        .set(Name::AriaLabelledBy, "receive-h")
        .child(el("h1", "page-title").id("receive-h").text(t::receive_title(l)))
        .child(arrival(ui, model))
        .each(if alone { vec![single::no_scanner(l)] } else { by_camera(ui, desk.scan) })
        .child(paste(ui, &desk.pasted))
        .child(file(ui))
        .child_some((!alone).then(|| text("p", "note", t::receive_why(l))));
    screen("work", "receive").child(flow).into()
}

/// The way in for a code on another screen.
fn by_camera(ui: &Ui, scan: Scan) -> Vec<Html> {
    vec![text("p", "muted", t::receive_note(ui.language)), scanner::scanner(ui, scan)]
}

/// The way in for a file.
fn file(ui: &Ui) -> Html {
    let l = ui.language;
    let words =
        el("span", "").child(text("b", "", t::arrival_file(l))).child(text("small", "", t::arrival_file_note(l)));
    let tile = button(ui, "tile", "pick-case", Msg::PickCase, all([icon("file", ""), words.into()]));
    el("div", "tiles").child(tile).into()
}

fn paste(ui: &Ui, pasted: &str) -> Html {
    let l = ui.language;
    let send = ui.send.clone();
    let entered = Callback::from(move |event: InputEvent| {
        send.emit(Msg::Scan(ScanMsg::Pasted(event.target_unchecked_into::<HtmlTextAreaElement>().value())));
    });
    let field = el("textarea", "paste")
        .id("paste")
        .set(Name::AutoComplete, "off")
        .set(Name::AutoCorrect, "off")
        .set(Name::AutoCapitalize, "off")
        .set(Name::SpellCheck, "false")
        .set(Name::MaxLength, "8000")
        .set(Name::DataAct, "paste")
        .value(pasted.to_owned())
        .on(oninput::Wrapper::new(entered));
    let empty = pasted.trim().is_empty();
    let open = bare(ui, "go", "paste-open", Msg::Arrived(pasted.to_owned()))
        .class_if(empty, "is-off")
        .disabled(empty)
        .child(word(t::receive_open(l)))
        .child(icon("next", ""));
    let label = el("label", "").set(Name::For, "paste").text(t::receive_paste_label(l));
    let body = el("div", "pad form").child(label).child(field).child(open);
    sheet("paste-h", t::receive_paste(l), "", body.into())
}
