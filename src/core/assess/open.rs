//! Which unanswered findings can still raise the answer.

use super::evaluation::{Evaluation, RuleState};
use crate::criterion::Criterion;
use crate::disposition::Outcome;
use crate::finding::FindingIx;
use crate::protocol::{Rule, RuleIx};
use crate::score::{Points, ScoreItem};
use crate::truth::Truth;

/// What is open in rules that would raise the floor.
pub(super) struct OpenLeaves {
    /// Findings to ask, in the order of the pages.
    pub(super) findings: Vec<FindingIx>,
    /// The age itself is open in one of them.
    pub(super) age: bool,
}

/// Walks the undecided parts of every open or presumed rule that would add something to the floor.
pub(super) fn open_leaves(evaluation: &Evaluation<'_>, rules: &[RuleState], floor: &Outcome) -> OpenLeaves {
    let mut walk = Walk::new(evaluation);
    for (rule, state) in evaluation.set.rules.iter().zip(rules) {
        if matches!(state, RuleState::Open | RuleState::Presumed) && !floor.has(evaluation.set, rule) {
            walk.rule(rule);
        }
    }
    walk.finish()
}

/// The findings that are open in one rule.
pub(super) fn open_in_rule(evaluation: &Evaluation<'_>, ix: RuleIx) -> OpenLeaves {
    let mut walk = Walk::new(evaluation);
    if let Some(rule) = evaluation.set.rule(ix) {
        walk.rule(rule);
    }
    walk.finish()
}

struct Walk<'e, 'a> {
    evaluation: &'e Evaluation<'a>,
    wanted: Vec<bool>,
    seen_defines: Vec<bool>,
    seen_scores: Vec<bool>,
    age: bool,
}

impl<'e, 'a> Walk<'e, 'a> {
    fn new(evaluation: &'e Evaluation<'a>) -> Self {
        Self {
            evaluation,
            wanted: vec![false; evaluation.set.findings.len()],
            seen_defines: vec![false; evaluation.set.defines.len()],
            seen_scores: vec![false; evaluation.set.scores.len()],
            age: false,
        }
    }

    fn finish(self) -> OpenLeaves {
        let Self { evaluation, mut wanted, age, .. } = self;
        let mut take = |finding: &FindingIx| {
            wanted.get_mut(usize::from(finding.0)).is_some_and(|slot| std::mem::replace(slot, false))
        };
        let pages = super::questions(evaluation.set, evaluation.findings).into_iter();
        let mut findings: Vec<FindingIx> =
            pages.flat_map(|question| super::members(evaluation.set, question)).filter(&mut take).collect();
        // What stands on no page comes last.
        findings.extend((0_u16..).map(FindingIx).take(evaluation.set.findings.len()).filter(&mut take));
        OpenLeaves { findings, age }
    }

    fn rule(&mut self, rule: &Rule) {
        self.criterion(&rule.when);
        if let Some(unless) = &rule.unless {
            self.criterion(unless);
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        if !self.evaluation.truth(criterion).is_unknown() {
            return;
        }
        match criterion {
            Criterion::AgeFrom(_) | Criterion::AgeUnder(_) => self.age = true,
            Criterion::Define(ix) => {
                if first_visit(&mut self.seen_defines, ix.0)
                    && let Some(define) = self.evaluation.set.define(*ix)
                {
                    self.criterion(&define.when);
                }
            }
            Criterion::Table(ix) => {
                if let Some(table) = self.evaluation.set.table(*ix) {
                    self.finding(table.finding);
                    self.age |= self.evaluation.has_value(table.finding);
                }
            }
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => {
                if first_visit(&mut self.seen_scores, ix.0)
                    && let Some(score) = self.evaluation.set.score(*ix)
                {
                    if let Some(valid) = &score.valid {
                        self.criterion(valid);
                    }
                    for item in &score.items {
                        self.item(item);
                    }
                }
            }
            _ => {
                if let Some(finding) = criterion.finding() {
                    self.finding(finding);
                }
                for part in criterion.parts() {
                    self.criterion(part);
                }
            }
        }
    }

    fn item(&mut self, item: &ScoreItem) {
        if self.evaluation.item_points(item).single().is_some() {
            return;
        }
        for way in &item.points {
            match way {
                Points::When { criterion, .. } => self.criterion(criterion),
                Points::Options { finding, .. } | Points::Bands { finding, .. } => {
                    self.finding(*finding);
                    self.age |= self.evaluation.has_value(*finding) && matches!(way, Points::Bands { .. });
                }
            }
        }
    }

    fn finding(&mut self, ix: FindingIx) {
        let Some(slot) = self.wanted.get_mut(usize::from(ix.0)) else {
            return;
        };
        if *slot {
            return;
        }
        let finding = self.evaluation.set.finding(ix);
        if self.evaluation.has_value(ix) {
            // A value that can raise but not clear: what would make it count is open.
            if let Some(condition) = finding.and_then(|f| f.raises_only_when.as_ref()) {
                *slot = self.evaluation.truth(condition).is_true();
                self.criterion(condition);
            }
            return;
        }
        match self.evaluation.due(ix) {
            Truth::True => *slot = true,
            Truth::False => {}
            // Not asked for until it is due: the question that decides this comes first.
            Truth::Unknown => {
                if let Some(applies) = finding.and_then(|f| f.applies.as_ref()) {
                    self.criterion(applies);
                }
                if let Some(due) = finding.and_then(|f| f.due.as_ref()) {
                    self.criterion(due);
                }
                if self.evaluation.on_page(ix).is_true()
                    && finding.is_some_and(|f| f.due.is_none() && f.applies.is_none())
                {
                    self.want(ix);
                }
            }
        }
    }

    fn want(&mut self, ix: FindingIx) {
        if let Some(slot) = self.wanted.get_mut(usize::from(ix.0)) {
            *slot = true;
        }
    }
}

fn first_visit(seen: &mut [bool], ix: u16) -> bool {
    match seen.get_mut(usize::from(ix)) {
        Some(slot) => !std::mem::replace(slot, true),
        None => false,
    }
}
