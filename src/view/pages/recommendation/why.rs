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
use paedlotse_core::capability::{CapabilityIx, CapabilitySet};
use paedlotse_core::clause::ClauseSet;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::derivation::{Fact, Why};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::{Question, Rule, Status};
use yew::prelude::*;

/// So many findings are named as decisive, or as many as it takes.
const DECISIVE: usize = 3;

/// The findings that suffice for the advice, marked, and with them up to three that decided; or the groups that were denied.
pub fn decided(ui: &Ui, model: &Model, sight: &Sight, why: Option<&Why>) -> Html {
    let l = ui.language;
    let found = decisive(sight, why);
    let cautious = sight.bar == BarState::AnsweredNow;
    let lines = found.iter().map(|decided| finding_line(ui, model, sight, decided));
    let facts = why.map_or(&[][..], |why| &why.facts);
    let others: Vec<String> = facts.iter().filter_map(|fact| other_fact(ui, sight, *fact)).collect();
    let rest = match (cautious, found.is_empty() && others.is_empty()) {
        (true, _) => text("p", "pad", t::why_cautious(l)),
        (false, true) => denied(ui, sight),
        (false, false) => Html::default(),
    };
    let enough = match (found.iter().any(|decided| decided.enough), others.is_empty()) {
        (true, true) => text("p", "pad", t::why_enough(l)),
        (true, false) => text("p", "pad", &t::why_enough_with(l, &words::list(l, &others))),
        (false, false) => text("p", "pad", &t::why_enough_alone(l, &words::list(l, &others))),
        (false, true) => Html::default(),
    };
    sheet("why-h", t::why_title(l), t::why_tap(l), all([rest, list(lines), enough]))
}

/// A finding that decided.
struct Decided<'a> {
    finding: FindingIx,
    /// The most urgent rule that is said to rest on it.
    reason: Option<&'a Reason>,
    /// It is one of those that suffice.
    enough: bool,
}

/// The findings that suffice; then, up to three in all, others of the most urgent rules.
fn decisive<'a>(sight: &'a Sight, why: Option<&Why>) -> Vec<Decided<'a>> {
    let mut found: Vec<Decided<'a>> = Vec::new();
    for fact in why.iter().flat_map(|why| &why.facts) {
        if let Fact::Finding(finding) = *fact {
            let reason = sight.reasons.iter().find(|reason| reason.findings.contains(&finding));
            found.push(Decided { finding, reason, enough: true });
        }
    }
    let top = sight.reasons.first().map(|r| r.urgency).filter(|u| *u > Urgency::Routine);
    for reason in sight.reasons.iter().filter(|r| Some(r.urgency) == top) {
        for finding in &reason.findings {
            if found.len() < DECISIVE && !found.iter().any(|known| known.finding == *finding) {
                found.push(Decided { finding: *finding, reason: Some(reason), enough: false });
            }
        }
    }
    found
}

/// What is no finding and yet has a part: age, sex, the complaint.
fn other_fact(ui: &Ui, sight: &Sight, fact: Fact) -> Option<String> {
    let l = ui.language;
    match fact {
        Fact::Age => sight.findings.age.map(|age| words::age(l, age)),
        Fact::Sex => sight.findings.sex.map(|sex| words::condition(ui.set(), l, &Criterion::SexIs(sex))),
        Fact::Complaint(protocol) => ui.set().protocol(protocol).map(|p| p.title.get(l).to_owned()),
        Fact::Finding(_) => None,
    }
}

fn finding_line(ui: &Ui, model: &Model, sight: &Sight, decided: &Decided<'_>) -> Html {
    let l = ui.language;
    let Decided { finding, reason, enough } = *decided;
    let Some(spec) = ui.set().finding(finding) else { return Html::default() };
    let said = words::answer(l, spec, sight.findings.get(finding));
    let at = model.case.as_ref().and_then(|case| case.answered_at(finding)).map(|at| model.now.clock(at));
    let rule = reason.and_then(|reason| ui.set().rule(reason.rule));
    let words = el("span", "")
        .child(text("b", "", &format!("{}: {said}", spec.label.get(l))))
        .child_some(rule.map(|rule| text("small", "", &format!("{} · {}", rule.why.get(l), rule.row.get(l)))));
    let mark = el("span", "").child_some(enough.then(|| chip(false, t::why_mark(l)))).child(text(
        "small",
        "",
        &at.unwrap_or_default(),
    ));
    let urgency = reason.map_or(sight.shown().urgency, |reason| reason.urgency);
    let body = all([sign(urgency, ""), words.into(), mark.into()]);
    button(ui, "line-link", format!("decided:{}", spec.id), Msg::Jump(finding), body)
}

