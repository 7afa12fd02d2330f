//! The order of evaluation: everything a step reads is decided before it. A circle is an error.

use crate::check::protocols::direct_findings;
use crate::check::reads::{symbols_of, symbols_of_score};
use crate::diagnostics::Reports;
use crate::diagnostics::e210_cycle::cycle;
use crate::resolve::{Order, Symbol};
use crate::source::Location;
use crate::syntax::Content;
use paedlotse_core::assess::members;
use paedlotse_core::criterion::{Criterion, DefineIx, ScoreIx, TableIx};
use paedlotse_core::finding::FindingIx;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, RuleIx, Scope};
use paedlotse_core::schedule::{EvaluationStep, complaint_bit};
use std::collections::BTreeMap;

/// For each finding with a `due` of its own, the rules that it can exclude.
pub(crate) fn clears(set: &ProtocolSet) -> Vec<Vec<RuleIx>> {
    let mut clears = vec![Vec::new(); set.findings.len()];
    for (ix, rule) in (0_u16..).map(RuleIx).zip(&set.rules) {
        for finding in rule.unless.iter().flat_map(|unless| findings_of_unless(set, unless)) {
            // What is always due needs no rule to make it so.
            let conditional = set.finding(finding).is_some_and(|finding| finding.due.is_some());
            if let Some(rules) = clears.get_mut(usize::from(finding.0)).filter(|_| conditional)
                && !rules.contains(&ix)
            {
                rules.push(ix);
            }
        }
    }
    clears
}

fn findings_of_unless(set: &ProtocolSet, unless: &paedlotse_core::criterion::Criterion) -> Vec<FindingIx> {
    let behind = symbols_of(unless).into_iter().flat_map(|symbol| crate::check::reads::findings_behind(set, symbol));
    let mut all: Vec<FindingIx> = direct_findings(unless).into_iter().chain(behind).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Orders all steps; `clears` must be filled in.
pub(crate) fn schedule(
    set: &ProtocolSet,
    content: &Content,
    order: &Order<'_>,
    reports: &Reports,
) -> Vec<EvaluationStep> {
    let mut walk = Walk {
        set,
        content,
        order,
        reports,
        marks: BTreeMap::new(),
        way: Vec::new(),
        told: Vec::new(),
        steps: Vec::new(),
    };
    for ix in (0_u16..).take(set.findings.len()) {
        walk.visit(Node::Finding(FindingIx(ix)));
    }
    for ix in (0_u16..).take(set.defines.len()) {
        walk.visit(Node::Define(DefineIx(ix)));
    }
    for ix in (0_u16..).take(set.tables.len()) {
        walk.visit(Node::Table(TableIx(ix)));
    }
    for ix in (0_u16..).take(set.scores.len()) {
        walk.visit(Node::Score(ScoreIx(ix)));
    }
    for ix in (0_u16..).take(set.rules.len()) {
        walk.visit(Node::When(RuleIx(ix)));
    }
    walk.steps
}

/// For each step of the schedule the complaints that need it; 0 where it is always needed.
///
/// A step is needed by the rules that read it, by the pages and the care steps of its protocol, and by what reads it. That
/// a finding is due while a rule of another complaint lives is no such reading: the rule counts only with its complaint.
pub(crate) fn needed_by(set: &ProtocolSet, schedule: &[EvaluationStep]) -> Vec<u64> {
    let mut needed: BTreeMap<Symbol, u64> = BTreeMap::new();
    let mut whens: BTreeMap<RuleIx, u64> = BTreeMap::new();
    let by = |ix: ProtocolIx| match set.protocol(ix) {
        Some(protocol) if protocol.scope == Scope::Complaint => complaint_bit(ix),
        _ => ALWAYS,
    };
    let need = |needed: &mut BTreeMap<Symbol, u64>, criterion: &Criterion, bits: u64| {
        for symbol in symbols_of(criterion) {
            *needed.entry(symbol).or_default() |= bits;
        }
    };
    for (ix, protocol) in (0_u16..).map(ProtocolIx).zip(&set.protocols) {
        for question in protocol.sections.iter().flat_map(|section| &section.questions) {
            for finding in members(set, *question) {
                *needed.entry(Symbol::Finding(finding)).or_default() |= by(ix);
            }
        }
        for when in protocol.steps.iter().filter_map(|step| step.when.as_ref()) {
            need(&mut needed, when, by(ix));
        }
    }
    for (ix, rule) in (0_u16..).map(RuleIx).zip(&set.rules) {
        *whens.entry(ix).or_default() |= by(rule.protocol);
        rule.unless.iter().for_each(|unless| need(&mut needed, unless, by(rule.protocol)));
    }
    // What reads a step stands behind it.
    let mut masks: Vec<u64> = Vec::with_capacity(schedule.len());
    for step in schedule.iter().rev() {
        let symbol = match step {
            EvaluationStep::Finding(ix) => Some(Symbol::Finding(*ix)),
            EvaluationStep::Define(ix) => Some(Symbol::Define(*ix)),
            EvaluationStep::Table(ix) => Some(Symbol::Table(*ix)),
            EvaluationStep::Score(ix) => Some(Symbol::Score(*ix)),
            EvaluationStep::When(_) => None,
        };
        let mask = match (symbol, step) {
            (Some(symbol), _) => needed.get(&symbol).copied().unwrap_or_default(),
            (None, EvaluationStep::When(ix)) => whens.get(ix).copied().unwrap_or_default(),
            (None, _) => 0,
        };
        match step {
            EvaluationStep::Finding(ix) => {
                let finding = set.finding(*ix).into_iter();
                let conditions = finding.flat_map(|f| f.due.iter().chain(&f.applies).chain(&f.raises_only_when));
                conditions.for_each(|condition| need(&mut needed, condition, mask));
            }
            EvaluationStep::Define(ix) => {
                set.define(*ix).iter().for_each(|define| need(&mut needed, &define.when, mask));
            }
            EvaluationStep::Table(ix) => {
                if let Some(table) = set.table(*ix) {
                    *needed.entry(Symbol::Finding(table.finding)).or_default() |= mask;
                }
            }
            EvaluationStep::Score(ix) => {
                for symbol in set.score(*ix).map(symbols_of_score).unwrap_or_default() {
                    *needed.entry(symbol).or_default() |= mask;
                }
            }
            EvaluationStep::When(ix) => {
                set.rule(*ix).iter().for_each(|rule| need(&mut needed, &rule.when, mask));
            }
        }
        masks.push(if mask == ALWAYS { 0 } else { mask });
    }
    masks.reverse();
    masks
}

/// Needed by what is always active; more than any complaint.
const ALWAYS: u64 = u64::MAX;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Finding(FindingIx),
    Define(DefineIx),
    Table(TableIx),
    Score(ScoreIx),
    When(RuleIx),
}

