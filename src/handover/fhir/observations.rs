//! One observation for every finding: what was answered and when, what is not possible here, what is due and open.
//! Missing is never normal: a value that is not there stands as an observation that says why.

use super::json::{Object, coding, concept, extension, note, quantity, reference};
use super::{Entry, Source, systems};
use crate::app::age::stated;
use crate::app::msg::AgeKey;
use crate::texts as t;
use crate::view::words;
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::case::{Action, Case};
use paedlotse_core::coding::ucum;
use paedlotse_core::finding::{Finding, FindingIx, FindingKind, FindingType, GroupIx};
use paedlotse_core::observation::{self, Observed};
use paedlotse_core::page::exists;
use paedlotse_core::quantity::Span;
use paedlotse_core::score::{Points, Score};
use paedlotse_core::wire::Value;

/// LOINC: "Age".
const AGE: &str = "30525-0";

/// The age, the findings in the order of the vocabulary, the scores.
pub(super) fn observations(from: &Source<'_>) -> Vec<Entry> {
    let mut all = vec![age(from)];
    let told: Vec<FindingIx> = told(from);
    all.extend(told.iter().filter_map(|ix| finding(from, *ix)));
    let totals = from.set.scores.iter().zip(&from.sight.assessment.scores).zip(&from.sight.scores_in_use);
    for ((spec, total), used) in totals {
        if let (Some(total), true) = (total, *used) {
            all.push(score(from, spec, *total, &told));
        }
    }
    all
}

