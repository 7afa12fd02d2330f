//! Tries one mutant: the examples and limits most likely to notice come first, and the first that fails ends the trial.
//! The laws come last, but for scores and tables.

use super::content::Mutant;
use super::edit::Edit;
use crate::Tested;
use crate::check::reads::{findings_behind, reach, symbols_of};
use crate::examples::Example;
use crate::examples::expect::Expectation;
use crate::examples::limits::{Sides, Target, Try};
use crate::resolve::{StepIx, Symbol};
use paedlotse_core::criterion::Criterion;
use paedlotse_core::finding::{Finding, FindingIx};
use paedlotse_core::observation::Findings;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Rule, RuleIx};
use std::collections::BTreeSet;

/// What noticed a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Example,
    Limit,
    Law,
    /// Nothing did.
    Survives,
}

/// The examples, the limits and the laws, prepared once.
pub(super) struct Trials<'a> {
    set: &'a ProtocolSet,
    cases: Vec<Case<'a>>,
    /// For each rule, all that its conditions read.
    reads: Vec<BTreeSet<Symbol>>,
    /// All that decides what is asked of a child.
    asks: BTreeSet<Symbol>,
    laws: &'a (dyn Fn(&ProtocolSet) -> bool + Sync),
}

/// An example or a limit, with its children as the unchanged set asks them.
struct Case<'a> {
    check: Check<'a>,
    protocol: ProtocolIx,
    rules: BTreeSet<RuleIx>,
    steps: BTreeSet<StepIx>,
    /// What is given, and what must be asked for.
    findings: BTreeSet<FindingIx>,
}

enum Check<'a> {
    Example { example: &'a Example, child: Findings },
    Limit { limit: &'a Try<'a>, holds: Findings, fails: Findings },
}

impl<'a> Trials<'a> {
    pub(super) fn new(tested: &'a Tested<'_>, laws: &'a (dyn Fn(&ProtocolSet) -> bool + Sync)) -> Self {
        let set = &tested.checked.set;
        let examples = tested.examples.iter().map(|example| Case::of_example(set, example));
        let limits = tested.tries.iter().map(|limit| Case::of_limit(set, limit));
        let of_rule = |rule: &Rule| behind(set, [Some(&rule.when), rule.unless.as_ref()].into_iter().flatten());
        let of_finding =
            |finding: &Finding| finding.due.into_iter().chain(finding.applies).chain(finding.raises_only_when);
        let conditions: Vec<Criterion> = set.findings.iter().flat_map(of_finding).collect();
        let mut asks = behind(set, conditions.iter());
        // What could exclude a rule is asked for while the rule lives.
        set.rules.iter().filter(|rule| rule.unless.is_some()).for_each(|rule| asks.extend(of_rule(rule)));
        let reads = set.rules.iter().map(of_rule).collect();
        Self { set, cases: examples.chain(limits).collect(), reads, asks, laws }
    }

    /// Whether other questions may be asked of a child after this change.
    fn moves_questions(&self, edit: &Edit) -> bool {
        match edit {
            Edit::Step(..) => false,
            Edit::Finding(..) => true,
            Edit::Rule(ix, rule) => {
                rule.unless.is_some() || self.set.rule(*ix).is_some_and(|before| before.unless.is_some())
            }
            // A normal vital sign lies in a band of such a score.
            Edit::Score(ix, score) => score.shows_normal_bands || self.asks.contains(&Symbol::Score(*ix)),
            Edit::Define(ix, _) => self.asks.contains(&Symbol::Define(*ix)),
            Edit::Table(ix, _) => self.asks.contains(&Symbol::Table(*ix)),
        }
    }

    /// Whether the laws hold for the content as it is; if not, they notice nothing.
    pub(super) fn laws_hold(&self) -> bool {
        (self.laws)(self.set)
    }

    /// Tries everything until something fails.
    pub(super) fn judge(&self, mutant: &Mutant) -> Verdict {
        let other_questions = self.moves_questions(&mutant.edit);
        let changed = mutant.edit.applied(self.set, other_questions);
        // The second transcription of a score is a law, and sees more at once than examples of rules.
        let laws_first = matches!(mutant.edit, Edit::Score(..) | Edit::Table(..));
        if laws_first && !(self.laws)(&changed) {
            return Verdict::Law;
        }
        let relevance = Relevance::new(self, mutant);
        let mut cases: Vec<(u8, &Case<'_>)> = self.cases.iter().map(|case| (relevance.rank(case), case)).collect();
        cases.sort_by_key(|(rank, _)| *rank);
        for (_, case) in cases {
            if !case.stands(&changed, other_questions) {
                return case.verdict();
            }
        }
        if laws_first || (self.laws)(&changed) { Verdict::Survives } else { Verdict::Law }
    }
}

/// All that conditions read, by way of defines, scores and tables.
fn behind<'c>(set: &ProtocolSet, conditions: impl Iterator<Item = &'c Criterion>) -> BTreeSet<Symbol> {
    conditions.flat_map(symbols_of).flat_map(|symbol| reach(set, symbol)).collect()
}

