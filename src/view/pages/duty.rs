//! Tonight, beside the start: what the house where we are has, and what is reported as not there.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::parts::bar::going;
use crate::view::parts::control::button;
use crate::view::parts::house;
use crate::view::ui::Ui;
use yew::prelude::*;

/// The rail of the start screen.
pub fn duty(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let here = model.place.here();
    let Some(site) = model.card().and_then(|card| card.site(here)) else { return Html::default() };
    let head = el("div", "").child(el("h2", "").id("duty-h").text(&t::duty_title(l, site.place))).child(text(
        "p",
        "muted",
        t::duty_note(l),
    ));
    let all = button(ui, "go go-quiet", "step:tonight", Msg::Go(Screen::Tonight), going(t::tonight_all(l), None));
    el("aside", "rail rail-duty")
        .set(Name::AriaLabelledBy, "duty-h")
        .child(head)
        .child(house::intake(ui, model, here))
        .child(all)
        .child(house::on_card(ui, model, site, here))
        .into()
}