/// Every finding that has an observation: answered, or on a page of this child, due and open.
fn told(from: &Source<'_>) -> Vec<FindingIx> {
    let answered = from.sight.findings.iter().map(|(ix, _)| ix);
    let pages = from.sight.danger.iter().chain(&from.sight.questions);
    let asked = pages.flat_map(|section| &section.questions).flat_map(|asked| &asked.findings).copied();
    let open = asked.filter(|ix| is_due(from, *ix));
    let mut all: Vec<FindingIx> = answered.chain(open).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether it is asked of this child now, or could still decide.
pub(super) fn is_due(from: &Source<'_>, ix: FindingIx) -> bool {
    let assessment = &from.sight.assessment;
    let decides = assessment.live.contains(&ix) || assessment.unobtainable.contains(&ix);
    (decides || assessment.due(ix).is_true()) && exists(from.set, &from.sight.findings, ix)
}

fn begun(from: &Source<'_>, status: &str) -> Object {
    Object::resource("Observation")
        .text("status", status)
        .value("subject", from.patient())
        .value("encounter", from.encounter())
}

fn finding(from: &Source<'_>, ix: FindingIx) -> Option<Entry> {
    let spec = from.set.finding(ix)?;
    let observed = from.sight.findings.get(ix);
    // Nobody has looked it up in a chart: every answer is still to be checked by a physician.
    let status = if observed.is_some() { "preliminary" } else { "registered" };
    let begun = begun(from, status).list("category", category(spec.kind)).value("code", code(from, spec));
    let begun = match from.case.answered_at(ix).filter(|_| observed.is_some()) {
        Some(at) => begun.text("effectiveDateTime", &from.now.instant(at)),
        None => begun,
    };
    let resource = match observed {
        Some(Observed::Known(value)) => {
            let (field, value) = written(from, spec, value)?;
            // A value that can raise and not clear: an ear thermometer does not rule out an infant's fever.
            let raises = from.sight.assessment.live.contains(&ix);
            let raises = raises.then(|| extension(systems::ANSWER, "raises-only"));
            begun.list("extension", raises).value(field, value).maybe("method", denied_with(from, ix))
        }
        Some(Observed::Unobtainable) => {
            let words = t::answer_unobtainable(from.language);
            begun.value("dataAbsentReason", absent("not-performed", "Not Performed", "not-possible-here", words))
        }
        None => {
            // The workflow has not led to a value, whether somebody said so or not.
            let said = if from.sight.passed_over.contains(&ix) { "not-assessed" } else { "open" };
            let words = t::answer_open(from.language);
            begun.value("dataAbsentReason", absent("not-asked", "Not Asked", said, words))
        }
    };
    let letter = if spec.kind == FindingKind::History { "B" } else { "A" };
    Some(Entry { url: from.finding_url(ix), resource: resource.done(), letter: Some(letter) })
}

fn absent(code: &str, display: &str, said: &str, words: &str) -> Value {
    concept([coding(systems::ABSENT, code, display), coding(systems::ANSWER, said, words)], words)
}

/// The kind by the common system, where that has one, and by ours.
fn category(kind: FindingKind) -> Vec<Value> {
    let (common, own) = match kind {
        FindingKind::Sign => (Some(("exam", "Exam")), "sign"),
        FindingKind::History => (None, "history"),
        FindingKind::Vital => (Some(("vital-signs", "Vital Signs")), "vital"),
        // Laboratory or picture: the vocabulary does not tell.
        FindingKind::Test => (None, "test"),
    };
    let common = common.map(|(code, display)| concept([coding(systems::CATEGORY, code, display)], ""));
    common.into_iter().chain([concept([coding(systems::KIND, own, "")], "")]).collect()
}

fn code(from: &Source<'_>, spec: &Finding) -> Value {
    let label = spec.label.get(from.language);
    let loinc = spec.loinc.map(|code| coding(systems::LOINC, code, ""));
    concept(loinc.into_iter().chain([coding(systems::FINDING, &spec.no.to_string(), label)]), label)
}

fn written(from: &Source<'_>, spec: &Finding, value: observation::Value) -> Option<(&'static str, Value)> {
    match (value, &spec.answer) {
        (observation::Value::YesNo(yes), _) => Some(("valueBoolean", Value::Bool(yes))),
        (observation::Value::Choice(at), _) => {
            let option = option(from, spec, at)?;
            let words = words::answer(from.language, spec, Some(Observed::Known(value)));
            Some(("valueCodeableConcept", concept([option], &words)))
        }
        (observation::Value::Number(span), FindingType::Number { unit, decimals, .. }) => {
            Some(number(span, *decimals, units(from, unit)))
        }
        (observation::Value::Number(_), _) => None,
    }
}

/// The option of a choice as a code.
pub(super) fn option(from: &Source<'_>, spec: &Finding, at: u8) -> Option<Value> {
    let FindingType::Choice { options } = &spec.answer else { return None };
    let option = options.get(usize::from(at))?;
    Some(coding(systems::OPTION, &format!("{}.{}", spec.no, option.no), option.label.get(from.language)))
}

/// A unit as it is written, and its code. The compiler takes no unit that has none.
pub(super) fn units(from: &Source<'_>, written: &'static str) -> (&'static str, &'static str) {
    (words::unit(from.language, written), ucum(written).unwrap_or_default())
}

fn number(span: Span, decimals: u8, units: (&str, &str)) -> (&'static str, Value) {
    match span.single() {
        Some(value) => ("valueQuantity", quantity(value, decimals, units)),
        None => {
            let ends = [("low", span.low()), ("high", span.high())];
            let range = ends
                .into_iter()
                .fold(Object::default(), |range, (end, value)| range.value(end, quantity(value, decimals, units)));
            ("valueRange", range.done())
        }
    }
}

/// The group with which it was denied, if it was: nobody asked for it alone.
fn denied_with(from: &Source<'_>, ix: FindingIx) -> Option<Value> {
    let group = from.set.group(group_of(from.case, ix)?)?;
    let label = group.label.get(from.language);
    let words = format!("{label}: {}", t::group_none(from.language));
    Some(concept(
        [coding(systems::ANSWER, "denied-with-group", ""), coding(systems::GROUP, &group.no.to_string(), label)],
        &words,
    ))
}

fn group_of(case: &Case, finding: FindingIx) -> Option<GroupIx> {
    let mut last = None;
    for (_, entry) in case.standing() {
        match &entry.action {
            Action::Observe { finding: of, .. } | Action::Unobtainable(of) | Action::Withdraw(of) if *of == finding => {
                last = None;
            }
            Action::DenyGroup { group, denied } if denied.contains(&finding) => last = Some(*group),
            _ => {}
        }
    }
    last
}

fn age(from: &Source<'_>) -> Entry {
    let label = t::next_age(from.language);
    let begun = begun(from, "preliminary")
        .value("code", concept([coding(systems::LOINC, AGE, "Age")], label))
        .text("effectiveDateTime", &from.now.instant(from.case.started()));
    let resource = match from.sight.findings.age {
        Some(age) => {
            let (field, value) = years(age);
            begun.value(field, value).list("component", months(age, label))
        }
        None => {
            begun.value("dataAbsentReason", absent("not-asked", "Not Asked", "open", t::answer_open(from.language)))
        }
    };
    Entry { url: from.names.url("age", ""), resource: resource.done(), letter: Some("I") }
}

/// Completed hours, days, weeks, months or years, as exactly as they are known.
fn years(age: Age) -> (&'static str, Value) {
    let code = |unit| match unit {
        AgeKey::Hours => "h",
        AgeKey::Days => "d",
        AgeKey::Weeks => "wk",
        AgeKey::Months => "mo",
        AgeKey::Years => "a",
    };
    let whole = |count: u32| i32::try_from(count).unwrap_or(i32::MAX);
    match stated(age) {
        Some(said) => ("valueQuantity", quantity(whole(said.count), 0, (code(said.unit), code(said.unit)))),
        None => {
            let (low, high) = age.completed(AgeUnit::Months);
            number(Span::new(whole(low), whole(high)), 0, ("mo", "mo"))
        }
    }
}

/// Completed months where they are known beside days or weeks: 91 days may be two months or three.
fn months(age: Age, label: &str) -> Option<Value> {
    let (low, high) = age.completed(AgeUnit::Months);
    let beside = matches!(stated(age)?.unit, AgeKey::Days | AgeKey::Weeks) && low == high;
    let months = i32::try_from(low).ok().filter(|_| beside)?;
    let code = concept([coding(systems::LOINC, AGE, "Age")], label);
    Some(Object::default().value("code", code).value("valueQuantity", quantity(months, 0, ("mo", "mo"))).done())
}

fn score(from: &Source<'_>, spec: &Score, total: Span, told: &[FindingIx]) -> Entry {
    let l = from.language;
    let label = spec.label.get(l);
    let (field, value) = number(total, 0, units(from, "points"));
    let reads = spec.items.iter().flat_map(|item| &item.points).filter_map(|points| match points {
        Points::Bands { finding, .. } | Points::Options { finding, .. } => Some(*finding),
        Points::When { .. } => None,
    });
    let mut reads: Vec<FindingIx> = reads.filter(|ix| told.contains(ix)).collect();
    reads.sort_unstable();
    reads.dedup();
    // A name for the total only once there is one total.
    let level = total.single().and_then(|total| spec.levels.iter().rev().find(|level| level.from <= total));
    let resource = begun(from, "preliminary")
        .value("code", concept([coding(systems::SCORE, &spec.no.to_string(), label)], label))
        .text("effectiveDateTime", &from.now.instant(from.now.at))
        .value(field, value)
        .list("interpretation", level.map(|level| concept([], level.label.get(l))))
        .list("note", Some(spec.limits.get(l)).filter(|limits| !limits.is_empty()).map(note))
        .list("derivedFrom", reads.iter().map(|ix| reference(&from.finding_url(*ix))));
    Entry { url: from.names.url("score", &spec.no.to_string()), resource: resource.done(), letter: Some("A") }
}
