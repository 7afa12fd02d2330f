//! Receiving a case from another device: the scanner, and a field to paste into.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::scan::ScanMsg;
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, screen, sheet, word};
use crate::view::parts::scanner;
use crate::view::ui::Ui;
use web_sys::HtmlTextAreaElement;
use yew::html::oninput;
use yew::prelude::*;

/// The screen.
pub fn receive(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let desk = &model.desk;
    let flow = el("section", "flow stack page-wide")
        .set(Name::AriaLabelledBy, "receive-h")
        .child(el("h1", "page-title").id("receive-h").text(t::receive_title(l)))
        .child(text("p", "muted", t::receive_note(l)))
        .child_some(desk.scanned.as_deref().map(|scanned| came(ui, scanned)))
        .child(scanner::scanner(ui, desk.scan))
        .child(paste(ui, &desk.pasted))
        .child(text("p", "note", t::receive_why(l)));
    screen("work", "receive").child(flow).into()
}

/// That a text was read; what is in it is another matter.
fn came(ui: &Ui, scanned: &str) -> Html {
    let l = ui.language;
    let count = u32::try_from(scanned.chars().count()).unwrap_or(u32::MAX);
    el("div", "note")
        .id("scanned")
        .set(Name::Role, "status")
        .child(el("p", "").child(text("b", "", t::receive_came(l))))
        .child(text("p", "", &t::receive_came_note(l, &count.to_string())))
        .into()
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
    let open = bare(ui, "go", "paste-open", Msg::Scanned(pasted.to_owned()))
        .class_if(empty, "is-off")
        .disabled(empty)
        .child(word(t::receive_open(l)))
        .child(icon("next", ""));
    let label = el("label", "").set(Name::For, "paste").text(t::receive_paste_label(l));
    let body = el("div", "pad form").child(label).child(field).child(open);
    sheet("paste-h", t::receive_paste(l), "", body.into())
}
