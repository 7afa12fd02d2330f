//! Checks protocols, defines and rules and turns them into their core form.

use super::condition::{Condition, Conditions};
use super::direction::Directions;
use super::or_never;
use crate::clauses::Clauses;
use crate::diagnostics::Reports;
use crate::diagnostics::e101_unknown_name::unknown_name;
use crate::diagnostics::e401_row_without_rule::{left_out_but_carried, row_without_rule};
use crate::diagnostics::e402_rule_without_need::rule_without_need;
use crate::diagnostics::e409_asked_twice::asked_twice;
use crate::diagnostics::e413_too_many_needs::too_many_needs;
use crate::resolve::{Names, Order, Symbol};
use crate::source::{Located, Location};
use crate::syntax::Content;
use crate::syntax::protocols::{HeadDef, RuleDef, SectionDef};
use crate::value::kept;
use paedlotse_core::capability::{Capability, CapabilitySet};
use paedlotse_core::clause::ClauseSet;
use paedlotse_core::criterion::Criterion;
use paedlotse_core::disposition::Urgency;
use paedlotse_core::finding::{FindingIx, Group};
use paedlotse_core::protocol::{CareStep, Define, Protocol, ProtocolIx, Question, Rule, Section, Source};
use paedlotse_core::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// The conditions of one rule.
pub(crate) struct RuleConditions {
    pub(crate) when: Option<Condition>,
    pub(crate) unless: Option<Condition>,
}

impl RuleConditions {
    /// All conditions that could be read.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Condition> {
        self.when.iter().chain(&self.unless)
    }
}

/// What is known when protocols are checked.
pub(crate) struct Protocols<'a> {
    pub(crate) names: &'a Names,
    pub(crate) order: &'a Order<'a>,
    pub(crate) capabilities: &'a [Capability],
    pub(crate) groups: &'a [Group],
    pub(crate) conditions: &'a Conditions<'a>,
    pub(crate) directions: &'a Directions<'a>,
    pub(crate) reports: &'a Reports,
}

/// Defines in their core form.
pub(crate) fn defines(order: &Order<'_>, conditions: &[Option<Condition>]) -> Vec<Define> {
    order
        .defines
        .iter()
        .zip(conditions)
        .map(|(def, condition)| Define { id: kept(&def.id.value), label: def.label, when: or_never(condition.clone()) })
        .collect()
}

