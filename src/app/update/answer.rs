//! Answers: three states, choices, groups and numbers.

use super::push;
use crate::app::model::{Draft, Model, Trouble};
use crate::app::msg::Answer;
use crate::app::sight::passed_over;
use crate::app::time::Now;
use paedlotse_core::assess::{due, members};
use paedlotse_core::case::Action;
use paedlotse_core::finding::{FindingIx, FindingType, GroupIx};
use paedlotse_core::observation::{Findings, Observed, Value};
use paedlotse_core::page::{asked, exists};
use paedlotse_core::protocol::{ProtocolSet, Question};
use paedlotse_core::quantity::{NumberError, Span, parse_decimal};

/// An answer; the same one again makes the question open.
pub(super) fn give(model: &mut Model, now: Now, finding: FindingIx, answer: Answer) {
    let Some(case) = &model.case else { return };
    let known = case.findings(&model.content.set).get(finding);
    let said = match answer {
        Answer::YesNo(yes) => Observed::Known(Value::YesNo(yes)),
        Answer::Option(option) => Observed::Known(Value::Choice(option)),
        Answer::Unobtainable => Observed::Unobtainable,
        Answer::Open => {
            if known.is_some() || !passed_over(case).contains(&finding) {
                model.desk.forget(finding);
                push(model, now, Action::Withdraw(finding));
            }
            return;
        }
    };
    model.desk.forget(finding);
    let action = match said {
        _ if known == Some(said) => Action::Withdraw(finding),
        Observed::Known(value) => Action::Observe { finding, value },
        Observed::Unobtainable => Action::Unobtainable(finding),
    };
    push(model, now, action);
}

/// "None of these". A member that was marked "not assessed" in front of the clinician stays so.
pub(super) fn deny_group(model: &mut Model, now: Now, group: GroupIx) {
    let open = model.desk.open_groups.contains(&group);
    let shown = model.desk.shown.clone();
    let set = &model.content.set;
    let Some(case) = &mut model.case else { return };
    let findings = case.findings(set);
    let passed = passed_over(case);
    let asked = asked_in(set, &findings, group);
    // What is set aside is not shown, and nobody denied it: it stays open for the day it is needed.
    let due = due(set, &findings);
    let set_aside = |f: FindingIx| {
        let aside = due.get(usize::from(f.0)).is_some_and(|due| due.is_false());
        aside && !shown.contains(&f) && !is_of_transfer(set, group)
    };
    case.deny_group(set, now.at, group, |f| {
        asked.contains(&f) && exists(set, &findings, f) && !set_aside(f) && !(open && passed.contains(&f))
    });
}

/// Whether a group is asked at a transfer; it stands on no page of a protocol.
fn is_of_transfer(set: &ProtocolSet, group: GroupIx) -> bool {
    set.transport.questions.contains(&Question::Group(group))
}

/// What a group asks where it stands.
fn asked_in(set: &ProtocolSet, findings: &Findings, group: GroupIx) -> Vec<FindingIx> {
    let question = Question::Group(group);
    if is_of_transfer(set, group) { members(set, question).collect() } else { asked(set, findings, question) }
}

/// "Something here" shows the members; again hides them while nothing is said to any of them.
pub(super) fn open_group(model: &mut Model, group: GroupIx) {
    let set = &model.content.set;
    let Some(case) = &model.case else { return };
    let findings = case.findings(set);
    let says_something = |f: FindingIx| match findings.value(f) {
        Some(value) => set.finding(f).and_then(Findings::denial) != Some(value),
        None => findings.get(f).is_some(),
    };
    let holds_something = asked_in(set, &findings, group).into_iter().any(says_something);
    if model.desk.open_groups.contains(&group) && !holds_something {
        model.desk.open_groups.retain(|g| *g != group);
    } else {
        model.desk.open(group);
    }
}

/// What a typed text means for a number.
fn read(finding: &FindingType, text: &str) -> Result<i32, Trouble> {
    let FindingType::Number { decimals, step, plausible, confirm, .. } = finding else {
        return Err(Trouble::NotANumber(NumberError::NotANumber));
    };
    let value = parse_decimal(text, *decimals).map_err(Trouble::NotANumber)?;
    if *step > 1 && value.checked_rem(*step) != Some(0) {
        return Err(Trouble::NotANumber(NumberError::TooPrecise));
    }
    if !plausible.contains(value) {
        return Err(Trouble::Implausible(*plausible));
    }
    if !confirm.contains(value) {
        return Err(Trouble::Surprising(value));
    }
    Ok(value)
}

fn known_number(model: &Model, finding: FindingIx) -> Option<Span> {
    match model.case.as_ref()?.findings(&model.content.set).value(finding)? {
        Value::Number(span) => Some(span),
        _ => None,
    }
}

fn observe(model: &mut Model, now: Now, finding: FindingIx, value: i32) {
    model.desk.forget(finding);
    let span = Span::exactly(value);
    if known_number(model, finding) != Some(span) {
        push(model, now, Action::Observe { finding, value: Value::Number(span) });
    }
}

pub(super) fn number(model: &mut Model, now: Now, finding: FindingIx, text: &str) {
    let Some(spec) = model.content.set.finding(finding) else { return };
    // Whoever types here has seen what was told, and says something else.
    model.frame.forget(finding);
    if text.trim().is_empty() {
        model.desk.forget(finding);
        let known = model.case.as_ref().and_then(|case| case.findings(&model.content.set).get(finding));
        if known.is_some() {
            push(model, now, Action::Withdraw(finding));
        }
        return;
    }
    let known = known_number(model, finding).and_then(Span::single);
    match read(&spec.answer, text) {
        Ok(value) => observe(model, now, finding, value),
        // Said before and confirmed: the same text is not asked about again.
        Err(Trouble::Surprising(value)) if known == Some(value) => {
            model.desk.forget(finding);
        }
        Err(trouble) => {
            // A refused text must not leave an older value standing behind it.
            if known.is_some() {
                push(model, now, Action::Withdraw(finding));
            }
            model.desk.wait(Draft { finding, text: text.trim().to_owned(), trouble });
        }
    }
}

pub(super) fn step(model: &mut Model, now: Now, finding: FindingIx, up: bool) {
    let Some(FindingType::Number { step, plausible, confirm, decimals, .. }) =
        model.content.set.finding(finding).map(|f| f.answer)
    else {
        return;
    };
    let Some(value) = known_number(model, finding).and_then(Span::single) else { return };
    let next = if up { value.saturating_add(step) } else { value.saturating_sub(step) };
    if !plausible.contains(next) {
        return;
    }
    if confirm.contains(value) && !confirm.contains(next) {
        let text = paedlotse_core::quantity::format_decimal(next, decimals, ',');
        push(model, now, Action::Withdraw(finding));
        model.desk.wait(Draft { finding, text, trouble: Trouble::Surprising(next) });
    } else {
        observe(model, now, finding, next);
    }
}

/// The surprising number is right.
pub(super) fn sure(model: &mut Model, now: Now, finding: FindingIx) {
    if let Some(Trouble::Surprising(value)) = model.desk.draft(finding).map(|draft| draft.trouble) {
        observe(model, now, finding, value);
    }
}
