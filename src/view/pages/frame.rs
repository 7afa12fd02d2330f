//! What stands in the place of the app while it is not known who shows it, or when it is somebody the operator has not listed.

use crate::app::frame::{Around, FrameMsg};
use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::texts as t;
use crate::view::element::{Element, Name, all, el, text};
use crate::view::icons::icon;
use crate::view::parts::control::{bare, screen, word};
use crate::view::ui::Ui;
use yew::prelude::*;

/// The notice.
pub fn notice(ui: &Ui, model: &Model) -> Html {
    let l = ui.language;
    let flow = el("section", "flow stack page-wide").set(Name::AriaLabelledBy, "frame-h");
    let heading = |said: &str| el("h1", "page-title").id("frame-h").text(said);
    let flow = if model.frame.around == Around::Asked {
        flow.set(Name::Role, "status").child(heading(t::frame_asked(l)))
    } else {
        let origin = &model.frame.origin;
        let who = if origin.is_empty() { t::frame_foreign_unknown(l).to_owned() } else { t::frame_foreign(l, origin) };
        let look = bare(ui, "go go-quiet", "only-look", Msg::Frame(FrameMsg::Look)).child(word(t::frame_look(l)));
        flow.set(Name::Role, "alert")
            .child(heading(t::frame_foreign_title(l)))
            .child(text("p", "", &who))
            .child(text("p", "", t::frame_foreign_why(l)))
            .child(el("div", "two-go").child(in_new_tab(ui, "go")).child(look))
            .child(text("p", "muted", t::frame_foreign_list(l)))
    };
    screen("work", "frame").child(flow).into()
}

/// A link to the app in a window of its own.
pub fn in_new_tab(ui: &Ui, class: &'static str) -> Element {
    el("a", class)
        .set(Name::Href, "./")
        .set(Name::Target, "_blank")
        .set(Name::Rel, "noopener")
        .set(Name::DataAct, "new-tab")
        .child(all([word(t::frame_new_tab(ui.language)), icon("next", "")]))
}
