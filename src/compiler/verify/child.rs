//! One child of many, in words and as findings: what a violated law is shown with.

use super::axes::Axis;
use super::space::Space;
use biodivine_lib_bdd::{Bdd, BddPartialValuation, BddVariable};
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::criterion::Sex;
use paedlotse_core::finding::{Finding, FindingIx, FindingType, Worse};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::ProtocolIx;
use paedlotse_core::quantity::{Span, format_decimal};

/// One child among `these`, with only what makes it one of them; none when no such child exists.
pub(crate) fn one_of(space: &Space<'_>, these: &Bdd) -> Option<Findings> {
    let known = space.existing(these).most_free_clause()?;
    let mut child = Findings::default();
    if fixed(&known, space.ages.variables()) {
        child.age = space.ages.first(&known);
    }
    child.sex = known.get_value(space.sex).map(|male| if male { Sex::Male } else { Sex::Female });
    for (ix, chosen) in (0_u16..).map(ProtocolIx).zip(&space.complaints) {
        if chosen.is_some_and(|v| known.get_value(v) == Some(true)) {
            child.choose(ix);
        }
    }
    for ((ix, finding), axis) in (0_u16..).map(FindingIx).zip(&space.set.findings).zip(&space.axes) {
        if fixed(&known, axis.variables()) {
            // A region holds only values that fit.
            let _fits = child.set(space.set, ix, value(finding, axis, &known));
        }
    }
    Some(child)
}

fn fixed(known: &BddPartialValuation, variables: &[BddVariable]) -> bool {
    variables.iter().any(|v| known.get_value(*v).is_some())
}

fn value(finding: &Finding, axis: &Axis, known: &BddPartialValuation) -> Value {
    match axis {
        Axis::YesNo(yes) => Value::YesNo(known.get_value(*yes) == Some(true)),
        Axis::Choice(options) => {
            let chosen = options.iter().position(|v| known.get_value(*v) == Some(true));
            let left = || options.iter().position(|v| known.get_value(*v).is_none());
            Value::Choice(chosen.or_else(left).and_then(|at| u8::try_from(at).ok()).unwrap_or(0))
        }
        Axis::Number { edges, variables } => {
            let with = |is: bool| edges.iter().zip(variables).filter(move |(_, v)| known.get_value(**v) == Some(is));
            let (low, high) = (with(true).map(|(e, _)| *e).max(), with(false).map(|(e, _)| *e).min());
            Value::Number(Span::exactly(mildest_between(finding, low, high)))
        }
    }
}

/// The mildest recorded value from `low` on and below `high`.
fn mildest_between(finding: &Finding, low: Option<i32>, high: Option<i32>) -> i32 {
    let FindingType::Number { step, plausible, .. } = &finding.answer else { return 0 };
    let first = low.unwrap_or(plausible.low());
    let last = high.map_or(plausible.high(), |edge| edge.saturating_sub(*step));
    match finding.worse {
        Worse::Up => first,
        Worse::Down => last,
        Worse::Away { from } => from.clamp(first.min(last), last),
    }
}

/// The child as an author would write it: "14 months, spo2 89 %, grunting".
pub(crate) fn in_words(space: &Space<'_>, child: &Findings) -> String {
    let set = space.set;
    let mut words: Vec<String> = Vec::new();
    words.extend(child.age.map(age));
    words.extend(child.sex.map(|sex| if sex == Sex::Male { "male".to_owned() } else { "female".to_owned() }));
    for (ix, _) in child.iter() {
        let (Some(finding), Some(value)) = (set.finding(ix), child.value(ix)) else { continue };
        words.push(match (&finding.answer, value) {
            (_, Value::YesNo(true)) => finding.id.to_owned(),
            (_, Value::YesNo(false)) => format!("no {}", finding.id),
            (FindingType::Choice { options }, Value::Choice(at)) => {
                format!("{} {}", finding.id, options.get(usize::from(at)).map_or("", |option| option.id))
            }
            (FindingType::Number { unit, decimals, .. }, Value::Number(span)) => {
                format!("{} {} {unit}", finding.id, format_decimal(span.low(), *decimals, '.'))
            }
            (_, Value::Choice(_) | Value::Number(_)) => finding.id.to_owned(),
        });
    }
    words.extend(child.complaints().iter().filter_map(|ix| set.protocol(*ix)).map(|p| format!("complaint {}", p.id)));
    if words.is_empty() { "any child".to_owned() } else { words.join(", ") }
}

/// An exact age in the form that can be typed again.
pub(crate) fn age(age: Age) -> String {
    let in_unit = |unit| age.completed(unit);
    let (hours, days, months) = (in_unit(AgeUnit::Hours), in_unit(AgeUnit::Days), in_unit(AgeUnit::Months));
    if hours.0 == hours.1 {
        return format!("{} hours", hours.0);
    }
    let (possible, _) = Age::days(days.0).map_or((0, 0), |age| age.completed(AgeUnit::Months));
    let alone = Age::days(days.0).is_ok_and(|age| age.completed(AgeUnit::Months) == (possible, possible));
    match (days.0 == days.1, months.0 == months.1) {
        (true, true) if !alone => format!("{} days / {} months", days.0, months.0),
        (true, _) => format!("{} days", days.0),
        (false, true) => format!("{} months", months.0),
        (false, false) => format!("{} to {} months", months.0, months.1),
    }
}
