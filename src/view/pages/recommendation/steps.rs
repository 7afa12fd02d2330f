//! What to do until then, without drugs, and the safety net for a child that stays.

use crate::app::care;
use crate::app::leave::Way;
use crate::app::msg::Msg;
use crate::app::sight::Sight;
use crate::texts as t;
use crate::view::element::{all, el, list, text};
use crate::view::parts::control::{bare, chip, sheet, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::assess::Step;
use paedlotse_core::protocol::Status;
use yew::prelude::*;

/// Steps until transfer or until the team is there.
pub fn until_then(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let lines: Vec<Html> = care::until_then(ui.set(), sight).iter().map(|step| line(ui, step)).collect();
    if lines.is_empty() {
        return Html::default();
    }
    sheet("steps-h", t::steps_title(l), t::steps_no_drugs(l), el("ul", "step-list").each(lines).into())
}

fn line(ui: &Ui, step: &Step<'_>) -> Html {
    let l = ui.language;
    let open = !step.applies.is_true();
    let when = step.step.when.as_ref().filter(|_| open).map(|c| t::step_when(l, &words::condition(ui.set(), l, c)));
    let said = el("span", "").text(step.step.label.get(l)).child_some(when.map(|when| text("small", "", &when)));
    let unchecked = step.step.status != Status::Verified;
    el("li", "step-line")
        .child(said)
        .child_some(unchecked.then(|| chip(true, words::status_short(l, step.step.status))))
        .into()
}

/// What a protocol says when no rule of it holds.
pub fn otherwise(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let said: Vec<Html> = care::quiet(ui.set(), sight)
        .filter(|p| !p.otherwise.get(l).is_empty())
        .map(|p| el("li", "").key(p.id).child(text("b", "", p.title.get(l))).text(p.otherwise.get(l)).into())
        .collect();
    if said.is_empty() {
        return Html::default();
    }
    let list = el("ul", "read-list").each(said);
    sheet("otherwise-h", t::otherwise_title(l), "", el("div", "pad").child(list).into())
}

/// For a child that stays, or a complaint of which no rule holds: what the family is told, to be printed.
pub fn safety_net(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let told: Vec<Html> = care::safety_net(ui.set(), sight)
        .map(|p| {
            let lines = p.advice.iter().map(|a| text("li", "", a.get(l)));
            let title = text("h3", "", p.title.get(l));
            el("div", "pad").key(p.id).child(title).child(el("ul", "advice").each(lines)).into()
        })
        .collect();
    if told.is_empty() {
        return Html::default();
    }
    let print = bare(ui, "opt print", "print", Msg::Leave(Way::Family)).child(word(t::parents_print(l)));
    let body = all([list(told), el("div", "pad").child(print).into()]);
    el("div", "for-parents").child(sheet("net-h", t::parents_title(l), t::parents_note(l), body)).into()
}
