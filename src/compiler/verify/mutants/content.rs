//! Every mutant of the content: rules, defines, questions, scores, tables and steps, in their order.

use super::Kind;
use super::conditions::{Change, changes};
use super::edit::Edit;
use super::points;
use super::words;
use crate::resolve::{StepIx, Symbol};
use paedlotse_core::criterion::{Criterion, DefineIx, ScoreIx, TableIx};
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{Finding, FindingIx};
use paedlotse_core::list::List;
use paedlotse_core::protocol::{ProtocolIx, ProtocolSet, Rule, RuleIx, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// One change that an example or a law must notice.
pub(super) struct Mutant {
    /// `fever-under-3-months/when: age < 3 months → age < 4 months`.
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) edit: Edit,
    /// What the changed part reads.
    pub(super) reads: BTreeSet<Symbol>,
    /// The protocol it stands in, if it stands in one.
    pub(super) protocol: Option<ProtocolIx>,
}

/// A condition that never holds.
const NEVER: fn() -> Criterion = || Criterion::Any(List::default());

/// All mutants; `steps`: a name for every step, `defines`: the protocol of every define.
pub(super) fn mutants(set: &ProtocolSet, steps: &[String], defines: &[ProtocolIx]) -> Vec<Mutant> {
    let mut all = All { set, mutants: Vec::new(), taken: BTreeMap::new() };
    for (ix, rule) in (0_u16..).map(RuleIx).zip(&set.rules) {
        all.rule(ix, rule);
    }
    for ((ix, define), protocol) in (0_u16..).map(DefineIx).zip(&set.defines).zip(defines) {
        for change in changes(set, &define.when) {
            let edit = Edit::Define(ix, change.criterion);
            all.changed(define.id, change, edit, Some(*protocol));
        }
    }
    for (ix, finding) in (0_u16..).map(FindingIx).zip(&set.findings) {
        all.question(ix, finding);
    }
    for (ix, score) in (0_u16..).map(ScoreIx).zip(&set.scores) {
        for (kind, words, changed, reads) in points::of_score(set, score) {
            all.add(kind, format!("{}/{words}", score.id), Edit::Score(ix, changed), reads, None);
        }
    }
    for (ix, table) in (0_u16..).map(TableIx).zip(&set.tables) {
        for (words, changed) in points::of_table(set, table) {
            let reads = BTreeSet::from([Symbol::Finding(table.finding)]);
            all.add(Kind::Threshold, format!("{}/{words}", table.id), Edit::Table(ix, changed), reads, None);
        }
    }
    let care = (0_u16..).map(ProtocolIx).zip(&set.protocols);
    let care = care.flat_map(|(ix, protocol)| protocol.steps.iter().map(move |step| (ix, step)));
    for ((at, (protocol, step)), name) in care.enumerate().zip(steps) {
        for change in step.when.iter().flat_map(|when| changes(set, when)) {
            let edit = Edit::Step(StepIx(at), Some(change.criterion));
            all.changed(name, change, edit, Some(protocol));
        }
    }
    all.mutants
}

struct All<'a> {
    set: &'a ProtocolSet,
    mutants: Vec<Mutant>,
    /// How often a name was given.
    taken: BTreeMap<String, u32>,
}

