//! The dense page: every question in the order of the examination, the live bar beside it.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Sight};
use crate::app::turn::Turn;
use crate::texts as t;
use crate::view::element::{Name, el, text};
use crate::view::icons::icon;
use crate::view::parts::bar;
use crate::view::parts::control::{button, screen, word};
use crate::view::parts::sections::{Aside, Jump, PageProps, Section, section_props};
use crate::view::ui::Ui;
use std::rc::Rc;
use yew::prelude::*;

/// The questions screen; `page`: what the questions are drawn from.
pub fn questions(ui: &Ui, turn: &Turn, sight: &Sight, page: &Rc<Sight>) -> Html {
    let (model, l) = (&turn.model, ui.language);
    let no_complaint = sight.findings.complaints().is_empty().then(|| {
        let choose = word(t::step_complaints(l));
        el("div", "note note-open").child(text("p", "", t::questions_no_complaint(l))).child(button(
            ui,
            "opt",
            "choose-complaint",
            Msg::Go(Screen::Complaints),
            choose,
        ))
    });
    let around = turn.around.as_ref().unwrap_or(page);
    let around = || PageProps { ui: ui.clone(), page: Rc::clone(around) };
    let mut left = turn.drawn.share(page.questions.iter().map(|section| section.questions.len()).sum());
    let sections = page.questions.iter().map_while(|section| {
        let lines = left.min(section.questions.len());
        left = left.saturating_sub(lines);
        let props = || section_props(ui, model, sight, page, section, lines);
        // A section without questions is no end of the page.
        (lines > 0 || section.questions.is_empty()).then(|| html! { <Section key={section.letter} ..props() /> })
    });
    let flow = el("section", "flow")
        .set(Name::AriaLabelledBy, "questions-h")
        .child(el("h1", "only-read").id("questions-h").text(t::step_questions(l)))
        .child_some(no_complaint)
        .each(sections)
        .child_some(turn.drawn.is_whole().then(|| html! { <Aside ..around() /> }));
    screen("work work-questions", "questions")
        .child(html! { <Jump ..around() /> })
        .child(rail(ui, model, sight, page, turn.raised))
        .child(flow)
        .into()
}

fn rail(ui: &Ui, model: &Model, sight: &Sight, page: &Sight, raised: bool) -> Html {
    let l = ui.language;
    let settled = sight.bar == BarState::Settled;
    let to = |said: &str, note: Option<String>, screen: Screen| bar::go_on(ui, said, note, screen, "go");
    let go = match sight.bar {
        BarState::Settled | BarState::AnsweredNow => to(t::go_recommendation(l), None, Screen::Recommendation),
        BarState::Immediate => {
            to(t::go_recommendation(l), Some(t::go_recommendation_now(l).to_owned()), Screen::Recommendation)
        }
        BarState::DangerScreen => to(t::go_danger(l), None, Screen::Danger),
        // The provisional advice is one tap away in the header; here stands what can be had at once.
        BarState::Provisional => bar::answer_now(ui, model, sight),
    };
    bar::rail(ui, model, sight)
        .child(bar::verdict(ui, model, sight, raised))
        .child(bar::ladder(ui, model, page))
        .child(if settled { missing(ui, model, sight) } else { bar::ask(ui, model, page) })
        .child(bar::scores(ui, page))
        .child(el("div", "rail-end").child(go))
        .into()
}

/// Once settled there is nothing to ask; what is missing here takes the place.
fn missing(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let sentence = crate::view::parts::gap::sentence(ui, model, sight.shown());
    let body = el("span", "ask-text").child(text("span", "clamped", &sentence)).child(icon("next", ""));
    button(ui, "ask", "show-gap", Msg::Go(Screen::Recommendation), body.into())
}
