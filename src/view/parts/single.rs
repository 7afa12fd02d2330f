//! What the app is, and what it cannot do, where it is a single file: opened from a folder, without server and network.

use crate::app::model::Model;
use crate::app::offline::Copied;
use crate::texts as t;
use crate::view::element::{el, text};
use crate::view::parts::control;
use crate::view::ui::Ui;
use paedlotse_core::text::Language;
use yew::prelude::*;

/// Whether it is.
#[must_use]
pub fn is_one(model: &Model) -> bool {
    model.offline.copied == Copied::Single
}

/// The sheet on the start screen, in the place of the offline indicator.
pub fn sheet(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let edition = &model.edition;
    let cannot = [t::single_keeps_nothing(l), t::single_no_update(l), t::single_no_copy(l), t::single_no_camera(l)];
    let body = el("div", "pad form")
        .child(text("p", "", t::single_runs(l)))
        .child(el("p", "").child(text("b", "", t::single_cannot(l))))
        .child(el("ul", "bullets").each(cannot.map(|said| text("li", "", said))))
        .child(text("p", "muted", &t::single_version(l, short(&edition.id), &edition.review, &model.content.version)));
    control::sheet("single-h", &title(l, &edition.built), "", body.into())
}

/// The sheet about this device, for the sources screen.
pub fn device(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let paragraph = |said: &str| text("p", "", said);
    let (edition, offline) = (&model.edition, &model.offline);
    // The page itself counts as one of its own files.
    let asked = offline.own.saturating_sub(1).saturating_add(offline.other);
    let body = el("div", "pad form")
        .child(paragraph(&t::device_version(l, &model.content.version)))
        .child(text("p", "digest", &edition.id))
        .child(paragraph(&t::device_review(l, &edition.review)))
        .child(paragraph(&t::single_asked(l, &asked.to_string())))
        .child(paragraph(t::single_keeps_nothing(l)));
    control::sheet("device-h", &title(l, &edition.built), "", body.into())
}

/// What is said where the other app has its scanner.
pub fn no_scanner(l: Language) -> Html {
    text("p", "note", t::single_no_camera(l))
}

/// The day is that of the commit it was built from.
fn title(l: Language, built: &str) -> String {
    match built.get(..10) {
        Some(day) => t::single_title(l, day),
        None => t::single_title_undated(l).to_owned(),
    }
}

/// Enough to compare by eye.
fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}
