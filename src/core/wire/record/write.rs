//! Writes a record.

use super::bytes::{Writer, length};
use super::{Bound, EPOCH_MS, FORM, MINUTE_MS, Said, Sender, WORDS};
use crate::age::{Age, AgeUnit};
use crate::capability::CapabilitySet;
use crate::case::{Action, Advice, Case, Consult, Overrule, OverruleReason, Role, Timestamp};
use crate::clock::Told;
use crate::criterion::Sex;
use crate::disposition::Urgency;
use crate::finding::{FindingIx, FindingType, GroupIx};
use crate::network::{Intake, Network, SiteIx};
use crate::observation::Value;
use crate::protocol::ProtocolSet;
use crate::quantity::Span;
use crate::recommend::Disposition;

/// Writes what is known of a case now. `network` is the card in use, whose houses the duty and the decisions name.
#[must_use]
pub fn write(set: &ProtocolSet, network: &Network, sender: &Sender, said: &Said, case: &Case) -> Vec<u8> {
    let mut to = Writer::default();
    to.byte(FORM);
    to_sender(&mut to, set, network, sender);
    to_said(&mut to, said);
    let findings = case.findings(set);
    to.byte(flags([
        findings.age.is_some(),
        findings.sex.is_some(),
        findings.sex == Some(Sex::Male),
        case.answered_now(),
    ]));
    let started = minutes(case.started());
    to.signed(started);
    if let Some(age) = findings.age {
        to_age(&mut to, age);
    }
    let complaints: Vec<u16> =
        sorted(findings.complaints().iter().filter_map(|ix| set.protocol(*ix)).map(|protocol| protocol.no));
    to.set(&complaints);
    to_answers(&mut to, set, started, &standing(set, case));
    to_decisions(&mut to, network, started, case);
    let sum = crc32fast::hash(&to.0);
    to.bytes(&sum.to_be_bytes());
    to.0
}

/// Whole minutes since the epoch of records.
fn minutes(at: Timestamp) -> i64 {
    at.0.saturating_sub(EPOCH_MS).div_euclid(MINUTE_MS)
}

pub(super) fn flags<const N: usize>(flags: [bool; N]) -> u8 {
    flags.into_iter().rev().fold(0, |all, flag| all << 1 | u8::from(flag))
}

fn sorted(numbers: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut numbers: Vec<u16> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn to_sender(to: &mut Writer, set: &ProtocolSet, network: &Network, sender: &Sender) {
    let Sender { release, ruleset, network: card_id, card, house, place, ambulance, sent, ahead, duty } = sender;
    to.bytes(release);
    to.bytes(ruleset);
    to.text(card_id);
    to.bytes(&card.to_be_bytes());
    to.number(u64::from(*house) << 1 | u64::from(*ambulance));
    to.text(place);
    to.signed(minutes(*sent));
    to.signed(i64::from(*ahead));
    let numbers =
        |capabilities: CapabilitySet| sorted(capabilities.iter().filter_map(|c| set.capability(c)).map(|c| c.no));
    let reports: Vec<_> = network.sites_with_ix().map(|(ix, site)| (site.no, duty.of(ix))).collect();
    let reports: Vec<_> = reports.iter().filter(|(_, report)| *report != Default::default()).collect();
    to.number(length(reports.len()));
    for (no, report) in reports {
        to.number((*no).into());
        to.byte(match report.intake {
            Intake::Open => 0,
            Intake::Limited => 1,
            Intake::Full => 2,
            Intake::Closed => 3,
        });
        to.set(&numbers(report.off));
        to.set(&numbers(report.on));
    }
}

pub(super) const fn disposition(disposition: Disposition) -> u8 {
    match disposition {
        Disposition::TreatLocally => 0,
        Disposition::Teleconsult => 1,
        Disposition::Transfer => 2,
    }
}

pub(super) const fn urgency(urgency: Urgency) -> u8 {
    match urgency {
        Urgency::Routine => 0,
        Urgency::Urgent => 1,
        Urgency::Emergent => 2,
        Urgency::Immediate => 3,
    }
}

fn to_bound(to: &mut Writer, bound: Bound) {
    let Bound { disposition: place, urgency: fast, all_met, destination } = bound;
    to.byte(disposition(place) | urgency(fast) << 2 | u8::from(all_met) << 4 | u8::from(destination.is_some()) << 5);
    if let Some(no) = destination {
        to.number(no.into());
    }
}

fn to_said(to: &mut Writer, said: &Said) {
    let Said { floor, so_far, ceiling, danger_open, destination } = said;
    to.byte(flags([*danger_open]));
    for bound in [floor, so_far, ceiling] {
        to_bound(to, *bound);
    }
    to.text(destination);
}

fn to_age(to: &mut Writer, age: Age) {
    for unit in [AgeUnit::Hours, AgeUnit::Days, AgeUnit::Months] {
        let (low, high) = age.completed(unit);
        to.number(low.into());
        to.number(high.saturating_sub(low).into());
    }
}

/// One answer that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answered {
    /// With this group.
    Denied(GroupIx),
    Value(Value),
    Unobtainable,
}

