//! What a hospital's system told about a child: kept beside the case until a clinician has looked at it and taken it over.

use super::envelope::issue;
use crate::app::frame::Told;
use crate::app::model::{Draft, Model, Trouble};
use crate::app::time::Now;
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::case::{Action, Timestamp};
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::{FindingKind, FindingType};
use paedlotse_core::observation::Value as Answer;
use paedlotse_core::quantity::Span;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::chart::{Chart, ChartTrouble, Charted, FRESH_HOURS, LeftOut, Why, read};

/// For so long a vital sign is offered after it was measured, in milliseconds: once taken over it counts as measured now. A
/// proposal of ours; what else is measured counts for a day.
const CURRENT: i64 = 60 * 60_000;

/// Reads what was told and keeps it in the place of what was told before; what came of it, for whoever told it.
pub(super) fn hear(model: &mut Model, now: Now, resources: &[&Value]) -> Result<Vec<Value>, Vec<Value>> {
    // Also what cannot be read takes the place of what was told before: that may be another child's.
    model.frame.told = None;
    let mut chart = read(&model.content.set, resources, now.at, now.ahead).map_err(|trouble| {
        let words = match trouble {
            ChartTrouble::NothingHere => "no Patient, Observation, QuestionnaireResponse or Bundle of them",
            ChartTrouble::SeveralPatients => "more than one patient",
            ChartTrouble::TooMuch => "too many resources",
        };
        vec![issue("error", "invalid", words)]
    })?;
    drop_old(model, &mut chart, now.at);
    let left = chart.left_out.iter().map(left_out).collect();
    let case = model.case.as_ref().map(|case| case.started());
    let told = Told { chart, case, came: now.at, other_child: false };
    let other_child = is_of_another_child(model, &told);
    if let (Some(case), Some(child), false) = (case, told.chart.child.clone(), other_child) {
        model.frame.whom = Some((case, child));
    }
    // About another child it waits for that child's case.
    model.frame.told = Some(Told { other_child, case: case.filter(|_| !other_child), ..told });
    if other_child {
        let words = "the open case is about another child: nothing is offered in it";
        return Err(vec![issue("error", "conflict", words)]);
    }
    Ok(left)
}

/// What is too old to be taken over as a value of now is left out.
fn drop_old(model: &Model, chart: &mut Chart, now: Timestamp) {
    let old: Vec<Charted> = chart.values.iter().copied().filter(|value| !is_current(model, value, now)).collect();
    chart.values.retain(|value| !old.contains(value));
    let told = old.into_iter().filter_map(|value| {
        let what = model.content.set.finding(value.finding)?.id.to_owned();
        Some(LeftOut { what, finding: Some(value.finding), why: Why::Old })
    });
    chart.left_out.splice(0..0, told);
}

fn is_current(model: &Model, value: &Charted, now: Timestamp) -> bool {
    let vital = model.content.set.finding(value.finding).is_some_and(|finding| finding.kind == FindingKind::Vital);
    let longest = if vital { CURRENT } else { FRESH_HOURS.saturating_mul(60 * 60_000) };
    // That a vital sign was measured some time today says too little.
    value.at.map_or(!vital, |at| now.0.saturating_sub(at.0) <= longest)
}

/// Whether this was told about another child than that of the open case: who it is differs, or what cannot be true of one
/// child.
fn is_of_another_child(model: &Model, told: &Told) -> bool {
    let Some(case) = &model.case else { return false };
    let whom = model.frame.whom.as_ref().filter(|(of, _)| *of == case.started()).map(|(_, child)| child);
    let differs = whom.zip(told.chart.child.as_ref()).is_some_and(|(known, child)| known != child);
    differs || contradicts(model, &told.chart)
}

fn contradicts(model: &Model, chart: &Chart) -> bool {
    let Some(case) = &model.case else { return false };
    let known = case.findings(&model.content.set);
    let age = known.age.zip(chart.age).is_some_and(|(known, told)| are_apart(known, told));
    let sex = known.sex.zip(chart.sex).is_some_and(|(known, told)| known != told);
    age || sex
}

/// Whether two ages cannot be of one child. While a case is open a newborn grows older by hours and days.
fn are_apart(a: Age, b: Age) -> bool {
    const GROWN: u32 = 2;
    let days = |age: Age| age.completed(AgeUnit::Days);
    let ((a_from, a_to), (b_from, b_to)) = (days(a), days(b));
    a_to.saturating_add(GROWN) < b_from || b_to.saturating_add(GROWN) < a_from
}

/// After anything that happened: what was told grows old, and an answer may contradict it.
pub(super) fn settle(model: &mut Model, now: Timestamp) {
    let Some(mut told) = model.frame.told.take() else { return };
    drop_old(model, &mut told.chart, now);
    // What waits for another child's case goes on waiting.
    if told.case.is_some() {
        told.other_child = is_of_another_child(model, &told);
    }
    model.frame.told = Some(told);
}

