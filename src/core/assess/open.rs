//! Which unanswered findings can still raise the answer.

use super::evaluation::{Evaluation, RuleState};
use crate::capability::CapabilitySet;
use crate::criterion::Criterion;
use crate::disposition::{Had, Outcome};
use crate::finding::FindingIx;
use crate::page::for_each_finding;
use crate::protocol::Rule;
use crate::score::{Points, ScoreItem};
use crate::truth::Truth;

/// What is open in rules that would raise the floor.
pub(super) struct OpenLeaves {
    /// Findings to ask, in the order of the pages.
    pub(super) findings: Vec<FindingIx>,
    /// Findings of which it is not decided whether they are asked for.
    pub(super) later: Vec<FindingIx>,
    /// The age itself is open in one of them.
    pub(super) age: bool,
}

/// Walks the undecided parts of every open or presumed rule that would add something to the floor.
pub(super) fn open_leaves(
    evaluation: &Evaluation<'_>,
    rules: &[RuleState],
    floor: &Outcome,
    lacking: CapabilitySet,
) -> OpenLeaves {
    let mut walk = Walk::new(evaluation);
    let had = Had::new(evaluation.set, floor);
    // The schedule has decided every condition already.
    for ((rule, state), when) in evaluation.set.rules.iter().zip(rules).zip(&evaluation.when) {
        if matches!(state, RuleState::Open | RuleState::Presumed) && !had.all_of(rule) {
            if when.is_unknown() {
                walk.undecided(&rule.when);
            }
            rule.unless.iter().for_each(|unless| walk.criterion(unless));
        }
    }
    walk.promote(lacking);
    walk.finish()
}

/// The findings that are open in one rule, by [`FindingIx`].
pub(super) fn open_in_rule(evaluation: &Evaluation<'_>, rule: &Rule) -> Vec<bool> {
    let mut walk = Walk::new(evaluation);
    walk.rule(rule);
    walk.open()
}

/// The findings that are open in a condition, by [`FindingIx`], and whether the age is.
pub(crate) fn open_in(evaluation: &Evaluation<'_>, criterion: &Criterion) -> (Vec<bool>, bool) {
    let mut walk = Walk::new(evaluation);
    walk.criterion(criterion);
    let age = walk.age;
    (walk.open(), age)
}

/// Of so many parts of a list it is noted which are open, each by a bit.
const NOTED: usize = 64;

struct Walk<'e, 'a> {
    evaluation: &'e Evaluation<'a>,
    /// As they were found, each once.
    wanted: Vec<FindingIx>,
    is_wanted: Vec<bool>,
    /// As they were found, each once.
    later: Vec<FindingIx>,
    seen_findings: Vec<bool>,
    seen_defines: Vec<bool>,
    seen_scores: Vec<bool>,
    age: bool,
}

impl<'e, 'a> Walk<'e, 'a> {
    fn new(evaluation: &'e Evaluation<'a>) -> Self {
        let findings = || vec![false; evaluation.set.findings.len()];
        Self {
            evaluation,
            wanted: Vec::with_capacity(evaluation.set.findings.len()),
            is_wanted: findings(),
            later: Vec::with_capacity(evaluation.set.findings.len()),
            seen_findings: findings(),
            seen_defines: vec![false; evaluation.set.defines.len()],
            seen_scores: vec![false; evaluation.set.scores.len()],
            age: false,
        }
    }

    fn finish(self) -> OpenLeaves {
        let Self { evaluation, wanted, is_wanted: mut left, later, age, .. } = self;
        let mut findings = Vec::with_capacity(wanted.len());
        // Where nothing is asked any more no page has to be made.
        if !wanted.is_empty() {
            for_each_finding(evaluation.set, &evaluation.findings, |finding| {
                if unmark(&mut left, finding.0) {
                    findings.push(finding);
                }
            });
        }
        // What stands on no page comes last.
        if findings.len() < wanted.len() {
            findings.extend(these(&left));
        }
        OpenLeaves { findings, later, age }
    }

