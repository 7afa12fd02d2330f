//! `[[limit]]`: at the limit the rule stands, one step beside it it does not.

use super::child::{Children, Statement, statements};
use crate::check::Checked;
use crate::diagnostics::Reports;
use crate::diagnostics::e407_limit_fails::limit_fails;
use crate::source::Location;
use crate::syntax::literal::Literal;
use crate::syntax::protocols::LimitDef;
use paedlotse_core::age::{Age, AgeUnit};
use paedlotse_core::assess::{RuleState, assess};
use paedlotse_core::capability::CapabilitySet;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::observation::{Findings, Value};
use paedlotse_core::protocol::RuleIx;

/// The two values that a limit lies between.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sides {
    Number { finding: FindingIx, low: i32, high: i32 },
    Age { young: Age, old: Age },
}

/// One `[[limit]]` that could be read: two children that differ in one value.
pub(crate) struct Try<'a> {
    pub(crate) rule: RuleIx,
    pub(crate) sides: Sides,
    def: &'a LimitDef,
    holds: (Findings, Location),
    fails: (Findings, Location),
}

/// Reads all limits; what is wrong with their form is reported.
pub(crate) fn tries<'a>(checked: &'a Checked<'a>, reports: &'a Reports) -> Vec<Try<'a>> {
    let children = Children { checked, reports };
    let mut all = Vec::new();
    for (protocol, part) in &checked.order.parts {
        for def in &part.limits {
            let rule = checked.names.rules.find(&def.rule, reports);
            let one = |literal: &Literal, key: &str| -> Option<(Findings, Statement)> {
                let mut said = statements(literal);
                let Some(statement) = said.pop().filter(|_| said.is_empty()) else {
                    let at = literal.locate(0, literal.text.len());
                    reports.add(limit_fails(format!("`{key}` is one value"), "all else stands in `given`", at));
                    return None;
                };
                Some((children.build(*protocol, &def.child, Some(&statement))?, statement))
            };
            let (holds, fails) = (one(&def.holds, "holds"), one(&def.fails, "fails"));
            let (Some(rule), Some(holds), Some(fails)) = (rule, holds, fails) else {
                continue;
            };
            match sides(checked, &holds, &fails) {
                Ok(sides) => {
                    all.push(Try { rule, sides, def, holds: (holds.0, holds.1.at()), fails: (fails.0, fails.1.at()) })
                }
                Err((message, label)) => reports.add(limit_fails(message, label, fails.1.at())),
            }
        }
    }
    all
}

type Wrong = (&'static str, &'static str);

fn sides(checked: &Checked<'_>, holds: &(Findings, Statement), fails: &(Findings, Statement)) -> Result<Sides, Wrong> {
    if holds.1.name.value != fails.1.name.value {
        return Err(("the two sides differ in two findings", "must name the same finding"));
    }
    if holds.1.name.value == "age" {
        let (Some(a), Some(b)) = (holds.0.age, fails.0.age) else {
            return Err(("the age is missing", "age = …"));
        };
        let follows = |young: Age, old: Age| {
            [AgeUnit::Hours, AgeUnit::Days, AgeUnit::Months]
                .into_iter()
                .any(|unit| young.completed(unit).1.checked_add(1) == Some(old.completed(unit).0))
        };
        return if follows(a, b) {
            Ok(Sides::Age { young: a, old: b })
        } else if follows(b, a) {
            Ok(Sides::Age { young: b, old: a })
        } else {
            Err(("the two ages do not follow each other", "one unit apart"))
        };
    }
    let names = &checked.names;
    let finding = match names.symbols.get(&holds.1.name.value) {
        Some(crate::resolve::Symbol::Finding(ix)) => Some(ix),
        _ => names.aliases.get(&holds.1.name.value).copied(),
    };
    let number = |findings: &Findings| match finding.and_then(|ix| findings.value(ix)) {
        Some(Value::Number(span)) => span.single(),
        _ => None,
    };
    let step = finding.and_then(|ix| checked.set.finding(ix)).map(|finding| &finding.answer);
    let (Some(finding), Some(a), Some(b), Some(FindingType::Number { step, .. })) =
        (finding, number(&holds.0), number(&fails.0), step)
    else {
        return Err(("a limit is a limit of a number", "not a number"));
    };
    let (low, high) = (a.min(b), a.max(b));
    if high.checked_sub(low) != Some(*step) {
        return Err(("the two values are not one step apart", "one step from the other side"));
    }
    Ok(Sides::Number { finding, low, high })
}

/// Assesses both children of every limit.
pub(crate) fn run(checked: &Checked<'_>, tries: &[Try<'_>], reports: &Reports) {
    for one in tries {
        let name = &one.def.rule.value;
        let state = |child: &Findings| assess(&checked.set, child, CapabilitySet::EMPTY).rule(one.rule);
        let found = state(&one.holds.0);
        if !matches!(found, RuleState::True | RuleState::Presumed) {
            let message = format!("`{name}` must hold here, but is {}", word(found));
            reports.add(limit_fails(message, word(found), one.holds.1));
        }
        let found = state(&one.fails.0);
        if matches!(found, RuleState::True | RuleState::Presumed) {
            let message = format!("`{name}` must not hold here, but is {}", word(found));
            reports.add(limit_fails(message, word(found), one.fails.1));
        }
    }
}

/// The state of a rule in words.
pub(crate) fn word(state: RuleState) -> &'static str {
    match state {
        RuleState::False => "false",
        RuleState::Open => "open",
        RuleState::Presumed => "presumed",
        RuleState::True => "true",
    }
}
