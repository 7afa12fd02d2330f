//! Every protocol, found by area or by typing, to be read without a case.

use crate::app::drawn::Drawn;
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::search::Found;
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, screen};
use crate::view::parts::finder;
use crate::view::ui::Ui;
use paedlotse_core::protocol::Protocol;
use yew::prelude::*;

/// The list of protocols.
pub fn library(ui: &Ui, model: &Model, drawn: Drawn) -> Html {
    let l = ui.language;
    let line = |found: Found, p: &Protocol| {
        let picture = icon(if p.icon.is_empty() { "book" } else { p.icon }, "i-c");
        let read = bare(ui, "pick", format!("read:{}", p.id), Msg::Read(found.protocol)).key(p.id);
        read.child(picture).child(finder::name(ui, found, p))
    };
    let flow = el("section", "flow page-wide")
        .set(Name::AriaLabelledBy, "library-h")
        .child(el("h1", "page-title").id("library-h").text(t::library_title(l)))
        .child(text("p", "muted", t::library_note(l)))
        .child(finder::field(ui, &model.desk.search))
        .child(finder::list(ui, drawn, &model.desk.search, true, line));
    screen("work", "library").child(flow).into()
}
