//! What a hospital's system told about a child: kept beside the case until a clinician has looked at it and taken it over.

use super::envelope::issue;
use crate::app::frame::Told;
use crate::app::model::Model;
use crate::app::time::Now;
use paedlotse_core::case::Action;
use paedlotse_core::finding::FindingIx;
use paedlotse_core::observation::Value as Answer;
use paedlotse_core::quantity::Span;
use paedlotse_core::wire::Value;
use paedlotse_core::wire::chart::{Chart, ChartTrouble, LeftOut, Why, read};

/// Reads what was told and keeps it in the place of what was told before; what came of it, for whoever told it.
pub(super) fn hear(model: &mut Model, now: Now, resources: &[&Value]) -> Result<Vec<Value>, Vec<Value>> {
    // Also what cannot be read takes the place of what was told before: that may be another child's.
    model.frame.told = None;
    let chart = read(&model.content.set, resources, now.at, now.ahead).map_err(|trouble| {
        let words = match trouble {
            ChartTrouble::NothingHere => "no Patient, Observation, QuestionnaireResponse or Bundle of them",
            ChartTrouble::SeveralPatients => "more than one patient",
            ChartTrouble::TooMuch => "too many resources",
        };
        vec![issue("error", "invalid", words)]
    })?;
    let left = chart.left_out.iter().map(left_out).collect();
    let other_child = contradicts(model, &chart);
    let case = model.case.as_ref().map(|case| case.started());
    model.frame.told = Some(Told { chart, case, came: now.at, other_child });
    if other_child {
        let words = "the open case is about a child of another age or sex: nothing is offered";
        return Err(vec![issue("error", "conflict", words)]);
    }
    Ok(left)
}

/// Whether the child of the open case cannot be the one that was told about.
fn contradicts(model: &Model, chart: &Chart) -> bool {
    let Some(case) = &model.case else { return false };
    let known = case.findings(&model.content.set);
    let age = known.age.zip(chart.age).is_some_and(|(known, told)| known.meet(told).is_err());
    let sex = known.sex.zip(chart.sex).is_some_and(|(known, told)| known != told);
    age || sex
}

/// After an answer: what was told may contradict it now, or no longer.
pub(super) fn settle(model: &mut Model) {
    let Some(told) = &model.frame.told else { return };
    let other_child = contradicts(model, &told.chart);
    if let Some(told) = &mut model.frame.told {
        told.other_child = other_child;
    }
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
        Why::Old => "older than a day",
        Why::Future => "later than now",
        Why::Moment => "a moment that cannot be read",
        Why::Status => "withdrawn or of unknown status",
        Why::NotOfThisChild => "of another patient",
        Why::Contradiction => "several that cannot all be right",
        Why::Vague => "a date of birth that leaves the age open",
        Why::NotAChild => "eighteen years or more",
        Why::More => "more than is told here",
    };
    issue("information", "incomplete", &format!("{}: {why}", if left.what.is_empty() { "?" } else { &left.what }))
}

/// Takes the age over that was told.
pub(super) fn take_age(model: &mut Model, now: Now) {
    let age = chart(model).and_then(|chart| chart.age);
    let known = findings(model).and_then(|known| known.age);
    // What somebody entered stays.
    if let Some(age) = age.filter(|_| known.is_none()) {
        push(model, now, Action::Age(Some(age)));
        model.desk.age_digits.clear();
        model.desk.age_error = None;
    }
}

/// Takes the sex over that was told.
pub(super) fn take_sex(model: &mut Model, now: Now) {
    let sex = chart(model).and_then(|chart| chart.sex);
    let known = findings(model).and_then(|known| known.sex);
    if let Some(sex) = sex.filter(|_| known.is_none()) {
        push(model, now, Action::Sex(Some(sex)));
    }
}

/// Takes a value over that was told; an answer stays.
pub(super) fn take(model: &mut Model, now: Now, finding: FindingIx) {
    let value = chart(model).and_then(|chart| chart.values.iter().find(|value| value.finding == finding)).copied();
    let open = findings(model).is_some_and(|known| known.get(finding).is_none());
    if let Some(value) = value.filter(|_| open) {
        let value = Answer::Number(Span::exactly(value.value));
        push(model, now, Action::Observe { finding, value });
        model.desk.forget(finding);
    }
    model.frame.forget(finding);
}

/// Takes everything over.
pub(super) fn take_all(model: &mut Model, now: Now) {
    take_age(model, now);
    take_sex(model, now);
    let values: Vec<FindingIx> =
        chart(model).map(|chart| chart.values.iter().map(|value| value.finding).collect()).unwrap_or_default();
    for finding in values {
        take(model, now, finding);
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
