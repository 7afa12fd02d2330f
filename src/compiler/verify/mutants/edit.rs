//! One change of the compiled set, and the set with it.

use crate::resolve::{StepIx, Symbol};
use crate::schedule::clears;
use paedlotse_core::criterion::{Criterion, DefineIx, ScoreIx, TableIx};
use paedlotse_core::finding::{Finding, FindingIx};
use paedlotse_core::list::List;
use paedlotse_core::protocol::{CareStep, Define, Protocol, ProtocolSet, Rule, RuleIx};
use paedlotse_core::score::{Score, Table};

/// What is put in place of what stands there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edit {
    Rule(RuleIx, Rule),
    Define(DefineIx, Criterion),
    Finding(FindingIx, Finding),
    Score(ScoreIx, Score),
    Table(TableIx, Table),
    Step(StepIx, Option<Criterion>),
}

impl Edit {
    /// The name that conditions use for what is changed.
    pub(super) fn symbol(&self) -> Option<Symbol> {
        match self {
            Self::Rule(..) | Self::Step(..) => None,
            Self::Define(ix, _) => Some(Symbol::Define(*ix)),
            Self::Finding(ix, _) => Some(Symbol::Finding(*ix)),
            Self::Score(ix, _) => Some(Symbol::Score(*ix)),
            Self::Table(ix, _) => Some(Symbol::Table(*ix)),
        }
    }

    /// The rule, if it is one that is changed.
    pub(super) fn rule(&self) -> Option<RuleIx> {
        match self {
            Self::Rule(ix, _) => Some(*ix),
            _ => None,
        }
    }

    /// The finding, if it is one that is changed.
    pub(super) fn finding(&self) -> Option<FindingIx> {
        match self {
            Self::Finding(ix, _) => Some(*ix),
            _ => None,
        }
    }

    /// The step, if it is one that is changed.
    pub(super) fn step(&self) -> Option<StepIx> {
        match self {
            Self::Step(ix, _) => Some(*ix),
            _ => None,
        }
    }

    /// The set with this change. `asks`: whether it may change what is asked for.
    ///
    /// The order of evaluation stays right: a change may take away what a step reads, never add to it. Lists live as
    /// long as the program (see `core::list`), so a run keeps some ten kilobytes a mutant.
    pub(super) fn applied(&self, set: &ProtocolSet, asks: bool) -> ProtocolSet {
        let mut changed = *set;
        match *self {
            Self::Rule(ix, rule) => changed.rules = replaced(&set.rules, usize::from(ix.0), rule),
            Self::Define(ix, when) => {
                if let Some(define) = set.define(ix) {
                    changed.defines = replaced(&set.defines, usize::from(ix.0), Define { when, ..*define });
                }
            }
            Self::Finding(ix, finding) => changed.findings = replaced(&set.findings, usize::from(ix.0), finding),
            Self::Score(ix, score) => changed.scores = replaced(&set.scores, usize::from(ix.0), score),
            Self::Table(ix, table) => changed.tables = replaced(&set.tables, usize::from(ix.0), table),
            Self::Step(ix, when) => changed.protocols = with_step(set, ix, when),
        }
        if asks {
            changed.clears = clears(&changed).into_iter().map(List::from).collect();
        }
        changed
    }
}

/// The list with another item at `at`.
pub(super) fn replaced<T: Copy>(list: &List<T>, at: usize, item: T) -> List<T> {
    list.iter().enumerate().map(|(here, before)| if here == at { item } else { *before }).collect()
}

fn with_step(set: &ProtocolSet, ix: StepIx, when: Option<Criterion>) -> List<Protocol> {
    let mut before = 0_usize;
    let mut protocols = Vec::new();
    for protocol in &set.protocols {
        let mut protocol = *protocol;
        if let Some(at) = ix.0.checked_sub(before)
            && let Some(step) = protocol.steps.get(at)
        {
            let step = CareStep { when, ..*step };
            before = before.saturating_add(protocol.steps.len());
            protocol.steps = replaced(&protocol.steps, at, step);
        } else {
            before = before.saturating_add(protocol.steps.len());
        }
        protocols.push(protocol);
    }
    protocols.into()
}