impl All<'_> {
    fn add(&mut self, kind: Kind, name: String, edit: Edit, reads: BTreeSet<Symbol>, protocol: Option<ProtocolIx>) {
        let taken = self.taken.entry(name.clone()).or_default();
        *taken = taken.saturating_add(1);
        let id = if *taken == 1 { name } else { format!("{name} ({taken})") };
        self.mutants.push(Mutant { id, kind, edit, reads, protocol });
    }

    fn changed(&mut self, of: &str, change: Change, edit: Edit, protocol: Option<ProtocolIx>) {
        self.add(change.kind, format!("{of}: {}", change.words), edit, change.reads, protocol);
    }

    fn rule(&mut self, ix: RuleIx, rule: &Rule) {
        let (id, set, protocol) = (rule.id, self.set, Some(rule.protocol));
        let whole = |rule: Rule| Edit::Rule(ix, rule);
        self.add(
            Kind::Rule,
            format!("{id}: dropped"),
            whole(Rule { when: NEVER(), ..*rule }),
            BTreeSet::new(),
            protocol,
        );
        for change in changes(set, &rule.when) {
            let edit = whole(Rule { when: change.criterion, ..*rule });
            self.changed(&format!("{id}/when"), change, edit, protocol);
        }
        if let Some(unless) = &rule.unless {
            let edit = whole(Rule { unless: None, ..*rule });
            self.add(Kind::Unless, format!("{id}/unless: dropped"), edit, BTreeSet::new(), protocol);
            for change in changes(set, unless) {
                let edit = whole(Rule { unless: Some(change.criterion), ..*rule });
                self.changed(&format!("{id}/unless"), change, edit, protocol);
            }
        }
        let at = Urgency::ALL.iter().position(|urgency| *urgency == rule.urgency).unwrap_or(0);
        for other in [at.checked_sub(1), at.checked_add(1)].into_iter().flatten() {
            if let Some(urgency) = Urgency::ALL.get(other) {
                let words = format!("{id}/urgency: {} → {}", rule.urgency.id(), urgency.id());
                let edit = whole(Rule { urgency: *urgency, ..*rule });
                self.add(Kind::Urgency, words, edit, BTreeSet::new(), protocol);
            }
        }
        for (ix, clause) in rule.needs.iter().filter_map(|ix| Some((ix, set.clause(ix)?))) {
            let others = rule.needs.without(ix);
            let need = clause.any_of;
            // What another need of the same rule includes adds nothing to any child: it is not a change.
            if set.needs(others).any(|other| set.implies(other, need)) {
                continue;
            }
            let words = format!("{id}/needs: without {}", words::need(set, need));
            let edit = whole(Rule { needs: others, ..*rule });
            self.add(Kind::Need, words, edit, BTreeSet::new(), protocol);
        }
    }

    fn question(&mut self, ix: FindingIx, finding: &Finding) {
        let set = self.set;
        let whole = |finding: Finding| Edit::Finding(ix, finding);
        if let Some(due) = &finding.due {
            let reads = BTreeSet::from([Symbol::Finding(ix)]);
            let edit = whole(Finding { due: None, ..*finding });
            self.add(Kind::Due, format!("{}/due: always", finding.id), edit, reads.clone(), None);
            if !on_danger_page(set, ix) {
                let edit = whole(Finding { due: Some(NEVER()), ..*finding });
                self.add(Kind::Due, format!("{}/due: never", finding.id), edit, reads, None);
            }
            for change in changes(set, due) {
                let edit = whole(Finding { due: Some(change.criterion), ..*finding });
                self.changed(&format!("{}/due", finding.id), change, edit, None);
            }
        }
        for change in finding.applies.iter().flat_map(|applies| changes(set, applies)) {
            let edit = whole(Finding { applies: Some(change.criterion), ..*finding });
            self.changed(&format!("{}/applies", finding.id), change, edit, None);
        }
        for change in finding.raises_only_when.iter().flat_map(|condition| changes(set, condition)) {
            let edit = whole(Finding { raises_only_when: Some(change.criterion), ..*finding });
            self.changed(&format!("{}/raises_only_when", finding.id), change, edit, None);
        }
    }
}

fn on_danger_page(set: &ProtocolSet, ix: FindingIx) -> bool {
    let pages = set.protocols.iter().filter(|protocol| protocol.scope == Scope::Danger);
    let questions = pages.flat_map(|protocol| &protocol.sections).flat_map(|section| &section.questions);
    questions.flat_map(|question| paedlotse_core::assess::members(set, *question)).any(|finding| finding == ix)
}
