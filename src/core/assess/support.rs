//! The findings that made a rule hold.

use super::evaluation::Evaluation;
use crate::criterion::Criterion;
use crate::finding::FindingIx;
use crate::observation::Findings;
use crate::protocol::{ProtocolSet, RuleIx};
use crate::score::Points;

/// For each of `rules` the known findings on which its condition rests, in the order of the condition.
/// For alternatives the first that holds; for a score the items that have points.
#[must_use]
pub fn support(set: &ProtocolSet, findings: &Findings, rules: &[RuleIx]) -> Vec<Vec<FindingIx>> {
    let evaluation = Evaluation::new(set, findings);
    rules.iter().map(|rule| support_of(&evaluation, *rule)).collect()
}

/// For one rule the known findings on which its condition rests.
pub(crate) fn support_of(evaluation: &Evaluation<'_>, rule: RuleIx) -> Vec<FindingIx> {
    let mut found = Vec::new();
    if let Some(rule) = evaluation.set.rule(rule) {
        collect(evaluation, &rule.when, &mut found);
    }
    found
}

fn collect(evaluation: &Evaluation<'_>, criterion: &Criterion, found: &mut Vec<FindingIx>) {
    if !evaluation.truth(criterion).is_true() {
        return;
    }
    let mut add = |finding: FindingIx| {
        if evaluation.has_value(finding) && !found.contains(&finding) {
            found.push(finding);
        }
    };
    match criterion {
        Criterion::Define(ix) => {
            if let Some(define) = evaluation.set.define(*ix) {
                collect(evaluation, &define.when, found);
            }
        }
        Criterion::Table(ix) => {
            if let Some(table) = evaluation.set.table(*ix) {
                add(table.finding);
            }
        }
        Criterion::ScoreAtLeast(ix, _) => {
            let items = evaluation.set.score(*ix).map(|s| s.items.as_slice()).unwrap_or_default();
            for item in items.iter().filter(|item| evaluation.item_points(item).low() > 0) {
                for way in &item.points {
                    match way {
                        Points::When { criterion, .. } => collect(evaluation, criterion, found),
                        Points::Options { finding, .. } | Points::Bands { finding, .. } => {
                            if evaluation.has_value(*finding) && !found.contains(finding) {
                                found.push(*finding);
                            }
                        }
                    }
                }
            }
        }
        Criterion::Any(parts) => {
            if let Some(part) = parts.iter().find(|part| evaluation.truth(part).is_true()) {
                collect(evaluation, part, found);
            }
        }
        _ => {
            if let Some(finding) = criterion.finding() {
                add(finding);
            }
            for part in criterion.parts() {
                collect(evaluation, part, found);
            }
        }
    }
}
