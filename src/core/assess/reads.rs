//! Which questions each step of the evaluation reads, directly or through what was decided before it: what has to be
//! evaluated again when one of them is answered.

use super::evaluation::{Evaluation, at};
use crate::criterion::Criterion;
use crate::finding::FindingIx;
use crate::protocol::{ProtocolSet, RuleIx};
use crate::schedule::EvaluationStep;
use crate::score::Points;

/// A set of questions. Of more questions than bits some share one, and then a step is evaluated again that need not be, with
/// the same result.
pub(super) type Bits = u128;

/// The bit of the question at this place.
pub(super) fn bit_of(place: usize) -> Bits {
    // As many bits as `Bits` has.
    1_u128.rotate_left(u32::try_from(place % 128).unwrap_or_default())
}

/// What everything that is evaluated reads.
pub(super) struct Reads {
    /// By finding, the questions that ask for it.
    asked: Vec<Bits>,
    /// What decides whether a finding is asked for and whether its value may clear.
    findings: Vec<Bits>,
    defines: Vec<Bits>,
    tables: Vec<Bits>,
    scores: Vec<Bits>,
    when: Vec<Bits>,
    /// `when` and `unless` together.
    rules: Vec<Bits>,
}

impl Reads {
    /// What the steps of this evaluation read of what is `asked`, by finding; of other steps nothing is said.
    pub(super) fn new(evaluation: &Evaluation<'_>, asked: Vec<Bits>) -> Self {
        let set = evaluation.set;
        let none = |count: usize| vec![0; count];
        let mut reads = Self {
            asked,
            findings: none(set.findings.len()),
            defines: none(set.defines.len()),
            tables: none(set.tables.len()),
            scores: none(set.scores.len()),
            when: none(set.rules.len()),
            rules: Vec::with_capacity(set.rules.len()),
        };
        for (_, step) in evaluation.steps() {
            let read = reads.read_by(set, step);
            let (list, ix) = match step {
                EvaluationStep::Finding(ix) => (&mut reads.findings, ix.0),
                EvaluationStep::Define(ix) => (&mut reads.defines, ix.0),
                EvaluationStep::Table(ix) => (&mut reads.tables, ix.0),
                EvaluationStep::Score(ix) => (&mut reads.scores, ix.0),
                EvaluationStep::When(ix) => (&mut reads.when, ix.0),
            };
            if let Some(slot) = list.get_mut(usize::from(ix)) {
                *slot = read;
            }
        }
        for (ix, rule) in (0_u16..).zip(&set.rules) {
            let unless = rule.unless.as_ref().filter(|_| !evaluation.protocol_active(rule.protocol).is_false());
            let unless = unless.map_or(0, |unless| reads.criterion(unless));
            reads.rules.push(at(&reads.when, ix, 0) | unless);
        }
        reads
    }

    /// What a step reads.
    pub(super) fn step(&self, step: EvaluationStep) -> Bits {
        let (list, ix) = match step {
            EvaluationStep::Finding(ix) => (&self.findings, ix.0),
            EvaluationStep::Define(ix) => (&self.defines, ix.0),
            EvaluationStep::Table(ix) => (&self.tables, ix.0),
            EvaluationStep::Score(ix) => (&self.scores, ix.0),
            EvaluationStep::When(ix) => (&self.when, ix.0),
        };
        at(list, ix, 0)
    }

    /// What decides whether a rule holds.
    pub(super) fn rule(&self, ix: RuleIx) -> Bits {
        at(&self.rules, ix.0, 0)
    }

    fn read_by(&self, set: &ProtocolSet, step: EvaluationStep) -> Bits {
        match step {
            EvaluationStep::Finding(ix) => {
                let conditions = set.finding(ix).map(|f| f.due.iter().chain(&f.applies).chain(&f.raises_only_when));
                let asked = conditions.into_iter().flatten().fold(0, |all, c| all | self.criterion(c));
                let clears = set.clears.get(usize::from(ix.0)).into_iter().flatten();
                clears.fold(asked, |all, rule| all | at(&self.when, rule.0, 0))
            }
            EvaluationStep::Define(ix) => set.define(ix).map_or(0, |define| self.criterion(&define.when)),
            EvaluationStep::Table(ix) => set.table(ix).map_or(0, |table| self.finding(table.finding)),
            EvaluationStep::Score(ix) => set.score(ix).map_or(0, |score| {
                let valid = score.valid.as_ref().map_or(0, |valid| self.criterion(valid));
                let ways = score.items.iter().flat_map(|item| &item.points);
                ways.fold(valid, |all, way| {
                    all | match way {
                        Points::When { criterion, .. } => self.criterion(criterion),
                        Points::Options { finding, .. } | Points::Bands { finding, .. } => self.finding(*finding),
                    }
                })
            }),
            EvaluationStep::When(ix) => set.rule(ix).map_or(0, |rule| self.criterion(&rule.when)),
        }
    }

    /// A comparison reads the value, whether it is asked for, and whether it may clear.
    fn finding(&self, ix: FindingIx) -> Bits {
        at(&self.asked, ix.0, 0) | at(&self.findings, ix.0, 0)
    }

    fn criterion(&self, criterion: &Criterion) -> Bits {
        match criterion {
            Criterion::Define(ix) => at(&self.defines, ix.0, 0),
            Criterion::Table(ix) => at(&self.tables, ix.0, 0),
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => at(&self.scores, ix.0, 0),
            _ => {
                let own = criterion.finding().map_or(0, |finding| self.finding(finding));
                criterion.parts().iter().fold(own, |all, part| all | self.criterion(part))
            }
        }
    }
}
