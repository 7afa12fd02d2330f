//! The A of ISBAR: what was found, what was denied, what nobody assessed, scores.

use super::compose::{Source, several, words_line};
use super::{Block, Line, Vital};
use crate::app::sight::BarState;
use crate::texts as t;
use crate::view::words;
use paedlotse_core::case::{Action, Timestamp};
use paedlotse_core::finding::{Finding, FindingIx, FindingKind, FindingType, Worse};
use paedlotse_core::observation::{Findings, Observed, Value};
use paedlotse_core::protocol::Question;
use paedlotse_core::quantity::Span;

/// Vital signs, findings, tests, scores, what was denied, what is open.
pub(super) fn assessment(from: &Source<'_>) -> Block {
    let l = from.l;
    let mut lines: Vec<Line> = Vec::new();
    let vitals = vitals(from).iter().map(|vital| said(from, vital)).collect();
    lines.extend(several(t::handover_vitals(l), vitals).map(|line| Line { is_drawn: true, ..line }));
    let sign = |finding: &Finding| {
        let measured = matches!(finding.answer, FindingType::Number { .. });
        match finding.kind {
            FindingKind::Sign => true,
            FindingKind::Vital => !measured,
            _ => false,
        }
    };
    lines.extend(several(t::handover_found(l), answered(from, sign)));
    lines.extend(several(t::handover_tests(l), answered(from, |finding| finding.kind == FindingKind::Test)));
    lines.extend(several(t::handover_scores(l), scores(from)));
    lines.extend(several(t::handover_denied(l), denied_groups(from)));
    lines.extend(several(t::handover_denied_singly(l), denied_singly(from)));
    lines.extend(several(t::handover_not_here(l), unobtainable(from)));
    lines.extend(several(t::handover_open(l), open(from)));
    if from.sight.bar == BarState::Settled {
        lines.push(words_line(t::handover_bound(l), t::bar_settled_note(l)));
    }
    Block { letter: "A", title: t::handover_a(l), lines }
}

/// Measured vital signs in the order of the vocabulary, each with all its values.
pub(super) fn vitals(from: &Source<'_>) -> Vec<Vital> {
    let mut vitals = Vec::new();
    for (finding, observed) in from.sight.findings.iter() {
        let is_vital = from
            .set()
            .finding(finding)
            .is_some_and(|spec| spec.kind == FindingKind::Vital && spec.id != paedlotse_core::finding::WEIGHT);
        if let (true, Observed::Known(Value::Number(_))) = (is_vital, observed) {
            let values = values(from, finding).into_iter().map(|(at, span)| (from.clock(at), span)).collect();
            vitals.push(Vital { finding, values });
        }
    }
    vitals
}

/// Every value of a number since it was last taken back.
fn values(from: &Source<'_>, finding: FindingIx) -> Vec<(Timestamp, Span)> {
    let mut values = Vec::new();
    for (_, entry) in from.case.standing() {
        match &entry.action {
            Action::Observe { finding: of, value: Value::Number(span) } if *of == finding => {
                // Typed again within the minute it is a correction.
                values.retain(|(at, _): &(Timestamp, Span)| from.clock(*at) != from.clock(entry.at));
                values.push((entry.at, *span));
            }
            Action::Unobtainable(of) | Action::Withdraw(of) if *of == finding => values.clear(),
            _ => {}
        }
    }
    values
}

/// "Temperatur 39,2 °C (22:06), zuvor 38,5 °C (21:50)".
fn said(from: &Source<'_>, vital: &Vital) -> String {
    let l = from.l;
    let Some(spec) = from.set().finding(vital.finding) else { return String::new() };
    let one = |(at, span): &(String, Span)| format!("{} ({at})", words::with_unit(l, spec, *span));
    let latest = vital.values.last().map(one).unwrap_or_default();
    let earlier: Vec<String> = vital.values.iter().rev().skip(1).map(one).collect();
    let now = format!("{} {latest}", spec.label.get(l));
    if earlier.is_empty() { now } else { t::handover_earlier(l, &earlier.join(", "), &now) }
}

