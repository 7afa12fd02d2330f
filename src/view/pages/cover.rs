//! The covered screen: nothing of the case but when it was opened, and the deliberate way back.

use crate::app::arrival::Arrival;
use crate::app::model::{Cover, Model};
use crate::app::msg::Msg;
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, screen};
use crate::view::ui::Ui;
use paedlotse_core::case::Case;
use yew::prelude::*;

/// The covered screen.
pub fn cover(ui: &Ui, model: &Model, cover: Cover) -> Html {
    let l = ui.language;
    let came = match &model.arrival {
        Some(Arrival::Read(incoming)) => Some(incoming.came),
        _ => None,
    };
    let since = model.case.as_ref().map(Case::started).or(came).map(|at| model.now.clock(at)).unwrap_or_default();
    // Quarters that fill one after the other: how long it is held can be seen, and nothing moves.
    let quarter = |number: u8| el("i", "quarter").class_if(number <= cover.held, "is-held");
    let quarters = el("span", "quarters").set(Name::AriaHidden, "true").each((1..=Cover::QUARTERS).map(quarter));
    let said = el("span", "").text(t::cover_hold(l)).child(text(
        "small",
        "",
        if cover.tapped.is_some() { t::cover_again(l) } else { t::cover_or_twice(l) },
    ));
    let back = bare(ui, "go cover-back", "uncover", Msg::UncoverTap).id("uncover").child(said).child(quarters);
    let heard = el("p", "only-read").set(Name::Role, "status");
    let heard = if cover.tapped.is_some() { heard.text(t::cover_again(l)) } else { heard };
    let sheet = el("section", "cover-box")
        .set(Name::AriaLabelledBy, "cover-h")
        .child(icon("mark", "i-l"))
        .child(el("h1", "").id("cover-h").text(&t::cover_title(l, &since)))
        .child(text("p", "", t::cover_kept(l)))
        .child(back)
        .child(heard);
    screen("cover", "cover").child(sheet).into()
}