impl Protocols<'_> {
    /// Checks the conditions of every rule, and where they may stand.
    pub(crate) fn rule_conditions(&self) -> Vec<RuleConditions> {
        let check = |(_, def): &(ProtocolIx, &RuleDef)| {
            let when = self.conditions.check(&def.when);
            when.iter().for_each(|condition| self.directions.raises(condition, "when"));
            let unless = def.unless.as_ref().map(|expr| self.conditions.check(expr));
            unless.iter().flatten().for_each(|condition| self.directions.reassures(condition));
            RuleConditions { when, unless: unless.flatten() }
        };
        self.order.rules.iter().map(check).collect()
    }

    /// All rules, and their needs.
    pub(crate) fn rules(&self, conditions: &[RuleConditions]) -> (Vec<Rule>, Clauses) {
        let defs = self.order.rules.iter().map(|(_, def)| def);
        let needs: Vec<_> = defs.map(|def| [self.needs(&def.needs), self.needs(&def.consider)]).collect();
        let clauses = self.clauses(&needs);
        let rules = self.order.rules.iter().zip(conditions).zip(needs);
        let rules = rules.map(|(((protocol, def), conditions), needs)| {
            self.rule(*protocol, def, conditions, needs.map(|needs| clauses.of(needs)))
        });
        (rules.collect(), clauses)
    }

    /// What the rules need and what they say to consider, each once.
    fn clauses(&self, needs: &[[Vec<CapabilitySet>; 2]]) -> Clauses {
        let mut all = BTreeSet::new();
        for ((_, def), needs) in self.order.rules.iter().zip(needs) {
            let had_room = all.len() <= Clauses::MOST;
            all.extend(needs.iter().flatten().copied());
            if had_room && all.len() > Clauses::MOST {
                self.reports.add(too_many_needs(Clauses::MOST, def.id.at));
            }
        }
        Clauses::new(all)
    }

    fn rule(
        &self,
        protocol: ProtocolIx,
        def: &RuleDef,
        conditions: &RuleConditions,
        [needs, consider]: [ClauseSet; 2],
    ) -> Rule {
        self.names.rows.find(&def.row, self.reports);
        for source in &def.sources {
            self.names.sources.find(source, self.reports);
        }
        if needs.is_empty() && def.needs.is_empty() && def.urgency.value > Urgency::Routine {
            let urgency = def.urgency.value.id();
            self.reports.add(rule_without_need(&def.id.value, urgency, def.urgency.at));
        }
        let first_here = def.first_here.as_ref();
        Rule {
            id: kept(&def.id.value),
            no: def.no.value,
            protocol,
            row: Text::same(kept(&def.row.value)),
            when: or_never(conditions.when.clone()),
            unless: conditions.unless.clone().map(|condition| condition.criterion),
            urgency: def.urgency.value,
            needs,
            consider,
            unstable: def.unstable,
            first_here: first_here.and_then(|name| self.names.capabilities.find(name, self.reports)),
            why: def.why,
            note: def.note,
            sources: def.sources.iter().map(|source| kept(&source.value)).collect(),
            status: def.status,
        }
    }

    pub(super) fn needs(&self, written: &[Located<Vec<Located<String>>>]) -> Vec<CapabilitySet> {
        let find = |name| self.names.capabilities.find(name, self.reports);
        written
            .iter()
            .map(|need| self.weakest(need.value.iter().filter_map(find).collect()))
            .filter(|need| !need.is_empty())
            .collect()
    }

    /// Alternatives without those that include another one: who has them has the other as well.
    fn weakest(&self, alternatives: CapabilitySet) -> CapabilitySet {
        let includes_another = |ix: &paedlotse_core::capability::CapabilityIx| {
            let gives = self.capabilities.get(usize::from(ix.0)).map_or(CapabilitySet::EMPTY, |c| c.gives);
            !gives.without(*ix).meet(alternatives).is_empty()
        };
        alternatives.iter().filter(|ix| !includes_another(ix)).collect()
    }

    /// Checks the condition of every step; none where it has none, or where it could not be read.
    pub(crate) fn step_conditions(&self) -> Vec<Option<Condition>> {
        let steps = self.order.steps.iter();
        steps.map(|(_, def)| def.when.as_ref().and_then(|expr| self.conditions.check(expr))).collect()
    }

    pub(crate) fn protocols(&self, steps: &[Option<Condition>]) -> Vec<Protocol> {
        let heads = (0_u16..).map(ProtocolIx).zip(&self.order.heads);
        heads.map(|(ix, head)| self.protocol(ix, head, steps)).collect()
    }

    fn protocol(&self, ix: ProtocolIx, head: &HeadDef, steps: &[Option<Condition>]) -> Protocol {
        for presentation in &head.covers {
            self.names.presentations.find(presentation, self.reports);
        }
        Protocol {
            id: kept(&head.id.value),
            no: head.no.value,
            version: kept(&head.version),
            scope: head.scope,
            vitals_always: head.vitals_always,
            title: head.title,
            subtitle: head.subtitle,
            synonyms: head.synonyms,
            red_flags_only: head.red_flags_only,
            area: head.area.as_ref().and_then(|area| self.names.areas.find(area, self.reports)),
            icon: kept(&head.icon),
            sections: self.page(&head.sections).into(),
            otherwise: head.otherwise,
            advice: head.advice.iter().copied().collect(),
            steps: self.steps(ix, steps).into(),
        }
    }

    fn steps(&self, of: ProtocolIx, conditions: &[Option<Condition>]) -> Vec<CareStep> {
        let mut steps = Vec::new();
        let own = self.order.steps.iter().zip(conditions).filter(|((protocol, _), _)| *protocol == of);
        for ((_, def), condition) in own {
            if let Some(source) = &def.source {
                self.names.sources.find(source, self.reports);
            }
            steps.push(CareStep {
                when: def.when.as_ref().map(|_| or_never(condition.clone())),
                label: def.text,
                source: def.source.as_ref().map(|source| kept(&source.value)).unwrap_or_default(),
                status: def.status,
            });
        }
        steps
    }

    fn page(&self, sections: &[SectionDef]) -> Vec<Section> {
        let mut asked: BTreeMap<FindingIx, Location> = BTreeMap::new();
        let mut page = Vec::new();
        for def in sections {
            let mut questions = Vec::new();
            for name in &def.ask {
                let Some(question) = self.question(name) else {
                    continue;
                };
                let single = match question {
                    Question::Finding(ix) => Some(ix),
                    Question::Group(_) => None,
                };
                let group = match question {
                    Question::Group(ix) => self.groups.get(usize::from(ix.0)),
                    Question::Finding(_) => None,
                };
                for ix in group.into_iter().flat_map(|group| &group.members).copied().chain(single) {
                    if let Some(before) = asked.insert(ix, name.at) {
                        let finding = self.conditions.findings.get(usize::from(ix.0));
                        let id = finding.map_or("", |finding| finding.id);
                        self.reports.add(asked_twice(id, name.at, before));
                    }
                }
                questions.push(question);
            }
            page.push(Section { letter: kept(&def.letter), label: def.label, questions: questions.into() });
        }
        page
    }

    pub(super) fn question(&self, name: &Located<String>) -> Option<Question> {
        if let Some(ix) = self.names.groups.get(&name.value) {
            return Some(Question::Group(ix));
        }
        if let Some(Symbol::Finding(ix)) = self.names.symbols.get(&name.value) {
            return Some(Question::Finding(ix));
        }
        let known = self.names.groups.names().chain(self.names.symbols.names());
        self.reports.add(unknown_name("finding or group", &name.value, name.at, known));
        None
    }
}

