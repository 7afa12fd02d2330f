//! The danger screen: always first, one tap away from every screen, one yes is enough.

use crate::app::model::Model;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::parts::bar;
use crate::view::parts::sections;
use crate::view::ui::Ui;
use paedlotse_core::disposition::Urgency;
use yew::prelude::*;

/// The danger screen.
pub fn danger(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let marks = bar::marks(model, sight);
    let left = u32::try_from(sight.assessment.danger_left.len()).unwrap_or(u32::MAX);
    let immediate = sight.bar != BarState::DangerScreen && sight.judgement.floor.urgency == Urgency::Immediate;
    html! {
        <main id="main" class="work work-case work-danger" tabindex="-1" data-screen="danger">
            <aside class="rail" aria-label={t::bar_label(l)} data-state={marks.state} data-disposition={marks.disposition}
                data-urgency={marks.urgency} data-destination={marks.destination}>
                { bar::verdict(ui, model, sight, raised) }
                if immediate {
                    <p class="muted">{ t::danger_yes_note(l) }</p>
                } else {
                    <p class="muted">{ t::danger_note(l) }</p>
                }
                <div class="rail-end">
                    if immediate {
                        { bar::go_on(ui, t::go_recommendation(l), Some(t::go_recommendation_now(l).to_owned()), Screen::Recommendation, "go go-tall") }
                    } else {
                        { bar::go_on(ui, t::go_complaints(l), (left > 0).then(|| t::danger_left(l, left)), Screen::Complaints,
                            if left > 0 { "go go-quiet" } else { "go" }) }
                    }
                </div>
            </aside>
            <section class="flow" aria-labelledby="danger-h">
                <h1 class="only-read" id="danger-h">{ t::danger_title(l) }</h1>
                <div class="sheet">{ for sight.danger.iter().flat_map(|s| sections::lettered(ui, model, sight, s)) }</div>
            </section>
        </main>
    }
}
