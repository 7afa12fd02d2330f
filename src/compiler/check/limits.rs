//! Every number compared in a condition is tried at the limit and one step beside it.
//!
//! That is: in rules, in what makes a finding be asked for, exist or only raise, in steps, and in the defines that
//! they read. The limits inside scores and tables are compared with a second transcription in `tests/`.

use super::Checked;
use super::condition::{Atom, Condition, Limit};
use super::quantity::{Scale, write_age};
use super::reads::reach;
use crate::diagnostics::Reports;
use crate::diagnostics::e405_limit_without_test::{Owner, limit_without_test};
use crate::examples::limits::{Sides, Target, Try};
use crate::resolve::{EscortIx, StepIx, Symbol};
use crate::source::Sources;
use paedlotse_core::age::AgeLimit;
use paedlotse_core::criterion::DefineIx;
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::protocol::{ProtocolSet, RuleIx};
use paedlotse_core::truth::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// Reports every limit that no `[[limit]]` shows from both sides.
pub(crate) fn limits_are_tried(checked: &Checked<'_>, tries: &[Try<'_>], sources: &Sources, reports: &Reports) {
    let search = Search { checked, tries, sources, reports };
    // A limit inside a define is shown by anything that reads the define.
    let mut readers: BTreeMap<DefineIx, BTreeSet<Target>> = BTreeMap::new();
    for (target, conditions) in conditions(checked) {
        let atoms = || conditions.iter().flat_map(|condition| &condition.atoms);
        search.missing(atoms(), &BTreeSet::from([target]));
        for define in atoms().flat_map(|atom| reach_by_defines(&checked.set, atom.reads)) {
            readers.entry(define).or_default().insert(target);
        }
    }
    for (define, targets) in readers {
        let condition = checked.defines.get(usize::from(define.0)).into_iter().flatten();
        search.missing(condition.flat_map(|condition| &condition.atoms), &targets);
    }
}

/// Everything that has conditions of its own.
fn conditions<'a>(checked: &'a Checked<'_>) -> Vec<(Target, Vec<&'a Condition>)> {
    let rules = (0_u16..).map(RuleIx).zip(&checked.rules);
    let mut all: Vec<(Target, Vec<&Condition>)> =
        rules.map(|(ix, conditions)| (Target::Rule(ix), conditions.iter().collect())).collect();
    for (ix, finding) in (0_u16..).map(FindingIx).zip(&checked.findings) {
        all.push((Target::Asked(ix), finding.due.iter().chain(&finding.applies).collect()));
        all.push((Target::RaisesOnly(ix), finding.raises_only_when.iter().collect()));
    }
    let steps = checked.steps.iter().enumerate();
    let escort = checked.escort.iter().enumerate();
    all.extend(escort.map(|(ix, condition)| (Target::Escort(EscortIx(ix)), condition.iter().collect())));
    all.extend(steps.map(|(ix, condition)| (Target::Step(StepIx(ix)), condition.iter().collect())));
    all
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

struct Search<'a> {
    checked: &'a Checked<'a>,
    tries: &'a [Try<'a>],
    sources: &'a Sources,
    reports: &'a Reports,
}

impl Search<'_> {
    /// Reports the limits of `atoms` that no `[[limit]]` of one of the `targets` shows.
    fn missing<'b>(&self, atoms: impl Iterator<Item = &'b Atom>, targets: &BTreeSet<Target>) {
        let mut seen: BTreeSet<Limit> = BTreeSet::new();
        let Some(first) = targets.first() else {
            return;
        };
        for (limit, place) in atoms.flat_map(|atom| &atom.limits) {
            let tried = self.tries.iter().any(|one| targets.contains(&one.target) && shows(&one.sides, *limit));
            if tried || !seen.insert(*limit) {
                continue;
            }
            let (points, at, below) = both_sides(&self.checked.set, *limit);
            let sides = (at.as_str(), below.as_str());
            let words = self.sources.words(*place);
            self.reports.add(limit_without_test(&self.owner(*first), words, points, sides, *place));
        }
    }

    fn owner(&self, target: Target) -> Owner<'_> {
        let set = &self.checked.set;
        let finding = |ix| set.finding(ix).map_or("", |finding| finding.id);
        match target {
            Target::Rule(ix) | Target::Lifted(ix) => Owner::Rule(set.rule(ix).map_or("", |rule| rule.id)),
            Target::Escort(ix) => Owner::Rule(set.transport.escort.get(ix.0).map_or("", |rule| rule.id)),
            Target::Asked(ix) => Owner::Asked(finding(ix)),
            Target::RaisesOnly(ix) => Owner::RaisesOnly(finding(ix)),
            Target::Step(ix) => {
                let id = self.checked.order.steps.get(ix.0).and_then(|(_, def)| def.id.as_ref());
                Owner::Step(id.map(|id| id.value.as_str()))
            }
        }
    }
}

/// Whether the two sides lie on the two sides of the limit.
fn shows(sides: &Sides, limit: Limit) -> bool {
    match (sides, limit) {
        (Sides::Number { finding, low, high }, Limit::Number(of, limit)) => {
            *finding == of && *low < limit && limit <= *high
        }
        (Sides::Points { score, low, high }, Limit::Points(of, limit)) => {
            *score == of && *low < limit && limit <= *high
        }
        (Sides::Age { young, old }, Limit::Age(limit)) => {
            young.under(limit) == Truth::True && old.at_least(limit) == Truth::True
        }
        _ => false,
    }
}

/// The score, if it is a limit of one, and both sides as an author would write them.
fn both_sides(set: &ProtocolSet, limit: Limit) -> (Option<&str>, String, String) {
    let nothing = (None, String::new(), String::new());
    match limit {
        Limit::Age(limit) => (None, age(limit, 0), age(limit, 1)),
        Limit::Points(ix, limit) => match set.score(ix) {
            Some(score) => (Some(score.id), limit.to_string(), limit.saturating_sub(1).to_string()),
            None => nothing,
        },
        Limit::Number(ix, limit) => {
            let Some(finding) = set.finding(ix) else {
                return nothing;
            };
            let FindingType::Number { unit, decimals, step, .. } = &finding.answer else {
                return nothing;
            };
            let scale = Scale { name: finding.id, unit, decimals: *decimals, step: *step };
            // The first recorded value that has reached the limit.
            let over = limit.checked_rem_euclid(*step).unwrap_or(0);
            let high = if over == 0 { limit } else { limit.saturating_add(step.saturating_sub(over)) };
            let write = |value: i32| format!("{} = {}", finding.id, scale.write(value));
            (None, write(high), write(high.saturating_sub(*step)))
        }
    }
}

fn age(limit: AgeLimit, back: u32) -> String {
    format!("age = {}", write_age(limit, back))
}