    /// Findings to ask now or later, by [`FindingIx`].
    fn open(self) -> Vec<bool> {
        let mut open = self.is_wanted;
        for finding in self.later {
            mark(&mut open, finding.0);
        }
        open
    }

    /// What would decide whether a test is asked for may itself not be to be had. Then nothing comes before the test,
    /// and it is asked for at once.
    fn promote(&mut self, lacking: CapabilitySet) {
        let cannot = |finding: FindingIx| self.evaluation.is_unobtainable(finding, lacking);
        if !self.wanted.iter().copied().any(cannot) {
            return;
        }
        let stuck: Vec<FindingIx> =
            self.later.iter().copied().filter(|ix| !decided_by_asking(self.evaluation, *ix, lacking)).collect();
        for finding in stuck {
            self.want(finding);
        }
    }

    fn rule(&mut self, rule: &Rule) {
        self.criterion(&rule.when);
        if let Some(unless) = &rule.unless {
            self.criterion(unless);
        }
    }

    fn criterion(&mut self, criterion: &Criterion) {
        self.parts(std::slice::from_ref(criterion));
    }

    fn parts(&mut self, parts: &[Criterion]) {
        for part in parts {
            match part {
                Criterion::All(parts) if parts.len() <= NOTED => self.list(parts, Truth::False),
                Criterion::Any(parts) if parts.len() <= NOTED => self.list(parts, Truth::True),
                _ => {
                    if !self.has_walked(part) && self.evaluation.decide(part).is_unknown() {
                        self.undecided(part);
                    }
                }
            }
        }
    }

    /// Walks what is open of a list, unless one of its parts `decides` it: so every part is decided once. The list has at
    /// most [`NOTED`] parts.
    fn list(&mut self, parts: &[Criterion], decides: Truth) {
        let mut open = 0_u64;
        let mut bit = 1_u64;
        for part in parts {
            let truth = self.evaluation.decide(part);
            if truth == decides {
                return;
            }
            if truth.is_unknown() {
                open |= bit;
            }
            bit = bit.wrapping_shl(1);
        }
        for part in parts {
            if open & 1 == 1 && !self.has_walked(part) {
                self.undecided(part);
            }
            open >>= 1;
        }
    }

    /// What was walked once adds nothing more; asking that first is cheaper than deciding it again.
    #[inline(always)]
    fn has_walked(&self, criterion: &Criterion) -> bool {
        if let Some(finding) = criterion.finding() {
            return marked(&self.seen_findings, finding);
        }
        match criterion {
            Criterion::Define(ix) => marked_at(&self.seen_defines, ix.0),
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => marked_at(&self.seen_scores, ix.0),
            Criterion::AgeFrom(_) | Criterion::AgeUnder(_) => self.age,
            _ => false,
        }
    }

    /// Walks a criterion that is known to be undecided. What comes most is looked for first, as in `Evaluation::decide`.
    fn undecided(&mut self, criterion: &Criterion) {
        if let Some(finding) = criterion.finding() {
            return self.finding(finding);
        }
        match criterion {
            Criterion::All(parts) | Criterion::Any(parts) | Criterion::Count(_, parts) => self.parts(parts),
            _ => self.other_undecided(criterion),
        }
    }