impl<'a> Case<'a> {
    fn of_example(set: &ProtocolSet, example: &'a Example) -> Self {
        let (mut rules, mut steps) = (BTreeSet::new(), BTreeSet::new());
        let mut findings: BTreeSet<FindingIx> = example.child.given.iter().map(|(finding, _)| finding).collect();
        for wanted in &example.wanted {
            match &wanted.expectation {
                Expectation::AtLeast(_, named) | Expectation::SoFar(_, named) | Expectation::Not(named) => {
                    rules.extend(named);
                }
                Expectation::Open(_, finding) => findings.extend(finding),
                Expectation::Asked(_, named) => findings.extend(named),
                Expectation::Steps(_, named) => steps.extend(named),
                Expectation::Settled(_) | Expectation::SettledAt(..) | Expectation::Needs { .. } => {}
            }
        }
        let child = example.child.child(set);
        Self { check: Check::Example { example, child }, protocol: example.protocol, rules, steps, findings }
    }

    fn of_limit(set: &ProtocolSet, limit: &'a Try<'a>) -> Self {
        let (mut rules, mut steps) = (BTreeSet::new(), BTreeSet::new());
        let mut findings: BTreeSet<FindingIx> = limit.holds.0.given.iter().map(|(finding, _)| finding).collect();
        match limit.target {
            Target::Rule(ix) | Target::Lifted(ix) => {
                rules.insert(ix);
            }
            Target::Step(ix) => {
                steps.insert(ix);
            }
            Target::Asked(ix) | Target::RaisesOnly(ix) => {
                findings.insert(ix);
            }
            // No rule of a protocol: what it reads is in `given`.
            Target::Escort(_) => {}
        }
        if let Sides::Points { score, .. } = limit.sides {
            findings.extend(findings_behind(set, Symbol::Score(score)));
        }
        let (holds, fails) = (limit.holds.0.child(set), limit.fails.0.child(set));
        Self { check: Check::Limit { limit, holds, fails }, protocol: limit.protocol, rules, steps, findings }
    }

    /// `other_questions`: the children have to be asked again, because this set may ask for something else.
    fn stands(&self, set: &ProtocolSet, other_questions: bool) -> bool {
        match &self.check {
            Check::Example { example, .. } if other_questions => example.stands(set, &example.child.child(set)),
            Check::Example { example, child } => example.stands(set, child),
            Check::Limit { limit, .. } if other_questions => {
                limit.stands(set, &limit.holds.0.child(set), &limit.fails.0.child(set))
            }
            Check::Limit { limit, holds, fails } => limit.stands(set, holds, fails),
        }
    }

    fn verdict(&self) -> Verdict {
        match self.check {
            Check::Example { .. } => Verdict::Example,
            Check::Limit { .. } => Verdict::Limit,
        }
    }
}

/// What a mutant touches.
struct Relevance {
    rules: BTreeSet<RuleIx>,
    step: Option<StepIx>,
    findings: BTreeSet<FindingIx>,
    protocol: Option<ProtocolIx>,
}

impl Relevance {
    fn new(trials: &Trials<'_>, mutant: &Mutant) -> Self {
        let symbol = mutant.edit.symbol();
        let reading = |symbol: Symbol| {
            let rules = (0_u16..).map(RuleIx).zip(&trials.reads);
            rules.filter(move |(_, reads)| reads.contains(&symbol)).map(|(ix, _)| ix)
        };
        let behind = mutant.reads.iter().flat_map(|symbol| findings_behind(trials.set, *symbol));
        Self {
            rules: mutant.edit.rule().into_iter().chain(symbol.into_iter().flat_map(reading)).collect(),
            step: mutant.edit.step(),
            findings: behind.chain(mutant.edit.finding()).collect(),
            protocol: mutant.protocol,
        }
    }

    /// Lower comes first.
    fn rank(&self, case: &Case<'_>) -> u8 {
        let rule = !self.rules.is_disjoint(&case.rules);
        let finding = !self.findings.is_disjoint(&case.findings);
        let step = self.step.is_some_and(|step| case.steps.contains(&step));
        match (rule || step, finding, self.protocol == Some(case.protocol)) {
            (true, true, _) => 0,
            (true, false, _) => 1,
            (false, true, _) => 2,
            (false, false, true) => 3,
            (false, false, false) => 4,
        }
    }
}
