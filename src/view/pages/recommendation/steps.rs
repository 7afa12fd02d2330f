//! What to do until then, without drugs, and the safety net for a child that stays.

use crate::app::msg::Msg;
use crate::app::sight::{Reason, Sight};
use crate::texts as t;
use crate::view::element::{all, el, list, text};
use crate::view::parts::control::{bare, chip, sheet, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::assess::{RuleState, Step, steps};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::protocol::{Protocol, ProtocolIx, RuleIx, Scope, Status};
use paedlotse_core::recommend::Disposition;
use paedlotse_core::truth::Truth;
use yew::prelude::*;

/// The protocols that speak for this child.
fn active<'a>(ui: &'a Ui, sight: &'a Sight) -> impl Iterator<Item = (ProtocolIx, &'a Protocol)> {
    (0_u16..)
        .map(ProtocolIx)
        .zip(&ui.set().protocols)
        .filter(|(ix, p)| p.scope != Scope::Complaint || sight.findings.complaints().contains(ix))
}

/// Steps until transfer or until the team is there. What always applies is said where something has to happen;
/// what depends on an open answer says on what.
pub fn until_then(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let advice = sight.shown();
    let acting = advice.disposition != Disposition::TreatLocally || advice.urgency > Urgency::Routine;
    let lines: Vec<Html> = steps(ui.set(), &sight.findings)
        .into_iter()
        .filter(|step| match (&step.step.when, step.applies) {
            (_, Truth::False) => false,
            // Without a complaint every protocol may still speak; its steps wait until it does.
            (_, Truth::Unknown) if !chosen(ui, sight, step.protocol) => false,
            (None, _) => acting && speaks(ui, sight, step.protocol),
            (Some(_), Truth::True) => true,
            (Some(_), _) => acting,
        })
        .map(|step| line(ui, &step))
        .collect();
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

/// Whether the protocol speaks for every child, or its complaint was chosen.
fn chosen(ui: &Ui, sight: &Sight, protocol: ProtocolIx) -> bool {
    active(ui, sight).any(|(ix, _)| ix == protocol)
}

/// Whether any rule of the protocol raises the urgency.
fn speaks(ui: &Ui, sight: &Sight, protocol: ProtocolIx) -> bool {
    let of = |r: &Reason| ui.set().rule(r.rule).is_some_and(|rule| rule.protocol == protocol);
    sight.reasons.iter().any(|r| r.urgency > Urgency::Routine && of(r))
}

/// Whether no rule of the protocol holds, or can still hold.
fn is_quiet(ui: &Ui, sight: &Sight, protocol: ProtocolIx) -> bool {
    let rules = (0_u16..).map(RuleIx).zip(&ui.set().rules).filter(|(_, rule)| rule.protocol == protocol);
    rules.into_iter().all(|(ix, _)| sight.assessment.rule(ix) == RuleState::False)
}

/// What a protocol says when no rule of it holds.
pub fn otherwise(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let quiet = active(ui, sight).filter(|(ix, p)| !p.otherwise.get(l).is_empty() && is_quiet(ui, sight, *ix));
    let said: Vec<Html> = quiet
        .map(|(_, p)| el("li", "").key(p.id).child(text("b", "", p.title.get(l))).text(p.otherwise.get(l)).into())
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
    let stays = sight.shown().disposition != Disposition::Transfer;
    let told: Vec<Html> = active(ui, sight)
        .filter(|(ix, p)| !p.advice.is_empty() && (stays || is_quiet(ui, sight, *ix)))
        .map(|(_, p)| {
            let lines = p.advice.iter().map(|a| text("li", "", a.get(l)));
            let title = text("h3", "", p.title.get(l));
            el("div", "pad").key(p.id).child(title).child(el("ul", "advice").each(lines)).into()
        })
        .collect();
    if told.is_empty() {
        return Html::default();
    }
    let print = bare(ui, "opt print", "print", Msg::Print).child(word(t::parents_print(l)));
    let body = all([list(told), el("div", "pad").child(print).into()]);
    el("div", "for-parents").child(sheet("net-h", t::parents_title(l), t::parents_note(l), body)).into()
}