/// The answers of one minute, by the number of the finding.
type Minute = Vec<(u16, FindingIx, Answered)>;

/// What stands of each finding, with the moment, in the order in which it came; of numbers every value.
fn standing(set: &ProtocolSet, case: &Case) -> Vec<(Timestamp, FindingIx, Answered)> {
    let mut all: Vec<(Timestamp, FindingIx, Answered)> = Vec::new();
    for (_, entry) in case.standing() {
        match &entry.action {
            Action::Observe { finding, value } => {
                let again = matches!(value, Value::Number(_));
                all.retain(|(_, known, was)| known != finding || (again && matches!(was, Answered::Value(_))));
                all.push((entry.at, *finding, Answered::Value(*value)));
            }
            Action::Unobtainable(finding) => {
                all.retain(|(_, known, _)| known != finding);
                all.push((entry.at, *finding, Answered::Unobtainable));
            }
            Action::Withdraw(finding) => all.retain(|(_, known, _)| known != finding),
            Action::DenyGroup { group, denied } => {
                for finding in denied.iter().filter(|ix| set.finding(**ix).is_some()) {
                    all.retain(|(_, known, _)| known != finding);
                    all.push((entry.at, *finding, Answered::Denied(*group)));
                }
            }
            _ => {}
        }
    }
    all
}

/// Minute by minute, see [`to_minute`].
fn to_answers(to: &mut Writer, set: &ProtocolSet, started: i64, answers: &[(Timestamp, FindingIx, Answered)]) {
    let mut by_minute: Vec<(i64, Minute)> = Vec::new();
    for (at, ix, answered) in answers {
        let (Some(finding), at) = (set.finding(*ix), minutes(*at)) else { continue };
        match by_minute.iter_mut().find(|(minute, _)| *minute == at) {
            Some((_, list)) => {
                // Twice within a minute: the later one.
                list.retain(|(no, ..)| *no != finding.no);
                list.push((finding.no, *ix, *answered));
            }
            None => by_minute.push((at, vec![(finding.no, *ix, *answered)])),
        }
    }
    by_minute.sort_by_key(|(minute, _)| *minute);
    to.number(length(by_minute.len()));
    let mut before = started;
    for (minute, mut list) in by_minute {
        to.signed(minute.saturating_sub(before));
        before = minute;
        list.sort_by_key(|(no, ..)| *no);
        to_minute(to, set, &list);
    }
}

/// Which of the six kinds there are, and each that there is.
fn to_minute(to: &mut Writer, set: &ProtocolSet, list: &[(u16, FindingIx, Answered)]) {
    let of = |wanted: Answered| sorted(list.iter().filter(|(_, _, said)| *said == wanted).map(|(no, ..)| *no));
    let simple =
        [Answered::Value(Value::YesNo(false)), Answered::Value(Value::YesNo(true)), Answered::Unobtainable].map(of);
    let chosen: Vec<(u16, u16)> =
        list.iter().filter_map(|(no, ix, said)| Some((*no, option(set, *ix, *said)?))).collect();
    let span = |said: &Answered| match said {
        Answered::Value(Value::Number(span)) => Some(*span),
        _ => None,
    };
    let measured: Vec<(u16, Span)> = list.iter().filter_map(|(no, _, said)| Some((*no, span(said)?))).collect();
    let denied = list.iter().any(|(_, _, said)| matches!(said, Answered::Denied(_)));
    let [no, yes, not_here] = simple.each_ref().map(|numbers| !numbers.is_empty());
    to.byte(flags([denied, no, yes, not_here, !chosen.is_empty(), !measured.is_empty()]));
    if denied {
        to_denied(to, set, list);
    }
    simple.iter().filter(|numbers| !numbers.is_empty()).for_each(|numbers| to.set(numbers));
    if !chosen.is_empty() {
        to.set(&chosen.iter().map(|(no, _)| *no).collect::<Vec<_>>());
        chosen.iter().for_each(|(_, option)| to.number((*option).into()));
    }
    if !measured.is_empty() {
        to.set(&measured.iter().map(|(no, _)| *no).collect::<Vec<_>>());
        measured.iter().for_each(|(_, span)| to_span(to, *span));
    }
}