fn left_out(left: &LeftOut) -> Value {
    let why = match left.why {
        Why::UnknownCode => "no LOINC code of a number that is taken over",
        Why::SeveralCodes => "codes of several numbers",
        Why::Method => "measured in a way that this code does not tell apart here",
        Why::NoUnit => "no unit",
        Why::UnknownUnit => "not a UCUM unit of this number",
        Why::NotANumber => "not a number",
        Why::Bound => "only a bound",
        Why::Implausible(_) => "outside of what a child can have",
        Why::Old => "too old to count as measured now",
        Why::Future => "later than now",
        Why::Moment => "no moment of measuring, or one that cannot be read",
        Why::Status => "withdrawn or of unknown status",
        Why::NotOfThisChild => "of another patient",
        Why::Contradiction => "several that cannot all be right",
        Why::Vague => "a date of birth that leaves the age open",
        Why::NotAChild => "eighteen years or more",
        Why::More => "more than is told here",
    };
    issue("information", "incomplete", &format!("{}: {why}", if left.what.is_empty() { "?" } else { &left.what }))
}

/// Takes this age over, if it is still told.
pub(super) fn take_age(model: &mut Model, now: Now, age: Age) {
    let told = chart(model).is_some_and(|chart| chart.age == Some(age));
    let known = findings(model).and_then(|known| known.age);
    // What somebody entered stays.
    if told && known.is_none() {
        push(model, now, Action::Age(Some(age)));
        model.desk.age_digits.clear();
        model.desk.age_error = None;
    }
}

/// Takes this sex over, if it is still told.
pub(super) fn take_sex(model: &mut Model, now: Now, sex: Sex) {
    let told = chart(model).is_some_and(|chart| chart.sex == Some(sex));
    let known = findings(model).and_then(|known| known.sex);
    if told && known.is_none() {
        push(model, now, Action::Sex(Some(sex)));
    }
}

/// Takes this value over, if it is still told; an answer stays. A surprising one is asked for once more, as a typed one is.
pub(super) fn take(model: &mut Model, now: Now, value: Charted) {
    let finding = value.finding;
    let told = chart(model).is_some_and(|chart| chart.values.contains(&value)) && is_current(model, &value, now.at);
    if !told {
        return;
    }
    let draft = model.told(finding).filter(|_| is_surprising(model, value));
    let open = findings(model).is_some_and(|known| known.get(finding).is_none());
    model.frame.forget(finding);
    match draft {
        _ if !open => {}
        Some(draft) => model.desk.wait(Draft { trouble: Trouble::Surprising(value.value), ..draft }),
        None => {
            push(model, now, Action::Observe { finding, value: Answer::Number(Span::exactly(value.value)) });
            model.desk.forget(finding);
        }
    }
}

/// Whether a typed number of this size would be asked for again.
fn is_surprising(model: &Model, value: Charted) -> bool {
    let answer = model.content.set.finding(value.finding).map(|finding| finding.answer);
    matches!(answer, Some(FindingType::Number { confirm, .. }) if !confirm.contains(value.value))
}

/// The values that one tap for all takes over. What is surprising, or waits in its field as somebody typed it, stays for a tap
/// of its own.
#[must_use]
pub fn at_once(model: &Model) -> Vec<Charted> {
    let Some((chart, known)) = chart(model).zip(findings(model)) else { return Vec::new() };
    let plain = |value: &Charted| {
        let finding = value.finding;
        known.get(finding).is_none() && model.desk.draft(finding).is_none() && !is_surprising(model, *value)
    };
    chart.values.iter().copied().filter(plain).collect()
}

/// Takes everything over that was told at this moment.
pub(super) fn take_all(model: &mut Model, now: Now, came: Timestamp) {
    let seen = model.frame.told.as_ref().is_some_and(|told| told.came == came);
    let Some((age, sex)) = chart(model).filter(|_| seen).map(|chart| (chart.age, chart.sex)) else { return };
    if let Some(age) = age {
        take_age(model, now, age);
    }
    if let Some(sex) = sex {
        take_sex(model, now, sex);
    }
    for value in at_once(model) {
        take(model, now, value);
    }
}

fn chart(model: &Model) -> Option<&Chart> {
    model.frame.of_case(model.case.as_ref()?.started())
}

fn findings(model: &Model) -> Option<paedlotse_core::observation::Findings> {
    model.case.as_ref().map(|case| case.findings(&model.content.set))
}

fn push(model: &mut Model, now: Now, action: Action) {
    if let Some(case) = &mut model.case {
        // What was read from a chart fits its finding.
        let _fits = case.push(&model.content.set, now.at, action);
    }
}