/// Whether an answer is neither a number nor the reassuring one.
fn is_found(spec: &Finding, value: Value) -> bool {
    match value {
        Value::YesNo(yes) => yes != matches!(spec.worse, Worse::Down),
        Value::Choice(_) => Findings::denial(spec) != Some(value),
        Value::Number(_) => true,
    }
}

/// What was found among these, with its time.
pub(super) fn answered(from: &Source<'_>, wanted: impl Fn(&Finding) -> bool) -> Vec<String> {
    let l = from.l;
    let mut said = Vec::new();
    for (ix, observed) in from.sight.findings.iter() {
        let (Some(spec), Observed::Known(value)) = (from.set().finding(ix), observed) else { continue };
        if spec.id == paedlotse_core::finding::WEIGHT || !wanted(spec) || !is_found(spec, value) {
            continue;
        }
        let at = from.case.answered_at(ix).map(|at| from.clock(at)).unwrap_or_default();
        let label = spec.label.get(l);
        said.push(match value {
            Value::YesNo(true) => format!("{label} ({at})"),
            _ => format!("{label}: {} ({at})", words::answer(l, spec, Some(observed))),
        });
    }
    said
}

/// Scores with a value, as a range while items are open.
fn scores(from: &Source<'_>) -> Vec<String> {
    let l = from.l;
    let shown = from.set().scores.iter().zip(&from.sight.assessment.scores).zip(&from.sight.scores_in_use);
    let begun = shown.filter_map(|((score, total), used)| Some((score, (*total)?)).filter(|_| *used));
    begun
        .filter(|(score, _)| score.is_begun(&from.sight.findings))
        .map(|(score, total)| format!("{} {}", score.label.get(l), words::number(l, 0, total)))
        .collect()
}

fn denied_groups(from: &Source<'_>) -> Vec<String> {
    let groups = from.sight.denied.iter().filter_map(|ix| from.set().group(*ix));
    groups.map(|group| group.label.get(from.l).to_owned()).collect()
}

/// Denied one by one, or with a group of which something else was found.
fn denied_singly(from: &Source<'_>) -> Vec<String> {
    let in_group = |ix: FindingIx| {
        let groups = from.sight.denied.iter().filter_map(|group| from.set().group(*group));
        groups.into_iter().any(|group| group.members.contains(&ix))
    };
    let mut denied = Vec::new();
    for (ix, observed) in from.sight.findings.iter() {
        let (Some(spec), Observed::Known(value)) = (from.set().finding(ix), observed) else { continue };
        if is_found(spec, value) || in_group(ix) {
            continue;
        }
        let label = spec.label.get(from.l);
        denied.push(match value {
            // "no" to a choice is one of its options.
            Value::Choice(_) => format!("{label}: {}", words::answer(from.l, spec, Some(observed))),
            _ => label.to_owned(),
        });
    }
    denied
}

fn unobtainable(from: &Source<'_>) -> Vec<String> {
    let not_here = from.sight.findings.iter().filter(|(_, observed)| *observed == Observed::Unobtainable);
    not_here.map(|(ix, _)| words::label(from.set(), from.l, ix).to_owned()).collect()
}

/// What is asked and has no answer, and could still raise the advice.
fn open(from: &Source<'_>) -> Vec<String> {
    let (l, assessment) = (from.l, &from.sight.assessment);
    let mut open = Vec::new();
    if assessment.age_missing {
        open.push(t::next_age(l).to_owned());
    } else if assessment.age_open {
        open.push(t::next_exact_age(l).to_owned());
    }
    if assessment.complaint_missing {
        open.push(t::next_complaint(l).to_owned());
    }
    open.extend(from.sight.open.iter().map(|question| match question {
        Question::Group(ix) => from.set().group(*ix).map_or("–", |group| group.label.get(l)).to_owned(),
        Question::Finding(ix) => words::label(from.set(), l, *ix).to_owned(),
    }));
    open
}