    // Apart, so that what comes most has little to prepare.
    #[inline(never)]
    fn other_undecided(&mut self, criterion: &Criterion) {
        match criterion {
            Criterion::AgeFrom(_) | Criterion::AgeUnder(_) => self.age = true,
            Criterion::Define(ix) => {
                if mark(&mut self.seen_defines, ix.0)
                    && let Some(define) = self.evaluation.set.define(*ix)
                {
                    // It is decided exactly when what it stands for is.
                    self.undecided(&define.when);
                }
            }
            Criterion::Table(ix) => {
                if let Some(table) = self.evaluation.set.table(*ix) {
                    self.finding(table.finding);
                    self.age |= self.evaluation.has_value(table.finding);
                }
            }
            Criterion::ScoreAtLeast(ix, _) | Criterion::ScoreBelow(ix, _) => {
                if mark(&mut self.seen_scores, ix.0)
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
            Criterion::SexIs(_) | Criterion::VitalsAlways => {}
            // `undecided` has walked these.
            Criterion::Yes(_)
            | Criterion::No(_)
            | Criterion::AtLeast(..)
            | Criterion::Below(..)
            | Criterion::In(..)
            | Criterion::All(_)
            | Criterion::Any(_)
            | Criterion::Count(..) => {}
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
        if mark(&mut self.seen_findings, ix.0) {
            self.new_finding(ix);
        }
    }

    fn new_finding(&mut self, ix: FindingIx) {
        let evaluation = self.evaluation;
        if evaluation.has_value(ix) {
            // A value that can raise but not clear: what would make it count is open.
            if let Some(condition) = evaluation.set.finding(ix).and_then(|finding| finding.raises_only_when.as_ref()) {
                if evaluation.truth(condition).is_true() {
                    self.want(ix);
                }
                self.criterion(condition);
            }
            return;
        }
        match evaluation.due(ix) {
            Truth::True => self.want(ix),
            Truth::False => {}
            // Not asked for until it is due: the question that decides this comes first.
            Truth::Unknown => {
                let Some(finding) = evaluation.set.finding(ix) else { return };
                self.later.push(ix);
                if let Some(applies) = &finding.applies {
                    self.criterion(applies);
                }
                if let Some(due) = &finding.due {
                    self.criterion(due);
                }
                if evaluation.on_page(ix).is_true() && finding.due.is_none() && finding.applies.is_none() {
                    self.want(ix);
                }
            }
        }
    }

    fn want(&mut self, ix: FindingIx) {
        if mark(&mut self.is_wanted, ix.0) {
            self.wanted.push(ix);
        }
    }
}

/// Whether some question that can be answered decides if `ix` is asked for.
fn decided_by_asking(evaluation: &Evaluation<'_>, ix: FindingIx, lacking: CapabilitySet) -> bool {
    let set = evaluation.set;
    let Some(finding) = set.finding(ix) else { return true };
    let mut walk = Walk::new(evaluation);
    for condition in finding.applies.iter().chain(&finding.due) {
        walk.criterion(condition);
    }
    for rule in evaluation.clearing(ix).filter_map(|rule| set.rule(rule)) {
        if evaluation.protocol_active(rule.protocol).is_unknown() {
            return true;
        }
        walk.criterion(&rule.when);
    }
    walk.age || walk.wanted.iter().any(|decider| *decider != ix && !evaluation.is_unobtainable(*decider, lacking))
}

/// The marked findings, in the order of the vocabulary.
fn these(marks: &[bool]) -> impl Iterator<Item = FindingIx> {
    (0_u16..).map(FindingIx).zip(marks).filter(|(_, marked)| **marked).map(|(finding, _)| finding)
}

fn marked_at(marks: &[bool], ix: u16) -> bool {
    marks.get(usize::from(ix)).copied().unwrap_or(false)
}

/// Whether a finding is marked.
pub(super) fn marked(marks: &[bool], finding: FindingIx) -> bool {
    marked_at(marks, finding.0)
}

/// Marks a place; whether it was not marked before.
pub(super) fn mark(list: &mut [bool], ix: u16) -> bool {
    list.get_mut(usize::from(ix)).is_some_and(|place| !std::mem::replace(place, true))
}

/// Takes the mark from a place; whether it was marked.
fn unmark(list: &mut [bool], ix: u16) -> bool {
    list.get_mut(usize::from(ix)).is_some_and(|place| std::mem::replace(place, false))
}
