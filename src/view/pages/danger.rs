//! The danger screen: always first, one tap away from every screen, one yes is enough.

use crate::app::drawn::Drawn;
use crate::app::model::Model;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::parts::bar;
use crate::view::parts::control::screen;
use crate::view::parts::sections;
use crate::view::ui::Ui;
use paedlotse_core::disposition::Urgency;
use yew::prelude::*;

/// The danger screen.
pub fn danger(ui: &Ui, model: &Model, sight: &Sight, page: &Sight, raised: bool, drawn: Drawn) -> Html {
    let l = ui.language;
    let left = u32::try_from(sight.assessment.danger_left.len()).unwrap_or(u32::MAX);
    let immediate = sight.bar != BarState::DangerScreen && sight.judgement.floor.urgency == Urgency::Immediate;
    let go = if immediate {
        let now = Some(t::go_recommendation_now(l).to_owned());
        bar::go_on(ui, t::go_recommendation(l), now, Screen::Recommendation, "go go-tall")
    } else {
        let class = if left > 0 { "go go-quiet" } else { "go" };
        let note = (left > 0).then(|| t::danger_left(l, left));
        bar::go_on(ui, t::go_complaints(l), note, Screen::Complaints, class)
    };
    let rail = bar::rail(ui, model, sight)
        .child(bar::verdict(ui, model, sight, raised))
        .child(text("p", "muted", if immediate { t::danger_yes_note(l) } else { t::danger_note(l) }))
        .child(el("div", "rail-end").child(go));
    let lines = drawn.share(page.danger.iter().map(|section| section.questions.len()).sum());
    let questions = page.danger.iter().flat_map(|s| sections::lettered(ui, model, sight, page, s)).take(lines);
    let flow = el("section", "flow")
        .set(Name::AriaLabelledBy, "danger-h")
        .child(el("h1", "only-read").id("danger-h").text(t::danger_title(l)))
        .child(el("div", "sheet").each(questions));
    screen("work work-case work-danger", "danger").child(rail).child(flow).into()
}
