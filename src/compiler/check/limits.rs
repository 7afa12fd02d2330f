//! Every number compared in a rule or a define is tried at the limit and one step beside it.

use super::Checked;
use super::condition::{Atom, Limit};
use super::quantity::{Scale, write_age};
use super::reads::reach;
use crate::diagnostics::Reports;
use crate::diagnostics::e405_limit_without_test::limit_without_test;
use crate::examples::limits::{Sides, Try};
use crate::resolve::Symbol;
use crate::source::Sources;
use paedlotse_core::age::AgeLimit;
use paedlotse_core::criterion::DefineIx;
use paedlotse_core::finding::FindingType;
use paedlotse_core::protocol::{ProtocolSet, RuleIx};
use paedlotse_core::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// Reports every limit that no `[[limit]]` shows from both sides.
pub(crate) fn limits_are_tried(checked: &Checked<'_>, tries: &[Try<'_>], sources: &Sources, reports: &Reports) {
    let set = &checked.set;
    // A limit inside a define is shown by any rule that reads the define.
    let mut readers: BTreeMap<DefineIx, BTreeSet<RuleIx>> = BTreeMap::new();
    for (ix, conditions) in (0_u16..).map(RuleIx).zip(&checked.rules) {
        let atoms = || conditions.iter().flat_map(|condition| &condition.atoms);
        missing(set, atoms(), &BTreeSet::from([ix]), tries, sources, reports);
        for symbol in atoms().flat_map(|atom| reach_by_defines(set, atom.reads)) {
            readers.entry(symbol).or_default().insert(ix);
        }
    }
    for (define, rules) in readers {
        let condition = checked.defines.get(usize::from(define.0)).into_iter().flatten();
        missing(set, condition.flat_map(|condition| &condition.atoms), &rules, tries, sources, reports);
    }
}

/// The defines behind `symbol`, not by way of a score.
fn reach_by_defines(set: &ProtocolSet, symbol: Symbol) -> Vec<DefineIx> {
    if !matches!(symbol, Symbol::Define(_)) {
        return Vec::new();
    }
    let all = reach(set, symbol).into_iter();
    all.filter_map(|symbol| match symbol {
        Symbol::Define(ix) => Some(ix),
        _ => None,
    })
    .collect()
}

fn missing<'a>(
    set: &ProtocolSet,
    atoms: impl Iterator<Item = &'a Atom>,
    rules: &BTreeSet<RuleIx>,
    tries: &[Try<'_>],
    sources: &Sources,
    reports: &Reports,
) {
    let mut seen: BTreeSet<Limit> = BTreeSet::new();
    for atom in atoms {
        for (limit, place) in &atom.limits {
            if matches!(limit, Limit::Points(..)) {
                // Scores are compared with a second transcription in `tests/`.
                continue;
            }
            let tried = tries.iter().any(|one| rules.contains(&one.rule) && shows(&one.sides, *limit));
            if tried || !seen.insert(*limit) {
                continue;
            }
            let rule = rules.first().and_then(|ix| set.rule(*ix)).map_or("", |rule| rule.id);
            let (at, below) = both_sides(set, *limit);
            reports.add(limit_without_test(rule, sources.words(*place), (&at, &below), *place));
        }
    }
}

/// Whether the two sides lie on the two sides of the limit.
fn shows(sides: &Sides, limit: Limit) -> bool {
    match (sides, limit) {
        (Sides::Number { finding, low, high }, Limit::Number(of, limit)) => {
            *finding == of && *low < limit && limit <= *high
        }
        (Sides::Age { young, old }, Limit::Age(limit)) => {
            young.under(limit) == Truth::True && old.at_least(limit) == Truth::True
        }
        _ => false,
    }
}

fn both_sides(set: &ProtocolSet, limit: Limit) -> (String, String) {
    match limit {
        Limit::Age(limit) => (age(limit, 0), age(limit, 1)),
        Limit::Points(..) => (String::new(), String::new()),
        Limit::Number(ix, limit) => {
            let Some(finding) = set.finding(ix) else {
                return (String::new(), String::new());
            };
            let FindingType::Number { unit, decimals, step, .. } = &finding.answer else {
                return (String::new(), String::new());
            };
            let scale = Scale { name: &finding.id, unit, decimals: *decimals, step: *step };
            // The first recorded value that has reached the limit.
            let over = limit.checked_rem_euclid(*step).unwrap_or(0);
            let high = if over == 0 { limit } else { limit.saturating_add(step.saturating_sub(over)) };
            let write = |value: i32| format!("{} = {}", finding.id, scale.write(value));
            (write(high), write(high.saturating_sub(*step)))
        }
    }
}

fn age(limit: AgeLimit, back: u32) -> String {
    format!("age = {}", write_age(limit, back))
}