fn denied(ui: &Ui, sight: &Sight) -> Html {
    let l = ui.language;
    let groups = sight.denied.iter().filter_map(|ix| ui.set().group(*ix).map(|group| (*ix, group)));
    let lines = groups.map(|(ix, group)| {
        let body = all([icon("no", "i-s"), word(group.label.get(l))]);
        let line = button(ui, "open-line", format!("denied:{}", group.id), Msg::JumpGroup(ix), body);
        el("li", "").key(group.id).child(line)
    });
    all([text("p", "pad", t::why_nothing(l)), el("ul", "open-list").each(lines).into()])
}

/// What can still change the advice, and what cannot be had here.
pub fn open(ui: &Ui, model: &Model, sight: &Sight) -> Html {
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
    let not_here = not_here(ui, model, sight);
    if lines.is_empty() && not_here.is_empty() {
        return Html::default();
    }
    let lines = lines.into_iter().map(|(label, msg)| {
        let body = all([word(&label), icon("next", "i-s")]);
        el("li", "").child(button(ui, "open-line", "open-question", msg, body))
    });
    let settled = (sight.bar == BarState::Settled).then(|| text("p", "pad", t::open_settled(l)));
    let lines = el("ul", "open-list").each(lines).into();
    let not_here = list(not_here.iter().map(|said| text("p", "pad", said)));
    let body = all([settled.unwrap_or_default(), lines, not_here]);
    sheet("open-h", t::open_title(l), &t::open_count(l, sight.open_count()), body)
}

/// What cannot be had here. While the answer is not settled it would decide: then with what is missing for it and which
/// house has that, as the cautious answer reckons with it.
fn not_here(ui: &Ui, model: &Model, sight: &Sight) -> Vec<String> {
    let l = ui.language;
    let mut missing: Vec<(Option<CapabilityIx>, Vec<String>)> = Vec::new();
    for finding in &sight.assessment.unobtainable {
        let by = ui.set().finding(*finding).and_then(|f| f.obtained_by).filter(|_| sight.bar != BarState::Settled);
        let label = words::label(ui.set(), l, *finding).to_owned();
        match missing.iter_mut().find(|(known, _)| *known == by) {
            Some((_, labels)) => labels.push(label),
            None => missing.push((by, vec![label])),
        }
    }
    let lines = missing.into_iter().map(|(by, labels)| {
        let findings = words::list(l, &labels);
        let Some(by) = by else { return t::open_unobtainable(l, &findings) };
        let wanted = CapabilitySet::of(by);
        let capability = words::need(ui.set(), l, wanted);
        let needs = &sight.judgement.ceiling.needs;
        let house = needs.iter().find(|n| ui.set().implies(n.need.any_of, wanted)).and_then(|n| n.by);
        match house.zip(model.card()) {
            Some((site, card)) => t::open_decides(l, &capability, &findings, words::place(card, site)),
            None => t::open_decides_nobody(l, &capability, &findings),
        }
    });
    lines.collect()
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
    let cited = rule.sources.iter().filter_map(|id| ui.set().sources.iter().find(|s| s.id == *id));
    let sources: Vec<&str> = cited.map(|source| words::work(l, source)).collect();
    let line = |class: &'static str, said: &str| (!said.is_empty()).then(|| text("p", class, said));
    let listed = |needs: ClauseSet, say: &dyn Fn(&str) -> String| {
        if needs.is_empty() { String::new() } else { say(&words::clauses(ui.set(), l, needs)) }
    };
    let why = el("p", "")
        .child(text("b", "", rule.why.get(l)))
        .child_some(reason.presumed.then(|| text("span", "presumed", t::rules_presumed(l))));
    let story = el("div", "")
        .child(why)
        .child_some(line("", rule.note.get(l)))
        .child_some(line("muted", &listed(rule.needs, &|said| t::rules_needs(l, said))))
        .child_some(line("muted", &listed(rule.consider, &|said| t::rules_consider(l, said))))
        .child_some(line("muted", &format!("{} · {}", rule.row.get(l), sources.join("; "))));
    el("div", "source")
        .key(reason.rule.0)
        .set(Name::DataRule, rule.row.get(l))
        .child(sign(rule.urgency, "sign-s"))
        .child(story)
        .child(chip(rule.status != Status::Verified, words::status_short(l, rule.status)))
        .into()
}
