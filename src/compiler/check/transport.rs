//! Checks the rules of the escort, the windows of time and the checklist, and turns them into their core form.

use super::condition::Condition;
use super::or_never;
use super::protocols::Protocols;
use crate::diagnostics::Reports;
use crate::diagnostics::e104_wrong_form::wrong_form;
use crate::diagnostics::e412_escort::{bottom, needs_less, no_vehicle};
use crate::resolve::{Order, Symbol};
use crate::source::Located;
use crate::syntax::Content;
use crate::syntax::transport::{Cited, DepartureDef, EscortDef, WindowDef};
use crate::value::kept;
use paedlotse_core::capability::CapabilityKind;
use paedlotse_core::clock::{CheckLine, Departure, Since, TeamTarget, TimeWindow};
use paedlotse_core::escort::{EscortRule, TransferDue, Transport};
use paedlotse_core::finding::{FindingIx, FindingType};
use paedlotse_core::list::List;
use paedlotse_core::protocol::ProtocolSet;

impl Protocols<'_> {
    /// All of `transport.toml`, and the condition of every rule of the escort. Without the file, nothing.
    pub(crate) fn transport(&self, content: &Content) -> (Transport, Vec<Option<Condition>>) {
        let conditions: Vec<Option<Condition>> = self
            .order
            .escort
            .iter()
            .map(|def| {
                let when = def.when.as_ref().and_then(|expr| self.conditions.check(expr));
                when.iter().for_each(|condition| self.directions.raises(condition, "when"));
                when
            })
            .collect();
        let Some(first) = content.transport.first() else {
            return (Transport::default(), conditions);
        };
        let files = &content.transport;
        let escort = self.order.escort.iter().zip(&conditions);
        let transport = Transport {
            escort: escort.map(|(def, condition)| self.escort(def, condition.clone())).collect(),
            questions: files.iter().flat_map(|file| &file.ask).filter_map(|name| self.question(name)).collect(),
            due: files.iter().flat_map(|file| &file.due).filter_map(|def| self.asked_otherwise(def)).collect(),
            load_and_go: self.departure(&first.load_and_go),
            stabilise_first: self.departure(&first.stabilise_first),
            targets: files.iter().flat_map(|file| &file.targets).map(|def| self.target(def)).collect(),
            windows: files.iter().flat_map(|file| &file.windows).map(|def| self.window(def)).collect(),
            checklist: files.iter().flat_map(|file| &file.checklist).map(|def| self.line(def)).collect(),
        };
        (transport, conditions)
    }

    fn sources(&self, cited: &Cited) -> List<&'static str> {
        for source in &cited.sources {
            self.names.sources.find(source, self.reports);
        }
        cited.sources.iter().map(|source| kept(&source.value)).collect()
    }

    fn escort(&self, def: &EscortDef, condition: Option<Condition>) -> EscortRule {
        self.names.rows.find(&def.row, self.reports);
        for name in def.needs.iter().flat_map(|need| &need.value) {
            let known =
                self.names.capabilities.get(&name.value).and_then(|ix| self.capabilities.get(usize::from(ix.0)));
            if known.is_some_and(|capability| capability.kind != CapabilityKind::Transport) {
                self.reports.add(no_vehicle(&name.value, name.at));
            }
        }
        EscortRule {
            id: kept(&def.id.value),
            no: def.no.value,
            row: kept(&def.row.value),
            when: def.when.as_ref().map(|_| or_never(condition)),
            class: def.class.value,
            needs: self.needs(&def.needs).into(),
            load_and_go: def.load_and_go,
            why: def.why,
            sources: self.sources(&def.cited),
            status: def.cited.status,
        }
    }

    fn asked_otherwise(&self, def: &crate::syntax::transport::DueDef) -> Option<TransferDue> {
        let finding = self.single(&def.finding)?;
        let condition = def.when.as_ref().map(|expr| self.conditions.check(expr));
        condition.iter().flatten().for_each(|condition| self.directions.raises(condition, "when"));
        Some(TransferDue { finding, when: condition.map(or_never) })
    }

    fn single(&self, name: &Located<String>) -> Option<FindingIx> {
        match self.question(name)? {
            paedlotse_core::protocol::Question::Finding(ix) if self.is_finding(name) => Some(ix),
            _ => {
                self.reports.add(wrong_form("finding", "the name of one finding", name.at));
                None
            }
        }
    }

    fn is_finding(&self, name: &Located<String>) -> bool {
        matches!(self.names.symbols.get(&name.value), Some(Symbol::Finding(_)))
    }

    fn departure(&self, def: &DepartureDef) -> Departure {
        Departure { text: def.text, sources: self.sources(&def.cited), status: def.cited.status }
    }

    fn target(&self, def: &crate::syntax::transport::TargetDef) -> TeamTarget {
        TeamTarget {
            urgency: def.urgency.value,
            minutes: def.minutes,
            label: def.label,
            sources: self.sources(&def.cited),
            status: def.cited.status,
        }
    }

    fn line(&self, def: &crate::syntax::transport::CheckDef) -> CheckLine {
        CheckLine { no: def.no.value, text: def.text, sources: self.sources(&def.cited), status: def.cited.status }
    }

    fn window(&self, def: &WindowDef) -> TimeWindow {
        let up_to = def.up_to.as_ref();
        if let Some(up_to) = up_to.filter(|up_to| up_to.value < def.minutes) {
            self.reports.add(wrong_form("up_to", "not less than `minutes`", up_to.at));
        }
        TimeWindow {
            id: kept(&def.id.value),
            no: def.no.value,
            rules: def.rules.iter().filter_map(|name| self.names.rules.find(name, self.reports)).collect(),
            since: def.since.as_ref().map_or(Since::Told, |name| self.since(name)),
            minutes: def.minutes,
            up_to: up_to.map_or(def.minutes, |up_to| up_to.value),
            text: def.text,
            from: def.from,
            sources: self.sources(&def.cited),
            status: def.cited.status,
        }
    }

    fn since(&self, name: &Located<String>) -> Since {
        if name.value == "birth" {
            return Since::Birth;
        }
        let Some(finding) = self.single(name) else {
            return Since::Told;
        };
        let unit = match self.conditions.findings.get(usize::from(finding.0)).map(|finding| finding.answer) {
            Some(FindingType::Number { unit, .. }) => unit,
            _ => "",
        };
        match unit {
            "h" => Since::Finding { finding, unit_minutes: 60 },
            "min" => Since::Finding { finding, unit_minutes: 1 },
            _ => {
                self.reports.add(wrong_form("since", "\"birth\", or a finding in h or min", name.at));
                Since::Told
            }
        }
    }
}

/// One rule without condition stands last, is the mildest, and asks for no more than every other rule.
pub(crate) fn fits_together(set: &ProtocolSet, order: &Order<'_>, reports: &Reports) {
    let Some((last, others)) = order.escort.split_last() else {
        return;
    };
    let wrong = others.iter().find(|def| def.when.is_none());
    let wrong = wrong.or(Some(last).filter(|def| def.when.is_some() || def.class.value != Default::default()));
    if let Some(def) = wrong {
        reports.add(bottom(&def.id.value, def.id.at));
        return;
    }
    let Some((lowest, rules)) = set.transport.escort.split_last() else {
        return;
    };
    for (rule, def) in rules.iter().zip(others) {
        let covered =
            |need: &paedlotse_core::capability::CapabilitySet| rule.needs.iter().any(|own| set.implies(*own, *need));
        if !lowest.needs.iter().all(covered) {
            reports.add(needs_less(rule.id, lowest.id, def.id.at, last.id.at));
        }
    }
}
