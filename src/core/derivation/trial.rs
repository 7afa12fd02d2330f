//! A child whose answers are changed one after another: only what reads a changed answer is decided anew.

use super::index::Index;
use super::tally::Tally;
use crate::assess::RuleState;
use crate::assess::evaluation::Evaluation;
use crate::finding::FindingIx;
use crate::observation::{Findings, Observed};
use crate::protocol::{ProtocolSet, RuleIx};
use crate::schedule::EvaluationStep;

/// What makes a rule speak.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Speaks {
    /// It is true, or presumed until excluded.
    SoFar,
    /// It speaks for the child as it is, and its `when` is true with what is left of the findings.
    StillSupported,
}

/// The evaluation of one child under changing answers.
pub(super) struct Trial<'a> {
    pub(super) evaluation: Evaluation<'a>,
    pub(super) index: Index<'a>,
    /// What the rules that speak now ask for.
    pub(super) tally: Tally,
    speaks: Speaks,
    /// Positions of the index that have to be decided anew, 64 in a word.
    stale: Vec<u64>,
    /// By [`RuleIx`]: speaks for the child as it is.
    as_it_is: Vec<bool>,
    /// By [`RuleIx`]: speaks now.
    now: Vec<bool>,
    /// In so many rules the two differ.
    differing: usize,
}

impl<'a> Trial<'a> {
    /// The child as it is.
    pub(super) fn new(set: &'a ProtocolSet, findings: &Findings) -> Self {
        let evaluation = Evaluation::new(set, findings);
        let index = Index::new(&evaluation);
        let stale = vec![0; index.positions().div_ceil(64)];
        let none = vec![false; set.rules.len()];
        let mut trial = Self {
            evaluation,
            index,
            tally: Tally::new(set),
            speaks: Speaks::SoFar,
            stale,
            as_it_is: none.clone(),
            now: none,
            differing: 0,
        };
        trial.judge_all();
        trial.as_it_is.clone_from(&trial.now);
        trial.differing = 0;
        trial
    }

    /// From now on rules speak by another measure. Call it only for the child as it is.
    pub(super) fn measure(&mut self, speaks: Speaks) {
        self.speaks = speaks;
    }

    /// Changes an answer that fits its finding; whether any rule speaks otherwise than before.
    pub(super) fn observe(&mut self, finding: FindingIx, answer: Option<Observed>) -> bool {
        if self.evaluation.findings.get(finding) == answer {
            return false;
        }
        self.evaluation.findings.put(finding, answer);
        self.outdate(EvaluationStep::Finding(finding));
        self.settle()
    }

    /// Decides everything anew, after age, sex or complaints have changed.
    pub(super) fn rerun(&mut self) {
        self.evaluation.run();
        self.judge_all();
    }

    /// No rule speaks otherwise than for the child as it is.
    pub(super) fn is_as_it_is(&self) -> bool {
        self.differing == 0
    }

    /// The rules that speak now.
    pub(super) fn speaking(&self) -> impl Iterator<Item = RuleIx> {
        (0_u16..).map(RuleIx).zip(&self.now).filter(|(_, speaks)| **speaks).map(|(ix, _)| ix)
    }

    fn outdate(&mut self, step: EvaluationStep) {
        for position in self.index.readers(step) {
            if let Some(word) = self.stale.get_mut(usize::from(position / 64)) {
                *word |= 1_u64.wrapping_shl(u32::from(position % 64));
            }
        }
    }

    /// Decides what is stale, in the order of the schedule: every step is read by later ones only.
    fn settle(&mut self) -> bool {
        let mut otherwise = false;
        for at in 0..self.stale.len() {
            while let Some(word) = self.stale.get_mut(at).filter(|word| **word != 0) {
                let bit = usize::try_from(word.trailing_zeros()).unwrap_or(0);
                *word &= word.wrapping_sub(1);
                let position = at.saturating_mul(64).saturating_add(bit);
                if let Some(rule) = self.index.rule_at(position) {
                    otherwise |= self.judge(rule);
                } else if let Some(step) = self.evaluation.set.schedule.get(position).copied()
                    && self.evaluation.take(step)
                {
                    self.outdate(step);
                }
            }
        }
        otherwise
    }

    fn judge_all(&mut self) {
        for ix in (0_u16..).map(RuleIx).take(self.now.len()) {
            self.judge(ix);
        }
    }

    /// Whether a rule speaks; whether that is otherwise than before.
    fn judge(&mut self, ix: RuleIx) -> bool {
        let at = usize::from(ix.0);
        let Some(rule) = self.evaluation.set.rule(ix) else { return false };
        let usual = self.as_it_is.get(at).copied().unwrap_or(false);
        let speaks = match self.speaks {
            Speaks::SoFar => matches!(self.evaluation.rule_state(ix, rule), RuleState::True | RuleState::Presumed),
            Speaks::StillSupported => usual && self.evaluation.lives(ix).is_true(),
        };
        let Some(now) = self.now.get_mut(at) else { return false };
        let otherwise = std::mem::replace(now, speaks) != speaks;
        if otherwise {
            self.tally.count(rule, speaks);
            self.differing =
                if speaks == usual { self.differing.saturating_sub(1) } else { self.differing.saturating_add(1) };
        }
        otherwise
    }
}
