//! The dense page: every question in the order of the examination, the live bar beside it.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::texts as t;
use crate::view::icons::icon;
use crate::view::parts::control::{button, word};
use crate::view::parts::{bar, sections};
use crate::view::ui::Ui;
use yew::prelude::*;

/// The questions screen.
pub fn questions(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    html! {
        <main id="main" class="work work-questions" tabindex="-1" data-screen="questions">
            { sections::jump(ui, sight, &sight.questions) }
            { rail(ui, model, sight, raised) }
            <section class="flow" aria-labelledby="questions-h">
                <h1 class="only-read" id="questions-h">{ t::step_questions(l) }</h1>
                if sight.findings.complaints.is_empty() {
                    <div class="note note-open">
                        <p>{ t::questions_no_complaint(l) }</p>
                        { button(ui, "opt", "choose-complaint", Msg::Go(Screen::Complaints), word(t::step_complaints(l))) }
                    </div>
                }
                { for sight.questions.iter().map(|s| sections::section(ui, model, sight, s)) }
            </section>
        </main>
    }
}

fn rail(ui: &Ui, model: &Model, sight: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let marks = bar::marks(model, sight);
    html! {
        <aside class="rail" aria-label={t::bar_label(l)} data-state={marks.state} data-disposition={marks.disposition}
            data-urgency={marks.urgency} data-destination={marks.destination}>
            { bar::verdict(ui, model, sight, raised) }
            { bar::ladder(ui, model, sight) }
            if sight.bar == BarState::Settled { { missing(ui, model, sight) } } else { { bar::ask(ui, sight) } }
            <div class="ranges">{ bar::scores(ui, sight) }</div>
            <div class="rail-end">
                { match sight.bar {
                    BarState::Settled | BarState::AnsweredNow => bar::go_on(ui, t::go_recommendation(l), None, Screen::Recommendation, "go"),
                    BarState::Immediate => bar::go_on(ui, t::go_recommendation(l), Some(t::go_recommendation_now(l).to_owned()), Screen::Recommendation, "go"),
                    BarState::DangerScreen => bar::go_on(ui, t::go_danger(l), None, Screen::Danger, "go"),
                    // The provisional advice is one tap away in the header; here stands what can be had at once.
                    BarState::Provisional => bar::answer_now(ui, model, sight),
                } }
            </div>
        </aside>
    }
}

/// Once settled there is nothing to ask; what is missing here takes the place.
fn missing(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let sentence = crate::view::parts::gap::sentence(ui, model, sight.shown());
    let body = html! { <span class="ask-text"><span class="clamped">{ sentence }</span>{ icon("next", "") }</span> };
    button(ui, "ask", "show-gap", Msg::Go(Screen::Recommendation), body)
}
