//! Which steps of the evaluation read what, and which limits stand in the content for each number.

use crate::assess::evaluation::Evaluation;
use crate::criterion::Criterion;
use crate::finding::FindingIx;
use crate::protocol::{ProtocolSet, Rule, RuleIx};
use crate::schedule::EvaluationStep;
use crate::score::{Points, Score};

/// From what a step decides to the steps that read it. After the steps of the schedule come the states of the rules.
pub(super) struct Index<'a> {
    set: &'a ProtocolSet,
    /// By [`Self::place`]; ascending, each once.
    readers: Vec<Vec<u16>>,
    /// By [`FindingIx`]: every limit its value is compared with at this age; ascending, each once.
    limits: Vec<Vec<i32>>,
}

impl<'a> Index<'a> {
    /// Reads all that the active protocols need once. Rows of tables and scores for other ages than the child's are left out.
    pub(super) fn new(evaluation: &Evaluation<'a>) -> Self {
        let set = evaluation.set;
        let mut index =
            Self { set, readers: vec![Vec::new(); steps(set)], limits: vec![Vec::new(); set.findings.len()] };
        for (by, step) in evaluation.steps() {
            index.step(evaluation, step, by);
        }
        let active = |rule: &Rule| !evaluation.protocol_active(rule.protocol).is_false();
        for (ix, rule) in (0_u16..).map(RuleIx).zip(&set.rules).filter(|(_, rule)| active(rule)) {
            let by = index.state_of(ix);
            index.read(EvaluationStep::When(ix), by);
            if let Some(unless) = &rule.unless {
                index.criterion(unless, by);
            }
        }
        index
    }

    /// The steps that read what `step` decides; for a finding also those that read its value.
    pub(super) fn readers(&self, step: EvaluationStep) -> &[u16] {
        self.readers.get(self.place(step)).map_or(&[], Vec::as_slice)
    }

    /// The limits of a number, ascending: a value counts as another from each of them on.
    pub(super) fn limits(&self, finding: FindingIx) -> &[i32] {
        self.limits.get(usize::from(finding.0)).map_or(&[], Vec::as_slice)
    }

    /// The rule whose state stands at this position; none: a step of the schedule does.
    pub(super) fn rule_at(&self, position: usize) -> Option<RuleIx> {
        position.checked_sub(self.set.schedule.len()).and_then(|at| u16::try_from(at).ok()).map(RuleIx)
    }

    /// So many positions there are.
    pub(super) fn positions(&self) -> usize {
        self.set.schedule.len().saturating_add(self.set.rules.len())
    }

    fn state_of(&self, rule: RuleIx) -> u16 {
        u16::try_from(self.set.schedule.len()).unwrap_or(u16::MAX).saturating_add(rule.0)
    }

    fn place(&self, step: EvaluationStep) -> usize {
        let set = self.set;
        let (before, at) = match step {
            EvaluationStep::Finding(ix) => ([0; 4], ix.0),
            EvaluationStep::Define(ix) => ([set.findings.len(), 0, 0, 0], ix.0),
            EvaluationStep::Table(ix) => ([set.findings.len(), set.defines.len(), 0, 0], ix.0),
            EvaluationStep::Score(ix) => ([set.findings.len(), set.defines.len(), set.tables.len(), 0], ix.0),
            EvaluationStep::When(ix) => {
                ([set.findings.len(), set.defines.len(), set.tables.len(), set.scores.len()], ix.0)
            }
        };
        before.iter().fold(usize::from(at), |place, more| place.saturating_add(*more))
    }

    fn step(&mut self, evaluation: &Evaluation<'a>, step: EvaluationStep, by: u16) {
        let set = self.set;
        match step {
            EvaluationStep::Finding(ix) => {
                for rule in evaluation.clearing(ix) {
                    self.read(EvaluationStep::When(rule), by);
                }
                let Some(finding) = set.finding(ix) else { return };
                for condition in finding.due.iter().chain(&finding.applies).chain(&finding.raises_only_when) {
                    self.criterion(condition, by);
                }
            }
            EvaluationStep::Define(ix) => {
                if let Some(define) = set.define(ix) {
                    self.criterion(&define.when, by);
                }
            }
            EvaluationStep::Table(ix) => {
                let Some(table) = set.table(ix) else { return };
                self.read(EvaluationStep::Finding(table.finding), by);
                for (row, (from, limit)) in table.rows.iter().enumerate() {
                    let until = table.rows.get(row.saturating_add(1)).map(|(from, _)| *from);
                    if evaluation.row_is_possible(*from, until) {
                        self.limit(table.finding, *limit);
                    }
                }
            }
            EvaluationStep::Score(ix) => {
                if let Some(score) = set.score(ix) {
                    self.score(evaluation, score, by);
                }
            }
            EvaluationStep::When(ix) => {
                if let Some(rule) = set.rule(ix) {
                    self.criterion(&rule.when, by);
                }
            }
        }
    }

    fn score(&mut self, evaluation: &Evaluation<'a>, score: &Score, by: u16) {
        if let Some(valid) = &score.valid {
            self.criterion(valid, by);
        }
        for way in score.items.iter().flat_map(|item| &item.points) {
            match way {
                Points::When { criterion, .. } => self.criterion(criterion, by),
                Points::Options { finding, .. } => self.read(EvaluationStep::Finding(*finding), by),
                Points::Bands { finding, rows } => {
                    self.read(EvaluationStep::Finding(*finding), by);
                    for (row, bands) in rows.iter().enumerate() {
                        let until = rows.get(row.saturating_add(1)).map(|next| next.from);
                        if evaluation.row_is_possible(bands.from, until) {
                            bands.steps.iter().for_each(|(limit, _)| self.limit(*finding, *limit));
                        }
                    }
                }
            }
        }
    }

    fn criterion(&mut self, criterion: &Criterion, by: u16) {
        match criterion {
            Criterion::Define(ix) => self.read(EvaluationStep::Define(*ix), by),
            Criterion::Table(ix) => self.read(EvaluationStep::Table(*ix), by),
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => {
                self.read(EvaluationStep::Score(*ix), by);
            }
            _ => {
                if let Some(finding) = criterion.finding() {
                    self.read(EvaluationStep::Finding(finding), by);
                }
                if let Criterion::AtLeast(finding, limit) | Criterion::Below(finding, limit) = criterion {
                    self.limit(*finding, *limit);
                }
                criterion.parts().iter().for_each(|part| self.criterion(part, by));
            }
        }
    }

    fn read(&mut self, what: EvaluationStep, by: u16) {
        let place = self.place(what);
        if let Some(readers) = self.readers.get_mut(place)
            && readers.last() != Some(&by)
        {
            readers.push(by);
        }
    }

    fn limit(&mut self, finding: FindingIx, limit: i32) {
        if let Some(limits) = self.limits.get_mut(usize::from(finding.0))
            && let Err(place) = limits.binary_search(&limit)
        {
            limits.insert(place, limit);
        }
    }
}

/// So many things are decided by steps.
fn steps(set: &ProtocolSet) -> usize {
    [set.defines.len(), set.tables.len(), set.scores.len(), set.rules.len()]
        .iter()
        .fold(set.findings.len(), |all, more| all.saturating_add(*more))
}
