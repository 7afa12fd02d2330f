//! Receiving a case from another house: the ways in, and what came.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::texts as t;
use crate::view::element::{Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::arrival::arrival;
use crate::view::parts::control::{button, screen};
use crate::view::ui::Ui;
use yew::prelude::*;

/// The screen.
pub fn receive(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let words =
        el("span", "").child(text("b", "", t::receive_file(l))).child(text("small", "", t::receive_file_note(l)));
    let file = button(ui, "tile", "pick-case", Msg::PickCase, all([icon("file", ""), words.into()]));
    let flow = el("section", "flow stack page-wide")
        .set(Name::AriaLabelledBy, "receive-h")
        .child(el("h1", "page-title").id("receive-h").text(t::receive_case(l)))
        .child(arrival(ui, model))
        .child(el("div", "tiles").child(file));
    screen("work", "receive").child(flow).into()
}
