//! What is read is asked, and what is asked is read.

use super::protocols::RuleConditions;
use super::reads::{findings_behind, reach, symbols_in, symbols_of, symbols_of_score};
use crate::diagnostics::Reports;
use crate::diagnostics::e403_asked_nowhere::{asked_nowhere, on_no_page};
use crate::diagnostics::e404_unused::unused;
use crate::diagnostics::e411_danger_set_aside::danger_set_aside;
use crate::resolve::{Order, Symbol};
use crate::syntax::Content;
use paedlotse_core::assess::members;
use paedlotse_core::criterion::{DefineIx, ScoreIx, TableIx};
use paedlotse_core::finding::{FindingIx, FindingType, GroupIx};
use paedlotse_core::protocol::{Protocol, ProtocolSet, Question, Scope};
use std::collections::BTreeSet;

/// Everything the checks of this file look at.
pub(crate) struct Pages<'a> {
    pub(crate) set: &'a ProtocolSet,
    pub(crate) content: &'a Content,
    pub(crate) order: &'a Order<'a>,
    pub(crate) rules: &'a [RuleConditions],
    pub(crate) reports: &'a Reports,
}

impl Pages<'_> {
    /// Every finding of a rule is on its page, or on a page that is always there.
    pub(crate) fn rules_are_asked(&self) {
        let always: BTreeSet<FindingIx> = self
            .set
            .protocols
            .iter()
            .filter(|protocol| protocol.scope != Scope::Complaint)
            .flat_map(|protocol| self.page(protocol))
            .collect();
        for ((ix, rule), conditions) in self.order.rules.iter().zip(self.rules) {
            let Some(protocol) = self.set.protocol(*ix) else {
                continue;
            };
            let page = self.page(protocol);
            let mut told: BTreeSet<FindingIx> = BTreeSet::new();
            for atom in conditions.iter().flat_map(|condition| &condition.atoms) {
                for finding in findings_behind(self.set, atom.reads) {
                    if page.contains(&finding) || always.contains(&finding) || !told.insert(finding) {
                        continue;
                    }
                    if let Some(def) = self.content.findings.get(usize::from(finding.0)) {
                        let (name, rule) = (&def.id.value, &rule.id.value);
                        self.reports.add(asked_nowhere(name, rule, protocol.id, atom.at, def.id.at));
                    }
                }
            }
        }
    }

    fn page(&self, protocol: &Protocol) -> BTreeSet<FindingIx> {
        let questions = protocol.sections.iter().flat_map(|section| &section.questions);
        questions.flat_map(|question| members(self.set, *question)).collect()
    }

    /// A sign of the danger screen is always due; only a number may hang on its screening question.
    pub(crate) fn danger_is_always_due(&self) {
        let danger = self.set.protocols.iter().filter(|protocol| protocol.scope == Scope::Danger);
        let page: BTreeSet<FindingIx> = danger.flat_map(|protocol| self.page(protocol)).collect();
        for ix in page {
            let finding = self.set.finding(ix);
            let numeric = finding.is_some_and(|finding| matches!(finding.answer, FindingType::Number { .. }));
            if let Some(def) = self.content.findings.get(usize::from(ix.0))
                && let Some(due) = &def.due
                && !numeric
            {
                self.reports.add(danger_set_aside(&def.id.value, due.at()));
            }
        }
    }

    /// Nothing is asked that nobody reads, and nothing is written that nobody uses.
    pub(crate) fn all_is_used(&self) {
        let set = self.set;
        let steps = set.protocols.iter().flat_map(|protocol| &protocol.steps);
        let findings = set.findings.iter().flat_map(|finding| {
            let conditions = finding.due.iter().chain(&finding.applies).chain(&finding.raises_only_when);
            conditions.flat_map(symbols_of)
        });
        let escort = set.transport.escort.iter().filter_map(|rule| rule.when.as_ref());
        let of_transfer =
            escort.chain(set.transport.due.iter().filter_map(|due| due.when.as_ref())).flat_map(symbols_of);
        let shown = set.scores.iter().zip(0_u16..).filter(|(score, _)| score.shows_normal_bands);
        let starts: BTreeSet<Symbol> = self
            .rules
            .iter()
            .flat_map(RuleConditions::iter)
            .flat_map(symbols_in)
            .chain(steps.filter_map(|step| step.when.as_ref()).flat_map(symbols_of))
            .chain(findings)
            .chain(of_transfer)
            .chain(
                shown.flat_map(|(score, ix)| symbols_of_score(score).into_iter().chain([Symbol::Score(ScoreIx(ix))])),
            )
            .collect();
        let used: BTreeSet<Symbol> = starts.into_iter().flat_map(|symbol| reach(set, symbol)).collect();
        let at_transfer = set.transport.questions.iter().flat_map(|question| members(set, *question));
        let asked: BTreeSet<FindingIx> =
            set.protocols.iter().flat_map(|protocol| self.page(protocol)).chain(at_transfer).collect();
        for (ix, def) in (0_u16..).map(FindingIx).zip(&self.content.findings).filter(|(_, def)| !def.recorded) {
            if !used.contains(&Symbol::Finding(ix)) {
                self.reports.add(unused("finding", &def.id.value, def.id.at));
            } else if !asked.contains(&ix) {
                self.reports.add(on_no_page(&def.id.value, def.id.at));
            }
        }
        for (ix, def) in (0_u16..).map(DefineIx).zip(&self.order.defines) {
            if !used.contains(&Symbol::Define(ix)) {
                self.reports.add(unused("define", &def.id.value, def.id.at));
            }
        }
        for (ix, def) in (0_u16..).map(ScoreIx).zip(&self.content.scores) {
            if !used.contains(&Symbol::Score(ix)) {
                self.reports.add(unused("score", &def.id.value, def.id.at));
            }
        }
        for (ix, def) in (0_u16..).map(TableIx).zip(&self.content.tables) {
            if !used.contains(&Symbol::Table(ix)) {
                self.reports.add(unused("table", &def.id.value, def.id.at));
            }
        }
        let questions = set.protocols.iter().flat_map(|p| &p.sections).flat_map(|s| &s.questions);
        let questions: Vec<Question> = questions.chain(&set.transport.questions).copied().collect();
        for (ix, def) in (0_u16..).map(GroupIx).zip(&self.content.groups) {
            if !questions.contains(&Question::Group(ix)) {
                self.reports.add(unused("group", &def.id.value, def.id.at));
            }
        }
    }
}
