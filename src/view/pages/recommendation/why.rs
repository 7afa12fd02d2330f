//! What decided, what is open, and the rules with their guideline, edition and status.

use crate::app::model::Model;
use crate::app::msg::Msg;
use crate::app::route::Screen;
use crate::app::sight::{BarState, Reason, Sight};
use crate::texts as t;
use crate::view::element::{Name, all, el, list, text};
use crate::view::icons::{icon, sign};
use crate::view::parts::control::{button, chip, sheet, word};
use crate::view::ui::Ui;
use crate::view::words;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::{Question, Rule, Status};
use yew::prelude::*;

/// So many findings are named as decisive.
const DECISIVE: usize = 3;

/// The one to three findings that decided, or the groups that were denied.
pub fn decided(ui: &Ui, model: &Model, sight: &Sight) -> Html {
    let l = ui.language;
    let found = decisive(sight);
    let cautious = sight.bar == BarState::AnsweredNow;
    let lines = found.iter().map(|(finding, reason)| finding_line(ui, model, sight, *finding, reason));
    let rest = match (cautious, found.is_empty()) {
        (true, _) => text("p", "pad", t::why_cautious(l)),
        (false, true) => denied(ui, sight),
        (false, false) => Html::default(),
    };
    sheet("why-h", t::why_title(l), t::why_tap(l), all([rest, list(lines)]))
}

/// The findings of the most urgent rules, each with the rule it belongs to.
fn decisive(sight: &Sight) -> Vec<(FindingIx, &Reason)> {
    let top = sight.reasons.first().map(|r| r.urgency).filter(|u| *u > Urgency::Routine);
    let mut found: Vec<(FindingIx, &Reason)> = Vec::new();
    for reason in sight.reasons.iter().filter(|r| Some(r.urgency) == top) {
        for finding in &reason.findings {
            if found.len() < DECISIVE && !found.iter().any(|(known, _)| known == finding) {
                found.push((*finding, reason));
            }
        }
    }
    found
}

fn finding_line(ui: &Ui, model: &Model, sight: &Sight, finding: FindingIx, reason: &Reason) -> Html {
    let l = ui.language;
    let Some(spec) = ui.set().finding(finding) else { return Html::default() };
    let Some(rule) = ui.set().rule(reason.rule) else { return Html::default() };
    let said = words::answer(l, spec, sight.findings.get(finding));
    let at = model.case.as_ref().and_then(|case| case.answered_at(finding)).map(|at| model.now.clock(at));
    let words = el("span", "").child(text("b", "", &format!("{}: {said}", spec.label.get(l)))).child(text(
        "small",
        "",
        &format!("{} · {}", rule.why.get(l), rule.row),
    ));
    let body = all([sign(reason.urgency, ""), words.into(), text("small", "", &at.unwrap_or_default())]);
    button(ui, "line-link", format!("decided:{}", spec.id), Msg::Jump(finding), body)
}

fn denied(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let groups = sight.denied.iter().filter_map(|ix| ui.set().group(*ix).map(|group| (*ix, group)));
    let lines = groups.map(|(ix, group)| {
        let body = all([icon("no", "i-s"), word(group.label.get(l))]);
        let line = button(ui, "open-line", format!("denied:{}", group.id), Msg::JumpGroup(ix), body);
        el("li", "").key(group.id.clone()).child(line)
    });
    all([text("p", "pad", t::why_nothing(l)), el("ul", "open-list").each(lines).into()])
}

/// What can still change the advice, and what cannot be had here.
pub fn open(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let lines = sight.open.iter().filter_map(|question| match question {
        Question::Group(ix) => ui.set().group(*ix).map(|g| (g.label.get(l).to_owned(), Msg::JumpGroup(*ix))),
        Question::Finding(ix) => ui.set().finding(*ix).map(|f| (f.label.get(l).to_owned(), Msg::Jump(*ix))),
    });
    let mut lines: Vec<(String, Msg)> = lines.collect();
    if sight.assessment.complaint_missing {
        lines.insert(0, (t::next_complaint(l).to_owned(), Msg::Go(Screen::Complaints)));
    }
    if sight.assessment.age_missing {
        lines.insert(0, (t::next_age(l).to_owned(), Msg::Go(Screen::Child)));
    } else if sight.assessment.age_open {
        lines.push((t::next_exact_age(l).to_owned(), Msg::Go(Screen::Child)));
    }
    let unobtainable: Vec<String> =
        sight.assessment.unobtainable.iter().map(|f| words::label(ui.set(), l, *f).to_owned()).collect();
    if lines.is_empty() && unobtainable.is_empty() {
        return Html::default();
    }
    let lines = lines.into_iter().map(|(label, msg)| {
        let body = all([word(&label), icon("next", "i-s")]);
        el("li", "").child(button(ui, "open-line", "open-question", msg, body))
    });
    let not_here = || text("p", "pad", &t::open_unobtainable(l, &words::list(l, &unobtainable)));
    let settled = (sight.bar == BarState::Settled).then(|| text("p", "pad", t::open_settled(l)));
    let not_here = (!unobtainable.is_empty()).then(not_here);
    let lines = el("ul", "open-list").each(lines).into();
    let body = all([settled.unwrap_or_default(), lines, not_here.unwrap_or_default()]);
    sheet("open-h", t::open_title(l), &t::open_count(l, sight.open_count()), body)
}

/// Every rule that speaks, with its reason, guideline and status.
pub fn rules(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    if sight.reasons.is_empty() {
        return Html::default();
    }
    let lines = sight.reasons.iter().filter_map(|r| ui.set().rule(r.rule).map(|rule| rule_line(ui, r, rule)));
    sheet("rules-h", t::rules_title(l), t::rules_note(l), lines.collect())
}

fn rule_line(ui: &Ui, reason: &Reason, rule: &Rule) -> Html {
    let l = ui.language;
    let sources: Vec<&str> =
        rule.sources.iter().filter_map(|id| ui.set().sources.iter().find(|s| s.id == *id)).map(|s| s.work).collect();
    let needs: Vec<String> = rule.needs.iter().map(|n| words::need(ui.set(), l, *n)).collect();
    let consider: Vec<String> = rule.consider.iter().map(|n| words::need(ui.set(), l, *n)).collect();
    let line = |class: &'static str, said: &str| (!said.is_empty()).then(|| text("p", class, said));
    let listed = |needs: &[String], say: &dyn Fn(&str) -> String| {
        if needs.is_empty() { String::new() } else { say(&words::list(l, needs)) }
    };
    let why = el("p", "")
        .child(text("b", "", rule.why.get(l)))
        .child_some(reason.presumed.then(|| text("span", "presumed", t::rules_presumed(l))));
    let story = el("div", "")
        .child(why)
        .child_some(line("", rule.note.get(l)))
        .child_some(line("muted", &listed(&needs, &|said| t::rules_needs(l, said))))
        .child_some(line("muted", &listed(&consider, &|said| t::rules_consider(l, said))))
        .child_some(line("muted", &format!("{} · {}", rule.row, sources.join("; "))));
    el("div", "source")
        .key(rule.id.clone())
        .set(Name::DataRule, rule.id.clone())
        .child(sign(rule.urgency, "sign-s"))
        .child(story)
        .child(chip(rule.status != Status::Verified, words::status_short(l, rule.status)))
        .into()
}