/// Sources in their core form; every row has a rule or the reason why it has none.
pub(crate) fn evidence(content: &Content, names: &Names, order: &Order<'_>, reports: &Reports) -> Vec<Source> {
    let mut carried: BTreeMap<usize, Location> = BTreeMap::new();
    for (_, rule) in &order.rules {
        if let Some(row) = names.rows.get(&rule.row.value) {
            carried.entry(row).or_insert(rule.row.at);
        }
    }
    for rule in &order.escort {
        if let Some(row) = names.rows.get(&rule.row.value) {
            carried.entry(row).or_insert(rule.row.at);
        }
    }
    for (ix, row) in content.rows.iter().enumerate() {
        for source in &row.sources {
            names.sources.find(source, reports);
        }
        match (&row.left_out, carried.get(&ix)) {
            (None, None) => reports.add(row_without_rule(&row.id.value, row.id.at)),
            (Some(left_out), Some(rule)) => reports.add(left_out_but_carried(&row.id.value, left_out.at, *rule)),
            _ => {}
        }
    }
    content
        .sources
        .iter()
        .map(|def| Source {
            id: kept(&def.id.value),
            work: Text::same(kept(&def.work)),
            address: Text::same(kept(&def.address)),
        })
        .collect()
}

/// The findings that stand in a criterion themselves, not by way of a define, score or table.
pub(crate) fn direct_findings(criterion: &Criterion) -> Vec<FindingIx> {
    let own = criterion.finding();
    own.into_iter().chain(criterion.parts().iter().flat_map(direct_findings)).collect()
}
