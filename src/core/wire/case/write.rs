//! Writes a case.

use super::{MILESTONES, REASONS, ROLES, SEXES, VERSION, WHAT};
use crate::age::{Age, AgeUnit};
use crate::case::{Action, Advice, Case, Consult, Entry, Overrule};
use crate::finding::{FindingIx, FindingType};
use crate::network::{Network, SiteIx};
use crate::observation;
use crate::protocol::ProtocolSet;
use crate::wire::advice::DISPOSITIONS;
use crate::wire::map::{Map, word};
use crate::wire::{Value, advice};

/// Writes a case in its envelope. What is read from it with the same rules and the same card is the same case.
#[must_use]
pub fn write(set: &ProtocolSet, network: &Network, case: &Case) -> Value {
    let writing = Writing { set, network };
    Map::default()
        .text("paedlotse", WHAT)
        .value("version", Value::Number(VERSION))
        .value("started", Value::Number(case.started().0))
        .value("log", Value::List(case.entries().iter().map(|entry| writing.entry(entry)).collect()))
        .map()
}

struct Writing<'a> {
    set: &'a ProtocolSet,
    network: &'a Network,
}

impl Writing<'_> {
    fn entry(&self, entry: &Entry) -> Value {
        let fields = Map::default().value("at", Value::Number(entry.at.0));
        match &entry.action {
            Action::Age(given) => fields.value("age", given.map_or(Value::Null, age)),
            Action::Sex(sex) => fields.value("sex", sex.map_or(Value::Null, |sex| text(word(&SEXES, sex)))),
            Action::Complaint { protocol, chosen } => {
                let complaint = self.set.protocol(*protocol).map_or("", |protocol| protocol.id);
                fields.text("complaint", complaint).value("chosen", Value::Bool(*chosen))
            }
            Action::Observe { finding, value } => self.observed(self.named(fields, *finding), *finding, *value),
            Action::Unobtainable(finding) => self.named(fields, *finding).value("unobtainable", Value::Bool(true)),
            Action::Withdraw(finding) => self.named(fields, *finding).value("open", Value::Bool(true)),
            Action::DenyGroup { group, denied } => {
                let group = self.set.group(*group).map_or("", |group| group.id);
                let denied = denied.iter().map(|finding| text(self.finding(*finding))).collect();
                fields.text("group", group).value("denied", Value::List(denied))
            }
            Action::AnswerNow => fields.value("answer_now", Value::Bool(true)),
            Action::Overrule(overrule) => fields.value("overrule", self.overrule(overrule)),
            Action::Consult(consult) => fields.value("consult", self.consult(consult)),
            Action::Milestone(milestone) => fields.text("milestone", word(&MILESTONES, *milestone)),
            Action::Undo(position) => fields.value("undo", Value::Number(i64::try_from(*position).unwrap_or(i64::MAX))),
            Action::Unreadable(as_it_came) => return as_it_came.clone(),
        }
        .map()
    }

    fn finding(&self, finding: FindingIx) -> &'static str {
        self.set.finding(finding).map_or("", |finding| finding.id)
    }

    fn named(&self, fields: Map, finding: FindingIx) -> Map {
        fields.text("finding", self.finding(finding))
    }

    fn observed(&self, fields: Map, finding: FindingIx, value: observation::Value) -> Map {
        match (value, self.set.finding(finding).map(|finding| finding.answer)) {
            (observation::Value::YesNo(yes), _) => fields.value("yes", Value::Bool(yes)),
            (observation::Value::Choice(at), Some(FindingType::Choice { options })) => {
                fields.text("option", options.get(usize::from(at)).map_or("", |option| option.id))
            }
            // Unit and decimals say what the numbers mean, should another vocabulary count otherwise.
            (observation::Value::Number(span), Some(FindingType::Number { unit, decimals, .. })) => fields
                .value("number", pair(i64::from(span.low()), i64::from(span.high())))
                .value("decimals", Value::Number(decimals.into()))
                .text("unit", unit),
            // Not in a log: `Case::push` lets only fitting values in.
            (observation::Value::Choice(_) | observation::Value::Number(_), _) => fields,
        }
    }

    fn overrule(&self, overrule: &Overrule) -> Value {
        let Overrule { advised, chosen, reason, words, role } = overrule;
        Map::default()
            .value("advised", self.advice(*advised))
            .text("chosen", chosen.id())
            .text("reason", word(&REASONS, *reason))
            .text("words", words)
            .text("role", word(&ROLES, *role))
            .map()
    }

    fn consult(&self, consult: &Consult) -> Value {
        let Consult { advised, with, plan, words, role } = consult;
        Map::default()
            .value("advised", self.advice(*advised))
            .text("with", self.site(*with))
            .text("plan", word(&DISPOSITIONS, *plan))
            .text("words", words)
            .text("role", word(&ROLES, *role))
            .map()
    }

    fn advice(&self, advice: Advice) -> Value {
        advice::write(self.network, advice)
    }

    fn site(&self, site: SiteIx) -> &'static str {
        self.network.site(site).map_or("", |site| site.id)
    }
}

fn age(age: Age) -> Value {
    let axis = |unit| {
        let (low, high) = age.completed(unit);
        pair(low.into(), high.into())
    };
    Map::default()
        .value("hours", axis(AgeUnit::Hours))
        .value("days", axis(AgeUnit::Days))
        .value("months", axis(AgeUnit::Months))
        .map()
}

fn pair(low: i64, high: i64) -> Value {
    Value::List(vec![Value::Number(low), Value::Number(high)])
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
