//! What to do until then, without drugs, and the safety net for a child that stays.

use crate::app::sight::{Reason, Sight};
use crate::texts as t;
use crate::view::element::{el, list, text};
use crate::view::parts::control::{chip, sheet};
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

/// What is said when no rule of a protocol holds, and what the family is told.
pub fn safety_net(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let all_false = |protocol: ProtocolIx| {
        (0_u16..)
            .map(RuleIx)
            .zip(&ui.set().rules)
            .filter(|(_, rule)| rule.protocol == protocol)
            .all(|(ix, _)| sight.assessment.rule(ix) == RuleState::False)
    };
    let quiet: Vec<&Protocol> = active(ui, sight)
        .filter(|(ix, p)| all_false(*ix) && (!p.otherwise.get(l).is_empty() || !p.advice.is_empty()))
        .map(|(_, p)| p)
        .collect();
    if quiet.is_empty() {
        return Html::default();
    }
    let told = quiet.into_iter().map(|p| {
        let title = text("b", "", &format!("{}: ", p.title.get(l)));
        let advice = p.advice.iter().map(|a| text("li", "", a.get(l)));
        el("div", "pad").child(el("p", "").child(title).text(p.otherwise.get(l))).child(el("ul", "advice").each(advice))
    });
    sheet("net-h", t::safety_title(l), "", list(told))
}