struct Walk<'a> {
    set: &'a ProtocolSet,
    content: &'a Content,
    order: &'a Order<'a>,
    reports: &'a Reports,
    /// Whether a node is done; one that is begun and not done lies on the way.
    marks: BTreeMap<Node, bool>,
    way: Vec<Node>,
    /// Nodes whose circle has been reported.
    told: Vec<Node>,
    steps: Vec<EvaluationStep>,
}

impl Walk<'_> {
    fn visit(&mut self, node: Node) {
        match self.marks.get(&node) {
            Some(true) => return,
            Some(false) => return self.circle(node),
            None => {}
        }
        self.marks.insert(node, false);
        self.way.push(node);
        for next in self.before(node) {
            self.visit(next);
        }
        self.way.pop();
        self.marks.insert(node, true);
        self.steps.push(match node {
            Node::Finding(ix) if self.set.finding(ix).is_some_and(|finding| !finding.is_conditional()) => return,
            Node::Finding(ix) => EvaluationStep::Finding(ix),
            Node::Define(ix) => EvaluationStep::Define(ix),
            Node::Table(ix) => EvaluationStep::Table(ix),
            Node::Score(ix) => EvaluationStep::Score(ix),
            Node::When(ix) => EvaluationStep::When(ix),
        });
    }

    fn before(&self, node: Node) -> Vec<Node> {
        let set = self.set;
        let mut nodes: Vec<Node> = Vec::new();
        let symbols = match node {
            Node::Finding(ix) => {
                let rules = set.clears.get(usize::from(ix.0)).into_iter().flatten();
                nodes.extend(rules.map(|rule| Node::When(*rule)));
                set.finding(ix)
                    .into_iter()
                    .flat_map(|f| f.due.iter().chain(&f.applies).chain(&f.raises_only_when))
                    .flat_map(symbols_of)
                    .collect()
            }
            Node::Define(ix) => set.define(ix).map(|define| symbols_of(&define.when)).unwrap_or_default(),
            Node::Table(ix) => set.table(ix).map(|table| Symbol::Finding(table.finding)).into_iter().collect(),
            Node::Score(ix) => set.score(ix).map(symbols_of_score).unwrap_or_default(),
            Node::When(ix) => set.rule(ix).map(|rule| symbols_of(&rule.when)).unwrap_or_default(),
        };
        nodes.extend(symbols.into_iter().filter_map(|symbol| match symbol {
            Symbol::Finding(ix) => Some(Node::Finding(ix)),
            Symbol::Define(ix) => Some(Node::Define(ix)),
            Symbol::Score(ix) => Some(Node::Score(ix)),
            Symbol::Table(ix) => Some(Node::Table(ix)),
            Symbol::Age | Symbol::Sex | Symbol::VitalsAlways => None,
        }));
        nodes
    }

    fn circle(&mut self, node: Node) {
        let start = self.way.iter().position(|on_way| *on_way == node).unwrap_or(0);
        let circle = self.way.iter().skip(start);
        if self.told.contains(&node) {
            return;
        }
        let names: Vec<String> = circle.map(|node| self.name(*node).0).collect();
        self.reports.add(cycle(&names, self.name(node).1));
        self.told.push(node);
    }

    fn name(&self, node: Node) -> (String, Location) {
        let id = match node {
            Node::Finding(ix) => self.content.findings.get(usize::from(ix.0)).map(|def| &def.id),
            Node::Define(ix) => self.order.defines.get(usize::from(ix.0)).map(|def| &def.id),
            Node::Table(ix) => self.content.tables.get(usize::from(ix.0)).map(|def| &def.id),
            Node::Score(ix) => self.content.scores.get(usize::from(ix.0)).map(|def| &def.id),
            Node::When(ix) => self.order.rules.get(usize::from(ix.0)).map(|(_, def)| &def.id),
        };
        id.map_or((String::new(), Location::default()), |id| (id.value.clone(), id.at))
    }
}