/// The lowest bit says that it is a range.
fn to_span(to: &mut Writer, span: Span) {
    let low = i64::from(span.low());
    let width = i64::from(span.high()).saturating_sub(low);
    to.signed(low.wrapping_mul(2).wrapping_add(i64::from(width > 0)));
    if width > 0 {
        to.signed(width);
    }
}

/// Group by group in the order of their numbers: the number, counted from the one before, and the members.
fn to_denied(to: &mut Writer, set: &ProtocolSet, list: &[(u16, FindingIx, Answered)]) {
    let mut groups: Vec<(u16, Vec<u16>)> = Vec::new();
    for (no, _, said) in list {
        let Answered::Denied(group) = said else { continue };
        let group = set.group(*group).map_or(0, |group| group.no);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, members)) => members.push(*no),
            None => groups.push((group, vec![*no])),
        }
    }
    groups.sort();
    to.number(length(groups.len()));
    let mut before = 0;
    for (group, members) in groups {
        to.number(group.saturating_sub(before).into());
        before = group;
        to.set(&members);
    }
}

/// The number of the chosen option.
fn option(set: &ProtocolSet, finding: FindingIx, said: Answered) -> Option<u16> {
    let (Answered::Value(Value::Choice(at)), FindingType::Choice { options }) = (said, set.finding(finding)?.answer)
    else {
        return None;
    };
    options.get(usize::from(at)).map(|option| option.no)
}

pub(super) const fn role(role: Role) -> u8 {
    match role {
        Role::Physician => 0,
        Role::Nurse => 1,
        Role::Paramedic => 2,
    }
}

fn to_decisions(to: &mut Writer, network: &Network, started: i64, case: &Case) {
    let since = |at: Timestamp| minutes(at).saturating_sub(started);
    let reached = case.milestones().map(|told| match told {
        Some(Told::Happened(at)) => Some(at),
        _ => None,
    });
    to.byte(flags(reached.map(|at| at.is_some())));
    for at in reached.into_iter().flatten() {
        to.signed(since(at));
    }
    // Which advice they refer to is written with them: the latest counts, whatever holds now.
    let latest = |wanted: fn(&Action) -> bool| case.standing().filter(|(_, entry)| wanted(&entry.action)).last();
    let overrule = latest(|action| matches!(action, Action::Overrule(_)));
    let consult = latest(|action| matches!(action, Action::Consult(_)));
    to.byte(flags([overrule.is_some(), consult.is_some()]));
    if let Some((at, Action::Overrule(Overrule { advised, chosen, reason, words, role: by }))) =
        overrule.map(|(_, entry)| (entry.at, &entry.action))
    {
        to.signed(since(at));
        to_advice(to, network, *advised);
        let reason = OverruleReason::ALL.iter().position(|one| one == reason).and_then(|at| u8::try_from(at).ok());
        to.byte(disposition(*chosen) | role(*by) << 2 | reason.unwrap_or_default() << 4);
        to.text(cut(words));
    }
    if let Some((at, Action::Consult(Consult { advised, with, plan, words, role: by }))) =
        consult.map(|(_, entry)| (entry.at, &entry.action))
    {
        to.signed(since(at));
        to_advice(to, network, *advised);
        to.number(network.site(*with).map_or(0, |site| site.no).into());
        to.byte(disposition(*plan) | role(*by) << 2);
        to.text(cut(words));
    }
}

fn to_advice(to: &mut Writer, network: &Network, advice: Advice) {
    let no = |site: SiteIx| network.site(site).map(|site| site.no);
    let Advice { disposition, urgency, destination } = advice;
    to_bound(to, Bound { disposition, urgency, all_met: true, destination: destination.and_then(no) });
}

/// Words as far as they are sent, cut between two letters.
fn cut(words: &str) -> &str {
    words.get(..words.floor_char_boundary(WORDS)).unwrap_or_default()
}
